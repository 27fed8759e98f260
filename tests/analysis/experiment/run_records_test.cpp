// Files of records: what a kill, a full disk or a bad sector can leave of them.
#include "analysis/experiment/run_records.hpp"

#include <gmock/gmock.h>

#include <cstring>
#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::RecordScan;
using analysis::RecordWriter;
using analysis::RunRecord;
using analysis::RunStatus;

const std::string hash(64, 'a');

struct Read {
  std::uint64_t run;
  RunStatus status;
  std::vector<double> values;
  friend bool operator==(const Read&, const Read&) = default;
};

class RunRecords : public testing::Test {
 protected:
  /// Appends runs `first` … `last` with values that tell them apart.
  void append(std::uint64_t first, std::uint64_t last) {
    RecordWriter writer(file_, hash, scan().end);
    for (std::uint64_t run = first; run <= last; ++run) {
      const std::vector<double> values = values_of(run);
      writer.append({run, {}, RunStatus::done, 0.5, std::as_bytes(std::span(values))});
    }
    writer.sync();
  }
  static std::vector<double> values_of(std::uint64_t run) {
    return {static_cast<double>(run), static_cast<double>(run) / 7, -1e300};
  }
  RecordScan scan() {
    read_.clear();
    return scan_records(file_, hash, [&](const RunRecord& record, std::uint64_t) {
      std::vector<double> values(record.payload.size() / sizeof(double));
      std::memcpy(values.data(), record.payload.data(), record.payload.size());
      read_.push_back({record.run, record.status, std::move(values)});
    });
  }
  void expect_runs(const std::vector<std::uint64_t>& runs) {
    std::vector<Read> expected;
    for (const std::uint64_t run : runs) expected.push_back({run, RunStatus::done, values_of(run)});
    EXPECT_EQ(read_, expected);
  }
  void replace(const std::string& content) { folder_.write("x.records", content); }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "x.records";
  std::vector<Read> read_;
};

TEST_F(RunRecords, ComeBackAsTheyWereWritten) {
  append(0, 3);
  append(9, 9);
  EXPECT_EQ(scan().damaged, 0U);
  expect_runs({0, 1, 2, 3, 9});
}

TEST_F(RunRecords, CutAnywhereGiveTheWholeOnesAndAreWrittenOn) {
  append(0, 4);
  const std::string whole = text_of(file_);
  std::size_t some = 0;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    replace(whole.substr(0, length));
    const RecordScan cut = scan();
    EXPECT_FALSE(cut.foreign);
    ASSERT_LE(read_.size(), 5U);
    const std::uint64_t kept = read_.size();
    some += kept > 0 && kept < 5;
    append(7, 8);
    const RecordScan after = scan();
    EXPECT_EQ(after.damaged, 0U) << length;
    ASSERT_EQ(read_.size(), kept + 2) << length;
    for (std::uint64_t run = 0; run < kept; ++run) EXPECT_EQ(read_[run].run, run);
    EXPECT_EQ(read_[kept].values, values_of(7));
  }
  EXPECT_GT(some, 100U);
}

TEST_F(RunRecords, ABitThatFlipsCostsItsOwnRecordOnly) {
  append(0, 4);
  const std::string whole = text_of(file_);
  RandomCases random(1);
  constexpr std::size_t header = 96;
  for (int k = 0; k < 200; ++k) {
    std::string damaged = whole;
    const std::size_t at = header + random.below(static_cast<std::uint32_t>(whole.size() - header));
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.below(8)));
    replace(damaged);
    (void)scan();
    ASSERT_EQ(read_.size(), 4U) << at;
    for (const Read& one : read_) EXPECT_EQ(one.values, values_of(one.run));
  }
}

TEST_F(RunRecords, OfAnotherExperimentAreForeign) {
  append(0, 1);
  EXPECT_TRUE(scan_records(file_, std::string(64, 'b'), [](const auto&, auto) { FAIL(); }).foreign);
  folder_.write("x.records", std::string(200, 'x'));
  EXPECT_TRUE(scan().foreign);
}

TEST_F(RunRecords, KeepTheMessageOfAFailedRun) {
  const std::string message = "too much of it: é";
  {
    RecordWriter writer(file_, hash, 0);
    writer.append({3, {}, RunStatus::failed, 0, std::as_bytes(std::span(message))});
  }
  std::string read;
  (void)scan_records(file_, hash, [&](const RunRecord& record, std::uint64_t) {
    EXPECT_EQ(record.status, RunStatus::failed);
    read = record.message();
  });
  EXPECT_EQ(read, message);
}

TEST_F(RunRecords, CannotBeMadeWithoutAFolder) {
  const std::string path = (folder_.path() / "none" / "x.records").string();
  EXPECT_EQ(thrown_message<sim::StorageError>([&] { RecordWriter(path, hash, 0); }),
            "cannot keep runs in '" + path + "': opening failed (No such file or directory)");
}

}  // namespace
}  // namespace lien_test
