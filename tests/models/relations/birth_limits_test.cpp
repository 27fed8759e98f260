// Where partnerships cannot be, and what has no say in them (SM7). Exact: either no draw can bring one about,
// or the same draws bring about the same ones.
#include <gtest/gtest.h>

#include "models/territory/submodels/partnerships.hpp"
#include "tests/models/relations/many_pairs.hpp"

namespace {

using lien_test::ManyPairs;
using territory::Alliance;
using territory::Level;

/// The smallest uniform that a draw can be.
constexpr double least_uniform = 0x1p-33;

/// Everything but the thresholds as favourable to partnerships as the ranges allow.
territory::Scenario most_willing() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.partnerships.birth_rate = 0.5;
  s.partnerships.trust_slope = 20;
  s.partnerships.need_pull_cap = 10;
  s.partnerships.need_reference = 0;
  s.partnerships.low_level_factor = 1;
  s.partnerships.type_loyalty = 1;
  s.partnerships.upgrade_rate = 0.1;
  s.partnerships.upgrade_age = 0;
  return s;
}

/// 2 000 couples of a company and an association, all of whom prefer mécénat.
struct Courting {
  explicit Courting(const territory::Scenario& s, double trust) : pairs({2000, 0, 2000}, s) {
    pairs.couples(pairs.companies);
    pairs.trust(trust);
    for (std::size_t i = 0; i < pairs.world.actors.size(); ++i)
      pairs.world.actors.preferred_type[i] = Alliance::mecenat;
  }
  void months(int first, int last) {
    const territory::Scenario& s = pairs.scenario;
    territory::Partnerships births(s.partnerships, s.traits, s.needs, s.trust);
    for (int month = first; month <= last; ++month) {
      lien_test::run_once(births, pairs.world, month, pairs.executor, s);
      upgraded += static_cast<int>(pairs.world.flows.partnerships_upgraded);
    }
  }
  [[nodiscard]] int formed(int months_of_it = 24) {
    months(1, months_of_it);
    return pairs.live();
  }
  /// Types, 0 = none, and domains.
  [[nodiscard]] std::vector<std::pair<int, int>> partnerships() const {
    std::vector<std::pair<int, int>> all;
    for (std::size_t t = 0; t < pairs.world.ties.size(); ++t)
      all.emplace_back(static_cast<int>(pairs.world.ties.alliance[t]), pairs.world.ties.domain[t]);
    return all;
  }
  ManyPairs pairs;
  int upgraded = 0;
};

TEST(BirthLimits, AThresholdFarAboveEverybodysTrustFormsNone) {
  territory::Scenario s = most_willing();
  s.partnerships.terms.threshold.fill(0.9);
  s.trust.tau_shift = 0.2;
  const territory::Partnerships births(s.partnerships, s.traits, s.needs, s.trust);
  const double trust = 0.4;
  EXPECT_LT(births.birth_probability(births.consent(trust, trust, 0, 0, Alliance::mecenat), 1e9),
            least_uniform)
      << "whatever the need";
  EXPECT_EQ(Courting(s, trust).formed(), 0);
  s.partnerships.terms.threshold.fill(0.2);
  s.trust.tau_shift = -0.2;
  EXPECT_GT(Courting(s, trust).formed(), 1900) << "the same people under the lowest threshold";
}

TEST(BirthLimits, OneSideThatDistrustsIsEnough) {
  territory::Scenario s = most_willing();
  s.partnerships.terms.threshold.fill(0.9);
  s.trust.tau_shift = 0.2;
  for (const bool low_distrusts : {true, false}) {
    Courting couples(s, 1.0);
    auto& ties = couples.pairs.world.ties;
    for (std::size_t t = 0; t < ties.size(); ++t) (low_distrusts ? ties.trust_ij : ties.trust_ji)[t] = 0;
    // expit(−22)·expit(−2)
    EXPECT_EQ(couples.formed(1), 0);
  }
}

TEST(BirthLimits, ThroughMarshsGateNobodyPassesWithoutTrust) {
  territory::Scenario s = most_willing();
  s.trust.gate = territory::TrustParameters::Gate::marsh;
  s.partnerships.terms.threshold.fill(0.2);
  s.trust.marsh.risk = 0;
  s.trust.marsh.competence = 1;
  EXPECT_EQ(Courting(s, 0.5).formed(), 0) << "as much distrust as trust, and no risk at all";
  EXPECT_GT(Courting(s, 0.6).formed(), 1000);
  // Utility ½ of a need of the mean: ½·1·(0 + 1) is below a risk of 1.
  s.partnerships.terms.threshold.fill(0.5);
  s.trust.marsh.risk = 1;
  s.trust.marsh.competence = 0;
  EXPECT_EQ(Courting(s, 1.0).formed(), 0) << "full trust, but too great a risk";
}

TEST(BirthLimits, NobodyClimbsARungThatAsksForMoreThanFullTrustOrIsNeverOffered) {
  const auto climbed = [](double next_threshold, double shift, double upgrade_rate) {
    territory::Scenario s = most_willing();
    s.partnerships.terms.threshold = {0.2, next_threshold, next_threshold, next_threshold};
    s.trust.tau_shift = shift;
    s.partnerships.upgrade_rate = upgrade_rate;
    Courting couples(s, 1.0);
    couples.pairs.ally(0);
    couples.months(1, 24);
    return couples.upgraded;
  };
  EXPECT_EQ(climbed(0.9, 0.2, 0.1), 0) << "1.1 is asked for";
  EXPECT_EQ(climbed(0.2, 0, 0), 0) << "no upgrades";
  EXPECT_GT(climbed(0.9, 0, 0.1), 1000);
}

TEST(BirthLimits, ALevelFactorOfOneTreatsTheAwareLikeTheInvolved) {
  const auto formed = [](double factor, Level company) {
    territory::Scenario s = most_willing();
    s.partnerships.birth_rate = 0.05;
    s.partnerships.low_level_factor = factor;
    Courting couples(s, 0.5);
    for (const std::uint32_t row : couples.pairs.companies) couples.pairs.world.actors.level[row] = company;
    couples.months(1, 6);
    return couples.partnerships();
  };
  const auto none = [](const auto& all) {
    return std::ranges::all_of(all, [](const auto& p) { return p.first == 0; });
  };
  const auto involved = formed(1, Level::involved);
  EXPECT_FALSE(none(involved));
  EXPECT_EQ(formed(1, Level::aware), involved);
  EXPECT_TRUE(none(formed(0, Level::aware)));
  EXPECT_EQ(formed(0, Level::involved), involved) << "no matter between two who are involved";
}

TEST(BirthLimits, WithoutNeedPullNeedsHaveNoSay) {
  const auto formed = [](double need_pull, float need) {
    territory::Scenario s = most_willing();
    s.partnerships.birth_rate = 0.05;
    s.needs.need_pull = need_pull;
    Courting couples(s, 0.5);
    territory::World& world = couples.pairs.world;
    for (auto& needs : world.communes.need.all()) {
      needs.fill(need);
      needs[3] = 1.0F - need;
    }
    territory::Perception(s.needs).perceive(world, s.run.key(), sim::Month{0}, couples.pairs.executor);
    couples.months(1, 6);
    return couples.partnerships();
  };
  const auto indifferent = formed(0, 0.1F);
  EXPECT_TRUE(std::ranges::any_of(indifferent, [](const auto& p) { return p.first != 0; }));
  EXPECT_EQ(formed(0, 0.9F), indifferent);
  EXPECT_NE(formed(1, 0.9F), formed(1, 0.1F));
}

}  // namespace
