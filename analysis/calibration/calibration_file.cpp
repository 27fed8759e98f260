#include "analysis/calibration/calibration_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/experiment/parameter_value.hpp"
#include "analysis/scenario_file.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/targets.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"

namespace analysis {

namespace {

namespace fs = std::filesystem;
using sim::Evidence;

constexpr std::array<std::string_view, 2> scale_names{"linear", "log"};
enum class Scale { linear, log };

struct ParameterFields {
  std::string name, parameter;
  double low = 0, high = 0;
  Scale scale = Scale::linear;

  void describe(sim::ParameterVisitor& p) {
    p.text(parameter, {.name = "parameter",
                       .meaning = "key of a real parameter",
                       .evidence = Evidence::setting,
                       .required = true});
    p.real(low, {.name = "low", .meaning = "least value", .evidence = Evidence::setting, .required = true});
    p.real(high,
           {.name = "high", .meaning = "largest value", .evidence = Evidence::setting, .required = true});
    p.choice(scale, scale_names,
             {.name = "scale", .meaning = "uniform in it, or in its logarithm", .evidence = Evidence::setting});
  }
};

struct TargetFields {
  std::string name, measure, month, source;
  double value = 0, tolerance = 0;

  void describe(sim::ParameterVisitor& p) {
    p.text(measure, {.name = "measure",
                     .meaning = "measure of the perimeter; none = the pattern of this name",
                     .evidence = Evidence::setting});
    p.text(month, {.name = "month", .meaning = "of the measure, YYYY-MM", .evidence = Evidence::setting});
    p.real(value, {.name = "value", .meaning = "what was observed", .evidence = Evidence::setting});
    p.real(tolerance, {.name = "tolerance",
                       .range = {0, 1e12},
                       .meaning = "how far off still meets it",
                       .evidence = Evidence::setting});
    p.text(source, {.name = "source", .meaning = "where it was observed", .evidence = Evidence::setting});
  }
};

struct CalibrationFields {
  std::string title, question, scenario;
  CalibrationMethod method = CalibrationMethod::abc_smc;
  int seeds = 1, population = 200, batch = 32, generations = 20, simulations = 10'000;
  std::int64_t seed = 1;
  double quantile = 0.5, final_tolerance = 1.0;
  DistanceKind distance = DistanceKind::largest;
  int wave_runs = 100, waves = 3;
  double cutoff = 3.0;
  std::vector<ParameterFields> parameters;
  std::vector<TargetFields> targets;

