// A result that cannot be written: one sentence and exit code 4, before any month is simulated when that can
// be known, and never a broken or temporary file.
#include <unistd.h>

#include <chrono>

#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

class UnwritableOutput : public testing::Test {
 protected:
  UnwritableOutput() {
    write_tiny_territory(folder_);
    std::filesystem::create_directory(folder_.path() / "folder");
  }
  /// The whole Massif Central takes minutes; what is refused at once has simulated no month of it.
  void expect_refused_at_once(const std::string& output, const std::string& reason) {
    const auto before = content_of(folder_.path());
    const auto start = std::chrono::steady_clock::now();
    const Ended ended =
        run_lien({"run", shipped("massif_central/reference.toml"), "-o", output}, folder_.path());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    EXPECT_EQ(ended.exit_code, 4);
    EXPECT_EQ(ended.err, "lien: cannot write results to '" + output + "': " + reason + "\n");
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(folder_.path()), before);
  }
  TemporaryFolder folder_;
};

TEST_F(UnwritableOutput, MissingFolder) {
  expect_refused_at_once("missing/out.nc", "folder 'missing' does not exist");
}

TEST_F(UnwritableOutput, FolderAsTarget) {
  expect_refused_at_once("folder", "this is a folder");
  expect_refused_at_once("folder/", "this is a folder");
}

TEST_F(UnwritableOutput, TargetUnderAFile) {
  expect_refused_at_once("epcis.csv/out.nc", "'epcis.csv' is not a folder");
}

TEST_F(UnwritableOutput, FolderOfTheKernel) {
  expect_refused_at_once("/proc/out.nc", "creating a file in its folder failed (No such file or directory)");
}

TEST_F(UnwritableOutput, Device) { expect_refused_at_once("/dev/full", "this is not an ordinary file"); }

TEST_F(UnwritableOutput, NameTooLong) {
  expect_refused_at_once(std::string(250, 'x') + ".nc",
                         "creating a file in its folder failed (File name too long)");
}

TEST_F(UnwritableOutput, ReadOnlyFolder) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is read-only for root; FolderOfTheKernel stands for it";
  const auto folder = folder_.path() / "folder";
  std::filesystem::permissions(folder,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  expect_refused_at_once("folder/out.nc", "creating a file in its folder failed (Permission denied)");
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

/// A disk that fills up while the file is written, played by a limit on the size of files.
TEST_F(UnwritableOutput, DiskFullAtTheEnd) {
  folder_.write("out.nc", "an older result");
  const auto before = content_of(folder_.path());
  const Ended ended =
      run_command({"sh", "-c", "ulimit -f 8; exec \"$0\" run territory.toml --quiet -o out.nc", LIEN_BINARY},
                  folder_.path());
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_EQ(ended.err, "lien: cannot write results to 'out.nc': writing failed (File too large)\n");
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(content_of(folder_.path()), before);
}

TEST_F(UnwritableOutput, StandardOutputFull) {
  const auto said = [&](const std::vector<std::string>& arguments) {
    Running running(lien_command(arguments), folder_.path(), "/dev/full");
    const Ended ended = running.wait();
    EXPECT_EQ(ended.exit_code, 4);
    return ended.err;
  };
  EXPECT_EQ(said({"--version"}), "lien: the standard output could not be written\n");
  EXPECT_EQ(said({"dyad", "--outcomes", "S"}), "lien: the standard output could not be written\n");
  EXPECT_EQ(said({"describe", "parameters"}), "lien: cannot write to file: No space left on device\n");
}

}  // namespace
}  // namespace lien_test
