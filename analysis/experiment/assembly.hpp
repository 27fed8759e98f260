// An experiment put together: its scenarios read, its parameters looked up, its design made, every run known
// by a number and an identity. What is wrong with it is found here, before anything is run.
//
// Runs are numbered point · replicates + replicate; points arm · design points + design point.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/kept_values.hpp"
#include "analysis/experiment/point_design.hpp"
#include "analysis/scenario_file.hpp"

namespace analysis {

/// The first half of a SHA-256.
using RunIdentity = std::array<std::byte, 16>;

struct AssembledArm {
  Arm arm;
  ToldScenario told;
  std::shared_ptr<const territory::Geography> geography;
  std::string text;                     ///< the resolved scenario
  std::string identity;                 ///< hash of scenario, program and geography
  std::vector<ParameterOf> parameters;  ///< of the factors, with this arm's own values
};

class Assembly {
 public:
  /// `program` = hash of the sources of engine and model. InputError with all faults that can be told
  /// together.
  Assembly(Experiment experiment, std::string program);

  [[nodiscard]] const Experiment& experiment() const { return experiment_; }
  [[nodiscard]] const std::string& program() const { return program_; }
  [[nodiscard]] const std::vector<AssembledArm>& arms() const { return arms_; }
  [[nodiscard]] const std::vector<FactorValues>& factors() const { return factors_; }
  [[nodiscard]] const KeptValues& kept() const { return *kept_; }
  /// Over everything that makes its runs what they are: two experiments of one hash have the same runs.
  [[nodiscard]] const std::string& hash() const { return hash_; }

  [[nodiscard]] std::size_t design_points() const { return design_->points(); }
  [[nodiscard]] std::size_t points() const { return arms_.size() * design_->points(); }
  /// With a precision to reach: the most of a point.
  [[nodiscard]] std::size_t replicates() const { return replicates_; }
  [[nodiscard]] std::uint64_t runs() const { return std::uint64_t{points()} * replicates_; }

  [[nodiscard]] const AssembledArm& arm_of(std::size_t point) const {
    return arms_[point / design_->points()];
  }
  /// One value a factor: the design's, or the arm's own where the design leaves it.
  [[nodiscard]] std::vector<sim::Value> values_of(std::size_t point) const;
  /// Second half of the key of a run's draws.
  [[nodiscard]] std::int64_t drawn_replicate(std::size_t point, std::size_t replicate) const {
    return static_cast<std::int64_t>(experiment_.common_draws ? replicate : point * replicates_ + replicate);
  }
  /// InputError when the values do not go together.
  [[nodiscard]] territory::Scenario scenario_of(std::size_t point, std::size_t replicate) const;
  [[nodiscard]] RunIdentity identity_of(std::uint64_t run) const;
  /// "p17r3": how users name a run.
  [[nodiscard]] std::string name_of(std::uint64_t run) const;

 private:
  void read_arms();
  void find_factors();
  void check_combinations() const;
  [[nodiscard]] std::string hash_of_all() const;

  Experiment experiment_;
  std::string program_;
  std::vector<AssembledArm> arms_;
  std::vector<FactorValues> factors_;
  std::unique_ptr<PointDesign> design_;
  std::optional<KeptValues> kept_;
  std::size_t replicates_ = 1;
  std::string hash_;
};

}  // namespace analysis
