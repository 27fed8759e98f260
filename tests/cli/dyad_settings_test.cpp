// `lien dyad --set`: what is set changes what is printed, or is refused; under every rule, and never in
// silence.
#include <gmock/gmock.h>

#include <algorithm>

#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/support/every_rule.hpp"
#include "tests/support/json_run.hpp"

namespace lien_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// One history in which everything happens that letters can say, and an average of many.
const std::vector<std::vector<std::string>> histories{
    {"--outcomes", "P" + std::string(58, 'S') + "ISSSSSSSSFABSSSFFFFFFFF"},
    {"--success", "0.7", "--months", "30", "--replicates", "300"}};

json every_parameter() {
  return json_of(run_lien({"describe", "parameters", "--json"}, LIEN_SOURCE_DIR).out)["parameters"];
}

/// Half of the way to the upper or the lower end of the range; another choice.
json moved(const json& parameter, bool down) {
  const json& value = parameter["value"];
  if (!parameter["choices"].empty()) return parameter["choices"][value == parameter["choices"][0] ? 1 : 0];
  if (value.is_boolean()) return !value.get<bool>();
  if (parameter["sums_to_one"].get<bool>()) {
    json turned = value;
    std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    return turned;
  }
  const double end = parameter[down ? "low" : "high"].get<double>();
  const auto half = [end](const json& x) -> json {
    const double there = 0.5 * (x.get<double>() + end);
    if (x.is_number_integer()) return static_cast<int>(there);
    return there;
  };
  if (!value.is_array()) return half(value);
  json all = json::array();
  for (const json& x : value) all.push_back(half(x));
  return all;
}

Ended dyad_with(const std::string& rule, const std::vector<std::string>& history,
                const std::vector<std::string>& set) {
  std::vector<std::string> options{"dyad", "--rule", rule};
  options.insert(options.end(), history.begin(), history.end());
  for (const std::string& assignment : set) {
    options.emplace_back("--set");
    options.push_back(assignment);
  }
  return run_lien(options, LIEN_SOURCE_DIR);
}

/// What must be in force for a parameter to mean anything.
std::vector<std::string> context_of(const std::string& key) {
  if (key.rfind("trust.marsh.", 0) == 0) return {"trust.gate=marsh"};
  if (key == "endings.weibull_shape") return {"endings.hazard_shape=weibull"};
  return {};
}

/// Whether the key is refused; a failure when it is taken and changes nothing.
bool refused(const std::string& rule, const std::vector<std::string>& history, const json& parameter) {
  const std::string key = parameter["key"];
  const auto with = [&](const json& value) {
    std::vector<std::string> set = context_of(key);
    set.push_back(key + "=" + value.dump());
    return dyad_with(rule, history, set);
  };
  const Ended as_is = with(parameter["value"]), more = with(moved(parameter, false)),
              less = with(moved(parameter, true));
  const std::string where = rule + " " + history[0] + " " + key;
  EXPECT_EQ(as_is.exit_code, more.exit_code) << where << as_is.err << more.err;
  EXPECT_EQ(as_is.exit_code, less.exit_code) << where << as_is.err << less.err;
  if (as_is.exit_code == 0) {
    EXPECT_TRUE(as_is.out != more.out || as_is.out != less.out) << where << ": taken, and nothing changes";
    return false;
  }
  EXPECT_EQ(as_is.exit_code, 2) << where;
  EXPECT_THAT(as_is.err, HasSubstr(key + " has no effect in lien dyad: ")) << where;
  EXPECT_EQ(as_is.out, "") << where;
  return true;
}

const std::vector<std::string> switches{"trust.bias",
                                        "trust.id_bonus",
                                        "trust.value_drift",
                                        "trust.stake_loss",
                                        "trust.gate",
                                        "trust.tau_shift",
                                        "trust.marsh.risk",
                                        "trust.marsh.competence",
                                        "partnerships.threshold",
                                        "partnerships.trust_slope",
                                        "endings.hazard_shape",
                                        "endings.hazard_base",
                                        "endings.hazard_floor",
                                        "endings.hazard_age",
                                        "endings.weibull_shape",
                                        "endings.trust_hazard"};

