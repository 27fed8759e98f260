// Third places (SM11): who comes, whom they meet, what it costs.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "models/territory/submodels/openings.hpp"
#include "models/territory/submodels/place_accounts.hpp"
#include "models/territory/submodels/place_visits.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::share_agrees;
using territory::Kind;
using territory::PlaceParameters;

PlaceParameters attended() {
  PlaceParameters p;
  p.enabled = true;
  p.attend_rate = 0.1;
  p.attend_km = 5;
  p.place_radius = 15;
  p.place_bonus = 0.05;
  return p;
}

/// Six communes 5 km apart, of 2 000 TPE, an association and a mayor each; the first three are one EPCI, the
/// others another.
struct Valley {
  explicit Valley(PlaceParameters p = attended(), int threads = 1, bool catalysts = true)
      : executor(threads),
        scenario(settings(p, catalysts)),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(6, {0, 2000, 1})), executor),
        world(model.world()) {}
  static territory::Scenario settings(const PlaceParameters& p, bool catalysts) {
    territory::Scenario s = lien_test::friendless_scenario();
    s.places = p;
    s.catalysts.enabled = catalysts;
    return s;
  }
  std::uint32_t seat(std::size_t commune, std::size_t k = 0) const {
    return static_cast<std::uint32_t>(commune * static_cast<std::size_t>(scenario.places.seats) + k);
  }
  void open(std::size_t commune, std::size_t k = 0) { world.places.active[seat(commune, k)] = 1; }
  void month(int t) {
    world.plan = {};
    if (!visits) visits.emplace(scenario.places, scenario.catalysts.enabled);
    lien_test::run_once(*visits, world, t, executor, scenario);
  }
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::optional<territory::PlaceVisits> visits;
};

TEST(Neighbourhoods, AreTheCommunesWithinTheRadiusNearestFirst) {
  territory::Geography g = lien_test::territory_of(lien_test::row_of_communes(9));
  g.communes[8].x_km = g.communes[8].y_km = std::numeric_limits<double>::quiet_NaN();
  g.communes[8].longitude = 55;
  const sim::Executor executor(1);
  const territory::Neighbourhoods near(g, 10.0, executor);
  for (std::size_t c = 0; c < g.communes.size(); ++c) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t d = 0; d < g.communes.size(); ++d) {
      const bool both_planar = c < 8 && d < 8;
      if (c == d || (both_planar && std::abs(g.communes[c].x_km - g.communes[d].x_km) <= 10.0))
        expected.push_back(d);
    }
    const auto around = near.around(c);
    const auto kilometres = near.kilometres(c);
    EXPECT_EQ(around.front(), c);
    EXPECT_EQ(kilometres.front(), 0.0F);
    EXPECT_TRUE(std::ranges::is_sorted(kilometres));
    for (std::size_t k = 1; k < around.size(); ++k) {
      EXPECT_FLOAT_EQ(kilometres[k],
                      static_cast<float>(std::abs(g.communes[c].x_km - g.communes[around[k]].x_km)));
    }
    std::vector<std::uint32_t> found(around.begin(), around.end());
    std::ranges::sort(found);
    EXPECT_EQ(found, expected) << c;
  }
}

// 2 002 actors a commune, 12 months; 4.5 standard errors, false alarm 7e-6 each.
TEST(PlaceVisits, FallWithDistanceAndEndAtTheRadius) {
  Valley v;
  v.open(0);
  const int months = 12;
  std::vector<double> seen(6, 0);
  for (int t = 0; t < months; ++t) {
    v.month(t);
    EXPECT_EQ(v.world.places.attendance[v.seat(0)], v.world.flows.place_visits);
    std::set<std::uint32_t> met;
    for (const auto& meeting : v.world.plan.meetings) {
      met.insert(meeting.low_row);
      met.insert(meeting.high_row);
    }
    EXPECT_EQ(static_cast<std::int64_t>(met.size()), v.world.flows.place_visits)
        << "everybody who came met somebody";
    EXPECT_EQ(static_cast<std::int64_t>(v.world.plan.meetings.size()), v.world.flows.place_visits);
    for (const std::uint32_t row : met) ++seen[v.world.actors.commune[row]];
  }
  for (std::size_t c = 0; c < 6; ++c) {
    const double km = 5.0 * static_cast<double>(c);
    const double chance = km <= 15 ? 0.1 * std::exp(-km / 5) : 0.0;
    if (chance == 0.0) {
      EXPECT_EQ(seen[c], 0);
    } else {
      EXPECT_TRUE(share_agrees(seen[c], months * 2002, chance)) << c;
    }
  }
}

