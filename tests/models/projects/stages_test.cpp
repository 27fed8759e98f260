// The laws of one project's month, and the stages many projects pass (SM9, L26).
#include <gtest/gtest.h>

#include <functional>

#include "models/territory/submodels/project_stages.hpp"
#include "tests/models/projects/project_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using territory::ProjectParameters;
using territory::ProjectSituation;
using territory::Stage;

ProjectSituation in_stage(Stage stage) {
  ProjectSituation s;
  s.stage = stage;
  s.members = 5;
  s.quality = 0.5;
  s.viability = 0.5;
  s.money = 12;
  return s;
}

TEST(Barriers, DifferByStage) {
  const ProjectParameters p;
  ProjectSituation s = in_stage(Stage::emerge);
  s.members = 3;
  EXPECT_DOUBLE_EQ(barrier(p, s), 0.6);
  s.members = 9;
  EXPECT_DOUBLE_EQ(barrier(p, s), 1.0);
  s.stage = Stage::perpetuate;
  s.viability = 0.3;
  EXPECT_DOUBLE_EQ(barrier(p, s), 0.6);
  s.viability = 0.9;
  EXPECT_DOUBLE_EQ(barrier(p, s), 1.0);
  s.stage = Stage::deploy;
  s.outsiders_trust = 0.2;
  EXPECT_DOUBLE_EQ(barrier(p, s), 0.3 * 0.2 / 0.25);
  s.visible = true;
  EXPECT_DOUBLE_EQ(barrier(p, s), 0.8);
  s.outsiders_trust = 0.5;
  EXPECT_DOUBLE_EQ(barrier(p, s), 1.0);
}

TEST(Chances, AreThoseOfTheFormulas) {
  ProjectParameters p;
  p.fail_rate = {0.010, 0.006, 0.003};
  ProjectSituation s = in_stage(Stage::emerge);
  EXPECT_DOUBLE_EQ(advance_probability(p, s), 4.0 / 24.0);
  s.trust = 0.75;
  s.accompanied = true;
  EXPECT_DOUBLE_EQ(advance_probability(p, s), 4.0 / 24.0 * 1.5 * 1.5);
  EXPECT_DOUBLE_EQ(fail_probability(p, s), 0.010);
  s.money = -0.1;
  EXPECT_DOUBLE_EQ(fail_probability(p, s), 0.020);
  s.granted = true;
  EXPECT_DOUBLE_EQ(fail_probability(p, s), 0.010);
  s.stage = Stage::deployed;
  EXPECT_EQ(advance_probability(p, s), 0.0);
  EXPECT_EQ(fail_probability(p, s), 0.0);
  ProjectParameters quick;
  quick.stage_months = {12, 12, 6};
  s = in_stage(Stage::deploy);
  s.visible = s.accompanied = true;
  s.trust = 1.0;
  EXPECT_EQ(advance_probability(quick, s), 1.0) << "no more than certain";
}

TEST(Money, IsEarnedByViabilityAndBorneByMembers) {
  const ProjectParameters p;
  ProjectSituation s = in_stage(Stage::emerge);
  EXPECT_DOUBLE_EQ(next_money(p, s, 0.0), 12.0);
  EXPECT_DOUBLE_EQ(next_money(p, s, 0.2), 11.8) << "a crisis cuts income";
  EXPECT_DOUBLE_EQ(next_viability(p, s, 1.0), 0.51);
  s.accompanied = true;
  EXPECT_DOUBLE_EQ(next_viability(p, s, 0.5), 0.51);
  s.viability = 1.0;
  EXPECT_EQ(next_viability(p, s, 1.0), 1.0);
}

TEST(Finance, OfEqualSharesHasEntropyOne) {
  EXPECT_DOUBLE_EQ(territory::mix_entropy(std::array{0.25F, 0.25F, 0.25F, 0.25F}), 1.0);
  EXPECT_DOUBLE_EQ(territory::mix_entropy(std::array{1.0F, 0.0F, 0.0F, 0.0F}), 0.0);
  EXPECT_NEAR(territory::mix_entropy(std::array{0.5F, 0.5F, 0.0F, 0.0F}), 0.5, 1e-12);
  EXPECT_EQ(territory::mix_entropy(std::array{0.0F, 0.0F, 0.0F, 0.0F}), 1.0) << "not known";
}

