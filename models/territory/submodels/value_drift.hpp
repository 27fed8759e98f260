// Trustworthiness itself moves (an arm of hypothesis H1): θ ← clip(θ + ν; 0.01, 0.99) for everybody, each
// month from January 2008 on. The spin-up stays as it is, so that arms differ in nothing before. Whoever
// takes over a seat starts from a fresh draw. Source: Vanneste, Puranam & Kretschmer 2014, who tell a change
// of the value that trust tracks from what is learnt about it. Neutral: ν = 0.
#pragma once

#include <algorithm>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class ValueDrift final : public sim::Submodel<World> {
 public:
  static constexpr double least = 0.01, most = 0.99;

  explicit ValueDrift(double drift) : drift_(drift) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;

  /// A share after one month of drift ν.
  [[nodiscard]] static double drifted(double share, double drift) {
    return std::clamp(share + drift, least, most);
  }

 private:
  double drift_;
};

}  // namespace territory