TEST(PlaceVisits, AddUpOverPlacesAndEachVisitorIsInOne) {
  Valley v;
  v.open(0, 0);
  v.open(0, 3);
  v.open(1, 0);
  const std::map<std::uint32_t, double> weight{
      {v.seat(0, 0), 1.0}, {v.seat(0, 3), 1.0}, {v.seat(1, 0), std::exp(-1.0)}};
  // Of commune 0 alone: the chance is .1·(2 + e⁻¹).
  double visitors = 0;
  std::map<std::uint32_t, double> attendance;
  for (int t = 0; t < 12; ++t) {
    v.month(t);
    for (const auto& [place, w] : weight) attendance[place] += v.world.places.attendance[place];
    std::set<std::uint32_t> met;
    for (const auto& meeting : v.world.plan.meetings)
      for (const std::uint32_t row : {meeting.low_row, meeting.high_row})
        if (v.world.actors.commune[row] == 0) met.insert(row);
    visitors += static_cast<double>(met.size());
  }
  EXPECT_TRUE(share_agrees(visitors, 12 * 2002, 0.1 * (2 + std::exp(-1.0))));
  EXPECT_NEAR(attendance[v.seat(0, 0)], attendance[v.seat(0, 3)],
              4.5 * std::sqrt(2 * attendance[v.seat(0, 0)]));
}

TEST(PlaceVisits, MeetingsAreAmongStrangersOfOnePlaceAndGainWhereACatalystWorks) {
  for (const bool catalyst : {false, true}) {
    for (const bool enabled : {false, true}) {
      Valley v(attended(), 1, enabled);
      v.open(0);
      v.open(5);
      const std::uint32_t epci = v.world.geography.epci_of[0];
      for (const std::uint32_t row : v.world.roster.catalyst_seats()) {
        if (catalyst && v.world.epci_of_actor(row) == epci) {
          v.world.actors.active[row] = 1;
          break;
        }
      }
      v.month(3);
      int near = 0;
      for (const auto& meeting : v.world.plan.meetings) {
        EXPECT_LT(meeting.low_row, meeting.high_row);
        EXPECT_EQ(meeting.occasion, territory::Occasion::place);
        const std::uint32_t a = v.world.actors.commune[meeting.low_row];
        if (a == 0) {
          ++near;
          EXPECT_EQ(meeting.bonus_low, catalyst && enabled ? 0.05F : 0.0F);
        }
        if (a == 5) {
          EXPECT_EQ(meeting.bonus_low, 0.0F) << "another EPCI";
        }
        EXPECT_EQ(meeting.bonus_low, meeting.bonus_high);
      }
      EXPECT_GT(near, 50);
    }
  }
}

TEST(PlaceVisits, KeepUpWithOpeningsAndClosures) {
  Valley v;
  v.month(0);
  EXPECT_EQ(v.world.flows.place_visits, 0);
  v.open(2);
  v.month(1);
  EXPECT_GT(v.world.flows.place_visits, 0);
  v.world.places.active[v.seat(2)] = 0;
  v.month(2);
  EXPECT_EQ(v.world.flows.place_visits, 0);
  EXPECT_EQ(v.world.places.attendance[v.seat(2)], 0);
}

TEST(PlaceVisits, NeutralWhenOffAndEqualOnAnyThreads) {
  PlaceParameters p = attended();
  p.enabled = false;
  Valley off(p);
  off.open(1);
  const auto before = lien_test::fingerprints(off.world);
  off.month(0);
  EXPECT_EQ(lien_test::fingerprints(off.world), before);
  EXPECT_TRUE(off.world.plan.meetings.empty());
  Valley one(attended(), 1), three(attended(), 3);
  for (Valley* v : {&one, &three}) {
    v->open(1);
    v->open(4);
    v->month(9);
  }
  EXPECT_EQ(lien_test::fingerprints(one.world), lien_test::fingerprints(three.world));
  ASSERT_EQ(one.world.plan.meetings.size(), three.world.plan.meetings.size());
  for (std::size_t k = 0; k < one.world.plan.meetings.size(); ++k)
    EXPECT_EQ(one.world.plan.meetings[k].high_row, three.world.plan.meetings[k].high_row);
}

