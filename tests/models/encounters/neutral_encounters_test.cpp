// Parts of SM2 that can be switched off leave the encounters of a country where there is nothing for them to
// act on: flat land, no border, people alike. Exact: the same draws make the same meetings.
#include <gtest/gtest.h>

#include "models/territory/submodels/encounters.hpp"
#include "models/territory/world/kernel.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Commune;
using territory::EncounterParameters;
using territory::KernelParameters;
using territory::Partner;

/// Twelve communes of two EPCI and two bassins, on slopes, some of them centres.
std::vector<Commune> hills() {
  std::vector<Commune> communes;
  for (int c = 0; c < 12; ++c) {
    communes.push_back(lien_test::commune_at(c + 1, c < 6 ? "E" : "F", 7.0 * c, 3.0 * (c % 3),
                                             {2 + c % 3, 5, 4 + 3 * (c % 4)}));
    communes.back().altitude_m = 150 * (c % 5);
    communes.back().centrality = c % 4;
    communes.back().centre = c < 4 ? "00003" : "00008";
  }
  return communes;
}

/// Where every commune sends its encounters: destinations at 600 points of the unit interval and the mass of
/// the far entry, by kind of partner.
std::vector<double> destinations(const std::vector<Commune>& communes, const KernelParameters& p) {
  const sim::Executor executor(1);
  const territory::Model model(lien_test::friendless_scenario(), lien_test::territory_of(communes), executor);
  const territory::DestinationKernel kernel(model.world().geography, model.world().roster, p, executor);
  std::vector<double> all;
  for (std::size_t from = 0; from < communes.size(); ++from) {
    for (const Partner partner : {Partner::association, Partner::company, Partner::mayor}) {
      all.push_back(kernel.far_probability(from, partner));
      for (int k = 0; k < 600; ++k) {
        const auto to = kernel.destination(from, partner, (k + 0.5) / 600);
        all.push_back(to ? static_cast<double>(*to) : -1.0);
      }
    }
  }
  return all;
}

struct WithoutFeature {
  const char* name;
  void (*take_out)(Commune&);             ///< of the country
  void (*switch_off)(KernelParameters&);  ///< its effect
};

const WithoutFeature without_features[] = {
    {"relief", [](Commune& c) { c.altitude_m = 0; }, [](KernelParameters& p) { p.relief_cost = 0; }},
    {"centres", [](Commune& c) { c.centrality = 0; }, [](KernelParameters& p) { p.centrality_pull = 0; }},
    {"bassins", [](Commune& c) { c.centre.clear(); }, [](KernelParameters& p) { p.bassin_pull = 1; }},
    {"borders", [](Commune& c) { c.epci = "E"; }, [](KernelParameters& p) { p.border_factor = 1; }},
    {"all that makes the land uneven",
     [](Commune& c) {
       c.altitude_m = 0;
       c.centrality = 0;
       c.centre.clear();
     },
     [](KernelParameters& p) {
       p.relief_cost = 0;
       p.centrality_pull = 0;
       p.bassin_pull = 1;
     }},
};

TEST(NeutralKernel, SwitchedOffIsThatOfACountryWithout) {
  const KernelParameters usual;
  const auto uneven = destinations(hills(), usual);
  for (const WithoutFeature& feature : without_features) {
    auto communes = hills();
    for (Commune& c : communes) feature.take_out(c);
    KernelParameters off = usual;
    feature.switch_off(off);
    const auto without = destinations(communes, usual);
    EXPECT_EQ(destinations(hills(), off), without) << feature.name;
    EXPECT_EQ(destinations(communes, off), without) << feature.name << ": nothing to act on";
    EXPECT_NE(uneven, without) << feature.name;
  }
}

/// Who has met whom after six months in which catalysts are open too.
std::vector<std::pair<std::string, std::uint64_t>> ties_after_months(const std::vector<Commune>& communes,
                                                                     const KernelParameters& kernel) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.kernel = kernel;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(communes), executor);
  for (const std::uint32_t seat : lien_test::rows_of(model.world(), territory::Kind::catalyst))
    model.world().actors.active[seat] = 1;
  territory::Encounters encounters(s.encounters, model.world(), executor);
  for (int month = 0; month < 6; ++month) lien_test::run_once(encounters, model.world(), month, executor, s);
  EXPECT_GT(model.world().ties.size(), 50U);
  auto prints = lien_test::fingerprints(model.world());
  std::erase_if(prints, [](const auto& column) { return !column.first.starts_with("ties."); });
  EXPECT_FALSE(prints.empty());
  return prints;
}

