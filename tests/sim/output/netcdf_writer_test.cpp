#include "sim/output/netcdf_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include "sim/core/error.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_image.hpp"
#include "sim/output/read_back.hpp"
#include "tests/sim/output/sample_result.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace sim::output;
using lien_test::numbers;
using lien_test::sample_result;
using lien_test::TemporaryFolder;
using lien_test::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

std::string storage_complaint(const std::function<void()>& attempt) {
  try {
    attempt();
  } catch (const sim::StorageError& error) {
    return error.what();
  }
  return "";
}

/// Some refusals need another user or a lower limit, neither of which a test gives back: a child takes them.
std::string complaint_of_child(const std::function<void()>& prepare, const std::function<void()>& attempt) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    prepare();
    const std::string text = storage_complaint(attempt);
    const bool told = ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  std::string text(4096, '\0');
  const ssize_t size = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return "the child did not end in order";
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

void become_nobody() {
  if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(2);
}

ResultFile large_result(float value) {
  ResultFile file;
  file.dimensions = {{"time", 200, true}, {"place", 1000}};
  std::vector<float> values(200'000);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = value + static_cast<float>((i * 2654435761U) % 65521);
  for (const std::string name : {"a", "b", "c"})
    file.variables.push_back(numbers(name, {"time", "place"}, values));
  return file;
}

TEST(NetcdfWriter, OpensInPython) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "sample.nc";
  write_netcdf(sample_result(), file);
  const std::string command =
      "/usr/bin/python3 -B '" LIEN_SOURCE_DIR "/tests/sim/output/open_in_python.py' '" + file.string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << "see the sentence above; the test needs python3-xarray, "
                                                "python3-h5netcdf, python3-netcdf4 and netcdf-bin";
}

TEST(NetcdfWriter, ReadsBackWhatItWrote) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "sample.nc";
  const ResultFile sample = sample_result();
  write_netcdf(sample, file);
  const ResultFile read = read_result_file(file);
  ASSERT_EQ(read.dimensions.size(), 3U);
  EXPECT_EQ(read.dimensions[0].name, "time");
  EXPECT_TRUE(read.dimensions[0].unlimited);
  EXPECT_EQ(read.dimensions[2].name, "quantile");
  EXPECT_FALSE(read.dimensions[2].unlimited);
  std::vector<std::string> names;
  for (const Variable& variable : read.variables) names.push_back(variable.name);
  EXPECT_THAT(names, ElementsAre("time", "epci", "trust", "month", "quantiles", "actors", "scenario"));
  EXPECT_THAT(read.variables[4].dimensions, ElementsAre("time", "epci", "quantile"));
  EXPECT_EQ(read.variables[4].data, sample.variables[4].data);
  EXPECT_EQ(read.variables[6].data, sample.variables[6].data);
  ASSERT_EQ(read.attributes.size(), sample.attributes.size());
  for (std::size_t i = 0; i < read.attributes.size(); ++i) {
    EXPECT_EQ(read.attributes[i].name, sample.attributes[i].name);
    EXPECT_EQ(read.attributes[i].value, sample.attributes[i].value) << read.attributes[i].name;
  }
  const GroupData& communes = read.subgroups.at(0);
  EXPECT_EQ(communes.name, "communes");
  EXPECT_EQ(communes.subgroups.at(0).variables.at(0).data,
            sample.subgroups[0].subgroups[0].variables[0].data);
  const auto level = std::ranges::find(communes.variables, "level", &Variable::name);
  EXPECT_EQ(*find_attribute(level->attributes, "_FillValue"), AttributeValue(std::int64_t{-1}));
  EXPECT_EQ(find_attribute(read.variables[2].attributes, "_FillValue"), nullptr);
  EXPECT_NO_THROW(validate(read));
}

TEST(NetcdfWriter, EqualResultsGiveEqualBytes) {
  EXPECT_EQ(netcdf_image(sample_result(), "one"), netcdf_image(sample_result(), "two"));
}

TEST(NetcdfWriter, ReplacesAnEarlierFileAndLeavesNothingElse) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("sample.nc", "old");
  write_netcdf(sample_result(), file);
  EXPECT_THAT(files_in(folder.path()), ElementsAre("sample.nc"));
  EXPECT_EQ(content_digest(file), content_digest(sample_result()));
}

TEST(NetcdfWriter, FollowsALinkToTheFile) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "store");
  folder.write("store/real.nc", "old");
  fs::create_symlink("store/real.nc", folder.path() / "link.nc");
  write_netcdf(sample_result(), folder.path() / "link.nc");
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link.nc"));
  EXPECT_EQ(content_digest(folder.path() / "store/real.nc"), content_digest(sample_result()));
}

TEST(NetcdfWriter, WritesEmptyUnlimitedAndBareFiles) {
  const TemporaryFolder folder;
  for (const ResultFile& result : {ResultFile{}, sample_result(0), sample_result(1)}) {
    write_netcdf(result, folder.path() / "result.nc");
    EXPECT_EQ(content_digest(folder.path() / "result.nc"), content_digest(result));
  }
}

