// Organisations leave and are replaced in their seat (SM16, D9.1).
#include "models/territory/submodels/demography.hpp"

#include <gtest/gtest.h>

#include "models/territory/invariants.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using territory::Level;

territory::Scenario leaving() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.demography.exit_association = 0.03;
  s.demography.exit_tpe = 0.05;
  s.demography.exit_company10 = 0.01;
  s.traits.engaged_start = {0.2, 0.1, 0.3, 0.0};
  s.traits.potential_share = {0.5, 0.4, 0.6, 0.8};
  return s;
}

/// One commune; each company ≥10 is a partner of one association and knows its mayor.
struct Town {
  explicit Town(territory::Scenario s, const lien_test::People& people)
      : scenario(std::move(s)),
        model(scenario, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, people)}), executor),
        world(model.world()),
        traits(scenario.traits, scenario.needs.weights),
        demography(scenario.demography, traits) {
    const auto companies = lien_test::rows_of(world, Kind::company10);
    const auto associations = lien_test::rows_of(world, Kind::association);
    const std::uint32_t mayor = lien_test::rows_of(world, Kind::mayor)[0];
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t k = 0; k < companies.size(); ++k) {
      pairs.emplace_back(companies[k], associations[k]);
      pairs.emplace_back(companies[k], mayor);
    }
    const auto ties = lien_test::connect(world, executor, pairs);
    for (std::size_t k = 0; k < ties.size(); k += 2)
      territory::begin_partnership(world, ties[k], territory::Alliance::mecenat, 0, sim::Month{0},
                                   scenario.partnerships.terms);
  }
  void month(int t) { lien_test::run_once(demography, world, t, executor, scenario); }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::TraitDrawer traits;
  territory::Demography demography;
};

// 10 000 organisations of each kind; 4.5 standard errors, false alarm 7e-6 each.
TEST(Demography, TakesTheShareOfEachKind) {
  Town town(leaving(), {10000, 10000, 10000});
  town.month(1);
  std::array<int, territory::kind_count> left{};
  for (std::size_t i = 0; i < town.world.actors.size(); ++i)
    left[static_cast<std::size_t>(town.world.actors.kind[i])] += town.world.actors.generation[i];
  EXPECT_TRUE(lien_test::share_agrees(left[1], 10000, 0.01));
  EXPECT_TRUE(lien_test::share_agrees(left[2], 10000, 0.05));
  EXPECT_TRUE(lien_test::share_agrees(left[3], 10000, 0.03));
  EXPECT_EQ(left[0], 0) << "mayors do not leave";
  EXPECT_EQ(town.world.flows.organisations_replaced, left[1] + left[2] + left[3]);
}

TEST(Demography, LeavesSeatsBooksAndStrangersInOrder) {
  Town town(leaving(), {3000, 0, 3000});
  const auto uids = [&] {
    std::vector<std::uint32_t> all;
    for (std::size_t i = 0; i < town.world.actors.size(); ++i)
      all.push_back(town.world.actors.table.uid(i).value);
    return all;
  };
  const auto before = uids();
  std::vector<float> theta(town.world.actors.trustworthiness.all().begin(),
                           town.world.actors.trustworthiness.all().end());
  town.month(1);
  EXPECT_EQ(uids(), before) << "the seat keeps its uid";
  std::set<std::uint32_t> gone;
  for (std::uint32_t i = 0; i < town.world.actors.size(); ++i) {
    EXPECT_EQ(town.world.actors.trustworthiness[i] != theta[i], town.world.actors.generation[i] == 1) << i;
    if (town.world.actors.generation[i] == 0) continue;
    gone.insert(i);
    EXPECT_TRUE(town.world.ties.store.neighbours(i).empty());
    EXPECT_EQ(town.world.actors.used[i], 0);
    EXPECT_EQ(town.world.actors.partnerships[i], 0);
  }
  ASSERT_GT(gone.size(), 50U);
  std::size_t expected = 0;
  for (const std::uint32_t company : lien_test::rows_of(town.world, Kind::company10)) {
    const std::uint32_t partner = company + 3000;  // companies, then as many associations
    expected += (gone.count(company) == 0) + (gone.count(company) + gone.count(partner) == 0);
    EXPECT_EQ(town.world.actors.partnerships[company], gone.count(company) + gone.count(partner) == 0);
  }
  EXPECT_EQ(town.world.ties.size(), expected);
  for (const auto& invariant : territory::invariants(town.scenario.partnerships.terms))
    EXPECT_NO_THROW(invariant.check(town.world)) << invariant.name;
}

// 4 000 entrants a kind over a few months; 4.5 standard errors, false alarm 7e-6 each.
TEST(Demography, EntrantsArriveAsAtTheStartOrUnaware) {
  for (const bool zero : {false, true}) {
    territory::Scenario s = leaving();
    s.demography.exit_association = s.demography.exit_tpe = s.demography.exit_company10 = 1.0;
    if (zero) s.demography.entrant_level = territory::DemographyParameters::EntrantLevel::zero;
    Town town(s, {4000, 4000, 4000});
    town.world.actors.idle_months[5] = 7;
    town.month(1);
    std::array<int, territory::kind_count> involved{}, above{};
    for (std::size_t i = 0; i < town.world.actors.size(); ++i) {
      involved[static_cast<std::size_t>(town.world.actors.kind[i])] +=
          town.world.actors.level[i] == Level::involved;
      above[static_cast<std::size_t>(town.world.actors.kind[i])] += town.world.actors.level[i] > Level::none;
    }
    const double start[] = {0, 0.2, 0.1, 0.3};
    for (std::size_t k = 1; k <= 3; ++k) {
      if (zero) {
        EXPECT_EQ(above[k], 0);
      } else {
        EXPECT_TRUE(lien_test::share_agrees(involved[k], 4000, start[k]));
      }
    }
    EXPECT_EQ(town.world.actors.idle_months[5], 0);
  }
}

TEST(Demography, CanBeSwitchedOff) {
  territory::Scenario s = leaving();
  s.demography.enabled = false;
  Town town(s, {100, 100, 100});
  const auto before = lien_test::fingerprints(town.world);
  for (int month = 0; month < 12; ++month) town.month(month);
  EXPECT_EQ(lien_test::fingerprints(town.world), before);
}

}  // namespace
