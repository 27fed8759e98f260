// `parameters_from`: which replicate takes which draw of a posterior, and what stands above it.
#include "analysis/parameter_draws.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/experiment/sweep_folder.hpp"
#include "analysis/scenario_file.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/read_back.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/thrown_message.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

using analysis::tell_scenario;
using analysis::ToldScenario;
using sim::output::ResultFile;
using testing::HasSubstr;

constexpr std::string_view posterior =
    "encounters.encounter_rate,traits.engaged_start[0]\n0.5,0.10\n0.7,0.12\n0.9,0.14\n1.1,0.16\n1.3,0.18\n";

/// The tiny territory with a posterior of five draws beside it.
class Draws : public testing::Test {
 protected:
  Draws() {
    write_tiny_territory(folder_);
    folder_.write("posterior.csv", posterior);
    folder_.write("drawn.toml", "extends = \"territory.toml\"\nparameters_from = \"posterior.csv\"\n");
  }
  [[nodiscard]] ToldScenario told(const std::string& file, const std::vector<std::string>& set = {}) const {
    return tell_scenario(folder_.path() / file, set);
  }
  [[nodiscard]] double rate(const std::string& file, const std::vector<std::string>& set = {}) const {
    return told(file, set).scenario.encounters.encounter_rate;
  }
  TemporaryFolder folder_;
};

TEST_F(Draws, ReplicatesGoThroughThemAllAndBeginAgain) {
  std::map<double, double> seen;
  for (int r = 0; r < 5; ++r) {
    const ToldScenario one = told("drawn.toml", {"run.replicate=" + std::to_string(r)});
    ASSERT_EQ(one.draws.draws(), 5U);
    seen[one.scenario.encounters.encounter_rate] = one.scenario.traits.engaged_start[0];
    EXPECT_EQ(rate("drawn.toml", {"run.replicate=" + std::to_string(r + 5)}),
              one.scenario.encounters.encounter_rate);
  }
  const std::map<double, double> all{{0.5, 0.10}, {0.7, 0.12}, {0.9, 0.14}, {1.1, 0.16}, {1.3, 0.18}};
  EXPECT_EQ(seen, all) << "a draw is taken whole, and none is left out";
}

TEST_F(Draws, AreTakenInAnOrderThatIsNotThatOfTheFile) {
  std::string table = "encounters.encounter_rate\n";
  for (int k = 0; k < 400; ++k) table += std::to_string(0.5 + 0.002 * k) + "\n";
  folder_.write("posterior.csv", table);
  const ToldScenario drawn = told("drawn.toml");
  double sum = 0;
  for (int r = 0; r < 40; ++r) sum += static_cast<double>(drawn.draws.draw_of(r));
  // The mean of 40 of 0 … 399 without replacement: 199.5, standard deviation 17.3; in the file's order 19.5.
  EXPECT_NEAR(sum / 40, 199.5, 4 * 17.3);
}

TEST_F(Draws, StandAboveWhatIsExtendedAndBelowWhatExtendsThem) {
  const double drawn = rate("drawn.toml");
  folder_.write("territory.toml", std::string(tiny_scenario) + "[encounters]\nencounter_rate = 2.0\n");
  EXPECT_EQ(rate("territory.toml"), 2.0);
  EXPECT_EQ(rate("drawn.toml"), drawn);
  folder_.write("above.toml", "extends = \"drawn.toml\"\n[encounters]\nencounter_rate = 3.0\n");
  EXPECT_EQ(rate("above.toml"), 3.0);
  EXPECT_EQ(told("above.toml").draws.keys, std::vector<std::string>{"traits.engaged_start[0]"});
  EXPECT_EQ(rate("drawn.toml", {"encounters.encounter_rate=2.5"}), 2.5);
  EXPECT_EQ(rate("territory.toml", {"parameters_from=" + (folder_.path() / "posterior.csv").string()}),
            drawn);
  EXPECT_EQ(rate("territory.toml", {"encounters.encounter_rate=2.5",
                                    "parameters_from=" + (folder_.path() / "posterior.csv").string()}),
            2.5);
}

TEST_F(Draws, RefuseAKeyThatTheirOwnFileSets) {
  folder_.write("both.toml",
                "extends = \"territory.toml\"\nparameters_from = \"posterior.csv\"\n"
                "[encounters]\nencounter_rate = 2.0\n");
  EXPECT_THAT(
      thrown_message<sim::InputError>([&] { (void)told("both.toml"); }),
      HasSubstr("both.toml:4:1: encounters.encounter_rate is set here and drawn from \"posterior.csv\""));
}

TEST_F(Draws, OfACalibrationAreTakenByTheirWeights) {
  ResultFile file;
  file.dimensions = {{"parameter", 1, false}, {"draw", 3, false}};
  const auto add = [&](const std::string& name, std::vector<std::string> along, auto data) {
    file.variables.push_back(
        {name, std::move(along), std::move(data), {{"long_name", name}, {"units", std::string("1")}}});
  };
  add("parameter_key", {"parameter"}, std::vector<std::string>{"encounters.encounter_rate"});
  add("adjusted", {"draw", "parameter"}, std::vector<double>{0.5, 1.5, 2.5});
  add("adjusted_weight", {"draw"}, std::vector<double>{0.25, 0.75, 0.0});
  file.attributes.push_back({"format_version", std::int64_t{1}});
  sim::output::write_netcdf(file, folder_.path() / "posterior.nc", sim::Executor(1));
  folder_.write("drawn.toml", "extends = \"territory.toml\"\nparameters_from = \"posterior.nc\"\n");
  const ToldScenario drawn = told("drawn.toml");
  ASSERT_EQ(drawn.draws.draws(), 1000U);
  EXPECT_EQ(std::ranges::count(drawn.draws.values, 0.5), 250);
  EXPECT_EQ(std::ranges::count(drawn.draws.values, 1.5), 750);
}