TEST(NetcdfWriter, HoldsLongTexts) {
  const TemporaryFolder folder;
  ResultFile result = sample_result();
  const std::string scenario(300'000, 'x');
  result.attributes.push_back({"scenario_text", scenario});
  write_netcdf(result, folder.path() / "result.nc");
  EXPECT_EQ(*find_attribute(read_result_file(folder.path() / "result.nc").attributes, "scenario_text"),
            AttributeValue(scenario));
}

TEST(NetcdfWriter, RefusesInvalidResultsBeforeTouchingTheDisk) {
  const TemporaryFolder folder;
  ResultFile result = sample_result();
  result.variables[0].data = std::vector<float>{};
  EXPECT_THROW(write_netcdf(result, folder.path() / "result.nc"), sim::InvariantError);
  EXPECT_THAT(files_in(folder.path()), IsEmpty());
}

struct Refusal {
  std::string target;
  std::string reason;
};

TEST(NetcdfWriter, SaysInOneSentenceWhyItCannotWrite) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "taken");
  folder.write("file", "");
  const std::string in = folder.path().string() + "/";
  for (const Refusal& refusal :
       {Refusal{in + "absent/r.nc", "folder '" + in + "absent' does not exist"},
        Refusal{in + "taken", "this is a folder"}, Refusal{in + "taken/", "this is a folder"},
        Refusal{in + "file/r.nc", "is not a folder"}, Refusal{"/dev/null", "this is not an ordinary file"},
        Refusal{"", "the name of the file is empty"},
        Refusal{in + std::string(250, 'n'), "File name too long"},
        Refusal{"/proc/r.nc", "creating a file in its folder failed"}}) {
    const std::string early = storage_complaint([&] { check_writable(refusal.target); });
    const std::string late = storage_complaint([&] { write_netcdf(sample_result(), refusal.target); });
    EXPECT_THAT(early, HasSubstr(refusal.reason));
    EXPECT_EQ(early, late);
    EXPECT_THAT(early, HasSubstr(refusal.target));
    EXPECT_EQ(early.find('\n'), std::string::npos);
  }
  EXPECT_THAT(files_in(folder.path()), ElementsAre("file", "taken"));
}

TEST(NetcdfWriter, ChecksWithoutATrace) {
  const TemporaryFolder folder;
  const fs::path old = folder.write("old.nc", "old");
  EXPECT_NO_THROW(check_writable(old));
  EXPECT_NO_THROW(check_writable(folder.path() / "new.nc"));
  EXPECT_EQ(text_of(old), "old");
  EXPECT_THAT(files_in(folder.path()), ElementsAre("old.nc"));
}

TEST(NetcdfWriter, RefusesAReadOnlyFolderAndAProtectedFile) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "locked");
  const fs::path own = folder.write("open/own.nc", "precious");
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(folder.path() / "locked", fs::perms(0555));
  fs::permissions(folder.path() / "open", fs::perms(0777));
  fs::permissions(own, fs::perms(0444));
  EXPECT_THAT(complaint_of_child(become_nobody, [&] { check_writable(folder.path() / "locked/r.nc"); }),
              HasSubstr("locked/r.nc': creating a file in its folder failed (Permission denied)"));
  EXPECT_THAT(complaint_of_child(become_nobody,
                                 [&] { write_netcdf(sample_result(), folder.path() / "locked/r.nc"); }),
              HasSubstr("Permission denied"));
  EXPECT_THAT(complaint_of_child(become_nobody, [&] { write_netcdf(sample_result(), own); }),
              HasSubstr("the file there is protected against writing"));
  EXPECT_EQ(text_of(own), "precious");
}

TEST(NetcdfWriter, LeavesTheOldFileWhenTheDiskRefusesMore) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("result.nc", "old");
  const auto limit = [] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{65536, 65536};
    if (::setrlimit(RLIMIT_FSIZE, &small) != 0) ::_exit(2);
  };
  EXPECT_THAT(complaint_of_child(limit, [&] { write_netcdf(large_result(0), file); }),
              HasSubstr("result.nc': writing failed (File too large)"));
  EXPECT_EQ(text_of(file), "old");
  EXPECT_THAT(files_in(folder.path()), ElementsAre("result.nc"));
}

TEST(NetcdfWriter, KilledAtAnyInstantLeavesOldOrNewButWhole) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "result.nc";
  const ResultFile results[] = {large_result(0), large_result(1)};
  const std::string digests[] = {content_digest(results[0]), content_digest(results[1])};
  for (int round = 0; round < 30; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int i = round;; ++i) write_netcdf(results[i % 2], file);
    }
    ::usleep(static_cast<useconds_t>((round * 7919) % 60'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (fs::exists(file)) {
      EXPECT_THAT(content_digest(file), testing::AnyOf(digests[0], digests[1])) << "round " << round;
    }
  }
}

}  // namespace
