#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/hypothesis/effect_figure.hpp"
#include "analysis/report/hypothesis/effect_scale.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/ticks.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::nothing;

Text both(const std::string& text) { return {text, text}; }

/// "more − usual", "0.5 × a + 0.5 × b − c": as the file weighs its arms.
std::string contrast_of(const Claim& claim) {
  std::string text;
  for (const std::string& weight : claim.weights) {
    const std::size_t equals = std::min(weight.find('='), weight.size());
    std::string number = equals < weight.size() ? weight.substr(equals + 1) : "";
    const bool minus = number.starts_with('-');
    if (minus || number.starts_with('+')) number.erase(0, 1);
    if (text.empty())
      text += minus ? "−" : "";
    else
      text += minus ? " − " : " + ";
    if (number != "1" && number != "1.0") text += number + " × ";
    text += weight.substr(0, equals);
  }
  return text;
}

Text month_text(const std::string& month) {
  const auto read = sim::parse_month(month);
  return read ? month_name(read->value) : both(month);
}

EffectPanel panel_of(const Claim& claim) {
  EffectPanel panel;
  panel.claim = claim.name;
  panel.about = about(claim);
  panel.axis = axis_of(claim);
  panel.factor = scale_of(claim).factor;
  panel.smallest = smallest_on_scale(claim);
  panel.smallest_text = scale_of(claim).written(panel.smallest);
  return panel;
}

void lay_axis(EffectPanel& panel, const std::vector<double>& values, bool many) {
  const EffectRange range = range_of(panel.smallest, values, many);
  panel.ticks = round_ticks(panel.factor * range.low, panel.factor * range.high, 6);
  for (double& tick : panel.ticks) tick /= panel.factor;
  panel.low = panel.ticks.front();
  panel.high = panel.ticks.back();
}

EffectRow mean_row(const std::string& theory, bool wired, const ClaimTest& test, const EffectScale& scale) {
  EffectRow row{theory, wired,      test.effect, test.interval.low, test.interval.high,
                {},     test.pairs, {},          test.holds,        test};
  row.written = scale.written(test.effect);
  if (std::isfinite(test.interval.low))
    row.written = row.written + both(" [") + scale.number(test.interval.low) + Text{" ; ", "; "} +
                  scale.number(test.interval.high) + both("]");
  return row;
}

EffectPanel mean_panel(const StudyRecord& record, std::size_t c) {
  const Claim& claim = record.hypothesis.claims[c];
  EffectPanel panel = panel_of(claim);
  std::vector<double> values;
  for (const TheoryResult& theory : record.study.theories) {
    if (theory.wired.size() <= c) continue;  // stopped before
    panel.rows.push_back(mean_row(theory.theory, true, theory.wired[c], scale_of(claim)));
    panel.rows.push_back(mean_row(theory.theory, false, theory.neutral[c], scale_of(claim)));
  }
  for (const EffectRow& row : panel.rows) values.insert(values.end(), {row.value, row.low, row.high});
  lay_axis(panel, values, false);
  return panel;
}

EffectRow draws_row(const StudyRecord& record, std::size_t c, const std::string& theory, bool wired) {
  EffectRow row{theory, wired, nothing, nothing, nothing, {}, 0, {}, false, {}};
  std::size_t reach = 0;
  for (const DrawResult& draw : record.study.draws) {
    if (draw.theory != theory) continue;
    const double effect = (wired ? draw.wired : draw.neutral)[c];
    row.dots.push_back(effect);
    row.count += std::isfinite(effect) ? 1 : 0;
    reach += effect >= record.study.smallest[c] ? 1 : 0;
  }
  row.written = count_text(reach) + Text{" sur ", " of "} + count_text(row.count);
  return row;
}

EffectPanel draws_panel(const StudyRecord& record, std::size_t c) {
  EffectPanel panel = panel_of(record.hypothesis.claims[c]);
  std::vector<double> values;
  for (const TheoryResult& theory : record.study.theories) {
    for (const bool wired : {true, false}) {
      EffectRow row = draws_row(record, c, theory.theory, wired);
      values.insert(values.end(), row.dots.begin(), row.dots.end());
      if (!row.dots.empty()) panel.rows.push_back(std::move(row));
    }
  }
  lay_axis(panel, values, true);
  return panel;
}

/// "8", "16 à 128"
Text pairs_text(const Study& study) {
  std::size_t fewest = std::numeric_limits<std::size_t>::max(), most = 0;
  for (const TheoryResult& theory : study.theories) {
    for (const ClaimTest& test : theory.wired) {
      fewest = std::min(fewest, test.pairs);
      most = std::max(most, test.pairs);
    }
  }
  return fewest < most ? count_text(fewest) + Text{" à ", " to "} + count_text(most) : count_text(most);
}

Text seeds_text(std::uint32_t first, std::uint32_t last) {
  if (first == last) return {fmt::format("graine {}", first), fmt::format("seed {}", first)};
  return {fmt::format("graines {} à {}", first, last), fmt::format("seeds {} to {}", first, last)};
}

std::vector<std::string> measures_of(const std::vector<Claim>& claims) {
  std::set<std::string> names;
  for (const Claim& claim : claims) {
    names.insert(claim.measure);
    if (!claim.over.empty()) names.insert(claim.over);
  }
  return {names.begin(), names.end()};
}

