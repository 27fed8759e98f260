// The runs a report is about: results that differ in nothing but their random key, read as series with the
// spread between runs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/pattern_summary.hpp"
#include "analysis/report/figure.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

struct Run {
  std::string file;  ///< as the user named it
  sim::output::ResultFile content;
};

/// Values along an axis: the mean over the runs that have one, and from lowest to highest of them. NaN where
/// no run has any.
struct Spread {
  std::vector<double> mean, low, high;  ///< `low` and `high` are empty with a single run
};

class RunSet {
 public:
  /// InputError when there is none, when one lacks what every result has, when their months or territories
  /// differ, or when they differ in more than seed, replicate, title and output.
  explicit RunSet(std::vector<Run> runs);

  [[nodiscard]] std::size_t size() const { return runs_.size(); }
  [[nodiscard]] const sim::output::ResultFile& first() const { return runs_.front().content; }
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  /// Patterns of all runs, in one arm; null for results that report none.
  [[nodiscard]] const PatternArm* patterns() const { return arms_.empty() ? nullptr : &arms_.front(); }

  /// Months since January 2008 of the rows, rising.
  [[nodiscard]] std::span<const std::int32_t> months() const;
  /// Position of a month among the rows, or −1.
  [[nodiscard]] int row_of(int month) const;
  /// Whether every run has that variable along these dimensions.
  [[nodiscard]] bool has(std::string_view variable, std::span<const std::string_view> dimensions) const;
  [[nodiscard]] bool has_series(std::string_view measure) const;
  /// A measure of the perimeter, one value a row.
  [[nodiscard]] Spread series(std::string_view measure) const;
  /// Values of a variable as numbers, mean over the runs, in the order of the file (rows × territories).
  [[nodiscard]] std::vector<double> values(std::string_view variable) const;
  /// The same of one run.
  [[nodiscard]] std::vector<double> values_of(std::size_t run, std::string_view variable) const;

  /// "1 run, seed 2001", "10 runs, seeds 2001 to 2010".
  [[nodiscard]] Text size_text() const;
  /// "lowest to highest of 10 runs"; empty with a single run.
  [[nodiscard]] Text band_text() const;

 private:
  void check_rows() const;

  std::vector<Run> runs_;
  std::vector<PatternArm> arms_;
};

/// The variable of that name, or null.
[[nodiscard]] const sim::output::Variable* find_variable(const sim::output::GroupData& group,
                                                         std::string_view name);
/// Its values as numbers; InputError when it is missing or text.
[[nodiscard]] std::vector<double> numbers_in(const sim::output::GroupData& group, std::string_view name,
                                             const std::string& file);
/// Its texts; InputError when it is missing or numeric.
[[nodiscard]] const std::vector<std::string>& texts_in(const sim::output::GroupData& group,
                                                       std::string_view name, const std::string& file);
/// An attribute of the file; the fallback when it is missing or of another type.
[[nodiscard]] std::string text_attribute(const sim::output::ResultFile& file, std::string_view name);
[[nodiscard]] std::int64_t whole_attribute(const sim::output::ResultFile& file, std::string_view name);

}  // namespace analysis::report
