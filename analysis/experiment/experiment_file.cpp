#include "analysis/experiment/experiment_file.hpp"

#include <algorithm>

#include "analysis/experiment/experiment_fields.hpp"
#include "analysis/experiment/point_design.hpp"
#include "sim/parameters/reader.hpp"

namespace analysis {

namespace {

namespace fs = std::filesystem;

/// Reads one text of settings into an experiment.
class ExperimentReader {
 public:
  explicit ExperimentReader(sim::Settings settings) : settings_(std::move(settings)) {}

  Experiment read();

 private:
  /// What no typed field can take: the values and the range of a factor.
  void take_untyped();
  void note_places();
  void add_arms(const ExperimentFields& fields);
  void add_factors(const ExperimentFields& fields);
  void add_months(const ExperimentFields& fields);
  void add_precision(const ExperimentFields& fields);
  /// A path is relative to the file that says it.
  [[nodiscard]] std::string path_at(const std::string& key, const std::string& written) const;
  [[nodiscard]] sim::Place place_of(const std::string& key) const;
  [[nodiscard]] std::size_t position_of(const std::string& prefix) const;
  std::optional<sim::Month> month_of(const std::string& text, const std::string& key);
  void fault(const std::string& key, std::string what, std::string note) {
    faults_.push_back({place_of(key), std::move(what), {std::move(note)}});
  }

