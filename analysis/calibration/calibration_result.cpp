// What a calibration leaves: a result file, a table of draws, a page of text.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/calibration/posterior.hpp"

namespace analysis {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;
using Texts = std::vector<std::string>;

class Page {
 public:
  explicit Page(const CalibrationPlan& plan) : plan_(plan) {}

  template <class T>
  void add(const std::string& name, std::vector<std::string> dimensions, std::vector<T> data,
           const std::string& units, const std::string& meaning) {
    Variable variable{name, std::move(dimensions), std::move(data), {{"long_name", meaning}}};
    if (!units.empty()) variable.attributes.push_back({"units", units});
    file.variables.push_back(std::move(variable));
  }
  void dimension(const std::string& name, std::size_t length) { file.dimensions.push_back({name, length, false}); }
  /// Points of the cube as values of the parameters, row after row.
  [[nodiscard]] std::vector<double> values_of(const Matrix& points) const {
    std::vector<double> values;
    for (Eigen::Index i = 0; i < points.rows(); ++i)
      for (Eigen::Index d = 0; d < points.cols(); ++d)
        values.push_back(plan_.parameters[static_cast<std::size_t>(d)].at(points(i, d)));
    return values;
  }
  void describe_plan();
  void add_posterior(const Generation& last, const Adjusted& adjusted);
  void add_generations(const AbcResult& abc);
  void add_waves(const std::vector<Wave>& waves);

  ResultFile file;

