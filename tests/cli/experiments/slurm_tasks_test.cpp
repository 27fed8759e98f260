// How a sweep is cut into tasks of SLURM: long enough, and no more than the cluster takes.
#include <gtest/gtest.h>

#include "cli/slurm.hpp"

namespace lien_test {
namespace {

using cli::slurm_limits;
using cli::slurm_tasks;

TEST(SlurmTasks, LimitsAreThoseTheClusterTells) {
  const cli::SlurmLimits limits = slurm_limits(
      "Configuration data as of 2026-11-22T19:00:00\nMaxArraySize            = 2001\nMaxDBDMsgs              = "
      "20008\nMaxJobCount             = 5000\nMaxJobId                = 67043328\n");
  EXPECT_EQ(limits.array_size, 2001);
  EXPECT_EQ(limits.jobs, 5000);
  EXPECT_EQ(slurm_limits("nothing of it").array_size, 1001);
  EXPECT_EQ(slurm_limits("nothing of it").jobs, 10000);
}

TEST(SlurmTasks, TakeTenMinutesAtLeast) {
  const cli::SlurmLimits limits;
  EXPECT_EQ(slurm_tasks(3600, 600, 5000, limits), 6);
  EXPECT_EQ(slurm_tasks(3599, 600, 5000, limits), 5);
  EXPECT_EQ(slurm_tasks(10, 600, 5000, limits), 1);
  EXPECT_EQ(slurm_tasks(1e9, 600, 5000, limits), 1000);
  EXPECT_EQ(slurm_tasks(1e9, 600, 7, limits), 7);
  EXPECT_EQ(slurm_tasks(1e9, 600, 5000, {100000, 300}), 150);
}

}  // namespace
}  // namespace lien_test