TEST(NeutralKernel, MakesTheSameMeetingsAsFlatLand) {
  auto flat = hills();
  for (Commune& c : flat) without_features[4].take_out(c);
  KernelParameters arm;
  without_features[4].switch_off(arm);
  const auto meetings = ties_after_months(hills(), arm);
  EXPECT_EQ(meetings, ties_after_months(flat, KernelParameters{}));
  EXPECT_NE(meetings, ties_after_months(hills(), KernelParameters{}));
}

/// Three communes of unlike cultures and people of all levels.
struct Unlike {
  explicit Unlike(territory::Scenario s)
      : scenario(std::move(s)),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(3, {4, 4, 8})), executor),
        world(model.world()),
        encounters(scenario.encounters, world, executor) {
    world.communes.culture[0] = {0.1F, 0.2F, 0.9F};
    world.communes.culture[1] = {0.5F, 0.5F, 0.5F};
    world.communes.culture[2] = {0.9F, 0.8F, 0.1F};
    for (std::size_t i = 0; i < world.actors.size(); ++i) {
      world.actors.level[i] = static_cast<territory::Level>(i % 4);
      world.actors.propensity[i] = i % 2 ? 0.9F : 0.1F;
    }
    for (float& c : world.epcis.collective_trust.all()) c = 0.9F;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Encounters encounters;
};

TEST(NeutralAcceptance, IsCertainWhereNeitherCultureNorCompetenceNorLevelCounts) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.homophily = 0;
  s.encounters.overlap_width = 1e6;
  s.encounters.low_level_factor = 1;
  Unlike people(s);
  double least_usual = 1;
  s.encounters = EncounterParameters{};
  Unlike usual(s);
  for (std::uint32_t a = 0; a < people.world.actors.size(); ++a) {
    for (std::uint32_t b = 0; b < people.world.actors.size(); ++b) {
      ASSERT_EQ(people.encounters.readiness(people.world, b), 1.0);
      ASSERT_NEAR(people.encounters.affinity(people.world, a, b), 1.0, 1e-12);
      least_usual = std::min(least_usual, usual.encounters.affinity(usual.world, a, b));
    }
  }
  EXPECT_LT(least_usual, 0.5);
}

TEST(NeutralFirstImpressions, AreThePriorWhereNeitherPropensityNorReputationCounts) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.trust.rule = territory::rule<territory::BetaRule>;
  s.encounters.prior_mean = 0.45;
  s.encounters.propensity_effect = s.encounters.reputation_effect = 0;
  Unlike people(s);
  s.encounters.propensity_effect = s.encounters.reputation_effect = 0.2;
  Unlike usual(s);
  for (int month = 0; month < 12; ++month)
    for (Unlike* some : {&people, &usual})
      lien_test::run_once(some->encounters, some->world, month, some->executor, some->scenario);
  ASSERT_GT(people.world.ties.size(), 40U);
  double furthest = 0;
  for (std::size_t t = 0; t < people.world.ties.size(); ++t) {
    EXPECT_DOUBLE_EQ(people.world.ties.trust_ij[t], 0.45);
    EXPECT_DOUBLE_EQ(people.world.ties.trust_ji[t], 0.45);
  }
  for (const double trust : usual.world.ties.trust_ij.all())
    furthest = std::max(furthest, std::abs(trust - 0.45));
  EXPECT_GT(furthest, 0.1);
}

TEST(NeutralClosure, BringsNobodyTogether) {
  const auto met_through_others = [](double closure) {
    territory::Scenario s = lien_test::friendless_scenario();
    s.encounters.closure = closure;
    Unlike people(s);
    int count = 0;
    for (int month = 0; month < 12; ++month)
      lien_test::run_once(people.encounters, people.world, month, people.executor, people.scenario);
    for (const territory::Origin origin : people.world.ties.origin.all())
      count += origin == territory::Origin::closure;
    return count;
  };
  EXPECT_EQ(met_through_others(0), 0);
  EXPECT_GT(met_through_others(0.6), 10);
}

}  // namespace
