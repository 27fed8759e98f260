// Meetings that others arranged: how they join the encounters, what they count for in trust (SM2, SM5, SM6).
#include <gtest/gtest.h>

#include "models/territory/submodels/encounters.hpp"
#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/trust_update.hpp"
#include "tests/models/gatherings/gathering_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using territory::Occasion;
using territory::Origin;

/// Nobody meets by chance; those who meet deliver (or not) for sure.
territory::Scenario certain(double trustworthiness = 1) {
  territory::Scenario s = lien_test::gathering_scenario();
  s.encounters.encounter_rate = 0;
  s.outcomes.unprompted_rate = 0;
  s.outcomes.misreading = trustworthiness > 0 ? 0 : 0.2;
  return s;
}

struct Arranged : lien_test::GatheringWorld {
  explicit Arranged(const territory::Scenario& s = certain(), float trustworthiness = 1,
                    const lien_test::People& people = {4, 18, 20})
      : GatheringWorld(s, {lien_test::commune_at(1, "E", 0, 0, people)}) {
    std::ranges::fill(world.actors.trustworthiness.all(), trustworthiness);
    std::ranges::fill(world.actors.propensity.all(), 0.5F);
  }
  /// The month from encounters to trust.
  void month(int t, const std::vector<territory::ArrangedMeeting>& meetings) {
    world.plan.meetings = meetings;
    const auto& terms = scenario.partnerships.terms;
    territory::Encounters encounters(scenario.encounters, world, executor);
    territory::Outcomes outcomes(scenario.outcomes, terms);
    territory::TrustUpdate trust(scenario.trust, scenario.outcomes, terms, scenario.traits);
    lien_test::run_once(encounters, world, t, executor, scenario);
    lien_test::run_once(outcomes, world, t, executor, scenario);
    lien_test::run_once(trust, world, t, executor, scenario);
  }
  [[nodiscard]] std::size_t tie(std::uint32_t a, std::uint32_t b) const {
    const auto row = world.ties.store.find(a, b);
    EXPECT_GE(row, 0);
    return static_cast<std::size_t>(row);
  }
  std::uint32_t a = associations[0], b = associations[1], c = associations[2];
};

TEST(ArrangedMeetings, WeighInTrustByTheirOccasion) {
  const std::pair<Occasion, double> weights[] = {{Occasion::place, 0.25},
                                                 {Occasion::introduction, 0.25},
                                                 {Occasion::event, 0.3},
                                                 {Occasion::workshop, 0.6}};
  for (const auto& [occasion, g] : weights) {
    for (const bool delivers : {true, false}) {
      territory::Scenario s = certain(delivers);
      s.outcomes.event_weight = 0.3;
      s.outcomes.workshop_weight = 0.6;
      Arranged w(s, delivers ? 1 : 0);
      w.month(0, {{w.a, w.b, occasion}});
      const std::size_t t = w.tie(w.a, w.b);
      EXPECT_EQ(w.world.ties.met[t], occasion);
      // Beta from prior ½ of strength 2; a failure weighs 1.5 times.
      const double expected = delivers ? (g + 1) / (g + 2) : 1 / (1.5 * g + 2);
      EXPECT_NEAR(w.world.ties.trust_ij[t], expected, 1e-12);
      EXPECT_NEAR(w.world.ties.trust_ji[t], expected, 1e-12);
      EXPECT_TRUE(w.world.plan.meetings.empty());
      EXPECT_EQ(w.world.flows.arranged_meetings, 1);
    }
  }
}

TEST(ArrangedMeetings, OfAPairAreOneTheLastOccasionWithTheLargestBonus) {
  Arranged w;
  w.month(0, {{w.a, w.b, Occasion::introduction, 0.1F, 0.2F},
              {w.a, w.b, Occasion::workshop},
              {w.b, w.a, Occasion::event, 0.05F, 0.15F},  // sides exchanged
              {w.a, w.b, Occasion::event}});
  ASSERT_EQ(w.world.ties.size(), 1U);
  EXPECT_EQ(w.world.ties.met[0], Occasion::workshop);
  EXPECT_EQ(w.world.ties.origin[0], Origin::workshop);
  EXPECT_NEAR(w.world.ties.trust_ij[0], (0.5 + 2 * 0.65) / 2.5, 1e-6) << "0.15 of the exchanged one";
  EXPECT_NEAR(w.world.ties.trust_ji[0], (0.5 + 2 * 0.70) / 2.5, 1e-6);
  EXPECT_EQ(w.world.flows.contacts_made, 1);
}

TEST(ArrangedMeetings, GiveNewContactsTheirOriginAndLeaveThatOfOldOnes) {
  Arranged w;
  w.month(0, {{w.a, w.b, Occasion::place}, {w.a, w.c, Occasion::introduction}, {w.b, w.c, Occasion::event}});
  EXPECT_EQ(w.world.ties.origin[w.tie(w.a, w.b)], Origin::place);
  EXPECT_EQ(w.world.ties.origin[w.tie(w.a, w.c)], Origin::introduction);
  EXPECT_EQ(w.world.ties.origin[w.tie(w.b, w.c)], Origin::event);
  w.month(1, {{w.a, w.b, Occasion::workshop}});
  EXPECT_EQ(w.world.ties.origin[w.tie(w.a, w.b)], Origin::place);
  EXPECT_EQ(w.world.ties.met[w.tie(w.a, w.b)], Occasion::workshop);
  EXPECT_EQ(w.world.ties.met[w.tie(w.b, w.c)], Occasion::none);
  EXPECT_EQ(w.world.flows.contacts_made, 0);
}

