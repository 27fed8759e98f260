// A result opens in the tools scientists have: xarray with either engine, and ncdump.
#include <gtest/gtest.h>

#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

TEST(OpenElsewhere, InXarrayAndNcdump) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_lien({"run", shipped("mini.toml"), "-q", "--seed", "5"}, folder.path()).exit_code, 0);
  const Ended ended = run_command(
      {"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/cli/open_result.py", "mini.nc"}, folder.path());
  EXPECT_EQ(ended.exit_code, 0)
      << ended.out << ended.err
      << "(this test needs /usr/bin/python3 with python3-xarray, python3-h5netcdf and "
         "python3-netcdf4, and ncdump of netcdf-bin)";
}

}  // namespace
}  // namespace lien_test
