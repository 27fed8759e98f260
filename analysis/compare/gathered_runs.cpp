#include "analysis/compare/gathered_runs.hpp"

#include <algorithm>
#include <map>

#include "sim/core/error.hpp"

namespace analysis {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;

const Variable* find(const ResultFile& file, std::string_view name) {
  for (const Variable& variable : file.variables) {
    if (variable.name == name) return &variable;
  }
  return nullptr;
}

template <class T>
const std::vector<T>& data_of(const ResultFile& file, std::string_view name) {
  const Variable* variable = find(file, name);
  const auto* data = variable == nullptr ? nullptr : std::get_if<std::vector<T>>(&variable->data);
  if (data == nullptr) throw sim::InvariantError("a gathered file without '" + std::string(name) + "'");
  return *data;
}

std::string text_attribute(const Variable& variable, std::string_view name) {
  const auto* value = sim::output::find_attribute(variable.attributes, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

std::vector<sim::Month> months_of(const ResultFile& file, std::string_view name) {
  std::vector<sim::Month> months;
  for (const std::int32_t month : data_of<std::int32_t>(file, name)) months.push_back({month});
  return months;
}

/// Cut into points of `per_point` values.
PairedSeries cut(const Variable& variable, std::string name, std::size_t points, std::size_t per_point) {
  const auto& data = std::get<std::vector<double>>(variable.data);
  if (data.size() != points * per_point) throw sim::InvariantError("'" + variable.name + "' is cut short");
  PairedSeries series{
      std::move(name), text_attribute(variable, "units"), text_attribute(variable, "long_name"), {}};
  for (std::size_t point = 0; point < points; ++point) {
    const auto begin = data.begin() + static_cast<std::ptrdiff_t>(point * per_point);
    series.values.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(per_point));
  }
  return series;
}

std::vector<Area> areas_of(const territory::Geography& geography) {
  std::vector<Area> areas;
  for (const territory::Epci& epci : geography.epcis)
    areas.push_back({epci.code, epci.name, {}, static_cast<double>(epci.population_inside), 0});
  std::vector<std::map<std::string, double>> inhabitants(areas.size());  // of each EPCI, by region
  for (std::size_t c = 0; c < geography.communes.size(); ++c) {
    const std::size_t epci = geography.epci_of[c];
    areas[epci].communes += 1;
    inhabitants[epci][geography.communes[c].region] += geography.communes[c].population;
  }
  for (std::size_t e = 0; e < areas.size(); ++e) {
    // An EPCI across a border belongs where most of its inhabitants live.
    const auto most = std::max_element(inhabitants[e].begin(), inhabitants[e].end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != inhabitants[e].end()) areas[e].region = most->first;
  }
  return areas;
}

void add_epcis(PairedRuns& runs, const ResultFile& file, sim::Month horizon,
               const territory::Geography& geography) {
  const std::vector<sim::Month> months = months_of(file, "epci_month");
  const auto at = std::find(months.begin(), months.end(), horizon);
  if (at == months.end()) throw sim::InvariantError("a gathered file without the EPCI of its horizon");
  const auto month = static_cast<std::size_t>(at - months.begin());
  runs.epcis = areas_of(geography);
  const std::size_t epcis = runs.epcis.size();
  for (const Variable& variable : file.variables) {
    if (variable.dimensions != std::vector<std::string>{"point", "replicate", "epci_time", "epci"}) continue;
    const PairedSeries all =
        cut(variable, variable.name.substr(5), runs.arms.size(), runs.replicates * months.size() * epcis);
    PairedSeries series{all.measure, all.unit, all.meaning, {}};
    for (const std::vector<double>& of_arm : all.values) {
      auto& values = series.values.emplace_back();
      for (std::size_t r = 0; r < runs.replicates; ++r) {
        const auto row = of_arm.begin() + static_cast<std::ptrdiff_t>((r * months.size() + month) * epcis);
        values.insert(values.end(), row, row + static_cast<std::ptrdiff_t>(epcis));
      }
    }
    runs.by_epci.push_back(std::move(series));
  }
}

}  // namespace

GatheredRuns gathered_runs(const ResultFile& file) {
  GatheredRuns runs;
  runs.arms = data_of<std::string>(file, "arm");
  runs.replicates = data_of<std::int32_t>(file, "replicate").size();
  runs.months = months_of(file, "month");
  for (const std::int8_t status : data_of<std::int8_t>(file, "run_status")) {
    runs.missing += status == 0 ? 1 : 0;
    runs.failed += status == 1 ? 1 : 0;
  }
  for (const Variable& variable : file.variables) {
    if (variable.dimensions == std::vector<std::string>{"point", "replicate", "time"})
      runs.perimeter.push_back(
          cut(variable, variable.name, runs.arms.size(), runs.replicates * runs.months.size()));
  }
  return runs;
}

PairedRuns paired_runs(const ResultFile& file, sim::Month horizon, const territory::Geography& geography) {
  GatheredRuns gathered = gathered_runs(file);
  PairedRuns runs{std::move(gathered.arms),
                  0,
                  gathered.replicates,
                  std::move(gathered.months),
                  std::move(gathered.perimeter),
                  {},
                  {}};
  const auto& seeds = data_of<std::int32_t>(file, "seed");
  if (!seeds.empty()) runs.seed = static_cast<std::uint32_t>(seeds.front());
  if (find(file, "epci_month") != nullptr) add_epcis(runs, file, horizon, geography);
  return runs;
}

}  // namespace analysis
