// Sweeps on a real SLURM of one node, started for this test alone.
#include <gtest/gtest.h>

#include "tests/support/run_lien.hpp"
#include "tests/support/tiny_territory.hpp"

namespace lien_test {
namespace {

TEST(Slurm, RunsSweepsThroughRequeuePreemptionAndTimeLimit) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  const Ended ended = run_command({"/usr/bin/python3", LIEN_SOURCE_DIR "/tests/cli/experiments/slurm.py",
                                   LIEN_BINARY, folder.path().string()},
                                  folder.path());
  if (ended.exit_code == 77) GTEST_SKIP() << ended.out;
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  std::cout << ended.out;
}

}  // namespace
}  // namespace lien_test
