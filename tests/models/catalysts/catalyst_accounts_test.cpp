// What keeps a catalyst going (SM10): legitimacy, cash, the choice to operate, closure and what follows it.
#include "models/territory/submodels/catalyst_accounts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "models/territory/submodels/openings.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::CatalystParameters;
using territory::Host;
using territory::Kind;
using territory::Level;
using territory::Stage;
using Mode = CatalystParameters::Mode;
using Policy = CatalystParameters::Policy;

// L24: leg* = g(1 − ω)/(g(1 − ω) + dω).
TEST(CatalystLegitimacy, SettlesWhereL24Says) {
  CatalystParameters p;
  p.leg_gain = 0.05;
  p.leg_loss = 0.15;
  const std::array<std::pair<double, double>, 4> useful{
      {{0.0, 1.0}, {0.2, 0.457143}, {0.5, 0.125}, {0.8, 0.0153846}}};
  for (const auto& [omega, work] : useful) {
    for (const double start : {0.0, 1.0}) {
      double leg = start;
      for (int t = 0; t < 2000; ++t) leg = p.next_legitimacy(leg, omega, 0, 0.5, 0.0);
      EXPECT_NEAR((1 - omega) * leg, work, 1e-6) << omega;
    }
  }
}

TEST(CatalystLegitimacy, FollowsEveryTerm) {
  const CatalystParameters p;
  EXPECT_DOUBLE_EQ(p.next_legitimacy(0.5, 0.2, 2, 0.6, 0.5),
                   0.5 + 0.05 * 0.8 * 0.5 - 0.15 * 0.2 * 0.5 + 0.02 * 2 * 0.5 - 0.05 * 0.4 * 0.5 * 0.5);
  EXPECT_EQ(p.next_legitimacy(1.0, 0.0, 5, 1.0, 0.0), 1.0);
  const auto next = [](auto change) {
    CatalystParameters q;
    change(q);
    return q.next_legitimacy(0.5, 0.3, 1, 0.6, 0.5);
  };
  const double base = next([](auto&) {});
  EXPECT_GT(next([](auto& q) { q.leg_gain *= 2; }), base);
  EXPECT_LT(next([](auto& q) { q.leg_loss *= 2; }), base);
  EXPECT_GT(next([](auto& q) { q.leg_success *= 2; }), base);
  EXPECT_LT(next([](auto& q) { q.leg_refusal *= 2; }), base);
  EXPECT_GT(next([](auto& q) { q.clarity = 1; }), base);
  EXPECT_GT(next([](auto& q) { q.governance = 1; }), base);
}

// L30: cash_t = 12 + (grants + fee·n_a + ω·oper_fee − 1)·t.
TEST(CatalystCash, BalancesAtTwelveAndAHalfOrganisations) {
  const CatalystParameters p;
  EXPECT_NEAR(p.balance(12.5, 0, 0, false), 0.0, 1e-12);
  EXPECT_NEAR(p.balance(0, 0, 0, false), -0.25, 1e-12);
  EXPECT_NEAR(p.balance(8, 0.5, 0, false), 0.75 + 0.16 + 0.3 - 1, 1e-12);
  EXPECT_NEAR(p.balance(10, 0, 0.2, false), 0.95 * 0.8 - 1, 1e-12) << "a crisis cuts income";
  const auto balance = [](auto change) {
    CatalystParameters q;
    change(q);
    return q.balance(8, 0.5, 0, true);
  };
  const double base = balance([](auto&) {});
  EXPECT_NEAR(base - p.balance(8, 0.5, 0, false), 0.2, 1e-12) << "a seat in a place saves";
  EXPECT_GT(balance([](auto& q) { q.grants *= 1.2; }), base);
  EXPECT_GT(balance([](auto& q) { q.accompaniment_fee *= 2; }), base);
  EXPECT_GT(balance([](auto& q) { q.oper_fee *= 1.2; }), base);
  EXPECT_GT(balance([](auto& q) { q.host_saving *= 2; }), base);
  EXPECT_GT(balance([](auto& q) { q.economic_model = 1; }), base);
  EXPECT_GT(balance([](auto& q) { q.technical_frame = 1; }), base);
}

TEST(CatalystPolicies, OperateNeverAlwaysOrWhenMoneyIsShort) {
  CatalystParameters p;
  p.policy = Policy::pure;
  EXPECT_EQ(p.next_operating(0.25, -3), 0.25);
  p.policy = Policy::operates;
  EXPECT_EQ(p.next_operating(0.25, 30), 0.5);
  EXPECT_EQ(p.next_operating(0.9, 30), 1.0);
  p.operate_step = 0.125;
  EXPECT_EQ(p.next_operating(0.25, 30), 0.375);
  p.policy = Policy::adaptive;
  EXPECT_EQ(p.next_operating(0.25, 6), 0.25);
  EXPECT_EQ(p.next_operating(0.25, 5.9), 0.375);
  p.adaptive_runway = 12;
  EXPECT_EQ(p.next_operating(0.25, 6), 0.375);
}

