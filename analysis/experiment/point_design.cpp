#include "analysis/experiment/point_design.hpp"

#include <algorithm>
#include <limits>

#include "analysis/designs/unit_design.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

constexpr double most_points = 1e7;

/// All combinations of levels; the last factor changes fastest.
class Factorial final : public PointDesign {
 public:
  explicit Factorial(const std::vector<FactorValues>& factors) {
    for (const FactorValues& factor : factors) levels_.push_back(factor.levels());
  }
  [[nodiscard]] std::size_t points() const override {
    std::size_t product = 1;
    for (const auto& levels : levels_) product *= levels.size();
    return product;
  }
  void point(std::size_t index, std::span<PointValue> values) const override {
    for (std::size_t k = levels_.size(); k-- > 0;) {
      values[k] = levels_[k][index % levels_[k].size()];
      index /= levels_[k].size();
    }
  }

 private:
  std::vector<std::vector<sim::Value>> levels_;
};

/// Point i takes value i of every factor.
class Listed final : public PointDesign {
 public:
  explicit Listed(const std::vector<FactorValues>& factors) {
    for (const FactorValues& factor : factors) levels_.push_back(factor.levels());
  }
  [[nodiscard]] std::size_t points() const override { return levels_.empty() ? 1 : levels_[0].size(); }
  void point(std::size_t index, std::span<PointValue> values) const override {
    for (std::size_t k = 0; k < levels_.size(); ++k) values[k] = levels_[k][index];
  }

 private:
  std::vector<std::vector<sim::Value>> levels_;
};

/// The scenario as it is, then every level of every factor with the others as they are.
class OneAtATime final : public PointDesign {
 public:
  explicit OneAtATime(const std::vector<FactorValues>& factors) {
    for (const FactorValues& factor : factors) levels_.push_back(factor.levels());
  }
  [[nodiscard]] std::size_t points() const override {
    std::size_t sum = 1;
    for (const auto& levels : levels_) sum += levels.size();
    return sum;
  }
  void point(std::size_t index, std::span<PointValue> values) const override {
    std::ranges::fill(values, std::nullopt);
    if (index-- == 0) return;
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      if (index < levels_[k].size()) {
        values[k] = levels_[k][index];
        return;
      }
      index -= levels_[k].size();
    }
  }

 private:
  std::vector<std::vector<sim::Value>> levels_;
};

class Sampled final : public PointDesign {
 public:
  Sampled(std::unique_ptr<UnitDesign> unit, const std::vector<FactorValues>& factors)
      : unit_(std::move(unit)), factors_(factors) {}
  [[nodiscard]] std::size_t points() const override { return unit_->points(); }
  void point(std::size_t index, std::span<PointValue> values) const override {
    std::vector<double> cube(factors_.size());
    unit_->point(index, cube);
    for (std::size_t k = 0; k < factors_.size(); ++k) values[k] = factors_[k].at(cube[k]);
  }

 private:
  std::unique_ptr<UnitDesign> unit_;
  std::vector<FactorValues> factors_;
};

/// The search among Latin hypercubes compares all pairs of points: what it may cost is bounded.
std::size_t affordable_tries(const Design& design, std::size_t dimensions) {
  const double points = static_cast<double>(design.points);
  const double one = points * points * static_cast<double>(dimensions) / 2;
  const double most = std::max(1.0, 4e9 / std::max(1.0, one));
  return static_cast<std::size_t>(std::min(static_cast<double>(design.tries), most));
}

std::unique_ptr<UnitDesign> unit_design(const Design& design, std::size_t dimensions) {
  const auto points = static_cast<std::size_t>(design.points);
  const sim::RandomKey key{static_cast<std::uint32_t>(design.key), 0};
  switch (design.kind) {
    case DesignKind::sobol:
      return sobol_design(points, dimensions);
    case DesignKind::halton:
      return halton_design(points, dimensions);
    case DesignKind::saltelli:
      return saltelli_design(points, dimensions, design.second_order);
    case DesignKind::morris:
      return morris_design(static_cast<std::size_t>(design.trajectories), dimensions,
                           static_cast<std::size_t>(design.grid_levels), key);
    default:
      return latin_hypercube_design(points, dimensions, key, affordable_tries(design, dimensions));
  }
}

sim::Place place_of(const Experiment& experiment, const std::string& key) {
  const auto found = experiment.places.find(key);
  return found == experiment.places.end() ? sim::Place{experiment.file, 0, 0} : found->second;
}

/// Points a design of levels would have, as a double: the product may exceed any integer.
double level_points(DesignKind kind, const std::vector<FactorValues>& factors) {
  double product = 1, sum = 1;
  for (const FactorValues& factor : factors) {
    product *= static_cast<double>(factor.levels().size());
    sum += static_cast<double>(factor.levels().size());
  }
  return kind == DesignKind::factorial ? product : sum;
}

void check_sampling(const Experiment& experiment, std::size_t dimensions, std::vector<sim::Fault>& faults) {
  const Design& design = experiment.design;
  const auto add = [&](const std::string& key, std::string what, std::string note) {
    faults.push_back({place_of(experiment, key), std::move(what), {std::move(note)}});
  };
  if (dimensions == 0)
    add("design.kind", "a sampling design needs a factor at least", "expected  [[factor]]");
  if (design.kind == DesignKind::morris) {
    if (design.grid_levels % 2 != 0)
      add("design.grid_levels", "design.grid_levels = " + std::to_string(design.grid_levels) + " is odd",
          "allowed  an even number of levels, 2 to 1000");
    return;
  }
  if (design.points < 1 || static_cast<double>(design.points) > most_points)
    add("design.points", "design.points = " + std::to_string(design.points) + " is out of range",
        "allowed  1 to 10000000");
}

void check_levels(const Experiment& experiment, const std::vector<FactorValues>& factors,
                  std::vector<sim::Fault>& faults) {
  if (experiment.design.kind == DesignKind::list) {
    for (const FactorValues& factor : factors) {
      const std::size_t first = factors[0].levels().size(), count = factor.levels().size();
      if (count != first)
        faults.push_back({factor.factor().place,
                          "factor " + sim::in_quotes(factor.factor().name) + " has " + std::to_string(count) +
                              (count == 1 ? " value" : " values") + ", but factor " +
                              sim::in_quotes(factors[0].factor().name) + " has " + std::to_string(first),
                          {"expected  in a list, one value a point for every factor"}});
    }
  } else if (const double points = level_points(experiment.design.kind, factors); points > most_points) {
    faults.push_back({place_of(experiment, "design.kind"),
                      "the design has " + sim::number(points) + " points",
                      {"allowed  at most 10000000"}});
  }
}

}  // namespace

std::unique_ptr<PointDesign> make_design(const Experiment& experiment,
                                         const std::vector<FactorValues>& factors,
                                         std::vector<sim::Fault>& faults) {
  const DesignKind kind = experiment.design.kind;
  if (is_sampling(kind)) {
    check_sampling(experiment, factors.size(), faults);
    if (!faults.empty()) return nullptr;
    return std::make_unique<Sampled>(unit_design(experiment.design, factors.size()), factors);
  }
  if (kind == DesignKind::csv) {
    if (!faults.empty()) return nullptr;
    return table_design(read_design_table(experiment, factors), factors);
  }
  check_levels(experiment, factors, faults);
  if (!faults.empty()) return nullptr;
  if (kind == DesignKind::list) return std::make_unique<Listed>(factors);
  if (kind == DesignKind::one_at_a_time) return std::make_unique<OneAtATime>(factors);
  return std::make_unique<Factorial>(factors);
}

}  // namespace analysis