 private:
  const CalibrationPlan& plan_;
};

std::vector<double> listed(const Eigen::VectorXd& values) { return {values.begin(), values.end()}; }
std::vector<double> listed(const Matrix& values) { return {values.data(), values.data() + values.size()}; }

void Page::describe_plan() {
  Texts names, keys, scales, targets, measures, months, sources;
  std::vector<double> low, high, values, tolerances;
  for (const FreeRange& range : plan_.parameters) {
    names.push_back(range.name);
    keys.push_back(range.parameter);
    low.push_back(range.low);
    high.push_back(range.high);
    scales.emplace_back(range.logarithmic ? "log" : "linear");
  }
  for (const CalibrationTarget& target : plan_.targets) {
    targets.push_back(target.name);
    measures.push_back(target.measure);
    months.push_back(sim::to_string(target.month));
    sources.push_back(target.is_pattern() ? "pattern " + target.name + " (docs/validation.md)" : target.source);
    values.push_back(target.value);
    tolerances.push_back(target.tolerance);
  }
  dimension("parameter", names.size());
  add("parameter", {"parameter"}, std::move(names), "", "name of the free parameter");
  add("parameter_key", {"parameter"}, std::move(keys), "", "its key in a scenario");
  add("prior_low", {"parameter"}, std::move(low), "1", "lower end of the prior");
  add("prior_high", {"parameter"}, std::move(high), "1", "upper end of the prior");
  add("prior_scale", {"parameter"}, std::move(scales), "", "the prior is uniform in the value, or in its logarithm");
  dimension("target", targets.size());
  add("target", {"target"}, std::move(targets), "", "name of the target");
  add("target_value", {"target"}, std::move(values), "1", "what was observed");
  add("target_tolerance", {"target"}, std::move(tolerances), "1", "how far off still meets it");
  add("target_source", {"target"}, std::move(sources), "", "where it was observed");
  add("target_measure", {"target"}, std::move(measures), "", "measure of the perimeter; none = the pattern of that name");
  add("target_month", {"target"}, std::move(months), "", "month it is of");
}

void Page::add_posterior(const Generation& last, const Adjusted& adjusted) {
  dimension("draw", static_cast<std::size_t>(last.points.rows()));
  add("posterior", {"draw", "parameter"}, values_of(last.points), "1", "parameters that were kept");
  add("posterior_weight", {"draw"}, listed(last.weights), "1", "their weights, sum 1");
  add("posterior_statistics", {"draw", "target"}, listed(last.statistics), "1", "what they simulated");
  add("posterior_distance", {"draw"}, listed(last.distances), "1", "their distance from the targets");
  add("adjusted", {"draw", "parameter"}, values_of(adjusted.points), "1",
      adjusted.regressed ? "the same after regression adjustment (Beaumont et al. 2002)"
                         : "the same: too few draws for a regression");
  add("adjusted_weight", {"draw"}, listed(adjusted.weights), "1", "their weights, sum 1");
  const PosteriorReading reading = read_posterior(last.points, last.weights);
  std::vector<double> contraction;
  for (const Marginal& marginal : reading.marginals) contraction.push_back(marginal.contraction);
  add("contraction", {"parameter"}, std::move(contraction), "1",
      "1 - variance / variance of the prior; under 0.2 the targets say little of it");
  dimension("other_parameter", plan_.parameters.size());
  const Matrix correlation = reading.correlation;
  Texts names;
  for (const FreeRange& range : plan_.parameters) names.push_back(range.name);
  add("other_parameter", {"other_parameter"}, std::move(names), "", "name of the free parameter");
  add("posterior_correlation", {"parameter", "other_parameter"}, listed(correlation), "1",
      "correlation in the posterior, on the scale of the prior");
}

void Page::add_generations(const AbcResult& abc) {
  std::vector<double> tolerance, acceptance, evidence, size;
  std::vector<std::int32_t> number, simulations, failed;
  for (const Generation& generation : abc.generations) {
    number.push_back(static_cast<std::int32_t>(number.size()));
    // Infinite in the first: every candidate was kept, so the widest distance says the same.
    tolerance.push_back(number.size() == 1 ? generation.distances.maxCoeff() : generation.tolerance);
    acceptance.push_back(generation.acceptance());
    evidence.push_back(generation.evidence);
    size.push_back(generation.effective_size());
    simulations.push_back(static_cast<std::int32_t>(generation.simulations));
    failed.push_back(static_cast<std::int32_t>(generation.failed));
  }
  dimension("generation", number.size());
  add("generation", {"generation"}, std::move(number), "1", "generation of the search, 0 = from the prior");
  add("generation_tolerance", {"generation"}, std::move(tolerance), "1", "largest distance kept");
  add("generation_acceptance", {"generation"}, std::move(acceptance), "1", "share of simulations kept");
  add("generation_evidence", {"generation"}, std::move(evidence), "1",
      "probability that the prior comes within the tolerance");
  add("generation_effective_size", {"generation"}, std::move(size), "1", "1 / sum of squared weights");
  add("generation_simulations", {"generation"}, std::move(simulations), "1", "candidates simulated");
  add("generation_failed", {"generation"}, std::move(failed), "1", "of them failed");
}

void Page::add_waves(const std::vector<Wave>& waves) {
  std::vector<double> left, error, doubtful;
  std::vector<std::int32_t> number, runs;
  for (const Wave& wave : waves) {
    number.push_back(static_cast<std::int32_t>(number.size() + 1));
    runs.push_back(static_cast<std::int32_t>(wave.points.rows()));
    left.push_back(wave.left);
    error.push_back(wave.left_error);
    for (const double share : wave.doubtful) doubtful.push_back(share);
  }
  dimension("wave", number.size());
  add("wave", {"wave"}, std::move(number), "1", "wave of history matching");
  add("wave_runs", {"wave"}, std::move(runs), "1", "candidates simulated");
  add("wave_left", {"wave"}, std::move(left), "1", "share of the prior not ruled out");
  add("wave_left_error", {"wave"}, std::move(error), "1", "its standard error");
  add("wave_doubtful", {"wave", "target"}, std::move(doubtful), "1",
      "share of runs that the emulator misses by more than three standard deviations when they are left out");
}

std::string why(const CalibrationResult& result, const CalibrationPlan& plan) {
  if (!result.waves.empty() && result.history_end == HistoryEnd::nothing_left)
    return "no point of the prior can meet all targets: history matching ruled everything out";
  if (result.abc.generations.empty())
    return result.waves.empty() ? "no generation was completed" : "history matching alone";
  switch (result.abc.end) {
    case AbcEnd::reached_tolerance:
      return fmt::format("tolerance {:g} reached", plan.abc.final_tolerance);
    case AbcEnd::too_few_accepted:
      return "broken off: too few candidates came nearer";
    case AbcEnd::simulations_spent:
      return "broken off: abc.simulations are spent";
    case AbcEnd::generations_spent:
      return "broken off: abc.generations are spent";
  }
  return {};
}

/// How it was searched, for those who tell of it in words of their own, and what makes it again.
void describe_method(std::vector<sim::output::Attribute>& attributes, const CalibrationPlan& plan,
                     const CalibrationResult& result) {
  constexpr const char* history_ends[] = {"waves_done", "nothing_left", "shrinks_no_more"};
  constexpr const char* abc_ends[] = {"reached_tolerance", "too_few_accepted", "simulations_spent",
                                      "generations_spent"};
  const auto add = [&](const char* name, sim::output::AttributeValue value) {
    attributes.push_back({name, std::move(value)});
  };
  if (!result.waves.empty()) {
    add("history_end", std::string(history_ends[static_cast<std::size_t>(result.history_end)]));
    add("history_cutoff", plan.history.cutoff);
  }
  if (!result.abc.generations.empty()) {
    add("abc_end", std::string(abc_ends[static_cast<std::size_t>(result.abc.end)]));
    add("abc_final_tolerance", plan.abc.final_tolerance);
    add("regression_adjusted", std::int64_t{result.adjusted.regressed ? 1 : 0});
  }
  if (!plan.text.empty()) add("calibration", plan.text);
  if (!plan.scenario_text.empty()) {
    add("scenario_file", std::filesystem::path(plan.scenario.scenario).filename().string());
    add("scenario", plan.scenario_text);
  }
}

}  // namespace

