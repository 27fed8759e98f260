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

}  // namespace
