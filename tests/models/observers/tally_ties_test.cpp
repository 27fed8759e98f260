// What ties add to tallies, beside the plainest loop that says the same, to the last bit.
#include "models/territory/tally_ties.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/model.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Tally;

/// Eight communes in four EPCI after four years: neighbours know each other within and between them.
struct Grown {
  Grown()
      : scenario(four_years()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8, {3, 5, 6}, 1)), executor),
        world(model.world()) {
    auto simulation = model.simulation();
    model.run(simulation);
  }
  static territory::Scenario four_years() {
    territory::Scenario s = lien_test::tiny_scenario();
    s.run.until = "2011-12";
    return s;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
};

/// EPCI, or communes, that share out what no simple number of ties would.
std::vector<std::uint32_t> territories(const territory::World& world, bool by_epci) {
  std::vector<std::uint32_t> unit_of(world.geography.communes.size());
  for (std::uint32_t c = 0; c < unit_of.size(); ++c) unit_of[c] = by_epci ? c % 3 : c;
  return unit_of;
}

TEST(TallyTies, AddEachContactInTheOrderOfTies) {
  const Grown g;
  const auto& ties = g.world.ties;
  ASSERT_GT(ties.size(), 200U);
  for (const bool by_epci : {true, false}) {
    const auto unit_of = territories(g.world, by_epci);
    std::vector<Tally> units(by_epci ? 3 : unit_of.size()), plain(units.size());
    territory::tally_contacts(g.world, unit_of, units);
    int between = 0, acrosses = 0, alike = 0;
    for (std::size_t t = 0; t < ties.size(); ++t) {
      const std::uint32_t low = unit_of[g.world.actors.commune[ties.store.low_row(t)]];
      const std::uint32_t high = unit_of[g.world.actors.commune[ties.store.high_row(t)]];
      between += low != high;
      const auto of_low = g.world.family(ties.store.low_row(t)),
                 of_high = g.world.family(ties.store.high_row(t));
      const bool across = of_low != of_high && of_low != territory::Family::catalyst &&
                          of_high != territory::Family::catalyst;
      (across ? acrosses : alike) += 1;
      for (const std::uint32_t unit : {low, high}) {
        plain[unit].trust += 0.5 * (0.5 * (ties.trust_ij[t] + ties.trust_ji[t]));
        plain[unit].contacts += 0.5;
        plain[unit].contacts_by_origin[static_cast<std::size_t>(ties.origin[t])] += 0.5;
        if (!across) continue;
        plain[unit].across_trust += 0.5 * (0.5 * (ties.trust_ij[t] + ties.trust_ji[t]));
        plain[unit].across += 0.5;
      }
    }
    EXPECT_GT(std::min({between, acrosses, alike}), 20);
    for (std::size_t u = 0; u < units.size(); ++u) {
      EXPECT_EQ(units[u].trust, plain[u].trust) << u;
      EXPECT_EQ(units[u].contacts, plain[u].contacts) << u;
      EXPECT_EQ(units[u].across, plain[u].across) << u;
      EXPECT_EQ(units[u].across_trust, plain[u].across_trust) << u;
      EXPECT_EQ(units[u].contacts_by_origin, plain[u].contacts_by_origin) << u;
    }
  }
}

TEST(TallyTies, GatherPartnershipsOfAnyChunks) {
  const Grown g;
  std::vector<std::uint32_t> plain;
  for (std::uint32_t t = 0; t < g.world.ties.size(); ++t) {
    if (g.world.ties.alliance[t] != territory::Alliance::none) plain.push_back(t);
  }
  ASSERT_GT(plain.size(), 10U);
  EXPECT_EQ(territory::live_partnerships(g.world.ties, g.executor), plain);
  EXPECT_EQ(territory::live_partnerships(g.world.ties, sim::Executor(3, 7)), plain);
}

TEST(TallyTies, AddUpOverTerritoriesOfEitherKind) {
  const Grown g;
  const auto partnerships = territory::live_partnerships(g.world.ties, g.executor);
  std::vector<Tally> epcis(3), communes(g.world.geography.communes.size());
  territory::tally_alliances(g.world, sim::Month{47}, partnerships, territories(g.world, true), epcis);
  territory::tally_alliances(g.world, sim::Month{47}, partnerships, territories(g.world, false), communes);
  Tally of_epcis, of_communes;
  for (const Tally& t : epcis) of_epcis += t;
  for (const Tally& t : communes) of_communes += t;
  EXPECT_EQ(of_epcis.alliances + of_epcis.public_alliances, static_cast<double>(partnerships.size()));
  EXPECT_EQ(of_communes.alliances, of_epcis.alliances);
  EXPECT_EQ(of_communes.age_squared, of_epcis.age_squared);
  EXPECT_NEAR(of_communes.alliance_trust, of_epcis.alliance_trust, 1e-9);
}

}  // namespace