TEST(PlaceVisits, FollowEveryParameter) {
  using Change = std::function<void(PlaceParameters&)>;
  const auto measure = [](const PlaceParameters& p) {
    Valley v(p);
    v.open(0);
    for (const std::uint32_t row : v.world.roster.catalyst_seats()) v.world.actors.active[row] = 1;
    v.month(0);
    double bonus = 0;
    for (const auto& meeting : v.world.plan.meetings) bonus += meeting.bonus_low;
    return std::pair{static_cast<double>(v.world.flows.place_visits),
                     bonus / static_cast<double>(v.world.plan.meetings.size())};
  };
  const auto base = measure(attended());
  for (const Change& change :
       {Change([](auto& p) { p.attend_rate *= 1.5; }), Change([](auto& p) { p.attend_km *= 2; }),
        Change([](auto& p) { p.place_radius = 25; })}) {
    PlaceParameters p = attended();
    change(p);
    EXPECT_GT(measure(p).first, base.first);
  }
  PlaceParameters p = attended();
  p.place_bonus = 0.2;
  EXPECT_NEAR(measure(p).second, 0.2, 1e-6);
  EXPECT_EQ(measure(p).first, base.first);
}

TEST(PlaceAccounts, BreakEvenAtTenVisitsAMonth) {
  const PlaceParameters p;
  EXPECT_NEAR(p.balance(10, 0), 0.0, 1e-12);
  EXPECT_NEAR(p.balance(0, 0), -0.1, 1e-12);
  EXPECT_NEAR(p.balance(10, 0.2), -0.2, 1e-12);
  const auto raised = [&](auto change) {
    PlaceParameters q;
    change(q);
    return q.balance(5, 0);
  };
  EXPECT_GT(raised([](auto& q) { q.place_public = 0.6; }), p.balance(5, 0));
  EXPECT_GT(raised([](auto& q) { q.place_income = 0.5; }), p.balance(5, 0));
  EXPECT_GT(raised([](auto& q) { q.place_fee = 0.02; }), p.balance(5, 0));
}

/// The month in which the only place of a valley closes; it opened before month 1 and nobody comes.
int closing_month(PlaceParameters p, double cash_cut = 0) {
  p.enabled = true;
  Valley v(p);
  v.open(0);
  v.world.places.cash[v.seat(0)] = static_cast<float>(p.runway_start);
  std::ranges::fill(v.world.epcis.cash_cut.all(), static_cast<float>(cash_cut));
  territory::PlaceAccounts accounts(p);
  for (int t = 1; t < 400; ++t) {
    lien_test::run_once(accounts, v.world, t, v.executor, v.scenario);
    EXPECT_EQ(v.world.flows.places_closed, v.world.places.active[v.seat(0)] ? 0 : 1);
    if (!v.world.places.active[v.seat(0)]) return t;
  }
  return 400;
}

TEST(PlaceAccounts, CloseTheBrokeAfterThreeMonths) {
  PlaceParameters p;
  p.place_income = 0.27;  // −.23 a month: below zero from month 53 on
  EXPECT_EQ(closing_month(p), 55);
  p.closing_months = 6;
  EXPECT_EQ(closing_month(p), 58);
  p.closing_months = 3;
  p.runway_start = 24;
  EXPECT_EQ(closing_month(p), 107);
  EXPECT_LT(closing_month(p, 0.2), 107) << "a crisis cuts income";
  p.place_income = 0.5;
  EXPECT_EQ(closing_month(p), 400) << "one that pays its way stays";
}

TEST(PlaceAccounts, TheScheduleGivesTheCommuneItsPlaceBack) {
  PlaceParameters p = attended();
  p.start = 60;
  p.cap = 300;
  Valley v(p);
  territory::Openings openings(v.scenario.catalysts, p);
  lien_test::run_once(openings, v.world, 2000, v.executor, v.scenario);
  const std::vector<std::uint8_t> before(v.world.places.active.all().begin(),
                                         v.world.places.active.all().end());
  ASSERT_GT(v.world.flows.places_opened, 0);
  for (std::size_t seat = 0; seat < before.size(); ++seat) {
    if (!before[seat]) continue;
    EXPECT_EQ(v.world.places.cash[seat], static_cast<float>(p.runway_start));
    v.world.places.months_broke[seat] = 2;
    v.world.places.cash[seat] = -5;
    break;
  }
  territory::PlaceAccounts accounts(p);
  lien_test::run_once(accounts, v.world, 2001, v.executor, v.scenario);
  EXPECT_EQ(v.world.flows.places_closed, 1);
  lien_test::run_once(openings, v.world, 2001, v.executor, v.scenario);
  EXPECT_TRUE(std::ranges::equal(before, v.world.places.active.all()));
  EXPECT_EQ(v.world.flows.places_opened, 1);
  EXPECT_TRUE(v.world.has_place(0));
}

}  // namespace
