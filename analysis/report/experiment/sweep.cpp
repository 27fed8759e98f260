#include "analysis/report/experiment/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/experiment/sweep_drawings.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

/// The position among the months of the maps.
std::size_t month_wanted(const Sweep& sweep, const std::string& month) {
  const DifferenceMaps& maps = *sweep.differences;
  const std::vector<double>& held = sweep.gathered->epcis().months;
  if (month.empty()) return maps.months.size() - 1;
  const auto parsed = sim::parse_month(month);
  for (std::size_t k = 0; k < maps.months.size(); ++k)
    if (parsed && held[maps.months[k]] == static_cast<double>(parsed->value)) return k;
  std::string allowed;
  for (const std::size_t k : maps.months)
    allowed += (allowed.empty() ? "" : ", ") + sim::to_string(sim::Month{static_cast<int>(held[k])});
  throw sim::InputError(sim::Fault{
      {}, fmt::format("no month '{}' of EPCI in this experiment", month), {"allowed  " + allowed}});
}

void add_differences(const Sweep& sweep, const std::string& month, std::vector<Picture>& all) {
  const DifferenceMaps& maps = *sweep.differences;
  for (const EpciDifferences& measure : maps.measures) {
    for (std::size_t arm = 0; arm < maps.arms.size(); ++arm) {
      all.push_back({"map_difference_" + measure.measure->name + "_" + maps.arms[arm],
                     difference_title(maps, measure, arm), &measure == &maps.measures.front() && arm == 0,
                     [&sweep, &measure, arm, month](bool french) {
                       return difference_drawing(*sweep.gathered, *sweep.differences, measure, arm,
                                                 month_wanted(sweep, month), *sweep.map, french);
                     }});
    }
  }
}

}  // namespace

Sweep sweep_of(const sim::output::ResultFile& file, const std::string& name, const Gathered& gathered,
               const MapSources& sources) {
  Sweep sweep{&gathered, difference_maps_of(gathered), {}, heat_maps_of(gathered), parallel_of(gathered)};
  if (!sweep.differences) return sweep;
  sweep.map = map_of(file, name, sources);
  if (sweep.map->topology.arcs.empty()) sweep.differences.reset();  // not drawn, such as overseas
  return sweep;
}

std::vector<Picture> pictures_of(const Sweep& sweep, const std::string& month) {
  std::vector<Picture> all;
  if (sweep.differences && sweep.map) add_differences(sweep, month, all);
  for (const HeatMeasure& heat : sweep.heat.measures) {
    for (const HeatPair& pair : heat.pairs) {
      all.push_back({"heat_" + heat.measure->name + "_" + sweep.heat.axes[pair.across].factor->name + "_" +
                         sweep.heat.axes[pair.up].factor->name,
                     heat_title(sweep.heat, heat, pair), &pair == &heat.pairs.front(),
                     [&sweep, &heat, &pair](bool french) {
                       return heat_drawing(*sweep.gathered, sweep.heat, heat, pair, french);
                     }});
    }
  }
  if (!sweep.parallel) return all;
  for (const ParallelOutcome& outcome : sweep.parallel->outcomes) {
    all.push_back({"parallel_" + outcome.measure->name, parallel_title(outcome),
                   &outcome == &sweep.parallel->outcomes.front(), [&sweep, &outcome](bool french) {
                     return parallel_drawing(*sweep.gathered, *sweep.parallel, outcome, french);
                   }});
  }
  return all;
}

}  // namespace analysis::report
