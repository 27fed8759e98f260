// Exact expectations by going through every sequence of outcomes: no sampling, no false alarm.
#pragma once

#include "models/territory/trust_rules/trust_rule.hpp"

namespace lien_test {

/// An action that went as hoped or not, of full weight and seen as it was.
inline constexpr territory::Experience success{1, 1, 1, 1}, failure{0, 1, 1, 1};

struct Exact {
  double mean = 0, variance = 0;
};

/// Mean and variance of trust after `months` months of one experience each (forgetting first) that succeeds
/// with probability `p`, over all 2^months sequences.
template <territory::TrustRule Rule>
Exact over_every_sequence(const Rule& rule, double prior_mean, double p, int months) {
  double first = 0, second = 0;
  for (std::uint32_t sequence = 0; sequence < (1U << months); ++sequence) {
    auto state = rule.initial(prior_mean);
    double probability = 1;
    for (int n = 0; n < months; ++n) {
      const bool success = (sequence >> n) & 1U;
      probability *= success ? p : 1 - p;
      rule.decay(state);
      rule.experience(state, {success ? 1.0 : 0.0, 1.0, 1.0, 1.0});
    }
    first += probability * rule.value(state);
    second += probability * rule.value(state) * rule.value(state);
  }
  return {first, second - first * first};
}

/// Trust after `months` months of one experience each of which the share `x` succeeds: where trust is linear
/// in the outcomes this is the expectation.
template <territory::TrustRule Rule>
double after_shares(const Rule& rule, double prior_mean, double x, int months, double weight = 1) {
  auto state = rule.initial(prior_mean);
  for (int n = 0; n < months; ++n) {
    rule.decay(state);
    rule.experience(state, {x, 1.0, weight, 1.0});
  }
  return rule.value(state);
}

}  // namespace lien_test
