// The first words a user meets.
#include <gmock/gmock.h>

#include "tests/support/run_lien.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

TEST(Help, OpensWithExamplesBeforeOptions) {
  const Ended ended = run_lien({"--help"}, LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.err, "");
  const std::size_t examples = ended.out.find("Examples:\n  lien run scenarios/mini.toml");
  ASSERT_NE(examples, std::string::npos) << ended.out;
  EXPECT_LT(examples, ended.out.find("Options:"));
  EXPECT_THAT(ended.out, HasSubstr("Exit codes: 0 ok, 1 internal fault, 2 bad input or usage"));
  for (const char* command : {"run", "resume", "validate", "describe", "dyad", "digest"}) {
    EXPECT_THAT(ended.out, HasSubstr("\n  " + std::string(command) + " "));
    const Ended one = run_lien({command, "--help"}, LIEN_SOURCE_DIR);
    EXPECT_EQ(one.exit_code, 0) << command;
    EXPECT_THAT(one.out, HasSubstr("Usage: lien " + std::string(command)));
  }
}

TEST(Help, SaysTheVersion) {
  const Ended ended = run_lien({"--version"}, LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, MatchesRegex("lien [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace lien_test
