// Valorisation, collective trust, publicity and the funders' review (SM13, SM17, L29).
#include "models/territory/submodels/valorisation.hpp"

#include <gtest/gtest.h>

#include "models/territory/submodels/project_review.hpp"
#include "tests/models/projects/project_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ProjectTown;
using lien_test::Rows;
using territory::Kind;
using territory::Level;
using territory::Stage;
using territory::ValorisationParameters;
using Review = ValorisationParameters::Review;

// L29: n successes, then k failures, exactly, and always a share.
TEST(CollectiveTrust, IsRaisedBySuccessesAndCutByFailures) {
  ValorisationParameters p;
  for (const int n : {0, 1, 10, 1000})
    for (const int k : {0, 1, 10, 1000}) {
      const double c = next_collective_trust(p, 0.5, n, k);
      EXPECT_NEAR(c, (1 - 0.5 * std::pow(0.98, n)) * std::pow(0.96, k), 1e-14);
      EXPECT_GE(c, 0.0);
      EXPECT_LE(c, 1.0);
    }
  const double base = next_collective_trust(p, 0.5, 3, 2);
  p.trust_gain = 0.04;
  EXPECT_GT(next_collective_trust(p, 0.5, 3, 2), base);
  p.trust_gain = 0.02;
  p.trust_loss = 0.08;
  EXPECT_LT(next_collective_trust(p, 0.5, 3, 2), base);
}

TEST(Stock, GrowsByActionAndFades) {
  ValorisationParameters p;
  EXPECT_DOUBLE_EQ(next_valorisation(p, 0.5, 0, 0), 0.49);
  EXPECT_DOUBLE_EQ(next_valorisation(p, 0.5, 1, 0), 0.54);
  EXPECT_DOUBLE_EQ(next_valorisation(p, 0.5, 0, 0.02), 0.5);
  EXPECT_EQ(next_valorisation(p, 0.5, 100, 0), 1.0);
  p.valorisation_gain = 0.2;
  EXPECT_DOUBLE_EQ(next_valorisation(p, 0.5, 1, 0), 0.59);
  p.valorisation_decay = 0.04;
  EXPECT_DOUBLE_EQ(next_valorisation(p, 0.5, 0, 0), 0.48);
  double stock = 0;
  for (int month = 0; month < 2000; ++month) stock = territory::next_valorisation({}, stock, 1, 0);
  EXPECT_NEAR(stock, 0.1 / 0.12, 1e-9) << "fixed point of a steady action";
}

/// Adds news of these members.
void tell(ProjectTown& town, const Rows& members, bool success) {
  const std::uint32_t n = town.world.news.table.append(town.world.uids, 1);
  Rows uids;
  for (const std::uint32_t row : members) uids.push_back(town.world.actors.table.uid(row).value);
  std::ranges::sort(uids);
  std::copy(uids.begin(), uids.end(), town.world.news.members[n].begin());
  town.world.news.member_count[n] = static_cast<std::uint8_t>(members.size());
  town.world.news.epci[n] = town.world.epci_of_actor(members[0]);
  town.world.news.success[n] = success;
}

TEST(Stock, AndCollectiveTrustFollowTheMonth) {
  territory::Scenario s = lien_test::quiet_projects();
  s.valorisation.collective_start = 0.4;
  ProjectTown town(s, {1, 0, 2}, 2);
  EXPECT_EQ(town.world.epcis.collective_trust[1], 0.4F);
  const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]};
  for (const bool success : {true, false, true}) tell(town, team, success);
  town.world.epcis.valorisation_action[0] = 1.0F;
  town.world.epcis.promotion[0] = 0.02F;
  town.end_of_month(3);
  EXPECT_FLOAT_EQ(town.world.epcis.collective_trust[0], static_cast<float>((1 - 0.6 * 0.98 * 0.98) * 0.96));
  EXPECT_EQ(town.world.epcis.collective_trust[1], 0.4F);
  EXPECT_FLOAT_EQ(town.world.epcis.valorisation[0], 0.12F);
  EXPECT_EQ(town.world.epcis.valorisation_action[0], 0.0F) << "an action lasts its month";
  EXPECT_EQ(town.world.epcis.promotion[0], 0.0F);
  town.end_of_month(4);
  EXPECT_FLOAT_EQ(town.world.epcis.valorisation[0], 0.12F * 0.98F);
}

