// Every theory of trust the model can be run under. A new one is its own file, its include and its name in
// `TrustRules`: parameters, `lien dyad`, checkpoints, results and the checks of a scenario follow from it.
#pragma once

#include <string_view>
#include <tuple>
#include <utility>

#include "models/territory/trust_rules/abi.hpp"
#include "models/territory/trust_rules/asymmetric.hpp"
#include "models/territory/trust_rules/beta.hpp"
#include "models/territory/trust_rules/fire.hpp"
#include "models/territory/trust_rules/gaussian.hpp"
#include "models/territory/trust_rules/reinforcement.hpp"
#include "models/territory/trust_rules/staged.hpp"
#include "models/territory/trust_rules/subjective.hpp"

namespace territory {

template <TrustRule... Rules>
struct RuleList {
  static constexpr std::size_t size = sizeof...(Rules);
  static constexpr std::array<std::string_view, size> names{Rules::name...};
  /// One of each, with its parameters.
  using All = std::tuple<Rules...>;
  /// `Some<Rules...>`, for instance a variant of what belongs to each rule.
  template <template <class...> class Some, template <class> class Of>
  using Each = Some<Of<Rules>...>;

  template <class Rule>
  static constexpr int position() {
    int at = 0, found = -1;
    ((std::is_same_v<Rule, Rules> ? void(found = at++) : void(++at)), ...);
    return found;
  }
  /// Calls `use(rule)` with the rule at `position`.
  template <class Use>
  static auto with(const All& rules, int position, Use&& use) {
    return pick<0>(rules, position, use);
  }
  template <class Use>
  static void for_each(All& rules, Use&& use) {
    std::apply([&](auto&... rule) { (use(rule), ...); }, rules);
  }

 private:
  template <std::size_t K, class Use>
  static auto pick(const All& rules, int position, Use& use) {
    if constexpr (K + 1 == size) {
      return use(std::get<K>(rules));
    } else {
      return position == static_cast<int>(K) ? use(std::get<K>(rules)) : pick<K + 1>(rules, position, use);
    }
  }
};

/// In the order in which they are told to the user.
using TrustRules = RuleList<BetaRule, AsymmetricRule, AbiRule, StagedRule, ReinforcementRule, SubjectiveRule,
                            FireRule, GaussianRule>;

}  // namespace territory
