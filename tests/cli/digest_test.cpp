// `lien digest`: the fingerprint of a result, and whether the content is still the one that was written.
#include <cstring>
#include <fstream>

#include "sim/output/read_back.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

class Digest : public testing::Test {
 protected:
  Digest()
      : printed_(digest_of_run(shipped("mini.toml"), {"--months", "12", "-o", "r.nc"}, folder_.path())) {}
  void write(const std::string& bytes) const { folder_.write("r.nc", bytes); }
  TemporaryFolder folder_;
  std::string printed_;
};

TEST_F(Digest, IsTheOneTheRunPrinted) {
  const Ended ended = run_lien({"digest", "r.nc"}, folder_.path());
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out, printed_ + "\n");
  EXPECT_EQ(ended.err, "");
}

TEST_F(Digest, NoticesOneChangedBitOfAValue) {
  const auto file = sim::output::read_result_file(folder_.path() / "r.nc");
  double value = 0;
  for (const auto& variable : file.variables) {
    if (variable.name == "commune_longitude") value = std::get<std::vector<double>>(variable.data).at(3);
  }
  char pattern[sizeof value];
  std::memcpy(pattern, &value, sizeof value);
  std::string bytes = text_of(folder_.path() / "r.nc");
  const std::size_t at = bytes.find(std::string(pattern, sizeof value));
  if (at != std::string::npos) {  // stored as it is
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    write(bytes);
    const Ended ended = run_lien({"digest", "r.nc"}, folder_.path());
    EXPECT_EQ(ended.exit_code, 2);
    const std::string now = ended.out.substr(0, 64);
    EXPECT_NE(now, printed_);
    EXPECT_EQ(ended.err, "r.nc: the content has changed since it was written\n  stored   " + printed_ +
                             "\n  now      " + now + "\n1 fault; nothing was written\n");
  } else {
    ADD_FAILURE() << "the values are compressed: this test needs another way to change one";
  }
}

TEST_F(Digest, NeverCrashesAndNeverPassesAWrongContent) {
  const std::string whole = text_of(folder_.path() / "r.nc");
  for (std::size_t part = 1; part <= 40; ++part) {
    std::string bytes = whole;
    const std::size_t at = bytes.size() * part / 41;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    write(bytes);
    const Ended ended = run_lien({"digest", "r.nc"}, folder_.path());
    EXPECT_TRUE(ended.exit_code == 2 || (ended.exit_code == 0 && ended.out == printed_ + "\n"))
        << "byte " << at << ": " << ended.exit_code << " " << ended.err;
  }
}

TEST_F(Digest, RefusesAFileCutShort) {
  const std::string whole = text_of(folder_.path() / "r.nc");
  for (const std::size_t kept : {whole.size() - 1, whole.size() / 2, std::size_t{100}, std::size_t{7}}) {
    write(whole.substr(0, kept));
    EXPECT_EQ(run_lien({"digest", "r.nc"}, folder_.path()).exit_code, 2) << kept << " bytes kept";
  }
}

}  // namespace
}  // namespace lien_test
