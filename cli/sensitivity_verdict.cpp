#include "cli/sensitivity_verdict.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace cli {

namespace {

using analysis::Convergence;
using analysis::SensitivityAnalysis;
using analysis::SensitivityMethod;

/// What the tolerance is a half-width of.
std::string measure_of(const SensitivityAnalysis& analysis) {
  const double tolerated = analysis.settings.tolerated();
  switch (analysis.settings.method) {
    case SensitivityMethod::morris:
      return fmt::format("±{:.2g} % of the largest mu_star", 100 * tolerated);
    case SensitivityMethod::sobol:
      return fmt::format("±{:.2g} of an index", tolerated);
    case SensitivityMethod::prcc:
      break;
  }
  return fmt::format("±{:.2g} of a coefficient", tolerated);
}

std::string width_of(const Convergence& convergence, const SensitivityAnalysis& analysis) {
  return analysis.settings.method == SensitivityMethod::morris
             ? fmt::format("±{:.2g} %", 100 * convergence.widest)
             : fmt::format("±{:.2g}", convergence.widest);
}

std::string convergence_in_words(const Convergence& convergence, std::optional<std::size_t> advised,
                                 const SensitivityAnalysis& analysis) {
  std::string text;
  if (std::isnan(convergence.widest)) {
    text = "Not converged: some estimates have no interval; more rows are needed.";
  } else if (convergence.converged) {
    text = fmt::format("Converged: every interval is within {} (widest {}).", measure_of(analysis),
                       width_of(convergence, analysis));
  } else {
    text = fmt::format("Not converged: the widest interval is {}, asked for {}.",
                       width_of(convergence, analysis), measure_of(analysis));
    if (advised)
      text += fmt::format(" Advised: {} {}, {} rows.", *advised, analysis.unit,
                          *advised * analysis.rows_per_unit);
  }
  if (analysis.factors.size() < 2) return text;
  return text + (convergence.ranking_settled
                     ? " The order of the factors is settled."
                     : " The order of the factors is not settled: intervals overlap.");
}

bool drowned(const analysis::SobolIndices& found) { return found.drowned; }
template <class Found>
bool drowned(const Found&) {
  return false;
}

/// Factors whose mu_star is no more than noise would give.
std::string within_noise(const analysis::MorrisEffects& found, const std::vector<std::string>& factors) {
  std::string names;
  for (std::size_t i = 0; i < factors.size(); ++i)
    if (found.factors[i].mu_star.low <= found.factors[i].noise)
      names += (names.empty() ? "" : ", ") + factors[i];
  return names.empty() ? "" : fmt::format(" Not told from the noise of replicates: {}.", names);
}
template <class Found>
std::string within_noise(const Found&, const std::vector<std::string>&) {
  return "";
}

}  // namespace

std::optional<std::size_t> advised_units(const analysis::OutputSensitivity& output,
                                         const SensitivityAnalysis& analysis) {
  auto advised = std::visit([](const auto& found) { return found.convergence.advised_units; }, output.found);
  if (advised && *advised > analysis.units && analysis.settings.method == SensitivityMethod::sobol)
    advised = std::bit_ceil(*advised);
  return advised;
}

std::string verdict_of(const analysis::OutputSensitivity& output, const SensitivityAnalysis& analysis) {
  return std::visit(
      [&](const auto& found) -> std::string {
        if (found.constant) return "The output is the same in every row: there is nothing to apportion.";
        std::string text;
        if (output.replicates > 1)
          text = fmt::format("Noise: {:.1f} % of the variance lies between replicates of a row. ",
                             100 * found.noise_share);
        if (drowned(found))
          return text +
                 "The variance of the mean response cannot be told from 0: no index can be given. More "
                 "replicates or more rows are needed.";
        return text + convergence_in_words(found.convergence, advised_units(output, analysis), analysis) +
               within_noise(found, analysis.factors);
      },
      output.found);
}

}  // namespace cli