ResultFile calibration_file(const CalibrationPlan& plan, const CalibrationResult& result) {
  Page page(plan);
  page.describe_plan();
  if (!result.abc.generations.empty()) {
    page.add_posterior(result.abc.generations.back(), result.adjusted);
    page.add_generations(result.abc);
  }
  if (!result.waves.empty()) page.add_waves(result.waves);
  auto& attributes = page.file.attributes;
  attributes.push_back({"title", plan.title.empty() ? std::string("calibration") : plan.title});
  attributes.push_back({"summary", plan.question});
  attributes.push_back({"lien_kind", std::string("calibration")});
  attributes.push_back({"calibration_format_version", calibration_format});
  attributes.push_back({"method", std::string(method_names[static_cast<std::size_t>(plan.method)])});
  attributes.push_back({"seeds_per_candidate", std::int64_t{plan.seeds}});
  attributes.push_back({"distance", std::string(distance_names[static_cast<std::size_t>(plan.abc.distance)])});
  attributes.push_back({"seed", static_cast<std::int64_t>(plan.seed)});
  attributes.push_back({"simulations", static_cast<std::int64_t>(result.simulations)});
  attributes.push_back({"outcome", why(result, plan)});
  describe_method(attributes, plan, result);
  return std::move(page.file);
}

std::string posterior_table(const CalibrationPlan& plan, const CalibrationResult& result, std::size_t draws) {
  std::string text;
  for (const FreeRange& range : plan.parameters) text += (text.empty() ? "" : ",") + range.parameter;
  text += '\n';
  if (result.abc.generations.empty()) return text;
  for (const std::size_t row : resampled(result.adjusted.weights, draws)) {
    for (std::size_t d = 0; d < plan.parameters.size(); ++d)
      text += fmt::format("{}{:.17g}", d == 0 ? "" : ",",
                          plan.parameters[d].at(result.adjusted.points(static_cast<Eigen::Index>(row),
                                                                       static_cast<Eigen::Index>(d))));
    text += '\n';
  }
  return text;
}

std::string calibration_text(const CalibrationPlan& plan, const CalibrationResult& result) {
  std::string text = fmt::format("{}; {} runs of the model\n", why(result, plan), result.simulations);
  if (result.abc.generations.empty()) return text;
  const Generation& last = result.abc.generations.back();
  const PosteriorReading reading = read_posterior(last.points, last.weights);
  text += "\ntarget\tvalue\ttolerance\tmean\tlow\thigh\twithin\n";
  for (std::size_t k = 0; k < plan.targets.size(); ++k) {
    const CalibrationTarget& target = plan.targets[k];
    const Eigen::VectorXd simulated = last.statistics.col(static_cast<Eigen::Index>(k));
    const double within =
        last.weights.dot(((simulated.array() - target.value).abs() <= target.tolerance).cast<double>().matrix());
    text += fmt::format("{}\t{:g}\t{:g}\t{:.4g}\t{:.4g}\t{:.4g}\t{:.0f} %\n", target.name, target.value,
                        target.tolerance, last.weights.dot(simulated), simulated.minCoeff(), simulated.maxCoeff(),
                        100 * within);
  }
  text += "\nparameter\tprior\tmedian\t95 % interval\tcontraction\n";
  for (std::size_t d = 0; d < plan.parameters.size(); ++d) {
    const FreeRange& range = plan.parameters[d];
    const Marginal& m = reading.marginals[d];
    text += fmt::format("{}\t{:g} to {:g}\t{:.4g}\t{:.4g} to {:.4g}\t{:.2f}{}{}\n", range.parameter, range.low,
                        range.high, range.at(m.median), range.at(m.low), range.at(m.high), m.contraction,
                        m.unidentified() ? "  not identified" : "",
                        m.at_low_end || m.at_high_end ? "  at the end of its range" : "");
  }
  for (const Ridge& ridge : reading.ridges)
    text += fmt::format("ridge: {} and {} only together, correlation {:+.2f}\n",
                        plan.parameters[ridge.first].parameter, plan.parameters[ridge.second].parameter,
                        ridge.correlation);
  return text;
}

}  // namespace analysis
