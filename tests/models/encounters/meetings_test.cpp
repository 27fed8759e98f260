// A month of encounters as a whole: how many, with whom at most, what a new contact starts from (SM2).
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using territory::Level;

struct Meetings {
  explicit Meetings(territory::Scenario s, std::vector<territory::Commune> communes)
      : scenario(std::move(s)),
        model(scenario, lien_test::territory_of(std::move(communes)), executor),
        world(model.world()),
        encounters(scenario.encounters, world, executor) {
    for (std::size_t i = 0; i < world.actors.size(); ++i) {
      world.actors.level[i] = Level::involved;
      world.actors.heterogeneity[i] = 1;
    }
  }
  void month(int t) { lien_test::run_once(encounters, world, t, executor, scenario); }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Encounters encounters;
};

territory::Scenario open_minded() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.encounter_rate = 1.6;
  s.encounters.activity = {1, 0.35, 1, 1.5, 2};
  s.encounters.low_level_factor = 0.2;
  s.encounters.homophily = 0;
  s.encounters.overlap_width = 1e6;
  return s;
}

// Sums of independent Poisson counts of mean above 1 000: 4.5 standard errors, false alarm 7e-6 each.
TEST(Meetings, AreAsManyAsTheRatesSay) {
  Meetings m(open_minded(), {lien_test::commune_at(1, "E", 0, 0, {2000, 2000, 2000})});
  double mean = 0;
  for (std::size_t i = 0; i < m.world.actors.size(); ++i) {
    const bool employing = m.world.actors.large[i] != 0;
    switch (m.world.actors.kind[i]) {
      case Kind::company10:
        mean += 1.6;
        break;
      case Kind::tpe:
        mean += 1.6 * 0.35;
        break;
      case Kind::association:
        mean += employing ? 2.4 : 1.6;
        break;
      case Kind::mayor:
        mean += 3.2;
        break;
      default:
        break;
    }
  }
  m.month(0);
  EXPECT_NEAR(static_cast<double>(m.world.flows.encounters), mean, 4.5 * std::sqrt(mean));
  for (std::size_t i = 0; i < m.world.actors.size(); ++i) {
    m.world.actors.level[i] = i % 2 ? Level::none : Level::aware;
    m.world.actors.heterogeneity[i] = 3;
  }
  mean *= 0.2 * 3;
  m.month(1);
  EXPECT_NEAR(static_cast<double>(m.world.flows.encounters), mean, 4.5 * std::sqrt(mean));
}

TEST(Meetings, BeginWithTheSameNumberForEverybody) {
  territory::Scenario s = open_minded();
  s.encounters.initial_encounters = 5;
  s.encounters.closure = 0.5;
  Meetings m(s, lien_test::row_of_communes(4));
  // Their world has had its first encounters; the same again in an empty one, to see the counts.
  m.scenario.encounters.initial_encounters = 0;
  territory::Model empty(m.scenario, lien_test::territory_of(lien_test::row_of_communes(4)), m.executor);
  territory::Encounters encounters(s.encounters, empty.world(), m.executor);
  encounters.meet_first(empty.world(),
                        {territory::streams::building, true, m.scenario.run.key(), m.executor});
  const std::int64_t people = 4 * (1 + 4 + 18 + 20);
  EXPECT_EQ(empty.world().flows.encounters, 5 * people);
  EXPECT_EQ(static_cast<std::int64_t>(empty.world().ties.size()), empty.world().flows.contacts_made);
  ASSERT_EQ(m.world.ties.size(), empty.world().ties.size());
  for (std::size_t t = 0; t < m.world.ties.size(); ++t) {
    EXPECT_EQ(m.world.ties.store.key(t), empty.world().ties.store.key(t));
    EXPECT_EQ(m.world.ties.born[t], -25) << "the month before the spin-up of 24";
    EXPECT_NE(m.world.ties.origin[t], territory::Origin::closure);
  }
}

