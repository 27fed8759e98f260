// What catalysts do with their time (SM10): introductions, gatherings, accompaniment.
#include "models/territory/submodels/catalyst_agenda.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Alliance;
using territory::CatalystParameters;
using territory::Family;
using territory::Host;
using territory::Kind;
using territory::Level;
using territory::Modality;
using territory::Stage;

/// One EPCI of three communes, one catalyst at work who knows and trusts (.8) everybody; nobody else knows
/// anybody.
struct Town {
  explicit Town(CatalystParameters p = {}, bool in_places = false, int threads = 1)
      : executor(threads),
        scenario(settings(std::move(p))),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(3, {6, 6, 8}, 1)), executor),
        world(model.world()),
        row(world.roster.catalyst_seats()[0]),
        agendas(scenario.catalysts, in_places) {
    world.actors.active[row] = 1;
    world.catalysts.legitimacy[0] = 1;
    world.catalysts.skill[0] = 0.5F;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < world.actors.size(); ++i) {
      if (world.actors.kind[i] == Kind::catalyst) continue;
      world.actors.level[i] = Level::aware;
      pairs.emplace_back(i, row);
    }
    lien_test::connect(world, executor, pairs);
    trust_all(0.8);
  }
  static territory::Scenario settings(CatalystParameters p) {
    territory::Scenario s = lien_test::friendless_scenario();
    p.enabled = true;
    s.catalysts = p;
    return s;
  }
  void trust_all(double trust) {
    for (double& t : world.ties.trust_ij.all()) t = trust;
    for (double& t : world.ties.trust_ji.all()) t = trust;
  }
  void month(int t) {
    world.plan = {};
    lien_test::run_once(agendas, world, t, executor, scenario);
  }
  /// Introductions, gatherings, workshops and bonuses over some months.
  std::array<double, 4> work(int months) {
    std::array<double, 4> sums{};
    for (int t = 0; t < months; ++t) {
      month(t);
      sums[0] += static_cast<double>(world.flows.introductions);
      sums[1] += static_cast<double>(world.plan.calls.size());
      sums[2] += static_cast<double>(world.flows.catalyst_workshops_called);
      for (const auto& m : world.plan.meetings) sums[3] += m.bonus_low;
    }
    return sums;
  }
  /// Appends a project of this lead and its members, all of the catalyst's EPCI.
  std::uint32_t add_project(const std::vector<std::uint32_t>& members, Stage stage = Stage::emerge) {
    auto& p = world.projects;
    const std::uint32_t at = p.table.append(world.uids, 1);
    for (std::size_t k = 0; k < members.size(); ++k)
      p.members[at][k] = world.actors.table.uid(members[k]).value;
    p.member_count[at] = static_cast<std::uint8_t>(members.size());
    p.lead[at] = p.members[at][0];
    p.epci[at] = world.epci_of_actor(row);
    p.stage[at] = stage;
    return at;
  }
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::uint32_t row;
  territory::CatalystAgendas agendas;
};

TEST(CatalystTime, IsSplitAsTheFormulasSay) {
  CatalystParameters p;
  EXPECT_DOUBLE_EQ(p.mean_introductions(1, 1, 1, 0.5), 5);
  EXPECT_DOUBLE_EQ(p.mean_introductions(2, 0.5, 0.6, 0.3), 5 * 0.6 * 0.8);
  EXPECT_DOUBLE_EQ(p.mean_gatherings(2, 0.75), 1.1 * 1.5);
  EXPECT_EQ(p.whole_slots(1, 1), 4);
  EXPECT_EQ(p.whole_slots(1, 0.75), 3);
  EXPECT_EQ(p.whole_slots(1, 0.7), 2);
  EXPECT_EQ(p.whole_slots(1, 0), 0);
  p.time_shares = {0.2, 0.2, 0.6};
  EXPECT_DOUBLE_EQ(p.mean_introductions(1, 1, 1, 0.5), 2.5);
  EXPECT_NEAR(p.mean_gatherings(1, 1), 1.1 * 2 / 3, 1e-12);
  EXPECT_EQ(p.whole_slots(1, 1), 8);
}

// Poisson totals over 600 months; 4.5 standard errors, false alarm 7e-6 each.
TEST(CatalystAgendas, WorkAtTheirMeanRates) {
  Town town;
  const auto sums = town.work(600);
  EXPECT_NEAR(sums[0], 3000, 4.5 * std::sqrt(3000));
  EXPECT_NEAR(sums[1], 660, 4.5 * std::sqrt(660));
  EXPECT_TRUE(lien_test::share_agrees(sums[2], sums[1], 0.5));
  EXPECT_NEAR(sums[3], sums[0] * 0.2 * 0.8 * 0.8, 1e-3);
}

