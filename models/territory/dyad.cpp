#include "models/territory/dyad.hpp"

#include <cmath>
#include <string>

#include "models/territory/streams.hpp"
#include "sim/core/error.hpp"

namespace territory {

namespace {

Experience lived(char outcome, double weight) {
  Experience e{outcome == 'S' || outcome == 'P' ? 1.0 : 0.0, 1.0, weight, 1.0};
  if (const auto quality = std::string_view("ABI").find(outcome); quality != std::string_view::npos) {
    e.shown = {1.0, 1.0, 1.0};
    e.shown[quality] = 0.0;
    e.betrayal = outcome == 'I';
  }
  return e;
}

/// All three qualities succeed with the same chance; a third of the failures is then one of integrity.
void show_equally(double success, sim::KeyedDraws& draws, std::uint32_t at, Experience& e) {
  constexpr double third = 1.0 / 3.0;
  std::array<double, 4> u{};
  for (std::uint32_t k = 0; k < 4; ++k) u[k] = draws.uniform(at + streams::quality_shown + k);
  e.shown = ActDetail::shown({third, third, third}, {success, success, success}, e.received > 0.5, u);
  e.betrayal = e.received < 0.5 && draws.uniform(at + streams::betrays) < third;
}

}  // namespace

std::vector<DyadStep> follow_outcomes(const TrustParameters& trust, const DyadSetting& setting,
                                      std::string_view outcomes) {
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    if (std::string_view("SFABIP").find(outcomes[k]) == std::string_view::npos) {
      throw sim::InputError(sim::Fault{
          {},
          "--outcomes has '" + std::string(1, outcomes[k]) + "' at position " + std::to_string(k + 1),
          {"allowed  S success, F failure, A B I failure of ability, benevolence, integrity alone, P success "
           "that "
           "carries a shared project into perpetuate"}});
    }
  }
  return trust.with_rule([&](const auto& rule) {
    auto state = rule.initial(setting.prior_mean);
    std::vector<DyadStep> steps{{0, rule.value(state), rule.confidence(state), 0.0}};
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      rule.decay(state);
      rule.experience(state, lived(outcomes[k], setting.weight));
      if constexpr (hears_of_perpetuation<std::decay_t<decltype(rule)>>) {
        if (outcomes[k] == 'P') rule.perpetuated(state);
      }
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
          Experience of_i{x_ij, x_ji, setting.weight, 1.0}, of_j{x_ji, x_ij, setting.weight, 1.0};
          if constexpr (heeds_detail<std::decay_t<decltype(rule)>>) {
            auto detail = sim::Draws({seed, static_cast<std::uint32_t>(r)}, {static_cast<int>(step)},
                                     streams::act_detail)
                              .of(sim::Uid{0}, sim::Uid{1});
            show_equally(success, detail, 0, of_i);
            show_equally(success, detail, 8, of_j);
          }
          rule.experience(ij, of_i);
          rule.experience(ji, of_j);
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