TEST(Meetings, FillAMayorsAgendaAndNoMore) {
  territory::Scenario s = open_minded();
  s.encounters.encounter_rate = 3;
  s.encounters.mixing_company = s.encounters.mixing_association = {0, 0, 1, 0};
  s.encounters.mayor_meetings_max = 7;
  s.encounters.closure = 0;
  s.encounters.kernel.far_share = 0;
  Meetings m(s, lien_test::row_of_communes(2, {30, 0, 30}));
  m.month(0);
  EXPECT_GT(m.world.flows.mayor_meetings_refused, 50);
  for (int month = 0; month < 3; ++month) {
    if (month > 0) m.month(month);
    for (const std::uint32_t mayor : lien_test::rows_of(m.world, Kind::mayor)) {
      int met = 0;
      for (const sim::Neighbour& contact : m.world.ties.store.neighbours(mayor))
        met += m.world.ties.met[contact.pair] != territory::Occasion::none;
      EXPECT_EQ(met, 7) << "month " << month;
    }
  }
}

TEST(Meetings, StartAContactFromThePropensitiesOfItsSides) {
  territory::Scenario s = open_minded();
  s.encounters.prior_mean = 0.45;
  s.encounters.propensity_effect = 0.4;
  s.trust.rule = territory::rule<territory::BetaRule>;
  Meetings m(s, lien_test::row_of_communes(2));
  for (std::size_t i = 0; i < m.world.actors.size(); ++i) m.world.actors.propensity[i] = i % 2 ? 0.9F : 0.2F;
  m.month(3);
  ASSERT_GT(m.world.ties.size(), 50U);
  for (std::size_t t = 0; t < m.world.ties.size(); ++t) {
    EXPECT_NEAR(m.world.ties.trust_ij[t], m.world.ties.store.low_row(t) % 2 ? 0.61 : 0.33, 1e-6);
    EXPECT_NEAR(m.world.ties.trust_ji[t], m.world.ties.store.high_row(t) % 2 ? 0.61 : 0.33, 1e-6);
    EXPECT_EQ(m.world.ties.born[t], 3);
    EXPECT_EQ(m.world.ties.met[t], territory::Occasion::encounter);
  }
}

TEST(Meetings, OfKnownContactsMakeNoNewOne) {
  territory::Scenario s = open_minded();
  Meetings m(s, {lien_test::commune_at(1, "E", 0, 0, {1, 0, 1})});
  const std::uint32_t company = lien_test::rows_of(m.world, Kind::company10)[0],
                      association = lien_test::rows_of(m.world, Kind::association)[0];
  lien_test::connect(m.world, m.executor, {{company, association}}, -5);
  int met = 0;
  for (int month = 0; month < 24; ++month) {
    m.month(month);
    const auto tie = static_cast<std::size_t>(m.world.ties.store.find(company, association));
    met += m.world.ties.met[tie] != territory::Occasion::none;
    EXPECT_EQ(m.world.ties.born[tie], -5);
  }
  EXPECT_GT(met, 5);
  EXPECT_LE(m.world.ties.size(), 3U) << "three people, three pairs";
}

// With catalysts open in one of two EPCI, everybody who looks for one finds one of those.
TEST(Meetings, FindOpenCatalystsOnly) {
  territory::Scenario s = open_minded();
  s.encounters.mixing_company = s.encounters.mixing_association = {0, 0, 0, 1};
  s.encounters.closure = 0;
  Meetings m(s, {lien_test::commune_at(1, "E", 0, 0, {}), lien_test::commune_at(2, "F", 8, 0, {})});
  m.month(0);
  for (std::size_t t = 0; t < m.world.ties.size(); ++t)
    EXPECT_NE(m.world.actors.kind[m.world.ties.store.high_row(t)], Kind::catalyst) << "none is open";
  const auto seats = lien_test::rows_of(m.world, Kind::catalyst);
  m.world.actors.active[seats[2]] = 1;
  m.month(1);
  int known = 0;
  for (const std::uint32_t seat : seats) {
    const auto contacts = m.world.ties.store.neighbours(seat).size();
    EXPECT_EQ(contacts > 0, seat == seats[2]);
    known += static_cast<int>(contacts);
  }
  EXPECT_GT(known, 40);
}

}  // namespace
