// `lien test` from the outside: the files that come with the program, freezing, going on, refusals.
#include <gmock/gmock.h>

#include "analysis/experiment/assembly.hpp"
#include "analysis/hypothesis/hypothesis_plan.hpp"
#include "analysis/hypothesis/hypothesis_verdict.hpp"
#include "tests/cli/small_hypothesis.hpp"
#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;

class HypothesisTest : public testing::Test {
 protected:
  HypothesisTest() { write_small_hypothesis(folder_); }
  [[nodiscard]] Ended test(std::vector<std::string> words) const {
    words.insert(words.begin(), {"test", "T.toml", "-q"});
    return run_lien(words, folder_.path());
  }
  [[nodiscard]] nlohmann::json json() const {
    const Ended ended = test({"--json"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    const auto report = lien_test::json_of(ended.out);
    return report.is_array() && report.size() == 1 ? report[0] : nlohmann::json();
  }
  TemporaryFolder folder_;
};

TEST_F(HypothesisTest, FindsWhatIsThere) {
  const auto report = json();
  EXPECT_EQ(report["finding"], "emergent") << report.dump(1);
  EXPECT_EQ(report["mode"], "quick");
  EXPECT_EQ(report["is_verdict"], false);
  EXPECT_EQ(report["runs"], 2 * 2 * (3 * 8 + 40));
  EXPECT_EQ(report["failed"], 0);
  EXPECT_EQ(report["draws"]["known"], 40);
  EXPECT_EQ(report["draws"]["varied"], 2);
  EXPECT_EQ(report["frozen"]["changed"], false);
  const auto& claim = report["claims"][0];
  ASSERT_EQ(claim["theories"].size(), 3U);
  EXPECT_EQ(claim["theories"][0]["wired"]["pairs"], 8);
  EXPECT_GT(claim["theories"][0]["wired"]["effect"], 0.02);
  const Ended text = test({});
  EXPECT_THAT(text.out,
              HasSubstr("Indication (quick, no verdict): emergent. All claims hold under 3 of 3 theories"));
  EXPECT_THAT(
      test({"--lang", "fr"}).out,
      HasSubstr(
          "Plus de rencontres font plus de contacts.\nIndication (mode rapide, sans verdict) : émergent."));
  EXPECT_EQ(json(), report) << "the second time nothing is run, and nothing is different";
}

TEST_F(HypothesisTest, CallsBuiltInWhatItsWiringMakes) {
  folder_.write("T.toml", edited(small_hypothesis, "encounters.closure=0", "encounters.encounter_rate=1.6"));
  EXPECT_EQ(json()["finding"], "built-in");
}

TEST_F(HypothesisTest, CallsNotSupportedWhatIsExcluded) {
  folder_.write("T.toml", edited(small_hypothesis, "direction = \"rise\"", "direction = \"fall\""));
  EXPECT_EQ(json()["finding"], "not supported");
}

TEST_F(HypothesisTest, ShowsThatItWasChangedAfterItWasFrozen) {
  const auto before = json();
  folder_.write("T.toml", "# a comment changes nothing\n" + std::string(small_hypothesis));
  EXPECT_EQ(json(), before);
  folder_.write("T.toml", edited(small_hypothesis, "smallest = 0.02", "smallest = 0.01"));
  const auto after = json();
  EXPECT_EQ(after["frozen"]["changed"], true);
  EXPECT_EQ(after["frozen"]["hash"], before["frozen"]["hash"]);
  EXPECT_THAT(test({}).out, HasSubstr("CHANGED AFTER IT WAS FROZEN: frozen as "));
  EXPECT_THAT(test({"--lang", "fr"}).out, HasSubstr("MODIFIÉE APRÈS AVOIR ÉTÉ FIGÉE"));
  folder_.write("T.toml", small_hypothesis);
  EXPECT_EQ(json(), before);
}

TEST_F(HypothesisTest, RefusesAFrozenFileThatWasTamperedWith) {
  (void)json();
  const auto frozen = folder_.path() / "hypotheses" / "T" / "frozen.json";
  std::string text = text_of(frozen);
  text.replace(text.find("0.02"), 4, "0.01");
  folder_.write("hypotheses/T/frozen.json", text);
  const Ended ended = test({});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err,
            "hypotheses/T/frozen.json: is not what was frozen: its text and its hash do not match\n"
            "  expected  the file as it was written; else another --output folder\n"
            "1 fault; nothing was written\n");
}

TEST_F(HypothesisTest, PlansWithoutRunning) {
  const auto before = content_of(folder_.path());
  EXPECT_EQ(test({"--plan"}).out,
            "T: 2 arms, wired and neutral, under 3 theories, at most 8 pairs; 40 draws of 2 parameters; at "
            "most 256 "
            "runs to 2008-02\n");
  EXPECT_THAT(test({"--plan", "--full"}).out, HasSubstr("at most 2336 runs"));
  EXPECT_EQ(content_of(folder_.path()), before);
}

class BadHypothesis : public testing::TestWithParam<BadInput> {};
TEST_P(BadHypothesis, IsRefused) {
  TemporaryFolder folder;
  BadInput bad = GetParam();
  for (const std::string theory : {"beta", "asymmetric", "fire"})
    bad.files.emplace_back("theories/" + theory + ".toml", "[trust]\nrule = \"" + theory + "\"\n");
  expect_refused(bad);
}

BadInput edit(const std::string& name, std::string_view from, std::string_view to,
              const std::string& message) {
  return {name, {{"T.toml", edited(small_hypothesis, from, to)}}, {"test", "T.toml"}, message};
}

INSTANTIATE_TEST_SUITE_P(
    Hypotheses, BadHypothesis,
    testing::Values(
        edit("unknown_measure", "measure = \"contacts\"", "measure = \"contact\"",
             "T.toml:19:11: claim.contacts.measure = \"contact\" is no measure of a perimeter\n"
             "  nearest  contacts\n"
             "1 fault; nothing was written\n"),
        edit("negative_effect", "smallest = 0.02", "smallest = -0.02",
             "T.toml:24:12: claim.contacts.smallest = -0.02 is no smallest effect of interest\n"
             "  allowed  a number above 0, whatever the direction; of a fall on the log scale, below 1\n"
             "1 fault; nothing was written\n"),
        edit("weights_of_no_arm", "\"more=1\"", "\"mor=1\"",
             "T.toml:22:11: claim.contacts.weights holds \"mor=1\"\n"
             "  nearest  more\n"
             "T.toml:15:8: arm \"more\" is in no claim\n"
             "  expected  a weight in a claim: nothing is run that nothing is read of\n"
             "2 faults; nothing was written\n"),
        edit("weights_do_not_balance", "\"usual=-1\"", "\"usual=-0.5\"",
             "T.toml:22:11: claim.contacts.weights do not sum to 0\n"
             "  expected  what is compared weighs as much as what it is compared with; of a correlation one "
             "arm alone "
             "may stand, against 0\n"
             "1 fault; nothing was written\n"),
        edit("no_neutral_value", "neutral = [\"encounters.closure=0\"]", "neutral = []",
             "T.toml:9:11: hypothesis.neutral is not set\n"
             "  expected  settings that switch the wiring off: without them nothing can be called emergent\n"
             "1 fault; nothing was written\n"),
        edit("unknown_theory", "\"fire\"]", "\"fier\"]",
             "T.toml:8:12: hypothesis.theories names \"fier\", which is no theory of trust\n"
             "  nearest  fire\n"
             "T.toml: hypothesis.quick_theories names \"fire\", which is not among theories\n"
             "  expected  some of hypothesis.theories\n"
             "2 faults; nothing was written\n"),
        edit("arm_sets_no_parameter", "encounters.encounter_rate=2.8", "encounters.encounter_rates=2.8",
             "--set encounters.encounter_rates=2.8: unknown parameter 'encounters.encounter_rates'; did you "
             "mean "
             "'encounters.encounter_rate'?\n"
             "1 fault; nothing was written\n"),
        edit("id_that_names_no_folder", "id = \"T\"", "id = \"../T\"",
             "T.toml:2:6: hypothesis.id = \"../T\" is no name\n"
             "  allowed  1 to 64 letters, digits, '_' and '-': it names a folder\n"
             "1 fault; nothing was written\n"),
        edit("unknown_parameter_varied", "encounters.homophily", "encounters.homofily",
             "T.toml: hypothesis.varied names \"encounters.homofily\", which is no parameter\n"
             "  nearest  encounters.homophily\n"
             "1 fault; nothing was written\n")),
    NameOfBadInput{});

// What comes with the program can be read, and every setting of every arm and theory is accepted.
TEST(ShippedHypotheses, AreSound) {
  std::size_t read = 0;
  const std::string wiring = text_of(LIEN_SOURCE_DIR "/docs/hypotheses_wiring.md");
  for (const auto& entry : std::filesystem::directory_iterator(shipped("hypotheses"))) {
    const analysis::Hypothesis hypothesis = analysis::read_hypothesis(entry.path());
    EXPECT_EQ(hypothesis.id, entry.path().stem().string());
    EXPECT_GE(hypothesis.quick_theories.size(), analysis::fewest_theories);
    for (const std::string& neutral : hypothesis.neutral) {  // the neutral values are those of the page
      const std::size_t equals = neutral.find('=');
      EXPECT_THAT(wiring, HasSubstr("| " + hypothesis.id + " | `" + neutral.substr(0, equals) + "` | `" +
                                    neutral.substr(equals + 1) + "` |"));
    }
    const analysis::TestMode mode = analysis::quick_mode();
    const analysis::Experiment pairs = analysis::pairs_experiment(hypothesis, mode, 0, hypothesis.theories);
    EXPECT_NO_THROW((void)analysis::Assembly(pairs, "")) << hypothesis.id;
    const auto draws = analysis::draws_experiment(hypothesis, mode, 0);
    ASSERT_TRUE(draws.has_value());
    EXPECT_NO_THROW((void)analysis::Assembly(*draws, "")) << hypothesis.id;
    EXPECT_GT(analysis::varied_parameters(hypothesis).size(), 100U);
    ++read;
  }
  EXPECT_EQ(read, 16U);
}

}  // namespace
}  // namespace lien_test
