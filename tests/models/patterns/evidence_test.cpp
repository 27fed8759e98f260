// The tables of facts and patterns hang together, with each other and with what is declared elsewhere.
#include "models/territory/evidence.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include "models/territory/measures.hpp"
#include "models/territory/patterns/pattern.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/targets.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using territory::Fact;
using territory::Pattern;
using territory::Use;
using testing::HasSubstr;
using testing::IsEmpty;

std::set<std::string> measure_names() {
  std::set<std::string> names;
  for (const auto& m : territory::stock_measures()) names.emplace(m.name);
  for (const auto& m : territory::flow_measures()) names.emplace(m.name);
  return names;
}

/// Whether a fact of this use feeds a pattern that `fits`.
template <class Fits>
std::vector<std::string> feeding_none(territory::FactUse use, Fits fits) {
  std::vector<std::string> found;
  for (const Fact& fact : territory::facts()) {
    if (!(fact.use & use)) continue;
    const auto fed = territory::names_fed_by(fact);
    const bool any = std::ranges::any_of(fed, [&](const std::string& name) {
      const Pattern* pattern = territory::find_pattern(name);
      return pattern != nullptr && fits(pattern->use);
    });
    if (!any) found.emplace_back(fact.id);
  }
  return found;
}

TEST(Evidence, FeedsOnlyWhatExists) {
  const auto parameters = sim::catalogue_of(territory::Scenario{});
  const std::set<std::string> measures = measure_names();
  for (const Fact& fact : territory::facts()) {
    for (const std::string& name : territory::names_fed_by(fact)) {
      EXPECT_TRUE(parameters.find(name) != nullptr || measures.contains(name) ||
                  territory::find_pattern(name) != nullptr)
          << fact.id << " feeds " << name;
    }
    EXPECT_FALSE(fact.made_of.empty()) << fact.id;
    EXPECT_NE(fact.use, 0) << fact.id;
  }
}

TEST(Evidence, CalibrationMeansATarget) {
  EXPECT_THAT(feeding_none(territory::fact_calibration,
                           [](Use use) { return use != Use::held_out && use != Use::check; }),
              IsEmpty());
}

TEST(Evidence, HeldOutMeansAHeldOutPattern) {
  EXPECT_THAT(feeding_none(territory::fact_held_out, [](Use use) { return use == Use::held_out; }),
              IsEmpty());
}

TEST(Evidence, UnusedFactsFeedNoParameterAndNoPattern) {
  const auto parameters = sim::catalogue_of(territory::Scenario{});
  for (const Fact& fact : territory::facts()) {
    if (fact.use != territory::fact_unused) continue;
    for (const std::string& name : territory::names_fed_by(fact))
      EXPECT_TRUE(parameters.find(name) == nullptr && territory::find_pattern(name) == nullptr)
          << fact.id << " feeds " << name;
  }
}

TEST(Evidence, InputsFeedAParameterOrSayWhatElse) {
  const auto parameters = sim::catalogue_of(territory::Scenario{});
  std::vector<std::string> idle;
  for (const Fact& fact : territory::facts()) {
    const auto fed = territory::names_fed_by(fact);
    const bool any =
        std::ranges::any_of(fed, [&](const std::string& name) { return parameters.find(name) != nullptr; });
    if ((fact.use & territory::fact_input) && !any) idle.emplace_back(fact.id);
  }
  EXPECT_THAT(idle, IsEmpty());
}

/// Ids of facts in the source of a parameter or a pattern.
void expect_known(std::string text, const std::string& where) {
  const std::regex id("\\b(S[0-4]\\.[0-9]{2}|X[0-9]{1,2})\\b");
  std::set<std::string> known;
  for (const Fact& fact : territory::facts()) known.emplace(fact.id);
  for (std::smatch found; std::regex_search(text, found, id); text = found.suffix())
    EXPECT_TRUE(known.contains(found[1])) << where << " cites " << found[1];
}

TEST(Evidence, HoldsEveryFactThatIsCited) {
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries())
    expect_known(entry.spec.source, entry.key);
  for (const Pattern& pattern : territory::patterns())
    expect_known(std::string(pattern.source), std::string(pattern.id));
}

