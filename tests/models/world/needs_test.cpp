// Needs of communes and how actors see them (SM1).
#include "models/territory/submodels/needs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/tiny_world.hpp"

namespace {

territory::Scenario plain_needs() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.needs.need_levels.fill(0.5);
  s.needs.rank_spread = 0.4;
  s.needs.commune_noise = 0;
  s.needs.perception_noise = 0;
  s.needs.need_pull = 2;
  return s;
}

TEST(Needs, FollowTheRankOfTheirProxy) {
  auto communes = lien_test::row_of_communes(2);
  communes[0].need_ranks.fill(1.0);
  communes[1].need_ranks.fill(0.25);
  communes[1].need_ranks[0] = std::numeric_limits<double>::quiet_NaN();
  const sim::Executor executor(1);
  territory::Model model(plain_needs(), lien_test::territory_of(communes), executor);
  const auto& need = model.world().communes.need;
  const bool proxied[16] = {true, true,  true, true,  false, false, true,  true,
                            true, false, true, false, true,  false, false, false};
  for (std::size_t d = 0; d < 16; ++d) {
    EXPECT_FLOAT_EQ(need[0][d], proxied[d] ? 0.7F : 0.5F) << d + 1;
    EXPECT_FLOAT_EQ(need[1][d], proxied[d] && d != 0 ? 0.4F : 0.5F) << d + 1;
  }
}

TEST(Needs, AreAlikeEverywhereWithoutHeterogeneityAndTwiceAsUnlikeAtTwo) {
  auto communes = lien_test::row_of_communes(6);
  for (std::size_t c = 0; c < communes.size(); ++c)
    communes[c].need_ranks.fill(static_cast<double>(c) / 5.0);
  const sim::Executor executor(1);
  const auto needs = [&](double heterogeneity) {
    territory::Scenario s = plain_needs();
    s.needs.rank_spread = 0.3;
    s.needs.commune_noise = 0.05;
    s.needs.heterogeneity = heterogeneity;
    const territory::Model model(s, lien_test::territory_of(communes), executor);
    const auto all = model.world().communes.need.all();
    return std::vector<territory::Domains>(all.begin(), all.end());
  };
  const auto alike = needs(0), usual = needs(1), twice = needs(2);
  for (std::size_t c = 0; c < communes.size(); ++c) {
    for (std::size_t d = 0; d < 16; ++d) {
      EXPECT_EQ(alike[c][d], 0.5F);
      EXPECT_NEAR(twice[c][d] - 0.5, 2.0 * (usual[c][d] - 0.5), 1e-6);
    }
    EXPECT_NE(usual[c][4], 0.5F) << "a domain without proxy differs by chance";
  }
  EXPECT_FLOAT_EQ(usual[5][0], 0.65F);
}

TEST(Perception, WithoutErrorIsThePullOfTheNeed) {
  territory::Scenario s = plain_needs();
  s.needs.weights.company.fill(0.6);
  s.needs.weights.association.fill(0.2);
  s.needs.weights.public_body = 0.5;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(1)), executor);
  const territory::World& world = model.world();
  const auto pull = [&](territory::Kind kind) {
    return world.actors.need_pull[lien_test::rows_of(world, kind)[0]][4];
  };
  EXPECT_NEAR(pull(territory::Kind::tpe), std::exp(0.5 * 0.6), 1e-6);  // κ_n/2 · N · W
  EXPECT_NEAR(pull(territory::Kind::association), std::exp(0.5 * 0.2), 1e-6);
  EXPECT_NEAR(pull(territory::Kind::mayor), std::exp(0.5 * 0.5), 1e-6);
}

TEST(Perception, ChangesInJanuaryOnly) {
  territory::Scenario s = plain_needs();
  s.needs.perception_noise = 0.3;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(3)), executor);
  territory::Perception perception(s.needs);
  auto before = lien_test::fingerprints(model.world());
  for (int month = -25; month <= 25; ++month) {
    lien_test::run_once(perception, model.world(), month, executor, s);
    const auto now = lien_test::fingerprints(model.world());
    EXPECT_EQ(now != before, month % 12 == 0) << month;
    before = now;
  }
}