TEST(CatalystAgendas, IntroduceTrustedStrangersOfDifferentFamilies) {
  Town town;
  auto& world = town.world;
  const auto companies = lien_test::rows_of(world, Kind::company10);
  const auto associations = lien_test::rows_of(world, Kind::association);
  world.actors.level[companies[0]] = Level::none;
  const auto distrusted = world.ties.store.find(associations[0], town.row);
  world.ties.trust_ji[static_cast<std::size_t>(distrusted)] = 0.49;  // what the catalyst thinks
  const auto distrusting = world.ties.store.find(associations[1], town.row);
  world.ties.trust_ij[static_cast<std::size_t>(distrusting)] = 0.1;
  lien_test::connect(world, town.executor, {{companies[1], associations[1]}});
  std::set<std::uint32_t> introduced;
  for (int t = 0; t < 400; ++t) {
    town.month(t);
    for (const auto& m : world.plan.meetings) {
      EXPECT_LT(m.low_row, m.high_row);
      EXPECT_NE(world.family(m.low_row), world.family(m.high_row));
      EXPECT_NE(world.family(m.high_row), Family::catalyst);
      EXPECT_LT(world.ties.store.find(m.low_row, m.high_row), 0);
      EXPECT_EQ(m.occasion, territory::Occasion::introduction);
      EXPECT_FALSE(m.by_mayor);
      introduced.insert(m.low_row);
      introduced.insert(m.high_row);
    }
  }
  EXPECT_FALSE(introduced.contains(companies[0])) << "level 0";
  EXPECT_FALSE(introduced.contains(associations[0]));
  EXPECT_TRUE(introduced.contains(associations[1])) << "the catalyst's trust decides";
  EXPECT_EQ(introduced.size(), world.ties.size() - 1 - 2);
}

// 4.5 standard errors of a share of some 3 000 introductions.
TEST(CatalystAgendas, HostsFavourTheirOwn) {
  const auto work = [](Host host, double bonus) {
    CatalystParameters p;
    p.host_bonus = bonus;
    Town town(p);
    town.world.catalysts.host[0] = host;
    std::array<double, 3> count{};  // all, with a company, with an association
    for (int t = 0; t < 600; ++t) {
      town.month(t);
      for (const auto& m : town.world.plan.meetings) {
        const auto has = [&](Family f) {
          return town.world.family(m.low_row) == f || town.world.family(m.high_row) == f;
        };
        ++count[0];
        count[1] += has(Family::company);
        count[2] += has(Family::association);
      }
    }
    return count;
  };
  const auto neutral = work(Host::academic, 2);
  const auto economic = work(Host::economic, 2);
  const auto ess = work(Host::ess, 2);
  // 36 companies, 24 associations, 3 mayors: 864, 108 and 72 pairs.
  EXPECT_NEAR(economic[1], 2 * neutral[1], 4.5 * std::sqrt(6 * neutral[1]));
  EXPECT_NEAR(economic[0] - economic[1], neutral[0] - neutral[1],
              4.5 * std::sqrt(2 * neutral[0] * 72 / 1044));
  EXPECT_NEAR(ess[2], 2 * neutral[2], 4.5 * std::sqrt(6 * neutral[2]));
  EXPECT_EQ(work(Host::economic, 1), neutral);
}

TEST(CatalystAgendas, CallTheirEpciFromTheirSeatOrTheirPlace) {
  Town town;
  const auto seat_commune = town.world.actors.commune[town.row];
  std::uint32_t last = 0;
  for (int t = 0; t < 50; ++t) {
    town.month(t);
    std::uint8_t ordinal = 0;
    for (const auto& call : town.world.plan.calls) {
      EXPECT_EQ(call.organiser, town.row);
      EXPECT_EQ(call.commune, seat_commune);
      EXPECT_EQ(call.reach, territory::CallReach::epci);
      EXPECT_EQ(call.ordinal, ordinal++);
      EXPECT_FALSE(call.by_mayor);
      ++last;
    }
  }
  EXPECT_GT(last, 10U);
  for (const bool in_places : {false, true}) {
    Town hosted({}, in_places);
    hosted.world.catalysts.host[0] = Host::place;
    const auto seats = static_cast<std::size_t>(hosted.scenario.places.seats);
    const std::uint32_t commune = 2;
    hosted.world.places.active[commune * seats] = 1;
    for (int t = 0; t < 30; ++t) {
      hosted.month(t);
      for (const auto& call : hosted.world.plan.calls) {
        EXPECT_EQ(call.commune, in_places ? commune : seat_commune);
      }
    }
  }
}

