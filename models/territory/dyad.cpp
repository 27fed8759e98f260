#include "models/territory/dyad.hpp"

#include <cmath>
#include <string>

#include "models/territory/streams.hpp"
#include "sim/core/error.hpp"

namespace territory {

std::vector<DyadStep> follow_outcomes(const TrustParameters& trust, const DyadSetting& setting,
                                      std::string_view outcomes) {
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    if (outcomes[k] != 'S' && outcomes[k] != 'F') {
      throw sim::InputError(sim::Fault{
          {},
          "--outcomes has '" + std::string(1, outcomes[k]) + "' at position " + std::to_string(k + 1),
          {"allowed  S (success) and F (failure)"}});
    }
  }
  return trust.with_rule([&](const auto& rule) {
    auto state = rule.initial(setting.prior_mean);
    std::vector<DyadStep> steps{{0, rule.value(state), rule.confidence(state), 0.0}};
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      rule.decay(state);
      rule.experience(state, {outcomes[k] == 'S' ? 1.0 : 0.0, 1.0, setting.weight, 1.0});
      steps.push_back({static_cast<int>(k) + 1, rule.value(state), rule.confidence(state), 0.0});
    }
    return steps;
  });
}

std::vector<DyadStep> average_dyad(const TrustParameters& trust, const DyadSetting& setting, double success,
                                   int months, int replicates, std::uint32_t seed) {
  return trust.with_rule([&](const auto& rule) {
    const auto rows = static_cast<std::size_t>(months) + 1;
    std::vector<double> sum(rows, 0.0), squares(rows, 0.0), confidence(rows, 0.0);
    for (int r = 0; r < replicates; ++r) {
      auto ij = rule.initial(setting.prior_mean);
      auto ji = ij;
      for (std::size_t step = 0; step < rows; ++step) {
        if (step > 0) {
          auto draws =
              sim::Draws({seed, static_cast<std::uint32_t>(r)}, {static_cast<int>(step)}, streams::outcome)
                  .of(sim::Uid{0}, sim::Uid{1});
          const double x_ij = draws.bernoulli(rule.cooperation(ji, success), streams::from_high) ? 1.0 : 0.0;
          const double x_ji = draws.bernoulli(rule.cooperation(ij, success), streams::from_low) ? 1.0 : 0.0;
          rule.decay(ij);
          rule.decay(ji);
          rule.experience(ij, {x_ij, x_ji, setting.weight, 1.0});
          rule.experience(ji, {x_ji, x_ij, setting.weight, 1.0});
        }
        const double value = rule.value(ij);
        sum[step] += value;
        squares[step] += value * value;
        confidence[step] += rule.confidence(ij);
      }
    }
    std::vector<DyadStep> steps;
    for (std::size_t step = 0; step < rows; ++step) {
      const double mean = sum[step] / replicates;
      const double variance =
          replicates > 1 ? std::max(0.0, (squares[step] - replicates * mean * mean) / (replicates - 1)) : 0.0;
      steps.push_back({static_cast<int>(step), mean, confidence[step] / replicates, std::sqrt(variance)});
    }
    return steps;
  });
}

}  // namespace territory
