// Designs of levels and tables: their points, in order; and how many runs there are.
#include "analysis/experiment/point_design.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/random_cases.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

using analysis::Assembly;
using analysis::DesignKind;
using testing::ElementsAre;

/// "0.8 0.3" of every point.
std::vector<std::string> points_of(const Assembly& assembly) {
  std::vector<std::string> points;
  for (std::size_t point = 0; point < assembly.points(); ++point) {
    std::string text;
    for (const sim::Value& value : assembly.values_of(point))
      text += (text.empty() ? "" : " ") + sim::plain(value);
    points.push_back(text);
  }
  return points;
}

std::vector<std::string> points_of(const std::string& text) {
  return points_of(TinyExperiment(std::string(tiny_experiment_head) + text).assembly());
}

TEST(PointDesign, AFactorialTakesEveryCombinationTheLastFactorFastest) {
  EXPECT_THAT(points_of(std::string(tiny_factors)),
              ElementsAre("0.8 0", "0.8 0.3", "0.8 0.6", "3 0", "3 0.3", "3 0.6"));
}

TEST(PointDesign, OneAtATimeBeginsWithTheScenarioItself) {
  EXPECT_THAT(points_of("[design]\nkind = \"one_at_a_time\"\n" + std::string(tiny_factors)),
              ElementsAre("1.6 0.2", "0.8 0.2", "3 0.2", "1.6 0", "1.6 0.3", "1.6 0.6"));
}

TEST(PointDesign, AListGoesThroughItsFactorsTogether) {
  EXPECT_THAT(
      points_of("[design]\nkind = \"list\"\n"
                "[[factor]]\nname = \"rule\"\nparameter = \"trust.rule\"\nvalues = [\"beta\", \"fire\"]\n"
                "[[factor]]\nname = \"share\"\nparameter = \"traits.engaged_start[1]\"\nvalues = [0, 0.125]\n"),
      ElementsAre("\"beta\" 0", "\"fire\" 0.125"));
}

TEST(PointDesign, ATableNamesFactorsOrParameters) {
  const std::string head(tiny_experiment_head), csv = "[design]\nkind = \"csv\"\nfile = \"points.csv\"\n";
  const TinyExperiment bare(head + csv);
  bare.folder().write("points.csv",
                      "\"\",\"encounters.closure\",trust.rule\n\"1\",0.25,fire\n\"2\",1e-01,beta\n");
  EXPECT_THAT(points_of(bare.assembly()), ElementsAre("0.25 \"fire\"", "0.1 \"beta\""));
  const TinyExperiment named(head + csv + "[[factor]]\nname = \"c\"\nparameter = \"encounters.closure\"\n");
  named.folder().write("points.csv", "other,c\r\n9,0.5\r\n");
  EXPECT_THAT(points_of(named.assembly()), ElementsAre("0.5"));
}

TEST(PointDesign, ArmsAreTheSlowestAndKeepWhatIsTheirOwn) {
  const TinyExperiment tiny(
      std::string(tiny_experiment_head) +
      "[design]\nkind = \"one_at_a_time\"\n"
      "[[arm]]\nname = \"usual\"\n[[arm]]\nname = \"dense\"\nset = [\"encounters.encounter_rate=2\"]\n"
      "[[factor]]\nname = \"rate\"\nparameter = \"encounters.encounter_rate\"\nvalues = [3]\n");
  const Assembly assembly = tiny.assembly();
  EXPECT_THAT(points_of(assembly), ElementsAre("1.6", "3", "2", "3"));
  EXPECT_EQ(assembly.arm_of(1).arm.name, "usual");
  EXPECT_EQ(assembly.arm_of(2).arm.name, "dense");
  EXPECT_EQ(assembly.scenario_of(2, 5).encounters.encounter_rate, 2);
  EXPECT_EQ(assembly.scenario_of(3, 5).encounters.encounter_rate, 3);
  EXPECT_EQ(assembly.scenario_of(3, 5).run.replicate, 5);
}

/// A whole number of `n` levels within [0, 1].
std::string random_factor(RandomCases& random, int number, std::size_t& levels) {
  constexpr const char* keys[] = {"encounters.closure", "encounters.far_share", "outcomes.misreading",
                                  "trust.visibility_base"};
  levels = 1 + random.below(4);
  std::string values;
  for (std::size_t k = 0; k < levels; ++k) values += (k == 0 ? "0.0" : ", 0.0") + std::to_string(k + 1);
  return "[[factor]]\nname = \"f" + std::to_string(number) + "\"\nparameter = \"" + keys[number] +
         "\"\nvalues = [" + values + "]\n";
}