TEST(CatalystAgendas, AccompanyProjectsFirstThenYoungPartnerships) {
  Town town;
  auto& world = town.world;
  const auto companies = lien_test::rows_of(world, Kind::company10);
  const auto associations = lien_test::rows_of(world, Kind::association);
  const auto terms = town.scenario.partnerships.terms;
  lien_test::connect(
      world, town.executor,
      {{companies[5], associations[5]}, {companies[6], associations[6]}, {companies[7], associations[7]}});
  const auto tie = [&](std::size_t k) {
    return static_cast<std::size_t>(world.ties.store.find(companies[k], associations[k]));
  };
  territory::begin_partnership(world, tie(5), Alliance::mecenat, 0, sim::Month{38}, terms);  // 12 months old
  territory::begin_partnership(world, tie(6), Alliance::mecenat, 0, sim::Month{39}, terms);
  territory::begin_partnership(world, tie(7), Alliance::mecenat, 0, sim::Month{49}, terms);
  const auto a = town.add_project({companies[0], associations[0], companies[1]});
  const auto b = town.add_project({companies[0], associations[1]}, Stage::perpetuate);
  const auto over = town.add_project({companies[2], associations[2]}, Stage::deployed);
  const auto far = town.add_project({companies[2], associations[2]});
  world.projects.epci[far] = 99;
  town.month(50);
  EXPECT_EQ(world.projects.accompanied[a], 1U);
  EXPECT_EQ(world.projects.accompanied[b], 1U);
  EXPECT_EQ(world.projects.accompanied[over], 0U);
  EXPECT_EQ(world.projects.accompanied[far], 0U);
  EXPECT_EQ(world.ties.accompanied[tie(5)], 0);
  EXPECT_EQ(world.ties.accompanied[tie(6)], 1);
  EXPECT_EQ(world.ties.accompanied[tie(7)], 1);
  EXPECT_EQ(world.catalysts.accompanied[0], 4 + 4) << "company 0 counts once";
  EXPECT_EQ(world.flows.accompanied_projects, 2);
  EXPECT_EQ(world.flows.accompanied_partnerships, 2);
  EXPECT_EQ(world.flows.accompanied_organisations, 8);
  town.month(51);
  EXPECT_EQ(world.ties.accompanied[tie(6)], 0) << "now twelve months old";

  world.catalysts.operating[0] = 0.75F;  // one slot left
  town.month(52);
  EXPECT_EQ(world.projects.accompanied[a] + world.projects.accompanied[b], 1U);
  EXPECT_EQ(world.ties.accompanied[tie(7)], 0);
  world.catalysts.operating[0] = 1.0F;
  town.month(53);
  EXPECT_EQ(world.catalysts.accompanied[0], 0);
}

TEST(CatalystAgendas, StayWithTheirProjectsAndShareThem) {
  CatalystParameters p;
  p.slots = 1;
  Town town(p);
  auto& world = town.world;
  const auto companies = lien_test::rows_of(world, Kind::company10);
  for (int k = 0; k < 3; ++k) town.add_project({companies[static_cast<std::size_t>(k)]});
  const auto trust = [&](std::size_t k, double value) {
    const auto tie = world.ties.store.find(companies[k], town.row);
    world.ties.trust_ji[static_cast<std::size_t>(tie)] = value;
  };
  trust(1, 0.9);
  town.month(0);
  EXPECT_EQ(world.projects.accompanied[1], 1U) << "the lead it trusts most";
  trust(1, 0.2);
  trust(2, 0.95);
  town.month(1);
  EXPECT_EQ(world.projects.accompanied[1], 1U) << "it stays";
  world.actors.active[world.roster.catalyst_seats()[1]] = 1;
  town.month(2);
  EXPECT_EQ(world.projects.accompanied[1], 1U);
  EXPECT_EQ(world.projects.accompanied[0], 2U) << "another catalyst takes another project";
  EXPECT_EQ(world.projects.accompanied[2], 0U);
}

TEST(CatalystAgendas, DoNothingWhenOffAndTheSameOnAnyThreads) {
  Town town;
  CatalystParameters off;
  off.enabled = false;
  territory::CatalystAgendas idle(off, false);
  const auto before = lien_test::fingerprints(town.world);
  lien_test::run_once(idle, town.world, 0, town.executor, town.scenario);
  EXPECT_EQ(lien_test::fingerprints(town.world), before);
  EXPECT_TRUE(town.world.plan.calls.empty());
  Town three({}, false, 3);
  for (const std::uint32_t seat : {1U, 2U, 3U}) {
    for (Town* t : {&town, &three}) {
      t->world.actors.active[t->world.roster.catalyst_seats()[seat]] = 1;
    }
  }
  town.month(4);
  three.month(4);
  EXPECT_EQ(lien_test::fingerprints(town.world), lien_test::fingerprints(three.world));
  ASSERT_EQ(town.world.plan.meetings.size(), three.world.plan.meetings.size());
  EXPECT_EQ(town.world.plan.calls.size(), three.world.plan.calls.size());
}

