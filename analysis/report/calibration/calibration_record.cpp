#include "analysis/report/calibration/calibration_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/report/run_set.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;

/// The file's variables in the shapes a calibration has them.
class HeldValues {
 public:
  HeldValues(const ResultFile& file, const std::string& name) : file_(file), name_(name) {}

  [[noreturn]] void refuse(
      std::string what,
      std::string note = "expected  calibration.nc, as lien calibrate FILE leaves it") const {
    throw sim::InputError(sim::Fault{{name_, 0, 0}, std::move(what), {std::move(note)}});
  }
  [[nodiscard]] bool has(std::string_view variable) const {
    return find_variable(file_, variable) != nullptr;
  }

  [[nodiscard]] std::vector<double> numbers(const std::string& variable, std::size_t count) const {
    const Variable& found = wanted(variable);
    std::vector<double> values;
    if (const auto* doubles = std::get_if<std::vector<double>>(&found.data))
      values = *doubles;
    else if (const auto* whole = std::get_if<std::vector<std::int32_t>>(&found.data))
      values.assign(whole->begin(), whole->end());
    else
      refuse(fmt::format("'{}' is not numbers", variable));
    if (values.size() != count)
      refuse(fmt::format("'{}' holds {} values, not {}", variable, values.size(), count));
    if (!std::ranges::all_of(values, [](double value) { return std::isfinite(value); }))
      refuse(fmt::format("'{}' holds a value that is no number", variable));
    return values;
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& variable, std::size_t count) const {
    const auto* found = std::get_if<std::vector<std::string>>(&wanted(variable).data);
    if (found == nullptr) refuse(fmt::format("'{}' is not text", variable));
    if (found->size() != count)
      refuse(fmt::format("'{}' holds {} texts, not {}", variable, found->size(), count));
    return *found;
  }
  [[nodiscard]] std::size_t length(const std::string& variable) const {
    return sim::output::value_count(wanted(variable).data);
  }
  [[nodiscard]] Matrix table(const std::string& variable, std::size_t rows, std::size_t columns) const {
    const std::vector<double> values = numbers(variable, rows * columns);
    return Eigen::Map<const Matrix>(values.data(), static_cast<Eigen::Index>(rows),
                                    static_cast<Eigen::Index>(columns));
  }
  [[nodiscard]] Eigen::VectorXd weights(const std::string& variable, std::size_t count) const {
    const std::vector<double> values = numbers(variable, count);
    double sum = 0;
    for (const double value : values) sum += value < 0 ? std::nan("") : value;
    if (!(std::abs(sum - 1) < 1e-6)) refuse(fmt::format("'{}' are no weights: their sum is not 1", variable));
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(count));
  }
  [[nodiscard]] double number(const char* attribute) const {
    const auto* value = sim::output::find_attribute(file_.attributes, attribute);
    const auto* held = value == nullptr ? nullptr : std::get_if<double>(value);
    return held == nullptr ? 0.0 : *held;
  }

 private:
  [[nodiscard]] const Variable& wanted(const std::string& variable) const {
    const Variable* found = find_variable(file_, variable);
    if (found == nullptr) refuse(fmt::format("holds no '{}'", variable));
    return *found;
  }

  const ResultFile& file_;
  const std::string& name_;
};

std::vector<FreeRange> parameters_of(const HeldValues& read) {
  const std::size_t count = read.length("parameter");
  if (count == 0) read.refuse("has no free parameter");
  if (!read.has("prior_scale"))
    read.refuse("does not say on which scale its priors are uniform: an earlier Lien wrote it",
                "the same command writes it anew from the runs that its folder holds");
  const auto names = read.texts("parameter", count), keys = read.texts("parameter_key", count),
             scales = read.texts("prior_scale", count);
  const auto low = read.numbers("prior_low", count), high = read.numbers("prior_high", count);
  std::vector<FreeRange> ranges;
  for (std::size_t d = 0; d < count; ++d) {
    const bool logarithmic = scales[d] == "log";
    if ((!logarithmic && scales[d] != "linear") || !(low[d] < high[d]) || (logarithmic && !(low[d] > 0)))
      read.refuse(
          fmt::format("the prior of {} is none: {} from {} to {}", names[d], scales[d], low[d], high[d]));
    ranges.push_back({names[d], keys[d], low[d], high[d], logarithmic, {}});
  }
  return ranges;
}

std::vector<CalibrationTarget> targets_of(const HeldValues& read) {
  const std::size_t count = read.length("target");
  if (count == 0) read.refuse("has no target");
  const auto names = read.texts("target", count), measures = read.texts("target_measure", count),
             months = read.texts("target_month", count), sources = read.texts("target_source", count);
  const auto values = read.numbers("target_value", count),
             tolerances = read.numbers("target_tolerance", count);
  std::vector<CalibrationTarget> targets;
  for (std::size_t k = 0; k < count; ++k) {
    const auto month = sim::parse_month(months[k]);
    if (!month || !(tolerances[k] > 0))
      read.refuse(fmt::format("target {} has no month or no tolerance", names[k]));
    targets.push_back({names[k], measures[k], sources[k], *month, values[k], tolerances[k]});
  }
  return targets;
}

