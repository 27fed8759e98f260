#include "sim/parallel/executor.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Chunk;
using sim::Executor;
using sim::PerChunk;

/// Lets more threads run than the machine has processors, so that eight means eight anywhere.
class Threads : public testing::Test {
 private:
  oneapi::tbb::global_control allowed_{oneapi::tbb::global_control::max_allowed_parallelism, 8};
};

TEST_F(Threads, CoverEveryRowOnce) {
  for (const int threads : {1, 2, 3, 8}) {
    for (const std::size_t grain : {1U, 7U, 64U, 2048U}) {
      const Executor executor(threads, grain);
      for (const std::size_t rows : {0U, 1U, 63U, 64U, 65U, 5000U}) {
        std::vector<std::atomic<int>> visits(rows);
        std::vector<std::atomic<int>> chunks(executor.chunk_count(rows));
        executor.for_chunks(rows, [&](const Chunk& chunk) {
          ++chunks[chunk.index];
          EXPECT_EQ(chunk.begin, chunk.index * grain);
          EXPECT_LE(chunk.end - chunk.begin, grain);
          for (std::size_t row = chunk.begin; row < chunk.end; ++row) ++visits[row];
        });
        for (const auto& count : visits) ASSERT_EQ(count, 1) << threads << " threads, grain " << grain;
        for (const auto& count : chunks) ASSERT_EQ(count, 1) << threads << " threads, grain " << grain;
      }
    }
  }
}

TEST_F(Threads, VisitEveryIndexOnce) {
  for (const int threads : {1, 2, 8}) {
    std::vector<std::atomic<int>> visits(1000);
    Executor(threads).for_indices(visits.size(), [&](std::size_t i) { ++visits[i]; });
    for (const auto& count : visits) ASSERT_EQ(count, 1);
  }
}

TEST_F(Threads, AreAsManyAsAskedForAndNoMore) {
  const std::thread::id me = std::this_thread::get_id();
  for (const int threads : {1, 2, 4}) {
    std::mutex door;
    std::set<std::thread::id> seen;
    Executor(threads).for_indices(64, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      const std::lock_guard lock(door);
      seen.insert(std::this_thread::get_id());
    });
    EXPECT_LE(seen.size(), static_cast<std::size_t>(threads));
    // With one thread none is started.
    if (threads == 1) {
      EXPECT_EQ(seen, std::set<std::thread::id>{me});
    }
  }
}

TEST_F(Threads, HandOnWhatABodyThrows) {
  for (const int threads : {1, 2, 8}) {
    const Executor executor(threads, 1);
    EXPECT_EQ(lien_test::thrown_message<std::runtime_error>([&] {
                executor.for_chunks(100, [](const Chunk& chunk) {
                  if (chunk.index == 57) throw std::runtime_error("row 57 is ill");
                });
              }),
              "row 57 is ill");
  }
}

TEST_F(Threads, JoinProposalsInRowOrderWhateverTheGrain) {
  std::vector<std::size_t> expected;  // row r proposes r % 3 times
  for (std::size_t row = 0; row < 3000; ++row) expected.insert(expected.end(), row % 3, row);
  PerChunk<std::size_t> proposals;  // kept over all loops, as submodels keep theirs over months
  for (const int threads : {8, 1, 3}) {
    for (const std::size_t grain : {1U, 7U, 64U, 5000U}) {
      const Executor executor(threads, grain);
      proposals.reset(executor.chunk_count(3000));
      executor.for_chunks(3000, [&](const Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
          for (std::size_t k = 0; k < row % 3; ++k) proposals[chunk].push_back(row);
        }
      });
      EXPECT_EQ(proposals.joined(), expected) << threads << " threads, grain " << grain;
    }
  }
}

TEST(PerChunk, ForgetsTheProposalsOfALongerLoop) {
  PerChunk<int> proposals;
  proposals.reset(5);
  proposals[Chunk{0, 0, 4}].push_back(4);
  proposals.reset(2);
  EXPECT_TRUE(proposals.joined().empty());
  proposals[Chunk{0, 0, 1}].push_back(1);
  std::vector<int> all = {9, 9};
  proposals.join_into(all);
  EXPECT_EQ(all, std::vector<int>{1});
}

TEST(Executor, RefusesToDoNothing) {
  const std::string message = "an executor needs at least one thread and one row a chunk";
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([] { Executor(0); }), message);
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([] { Executor(-1); }), message);
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([] { Executor(1, 0); }), message);
}

TEST(Executor, PiecesCoverEveryTurnOnce) {
  const oneapi::tbb::global_control allowed(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  for (const int threads : {1, 3}) {
    const Executor executor(threads);
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, std::size_t{99}, std::size_t{100}, std::size_t{101}}) {
      std::vector<int> turns(count, 0);
      executor.for_pieces(count, 10, [&](std::size_t begin, std::size_t end) {
        EXPECT_LT(begin, end);
        EXPECT_LE(end - begin, 10U);
        for (std::size_t k = begin; k < end; ++k) ++turns[k];
      });
      EXPECT_EQ(turns, std::vector<int>(count, 1));
    }
  }
}

TEST(Executor, SortsAlikeOnAnyNumberOfThreads) {
  const oneapi::tbb::global_control allowed(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  lien_test::RandomCases cases(11);
  std::vector<std::uint32_t> numbers(20'000);
  for (auto& number : numbers) number = cases.below(5'000);
  auto expected = numbers;
  std::sort(expected.begin(), expected.end());
  for (const int threads : {1, 2, 5}) {
    auto sorted = numbers;
    Executor(threads).sort(sorted, std::less<>());
    EXPECT_EQ(sorted, expected) << threads;
  }
}

}  // namespace