// Means shift upward under common draws, so 200 months suffice for the sign.
TEST(CatalystAgendas, FollowEveryParameter) {
  using Change = std::function<void(Town&)>;
  const auto measure = [](const std::function<void(CatalystParameters&)>& set, const Change& change) {
    CatalystParameters p;
    set(p);
    Town town(p);
    change(town);
    return town.work(200);
  };
  const auto as_is = [](auto&) {};
  const auto base = measure(as_is, as_is);
  enum { introductions, gatherings, workshops, bonus };
  const auto raise = [&](const std::function<void(CatalystParameters&)>& set, int what) {
    EXPECT_GT(measure(set, as_is)[static_cast<std::size_t>(what)], base[static_cast<std::size_t>(what)]);
  };
  raise([](auto& p) { p.introductions = 10; }, introductions);
  raise([](auto& p) { p.events = 3; }, gatherings);
  raise([](auto& p) { p.team = 2; }, introductions);
  raise([](auto& p) { p.team = 2; }, gatherings);
  raise([](auto& p) { p.time_shares = {0.6, 0.3, 0.1}; }, introductions);
  raise([](auto& p) { p.time_shares = {0.4, 0.6, 0}; }, gatherings);
  raise([](auto& p) { p.workshop_share = 0.9; }, workshops);
  raise([](auto& p) { p.intro_bonus = 0.4; }, bonus);
  EXPECT_EQ(measure([](auto& p) { p.intro_min_trust = 0.9; }, as_is)[introductions], 0);
  EXPECT_GT(measure(as_is, [](Town& t) { t.world.epcis.team_boost[0] = 1; })[gatherings], base[gatherings]);
  EXPECT_GT(measure(as_is, [](Town& t) { t.world.catalysts.skill[0] = 1; })[introductions],
            base[introductions]);
  EXPECT_LT(measure(as_is, [](Town& t) { t.world.catalysts.legitimacy[0] = 0.3F; })[introductions],
            base[introductions]);
  EXPECT_LT(measure(as_is, [](Town& t) { t.world.catalysts.operating[0] = 0.5F; })[introductions],
            base[introductions]);

  // What slots and the age limit of partnerships do.
  const auto accompanied = [](const std::function<void(CatalystParameters&)>& set) {
    CatalystParameters p;
    set(p);
    Town town(p);
    const auto companies = lien_test::rows_of(town.world, Kind::company10);
    const auto associations = lien_test::rows_of(town.world, Kind::association);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t k = 0; k < 10; ++k) pairs.emplace_back(companies[k], associations[k]);
    lien_test::connect(town.world, town.executor, pairs);
    for (std::size_t k = 0; k < 10; ++k) {
      const auto tie = town.world.ties.store.find(companies[k], associations[k]);
      territory::begin_partnership(town.world, static_cast<std::size_t>(tie), Alliance::mecenat, 0,
                                   sim::Month{40 - 5 * static_cast<int>(k)},
                                   town.scenario.partnerships.terms);
    }
    town.month(40);
    return town.world.catalysts.accompanied[0];
  };
  EXPECT_EQ(accompanied([](auto&) {}), 6) << "ages 0, 5 and 10 of four slots";
  EXPECT_EQ(accompanied([](auto& p) { p.young_partnership = 60; }), 8);
  EXPECT_EQ(accompanied([](auto& p) { p.slots = 2; }), 4);
  EXPECT_EQ(accompanied([](auto& p) { p.time_shares = {0.4, 0.45, 0.15}; }), 4);
}

// Neutral arm of H4: the same draws give the same acts as those of a catalyst that operates nothing.
TEST(CatalystAgendas, OperatingTakesNoTimeWhereItIsToldTo) {
  const auto acts = [](double operating, double operating_time) {
    CatalystParameters p;
    p.operating_time = operating_time;
    Town town(p);
    town.world.catalysts.operating[0] = static_cast<float>(operating);
    std::vector<std::int64_t> counts;
    for (int t = 0; t < 24; ++t) {
      town.month(t);
      counts.push_back(town.world.flows.introductions);
      counts.push_back(town.world.flows.catalyst_events_called + town.world.flows.catalyst_workshops_called);
    }
    return counts;
  };
  const auto pure = acts(0, 1);
  EXPECT_EQ(acts(0.75, 0), pure);
  const auto busy = acts(0.75, 1);
  EXPECT_LT(std::accumulate(busy.begin(), busy.end(), std::int64_t{0}),
            std::accumulate(pure.begin(), pure.end(), std::int64_t{0}));
}

}  // namespace