TEST(Finance, IsHybridisedByPartnershipsUntilPublicMoneyIsNoMoreThanTheOthers) {
  std::array<float, 4> finance{0.7F, 0.1F, 0.1F, 0.1F};
  territory::shift_finance(finance, 0, 0.02);
  EXPECT_EQ(finance[0], 0.7F) << "no partnership, no change";
  territory::shift_finance(finance, 1, 0.02);
  EXPECT_NEAR(finance[0], 0.7 - 2.0 / 3.0 * 0.6 * 0.02, 1e-6);
  EXPECT_NEAR(finance[1], 0.1 + 1.0 / 3.0 * 0.6 * 0.02, 1e-6);
  for (int month = 0; month < 500; ++month) territory::shift_finance(finance, 3, 0.02);
  EXPECT_NEAR(finance[0], 0.3, 1e-4);
  EXPECT_NEAR(finance[1], 0.3, 1e-4);
  EXPECT_EQ(finance[3], 0.1F) << "gifts are not touched";
  EXPECT_NEAR(finance[0] + finance[1] + finance[2] + finance[3], 1.0, 1e-5);
}

/// Raises one parameter and says by how much a chance moves.
struct Direction {
  const char* name;
  std::function<void(ProjectParameters&)> raise;
  std::function<double(const ProjectParameters&)> figure;
  int sign;
};

TEST(StageParameters, MoveWhatTheirMeaningSays) {
  const auto pace = [](Stage stage, auto change) {
    return [=](const ProjectParameters& p) {
      ProjectSituation s = in_stage(stage);
      s.viability = 0.2;
      s.outsiders_trust = 0.1;
      change(s);
      return advance_probability(p, s);
    };
  };
  const auto risk = [](Stage stage, auto change) {
    return [=](const ProjectParameters& p) {
      ProjectSituation s = in_stage(stage);
      change(s);
      return fail_probability(p, s);
    };
  };
  const auto plain = [](ProjectSituation&) {};
  const auto accompanied = [](ProjectSituation& s) { s.accompanied = true; };
  const Direction directions[] = {
      {"stage_months 0", [](auto& p) { p.stage_months[0] *= 1.5; }, pace(Stage::emerge, plain), -1},
      {"stage_months 1", [](auto& p) { p.stage_months[1] *= 1.5; }, pace(Stage::perpetuate, plain), -1},
      {"stage_months 2", [](auto& p) { p.stage_months[2] *= 1.5; }, pace(Stage::deploy, plain), -1},
      {"members_full", [](auto& p) { p.members_full = 10; }, pace(Stage::emerge, plain), -1},
      {"viability_needed", [](auto& p) { p.viability_needed = 1; }, pace(Stage::perpetuate, plain), -1},
      {"deploy_needed", [](auto& p) { p.deploy_needed = 0.5; }, pace(Stage::deploy, plain), -1},
      {"hidden_factor", [](auto& p) { p.hidden_factor = 0.6; }, pace(Stage::deploy, plain), +1},
      {"accompaniment_speed", [](auto& p) { p.accompaniment_speed = 3; }, pace(Stage::emerge, accompanied),
       +1},
      {"fail_rate 0", [](auto& p) { p.fail_rate[0] *= 2; }, risk(Stage::emerge, plain), +1},
      {"fail_rate 1", [](auto& p) { p.fail_rate[1] *= 2; }, risk(Stage::perpetuate, plain), +1},
      {"fail_rate 2", [](auto& p) { p.fail_rate[2] *= 2; }, risk(Stage::deploy, plain), +1},
      {"fail_quality", [](auto& p) { p.fail_quality = 2; }, risk(Stage::emerge, plain), +1},
      {"fail_broke", [](auto& p) { p.fail_broke = 4; },
       risk(Stage::emerge, [](ProjectSituation& s) { s.money = -1; }), +1},
      {"grant_fail_factor", [](auto& p) { p.grant_fail_factor = 1; },
       risk(Stage::emerge, [](ProjectSituation& s) { s.granted = true; }), +1},
      {"viability_drift", [](auto& p) { p.viability_drift = 0.04; },
       [](const auto& p) { return next_viability(p, in_stage(Stage::emerge), 1.0); }, +1},
      {"accompaniment_viability", [](auto& p) { p.accompaniment_viability = 0.02; },
       [&](const auto& p) {
         ProjectSituation s = in_stage(Stage::emerge);
         s.accompanied = true;
         return next_viability(p, s, 0.5);
       },
       +1},
      {"member_contribution", [](auto& p) { p.member_contribution = 0.2; },
       [](const auto& p) { return next_money(p, in_stage(Stage::emerge), 0.0); }, +1},
      {"mix_shift", [](auto& p) { p.mix_shift = 0.04; },
       [](const auto& p) {
         std::array<float, 4> finance{0.7F, 0.1F, 0.1F, 0.1F};
         territory::shift_finance(finance, 2, p.mix_shift);
         return territory::mix_entropy(finance);
       },
       +1}};
  for (const Direction& d : directions) {
    const ProjectParameters base;
    ProjectParameters raised;
    d.raise(raised);
    EXPECT_GT(d.sign * (d.figure(raised) - d.figure(base)), 0.0) << d.name;
  }
}