TEST(PointDesign, RunsAreArmsTimesDesignTimesReplicates) {
  RandomCases random(7);
  for (int k = 0; k < 60; ++k) {
    const std::size_t arms = 1 + random.below(3), factors = random.below(4), replicates = 1 + random.below(5);
    std::string text =
        "[experiment]\nscenario = \"territory.toml\"\nreplicates = " + std::to_string(replicates) + "\n";
    for (std::size_t a = 0; a < arms; ++a) text += "[[arm]]\nname = \"a" + std::to_string(a) + "\"\n";
    std::size_t product = 1, sum = 1;
    for (std::size_t f = 0; f < factors; ++f) {
      std::size_t levels = 0;
      text += random_factor(random, static_cast<int>(f), levels);
      product *= levels;
      sum += levels;
    }
    const bool one_by_one = random.one_in(2);
    text += std::string("[design]\nkind = \"") + (one_by_one ? "one_at_a_time" : "factorial") + "\"\n";
    const Assembly assembly = TinyExperiment(text).assembly();
    EXPECT_EQ(assembly.design_points(), one_by_one ? sum : product);
    EXPECT_EQ(assembly.runs(), arms * (one_by_one ? sum : product) * replicates);
    std::set<std::string> identities;
    if (!one_by_one) {
      for (std::uint64_t run = 0; run < assembly.runs(); ++run) {
        const auto identity = assembly.identity_of(run);
        identities.emplace(reinterpret_cast<const char*>(identity.data()), identity.size());
      }
      EXPECT_EQ(identities.size(), assembly.runs() / arms) << "arms of one scenario are the same runs";
    }
  }
}

TEST(PointDesign, SamplesStayWithinTheRange) {
  for (const std::string kind : {"latin_hypercube", "sobol", "saltelli", "morris", "halton"}) {
    const TinyExperiment tiny(
        std::string(tiny_experiment_head) + "[design]\nkind = \"" + kind + "\"\npoints = 64\n" +
        "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\nrange = [0.1, 0.3]\n"
        "[[factor]]\nname = \"b\"\nparameter = \"encounters.mayor_meetings_max\"\nrange = [5, 8]\n"
        "[[factor]]\nname = \"c\"\nparameter = \"trust.rule\"\n"
        "[[factor]]\nname = \"d\"\nparameter = \"catalysts.enabled\"\n");
    const Assembly assembly = tiny.assembly();
    std::set<std::int64_t> whole;
    std::set<std::string> rules;
    std::set<bool> flags;
    for (std::size_t point = 0; point < assembly.points(); ++point) {
      const auto values = assembly.values_of(point);
      const double a = std::get<double>(values[0].held);
      EXPECT_GE(a, 0.1);
      EXPECT_LE(a, 0.3);
      whole.insert(std::get<std::int64_t>(values[1].held));
      rules.insert(std::get<std::string>(values[2].held));
      flags.insert(std::get<bool>(values[3].held));
    }
    EXPECT_THAT(whole, ElementsAre(5, 6, 7, 8)) << kind;
    EXPECT_GE(rules.size(), 4U) << kind;
    EXPECT_EQ(flags.size(), 2U) << kind;
  }
}

TEST(PointDesign, LawsHaveTheirQuantiles) {
  const TinyExperiment tiny(
      std::string(tiny_experiment_head) + "[design]\nkind = \"sobol\"\npoints = 1\n" +
      "[[factor]]\nname = \"a\"\nparameter = \"partnerships.trust_slope\"\nlaw = \"log_uniform\"\nrange = "
      "[4, 16]\n"
      "[[factor]]\nname = \"b\"\nparameter = \"needs.need_pull\"\nlaw = \"normal\"\nmean = 1\nsd = 0.5\n"
      "[[factor]]\nname = \"c\"\nparameter = \"outcomes.misreading\"\nlaw = \"triangular\"\nrange = [0, "
      "0.4]\nmode = 0.1\n");
  const Assembly assembly = tiny.assembly();  // before its factors, which it owns
  const auto& factors = assembly.factors();
  const auto at = [&](std::size_t k, double u) { return std::get<double>(factors[k].at(u).held); };
  EXPECT_DOUBLE_EQ(at(0, 0.5), 8);
  EXPECT_DOUBLE_EQ(at(0, 0), 4);
  // scipy.stats.truncnorm((0 - 1) / .5, (3 - 1) / .5, 1, .5).ppf([.1, .5])
  EXPECT_NEAR(at(1, 0.1), 0.413684613309, 1e-9);
  EXPECT_NEAR(at(1, 0.5), 1.014238608228, 1e-9);
  // scipy.stats.triang(.25, 0, .4).ppf([.1, .9])
  EXPECT_NEAR(at(2, 0.1), 0.0632455532, 1e-9);
  EXPECT_NEAR(at(2, 0.9), 0.2904554885, 1e-9);
}

}  // namespace
}  // namespace lien_test
