#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/comparison_report.hpp"
#include "cli/format_versions.hpp"

namespace cli {

namespace {

using analysis::Difference;
using analysis::Language;

/// JSON has no NaN and no infinity.
nlohmann::json number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}
nlohmann::json interval(const analysis::statistics::Interval& value) {
  return {{"low", number(value.low)}, {"high", number(value.high)}};
}

nlohmann::json difference_as_json(const Difference& d) {
  nlohmann::json object{{"pairs", d.pairs},
                        {"base_mean", number(d.base_mean)},
                        {"arm_mean", number(d.arm_mean)},
                        {"mean", number(d.mean)},
                        {"median", number(d.median)},
                        {"standard_deviation", number(d.deviation)},
                        {"t_interval", interval(d.t_interval)},
                        {"cohen_dz", number(d.cohen_dz)},
                        {"hedges_gz", number(d.hedges_gz)},
                        {"p_t", number(d.p_t)},
                        {"p_wilcoxon", number(d.p_wilcoxon)},
                        {"coincide", d.coincide}};
  if (!std::isnan(d.holm_t)) object["p_t_holm"] = d.holm_t;
  if (!std::isnan(d.holm_wilcoxon)) object["p_wilcoxon_holm"] = d.holm_wilcoxon;
  if (d.bca) object["bca_interval"] = interval(*d.bca);
  if (d.median_interval) object["median_interval"] = interval(*d.median_interval);
  if (d.equivalence)
    object["equivalence"] = {{"p", number(d.equivalence->p)},
                             {"interval", interval(d.equivalence->interval)}};
  if (d.advised > 0) object["advised_replicates"] = d.advised;
  return object;
}

nlohmann::json areas_as_json(const std::vector<analysis::AreaDifference>& areas) {
  auto list = nlohmann::json::array();
  for (const auto& [area, difference] : areas) {
    list.push_back(difference_as_json(difference));
    list.back()["code"] = area.code;
    list.back()["name"] = area.name;
  }
  return list;
}

}  // namespace

nlohmann::json comparison_as_json(const analysis::Comparison& comparison) {
  auto measures = nlohmann::json::array();
  for (const auto& measure : comparison.measures) {
    auto months = nlohmann::json::array();
    for (std::size_t m = 0; m < measure.months.size(); ++m) {
      months.push_back(difference_as_json(measure.months[m]));
      months.back()["month"] = sim::to_string(comparison.months[m]);
    }
    nlohmann::json object{{"arm", comparison.arms[measure.arm]},
                          {"measure", measure.measure},
                          {"unit", measure.unit},
                          {"meaning", measure.meaning},
                          {"horizon", difference_as_json(measure.horizon)},
                          {"months", months},
                          {"regions", areas_as_json(measure.regions)},
                          {"epcis", areas_as_json(measure.epcis)},
                          {"verdict",
                           {{"kind", verdict_name(measure.verdict, Language::english)},
                            {"en", verdict_sentence(comparison, measure, Language::english)},
                            {"fr", verdict_sentence(comparison, measure, Language::french)}}}};
    if (!measure.apart.empty())
      object["first_month_apart"] = sim::to_string(comparison.months[measure.apart.front()]);
    const auto smallest = comparison.settings.smallest.find(measure.measure);
    if (smallest != comparison.settings.smallest.end()) object["smallest_of_interest"] = smallest->second;
    measures.push_back(std::move(object));
  }
  return {{"format_version", format::comparison},
          {"arms", comparison.arms},
          {"base", comparison.arms.front()},
          {"seed", comparison.seed},
          {"replicates", comparison.replicates},
          {"horizon", sim::to_string(comparison.settings.horizon)},
          {"confidence", comparison.settings.confidence},
          {"power", comparison.settings.power},
          {"comparisons", measures}};
}

}  // namespace cli