/// Two EPCI of four communes, 8 seats each.
struct Country {
  explicit Country(CatalystParameters p = {}, territory::PlaceParameters places = {})
      : executor(1),
        scenario(settings(std::move(p), std::move(places))),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8, {4, 4, 4}, 4)), executor),
        world(model.world()),
        traits(scenario.traits, scenario.needs.weights),
        accounts(scenario.catalysts, scenario.places.enabled, traits),
        openings(scenario.catalysts, scenario.places) {}
  static territory::Scenario settings(CatalystParameters p, territory::PlaceParameters places) {
    territory::Scenario s = lien_test::friendless_scenario();
    p.enabled = true;
    s.catalysts = p;
    s.places = places;
    return s;
  }
  std::uint32_t row(std::size_t seat) const { return world.roster.catalyst_seats()[seat]; }
  void open(std::size_t seat, float cash = 12, float operating = 0, float legitimacy = 0.5F) {
    world.actors.active[row(seat)] = 1;
    world.catalysts.cash[seat] = cash;
    world.catalysts.operating[seat] = operating;
    world.catalysts.legitimacy[seat] = legitimacy;
    world.catalysts.neutrality[seat] = 0.5F;
  }
  void account(int month) { lien_test::run_once(accounts, world, month, executor, scenario); }
  void schedule(int month) { lien_test::run_once(openings, world, month, executor, scenario); }
  bool is_open(std::size_t seat) const { return world.actors.active[row(seat)] != 0; }

  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::TraitDrawer traits;
  territory::CatalystAccounts accounts;
  territory::Openings openings;
};

/// Month in which a catalyst that opened at month 0 closes.
int closing_month(CatalystParameters p, int organisations, float operating) {
  Country c(p);
  c.open(0, static_cast<float>(p.runway_start), operating);
  for (int t = 1; t < 300; ++t) {
    c.world.catalysts.accompanied[0] = static_cast<std::uint16_t>(organisations);
    c.account(t);
    EXPECT_EQ(c.world.flows.catalysts_closed, c.is_open(0) ? 0 : 1);
    if (!c.is_open(0)) return t;
  }
  return 300;
}

TEST(CatalystAccounts, ReproduceTheDilemmaOfTheSpecification) {
  CatalystParameters p;
  EXPECT_EQ(closing_month(p, 0, 0), 51);
  EXPECT_EQ(closing_month(p, 13, 0), 300) << "12.5 organisations keep it alive";
  p.grants = 0;
  EXPECT_EQ(closing_month(p, 16, 0), 20);
  EXPECT_EQ(closing_month(p, 8, 0.5F), 25);
  p.closing_months = 6;
  EXPECT_EQ(closing_month(p, 16, 0), 23);
  p.runway_start = 24;
  EXPECT_GT(closing_month(p, 16, 0), 23);
}

TEST(CatalystAccounts, CloseForGoodAndAreForgotten) {
  Country c;
  c.open(0, -1);
  c.open(1, 12);
  c.world.catalysts.months_broke[0] = 2;
  const std::uint32_t mayor = lien_test::rows_of(c.world, Kind::mayor)[0];
  const std::uint32_t tpe = lien_test::rows_of(c.world, Kind::tpe)[0];
  lien_test::connect(c.world, c.executor,
                     {{mayor, c.row(0)}, {tpe, c.row(0)}, {tpe, c.row(1)}, {mayor, tpe}});
  const float theta = c.world.actors.trustworthiness[c.row(0)];
  c.account(10);
  EXPECT_FALSE(c.is_open(0));
  EXPECT_TRUE(c.is_open(1));
  EXPECT_EQ(c.world.flows.catalysts_closed, 1);
  EXPECT_EQ(c.world.ties.size(), 2U);
  for (std::size_t t = 0; t < c.world.ties.size(); ++t)
    EXPECT_NE(c.world.ties.store.key(t).high, c.world.actors.table.uid(c.row(0)));
  EXPECT_EQ(c.world.actors.generation[c.row(0)], 1);
  EXPECT_EQ(c.world.actors.generation[c.row(1)], 0);
  EXPECT_NE(c.world.actors.trustworthiness[c.row(0)], theta) << "other people will sit there";
  EXPECT_EQ(c.world.catalysts.cash[0], 0.0F);
}