TEST(DyadSettings, EverySwitchUnderEveryRuleChangesTheTableOrIsRefused) {
  const json parameters = every_parameter();
  for (const auto rule : every_rule()) {
    const std::string name = name_of(rule);
    const bool prior = name != "fire" && name != "reinforcement", endogenous = name == "reinforcement";
    std::size_t met = 0;
    for (const json& parameter : parameters) {
      const std::string key = parameter["key"];
      if (std::find(switches.begin(), switches.end(), key) == switches.end()) continue;
      ++met;
      for (const auto& history : histories) {
        const bool meaningless = ((key == "trust.bias" || key == "trust.id_bonus") && !prior) ||
                                 (key == "trust.stake_loss" && endogenous) ||
                                 (key == "trust.value_drift" && (endogenous || history[0] == "--outcomes"));
        EXPECT_EQ(refused(name, history, parameter), meaningless) << name << " " << key << " " << history[0];
      }
    }
    EXPECT_EQ(met, switches.size());
  }
}

TEST(DyadSettings, EveryParameterOfARuleChangesItsTableOrIsRefused) {
  const json parameters = every_parameter();
  const std::vector<std::string> beyond{"trust.beta.forget_on", "trust.fire.weights",
                                        "trust.fire.role_rating"};
  const std::vector<std::string> late{"trust.staged.count_identification",
                                      "trust.staged.trust_identification", "trust.staged.fallen_trust"};
  const auto is_in = [](const std::vector<std::string>& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  for (const auto rule : every_rule()) {
    const std::string name = name_of(rule), other = name == "beta" ? "abi" : "beta";
    for (const json& parameter : parameters) {
      const std::string key = parameter["key"];
      if (parameter["group"] != "trust." + name) continue;
      for (const auto& history : histories) {
        EXPECT_EQ(refused(name, history, parameter),
                  is_in(beyond, key) || (history[0] == "--success" && is_in(late, key)))
            << key << " " << history[0];
      }
      EXPECT_TRUE(refused(other, histories[0], parameter)) << key << " under " << other;
    }
  }
}

// All the rest of the scenario at once: each key has its fault, none of them passes in silence.
TEST(DyadSettings, NothingElseOfAScenarioIsTaken) {
  std::vector<std::string> set;
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries()) {
    const bool of_rule = entry.key.rfind("trust.", 0) == 0 && entry.group != "trust";
    if (entry.is_field() || of_rule || entry.key == "trust.rule" || entry.key == "trust.gate") continue;
    if (std::find(switches.begin(), switches.end(), entry.key) == switches.end()) set.push_back(entry.key);
  }
  ASSERT_GT(set.size(), 200U);
  const json parameters = every_parameter();
  std::vector<std::string> assignments;
  for (const std::string& key : set) {
    const auto at = std::find_if(parameters.begin(), parameters.end(),
                                 [&](const json& parameter) { return parameter["key"] == key; });
    ASSERT_NE(at, parameters.end()) << key;
    assignments.push_back(key + "=" + (*at)["value"].dump());
  }
  const Ended ended = dyad_with("beta", histories[0], assignments);
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.out, "");
  for (const std::string& key : set)
    EXPECT_THAT(ended.err, HasSubstr(": " + key + " has no effect in lien dyad: "));
  EXPECT_THAT(ended.err, HasSubstr(std::to_string(set.size()) + " faults; nothing was written"));
}

// What --set asks for beside the trust is a column; nothing else is.
TEST(DyadSettings, CallForTheColumnsThatTheyMove) {
  const auto header = [](const std::vector<std::string>& set) {
    const std::string out = dyad_with("beta", {"--success", "0.5", "--months", "1"}, set).out;
    return out.substr(0, out.find('\n'));
  };
  const std::string plain = "step\ttrust\tconfidence\ttrust_sd";
  EXPECT_EQ(header({}), plain);
  EXPECT_EQ(header({"trust.bias=0.1"}), plain);
  EXPECT_EQ(header({"endings.trust_hazard=0"}), plain + "\tkept\ttrust_if_kept");
  EXPECT_EQ(header({"partnerships.trust_slope=9"}),
            plain +
                "\tconsents_mecenat\tconsents_responsible_practice\tconsents_economic_cooperation"
                "\tconsents_social_innovation");
}

}  // namespace
}  // namespace lien_test