TEST(Publicity, IsEvidenceForThoseWhoKnowAMember) {
  for (const bool success : {true, false}) {
    ProjectTown town(lien_test::quiet_projects(), {2, 0, 6}, 2);
    const Rows companies = town.of(Kind::company10), associations = town.of(Kind::association);
    const Rows team{companies[0], associations[0], associations[1]};
    town.befriend({team}, 0.5);
    const auto ties = lien_test::connect(town.world, town.executor,
                                         {{companies[0], associations[2]},       // of the EPCI, aware
                                          {companies[0], associations[3]},       // of the EPCI, not aware
                                          {companies[0], associations[7]},       // of another EPCI
                                          {associations[2], associations[4]}});  // knows no member
    town.world.actors.level[associations[2]] = Level::aware;
    town.world.actors.level[associations[3]] = Level::none;
    tell(town, team, success);
    const auto before =
        std::vector(town.world.ties.trust_ij.all().begin(), town.world.ties.trust_ij.all().end());
    town.announce(1);
    EXPECT_EQ(town.world.news.table.rows(), 0U);
    // Beta rule, prior ½ of weight 2, evidence .1, a failure 1.5 times: T of the association in the company.
    const double expected = success ? 1.1 / 2.1 : 1.0 / 2.15;
    EXPECT_NEAR(town.world.ties.trust_ji[ties[0]], expected, 1e-12);
    EXPECT_EQ(town.world.ties.trust_ij[ties[0]], 0.5) << "the member learns nothing about who heard";
    for (std::size_t k = 1; k < ties.size(); ++k) EXPECT_EQ(town.world.ties.trust_ji[ties[k]], 0.5) << k;
    EXPECT_TRUE(std::ranges::equal(town.world.ties.trust_ij.all(), before)) << "members know already";
  }
}

TEST(Publicity, WeighsAndCanBeSwitchedOff) {
  const auto trust = [](double weight, bool enabled) {
    territory::Scenario s = lien_test::quiet_projects();
    s.valorisation.queue_weight = weight;
    s.valorisation.enabled = enabled;
    ProjectTown town(s, {1, 0, 4});
    const Rows associations = town.of(Kind::association);
    const auto tie = lien_test::connect(town.world, town.executor, {{associations[0], associations[3]}})[0];
    tell(town, {town.of(Kind::company10)[0], associations[0], associations[1]}, true);
    town.announce(1);
    EXPECT_EQ(town.world.news.table.rows(), 0U) << "news never grow old";
    return town.world.ties.trust_ji[tie];
  };
  EXPECT_GT(trust(0.2, true), trust(0.1, true));
  EXPECT_EQ(trust(0.1, false), 0.5);
}

TEST(Witness, IsHeardBetterWhereValorisationIsHigh) {
  const auto spread = [](double stock) {
    territory::Scenario s = lien_test::quiet_projects();
    s.trust.witness_weight = 0.5;
    ProjectTown town(s, {1, 0, 20});
    const Rows all = town.of(Kind::association);
    town.befriend({all}, 0.6);
    // Associations 1 … know the first one well; they speak of it.
    std::visit(
        [&](auto& trust) {
          for (std::size_t k = 2; k < all.size(); ++k) {
            const auto t = static_cast<std::size_t>(town.world.ties.store.find(all[0], all[k]));
            trust.rule.experience(trust.ji[t], {1.0, 1.0, 5.0, 1.0});
            town.world.ties.trust_ji[t] = trust.rule.value(trust.ji[t]);
          }
        },
        town.world.trust);
    town.world.epcis.valorisation[0] = static_cast<float>(stock);
    territory::Witness witness(s.trust);
    double sum = 0;
    for (int month = 1; month <= 12; ++month)
      lien_test::run_once(witness, town.world, month, town.executor, s);
    for (const double t : town.world.ties.trust_ij.all()) sum += t;
    for (const double t : town.world.ties.trust_ji.all()) sum += t;
    return sum;
  };
  EXPECT_GT(spread(0.5), spread(0.0));
  EXPECT_GT(spread(1.0), spread(0.5));
}

