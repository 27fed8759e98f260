// A gathered experiment read for a report: points × replicates × months of each measure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

struct GatheredFactor {
  std::string name, parameter, units, meaning;
  std::vector<double> numbers;     ///< one a point; empty of a factor of texts
  std::vector<std::string> texts;  ///< the same of texts
};

struct GatheredMeasure {
  std::string name, meaning;
  std::vector<double> values;  ///< points × replicates × months; NaN where a run is not done
};

/// What is kept of every EPCI; without EPCI, nothing is.
struct GatheredEpcis {
  std::vector<std::string> codes, names;
  std::vector<double> months;             ///< since January 2008
  std::vector<GatheredMeasure> measures;  ///< points × replicates × months × EPCI
  bool placed = false;                    ///< whether the file says where the communes lie
};

class Gathered {
 public:
  /// InputError when the file is no gathered experiment or contradicts itself.
  Gathered(const sim::output::ResultFile& file, const std::string& name);

  [[nodiscard]] const std::vector<std::string>& arms() const { return arms_; }
  [[nodiscard]] const std::vector<double>& months() const { return months_; }
  [[nodiscard]] const std::vector<GatheredFactor>& factors() const { return factors_; }
  [[nodiscard]] const std::vector<GatheredMeasure>& measures() const { return measures_; }
  [[nodiscard]] const GatheredEpcis& epcis() const { return epcis_; }
  [[nodiscard]] const std::string& design() const { return design_; }
  [[nodiscard]] std::optional<std::int64_t> seed() const { return seed_; }
  /// Whether a replicate has the same draws at every point.
  [[nodiscard]] bool common_draws() const { return common_draws_; }
  [[nodiscard]] std::size_t points() const { return arm_of_.size(); }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }
  [[nodiscard]] std::size_t runs_done() const { return done_; }
  [[nodiscard]] std::size_t arm_of(std::size_t point) const { return arm_of_[point]; }

  [[nodiscard]] double value(const GatheredMeasure& measure, std::size_t point, std::size_t replicate,
                             std::size_t month) const {
    return measure.values[(point * replicates_ + replicate) * months_.size() + month];
  }
  /// Mean over the points of an arm, one value a replicate; NaN unless all of them are done.
  [[nodiscard]] std::vector<double> by_replicate(const GatheredMeasure& measure, std::size_t arm,
                                                 std::size_t month) const;
  /// The same of one EPCI.
  [[nodiscard]] std::vector<double> by_replicate(const GatheredMeasure& measure, std::size_t arm,
                                                 std::size_t month, std::size_t epci) const;
  /// Mean over the replicates that have one at the last month; NaN of none.
  [[nodiscard]] double at_point(const GatheredMeasure& measure, std::size_t point) const;

 private:
  template <class Value>
  [[nodiscard]] std::vector<double> mean_over_arm(std::size_t arm, const Value& value) const;
  void read_epcis(const sim::output::ResultFile& file, const std::string& name);
  void read_measures(const sim::output::ResultFile& file, const std::string& name);
  void read_factors(const sim::output::ResultFile& file, const std::string& name);

  std::vector<std::string> arms_;
  std::vector<std::size_t> arm_of_;
  std::vector<double> months_;
  std::vector<GatheredFactor> factors_;
  std::vector<GatheredMeasure> measures_;
  GatheredEpcis epcis_;
  std::string design_;
  std::optional<std::int64_t> seed_;
  bool common_draws_ = true;
  std::size_t replicates_ = 0, done_ = 0;
};

/// Whether a file is a gathered experiment rather than a run.
[[nodiscard]] bool is_gathered(const sim::output::ResultFile& file);

/// A mean with its 95 % interval by Student's t; NaN bounds with fewer than two values. Missing ones are left
/// out.
struct Estimate {
  double mean, low, high;
  std::size_t count;
};
[[nodiscard]] Estimate estimate_of(const std::vector<double>& values);

}  // namespace analysis::report
