// No dead parameter: each one, moved to another value it allows, changes what happens in a small territory
// where every mechanism is on. Tables of `[[intervention]]` have their own tests (interventions_test,
// intervention_effects_test).
#include <gtest/gtest.h>

#include <map>

#include "tests/support/other_values.hpp"
#include "tests/support/whole_scenario.hpp"

namespace {

using lien_test::read_into;
using sim::Catalogue;
using territory::Scenario;

/// Groups that say which run, where, and what is written of it, not what happens.
const std::vector<std::string> not_of_the_model{"run.", "territory.", "output.", "survey."};

/// Under these, some come to identify with each other in the few years of the run.
const std::vector<std::string> friends{"trust.rule=staged", "trust.staged.gain_rate=[0.3, 0.3, 0.3]",
                                       "trust.staged.loss_rate=[0.05, 0.05, 0.05]",
                                       "projects.fail_rate=[0, 0, 0]", "valorisation.review=none"};

/// What must be set for a parameter to have a say, by the beginning of its key; the longest one that fits.
const std::map<std::string, std::vector<std::string>> settings_of{
    {"catalysts.birth", {"catalysts.mode=endogenous", "run.until=2035-12"}},
    {"catalysts.growth", {"catalysts.density=5.0", "run.until=2021-12"}},
    {"endings.weibull_shape", {"endings.hazard_shape=weibull"}},
    // Where much goes on, whoever can be involved is, and stays so.
    {"engagement.",
     {"gatherings.enabled=false", "catalysts.enabled=false", "projects.enabled=false", "mayors.enabled=false",
      "partnerships.birth_rate=0.05"}},
    {"engagement.awareness_event", {}},
    {"engagement.engage_workshop", {}},
    {"valorisation.balance_review",
     {"valorisation.review_error=0", "valorisation.review_by_stage=[0.1, 0.2, 0.4]", "projects.idea_prob=1"}},
    {"catalysts.academic_accuracy", {"valorisation.review_error=0.5"}},
    {"observers.q4_growing", {"projects.existing_projects=0", "projects.idea_prob=0.1"}},
    // Reviews stop most projects before they are deployed or broke.
    {"projects.anchored_copy",
     {"valorisation.review=none", "projects.existing_projects=2", "projects.idea_prob=0.6",
      "projects.copy_rate=0.05"}},
    {"projects.fail_broke",
     {"valorisation.review=none", "catalysts.enabled=false", "projects.member_contribution=0.05",
      "projects.viability_start=0.15"}},
    {"skills.pair_factor", {"skills.parcours_pairs=pair"}},
    {"catalysts.operating_time", {"catalysts.policy=operator"}},
    // Those who come to identify with each other.
    {"trust.staged.count_identification", friends},
    {"trust.staged.trust_identification", friends},
    {"trust.staged.fallen_trust", friends},
    {"trust.marsh.", {"trust.gate=marsh"}},
    {"valorisation.review_one_grid", {"valorisation.review=one_grid"}},
};

/// Parameters whose own tests prove them and which a territory of this size and time cannot show, with the
/// reason.
const std::map<std::string, std::string> not_here{
    {"observers.q4_anchored",
     "four years make no commune with some, but not one more, lasting projects: observers_test"},
    {"observers.rse_gain", "weighs a measure of what happened, not what happens: impacts_test"},
    {"projects.outsider_prior", "everybody here knows somebody outside its project: stages_test"},
    {"skills.parcours_territories", "a parcours takes ten territories, and here are three: skills_test"},
};

/// Other values of parameters that are no number, flag or choice.
const std::map<std::string, std::vector<std::string>> instead_of{
    {"elections.months", {"[2, 14, 38]"}},
    {"skills.parcours_starts", {"[\"2010-03\"]"}},
    {"skills.parcours_sessions", {"[2]"}},
    {"demarche.steps", {"[\"listen\", \"carry\", \"valorise\"]"}},
};

std::vector<std::string> values_for(const Catalogue::Entry& e) {
  const auto known = instead_of.find(e.key);
  return known != instead_of.end() ? known->second : lien_test::other_values(e);
}

std::vector<std::string> settings_for(const std::string& key) {
  std::size_t longest = 0;
  std::vector<std::string> settings;
  for (const std::string_view rule : territory::TrustRules::names) {  // one in force has a say
    const std::string prefix = "trust." + std::string(rule) + ".";
    if (!key.starts_with(prefix)) continue;
    longest = prefix.size();
    settings = {"trust.rule=" + std::string(rule)};
  }
  for (const auto& [prefix, needed] : settings_of) {
    if (key.starts_with(prefix) && prefix.size() >= longest) {
      longest = prefix.size();
      settings = needed;
    }
  }
  return settings;
}

const lien_test::WholeRun& unmoved(const std::vector<std::string>& settings) {
  static std::map<std::vector<std::string>, lien_test::WholeRun>
      states;  // one a process: a shard of the test
  if (const auto known = states.find(settings); known != states.end()) return known->second;
  Scenario scenario = lien_test::whole_scenario();
  EXPECT_TRUE(read_into(scenario, settings));
  return states.emplace(settings, lien_test::whole_run(scenario)).first->second;
}

constexpr std::size_t shards = 16;
class EveryParameter : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryParameter, MovesARun) {
  const auto entries = lien_test::whole_catalogue().entries();
  for (std::size_t k = GetParam(); k < entries.size(); k += shards) {
    const Catalogue::Entry& e = entries[k];
    const bool setting =
        std::ranges::any_of(not_of_the_model, [&](const auto& g) { return e.key.starts_with(g); });
    if (setting || !e.list.empty() || not_here.contains(e.key)) continue;
    const auto settings = settings_for(e.key);
    const lien_test::WholeRun& before = unmoved(settings);
    bool allowed = false, moved = false;
    for (const std::string& value : values_for(e)) {
      Scenario scenario = lien_test::whole_scenario();
      auto all = settings;
      all.push_back(e.key + "=" + value);
      if (!read_into(scenario, all)) continue;
      allowed = true;
      if ((moved = lien_test::whole_run(scenario) != before)) break;
    }
    EXPECT_TRUE(allowed) << e.key << ": no other value was accepted";
    EXPECT_TRUE(moved) << e.key << " changes nothing";
  }
}
INSTANTIATE_TEST_SUITE_P(Shards, EveryParameter, testing::Range(std::size_t{0}, shards));

}  // namespace
