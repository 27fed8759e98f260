// Scarce capacity goes to drawn priorities, and partnerships climb the ladder (SM7).
#include <gtest/gtest.h>

#include <algorithm>

#include "models/territory/invariants.hpp"
#include "models/territory/streams.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "tests/models/relations/many_pairs.hpp"

namespace {

using lien_test::ManyPairs;
using territory::Alliance;
using territory::Partnerships;

territory::Scenario eager() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.partnerships.birth_rate = 1;
  s.partnerships.need_pull_cap = 10;
  s.partnerships.type_loyalty = 1;
  s.partnerships.upgrade_rate = 1;
  s.partnerships.upgrade_age = 12;
  s.partnerships.terms.threshold = {0.45, 0.50, 0.55, 0.60};
  s.partnerships.terms.unit_cost = {0.05, 0.10, 0.20, 0.30};
  s.needs.need_pull = 1;
  s.partnerships.need_reference = -1;  // a pull of one counts e times: at full trust a birth is certain
  return s;
}

/// All of `companies` know one association; capacities set after building.
struct Crowd {
  Crowd(int companies, double capacity, Alliance wish) : pairs({companies, 0, 1}, eager()) {
    pairs.scenario.partnerships.terms.capacity.fill(capacity);
    lien_test::connect(pairs.world, pairs.executor,
                       lien_test::all_pairs(pairs.companies, pairs.associations));
    pairs.trust(1.0);
    for (std::size_t i = 0; i < pairs.world.actors.size(); ++i) pairs.world.actors.preferred_type[i] = wish;
  }
  void month(int t) {
    Partnerships births(pairs.scenario.partnerships, pairs.scenario.traits, pairs.scenario.needs,
                        pairs.scenario.trust);
    lien_test::run_once(births, pairs.world, t, pairs.executor, pairs.scenario);
    for (const auto& invariant : territory::invariants(pairs.scenario.partnerships.terms))
      if (invariant.name != "trust is that of its state") invariant.check(pairs.world);  // trust is set here
  }
  ManyPairs pairs;
};

TEST(Capacity, IsAllottedInTheOrderOfTheDrawnPriority) {
  Crowd crowd(40, 1.0, Alliance::economic_cooperation);  // room for five of 20 hundredths
  crowd.month(3);
  EXPECT_EQ(crowd.pairs.live(), 5);
  EXPECT_EQ(crowd.pairs.world.flows.partnerships_born, 5);
  EXPECT_EQ(crowd.pairs.world.flows.births_refused, 35);
  EXPECT_EQ(crowd.pairs.world.actors.used[crowd.pairs.associations[0]], 100);
  const sim::Draws draws(crowd.pairs.scenario.run.key(), sim::Month{3}, territory::streams::birth);
  double last_taken = 0, first_refused = 1;
  for (std::size_t t = 0; t < crowd.pairs.world.ties.size(); ++t) {
    const sim::PairKey key = crowd.pairs.world.ties.store.key(t);
    const double priority = draws.of(key.low, key.high).uniform(territory::streams::birth_priority);
    if (crowd.pairs.world.ties.alliance[t] != Alliance::none) {
      last_taken = std::max(last_taken, priority);
    } else {
      first_refused = std::min(first_refused, priority);
    }
  }
  EXPECT_LT(last_taken, first_refused);
}

TEST(Capacity, ARefusedPairDrawsAnewNextMonth) {
  Crowd crowd(3, 0.2, Alliance::economic_cooperation);
  crowd.month(3);
  EXPECT_EQ(crowd.pairs.live(), 1);
  for (std::size_t t = 0; t < crowd.pairs.world.ties.size(); ++t)
    if (crowd.pairs.world.ties.alliance[t] != Alliance::none)
      territory::end_partnership(crowd.pairs.world, t);
  crowd.month(4);
  EXPECT_EQ(crowd.pairs.live(), 1);
}

TEST(Capacity, ASideWithoutRoomRefuses) {
  Crowd crowd(10, 0.29, Alliance::social_innovation);
  crowd.month(3);
  EXPECT_EQ(crowd.pairs.live(), 0);
  EXPECT_EQ(crowd.pairs.world.flows.births_refused, 10);
}

/// One partnership of type mécénat begun in month 0.
struct Climber {
  explicit Climber(double capacity = 3.0) : crowd(1, capacity, Alliance::mecenat) { crowd.pairs.ally(0); }
  Alliance after(int month) {
    crowd.month(month);
    return crowd.pairs.world.ties.alliance[0];
  }
  Crowd crowd;
};

TEST(Ladder, IsClimbedFromTheAgeOfAYear) {
  Climber climber;
  EXPECT_EQ(climber.after(11), Alliance::mecenat);
  EXPECT_EQ(climber.after(12), Alliance::responsible_practice);
  EXPECT_EQ(climber.crowd.pairs.world.flows.partnerships_upgraded, 1);
  EXPECT_EQ(climber.crowd.pairs.world.flows.partnerships_born, 0);
  EXPECT_EQ(climber.crowd.pairs.world.actors.used[climber.crowd.pairs.companies[0]], 10);
  EXPECT_EQ(climber.crowd.pairs.world.ties.since[0], 0) << "it is the same partnership";
  EXPECT_EQ(climber.after(13), Alliance::economic_cooperation);
  EXPECT_EQ(climber.after(14), Alliance::social_innovation);
  EXPECT_EQ(climber.after(15), Alliance::social_innovation) << "the last rung";
  EXPECT_EQ(climber.crowd.pairs.world.actors.used[climber.crowd.pairs.companies[0]], 30);
}

TEST(Ladder, NeedsTheTrustOfBothSidesAtTheNextThreshold) {
  for (const auto& [ij, ji, climbs] :
       {std::tuple{0.5, 0.5, true}, {0.499, 0.9, false}, {0.9, 0.499, false}}) {
    Climber climber;
    climber.crowd.pairs.world.ties.trust_ij[0] = ij;
    climber.crowd.pairs.world.ties.trust_ji[0] = ji;
    EXPECT_EQ(climber.after(12) == Alliance::responsible_practice, climbs) << ij << " " << ji;
  }
}

TEST(Ladder, PaysTheDifferenceAndNeedsRoomForIt) {
  Climber tight(0.09), enough(0.10);
  EXPECT_EQ(tight.after(12), Alliance::mecenat) << "a refused one stays as it is";
  EXPECT_EQ(tight.crowd.pairs.world.flows.births_refused, 0) << "and counts as no birth";
  EXPECT_EQ(enough.after(12), Alliance::responsible_practice);
}

}  // namespace
