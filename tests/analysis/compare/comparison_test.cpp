// Comparisons of planted differences: estimates, families, verdicts in words, regions out of EPCI.
#include "analysis/compare/comparison.hpp"

#include <gmock/gmock.h>

#include "analysis/compare/regions.hpp"
#include "analysis/compare/verdict_text.hpp"
#include "analysis/statistics/holm.hpp"
#include "analysis/statistics/t_test.hpp"
#include "sim/core/error.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"

namespace lien_test {
namespace {

using namespace analysis;  // NOLINT: what is under test

constexpr std::size_t replicates = 16;
const std::vector<sim::Month> three_months{{10}, {11}, {12}};

/// Noise that both arms share, and noise of their own: replicate, month, arm.
double noise(std::size_t r, std::size_t m, std::uint32_t arm) {
  sim::KeyedDraws draws({99, arm}, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(m), 0);
  return sim::normal_quantile(draws.uniform(0));
}

/// Base about 5 with shared noise of 1; the arm differs by `shift` with noise `own`, from month 11 on.
PairedSeries series(const std::string& measure, double shift, double own) {
  PairedSeries made{measure, "1", "planted", {{}, {}}};
  for (std::size_t r = 0; r < replicates; ++r) {
    for (std::size_t m = 0; m < three_months.size(); ++m) {
      const double base = 5 + noise(r, m, 0);
      made.values[0].push_back(base);
      made.values[1].push_back(m == 0 ? base : base + shift + own * noise(r, m, 1));
    }
  }
  return made;
}

PairedRuns planted() {
  PairedRuns runs{{"base", "arm"}, 7, replicates, three_months, {}, {}, {}};
  runs.perimeter = {series("partnerships", 0.5, 0.1), series("mean_trust", 0, 0),
                    series("projects", 0.0001, 0.01), series("needs_met", 0.05, 0.01),
                    series("contacts", 0, 2)};
  return runs;
}
CompareSettings settings() {
  CompareSettings told{{12}};
  told.smallest = {{"projects", 0.1}, {"needs_met", 0.2}, {"partnerships", 0.2}};
  return told;
}

TEST(Comparison, GivesEachKindOfVerdict) {
  const Comparison comparison = compare(planted(), settings());
  ASSERT_EQ(comparison.measures.size(), 5U);
  std::vector<Verdict> verdicts;
  for (const auto& measure : comparison.measures) verdicts.push_back(measure.verdict);
  EXPECT_THAT(verdicts, testing::ElementsAre(Verdict::higher, Verdict::coincide, Verdict::equivalent,
                                             Verdict::negligible, Verdict::undecided));
  EXPECT_THAT(comparison.measures[0].apart, testing::ElementsAre(1, 2));
  EXPECT_TRUE(comparison.measures[0].months[0].coincide);
  EXPECT_NEAR(comparison.measures[0].horizon.mean, 0.5, 0.1);
  EXPECT_TRUE(comparison.measures[1].apart.empty());
}

TEST(Comparison, EstimatesAreThoseOfThePairedDifferences) {
  const PairedRuns runs = planted();
  const Comparison comparison = compare(runs, settings());
  std::vector<double> p;
  for (std::size_t k = 0; k < runs.perimeter.size(); ++k) {
    std::vector<double> differences = runs.at(runs.perimeter[k], 1, 2, 3);
    const std::vector<double> base = runs.at(runs.perimeter[k], 0, 2, 3);
    for (std::size_t r = 0; r < replicates; ++r) differences[r] -= base[r];
    const statistics::TTest test = statistics::t_test(differences);
    const Difference& d = comparison.measures[k].horizon;
    EXPECT_EQ(d.mean, test.mean);
    EXPECT_EQ(d.t_interval.low, test.interval.low);
    EXPECT_EQ(d.p_t, test.p);
    EXPECT_EQ(d.median, statistics::median(differences));
    ASSERT_TRUE(d.bca.has_value());
    EXPECT_LE(d.bca->low, d.mean);
    EXPECT_GE(d.bca->high, d.mean);
    p.push_back(test.p);
  }
  // One family over all measures.
  const std::vector<double> adjusted = statistics::holm_adjusted(p);
  for (std::size_t k = 0; k < p.size(); ++k) EXPECT_EQ(comparison.measures[k].horizon.holm_t, adjusted[k]);
}

TEST(Comparison, LeavesOutPairsWithoutAValue) {
  PairedRuns runs = planted();
  runs.perimeter[0].values[1][2] = std::nan("");  // replicate 0 at the horizon
  const Comparison comparison = compare(runs, settings());
  EXPECT_EQ(comparison.measures[0].horizon.pairs, replicates - 1);
  EXPECT_EQ(comparison.measures[0].months[1].pairs, replicates);
  for (double& value : runs.perimeter[0].values[1]) value = std::nan("");
  const Comparison none = compare(runs, settings());
  EXPECT_EQ(none.measures[0].horizon.pairs, 0U);
  EXPECT_EQ(none.measures[0].verdict, Verdict::undecided);
  EXPECT_EQ(verdict_sentence(none, none.measures[0], Language::english),
            "partnerships in 2009-01: undecided; fewer than two pairs of runs have a value.");
}

TEST(Comparison, IsSaidInTwoLanguages) {
  const Comparison comparison = compare(planted(), settings());
  const auto sentence = [&](std::size_t k, Language language) {
    return verdict_sentence(comparison, comparison.measures[k], language);
  };
  EXPECT_THAT(
      sentence(0, Language::english),
      testing::MatchesRegex("partnerships in 2009-01: arm is higher than base by 0\\.[0-9]+ \\(mean of 16 "
                            "pairs; 95 % interval of the difference 0\\.[0-9]+ to 0\\.[0-9]+; p < 0\\.001 "
                            "after Holm\\)\\."));
  EXPECT_THAT(
      sentence(0, Language::french),
      testing::MatchesRegex("partnerships en 2009-01 : arm est supérieur à base de 0,[0-9]+ \\(moyenne de "
                            "16 paires ; intervalle à 95 % de la différence : 0,[0-9]+ à 0,[0-9]+ ; p < "
                            "0,001 après Holm\\)\\."));
  EXPECT_EQ(sentence(1, Language::english),
            "mean_trust: the curves of arm and base coincide; no pair of runs differs in any month.");
  EXPECT_EQ(sentence(1, Language::french),
            "mean_trust : les courbes de arm et de base coïncident ; aucune paire ne diffère, quel que soit "
            "le mois.");
  EXPECT_THAT(sentence(2, Language::english),
              testing::HasSubstr("projects in 2009-01: arm and base are equivalent within ±0.1 (16 pairs;"));
  EXPECT_THAT(
      sentence(3, Language::french),
      testing::HasSubstr("La différence existe, mais elle est plus petite que 0,2, le plus petit effet "
                         "d'intérêt (p < 0,001)."));
  EXPECT_THAT(
      sentence(4, Language::english),
      testing::MatchesRegex("contacts in 2009-01: undecided; 16 pairs neither show nor exclude .*Advised: "
                            "[0-9]+ replicates\\."));
  EXPECT_THAT(sentence(4, Language::french), testing::HasSubstr("Nombre de réplications conseillé : "));
}

TEST(Comparison, AdvisesWhatWouldFindTheSmallestEffect) {
  const Comparison comparison = compare(planted(), settings());
  EXPECT_EQ(comparison.measures[1].horizon.advised, 2U);     // nothing varies
  EXPECT_LE(comparison.measures[2].horizon.advised, 4U);     // 0.1 against a deviation of 0.01
  EXPECT_GT(comparison.measures[4].horizon.advised, 1000U);  // 1 % of 5 against one of 2
}

TEST(Comparison, RefusesWhatItCannotCompare) {
  PairedRuns runs = planted();
  EXPECT_THROW((void)compare(runs, CompareSettings{{13}}), sim::InvariantError);
  runs.arms.pop_back();
  EXPECT_THROW((void)compare(runs, settings()), sim::InvariantError);
}

/// Three EPCI in two regions, one replicate; the second EPCI has no companies.
PairedRuns of_epcis() {
  PairedRuns runs{{"base", "arm"}, 1, 1, {{0}}, {}, {}, {}};
  runs.epcis = {{"1", "One", "84", 100, 2}, {"2", "Two", "84", 300, 4}, {"3", "Three", "76", 50, 1}};
  const double nan = std::nan("");
  runs.by_epci = {{"companies10", "1", "", {{10, 0, 4}, {10, 0, 4}}},
                  {"company10_engaged_share", "1", "", {{0.5, nan, 0.25}, {0.7, nan, 0.5}}},
                  {"partnerships", "1", "", {{5, 2, 1}, {6, 2, 2}}},
                  {"needs_met", "1", "", {{0.1, 0.2, 0.3}, {0.1, 0.4, 0.3}}},
                  {"trust_age_correlation", "1", "", {{0.1, 0.2, 0.3}, {0.1, 0.2, 0.3}}},
                  {"mean_trust", "1", "", {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}}}};
  return runs;
}

TEST(Regions, AreWhatTheirEpciMakeTogether) {
  const RegionSeries regions = regions_of(of_epcis());
  ASSERT_EQ(regions.regions.size(), 2U);
  EXPECT_EQ(regions.regions[0].code, "76");
  EXPECT_EQ(regions.regions[1].inhabitants, 400);
  std::vector<std::string> told;
  for (const PairedSeries& made : regions.series) told.push_back(made.measure);
  // No correlation; no trust, for its weight, contacts, is missing.
  EXPECT_THAT(told,
              testing::ElementsAre("companies10", "company10_engaged_share", "partnerships", "needs_met"));
  EXPECT_THAT(regions.series[1].values[1], testing::ElementsAre(0.5, 0.7));
  EXPECT_THAT(regions.series[2].values[1], testing::ElementsAre(2, 8));
  EXPECT_DOUBLE_EQ(regions.series[3].values[1][1], (100 * 0.1 + 300 * 0.4) / 400);
}

TEST(Regions, KnowTheWeightsTheyNeed) {
  EXPECT_THAT(weights_for({"company10_engaged_share", "partnerships", "partnership_trust"}),
              testing::ElementsAre("companies10", "public_partnerships"));
  EXPECT_FALSE(aggregation_of("trust_age_correlation").has_value());
}

}  // namespace
}  // namespace lien_test