TEST(CatalystAccounts, HearOfSuccessesRefusalsAndProjectsThatPerpetuate) {
  CatalystParameters p;
  p.policy = Policy::operates;
  Country c(p);
  for (const std::size_t seat : {0, 1, 2}) c.open(seat);
  auto& news = c.world.news;
  news.table.append(c.world.uids, 3);
  for (std::size_t n = 0; n < 3; ++n) {
    news.accompanied[n] = n < 2 ? 1 : 2;  // two of seat 0, one of seat 1
    news.success[n] = n == 0 || n == 2;
  }
  c.world.catalysts.refused_share[2] = 1.0F;
  auto& projects = c.world.projects;
  projects.table.append(c.world.uids, 3);
  for (std::size_t q = 0; q < 3; ++q) {
    projects.accompanied[q] = 1;
    projects.stage[q] = q < 2 ? Stage::perpetuate : Stage::deploy;
    projects.stage_since[q] = q == 0 ? 20 : 19;
  }
  c.account(20);
  EXPECT_FLOAT_EQ(c.world.catalysts.legitimacy[0], 0.5F + 0.05F * 0.5F + 0.02F * 0.5F);
  EXPECT_FLOAT_EQ(c.world.catalysts.legitimacy[1], 0.5F + 0.05F * 0.5F + 0.02F * 0.5F);
  EXPECT_FLOAT_EQ(c.world.catalysts.legitimacy[2], 0.5F + 0.05F * 0.5F - 0.05F * 0.5F * 0.5F);
  EXPECT_EQ(c.world.catalysts.operating[0], 0.25F) << "one project of its own this month";
  EXPECT_EQ(c.world.catalysts.operating[1], 0.0F);
}

TEST(CatalystAccounts, DoNothingWhenOff) {
  Country c;
  c.open(0, -100);
  CatalystParameters p;
  p.enabled = false;
  territory::CatalystAccounts off(p, false, c.traits);
  const auto before = lien_test::fingerprints(c.world);
  for (int t = 0; t < 5; ++t) lien_test::run_once(off, c.world, t, c.executor, c.scenario);
  EXPECT_EQ(lien_test::fingerprints(c.world), before);
}

TEST(CatalystOpenings, ReplaceAClosureWithinTheEpciAndStartAfresh) {
  CatalystParameters p;
  p.density = 20;
  p.growth = 0.02;
  Country c(p);  // 32 000 inhabitants: six catalysts at month 270
  const auto open_by_epci = [&] {
    std::array<int, 2> count{};
    for (std::size_t seat = 0; seat < 16; ++seat) count[seat / 8] += c.is_open(seat);
    return count;
  };
  c.schedule(270);
  const auto before = open_by_epci();
  ASSERT_GT(before[0] * before[1], 0);
  for (const std::size_t epci : {0UL, 1UL}) {
    std::size_t seat = 8 * epci;
    while (!c.is_open(seat)) ++seat;
    EXPECT_EQ(c.world.catalysts.opened[seat], 270);
    c.world.catalysts.cash[seat] = -5;
    c.world.catalysts.operating[seat] = 1;
    c.world.catalysts.months_broke[seat] = 2;
    c.account(270);
    EXPECT_FALSE(c.is_open(seat));
    c.schedule(270);
    EXPECT_EQ(open_by_epci(), before);
    EXPECT_EQ(c.world.flows.catalysts_opened, 1);
    EXPECT_EQ(c.world.catalysts.cash[seat], 12.0F);
    EXPECT_EQ(c.world.catalysts.operating[seat], 0.0F);
  }
}

/// Hosts and traits of many openings: 400 EPCI of one commune.
struct Openings400 {
  explicit Openings400(CatalystParameters p, territory::PlaceParameters places = {}, bool with_places = false)
      : executor(1),
        scenario(Country::settings(std::move(p), std::move(places))),
        model(scenario, lien_test::territory_of(map()), executor),
        world(model.world()) {
    if (with_places)
      for (std::size_t c = 0; c < 400; ++c)
        world.places.active[c * static_cast<std::size_t>(scenario.places.seats)] = 1;
  }
  static std::vector<territory::Commune> map() {
    std::vector<territory::Commune> communes;
    for (int c = 0; c < 400; ++c) {
      communes.push_back(lien_test::commune_at(c + 1, "E" + std::to_string(1000 + c), 5.0 * c, 0, {1, 1, 2}));
    }
    return communes;
  }
  std::vector<std::size_t> run(int first, int months = 1) {
    territory::Openings openings(scenario.catalysts, scenario.places);
    for (int t = first; t < first + months; ++t) {
      lien_test::run_once(openings, world, t, executor, scenario);
    }
    std::vector<std::size_t> open;
    const auto seats = world.roster.catalyst_seats();
    for (std::size_t k = 0; k < seats.size(); ++k)
      if (world.actors.active[seats[k]]) open.push_back(k);
    return open;
  }
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
};

