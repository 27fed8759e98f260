// All theories of trust, for tests that must hold under each.
#pragma once

#include "models/territory/submodels/trust_update.hpp"

namespace lien_test {

inline std::array<territory::TrustParameters::Rule, territory::TrustRules::size> every_rule() {
  std::array<territory::TrustParameters::Rule, territory::TrustRules::size> rules{};
  for (std::size_t k = 0; k < rules.size(); ++k) rules[k] = static_cast<territory::TrustParameters::Rule>(k);
  return rules;
}
inline std::string name_of(territory::TrustParameters::Rule rule) {
  return std::string(territory::TrustRules::names[static_cast<std::size_t>(rule)]);
}

}  // namespace lien_test