TEST(Stages, OutsidersTrustByThePriorWhereTheyKnowNoMember) {
  lien_test::ProjectTown town(lien_test::quiet_projects(), {1, 0, 3});
  lien_test::Rows team{town.of(territory::Kind::company10)[0], town.of(territory::Kind::association)[0]};
  std::ranges::sort(team);
  const std::uint32_t project = town.add(team, Stage::deploy);
  ProjectParameters p = town.scenario.projects;
  for (const double prior : {0.2, 0.9}) {
    p.outsider_prior = prior;
    EXPECT_EQ(situation_of(town.world, p, project, team).outsiders_trust, prior);
  }
}

/// Chance that steps of probability p, then steps of probability q, four each, are all done by `month`.
double both_done(double p, double q, int month) {
  std::array<double, 9> at{1.0};
  for (int t = 0; t < month; ++t)
    for (std::size_t k = 8; k-- > 0;) {
      const double step = at[k] * (k < 4 ? p : q);
      at[k + 1] += step;
      at[k] -= step;
    }
  return at[8];
}

// L26. 3 000 projects; means and spreads within 4.5 standard errors (false alarm 7e-6 each; the variance of a
// sum of four geometric waits has kurtosis below 5, so its standard error is below 2 sqrt(1/n)).
TEST(Stages, LastAsLongAndAsUnevenlyAsErlangSays) {
  constexpr std::size_t count = 3000;
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.members_full = 3;
  s.projects.deploy_hold = 10000;  // rows stay where they are
  lien_test::ProjectTown town(s, {static_cast<int>(count), 0, static_cast<int>(2 * count)});
  town.add_many(lien_test::teams_of(town, count, 3), Stage::emerge, 0.65);
  std::vector<double> emerge, perpetuate;
  double by_60 = 0;
  const auto& p = town.world.projects;
  std::vector<int> emerged(count, -1), perpetuated(count, -1);
  for (int month = 1; month <= 400; ++month) {
    town.month(month);
    if (month == 60)
      for (std::size_t k = 0; k < count; ++k) by_60 += p.stage[k] > Stage::perpetuate ? 1 : 0;
    for (std::size_t k = 0; k < count; ++k) {
      if (emerged[k] < 0 && p.stage[k] == Stage::perpetuate) emerged[k] = month;
      if (perpetuated[k] < 0 && p.stage[k] == Stage::deploy) perpetuated[k] = month;
    }
    if (std::ranges::all_of(perpetuated, [](int m) { return m >= 0; })) break;
  }
  for (std::size_t k = 0; k < count; ++k) {
    ASSERT_GE(perpetuated[k], 0) << "still at it after 400 months";
    emerge.push_back(emerged[k]);
    perpetuate.push_back(perpetuated[k] - emerged[k]);
  }
  const double first = both_done(4.0 / 24.0, 4.0 / 36.0, 60);
  EXPECT_NEAR(first, 0.559641, 5e-7);
  EXPECT_TRUE(lien_test::share_agrees(by_60, count, first));
  const auto expect = [&](const std::vector<double>& months, double mean, double sd) {
    const lien_test::Moments m = lien_test::moments_of(months);
    EXPECT_NEAR(m.mean, mean, 4.5 * sd / std::sqrt(count));
    EXPECT_NEAR(m.variance / (sd * sd), 1.0, 4.5 * 2.0 / std::sqrt(count));
  };
  expect(emerge, 24, 10.954);
  expect(perpetuate, 36, 16.971);
}

}  // namespace