TEST(Reviews, AreDueOnTime) {
  ValorisationParameters p;
  p.enabled = true;
  p.review = Review::none;
  EXPECT_FALSE(review_due(p, sim::Month{12}, 0)) << "nobody reviews";
  p.review = Review::by_maturity;
  std::vector<int> due;
  for (int age = 0; age < 50; ++age)
    if (review_due(p, sim::Month{7 + age}, 7)) due.push_back(age);
  EXPECT_EQ(due, (std::vector{12, 24, 36, 48}));
  p.review_first = 6;
  p.review_every = 20;
  due.clear();
  for (int age = 0; age < 50; ++age)
    if (review_due(p, sim::Month{age}, 0)) due.push_back(age);
  EXPECT_EQ(due, (std::vector{6, 26, 46}));
}

TEST(Reviews, SeeProgressOfTheInterval) {
  const ValorisationParameters p;
  EXPECT_EQ(review_progress(p, sim::Month{12}, 0, Stage::emerge, 0, 3), 0.25);
  EXPECT_EQ(review_progress(p, sim::Month{12}, 0, Stage::perpetuate, 9, 0), 1.0)
      << "it has just completed a stage";
  EXPECT_EQ(review_progress(p, sim::Month{36}, 0, Stage::perpetuate, 24, 2), 0.5);
  EXPECT_EQ(review_progress(p, sim::Month{36}, 0, Stage::perpetuate, 25, 2), 1.0);
  EXPECT_EQ(review_progress(p, sim::Month{72}, 0, Stage::deploy, 58, 1), 0.75);
}

struct Reviewed {
  explicit Reviewed(const std::function<void(territory::Scenario&)>& change)
      : town(scenario(change), {1000, 0, 2000}) {
    town.add_many(lien_test::teams_of(town, 1000, 3), Stage::emerge, 0.66);
    std::ranges::fill(town.world.projects.step.all(), std::uint8_t{2});  // output .66 · 2/12 = .11
    std::ranges::fill(town.world.projects.granted.all(), std::uint8_t{1});
  }
  static territory::Scenario scenario(const std::function<void(territory::Scenario&)>& change) {
    territory::Scenario s = lien_test::quiet_projects();
    s.projects.stage_months = {1e9, 1e9, 1e9};
    s.valorisation.review = Review::by_maturity;
    s.valorisation.review_error = 0;
    change(s);
    return s;
  }
  std::int64_t stopped() {
    town.month(12);
    EXPECT_EQ(town.world.news.table.rows(), 0U) << "to be stopped is no failure to be seen";
    return town.world.flows.projects_stopped;
  }
  ProjectTown town;
};

TEST(Reviews, StopByGridOrByMaturity) {
  EXPECT_EQ(Reviewed([](auto& s) { s.valorisation.review = Review::none; }).stopped(), 0);
  EXPECT_EQ(Reviewed([](auto&) {}).stopped(), 0) << ".11 is enough to emerge";
  EXPECT_EQ(Reviewed([](auto& s) { s.valorisation.review_by_stage[0] = 0.12; }).stopped(), 1000);
  Reviewed without_grant([](auto& s) { s.valorisation.review_by_stage[0] = 0.12; });
  std::ranges::fill(without_grant.town.world.projects.granted.all(), std::uint8_t{0});
  EXPECT_EQ(without_grant.stopped(), 0) << "no funder, no review";
  EXPECT_EQ(Reviewed([](auto& s) { s.valorisation.review = Review::one_grid; }).stopped(), 1000);
  EXPECT_EQ(Reviewed([](auto& s) {
              s.valorisation.review = Review::one_grid;
              s.valorisation.review_one_grid = 0.1;
            }).stopped(),
            0);
  EXPECT_EQ(Reviewed([](auto& s) {
              s.valorisation.review_by_stage[0] = 0.9;
              s.valorisation.review_first = 13;
            }).stopped(),
            0);
}

