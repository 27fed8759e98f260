#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/sweep.hpp"
#include "analysis/report/experiment/sweep_texts.hpp"
#include "analysis/report/page_json.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

/// A ten-thousandth of what the values span, as a power of ten.
double step_of(const std::vector<double>& values) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return high > low ? std::pow(10.0, std::floor(std::log10((high - low) / 10000))) : 1e-6;
}

json all_rounded(const std::vector<double>& values, double step) {
  json list = json::array();
  for (const double value : values) list.push_back(rounded(value, step));
  return list;
}

json all_rounded(const std::vector<double>& values) { return all_rounded(values, step_of(values)); }

json texts_json(const FigureTexts& texts) {
  json remarks = json::array();
  for (const Text& remark : texts.remarks) remarks.push_back(as_json(remark));
  return {{"reading", as_json(texts.reading)},
          {"population", as_json(texts.population)},
          {"band", as_json(texts.band)},
          {"remarks", std::move(remarks)}};
}

json measure_json(const std::string& name) {
  return {{"id", name}, {"label", as_json(measure_name(name))}, {"unit", as_json(measure_unit(name))}};
}

json place_json(const PackedSeries::Place& place) {
  return {{"at", place.at}, {"offset", place.offset}, {"quantum", place.quantum}};
}

/// One series an EPCI: arms one after another, each with its months.
std::vector<double> by_epci(const EpciDifferences& measure, double Estimate::*which, std::size_t epcis) {
  const std::size_t rows = measure.cells.size() / epcis;
  std::vector<double> values;
  values.reserve(measure.cells.size());
  for (std::size_t epci = 0; epci < epcis; ++epci)
    for (std::size_t row = 0; row < rows; ++row) values.push_back(measure.cells[row * epcis + epci].*which);
  return values;
}

json differences_json(const Sweep& sweep, PackedSeries& packed) {
  const DifferenceMaps& maps = *sweep.differences;
  const GatheredEpcis& epcis = sweep.gathered->epcis();
  json months = json::array(), measures = json::array();
  for (const std::size_t month : maps.months) months.push_back(epcis.months[month]);
  for (const EpciDifferences& measure : maps.measures) {
    json described = measure_json(measure.measure->name);
    described["meaning"] = measure.measure->meaning;
    described["step"] = measure.step;
    // A fiftieth of a class is finer than any eye; bounds may lie far off, and keep their sign. 0 stays 0.
    const double quantum = measure.step > 0 ? measure.step / 50 : 1e-6;
    const std::size_t rows = maps.arms.size() * maps.months.size();
    for (const auto& [name, which] : {std::pair{"mean", &Estimate::mean}, std::pair{"low", &Estimate::low},
                                      std::pair{"high", &Estimate::high}})
      described[name] = place_json(packed.add(by_epci(measure, which, epcis.codes.size()), rows, quantum));
    // Rounding could move a bound onto 0, or off it: what is marked is said apart.
    json marked = json::array();
    for (std::size_t row = 0; row < rows; ++row) {
      json list = json::array();
      for (std::size_t epci = 0; epci < epcis.codes.size(); ++epci) {
        const Estimate& cell = measure.cells[row * epcis.codes.size() + epci];
        if (std::isfinite(cell.mean) && !leaves_out_zero(cell)) list.push_back(epci);
      }
      marked.push_back(std::move(list));
    }
    described["marked"] = std::move(marked);
    measures.push_back(std::move(described));
  }
  return {{"texts", texts_json(difference_texts(*sweep.gathered, maps))},
          {"shapes", as_json(*sweep.map, false)},
          {"codes", epcis.codes},
          {"names", epcis.names},
          {"first", sweep.gathered->arms().front()},
          {"arms", maps.arms},
          {"months", std::move(months)},
          {"measures", std::move(measures)}};
}

json pair_json(const HeatPair& pair) {
  std::vector<double> means, low, high;
  for (const Estimate& cell : pair.cells) {
    means.push_back(cell.mean);
    low.push_back(cell.low);
    high.push_back(cell.high);
  }
  const double step = step_of(means);
  return {{"across", pair.across},
          {"up", pair.up},
          {"strength", rounded(pair.strength, 1e-4)},
          {"values", all_rounded(means, step)},
          {"low", all_rounded(low, step)},
          {"high", all_rounded(high, step)},
          {"runs", pair.runs}};
}

json heat_json(const Sweep& sweep) {
  json axes = json::array(), measures = json::array();
  for (const HeatAxis& axis : sweep.heat.axes) {
    json labels = json::array();
    for (const PointGroup& group : axis.groups) labels.push_back(as_json(group.label));
    axes.push_back({{"name", axis.factor->name},
                    {"label", factor_label(axis.factor->name, axis.factor->units)},
                    {"parameter", axis.factor->parameter},
                    {"labels", std::move(labels)}});
  }
  for (const HeatMeasure& heat : sweep.heat.measures) {
    json pairs = json::array();
    for (const HeatPair& pair : heat.pairs) pairs.push_back(pair_json(pair));
    json described = measure_json(heat.measure->name);
    described["pairs"] = std::move(pairs);
    measures.push_back(std::move(described));
  }
  return {{"texts", texts_json(heat_texts(*sweep.gathered, sweep.heat))},
          {"axes", std::move(axes)},
          {"measures", std::move(measures)}};
}

json parallel_json(const Sweep& sweep) {
  const ParallelPoints& lines = *sweep.parallel;
  json axes = json::array(), outcomes = json::array();
  for (const ParallelAxis& axis : lines.axes)
    axes.push_back({{"label", as_json(axis_label(axis))},
                    {"texts", axis.texts},
                    {"values", axis.texts.empty() ? all_rounded(axis.values) : all_rounded(axis.values, 1)}});
  for (const ParallelOutcome& outcome : lines.outcomes) {
    json described = measure_json(outcome.measure->name);
    const double step = step_of(outcome.values);
    described["values"] = all_rounded(outcome.values, step);
    described["limits"] = all_rounded(outcome.limits, step);
    outcomes.push_back(std::move(described));
  }
  return {{"texts", texts_json(parallel_texts(*sweep.gathered, lines))},
          {"points", lines.points},
          {"axes", std::move(axes)},
          {"outcomes", std::move(outcomes)}};
}

/// Why maps are missing that one could look for.
json note_on_maps(const Sweep& sweep) {
  const bool wanted = sweep.gathered->arms().size() > 1 && !sweep.differences;
  if (!wanted) return nullptr;
  const GatheredEpcis& epcis = sweep.gathered->epcis();
  if (epcis.measures.empty())
    return as_json(Text{"Pas de carte des écarts : le fichier ne garde rien des EPCI (epci_measures).",
                        "No difference map: the file keeps nothing of EPCI (epci_measures)."});
  return as_json(
      Text{"Pas de carte des écarts : le fichier ne dit pas où sont les communes. Refaites lien gather.",
           "No difference map: the file does not say where the communes are. Do lien gather again."});
}

}  // namespace

json sweep_json(const Sweep& sweep, const std::vector<Text>& notes, PackedSeries& packed) {
  json all_notes = json::array();
  for (const Text& note : notes) all_notes.push_back(as_json(note));
  return {{"differences", sweep.differences && sweep.map ? differences_json(sweep, packed) : json(nullptr)},
          {"mapNote", note_on_maps(sweep)},
          {"heat", sweep.heat.measures.empty() ? json(nullptr) : heat_json(sweep)},
          {"parallel", sweep.parallel ? parallel_json(sweep) : json(nullptr)},
          {"sensitivityNotes", std::move(all_notes)}};
}

}  // namespace analysis::report
