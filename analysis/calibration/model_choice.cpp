#include "analysis/calibration/model_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/core/error.hpp"

namespace analysis {

namespace {

using sim::output::AttributeValue;
using sim::output::ResultFile;

[[noreturn]] void refuse(const std::string& file, std::string what, std::vector<std::string> notes = {}) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), std::move(notes)});
}

template <class T>
const std::vector<T>* data_of(const ResultFile& file, std::string_view name) {
  const auto found = std::ranges::find(file.variables, name, &sim::output::Variable::name);
  return found == file.variables.end() ? nullptr : std::get_if<std::vector<T>>(&found->data);
}

template <class T>
const T* attribute(const ResultFile& file, std::string_view name) {
  const AttributeValue* value = sim::output::find_attribute(file.attributes, name);
  return value == nullptr ? nullptr : std::get_if<T>(value);
}

/// Kept candidates have weights and the others 0: the evidence is the mean weight of a simulation, and the
/// spread of the weights says how well it is known.
Fit fit_of(const CalibrationRead& read) {
  const auto* tolerance = data_of<double>(read.content, "generation_tolerance");
  const auto* evidence = data_of<double>(read.content, "generation_evidence");
  const auto* size = data_of<double>(read.content, "generation_effective_size");
  const auto* simulations = data_of<std::int32_t>(read.content, "generation_simulations");
  if (tolerance == nullptr || evidence == nullptr || size == nullptr || simulations == nullptr ||
      tolerance->empty() || evidence->size() != tolerance->size() || size->size() != tolerance->size() ||
      simulations->size() != tolerance->size())
    refuse(read.file, "holds no generation of ABC", {"expected  calibration.nc of method abc_smc or both"});
  const double n = simulations->back(), effective = size->back();
  if (!(evidence->back() > 0) || !(effective > 0) || !(n > 0)) refuse(read.file, "is damaged");
  return {read.file, tolerance->back(), evidence->back(), std::sqrt(std::max(0.0, 1 / effective - 1 / n)),
          simulations->back()};
}

template <class T>
void require_same(const T* value, const T* first, const std::string& what, const CalibrationRead& read,
                  const CalibrationRead& base) {
  if (value == nullptr)
    refuse(read.file, "does not say its " + what, {"expected  a result of lien calibrate"});
  if (first == nullptr || *value != *first)
    refuse(read.file, fmt::format("has another {} than {}", what, base.file),
           {"because  only the same evidence weighs theories"});
}

void require_same_evidence(const CalibrationRead& read, const CalibrationRead& base) {
  const auto doubles = [&](const char* name, const char* what) {
    require_same(data_of<double>(read.content, name), data_of<double>(base.content, name), what, read, base);
  };
  require_same(data_of<std::string>(read.content, "target"), data_of<std::string>(base.content, "target"),
               "list of targets", read, base);
  doubles("target_value", "value of a target");
  doubles("target_tolerance", "tolerance of a target");
  require_same(attribute<std::int64_t>(read.content, "seeds_per_candidate"),
               attribute<std::int64_t>(base.content, "seeds_per_candidate"), "number of seeds a candidate",
               read, base);
  const auto* distance = attribute<std::string>(read.content, "distance");
  require_same(distance, attribute<std::string>(base.content, "distance"), "distance", read, base);
  if (*distance == "adaptive")
    refuse(read.file,
           "measures by the adaptive distance, which every calibration scales by its own simulations",
           {"expected  abc.distance = \"largest\""});
}

}  // namespace

std::vector<WeighedFit> weigh_fits(const std::vector<CalibrationRead>& calibrations) {
  std::vector<WeighedFit> fits;
  for (const CalibrationRead& read : calibrations) {
    fits.push_back({fit_of(read)});
    require_same_evidence(read, calibrations.front());
    const double here = fits.back().fit.tolerance, there = fits.front().fit.tolerance;
    if (std::abs(here - there) > 1e-9 * there)
      refuse(
          read.file,
          fmt::format("ends at the tolerance {:.4g}, {} at {:.4g}", here, calibrations.front().file, there),
          {"mend     more abc.simulations, or one abc.final_tolerance that all reach"});
  }
  double sum = 0;
  for (const WeighedFit& one : fits) sum += one.fit.evidence;
  for (WeighedFit& one : fits) {
    const Fit& base = fits.front().fit;
    one.probability = one.fit.evidence / sum;
    one.log_bayes = std::log(one.fit.evidence / base.evidence);
    const double error = &one == &fits.front() ? 0.0 : std::hypot(one.fit.error, base.error);
    one.low = one.log_bayes - 1.959963984540054 * error;
    one.high = one.log_bayes + 1.959963984540054 * error;
  }
  return fits;
}

}  // namespace analysis