// Output .11 against a threshold of .01 with error z·e: stopped with Φ(−.1/e); 4.5 standard errors.
TEST(Reviews, AreMistakenLessWhereMoreIsSeen) {
  const auto stopped = [](double error, double stock, bool academic, double accuracy = 0.2) {
    Reviewed r([&](auto& s) {
      s.valorisation.review_error = error;
      s.valorisation.review_by_stage[0] = 0.01;
    });
    r.town.rebuild({.academic_accuracy = accuracy});
    r.town.world.epcis.valorisation[0] = static_cast<float>(stock);
    if (academic) {
      r.town.world.catalysts.host[2] = territory::Host::academic;
      std::ranges::fill(r.town.world.projects.accompanied.all(), 3U);
    }
    return static_cast<double>(r.stopped());
  };
  const auto phi = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  EXPECT_TRUE(lien_test::share_agrees(stopped(0.2, 0, false), 1000, phi(-0.1 / 0.2)));
  EXPECT_TRUE(lien_test::share_agrees(stopped(0.4, 0, false), 1000, phi(-0.1 / 0.4)));
  EXPECT_TRUE(lien_test::share_agrees(stopped(0.4, 0.5, false), 1000, phi(-0.1 / 0.2)));
  EXPECT_TRUE(lien_test::share_agrees(stopped(0.2, 0, true), 1000, phi(-0.1 / 0.16)));
  EXPECT_TRUE(lien_test::share_agrees(stopped(0.2, 0, true, 0.5), 1000, phi(-0.1 / 0.1)));
}

TEST(Reviews, CountOneSidedPartnershipsAmongMembers) {
  ProjectTown town(lien_test::quiet_projects(), {1, 0, 2});
  const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]};
  town.befriend({team}, 0.5);
  const std::uint32_t project = town.add(team, Stage::emerge, 0.6);
  town.world.projects.step[project] = 2;
  const auto t0 = static_cast<std::size_t>(town.world.ties.store.find(team[0], team[1]));
  const auto t1 = static_cast<std::size_t>(town.world.ties.store.find(team[0], team[2]));
  town.world.ties.balance[t0] = -0.6F;
  EXPECT_EQ(territory::mean_imbalance(town.world, team), 0.0) << "no partnership, no balance";
  town.world.ties.alliance[t0] = town.world.ties.alliance[t1] = territory::Alliance::mecenat;
  EXPECT_NEAR(territory::mean_imbalance(town.world, team), 0.3, 1e-7);
  ValorisationParameters p;
  EXPECT_NEAR(review_output(town.world, p, sim::Month{12}, project, team, 0.2, 0.0), 0.1 * 0.85, 1e-7);
  p.balance_review = 1;
  EXPECT_NEAR(review_output(town.world, p, sim::Month{12}, project, team, 0.2, 0.0), 0.1 * 0.7, 1e-7);
}

TEST(Valorisation, SwitchedOffChangesNothing) {
  territory::Scenario s = lien_test::quiet_projects();
  s.valorisation.enabled = false;
  ProjectTown town(s, {1, 0, 2});
  tell(town, {town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]},
       true);
  const auto before = lien_test::fingerprints(town.world);
  town.end_of_month(1);
  EXPECT_EQ(lien_test::fingerprints(town.world), before);
}

}  // namespace
