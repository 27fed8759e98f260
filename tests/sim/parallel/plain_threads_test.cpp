// Loops as they run under ThreadSanitizer.
#include "sim/parallel/plain_threads.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/support/thrown_message.hpp"

namespace {

TEST(PlainThreads, CallEveryIndexOnce) {
  for (const std::size_t count : {0U, 1U, 3U, 4U, 101U}) {
    std::vector<int> calls(count, 0);
    sim::for_indices_on_plain_threads(4, count, [&](std::size_t i) { ++calls[i]; });
    EXPECT_THAT(calls, testing::Each(1));
  }
}

TEST(PlainThreads, HandOnAnExceptionOnceAllAreDone) {
  std::vector<int> calls(40, 0);
  const std::string message = lien_test::thrown_message<std::runtime_error>([&] {
    sim::for_indices_on_plain_threads(4, calls.size(), [&](std::size_t i) {
      if (i == 6) throw std::runtime_error("the sixth");
      ++calls[i];
    });
  });
  EXPECT_EQ(message, "the sixth");
  EXPECT_EQ(calls[39], 1) << "another thread's share";
  EXPECT_EQ(calls[6], 0);
}

}  // namespace