TEST(Evidence, IsNamedByTheParametersThatCiteIt) {
  const auto fed = [](std::string_view id) {
    return territory::names_fed_by(*std::ranges::find(territory::facts(), id, &Fact::id));
  };
  EXPECT_THAT(fed("S3.02"), testing::Contains("gatherings.readiness"));
  EXPECT_THAT(fed("S0.13"), testing::Contains("intervention.kind"));  // cited as S0.12-13
  EXPECT_THAT(fed("X1"), testing::Not(testing::Contains("population.public_factor_10")));  // which cites X15
  EXPECT_THAT(territory::facts_as_text("X12"), HasSubstr("endings.hazard_base"));
  EXPECT_EQ(territory::facts_as_text("no such thing"), "");
}

TEST(Evidence, HasEveryFactOnce) {
  std::set<std::string_view> ids;
  for (const Fact& fact : territory::facts()) EXPECT_TRUE(ids.insert(fact.id).second) << fact.id;
  EXPECT_EQ(ids.size(), 77U);
}

TEST(PatternTable, AreDeclaredWhole) {
  const std::set<std::string> measures = measure_names();
  std::set<std::string_view> ids;
  for (const Pattern& p : territory::patterns()) {
    EXPECT_TRUE(ids.insert(p.id).second) << p.id;
    EXPECT_LT(p.low, p.high) << p.id;
    EXPECT_TRUE(std::isnan(p.value) || (p.low <= p.value && p.value <= p.high)) << p.id;
    EXPECT_TRUE(!p.quantity.empty() || p.measure != nullptr) << p.id;
    EXPECT_TRUE(p.quantity.empty() || measures.contains(std::string(p.quantity))) << p.id;
    EXPECT_FALSE(p.source.empty()) << p.id;
    EXPECT_EQ(p.use == Use::held_out, p.id.starts_with("HO")) << p.id;
  }
  for (int k = 1; k <= 12; ++k) {
    const std::string id = "HO" + std::to_string(k);
    EXPECT_TRUE(std::ranges::any_of(ids, [&](std::string_view other) {
      return other == id || (other.starts_with(id) && other.size() == id.size() + 1 && other.back() >= 'a');
    })) << id;
  }
}

TEST(PatternTable, NameOnlyParametersThatExist) {
  const auto parameters = sim::catalogue_of(territory::Scenario{});
  const std::regex key("\\b[a-z_]{3,}\\.[a-z_]{3,}\\b");
  int named = 0;
  for (const Pattern& p : territory::patterns()) {
    std::string text = std::string(p.how) + " " + std::string(p.remark);
    for (std::smatch found; std::regex_search(text, found, key); text = found.suffix(), ++named)
      EXPECT_NE(parameters.find(found[0].str()), nullptr) << p.id << " names " << found[0];
  }
  EXPECT_GT(named, 5);
}

TEST(Targets, AreThoseAFitMayUse) {
  const auto usual = territory::targets_named(territory::usual_targets());
  ASSERT_EQ(usual.size(), 5U);
  EXPECT_EQ(usual[0].id, "C1");
  EXPECT_DOUBLE_EQ(usual[0].value, 0.37);
  EXPECT_NEAR(usual[0].tolerance, 0.04, 1e-15);
  const auto range = territory::targets_named({"C9a"});
  EXPECT_NEAR(range.at(0).value, 0.325, 1e-15);
  EXPECT_NEAR(range.at(0).tolerance, 0.075, 1e-15);
}

TEST(Targets, NoPatternThatIsHeldOutCanBeFitted) {
  int held_out = 0;
  for (const Pattern& p : territory::patterns()) {
    const std::string id(p.id);
    if (p.use == Use::target || p.use == Use::weak_target || p.use == Use::fitted) {
      EXPECT_EQ(territory::targets_named({id}).size(), 1U) << id;
      continue;
    }
    held_out += p.use == Use::held_out;
    EXPECT_THROW((void)territory::targets_named({"C1", id}), sim::InputError) << id;
  }
  EXPECT_GE(held_out, 12);
  EXPECT_THAT(lien_test::thrown_message<sim::InputError>([] { (void)territory::targets_named({"HO3"}); }),
              HasSubstr("HO3 is held out: it is never fitted"));
}

}  // namespace