  sim::Settings settings_;
  std::vector<sim::Setting> untyped_;
  std::vector<std::string> order_;  ///< keys as the file tells them
  Experiment experiment_;
  std::vector<sim::Fault> faults_;
};

Experiment ExperimentReader::read() {
  experiment_.file = settings_.file;
  for (const sim::Setting& setting : settings_.values) order_.push_back(setting.key);
  note_places();
  take_untyped();
  ExperimentFields fields;
  sim::Reader reader(settings_);
  fields.describe(reader);
  try {
    reader.finish();
  } catch (const sim::InputError& error) {
    faults_ = error.faults();
  }
  experiment_.title = fields.title;
  experiment_.question = fields.question;
  experiment_.seed = static_cast<std::uint32_t>(fields.seed);
  experiment_.replicates = fields.replicates;
  experiment_.common_draws = fields.common_draws;
  experiment_.measures = fields.measures;
  experiment_.patterns = fields.patterns;
  experiment_.epci_measures = fields.epci_measures;
  experiment_.design = fields.design;
  if (!fields.design.file.empty()) experiment_.design.file = path_at("design.file", fields.design.file);
  if ((fields.design.kind == DesignKind::csv) == fields.design.file.empty())
    fault(
        "design.file",
        fields.design.file.empty() ? "a csv design names no table" : "design.file belongs to the csv design",
        "expected  [design] kind = \"csv\" and file = \"points.csv\", or neither");
  add_arms(fields);
  add_factors(fields);
  add_months(fields);
  add_precision(fields);
  if (!faults_.empty()) throw sim::InputError(std::move(faults_));
  return std::move(experiment_);
}

void ExperimentReader::take_untyped() {
  const auto is_untyped = [](const sim::Setting& setting) {
    return setting.key.starts_with("factor.") &&
           (setting.key.ends_with(".values") || setting.key.ends_with(".range")) &&
           std::holds_alternative<std::vector<sim::Value>>(setting.value.held);
  };
  std::ranges::copy_if(settings_.values, std::back_inserter(untyped_), is_untyped);
  std::erase_if(settings_.values, is_untyped);
}

void ExperimentReader::note_places() {
  for (const sim::Setting& setting : settings_.values) {
    experiment_.places[setting.key] = setting.value.place;
    const auto* list = std::get_if<std::vector<sim::Value>>(&setting.value.held);
    if (list == nullptr || !setting.key.starts_with("experiment.")) continue;
    for (std::size_t k = 0; k < list->size(); ++k)
      experiment_.places[setting.key + "[" + std::to_string(k) + "]"] = (*list)[k].place;
  }
}

sim::Place ExperimentReader::place_of(const std::string& key) const {
  const auto found = experiment_.places.find(key);
  return found == experiment_.places.end() ? sim::Place{settings_.file, 0, 0} : found->second;
}

std::size_t ExperimentReader::position_of(const std::string& prefix) const {
  const auto found = std::ranges::find_if(order_, [&](const auto& key) { return key.starts_with(prefix); });
  return static_cast<std::size_t>(found - order_.begin());
}

std::string ExperimentReader::path_at(const std::string& key, const std::string& written) const {
  const sim::Place place = place_of(key);
  const fs::path path(written);
  if (place.line == 0 || path.is_absolute()) return written;
  return (fs::path(place.file).parent_path() / path).lexically_normal().string();
}

void ExperimentReader::add_arms(const ExperimentFields& fields) {
  const std::string base = fields.scenario.empty() ? "" : path_at("experiment.scenario", fields.scenario);
  std::vector<ArmFields> arms = fields.arms;
  std::ranges::stable_sort(arms, {},
                           [&](const ArmFields& arm) { return position_of("arm." + arm.name + "."); });
  if (arms.empty()) {
    if (base.empty())
      fault("experiment.scenario", "no scenario is named",
            "expected  [experiment] scenario = \"FILE\", or [[arm]]");
    const std::string stem = fs::path(base).stem().string();
    experiment_.arms.push_back({sim::is_entry_name(stem) ? stem : "scenario", base, {}});
    experiment_.arms.back().place = place_of("experiment.scenario");
  }
  for (const ArmFields& arm : arms) {
    const std::string key = "arm." + arm.name + ".scenario";
    const std::string scenario = arm.scenario.empty() ? base : path_at(key, arm.scenario);
    if (scenario.empty())
      fault("arm." + arm.name + ".name", "arm " + sim::in_quotes(arm.name) + " names no scenario",
            "expected  scenario = \"FILE\" in the arm or in [experiment]");
    experiment_.arms.push_back({arm.name, scenario, arm.set});
    experiment_.arms.back().place = place_of(arm.scenario.empty() ? "arm." + arm.name + ".name" : key);
  }
}

void ExperimentReader::add_factors(const ExperimentFields& fields) {
  std::vector<FactorFields> factors = fields.factors;
  std::ranges::stable_sort(factors, {},
                           [&](const FactorFields& one) { return position_of("factor." + one.name + "."); });
  for (const FactorFields& one : factors) {
    Factor factor{one.name, one.parameter};
    factor.levels = one.levels;
    factor.law = one.law;
    factor.mean = one.mean;
    factor.sd = one.sd;
    factor.mode = one.mode;
    factor.place = place_of("factor." + one.name + ".parameter");
    for (const sim::Setting& setting : untyped_) {
      const auto& list = std::get<std::vector<sim::Value>>(setting.value.held);
      if (setting.key == "factor." + one.name + ".values") factor.values = list;
      if (setting.key != "factor." + one.name + ".range") continue;
      std::vector<double> ends;
      for (const sim::Value& end : list) {
        if (const auto* real = std::get_if<double>(&end.held)) ends.push_back(*real);
        if (const auto* whole = std::get_if<std::int64_t>(&end.held))
          ends.push_back(static_cast<double>(*whole));
      }
      if (list.size() != 2 || ends.size() != 2) {
        faults_.push_back({setting.value.place,
                           setting.key + " = " + sim::shown(setting.value) + " is no range",
                           {"expected  range = [low, high]"}});
        continue;
      }
      factor.low = ends[0];
      factor.high = ends[1];
    }
    experiment_.factors.push_back(std::move(factor));
  }
  for (const sim::Setting& setting : untyped_) {  // of a table without any other field: the reader saw none
    const std::string name = setting.key.substr(7, setting.key.rfind('.') - 7);
    const bool known = std::ranges::find(factors, name, &FactorFields::name) != factors.end();
    if (!known)
      faults_.push_back({setting.key_place, "factor " + sim::in_quotes(name) + " has no parameter", {}});
  }
  if (factors.empty() && faults_.empty() && !experiment_.design.file.empty())
    experiment_.factors = factors_of_header(experiment_.design.file, place_of("design.file"));
}

std::optional<sim::Month> ExperimentReader::month_of(const std::string& text, const std::string& key) {
  const auto month = sim::parse_month(text);
  if (!month || month->value < -1 || month->value > 1200) {
    fault(key,
          key.substr(0, key.find('[')) + " holds " + sim::in_quotes(sim::shortened(text)) +
              ", which is no month",
          "allowed  months written YYYY-MM, 2007-12 (the initial state) to 2108-01");
    return std::nullopt;
  }
  return month;
}

void ExperimentReader::add_months(const ExperimentFields& fields) {
  const auto read = [&](const std::vector<std::string>& texts, const std::string& key) {
    std::vector<sim::Month> months;
    for (std::size_t k = 0; k < texts.size(); ++k) {
      if (const auto month = month_of(texts[k], key + "[" + std::to_string(k) + "]"))
        months.push_back(*month);
    }
    std::ranges::sort(months);
    const auto twice = std::adjacent_find(months.begin(), months.end());
    if (twice != months.end())
      fault(key, key + " says " + sim::to_string(*twice) + " twice", "allowed  each month once");
    return months;
  };
  const bool word = fields.months.size() == 1 && (fields.months[0] == "all" || fields.months[0] == "yearly");
  experiment_.yearly = word && fields.months[0] == "yearly";
  if (!word) experiment_.months = read(fields.months, "experiment.months");
  if (fields.months.empty())
    fault("experiment.months", "experiment.months is empty", "allowed  [\"all\"], [\"yearly\"], or months");
  experiment_.epci_months = read(fields.epci_months, "experiment.epci_months");
}

void ExperimentReader::add_precision(const ExperimentFields& fields) {
  const bool any = std::ranges::any_of(order_, [](const auto& key) { return key.starts_with("precision."); });
  if (!any) return;
  Precision precision{fields.precision_measure, {}, fields.half_width, fields.most};
  if (const auto month = month_of(fields.precision_month, "precision.month")) precision.month = *month;
  if (!(precision.half_width > 0))
    fault("precision.half_width", "precision.half_width is not set",
          "expected  a number above 0, in the measure's unit");
  if (precision.most < fields.replicates || fields.replicates < 2)
    fault("precision.most",
          "precision.most = " + std::to_string(precision.most) +
              " with replicates = " + std::to_string(fields.replicates),
          "expected  replicates of at least 2, and most no smaller");
  experiment_.precision = std::move(precision);
}

}  // namespace

Experiment read_experiment(const fs::path& path) { return ExperimentReader(sim::read_scenario(path)).read(); }

Experiment parse_experiment(std::string_view text, const std::string& name) {
  return ExperimentReader(sim::parse_scenario(text, name)).read();
}

std::string_view to_string(DesignKind kind) { return design_names[static_cast<std::size_t>(kind)]; }

}  // namespace analysis
