// The model on the engine against a plain program that was written without it: equal to the bit.
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include "bench/plain_rows.hpp"
#include "tests/models/trustbench/some_people.hpp"

namespace {

using lien_test::pass_months;
using lien_test::RunOptions;

template <std::size_t K>
void expect_same(trustbench::World<K>& world, const bench::PlainRows<K>& plain) {
  ASSERT_EQ(world.history.size(), plain.history.size());
  for (std::size_t m = 0; m < plain.history.size(); ++m) {
    ASSERT_EQ(world.history[m].trust, plain.history[m].trust) << "month " << m;
    ASSERT_EQ(world.history[m].partnerships, plain.history[m].partnerships) << "month " << m;
  }
  for (std::size_t i = 0; i < world.people.rows(); ++i) {
    for (std::size_t k = 0; k < K; ++k) {
      const trustbench::Tie& tie = world.ties[i][k];
      ASSERT_EQ(tie.alpha, plain.alpha[i * K + k]) << "person " << i << ", slot " << k;
      ASSERT_EQ(tie.beta, plain.beta[i * K + k]) << "person " << i << ", slot " << k;
      ASSERT_EQ(tie.contact, plain.contact[i * K + k]) << "person " << i << ", slot " << k;
      ASSERT_EQ(tie.partner, plain.partner[i * K + k]) << "person " << i << ", slot " << k;
    }
  }
}

/// Months -3 … 20 of both.
template <std::size_t K>
void compare(std::uint32_t people, const RunOptions& how = {}) {
  const sim::RandomKey key{people, 2};
  const sim::Executor executor(how.threads, how.grain);
  trustbench::World<K> world(people, key, executor);
  pass_months(world, key, -3, 20, how);
  bench::PlainRows<K> plain(people, key);
  plain.run(-3, 24, sim::Executor(1));
  expect_same(world, plain);
}

// Around sixteen lanes, 128 people a tile and 1 024 a block of sums.
TEST(TrustBench, IsThePlainProgramForAnyNumberOfPeople) {
  for (const std::uint32_t people : {2U, 3U, 15U, 16U, 17U, 127U, 129U, 1023U, 1024U, 1025U, 3001U})
    compare<12>(people);
}

TEST(TrustBench, IsThePlainProgramForAnyNumberOfContacts) {
  compare<8>(777);
  compare<16>(777);
}

TEST(TrustBench, IsThePlainProgramForAnyThreadsAndGrain) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  for (const int threads : {1, 2, 3, 4, 8}) {
    for (const std::size_t grain : {7U, 2048U}) {
      compare<12>(5000, {threads, grain});
      compare<12>(5000, {threads, grain, true});
    }
  }
}

TEST(TrustBench, IsThePlainProgramWhenVerified) { compare<12>(1500, {.verified = true}); }

TEST(TrustBench, IsTheSameInTwoParts) {
  const sim::RandomKey key{1, 0};
  lien_test::Crowd whole(500, key, sim::Executor(1)), parts(500, key, sim::Executor(1));
  pass_months(whole, key, 0, 10);
  pass_months(parts, key, 0, 4);
  pass_months(parts, key, 5, 10);
  EXPECT_EQ(whole.history, parts.history);
  EXPECT_EQ(whole.groups.store(0).fingerprint(), parts.groups.store(0).fingerprint());
}

}  // namespace
