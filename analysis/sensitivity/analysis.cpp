#include "analysis/sensitivity/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

[[noreturn]] void refuse(const std::string& file, std::string what, std::vector<std::string> notes) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), std::move(notes)});
}

void require_units(const DesignRows& design, std::size_t units, std::size_t fewest, const std::string& unit) {
  if (units < fewest)
    refuse(design.name, fmt::format("{} {} {} too few for intervals", units, unit, units == 1 ? "is" : "are"),
           {fmt::format("allowed  {} {} or more", fewest, unit)});
}

void with_sobol(SensitivityAnalysis& result, const DesignRows& design,
                const std::vector<Response>& responses) {
  SaltelliLayoutFinder finder(design.name, design.factors, design.rows);
  design.each_row([&](std::span<const double> values, int line) { finder.row(values, line); });
  const SaltelliLayout layout = finder.found();
  if (result.settings.second_order && !layout.second_order)
    refuse(design.name, "the design has no rows for indices of second order",
           {"found     " + to_string(layout),
            fmt::format("expected  rows B_A^1 … B_A^{} too, {} for each base row", layout.factors,
                        2 * layout.factors + 2)});
  result.unit = "base rows";
  result.units = layout.base;
  result.rows_per_unit = layout.rows_per_base();
  result.design = to_string(layout);
  require_units(design, layout.base, fewest_base_rows, result.unit);
  for (const Response& response : responses)
    result.outputs.push_back(
        {response.name, response.replicates,
         sobol_indices(response, layout, result.settings.tolerated(), result.settings.bootstrap)});
}

/// The range of every factor that has one.
std::vector<std::optional<FactorRange>> ranges_of(const DesignRows& design,
                                                  const SensitivitySettings& settings) {
  std::vector<std::optional<FactorRange>> ranges(design.factors.size());
  for (const auto& [name, range] : settings.ranges) {
    const auto at = std::find(design.factors.begin(), design.factors.end(), name);
    if (at == design.factors.end()) {
      const std::string near = sim::nearest(name, design.factors);
      refuse(design.name, fmt::format("--range {}: there is no such factor", name),
             near.empty() ? std::vector<std::string>{} : std::vector{fmt::format("nearest  '{}'", near)});
    }
    ranges[static_cast<std::size_t>(at - design.factors.begin())] = range;
  }
  return ranges;
}

void with_morris(SensitivityAnalysis& result, const DesignRows& design,
                 const std::vector<Response>& responses) {
  MorrisReader reader(design.name, design.factors, design.rows, ranges_of(design, result.settings));
  design.each_row([&](std::span<const double> values, int line) { reader.row(values, line); });
  const MorrisTrajectories trajectories = reader.found();
  result.unit = "trajectories";
  result.units = trajectories.trajectories();
  result.rows_per_unit = design.factors.size() + 1;
  result.design = fmt::format("trajectories of {} rows", result.rows_per_unit);
  require_units(design, result.units, fewest_trajectories, result.unit);
  for (const Response& response : responses)
    result.outputs.push_back(
        {response.name, response.replicates,
         morris_effects(response, trajectories, result.settings.tolerated(), result.settings.bootstrap)});
}

void with_prcc(SensitivityAnalysis& result, const DesignRows& design,
               const std::vector<Response>& responses) {
  result.unit = "rows";
  result.units = design.rows;
  result.design = "rows of any order";
  require_units(design, design.rows, fewest_rows(design.factors.size()), result.unit);
  std::vector<std::vector<double>> columns(design.factors.size());
  for (auto& column : columns) column.reserve(design.rows);
  design.each_row([&](std::span<const double> values, int) {
    for (std::size_t c = 0; c < values.size(); ++c) columns[c].push_back(values[c]);
  });
  for (const Response& response : responses)
    result.outputs.push_back({response.name, response.replicates,
                              rank_correlations(response, design.factors, columns,
                                                result.settings.tolerated(), result.settings.bootstrap)});
}

}  // namespace

DesignRows rows_of(const DesignTable& design) {
  return {design.path.string(), design.factors, design.rows,
          [design](const RowVisitor& visit) { for_each_row(design, visit); }};
}

double SensitivitySettings::tolerated() const {
  return half_width.value_or(method == SensitivityMethod::sobol ? 0.05 : 0.1);
}

SensitivityAnalysis analyse(const DesignRows& design, const std::vector<Response>& responses,
                            const SensitivitySettings& settings) {
  SensitivityAnalysis result;
  result.settings = settings;
  result.factors = design.factors;
  result.rows = design.rows;
  switch (settings.method) {
    case SensitivityMethod::morris:
      with_morris(result, design, responses);
      break;
    case SensitivityMethod::sobol:
      with_sobol(result, design, responses);
      break;
    case SensitivityMethod::prcc:
      with_prcc(result, design, responses);
      break;
  }
  return result;
}

}  // namespace analysis