EffectFigure means_figure(const StudyRecord& record) {
  const Study& study = record.study;
  EffectFigure figure;
  figure.id = "effects";
  figure.title = {"Les effets, théorie par théorie", "The effects, theory by theory"};
  figure.reading = {
      "Un point est la moyenne des écarts appariés, un trait son intervalle. Plein : avec le câblage ; vide "
      ": "
      "à sa valeur neutre. À droite de 0, le sens annoncé ; le tireté est le plus petit effet qui compte.",
      "A dot is the mean of the paired differences, a line its interval. Filled: with the wiring; open: at "
      "its "
      "neutral value. To the right of 0 lies the direction claimed; the dashes are the smallest effect that "
      "matters."};
  const Text seeds = seeds_text(pairs_seed(study.mode, 0),
                                pairs_seed(study.mode, study.looks_taken == 0 ? 0 : study.looks_taken - 1));
  figure.population = pairs_text(study) +
                      Text{" paires par théorie et câblage ; ", " pairs a theory and wiring; "} + seeds +
                      Text{" ; ", "; "} + count_text(study.theories.size()) + Text{" théories", " theories"};
  const std::string level = fmt::format("{:.4g}", 100 * (1 - record.hypothesis.alpha));
  figure.band = {level + "\u202f%, répété : il tient à tous les examens ensemble",
                 level + "%, repeated: it holds at all looks together"};
  std::ranges::replace(figure.band.fr, '.', ',');
  for (std::size_t c = 0; c < record.hypothesis.claims.size(); ++c)
    figure.panels.push_back(mean_panel(record, c));
  return figure;
}

/// Of dots outside the frame.
Text beyond_text(std::size_t count) {
  if (count == 1)
    return {" : un point sort du cadre ; une flèche le marque au bord, le tableau a sa valeur.",
            ": one dot lies outside the frame; an arrow marks it at the edge, the table has its value."};
  return Text{" : ", ": "} + count_text(count) +
         Text{" points sortent du cadre ; une flèche les marque au bord, le tableau a leurs valeurs.",
              " dots lie outside the frame; an arrow marks each at the edge, the table has their values."};
}

EffectFigure draws_figure(const StudyRecord& record) {
  const Study& study = record.study;
  EffectFigure figure;
  figure.id = "draws";
  figure.title = {"Les effets quand on tire ce qui est supposé", "The effects when what is assumed is drawn"};
  figure.reading = {
      "Un point est un tirage de tous les paramètres supposés, une réplication. À droite, combien atteignent "
      "le "
      "plus petit effet qui compte (tireté).",
      "A dot is one draw of all parameters assumed, one replicate. To the right, how many reach the smallest "
      "effect that matters (dashes)."};
  figure.population = count_text(study.draws.size()) + Text{" tirages de ", " draws of "} +
                      count_text(study.varied) +
                      Text{" paramètres, une réplication ; ", " parameters, one replicate; "} +
                      seeds_text(draws_seed(study.mode, 0),
                                 draws_seed(study.mode, std::max<std::size_t>(study.theories.size(), 1) - 1));
  figure.band = {"aucune : chaque point est un tirage", "none: each dot is one draw"};
  for (std::size_t c = 0; c < record.hypothesis.claims.size(); ++c) {
    figure.panels.push_back(draws_panel(record, c));
    const EffectPanel& panel = figure.panels.back();
    std::size_t beyond = 0;
    for (const EffectRow& row : panel.rows)
      beyond += static_cast<std::size_t>(
          std::ranges::count_if(row.dots, [&](double dot) { return dot < panel.low || dot > panel.high; }));
    if (beyond > 0) figure.remarks.push_back(both(panel.claim) + beyond_text(beyond));
  }
  return figure;
}

}  // namespace

Text about(const Claim& claim) {
  Text what = measure_name(claim.measure);
  if (!claim.over.empty() && claim.reading != Reading::half_time)
    what = what + both(" / ") + measure_name(claim.over);
  const Text until = month_text(claim.month), from = month_text(claim.from);
  Text when;
  switch (claim.reading) {
    case Reading::at:
      when = Text{", fin ", ", end of "} + until;
      break;
    case Reading::sum:
      when = Text{", somme après ", ", sum after "} + from + Text{" jusqu’en ", " until "} + until;
      break;
    case Reading::mean:
      when = Text{", moyenne après ", ", mean after "} + from + Text{" jusqu’en ", " until "} + until;
      break;
    case Reading::half_time:
      when = Text{", mois jusqu’à la moitié de l’écart (", ", months until half of the difference ("} + from +
             Text{" à ", " to "} + until + Text{"), moins ceux de : ", "), less those of: "} +
             measure_name(claim.over);
      break;
  }
  return what + when + Text{" ; ", "; "} + both(contrast_of(claim));
}

Text smallest_in_words(const Claim& claim) {
  const Text side = claim.direction == Direction::rise ? Text{"hausse", "rise"} : Text{"baisse", "fall"};
  const double share = 100 * claim.smallest;
  if (claim.scale == Scale::log)
    return side + Text{" d’au moins ", " of at least "} + written_with(share, share < 10 ? 1 : 0) +
           Text{"\u202f%", "%"};
  EffectScale scale = scale_of(claim);
  return side + Text{" d’au moins ", " of at least "} +
         written_with(scale.factor * claim.smallest, scale.decimals) + scale.unit;
}

std::vector<EffectFigure> effect_figures(const StudyRecord& record) {
  std::vector<EffectFigure> figures{means_figure(record)};
  if (!record.study.draws.empty()) figures.push_back(draws_figure(record));
  for (EffectFigure& figure : figures) {
    figure.hypothesis = record.hypothesis.id;
    figure.measures = measures_of(record.hypothesis.claims);
    if (record.study.failed > 0)
      figure.remarks.push_back(
          count_text(record.study.failed) +
          Text{" simulations ont échoué ; leurs paires manquent.", " runs failed; their pairs are missing."});
  }
  return figures;
}

}  // namespace analysis::report
