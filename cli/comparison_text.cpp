#include <fmt/format.h>

#include <algorithm>

#include "cli/comparison_report.hpp"

namespace cli {

namespace {

using analysis::Comparison;
using analysis::Difference;
using analysis::Language;
using analysis::MeasureComparison;
using analysis::number_text;

/// The words of the tables.
struct Labels {
  std::string_view head, horizon, months, regions, epcis;
  std::string_view measure, base, arm, difference, median, interval, t_interval, effect, p_t, p_wilcoxon,
      p_tost, advised, month, area, pairs;
};

constexpr Labels english{"{} pairs of runs, seed {}; arm minus base ({}); intervals of {} %",
                         "At the horizon, {}",
                         "By month (t intervals of single months)",
                         "By region, {} (p adjusted over regions)",
                         "By EPCI, {} (p adjusted over EPCI)",
                         "measure",
                         "base",
                         "arm",
                         "difference",
                         "median",
                         "BCa interval",
                         "t interval",
                         "g_z",
                         "p t",
                         "p W",
                         "p TOST",
                         "advised",
                         "month",
                         "area",
                         "pairs"};
constexpr Labels french{
    "{} paires de simulations, graine {} ; bras moins référence ({}) ; intervalles à {} %",
    "À l'horizon, {}",
    "Par mois (intervalles t de chaque mois pris seul)",
    "Par région, {} (p ajusté sur les régions)",
    "Par EPCI, {} (p ajusté sur les EPCI)",
    "mesure",
    "référence",
    "bras",
    "différence",
    "médiane",
    "intervalle BCa",
    "intervalle t",
    "g_z",
    "p t",
    "p W",
    "p TOST",
    "conseillé",
    "mois",
    "lieu",
    "paires"};

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Rows of cells in aligned columns, the first to the left, the others to the right.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], letters(row[k]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t k = 0; k < row.size(); ++k) {
      const std::string gap(widths[k] - letters(row[k]), ' ');
      line += k == 0 ? " " + row[k] + gap : "  " + gap + row[k];
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

class Text {
 public:
  Text(const Comparison& comparison, Language language)
      : comparison_(comparison),
        language_(language),
        labels_(language == Language::english ? english : french) {}

  std::string all(const std::vector<sim::Month>& shown) const {
    const auto percent = static_cast<int>(100 * comparison_.settings.confidence + 0.5);
    std::string text = fmt::format(fmt::runtime(labels_.head), comparison_.replicates, comparison_.seed,
                                   comparison_.arms[0], percent) +
                       "\n\n";
    for (const MeasureComparison& measure : comparison_.measures)
      text += verdict_sentence(comparison_, measure, language_) + "\n";
    text += "\n" + titled(labels_.horizon) + horizons();
    if (!shown.empty()) text += "\n" + std::string(labels_.months) + "\n" + months(shown);
    text += areas(labels_.regions, &MeasureComparison::regions);
    text += areas(labels_.epcis, &MeasureComparison::epcis);
    return text;
  }

 private:
  using Row = std::vector<std::string>;

  [[nodiscard]] std::string titled(std::string_view title) const {
    return fmt::format(fmt::runtime(title), sim::to_string(comparison_.settings.horizon)) + "\n";
  }
  [[nodiscard]] std::string number(double value) const { return number_text(value, language_); }
  [[nodiscard]] std::string interval(const analysis::statistics::Interval& value) const {
    return "[" + number(value.low) + " ; " + number(value.high) + "]";
  }
  [[nodiscard]] std::string p(double value) const {
    const std::string text = analysis::p_text(value, language_);
    return text.substr(text.find(' ') + (text.find("= ") == std::string::npos ? 1 : 3));
  }
  [[nodiscard]] const std::string& arm_of(const MeasureComparison& measure) const {
    return comparison_.arms[measure.arm];
  }

  [[nodiscard]] std::string horizons() const {
    std::vector<Row> rows{
        words({labels_.measure, labels_.arm, labels_.base, labels_.arm, labels_.difference, labels_.interval,
               labels_.t_interval, labels_.median, labels_.effect, labels_.p_t, labels_.p_wilcoxon,
               labels_.p_tost, labels_.pairs, labels_.advised})};
    for (const MeasureComparison& measure : comparison_.measures) {
      const Difference& d = measure.horizon;
      rows.push_back({measure.measure, arm_of(measure), number(d.base_mean), number(d.arm_mean),
                      number(d.mean), d.bca ? interval(*d.bca) : "–", interval(d.t_interval),
                      number(d.median), number(d.hedges_gz), p(d.holm_t), p(d.holm_wilcoxon),
                      d.equivalence ? p(d.equivalence->p) : "–", std::to_string(d.pairs),
                      d.advised == 0 ? "–" : std::to_string(d.advised)});
    }
    return table(rows);
  }

  [[nodiscard]] std::string months(const std::vector<sim::Month>& shown) const {
    std::vector<Row> rows{words({labels_.measure, labels_.arm, labels_.month, labels_.base, labels_.arm,
                                 labels_.difference, labels_.t_interval})};
    for (const MeasureComparison& measure : comparison_.measures) {
      if (measure.apart.empty()) continue;  // its sentence says all there is
      for (std::size_t m = 0; m < comparison_.months.size(); ++m) {
        if (std::find(shown.begin(), shown.end(), comparison_.months[m]) == shown.end()) continue;
        const Difference& d = measure.months[m];
        rows.push_back({measure.measure, arm_of(measure), sim::to_string(comparison_.months[m]),
                        number(d.base_mean), number(d.arm_mean), number(d.mean), interval(d.t_interval)});
      }
    }
    return rows.size() == 1 ? "" : table(rows);
  }

  [[nodiscard]] std::string areas(std::string_view title,
                                  std::vector<analysis::AreaDifference> MeasureComparison::*list) const {
    std::vector<Row> rows{words({labels_.measure, labels_.arm, labels_.area, labels_.base, labels_.arm,
                                 labels_.difference, labels_.t_interval, labels_.p_t, labels_.pairs})};
    for (const MeasureComparison& measure : comparison_.measures) {
      for (const auto& [area, d] : measure.*list)
        rows.push_back({measure.measure, arm_of(measure), area.name, number(d.base_mean), number(d.arm_mean),
                        number(d.mean), interval(d.t_interval), p(d.holm_t), std::to_string(d.pairs)});
    }
    return rows.size() == 1 ? "" : "\n" + titled(title) + table(rows);
  }

  static Row words(std::initializer_list<std::string_view> cells) { return {cells.begin(), cells.end()}; }

  const Comparison& comparison_;
  Language language_;
  const Labels& labels_;
};

}  // namespace

std::string comparison_as_text(const Comparison& comparison, const std::vector<sim::Month>& shown,
                               Language language) {
  return Text(comparison, language).all(shown);
}

}  // namespace cli