CatalystParameters certain_births() {
  CatalystParameters p;
  p.mode = Mode::endogenous;
  p.birth = 1;
  return p;
}

void involve_all(territory::World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i)
    if (world.actors.kind[i] != Kind::catalyst) world.actors.level[i] = Level::involved;
}

// 400 EPCI; false alarm 1e-5 for the hosts, 7e-6 for means within 4.5 standard errors.
TEST(CatalystOpenings, DrawHostSkillAndNeutrality) {
  territory::PlaceParameters places;
  places.enabled = true;
  places.start = 1;
  places.cap = 60;
  Openings400 o(certain_births(), places, true);
  involve_all(o.world);
  const auto open = o.run(0);
  ASSERT_EQ(open.size(), 400U);
  std::vector<double> hosts(5, 0), skills, neutralities;
  for (const std::size_t k : open) {
    ++hosts[static_cast<std::size_t>(o.world.catalysts.host[k])];
    skills.push_back(o.world.catalysts.skill[k]);
    neutralities.push_back(o.world.catalysts.neutrality[k]);
    EXPECT_FLOAT_EQ(o.world.catalysts.legitimacy[k],
                    o.world.catalysts.host[k] == Host::public_body ? 0.6F : 0.5F);
    EXPECT_EQ(k % 8, 0U) << "one an EPCI";
  }
  EXPECT_TRUE(lien_test::counts_follow(hosts, {0.2, 0.2, 0.2, 0.2, 0.2}));
  const auto skill = lien_test::moments_of(skills), neutrality = lien_test::moments_of(neutralities);
  EXPECT_NEAR(skill.mean, 2.0 / 6, 4.5 * skill.error());
  EXPECT_NEAR(neutrality.mean, 4.0 / 6, 4.5 * neutrality.error());
  EXPECT_NEAR(skill.variance, 8.0 / (36 * 7), 0.01);

  const auto shares = [](auto change, bool with_places) {
    CatalystParameters p = certain_births();
    change(p);
    territory::PlaceParameters q;
    q.enabled = true;
    q.start = 1;
    q.cap = 60;
    Openings400 other(p, q, with_places);
    involve_all(other.world);
    std::array<double, 4> mean{};
    for (const std::size_t k : other.run(0)) {
      mean[0] += other.world.catalysts.host[k] == Host::place;
      mean[1] += other.world.catalysts.skill[k];
      mean[2] += other.world.catalysts.neutrality[k];
      mean[3] += other.world.catalysts.legitimacy[k];
    }
    return mean;
  };
  const auto base = shares([](auto&) {}, true);
  EXPECT_EQ(shares([](auto&) {}, false)[0], 0) << "no place to sit in";
  EXPECT_EQ(shares([](auto& p) { p.place_host_share = 1; }, true)[0], 400);
  EXPECT_GT(shares([](auto& p) { p.skill_a = 4; }, true)[1], base[1]);
  EXPECT_LT(shares([](auto& p) { p.skill_b = 8; }, true)[1], base[1]);
  EXPECT_GT(shares([](auto& p) { p.neutrality_a = 8; }, true)[2], base[2]);
  EXPECT_LT(shares([](auto& p) { p.neutrality_b = 4; }, true)[2], base[2]);
  EXPECT_GT(shares([](auto& p) { p.leg_start = 0.7; }, true)[3], base[3]);
  EXPECT_GT(shares([](auto& p) { p.public_leg = 0.9; }, true)[3], base[3]);
}

// 400 EPCI with three fifths of their actors involved, ten months: 1 − (1 − .02·.6)^10; false alarm 7e-6.
TEST(CatalystOpenings, AreBornWhereActorsAreInvolved) {
  CatalystParameters p = certain_births();
  p.birth = 0.02;
  Openings400 o(p);
  std::vector<int> seen(400, 0);
  for (std::size_t i = 0; i < o.world.actors.size(); ++i) {
    if (o.world.actors.kind[i] == Kind::catalyst) continue;
    int& n = seen[o.world.epci_of_actor(i)];
    // Five in each: mayor, company, TPE, two associations. Three of them are involved.
    o.world.actors.level[i] = n % 2 == 0 ? Level::involved : Level::aware;
    ++n;
  }
  EXPECT_TRUE(o.run(-30, 20).empty()) << "none before January 2008";
  const double share = 3.0 / 5;
  const auto open = o.run(0, 10);
  EXPECT_TRUE(
      lien_test::share_agrees(static_cast<double>(open.size()), 400, 1 - std::pow(1 - 0.02 * share, 10)));
  Openings400 none(p);
  for (std::size_t i = 0; i < none.world.actors.size(); ++i) none.world.actors.level[i] = Level::aware;
  EXPECT_TRUE(none.run(0, 10).empty());
}

}  // namespace
