// A factor tied to its parameter: the levels it takes in a design of levels, its quantiles in a sampling
// design.
#pragma once

#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/parameter_value.hpp"

namespace analysis {

[[nodiscard]] bool is_sampling(DesignKind kind);

class FactorValues {
 public:
  /// `parameter` is that of the first arm. Appends what is wrong with the factor to `faults`.
  FactorValues(const Factor& factor, ParameterOf parameter, DesignKind design,
               std::vector<sim::Fault>& faults);

  [[nodiscard]] const Factor& factor() const { return factor_; }
  [[nodiscard]] const ParameterOf& parameter() const { return parameter_; }
  /// Of a design of levels, or what a sampling design picks from; empty when it draws from the range.
  [[nodiscard]] const std::vector<sim::Value>& levels() const { return levels_; }
  /// The value at `u` in [0, 1]: an equal share of the unit interval for each level, or the quantile of the
  /// law.
  [[nodiscard]] sim::Value at(double u) const;
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }

 private:
  void check_given_values(std::vector<sim::Fault>& faults);
  void take_range(std::vector<sim::Fault>& faults);
  void check_law(std::vector<sim::Fault>& faults) const;
  void spread_levels(int count, std::vector<sim::Fault>& faults);
  [[nodiscard]] sim::Value number_at(double u) const;
  void fault(std::vector<sim::Fault>& faults, std::string what, std::vector<std::string> notes) const;

  Factor factor_;
  ParameterOf parameter_;
  std::vector<sim::Value> levels_;
  double low_ = 0, high_ = 0;
};

}  // namespace analysis