TEST(ArrangedMeetings, TakeNothingOfAMayorsAgendaOfEncounters) {
  territory::Scenario s = certain();
  s.encounters.mayor_meetings_max = 0;
  s.encounters.encounter_rate = 3;
  s.encounters.mixing_company = s.encounters.mixing_association = {0, 0, 1, 0};
  Arranged w(s);
  const std::uint32_t mayor = w.mayors[0];
  w.month(0, {{std::min(w.a, mayor), std::max(w.a, mayor), Occasion::event}});
  EXPECT_GT(w.world.flows.mayor_meetings_refused, 0);
  EXPECT_EQ(w.world.ties.store.neighbours(mayor).size(), 1U);
}

TEST(ArrangedMeetings, BeginMoreTrustfullyWhereCommonActionHasAName) {
  territory::Scenario s = certain();
  s.encounters.reputation_effect = 0.5;
  Arranged w(s);
  w.world.epcis.collective_trust[0] = 0.9F;
  w.month(0, {{w.a, w.b, Occasion::event}, {w.a, w.c, Occasion::event, 0.4F, 0}});
  EXPECT_NEAR(w.world.ties.trust_ij[w.tie(w.a, w.b)], (0.25 + 2 * 0.7) / 2.25, 1e-6);
  EXPECT_NEAR(w.world.ties.trust_ij[w.tie(w.a, w.c)], (0.25 + 2 * 0.95) / 2.25, 1e-6) << "clipped";
}

TEST(ProjectPairs, WorkTogetherBesideTheirOtherActsAndDoNotExpire) {
  territory::Scenario s = certain();
  s.outcomes.project_pair_rate = 1;
  s.outcomes.project_weight = 1.2;
  s.endings.expiry_rate = 1;
  s.endings.embedding = 0;
  Arranged w(s);
  lien_test::connect(w.world, w.executor, {{w.a, w.b}, {w.a, w.c}});
  w.world.ties.shared_projects[w.tie(w.a, w.b)] = 2;
  w.month(0, {});
  EXPECT_NEAR(w.world.ties.trust_ij[w.tie(w.a, w.b)], 2.2 / 3.2, 1e-12) << "once, however many they share";
  EXPECT_NEAR(w.world.ties.trust_ij[w.tie(w.a, w.c)], 0.5, 1e-12);
  EXPECT_EQ(w.world.ties.last_used[w.tie(w.a, w.b)], 0);
  w.month(1, {{w.a, w.b, Occasion::event}});
  EXPECT_NEAR(w.world.ties.trust_ij[w.tie(w.a, w.b)], (1.2 * 0.98 + 1.45 + 1) / (1.2 * 0.98 + 1.45 + 2),
              1e-12);
  w.scenario.outcomes.project_pair_rate = 0;
  w.month(2, {});
  territory::ContactExpiry expiry(s.endings);
  lien_test::run_once(expiry, w.world, 2, w.executor, w.scenario);
  EXPECT_EQ(w.world.ties.size(), 1U);
  EXPECT_EQ(w.world.ties.last_used[0], 1) << "unused, kept by the project";
}

// 3 600 pairs: 4.5 standard errors, false alarm 7e-6 each.
TEST(ProjectPairs, WorkTogetherAtTheirRate) {
  for (const double rate : {0.5, 0.8}) {
    territory::Scenario s = certain();
    s.outcomes.project_pair_rate = rate;
    Arranged w(s, 1, {60, 0, 60});
    const auto companies = lien_test::rows_of(w.world, territory::Kind::company10);
    lien_test::connect(w.world, w.executor, lien_test::all_pairs(companies, w.associations));
    std::ranges::fill(w.world.ties.shared_projects.all(), std::uint8_t{1});
    w.month(0, {});
    int worked = 0;
    for (const std::uint16_t bits : w.world.ties.outcome.all())
      worked += bits & territory::outcome::worked ? 1 : 0;
    EXPECT_TRUE(lien_test::share_agrees(worked, 3600, rate));
  }
}

TEST(Load, CountsPartnershipsProjectsAndWhatWasAttended) {
  Arranged w;
  const territory::Delivery outcomes(w.scenario.outcomes, w.scenario.partnerships.terms);
  w.world.actors.large[w.b] = 0;
  const auto chance = [&] { return outcomes.chance(w.world.actors, w.a, w.b, 0.8); };
  const double free = chance();
  w.world.actors.used[w.b] = 50;
  w.world.actors.committed[w.b] = 50;
  EXPECT_DOUBLE_EQ(chance(), free) << "just full";
  w.world.actors.attended[w.b] = 100;
  EXPECT_DOUBLE_EQ(chance(), free / 2);
}

}  // namespace
