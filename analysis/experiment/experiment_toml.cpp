#include <fmt/format.h>

#include <filesystem>

#include "analysis/experiment/experiment_fields.hpp"
#include "analysis/experiment/experiment_file.hpp"

namespace analysis {

namespace {

using sim::in_quotes;

std::string last_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string list_of(const std::vector<std::string>& texts) { return sim::literal(sim::list_value(texts)); }

std::vector<std::string> names_of(const std::vector<sim::Month>& months) {
  std::vector<std::string> names;
  for (const sim::Month month : months) names.push_back(sim::to_string(month));
  return names;
}

std::string real(double value) { return sim::literal({value}); }

std::string experiment_table(const Experiment& e) {
  const std::vector<std::string> months = e.yearly           ? std::vector<std::string>{"yearly"}
                                          : e.months.empty() ? std::vector<std::string>{"all"}
                                                             : names_of(e.months);
  return fmt::format(
      "[experiment]\ntitle = {}\nquestion = {}\nseed = {}\nreplicates = {}\ncommon_draws = {}\nmeasures = {}\nmonths = {}\n"
      "epci_measures = {}\nepci_months = {}\npatterns = {}\n",
      in_quotes(e.title), in_quotes(e.question), e.seed, e.replicates, e.common_draws, list_of(e.measures), list_of(months),
      list_of(e.epci_measures), list_of(names_of(e.epci_months)), list_of(e.patterns));
}

std::string design_table_of(const Design& d) {
  std::string text = fmt::format(
      "\n[design]\nkind = {}\npoints = {}\nsecond_order = {}\ntrajectories = {}\ngrid_levels = {}\ntries = "
      "{}\n"
      "key = {}\n",
      in_quotes(to_string(d.kind)), d.points, d.second_order, d.trajectories, d.grid_levels, d.tries, d.key);
  if (d.kind == DesignKind::csv) text += "file = \"design.csv\"\n";  // its name beside the manifest
  return text;
}

std::string factor_table(const Factor& f) {
  std::string text =
      fmt::format("\n[[factor]]\nname = {}\nparameter = {}\n", in_quotes(f.name), in_quotes(f.parameter));
  if (!f.values.empty()) text += fmt::format("values = {}\n", sim::literal({f.values}));
  if (f.low && f.high) text += fmt::format("range = [{}, {}]\n", real(*f.low), real(*f.high));
  if (f.levels != 0) text += fmt::format("levels = {}\n", f.levels);
  if (f.law != Law::uniform)
    text += fmt::format("law = {}\n", in_quotes(law_names[static_cast<std::size_t>(f.law)]));
  if (f.law == Law::normal) text += fmt::format("mean = {}\nsd = {}\n", real(f.mean), real(f.sd));
  if (f.law == Law::triangular) text += fmt::format("mode = {}\n", real(f.mode));
  return text;
}

}  // namespace

std::string experiment_toml(const Experiment& experiment) {
  std::string text = experiment_table(experiment) + design_table_of(experiment.design);
  if (const auto& precision = experiment.precision) {
    text += fmt::format("\n[precision]\nmeasure = {}\nmonth = {}\nhalf_width = {}\nmost = {}\n",
                        in_quotes(precision->measure), in_quotes(sim::to_string(precision->month)),
                        real(precision->half_width), precision->most);
  }
  for (const Arm& arm : experiment.arms) {
    text += fmt::format("\n[[arm]]\nname = {}\nscenario = {}\n", in_quotes(arm.name),
                        in_quotes(last_name(arm.scenario)));
    if (!arm.assignments.empty()) text += fmt::format("set = {}\n", list_of(arm.assignments));
  }
  for (const Factor& factor : experiment.factors) text += factor_table(factor);
  return text;
}

}  // namespace analysis