/// The world in May after everybody looked around in January; errors are small enough never to be cut off.
struct Listeners {
  explicit Listeners(double decay = 0.02)
      : scenario(slightly_deaf(decay)),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor),
        world(model.world()),
        perception(scenario.needs) {
    month(0);
    for (std::size_t i = 0; i < world.actors.size(); ++i) before.push_back(error(i));
  }
  static territory::Scenario slightly_deaf(double decay) {
    territory::Scenario s = plain_needs();
    s.needs.perception_noise = 0.05;
    s.needs.accuracy_decay = decay;
    return s;
  }
  void month(int t) { lien_test::run_once(perception, world, t, executor, scenario); }
  /// What the actor gets wrong in domain 5, times the weight of its role.
  double error(std::size_t i) const {
    const double need = world.communes.need[world.actors.commune[i]][4];
    return world.actors.weighted_need[i][4] - need * scenario.needs.weights.of(world.family(i), 4);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Perception perception;
  std::vector<double> before;
};

TEST(Perception, IsTheWeightedNeedToo) {
  Listeners l;
  for (std::size_t i = 0; i < l.world.actors.size(); ++i)
    for (std::size_t d = 0; d < 16; ++d)
      EXPECT_NEAR(l.world.actors.need_pull[i][d], std::exp(0.5 * 2 * l.world.actors.weighted_need[i][d]),
                  1e-6);
}

TEST(Perception, SharpensForWhoListensBetterWithTheErrorOfTheYear) {
  Listeners l;
  l.world.actors.accuracy[3] = 0.8F;
  l.month(5);
  for (std::size_t i = 0; i < l.world.actors.size(); ++i)
    EXPECT_NEAR(l.error(i), l.before[i] * (i == 3 ? 0.4 : 1.0), 1e-7) << i;
}

TEST(Perception, SharpensWhereALeverHelpsAndGoesBackAfterIt) {
  Listeners l;
  l.world.epcis.accuracy_boost[1] = 0.25F;
  l.month(5);
  for (std::size_t i = 0; i < l.world.actors.size(); ++i)
    EXPECT_NEAR(l.error(i), l.before[i] * (l.world.epci_of_actor(i) == 1 ? 0.5 : 1.0), 1e-7);
  l.world.epcis.accuracy_boost[1] = 0;
  l.month(6);
  for (std::size_t i = 0; i < l.world.actors.size(); ++i) EXPECT_EQ(l.error(i), l.before[i]);
}

TEST(Perception, SeesTheNeedOfTodayInJanuaryAndWhileListening) {
  Listeners l;
  for (std::size_t c = 0; c < 8; ++c) l.world.communes.need[c].fill(0.3F);
  l.world.actors.accuracy[3] = 1.0F;
  l.month(5);
  EXPECT_NEAR(l.error(3), 0, 1e-7);
  EXPECT_GT(std::abs(l.error(4)), 0.035) << "still sees the need of January";
  l.month(12);
  EXPECT_LT(std::abs(l.error(4)), 0.03) << "a new year, a new look";
}

TEST(Accuracy, FadesToWhereItStartedAtTheRateOfItsDecay) {
  for (const double decay : {0.01, 0.02, 0.04}) {
    Listeners l(decay);
    l.world.actors.accuracy[3] = 0.8F;
    l.world.actors.accuracy[4] = 0.2F;
    for (int month = 1; month <= 24; ++month) l.month(month);
    EXPECT_NEAR(l.world.actors.accuracy[3], 0.5 + 0.3 * std::pow(1 - decay, 24), 1e-5);
    EXPECT_NEAR(l.world.actors.accuracy[4], 0.5 - 0.3 * std::pow(1 - decay, 24), 1e-5);
    for (int month = 25; month <= 600; ++month) l.month(month);
    EXPECT_EQ(l.world.actors.accuracy[3], 0.5F);
    EXPECT_EQ(l.world.actors.seen_accuracy[3], 0.5F);
  }
}

}  // namespace