TEST_F(Draws, MakeEveryReplicateOfASweepAnotherAndAllArmsAlike) {
  folder_.write(
      "sweep.toml",
      "[experiment]\nreplicates = 4\nmonths = [\"2008-02\"]\nmeasures = [\"contacts\", \"mean_trust\"]\n"
      "[[arm]]\nname = \"a\"\nscenario = \"drawn.toml\"\n"
      "[[arm]]\nname = \"b\"\nscenario = \"drawn.toml\"\nset = [\"traits.engaged_start=[0.3, 0.1, 0.3, "
      "0]\"]\n"
      "[[arm]]\nname = \"own\"\nscenario = \"territory.toml\"\n");
  const auto experiment = analysis::read_experiment(folder_.path() / "sweep.toml");
  const auto folder = folder_.path() / "sweep";
  ASSERT_TRUE(analysis::run_experiment(experiment, folder, tiny_sweep(2)).complete());
  std::filesystem::remove(folder_.path() / "posterior.csv");  // the folder holds what it needs
  const ResultFile file = analysis::gather_experiment(folder);
  const auto numbers = [&](const std::string& name) {
    const auto found = std::ranges::find(file.variables, name, &sim::output::Variable::name);
    return found == file.variables.end() ? std::vector<double>{} : std::get<std::vector<double>>(found->data);
  };
  const std::vector<double> rates = numbers("drawn_encounters_encounter_rate");
  const std::vector<double> starts = numbers("drawn_traits_engaged_start_0_");
  ASSERT_EQ(rates.size(), 12U);
  ASSERT_EQ(starts.size(), 12U);
  EXPECT_EQ(std::set<double>(rates.begin(), rates.begin() + 4).size(), 4U);
  for (std::size_t r = 0; r < 4; ++r) {
    EXPECT_EQ(rates[r], rates[4 + r]);
    EXPECT_TRUE(std::isnan(rates[8 + r]));
    EXPECT_FALSE(std::isnan(starts[r]));
    EXPECT_TRUE(std::isnan(starts[4 + r])) << "the arm says it itself";
  }
  const std::vector<double> contacts = numbers("contacts");
  for (const double value : contacts) EXPECT_FALSE(std::isnan(value));
  folder_.write("posterior.csv", posterior);
  const analysis::Assembly said(experiment, "program");
  const territory::Scenario third = said.scenario_of(0, 2);
  EXPECT_EQ(third.encounters.encounter_rate, rates[2]);
  EXPECT_EQ(third.traits.engaged_start[0], starts[2]);

  sim::output::write_netcdf(file, folder_.path() / "all.nc", sim::Executor(1));
  const Ended again = run_lien({"reproduce", "all.nc", "--run", "p0r2"}, folder_.path());
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("to the last bit"));
}

TEST_F(Draws, OfAnotherPosteriorAreAnotherExperiment) {
  folder_.write("sweep.toml",
                "[experiment]\nscenario = \"drawn.toml\"\nreplicates = 2\nmonths = [\"2008-02\"]\n"
                "measures = [\"contacts\"]\n");
  const auto hash = [&] {
    return analysis::Assembly(analysis::read_experiment(folder_.path() / "sweep.toml"), "p").hash();
  };
  const std::string before = hash();
  EXPECT_EQ(hash(), before);
  folder_.write("posterior.csv", std::string(posterior) + "1.5,0.2\n");
  EXPECT_NE(hash(), before);
}

TEST_F(Draws, AreToldByTheResultAndByOneThatWasResumed) {
  const Ended run = run_lien({"run", "drawn.toml", "--replicate", "3", "-q", "-o", "r.nc"}, folder_.path());
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const ResultFile file = sim::output::read_result_file(folder_.path() / "r.nc");
  const auto* told_from = sim::output::find_attribute(file.attributes, "parameters_from");
  ASSERT_NE(told_from, nullptr);
  EXPECT_EQ(std::get<std::string>(*told_from),
            "posterior.csv, draw " + std::to_string(told("drawn.toml").draws.draw_of(3)));
}

struct BadDraws {
  std::string table, fault;
};

TEST_F(Draws, ThatCannotBeTakenAreRefusedWithTheReason) {
  for (const auto& [table, fault] : std::vector<BadDraws>{
           {"encounters.encounter_rat\n1\n", "no parameter is called \"encounters.encounter_rat\""},
           {"encounters.encounter_rate\n1\n-4\n", "parameters_from: draw 1 of encounters.encounter_rate"},
           {"encounters.encounter_rate\nmuch\n", "posterior.csv:2:1"},
           {"encounters.encounter_rate\n", "parameters_from = \"posterior.csv\": holds no draw"},
           {"trust.rule\n1\n", "trust.rule is no number"},
           {"run.seed\n1\n", "run.seed"}}) {
    folder_.write("posterior.csv", table);
    EXPECT_THAT(thrown_message<sim::InputError>([&] { (void)told("drawn.toml"); }), HasSubstr(fault))
        << table;
  }
  std::filesystem::remove(folder_.path() / "posterior.csv");
  EXPECT_THAT(thrown_message<sim::InputError>([&] { (void)told("drawn.toml"); }),
              HasSubstr("drawn.toml:2:19: parameters_from = \"posterior.csv\": there is no such file"));
  folder_.write("drawn.toml", "extends = \"territory.toml\"\nparameters_from = 3\n");
  EXPECT_THAT(thrown_message<sim::InputError>([&] { (void)told("drawn.toml"); }),
              HasSubstr("parameters_from takes the name of one posterior"));
}

}  // namespace
}  // namespace lien_test
