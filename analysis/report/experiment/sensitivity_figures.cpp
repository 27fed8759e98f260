#include "analysis/report/experiment/sensitivity_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/sensitivity/sensitivity_runs.hpp"
#include "analysis/sensitivity/verdict.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_pairs = 20;

/// One kind of bar: an estimate of each factor.
struct Bars {
  std::string id;
  Text label;
  int colour;
  std::vector<analysis::Estimate> estimates;
};

std::vector<Bars> bars_of(const SobolIndices& found) {
  Bars first{"first", {"seul (premier ordre)", "alone (first order)"}, blue, {}},
      total{"total", {"en tout (indice total)", "in all (total index)"}, orange, {}};
  for (const auto& factor : found.factors) {
    first.estimates.push_back(factor.first);
    total.estimates.push_back(factor.total);
  }
  return {total, first};
}

std::vector<Bars> bars_of(const MorrisEffects& found) {
  Bars star{"mu_star", {"mu* (importance)", "mu* (importance)"}, blue, {}},
      sigma{"sigma", {"sigma (courbure ou interactions)", "sigma (curvature or interactions)"}, orange, {}};
  for (const auto& factor : found.factors) {
    star.estimates.push_back(factor.mu_star);
    sigma.estimates.push_back(factor.sigma);
  }
  return {star, sigma};
}

std::vector<Bars> bars_of(const RankCorrelations& found) {
  return {{"prcc", {"corrélation partielle des rangs", "partial rank correlation"}, blue, found.factors}};
}

Text reading_of(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::sobol:
      return {
          "Part de la variance due à chaque facteur, seul et avec les autres. Total bien au-dessus du "
          "premier "
          "ordre : des interactions.",
          "Share of the variance due to each factor, alone and with the others. A total well above the first "
          "order: interactions."};
    case SensitivityMethod::morris:
      return {
          "Changement de la mesure quand le facteur parcourt toute son étendue : sa taille moyenne (mu*) et "
          "son "
          "écart-type d’un endroit à l’autre (sigma).",
          "Change of the measure as the factor goes through its whole range: its mean size (mu*) and its "
          "standard "
          "deviation from place to place (sigma)."};
    case SensitivityMethod::prcc:
      break;
  }
  return {
      "La mesure monte-t-elle (+1) ou descend-elle (−1) avec le facteur, les autres égaux par ailleurs ? "
      "Pour des "
      "réponses monotones.",
      "Does the measure rise (+1) or fall (−1) with the factor, the others being equal? For monotone "
      "responses."};
}

Text label_of(SensitivityMethod method, const Text& measure) {
  switch (method) {
    case SensitivityMethod::sobol:
      return {"part de la variance", "share of the variance"};
    case SensitivityMethod::morris:
      return Text{"effet, par étendue du facteur : ", "effect, per range of the factor: "} + measure;
    case SensitivityMethod::prcc:
      break;
  }
  return {"coefficient, de −1 à 1", "coefficient, −1 to 1"};
}

/// The figures of one arm.
class ArmFigures {
 public:
  ArmFigures(const SensitivityAnalysis& analysis, std::string arm, const Text& month)
      : analysis_(analysis), arm_(std::move(arm)), month_(month) {}

  void add(const OutputSensitivity& output, SensitivityFigures& all) const;

 private:
  [[nodiscard]] Figure figure_of(const OutputSensitivity& output, const std::vector<Bars>& bars) const;
  [[nodiscard]] Figure pairs_of(const OutputSensitivity& output, const SobolIndices& found) const;
  [[nodiscard]] Figure begun(const OutputSensitivity& output, const std::string& kind) const;
  [[nodiscard]] Text verdict(const OutputSensitivity& output) const {
    return {french_verdict_of(output, analysis_), verdict_of(output, analysis_)};
  }
  [[nodiscard]] Text of_arm() const {
    return arm_.empty() ? Text{}
                        : Text{fmt::format(" (bras « {} »)", arm_), fmt::format(" (arm “{}”)", arm_)};
  }

  const SensitivityAnalysis& analysis_;
  std::string arm_;  ///< empty of the only one
  const Text& month_;
};

Figure ArmFigures::begun(const OutputSensitivity& output, const std::string& kind) const {
  Figure figure;
  figure.id = kind + "_" + output.name + (arm_.empty() ? "" : "_" + arm_);
  figure.section = "sensitivity";
  figure.title = measure_name(output.name) + Text{" : indices", ": indices"} + of_arm();
  figure.shape = Shape::bars;
  figure.axis = Axis::category;
  figure.axis_label = {"facteur", "factor"};
  const bool counted =
      analysis_.settings.method == SensitivityMethod::morris && measure_unit(output.name) == Unit::count;
  figure.unit = counted ? Unit::count : Unit::decimal;
  figure.measures = {output.name};
  const auto& bootstrap = analysis_.settings.bootstrap;
  const Text settings{
      fmt::format("intervalle bootstrap (BCa) à {:g} %, {} rééchantillons de {}, graine {}",
                  100 * bootstrap.confidence, bootstrap.resamples, french_unit(analysis_.settings.method),
                  bootstrap.key.seed),
      fmt::format("{:g} % bootstrap interval (BCa), {} resamples of {}, seed {}", 100 * bootstrap.confidence,
                  bootstrap.resamples, analysis_.unit, bootstrap.key.seed)};
  figure.band = settings;
  figure.population =
      Text{fmt::format("{} {}, {} lignes, {} réplication{} de chacune, ", analysis_.units,
                       french_unit(analysis_.settings.method), analysis_.rows, output.replicates,
                       output.replicates > 1 ? "s" : ""),
           fmt::format("{} {}, {} rows, {} replicate{} of each, ", analysis_.units, analysis_.unit,
                       analysis_.rows, output.replicates, output.replicates > 1 ? "s" : "")} +
      month_;
  return figure;
}

