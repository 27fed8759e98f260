// What `lien run` gives back when all goes well: the summary, the file, what the file says of itself.
#include <algorithm>

#include "models/territory/patterns/pattern.hpp"
#include "sim/output/read_back.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using Strings = std::vector<std::string>;

class Run : public testing::Test {
 protected:
  [[nodiscard]] Ended lien(const Strings& arguments) const { return run_lien(arguments, folder_.path()); }
  [[nodiscard]] Strings files() const {
    Strings names;
    for (const auto& [name, text] : content_of(folder_.path())) names.push_back(name);
    return names;
  }
  /// Value of a parameter as the group `parameters` of a result keeps it.
  [[nodiscard]] std::string recorded(const std::string& file, const std::string& key) const {
    const auto result = sim::output::read_result_file(folder_.path() / file);
    const auto column = [&](const std::string& name) {
      for (const auto& variable : result.subgroups.at(0).variables) {
        if (variable.name == name) return std::get<Strings>(variable.data);
      }
      return Strings{};
    };
    const Strings keys = column("parameter"), values = column("value");
    const auto place = std::find(keys.begin(), keys.end(), key);
    return place == keys.end() ? "not recorded" : values.at(static_cast<std::size_t>(place - keys.begin()));
  }
  TemporaryFolder folder_;
};

