#include "models/territory/dyad_settings.hpp"

#include <algorithm>
#include <array>

#include "sim/parameters/catalogue.hpp"

namespace territory {

namespace {

using Reason = std::optional<std::string>;

struct KeyAndReason {
  std::string_view key, reason;
};

template <std::size_t N>
Reason reason_among(const std::array<KeyAndReason, N>& known, std::string_view key) {
  const auto at = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.key == key; });
  if (at == known.end()) return std::nullopt;
  return std::string(at->reason);
}

/// Parameters of a rule that nothing in the life of one pair reaches.
constexpr std::array<KeyAndReason, 3> beyond_a_pair{{
    {"trust.beta.forget_on",
     "a pair acts once in every month here, so evidence wears out at the same moments either way"},
    {"trust.fire.weights",
     "a pair alone has ratings of one kind, those it lived, and nothing to weigh them with"},
    {"trust.fire.role_rating", "the two are not of one type"},
}};

/// Parameters of a rule that matter only once the outcomes have had these letters.
struct KeyAndLetters {
  std::string_view key, letters;
};
constexpr std::array<KeyAndLetters, 3> after_letters{{
    {"trust.staged.count_identification", "P"},
    {"trust.staged.trust_identification", "P"},
    {"trust.staged.fallen_trust", "PI"},
}};

/// What an option of the command says instead, or why it cannot be said of a pair.
constexpr std::array<KeyAndReason, 12> said_elsewhere{{
    {"run.seed", "--seed says it"},
    {"run.until", "--outcomes or --months says how long the pair is followed"},
    {"encounters.prior_mean", "--prior says the first impression"},
    {"outcomes.encounter_weight", "--weight says what an act weighs"},
    {"outcomes.project_weight", "--weight says what an act weighs"},
    {"partnerships.type_weight", "--weight says what an act weighs"},
    {"partnerships.stake", "--weight says what an act weighs, its stake included"},
    {"trust.witness_weight", "a pair has no third party"},
    {"trust.witness_contacts", "a pair has no third party"},
    {"trust.witness_min_trust", "a pair has no third party"},
    {"trust.visibility_base", "a pair has no third party"},
    {"needs.need_pull", "consent is told at the mean match of needs, where this pull cancels"},
}};

Reason idle_in_rule(const TrustParameters& trust, std::string_view key,
                    std::optional<std::string_view> outcomes) {
  if (Reason reason = reason_among(beyond_a_pair, key)) return reason;
  for (const auto& [late, letters] : after_letters) {
    const bool all_come = std::all_of(letters.begin(), letters.end(), [&](char letter) {
      return outcomes && outcomes->find(letter) != std::string_view::npos;
    });
    if (key == late && !all_come) {
      return trust.rule_name() + " comes to it only after the " +
             (letters.size() == 1 ? "letter P of --outcomes" : "letters P and I of --outcomes");
    }
  }
  return std::nullopt;
}

Reason idle_switch(const TrustParameters& trust, std::string_view key,
                   std::optional<std::string_view> outcomes) {
  const std::string name = trust.rule_name();
  const bool prior = trust.with_rule([]<class Theory>(const Theory&) { return keeps_prior<Theory>; });
  const bool endogenous = trust.with_rule([]<class Theory>(const Theory&) { return is_endogenous<Theory>; });
  if ((key == "trust.bias" || key == "trust.id_bonus") && !prior)
    return "it moves first impressions, and " + name + " keeps none";
  if (key == "trust.value_drift" && endogenous)
    return "it moves trustworthiness, and under " + name + " nobody's behaviour follows it";
  if (key == "trust.value_drift" && outcomes)
    return "it moves the chance of success, and --outcomes says what happened; use --success";
  if (key == "trust.stake_loss" && endogenous)
    return "under " + name + " the payoffs of a game say what a failure costs";
  return std::nullopt;
}

Reason idle_hazard(const EndingParameters& endings, std::string_view name) {
  using Shape = EndingParameters::HazardShape;
  const Shape shape = endings.hazard_shape;
  if (name == "hazard_floor" && shape != Shape::hump) return "only the hazard of shape hump has a floor";
  if (name == "hazard_age" && shape == Shape::constant)
    return "a hazard of shape constant is the same at any age";
  if (name == "weibull_shape" && shape != Shape::weibull)
    return "the hazard is not of shape weibull; add --set endings.hazard_shape=weibull";
  return std::nullopt;
}

constexpr std::array<std::string_view, 6> dyad_switches{
    "trust.bias", "trust.id_bonus", "trust.value_drift", "trust.stake_loss", "trust.gate", "trust.tau_shift"};
constexpr std::array<std::string_view, 6> dyad_hazards{"hazard_shape", "hazard_base",   "hazard_floor",
                                                       "hazard_age",   "weibull_shape", "trust_hazard"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool begins_with(std::string_view key, std::string_view prefix) {
  return key.substr(0, prefix.size()) == prefix;
}

/// The name within `group`; empty when it is of another.
std::string_view name_in(std::string_view group, std::string_view key) {
  return begins_with(key, group) ? key.substr(group.size()) : std::string_view{};
}

std::string outside_a_pair(const Scenario& scenario, std::string_view key) {
  const sim::Catalogue catalogue = sim::catalogue_of(scenario);
  const sim::Catalogue::Entry* entry = catalogue.find(key);
  if (entry == nullptr) return "it is no parameter";
  return "nothing that befalls a pair alone depends on it ([" + entry->group + "]: " + entry->group_meaning +
         ")";
}

}  // namespace

DyadColumns columns_of(std::string_view key) {
  return {key == "trust.gate" || key == "trust.tau_shift" || begins_with(key, "trust.marsh.") ||
              begins_with(key, "partnerships."),
          begins_with(key, "endings.")};
}

Reason idle_in_dyad(const Scenario& scenario, std::string_view key,
                    std::optional<std::string_view> outcomes) {
  const TrustParameters& trust = scenario.trust;
  const bool gated = trust.gate == TrustParameters::Gate::marsh;
  if (key == "trust.rule" || key == "partnerships.threshold") return std::nullopt;
  if (is_among(dyad_switches, key)) return idle_switch(trust, key, outcomes);
  if (begins_with(key, "trust.marsh.")) {
    if (gated) return std::nullopt;
    return "Marsh's gate is not in force; add --set trust.gate=marsh";
  }
  if (key == "partnerships.trust_slope") {
    if (!gated) return std::nullopt;
    return "Marsh's gate is a threshold and has no slope";
  }
  if (const std::string_view name = name_in("endings.", key); is_among(dyad_hazards, name))
    return idle_hazard(scenario.endings, name);
  for (const std::string_view theory : TrustRules::names) {
    if (!begins_with(key, "trust." + std::string(theory) + ".")) continue;
    if (theory == trust.rule_name()) return idle_in_rule(trust, key, outcomes);
    return "the rule in force is " + trust.rule_name() + "; add --rule " + std::string(theory);
  }
  if (Reason reason = reason_among(said_elsewhere, key)) return reason;
  return outside_a_pair(scenario, key);
}

std::vector<std::string> read_by_dyad() {
  return {"it reads       trust.rule and the parameters of that rule",
          "switches       trust.bias, trust.value_drift (with --success), trust.id_bonus, trust.stake_loss",
          "consent        trust.gate, trust.marsh.*, trust.tau_shift, partnerships.threshold, "
          "partnerships.trust_slope",
          "selection      endings.trust_hazard, .hazard_base, .hazard_shape, .hazard_floor, .hazard_age, "
          ".weibull_shape"};
}

}  // namespace territory