Figure ArmFigures::figure_of(const OutputSensitivity& output, const std::vector<Bars>& bars) const {
  Figure figure = begun(output, "sensitivity");
  figure.reading = reading_of(analysis_.settings.method);
  figure.unit_label = label_of(analysis_.settings.method, measure_name(output.name));
  std::vector<std::size_t> order(analysis_.factors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // The most important first; what has no estimate last.
  const auto size = [&](std::size_t factor) {
    const double value = bars.front().estimates[factor].value;
    return std::isfinite(value) ? std::abs(value) : -1.0;
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  for (const std::size_t factor : order) {
    figure.x.push_back(static_cast<double>(figure.x.size()));
    figure.categories.push_back({analysis_.factors[factor], analysis_.factors[factor]});
  }
  for (const Bars& kind : bars) {
    Series series{kind.id, kind.label, kind.colour, false, {}, {}, {}};
    for (const std::size_t factor : order) {
      series.values.push_back(kind.estimates[factor].value);
      series.low.push_back(kind.estimates[factor].low);
      series.high.push_back(kind.estimates[factor].high);
    }
    figure.series.push_back(std::move(series));
  }
  figure.remarks.push_back(verdict(output));
  return figure;
}

Figure ArmFigures::pairs_of(const OutputSensitivity& output, const SobolIndices& found) const {
  Figure figure = begun(output, "sensitivity_pairs");
  figure.title = figure.title + Text{", par paires", ", by pairs"};
  figure.reading = {"Part de la variance due à chaque paire de facteurs, au-delà de ce que chacun fait seul.",
                    "Share of the variance due to each pair of factors, beyond what each does alone."};
  figure.unit_label = {"part de la variance", "share of the variance"};
  figure.axis_label = {"paire", "pair"};
  std::vector<SobolIndices::Pair> pairs = found.pairs;
  std::ranges::stable_sort(pairs, [](const auto& a, const auto& b) {
    return std::abs(a.second.value) > std::abs(b.second.value);
  });
  if (pairs.size() > most_pairs) {
    figure.remarks.push_back({fmt::format("Les {} plus grandes de {} paires.", most_pairs, pairs.size()),
                              fmt::format("The {} largest of {} pairs.", most_pairs, pairs.size())});
    pairs.resize(most_pairs);
  }
  Series series{"second", {"second ordre", "second order"}, purple, false, {}, {}, {}};
  for (const auto& pair : pairs) {
    const std::string name = analysis_.factors[pair.a] + " × " + analysis_.factors[pair.b];
    figure.x.push_back(static_cast<double>(figure.x.size()));
    figure.categories.push_back({name, name});
    series.values.push_back(pair.second.value);
    series.low.push_back(pair.second.low);
    series.high.push_back(pair.second.high);
  }
  figure.series.push_back(std::move(series));
  figure.remarks.push_back(verdict(output));
  return figure;
}

void ArmFigures::add(const OutputSensitivity& output, SensitivityFigures& all) const {
  std::visit(
      [&](const auto& found) {
        const std::vector<Bars> bars = bars_of(found);
        const bool any = std::ranges::any_of(bars.front().estimates, [](const analysis::Estimate& estimate) {
          return std::isfinite(estimate.value);
        });
        if (!any) {
          all.notes.push_back(measure_name(output.name) + of_arm() + Text{" : ", ": "} + verdict(output));
          return;
        }
        all.figures.push_back(figure_of(output, bars));
        if constexpr (std::is_same_v<decltype(found), const SobolIndices&>)
          if (!found.pairs.empty()) all.figures.push_back(pairs_of(output, found));
      },
      output.found);
}

bool is_analysed(const std::string& design) {
  constexpr std::array<std::string_view, 6> analysed{"saltelli", "morris", "latin_hypercube",
                                                     "sobol",    "halton", "csv"};
  return std::ranges::find(analysed, design) != analysed.end();
}

}  // namespace

SensitivityFigures sensitivity_figures(const sim::output::ResultFile& file, const std::string& name,
                                       const Gathered& gathered) {
  SensitivityFigures all;
  if (!is_analysed(gathered.design()) || gathered.factors().empty()) return all;
  const Text month = month_name(static_cast<int>(gathered.months().back()));
  const bool several = gathered.arms().size() > 1;
  for (const std::string& arm : gathered.arms()) {
    try {
      const SensitivityRuns runs = sensitivity_runs(file, name, {arm, {}, {}});
      SensitivitySettings settings;
      settings.method = method_for(runs.kind);
      const SensitivityAnalysis analysis = analyse(runs.design, runs.responses, settings);
      const ArmFigures figures(analysis, several ? arm : std::string(), month);
      for (const OutputSensitivity& output : analysis.outputs) figures.add(output, all);
      for (const auto* notes : {&runs.notes, &analysis.notes})
        for (const std::string& note : *notes) all.notes.push_back({note + " (en anglais)", note});
    } catch (const sim::InputError& error) {
      // A design too small, a factor that is a text: the page has its other figures.
      std::string why = error.what();
      why = why.substr(0, why.find('\n'));
      all.notes.push_back({"Pas d’indices : " + why + " (en anglais)", "No indices: " + why});
    }
  }
  if (all.figures.size() > most_sensitivity_figures) {
    const std::size_t left_out = all.figures.size() - most_sensitivity_figures;
    all.figures.resize(most_sensitivity_figures);
    all.notes.push_back({fmt::format("{} figures d’indices de plus ne sont pas montrées.", left_out),
                         fmt::format("{} more figures of indices are not shown.", left_out)});
  }
  return all;
}

}  // namespace analysis::report