TEST_F(Run, PrintsPureJsonAndWritesTheDefaultName) {
  const Ended ended = lien({"run", shipped("mini.toml"), "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const auto summary = lien_test::json_of(ended.out);
  EXPECT_EQ(summary["scenario"], "mini.toml");
  EXPECT_EQ(summary["output"], "mini.nc");
  EXPECT_EQ(summary["last_month"], "2035-12");
  EXPECT_EQ(summary["communes"], 20);
  EXPECT_EQ(summary["digest"].get<std::string>().size(), 64U);
  std::size_t outcomes = 0;
  for (const char* list : {"targets", "checks", "held_out"}) {
    for (const auto& outcome : summary[list]) {
      const bool scored = outcome["verdict"] == "hit" || outcome["verdict"] == "miss";
      EXPECT_EQ(outcome["hit"].is_boolean(), scored) << outcome;
      EXPECT_EQ(outcome["use"] == "held_out", std::string_view(list) == "held_out") << outcome;
      EXPECT_EQ(outcome["verdict"] == "not_scored", outcome.contains("why_not")) << outcome;
      ++outcomes;
    }
  }
  EXPECT_EQ(outcomes, territory::patterns().size());
  EXPECT_EQ(summary["targets"][0]["id"], "C1");
  EXPECT_TRUE(summary["targets"][0]["hit"].is_boolean());
  for (const auto& [name, value] : summary["measures"].items())
    EXPECT_TRUE(value.is_number() || value.is_null()) << name;
  EXPECT_EQ(files(), Strings{"mini.nc"});
}

TEST_F(Run, SpeaksOfProgressOnStandardErrorOnly) {
  const Ended ended = lien({"run", shipped("mini.toml"), "--json"});
  for (const char* word : {"fault", "lien:", "{", "digest"})
    EXPECT_EQ(ended.err.find(word), std::string::npos);
}

TEST_F(Run, PrintsASummaryWithTheDigest) {
  const Ended ended = lien({"run", shipped("mini.toml"), "--months", "3", "-o", "three.nc"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out.find("mini.toml: 20 communes, 1 EPCI, "), 0U) << ended.out;
  EXPECT_NE(ended.out.find("three.nc written in "), std::string::npos);
  EXPECT_NE(ended.out.find("not reached"), std::string::npos);
  EXPECT_NE(ended.out.find("\ndigest " + lien({"digest", "three.nc"}).out), std::string::npos);
  EXPECT_EQ(files(), Strings{"three.nc"});
}

TEST_F(Run, PrintsNothingAtAllWhenQuiet) {
  const Ended ended = lien({"run", shipped("mini.toml"), "--quiet", "--output", "a b é.nc"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(files(), Strings{"a b é.nc"});
}

TEST_F(Run, PutsTheNewResultInThePlaceOfTheOld) {
  folder_.write("mini.nc", "an older result");
  const std::string digest = digest_of_run(shipped("mini.toml"), {"--months", "2"}, folder_.path());
  EXPECT_EQ(lien({"digest", "mini.nc"}).out, digest + "\n");
  EXPECT_EQ(files(), Strings{"mini.nc"});
}

TEST_F(Run, RecordsEveryParameterWithItsValue) {
  const Ended ended =
      lien({"run", shipped("mini.toml"), "-q", "--months", "2", "--seed", "7", "--replicate", "3", "--set",
            "trust.beta.forgetting=0.97", "--set", "trust.rule=beta", "--set", "run.title=Été 2008"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(recorded("mini.nc", "trust.beta.forgetting"), "0.97");
  EXPECT_EQ(recorded("mini.nc", "run.seed"), "7");
  EXPECT_EQ(recorded("mini.nc", "run.replicate"), "3");
  EXPECT_EQ(recorded("mini.nc", "run.until"), "\"2008-02\"");
  EXPECT_EQ(recorded("mini.nc", "run.title"), "\"Été 2008\"");
  EXPECT_EQ(recorded("mini.nc", "trust.beta.negativity"), "1.5");
  const auto result = sim::output::read_result_file(folder_.path() / "mini.nc");
  EXPECT_EQ(std::get<std::string>(*sim::output::find_attribute(result.attributes, "title")), "Été 2008");
  EXPECT_EQ(std::get<std::int64_t>(*sim::output::find_attribute(result.attributes, "seed")), 7);
}

TEST_F(Run, TellsWhereTheTimeWentOnlyWhenAsked) {
  const Strings brief{"run", shipped("mini.toml"), "--json", "--months", "3", "-q"};
  EXPECT_FALSE(lien_test::json_of(lien(brief).out).contains("profile"));
  Strings asked = brief;
  asked.emplace_back("--profile");
  const auto profile = lien_test::json_of(lien(asked).out).at("profile");
  const auto schedule = lien_test::json_of(lien({"describe", "schedule", "--json"}).out).at("schedule");
  ASSERT_EQ(profile["submodels"].size(), schedule.size());
  double sum = profile["building"].get<double>() + profile["observers"].get<double>() +
               profile["writing"].get<double>();
  for (std::size_t s = 0; s < schedule.size(); ++s) {
    EXPECT_EQ(profile["submodels"][s]["name"], schedule[s]["name"]);
    sum += profile["submodels"][s]["decide"].get<double>() + profile["submodels"][s]["commit"].get<double>();
  }
  EXPECT_GT(sum, 0.0);
  EXPECT_LE(sum, profile["seconds"].get<double>());
}

TEST_F(Run, LetsTheLastOfTwoOptionsHold) {
  const Strings two{"--months", "2", "--set", "run.seed=5", "--set", "run.seed=6"};
  EXPECT_EQ(digest_of_run(shipped("mini.toml"), two, folder_.path()),
            digest_of_run(shipped("mini.toml"), {"--months", "2", "--seed", "6"}, folder_.path()));
}

TEST_F(Run, ReadsBackTheScenarioItRecorded) {
  const std::string digest =
      digest_of_run(shipped("mini.toml"),
                    {"--months", "8", "--seed", "11", "--set", "encounters.closure=0.3"}, folder_.path());
  const auto result = sim::output::read_result_file(folder_.path() / "mini.nc");
  std::string scenario = std::get<std::string>(*sim::output::find_attribute(result.attributes, "scenario"));
  const std::string written = "\"../data/";  // relative to the file that said it
  for (std::size_t at = scenario.find(written); at != std::string::npos; at = scenario.find(written))
    scenario.replace(at, written.size(), "\"" LIEN_SOURCE_DIR "/scenarios/data/");
  folder_.write("again.toml", scenario);
  EXPECT_EQ(digest_of_run("again.toml", {}, folder_.path()), digest);
}

TEST_F(Run, FindsTablesBesideTheScenarioFromAnyFolder) {
  const Ended ended = run_lien(
      {"run", "scenarios/mini.toml", "-q", "--months", "1", "-o", (folder_.path() / "out.nc").string()},
      LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(files(), Strings{"out.nc"});
}

}  // namespace
}  // namespace lien_test
