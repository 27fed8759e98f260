// `lien patterns`: several results side by side, their arms, and a page filled from them.
#include <gmock/gmock.h>

#include "models/territory/patterns/pattern.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Two seeds of the smallest shipped territory, and one arm of it.
class Patterns : public testing::Test {
 protected:
  Patterns() {
    simulate("1", "one.nc", {});
    simulate("2", "two.nc", {});
    simulate("1", "arm.nc", {"--set", "endings.embedding=0"});
  }
  void simulate(const std::string& seed, const std::string& output, std::vector<std::string> more) const {
    more.insert(more.begin(), {"run", LIEN_SOURCE_DIR "/scenarios/mini.toml", "-q", "--until", "2020-12",
                               "--seed", seed, "-o", output});
    const Ended run = run_lien(more, folder_.path());
    EXPECT_EQ(run.exit_code, 0) << run.err;
  }
  [[nodiscard]] Ended lien(std::vector<std::string> words) const {
    words.insert(words.begin(), "patterns");
    return run_lien(words, folder_.path());
  }
  TemporaryFolder folder_;
};

TEST_F(Patterns, SetsSeedsAndArmsSideBySide) {
  const Ended ended = lien({"one.nc", "two.nc", "arm.nc", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const auto report = lien_test::json_of(ended.out);
  EXPECT_EQ(report["format_version"], 1);
  ASSERT_EQ(report["arms"].size(), 2U);
  EXPECT_EQ(report["arms"][0]["seeds"], nlohmann::json({1, 2}));
  EXPECT_EQ(report["arms"][1]["difference"], "endings.embedding = 0.0");
  const auto& patterns = report["arms"][0]["patterns"];
  ASSERT_EQ(patterns.size(), territory::patterns().size());
  for (std::size_t p = 0; p < patterns.size(); ++p) EXPECT_EQ(patterns[p]["id"], territory::patterns()[p].id);
  EXPECT_EQ(patterns[0]["scored"], 2);
}

TEST_F(Patterns, AgreesWithTheSummaryOfTheRun) {
  const auto summary = json_run(LIEN_SOURCE_DIR "/scenarios/mini.toml",
                                {"--until", "2020-12", "-q", "-o", "again.nc"}, folder_.path());
  const auto report = lien_test::json_of(lien({"again.nc", "--json"}).out);
  std::map<std::string, nlohmann::json> means;
  for (const auto& p : report["arms"][0]["patterns"]) means[p["id"]] = p["mean"];
  std::size_t compared = 0;
  for (const char* list : {"targets", "checks", "held_out"}) {
    for (const auto& outcome : summary[list]) {
      EXPECT_EQ(outcome["simulated"], means[outcome["id"]]) << outcome;
      ++compared;
    }
  }
  EXPECT_EQ(compared, territory::patterns().size());
}

TEST_F(Patterns, FillsThePlacesOfAPage) {
  folder_.write("page.md", "Runs\n\n{{runs}}\n\n{{held_out}}\n\nBecause.\n");
  const Ended ended = lien({"one.nc", "two.nc", "--template", "page.md"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("- `mini.toml`, to 2020-12: 2 runs, seed 1, 2"));
  EXPECT_THAT(ended.out, HasSubstr("| HO3 |"));
  EXPECT_THAT(ended.out, Not(HasSubstr("| C1 |")));
  EXPECT_THAT(ended.out, testing::EndsWith("|\n\nBecause.\n"));
}

TEST_F(Patterns, RefusesAPlaceItCannotFill) {
  folder_.write("page.md", "one\n{{rums}}\n");
  const Ended ended = lien({"one.nc", "--template", "page.md"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, testing::StartsWith("page.md:2: there is nothing to put into '{{rums}}'\n"));
}

TEST_F(Patterns, RefusesTheSameRunTwiceAndResultsWithoutPatterns) {
  EXPECT_THAT(lien({"one.nc", "one.nc"}).err, HasSubstr("is the same run as one.nc"));
  const Ended old = lien({LIEN_SOURCE_DIR "/tests/data/results/v1/tiny.nc"});
  EXPECT_EQ(old.exit_code, 2);
  EXPECT_THAT(old.err, HasSubstr("holds no 'pattern'"));
}

TEST_F(Patterns, ThePageOfTheDocumentsCanBeFilled) {
  const Ended ended = lien({"one.nc", "--template", LIEN_SOURCE_DIR "/docs/validation.in.md"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, Not(HasSubstr("{{")));
}

TEST(Calibrate, RefusesWhatIsHeldOut) {
  const Ended ended = run_lien({"calibrate", LIEN_SOURCE_DIR "/scenarios/mini.toml", "--target", "C1",
                                "--target", "HO3", "--confirm", "1"},
                               LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("HO3 is held out: it is never fitted"));
  EXPECT_EQ(ended.out, "");
}

}  // namespace
}  // namespace lien_test
