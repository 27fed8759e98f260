#include "sim/parallel/reduce.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "tests/support/random_cases.hpp"

namespace {

using sim::Executor;
using sim::reduce_rows;

/// Signs and magnitudes from 1e-8 to 1e16: adding in another order gives other bits.
std::vector<double> nasty(std::size_t rows) {
  lien_test::RandomCases cases(rows);
  std::vector<double> values;
  for (std::size_t i = 0; i < rows; ++i) {
    const double magnitude = std::pow(10.0, static_cast<int>(cases.below(25)) - 8);
    values.push_back((cases.uniform() - 0.5) * magnitude);
  }
  return values;
}

double sum(const Executor& executor, const std::vector<double>& values) {
  return reduce_rows(executor, values.size(), 0.0,
                     [&](double& into, std::size_t row) { into += values[row]; });
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

/// The definition: rows in order within each block of 1 024, then the blocks in order.
double sum_by_definition(const std::vector<double>& values) {
  double total = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += 1024) {
    double block = 0;
    for (std::size_t row = begin; row < std::min(begin + 1024, values.size()); ++row) block += values[row];
    total += block;
  }
  return total;
}

TEST(ReduceRows, AddsInBlocksOf1024ForAnyThreadsAndGrain) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  for (const std::size_t rows : {0U, 1U, 1023U, 1024U, 1025U, 2048U, 30'000U}) {
    const std::vector<double> values = nasty(rows);
    const std::uint64_t expected = bits(sum_by_definition(values));
    for (const int threads : {1, 2, 3, 4, 8}) {
      for (const std::size_t grain : {7U, 2048U}) {
        EXPECT_EQ(bits(sum(Executor(threads, grain), values)), expected) << rows << " rows, " << threads;
      }
    }
  }
}

// If this ever held by chance or by a change of the definition, the test above would prove nothing.
TEST(ReduceRows, IsNotThePlainSum) {
  const std::vector<double> values = nasty(30'000);
  double plain = 0;
  for (const double value : values) plain += value;
  EXPECT_NE(bits(sum(Executor(1), values)), bits(plain));
}

TEST(ReduceRows, OfUpToOneBlockIsThePlainSum) {
  const std::vector<double> values = nasty(1024);
  double plain = 0;
  for (const double value : values) plain += value;
  EXPECT_EQ(bits(sum(Executor(1), values)), bits(plain));
}

struct Moments {
  long count = 0;
  double sum = 0, squares = 0;
  Moments& operator+=(const Moments& other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
    return *this;
  }
};

TEST(ReduceRows, FoldsAnythingThatAdds) {
  const Moments moments = reduce_rows(Executor(2), 5000, Moments{}, [](Moments& m, std::size_t row) {
    const double x = static_cast<double>(row);
    m += {1, x, x * x};
  });
  EXPECT_EQ(moments.count, 5000);
  EXPECT_EQ(moments.sum, 4999.0 * 5000 / 2);
  EXPECT_EQ(moments.squares, 4999.0 * 5000 * 9999 / 6);
}

}  // namespace