/// Values of the parameters as points of the cube; what rounding puts outside is put back.
Matrix on_cube(Matrix values, const std::vector<FreeRange>& parameters, const HeldValues& read) {
  for (Eigen::Index d = 0; d < values.cols(); ++d) {
    const FreeRange& range = parameters[static_cast<std::size_t>(d)];
    for (Eigen::Index i = 0; i < values.rows(); ++i) {
      const double unit = range.unit_of(values(i, d));
      if (!(unit > -1e-6 && unit < 1 + 1e-6))
        read.refuse(fmt::format("a draw of {} lies outside its prior", range.name));
      values(i, d) = std::clamp(unit, 0.0, 1.0);
    }
  }
  return values;
}

RecordedPosterior posterior_of(const HeldValues& read, const CalibrationRecord& record, bool regressed) {
  const std::size_t draws = read.length("posterior_weight"), parameters = record.parameters.size();
  if (draws == 0) read.refuse("holds no draw");
  RecordedPosterior posterior;
  posterior.points = on_cube(read.table("posterior", draws, parameters), record.parameters, read);
  posterior.weights = read.weights("posterior_weight", draws);
  posterior.statistics = read.table("posterior_statistics", draws, record.targets.size());
  const auto distances = read.numbers("posterior_distance", draws);
  posterior.distances = Eigen::Map<const Eigen::VectorXd>(distances.data(), static_cast<Eigen::Index>(draws));
  posterior.regressed = regressed;
  posterior.adjusted = on_cube(read.table("adjusted", draws, parameters), record.parameters, read);
  posterior.adjusted_weights = read.weights("adjusted_weight", draws);
  posterior.reading = read_posterior(posterior.points, posterior.weights);
  posterior.adjusted_reading = read_posterior(posterior.adjusted, posterior.adjusted_weights);
  return posterior;
}

std::vector<RecordedGeneration> generations_of(const HeldValues& read) {
  const std::size_t count = read.length("generation");
  const auto of = [&](const char* what) { return read.numbers(std::string("generation_") + what, count); };
  const auto tolerance = of("tolerance"), acceptance = of("acceptance"), evidence = of("evidence"),
             size = of("effective_size"), simulations = of("simulations"), failed = of("failed");
  std::vector<RecordedGeneration> generations;
  for (std::size_t g = 0; g < count; ++g)
    generations.push_back({tolerance[g], acceptance[g], evidence[g], size[g], simulations[g], failed[g]});
  return generations;
}

std::vector<RecordedWave> waves_of(const HeldValues& read, std::size_t targets) {
  const std::size_t count = read.length("wave");
  const auto runs = read.numbers("wave_runs", count), left = read.numbers("wave_left", count),
             error = read.numbers("wave_left_error", count);
  const Matrix doubtful = read.table("wave_doubtful", count, targets);
  std::vector<RecordedWave> waves;
  for (std::size_t w = 0; w < count; ++w) {
    const auto row = doubtful.row(static_cast<Eigen::Index>(w));
    waves.push_back({runs[w], left[w], error[w], {row.begin(), row.end()}});
  }
  return waves;
}

}  // namespace

bool is_calibration_result(const ResultFile& file) {
  return text_attribute(file, "lien_kind") == "calibration";
}

CalibrationRecord read_calibration_result(const ResultFile& file, const std::string& name) {
  const HeldValues read(file, name);
  if (!is_calibration_result(file)) read.refuse("is no result of a calibration");
  const std::int64_t version = whole_attribute(file, "calibration_format_version");
  if (version > calibration_format)
    read.refuse(fmt::format("was written by a newer Lien (format {}, this program reads up to {})", version,
                            calibration_format));
  const auto text = [&](const char* attribute) { return text_attribute(file, attribute); };
  CalibrationRecord record;
  record.file = name;
  record.title = text("title");
  record.question = text("summary");
  record.parameters = parameters_of(read);
  record.targets = targets_of(read);
  record.seeds = whole_attribute(file, "seeds_per_candidate");
  record.seed = whole_attribute(file, "seed");
  record.simulations = whole_attribute(file, "simulations");
  record.method = text("method");
  record.history_end = text("history_end");
  record.abc_end = text("abc_end");
  record.abc_distance = text("distance");
  record.history_cutoff = read.number("history_cutoff");
  record.final_tolerance = read.number("abc_final_tolerance");
  if (read.has("posterior_weight")) {
    record.posterior = posterior_of(read, record, whole_attribute(file, "regression_adjusted") == 1);
    record.generations = generations_of(read);
  }
  if (read.has("wave")) record.waves = waves_of(read, record.targets.size());
  return record;
}

}  // namespace analysis::report
