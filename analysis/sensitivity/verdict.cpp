#include "analysis/sensitivity/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>

namespace analysis {

namespace {

/// French writes a decimal comma.
std::string with_comma(std::string text) {
  std::ranges::replace(text, '.', ',');
  return text;
}

/// The sentences of one language.
class Words {
 public:
  Words(const SensitivityAnalysis& analysis, bool french) : analysis_(analysis), french_(french) {}

  [[nodiscard]] std::string constant() const {
    return french_ ? "La mesure est la même à toutes les lignes : il n’y a rien à répartir."
                   : "The output is the same in every row: there is nothing to apportion.";
  }
  [[nodiscard]] std::string noise(double share) const {
    return french_ ? with_comma(fmt::format(
                         "Bruit : {:.1f} % de la variance est entre réplications d’une même ligne",
                         100 * share)) +
                         ". "
                   : fmt::format("Noise: {:.1f} % of the variance lies between replicates of a row. ",
                                 100 * share);
  }
  [[nodiscard]] std::string drowned() const {
    return french_ ? "La variance de la réponse moyenne ne se distingue pas de 0 : aucun indice ne peut être "
                     "donné. Il "
                     "faut plus de réplications ou plus de lignes."
                   : "The variance of the mean response cannot be told from 0: no index can be given. More "
                     "replicates or more rows are needed.";
  }
  [[nodiscard]] std::string convergence(const Convergence& convergence,
                                        std::optional<std::size_t> advised) const;
  [[nodiscard]] std::string within_noise(const std::string& names) const {
    if (names.empty()) return "";
    return french_ ? fmt::format(" Ne se distingue pas du bruit des réplications : {}.", names)
                   : fmt::format(" Not told from the noise of replicates: {}.", names);
  }

 private:
  [[nodiscard]] std::string tolerance() const;
  [[nodiscard]] std::string width(const Convergence& convergence) const {
    return analysis_.settings.method == SensitivityMethod::morris
               ? number("±{:.2g} %", 100 * convergence.widest)
               : number("±{:.2g}", convergence.widest);
  }
  [[nodiscard]] std::string number(std::string_view form, double value) const {
    std::string text = fmt::format(fmt::runtime(form), value);
    return french_ ? with_comma(std::move(text)) : text;
  }

  const SensitivityAnalysis& analysis_;
  bool french_;
};

/// What the tolerance is a half-width of.
std::string Words::tolerance() const {
  const double tolerated = analysis_.settings.tolerated();
  switch (analysis_.settings.method) {
    case SensitivityMethod::morris:
      return number("±{:.2g} %", 100 * tolerated) +
             (french_ ? " du plus grand mu_star" : " of the largest mu_star");
    case SensitivityMethod::sobol:
      return number("±{:.2g}", tolerated) + (french_ ? " d’indice" : " of an index");
    case SensitivityMethod::prcc:
      break;
  }
  return number("±{:.2g}", tolerated) + (french_ ? " de coefficient" : " of a coefficient");
}

std::string Words::convergence(const Convergence& convergence, std::optional<std::size_t> advised) const {
  std::string text;
  if (std::isnan(convergence.widest)) {
    text = french_ ? "Non convergé : certaines estimations n’ont pas d’intervalle ; il faut plus de lignes."
                   : "Not converged: some estimates have no interval; more rows are needed.";
  } else if (convergence.converged) {
    text =
        fmt::format(fmt::runtime(french_ ? "Convergé : chaque intervalle tient dans {} (le plus large : {})."
                                         : "Converged: every interval is within {} (widest {})."),
                    tolerance(), width(convergence));
  } else {
    text =
        fmt::format(fmt::runtime(french_ ? "Non convergé : l’intervalle le plus large est de {} ; voulu : {}."
                                         : "Not converged: the widest interval is {}, asked for {}."),
                    width(convergence), tolerance());
    if (advised)
      text += fmt::format(
          fmt::runtime(french_ ? " Conseillé : {} {}, soit {} lignes." : " Advised: {} {}, {} rows."),
          *advised, french_ ? french_unit(analysis_.settings.method) : analysis_.unit,
          *advised * analysis_.rows_per_unit);
  }
  if (analysis_.factors.size() < 2) return text;
  if (french_)
    return text + (convergence.ranking_settled
                       ? " L’ordre des facteurs est établi."
                       : " L’ordre des facteurs n’est pas établi : des intervalles se recouvrent.");
  return text + (convergence.ranking_settled
                     ? " The order of the factors is settled."
                     : " The order of the factors is not settled: intervals overlap.");
}

bool drowned(const SobolIndices& found) { return found.drowned; }
template <class Found>
bool drowned(const Found&) {
  return false;
}

/// Factors whose mu_star is no more than noise would give.
std::string names_within_noise(const MorrisEffects& found, const std::vector<std::string>& factors) {
  std::string names;
  for (std::size_t i = 0; i < factors.size(); ++i)
    if (found.factors[i].mu_star.low <= found.factors[i].noise)
      names += (names.empty() ? "" : ", ") + factors[i];
  return names;
}
template <class Found>
std::string names_within_noise(const Found&, const std::vector<std::string>&) {
  return "";
}

std::string said(const OutputSensitivity& output, const SensitivityAnalysis& analysis, bool french) {
  const Words words(analysis, french);
  return std::visit(
      [&](const auto& found) -> std::string {
        if (found.constant) return words.constant();
        std::string text;
        if (output.replicates > 1) text = words.noise(found.noise_share);
        if (drowned(found)) return text + words.drowned();
        return text + words.convergence(found.convergence, advised_units(output, analysis)) +
               words.within_noise(names_within_noise(found, analysis.factors));
      },
      output.found);
}

}  // namespace

SensitivityMethod method_for(const std::string& design) {
  if (design == "saltelli") return SensitivityMethod::sobol;
  if (design == "morris") return SensitivityMethod::morris;
  return SensitivityMethod::prcc;
}

std::optional<std::size_t> advised_units(const OutputSensitivity& output,
                                         const SensitivityAnalysis& analysis) {
  auto advised = std::visit([](const auto& found) { return found.convergence.advised_units; }, output.found);
  if (advised && *advised > analysis.units && analysis.settings.method == SensitivityMethod::sobol)
    advised = std::bit_ceil(*advised);
  return advised;
}

std::string verdict_of(const OutputSensitivity& output, const SensitivityAnalysis& analysis) {
  return said(output, analysis, false);
}

std::string french_verdict_of(const OutputSensitivity& output, const SensitivityAnalysis& analysis) {
  return said(output, analysis, true);
}

std::string french_unit(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::morris:
      return "trajectoires";
    case SensitivityMethod::sobol:
      return "lignes de base";
    case SensitivityMethod::prcc:
      break;
  }
  return "lignes";
}

}  // namespace analysis