  void describe(sim::ParameterVisitor& p) {
    {
      sim::Group group(p, "calibration", "what is fitted, and how");
      p.text(title, {.name = "title", .meaning = "for tables and figures", .evidence = Evidence::setting});
      p.text(question, {.name = "question", .meaning = "what it is for", .evidence = Evidence::setting});
      p.text(scenario, {.name = "scenario",
                        .meaning = "scenario file, relative to this file",
                        .evidence = Evidence::setting,
                        .required = true});
      p.choice(method, method_names,
               {.name = "method", .meaning = "how candidates are chosen", .evidence = Evidence::setting});
      p.integer(seeds, {.name = "seeds",
                        .range = {1, 1000},
                        .meaning = "runs of a candidate, with draws of their own, averaged",
                        .evidence = Evidence::setting});
      p.integer(seed, {.name = "seed",
                       .range = {0, 2147483647},
                       .meaning = "of all draws, the model's and the method's",
                       .evidence = Evidence::setting});
    }
    {
      sim::Group group(p, "abc", "generations of candidates ever nearer to the targets");
      p.integer(population, {.name = "population",
                             .range = {2, 100'000},
                             .meaning = "candidates kept a generation",
                             .evidence = Evidence::setting});
      p.integer(batch, {.name = "batch",
                        .range = {1, 100'000},
                        .meaning = "candidates simulated at a time: what may be run side by side",
                        .evidence = Evidence::setting});
      p.integer(generations, {.name = "generations",
                              .range = {1, 1000},
                              .meaning = "at most",
                              .evidence = Evidence::setting});
      p.integer(simulations, {.name = "simulations",
                              .range = {2, 1e9},
                              .meaning = "candidates at most",
                              .evidence = Evidence::setting});
      p.real(quantile, {.name = "quantile",
                        .range = {0.01, 0.99},
                        .meaning = "of the distances kept: the next tolerance",
                        .evidence = Evidence::setting});
      p.real(final_tolerance, {.name = "final_tolerance",
                               .range = {0, 1e12},
                               .meaning = "distance at which it ends; 1 = every target within its tolerance",
                               .evidence = Evidence::setting});
      p.choice(distance, distance_names,
               {.name = "distance",
                .meaning = "largest of |simulated - observed| / tolerance, or scaled by spread",
                .evidence = Evidence::setting});
    }
    {
      sim::Group group(p, "history", "waves of runs that rule out what cannot be");
      p.integer(wave_runs,
                {.name = "runs", .range = {4, 100'000}, .meaning = "a wave", .evidence = Evidence::setting});
      p.integer(waves,
                {.name = "waves", .range = {1, 100}, .meaning = "at most", .evidence = Evidence::setting});
      p.real(cutoff, {.name = "cutoff",
                      .range = {0.5, 100},
                      .meaning = "implausibility from which a point is ruled out",
                      .evidence = Evidence::setting});
    }
    p.list(parameters, {.name = "parameter", .meaning = "what is free", .most = 100});
    p.list(targets, {.name = "target", .meaning = "what it must come near", .most = 200});
  }
};

class CalibrationReader {
 public:
  explicit CalibrationReader(const fs::path& path) : settings_(sim::read_scenario(path)), path_(path) {}

  CalibrationPlan read() {
    CalibrationFields fields;
    sim::Reader reader(settings_);
    fields.describe(reader);
    try {
      reader.finish();
    } catch (const sim::InputError& error) {
      faults_ = error.faults();
    }
    plan_.title = fields.title;
    plan_.question = fields.question;
    plan_.method = fields.method;
    plan_.seeds = fields.seeds;
    plan_.seed = static_cast<std::uint32_t>(fields.seed);
    take_methods(fields);
    in_order_of_file(fields.targets, "target.");
    in_order_of_file(fields.parameters, "parameter.");
    for (const TargetFields& target : fields.targets) take_target(target);
    if (fields.targets.empty()) fault("target", "no target is named", "expected  [[target]] name = \"C1\"");
    take_scenario(fields);
    plan_.text = said_in_full(fields);
    if (!faults_.empty()) throw sim::InputError(std::move(faults_));
    return std::move(plan_);
  }

 private:
  /// Lists come sorted by name; other programs hand over numbers in the order in which a person wrote them.
  template <class Fields>
  void in_order_of_file(std::vector<Fields>& listed, const std::string& list) const {
    const auto place = [&](const Fields& one) {
      const auto first = std::ranges::find_if(settings_.values, [&](const sim::Setting& setting) {
        return setting.key.starts_with(list + one.name + ".");
      });
      return first - settings_.values.begin();
    };
    std::ranges::stable_sort(listed, {}, place);
  }
  /// In the order of the file, which the draws follow; patterns with the values that were taken.
  [[nodiscard]] std::string said_in_full(CalibrationFields fields) const {
    fields.scenario = "scenario.toml";
    for (TargetFields& target : fields.targets) {
      const auto taken = std::ranges::find(plan_.targets, target.name, &CalibrationTarget::name);
      if (taken == plan_.targets.end()) continue;
      target.value = taken->value;
      target.tolerance = taken->tolerance;
    }
    return sim::resolved_toml(sim::catalogue_of(std::move(fields)));
  }
  void take_methods(const CalibrationFields& fields) {
    plan_.abc.population = static_cast<std::size_t>(fields.population);
    plan_.abc.batch = static_cast<std::size_t>(fields.batch);
    plan_.abc.most_generations = static_cast<std::size_t>(fields.generations);
    plan_.abc.most_simulations = static_cast<std::uint64_t>(fields.simulations);
    plan_.abc.quantile = fields.quantile;
    plan_.abc.final_tolerance = fields.final_tolerance;
    plan_.abc.distance = fields.distance;
    plan_.abc.key = {plan_.seed, 0};
    plan_.history.runs = static_cast<std::size_t>(fields.wave_runs);
    plan_.history.waves = static_cast<std::size_t>(fields.waves);
    plan_.history.cutoff = fields.cutoff;
    plan_.history.key = {plan_.seed, 0};
    const std::size_t least = fields.parameters.size() + 3;
    if (plan_.method != CalibrationMethod::abc_smc && plan_.history.runs < least)
      fault("history.runs", fmt::format("history.runs = {} for {} parameters", fields.wave_runs, least - 3),
            fmt::format("expected  {} or more", least));
  }

  void take_target(const TargetFields& fields) {
    const std::string key = "target." + fields.name + ".";
    CalibrationTarget target{fields.name, fields.measure, fields.source, {}, fields.value, fields.tolerance};
    if (fields.measure.empty()) {
      try {
        const territory::Target known = territory::targets_named({fields.name}).at(0);
        target.month = known.month;
        if (place_of(key + "value").line == 0) target.value = known.value;
        if (place_of(key + "tolerance").line == 0) target.tolerance = known.tolerance;
      } catch (const sim::InputError& error) {
        for (sim::Fault one : error.faults()) {
          one.place = place_of(key + "name");
          one.notes.push_back("or  measure = \"…\", month, value and tolerance");
          faults_.push_back(std::move(one));
        }
        return;
      }
    } else {
      check_measure(fields, key);
      if (const auto month = sim::parse_month(fields.month))
        target.month = *month;
      else
        fault(key + "month", "target " + sim::in_quotes(fields.name) + " has no month", "expected  month = \"YYYY-MM\"");
      if (place_of(key + "value").line == 0)
        fault(key + "name", "target " + sim::in_quotes(fields.name) + " has no value", "expected  value = NUMBER");
    }
    if (!(target.tolerance > 0))
      fault(key + "name", "target " + sim::in_quotes(fields.name) + " has no tolerance",
            "expected  tolerance = NUMBER above 0, in the unit of its value");
    plan_.targets.push_back(std::move(target));
  }

  void check_measure(const TargetFields& fields, const std::string& key) {
    std::vector<std::string> known;
    for (const auto& m : territory::stock_measures()) {
      if (m.levels & territory::at_perimeter) known.emplace_back(m.name);
    }
    for (const auto& m : territory::flow_measures()) known.emplace_back(m.name);
    if (std::ranges::find(known, fields.measure) != known.end()) return;
    const std::string near = sim::nearest(fields.measure, known);
    fault(key + "measure", sim::in_quotes(sim::shortened(fields.measure)) + " is no measure of a perimeter",
          near.empty() ? "known  those that 'lien describe measures' lists" : "nearest  " + near);
  }

  void take_scenario(const CalibrationFields& fields) {
    if (fields.scenario.empty()) return;
    const fs::path scenario = (path_.parent_path() / fields.scenario).lexically_normal();
    plan_.scenario = {"candidate", scenario.string(), {}};
    plan_.scenario.place = place_of("calibration.scenario");
    const ToldScenario told = tell_scenario(scenario, {});
    if (!told.draws.empty())
      fault("calibration.scenario", "the scenario takes its parameters from another posterior",
            "expected  a scenario without parameters_from");
    territory::Scenario whole = told.scenario;
    for (std::string* table : {&whole.territory.communes, &whole.territory.epcis})
      *table = "data/" + fs::path(*table).filename().string();
    plan_.scenario_text = sim::resolved_toml(sim::catalogue_of(std::move(whole)));
    const sim::Month last = told.scenario.run.last();
    for (const CalibrationTarget& target : plan_.targets) {
      if (target.month > last)
        fault("target." + target.name + ".name",
              "target " + sim::in_quotes(target.name) + " is of " + sim::to_string(target.month) +
                  ", but runs end with " + sim::to_string(last),
              "expected  a later run.until in the scenario");
    }
    const sim::Catalogue catalogue = sim::catalogue_of(told.scenario);
    if (fields.parameters.empty())
      fault("parameter", "nothing is free", "expected  [[parameter]] name, parameter, low and high");
    for (const ParameterFields& one : fields.parameters) take_parameter(one, catalogue);
  }

  void take_parameter(const ParameterFields& fields, const sim::Catalogue& catalogue) {
    const std::string key = "parameter." + fields.name + ".";
    const bool log = fields.scale == Scale::log;
    if (!(fields.low < fields.high) || (log && !(fields.low > 0))) {
      fault(key + "low", fmt::format("low = {}, high = {}", sim::number(fields.low), sim::number(fields.high)),
            log ? "expected  0 < low < high on a log scale" : "expected  low < high");
      return;
    }
    try {
      const ParameterOf found = find_parameter(catalogue, fields.parameter, place_of(key + "parameter"));
      const bool inside = fields.low >= found.spec.range.low && fields.high <= found.spec.range.high;
      if (found.kind != sim::Kind::real)
        fault(key + "parameter", sim::in_quotes(fields.parameter) + " is no real number", found.allowed());
      else if (!inside)
        fault(key + "low",
              fmt::format("{}: {} to {} leaves the parameter's range", fields.parameter, sim::number(fields.low),
                          sim::number(fields.high)),
              "allowed  " + found.allowed());
    } catch (const sim::InputError& error) {
      for (const sim::Fault& one : error.faults()) faults_.push_back(one);
      return;
    }
    const auto same = [&](const FreeRange& other) { return other.parameter == fields.parameter; };
    if (std::ranges::any_of(plan_.parameters, same))
      fault(key + "parameter", sim::in_quotes(fields.parameter) + " is free twice", "allowed  once");
    plan_.parameters.push_back(
        {fields.name, fields.parameter, fields.low, fields.high, log, place_of(key + "parameter")});
  }

  [[nodiscard]] sim::Place place_of(const std::string& key) const {
    const auto found = std::ranges::find(settings_.values, key, &sim::Setting::key);
    if (found != settings_.values.end()) return found->value.place;
    return {settings_.file, 0, 0};
  }
  void fault(const std::string& key, std::string what, std::string note) {
    faults_.push_back({place_of(key), std::move(what), {std::move(note)}});
  }

  sim::Settings settings_;
  fs::path path_;
  CalibrationPlan plan_;
  std::vector<sim::Fault> faults_;
};

}  // namespace

double FreeRange::at(double unit) const {
  const double share = std::clamp(unit, 0.0, 1.0);
  if (!logarithmic) return low + share * (high - low);
  return std::clamp(std::exp(std::log(low) + share * std::log(high / low)), low, high);
}

double FreeRange::unit_of(double value) const {
  return logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

Observed CalibrationPlan::observed() const {
  const auto n = static_cast<Eigen::Index>(targets.size());
  Observed seen{Eigen::VectorXd(n), Eigen::VectorXd(n)};
  for (Eigen::Index k = 0; k < n; ++k) {
    seen.values[k] = targets[static_cast<std::size_t>(k)].value;
    seen.tolerances[k] = targets[static_cast<std::size_t>(k)].tolerance;
  }
  return seen;
}

bool is_calibration(const fs::path& path) {
  const sim::Settings settings = sim::read_scenario(path);
  return std::ranges::any_of(settings.values,
                             [](const sim::Setting& one) { return one.key.starts_with("calibration."); });
}

CalibrationPlan read_calibration(const fs::path& path) { return CalibrationReader(path).read(); }

}  // namespace analysis
