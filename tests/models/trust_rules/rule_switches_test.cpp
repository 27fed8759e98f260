// What has no meaning under a theory is refused with a reason, and what theories hear of reaches them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/territory/scenario.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/reader.hpp"
#include "tests/support/every_rule.hpp"

namespace {

std::string refusal(const std::vector<std::string>& assignments) {
  try {
    territory::Scenario scenario;
    sim::Settings settings;
    for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
    sim::Reader reader(settings);
    scenario.describe(reader);
    reader.finish();
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

template <class... Theory>
constexpr bool all_keep_prior = (territory::keeps_prior<Theory> && ...);
static_assert(all_keep_prior<territory::BetaRule, territory::AsymmetricRule, territory::AbiRule,
                             territory::StagedRule, territory::SubjectiveRule, territory::GaussianRule>);
static_assert(!territory::keeps_prior<territory::FireRule>);
static_assert(!territory::keeps_prior<territory::ReinforcementRule>);

TEST(RuleSwitches, AreRefusedWhereTheyMeanNothing) {
  for (const auto rule : lien_test::every_rule()) {
    const std::string name = lien_test::name_of(rule);
    territory::TrustParameters trust;
    trust.rule = rule;
    const bool prior =
        trust.with_rule([]<class Theory>(const Theory&) { return territory::keeps_prior<Theory>; });
    const std::string in_force = "trust.rule=" + name;
    EXPECT_EQ(refusal({in_force, "trust.bias=0.1"}).empty(), prior) << name;
    EXPECT_EQ(refusal({in_force, "trust.id_bonus=0.01"}).empty(), prior) << name;
    EXPECT_EQ(refusal({in_force, "trust.value_drift=0.001"}).empty(), name != "reinforcement") << name;
    EXPECT_EQ(refusal({in_force, "endings.trust_hazard=1", "trust.gate=marsh"}), "") << name;
    EXPECT_EQ(refusal({in_force}), "") << name;
  }
  EXPECT_THAT(refusal({"trust.rule=fire", "trust.bias=0.1"}),
              testing::HasSubstr("trust.bias shifts first impressions, and fire keeps none"));
}

}  // namespace
