#include "analysis/compare/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace analysis {

namespace {

/// What a sentence is made of, as text of its language.
struct Words {
  std::string measure, month, base, arm, size, interval, pairs, p, smallest, p_equivalence, advised, apart;
  int percent;
};

Words words_of(const Comparison& comparison, const MeasureComparison& measure, Language language) {
  const Difference& d = measure.horizon;
  const auto smallest = comparison.settings.smallest.find(measure.measure);
  const auto number = [&](double value) { return number_text(value, language); };
  return {measure.measure,
          sim::to_string(comparison.settings.horizon),
          comparison.arms[0],
          comparison.arms[measure.arm],
          number(std::abs(d.mean)),
          interval_text(d.t_interval, language),
          std::to_string(d.pairs),
          p_text(d.holm_t, language),
          smallest == comparison.settings.smallest.end() ? "" : number(smallest->second),
          d.equivalence ? p_text(d.equivalence->p, language) : "",
          std::to_string(d.advised),
          measure.apart.empty() ? "" : sim::to_string(comparison.months[measure.apart.front()]),
          static_cast<int>(std::lround(100 * comparison.settings.confidence))};
}

std::string in_english(const Words& w, Verdict verdict, const Difference& d) {
  const std::string found = fmt::format(
      "{} in {}: {} is {} than {} by {} (mean of {} pairs; {} % interval of the difference {}; {} "
      "after Holm).",
      w.measure, w.month, w.arm, d.mean > 0 ? "higher" : "lower", w.base, w.size, w.pairs, w.percent,
      w.interval, w.p);
  switch (verdict) {
    case Verdict::coincide:
      return fmt::format("{}: the curves of {} and {} coincide; no pair of runs differs in any month.",
                         w.measure, w.arm, w.base);
    case Verdict::higher:
    case Verdict::lower:
      return found;
    case Verdict::negligible:
      return found +
             fmt::format(" The difference is there, but smaller than {}, the smallest of interest ({}).",
                         w.smallest, w.p_equivalence);
    case Verdict::equivalent:
      return fmt::format(
          "{} in {}: {} and {} are equivalent within ±{} ({} pairs; {} % interval of the "
          "difference {}; {}).",
          w.measure, w.month, w.arm, w.base, w.smallest, w.pairs, w.percent, w.interval, w.p_equivalence);
    case Verdict::undecided:
      break;
  }
  if (d.pairs < 2)
    return fmt::format("{} in {}: undecided; fewer than two pairs of runs have a value.", w.measure, w.month);
  return fmt::format(
             "{} in {}: undecided; {} pairs neither show nor exclude a difference between {} and {} ({} "
             "% interval {}; {} after Holm).",
             w.measure, w.month, w.pairs, w.arm, w.base, w.percent, w.interval, w.p) +
         (d.advised > d.pairs ? fmt::format(" Advised: {} replicates.", w.advised) : "");
}

std::string in_french(const Words& w, Verdict verdict, const Difference& d) {
  const std::string found = fmt::format(
      "{} en {} : {} est {} à {} de {} (moyenne de {} paires ; intervalle à {} % de la différence : {} ; {} "
      "après Holm).",
      w.measure, w.month, w.arm, d.mean > 0 ? "supérieur" : "inférieur", w.base, w.size, w.pairs, w.percent,
      w.interval, w.p);
  switch (verdict) {
    case Verdict::coincide:
      return fmt::format(
          "{} : les courbes de {} et de {} coïncident ; aucune paire ne diffère, quel que soit "
          "le mois.",
          w.measure, w.arm, w.base);
    case Verdict::higher:
    case Verdict::lower:
      return found;
    case Verdict::negligible:
      return found + fmt::format(
                         " La différence existe, mais elle est plus petite que {}, le plus petit effet "
                         "d'intérêt ({}).",
                         w.smallest, w.p_equivalence);
    case Verdict::equivalent:
      return fmt::format(
          "{} en {} : {} et {} sont équivalents à ±{} près ({} paires ; intervalle à {} % de la "
          "différence : {} ; {}).",
          w.measure, w.month, w.arm, w.base, w.smallest, w.pairs, w.percent, w.interval, w.p_equivalence);
    case Verdict::undecided:
      break;
  }
  if (d.pairs < 2)
    return fmt::format("{} en {} : indécis ; moins de deux paires ont une valeur.", w.measure, w.month);
  return fmt::format(
             "{} en {} : indécis ; {} paires ne montrent ni n'excluent une différence entre {} et {} "
             "(intervalle à {} % : {} ; {} après Holm).",
             w.measure, w.month, w.pairs, w.arm, w.base, w.percent, w.interval, w.p) +
         (d.advised > d.pairs ? fmt::format(" Nombre de réplications conseillé : {}.", w.advised) : "");
}

}  // namespace

std::string_view verdict_name(Verdict verdict, Language language) {
  constexpr std::string_view english[] = {"coincide",   "higher",     "lower",
                                          "equivalent", "negligible", "undecided"};
  constexpr std::string_view french[] = {"confondues", "supérieur",   "inférieur",
                                         "équivalent", "négligeable", "indécis"};
  return (language == Language::english ? english : french)[static_cast<std::size_t>(verdict)];
}

std::string number_text(double value, Language language) {
  if (std::isnan(value)) return "–";
  std::string text = fmt::format("{:.4g}", value);
  if (text.starts_with('-')) text.replace(0, 1, "−");
  if (language == Language::french) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string p_text(double p, Language language) {
  if (std::isnan(p)) return "p –";
  std::string text = p < 0.001 ? "p < 0.001" : fmt::format("p = {:.3f}", p);
  if (language == Language::french) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string interval_text(const statistics::Interval& interval, Language language) {
  return fmt::format("{} {} {}", number_text(interval.low, language),
                     language == Language::english ? "to" : "à", number_text(interval.high, language));
}

std::string verdict_sentence(const Comparison& comparison, const MeasureComparison& measure,
                             Language language) {
  const Words words = words_of(comparison, measure, language);
  return language == Language::english ? in_english(words, measure.verdict, measure.horizon)
                                       : in_french(words, measure.verdict, measure.horizon);
}

}  // namespace analysis
