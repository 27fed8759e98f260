#include "models/territory/targets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace territory {

namespace {

constexpr Target all_targets[] = {
    {"C1",
     "company10_engaged_share",
     {92},
     0.37,
     0.04,
     "companies >=10 with a partnership, Sept 2015",
     "PHARE-Entreprises 2015 (S1.02, X1)"},
    {"C1b",
     "company10_engaged_share",
     {36},
     0.285,
     0.04,
     "companies >=10 with a partnership, Jan 2011",
     "PHARE-Entreprises, growth since 2011 (X2)"},
    {"C2",
     "association_engaged_share",
     {93},
     0.38,
     0.04,
     "associations with a partnership, Oct 2015",
     "PHARE-Associations 2015 (S1.02)"},
    {"C4a",
     "partnerships_per_engaged_company10",
     {92},
     7.57,
     0.2 * 7.57,
     "partnerships per engaged company, Sept 2015",
     "674 000 over 89 000 (X2)"},
    {"C4b",
     "partnerships_per_engaged_association",
     {93},
     4.49,
     0.2 * 4.49,
     "partnerships per engaged association, Oct 2015",
     "1.2 million over 267 000 (X3)"},
};

std::string survey_interval(const Record& record, const Target& target) {
  for (const SurveyResult& survey : record.surveys()) {
    const bool same_question =
        target.measure == survey.name + "_engaged_share" && target.month == survey.month;
    if (!same_question) continue;
    const Interval interval = wilson(survey.engaged, survey.asked);
    return fmt::format("{:.3f} to {:.3f} (n {})", interval.low, interval.high, survey.asked);
  }
  return "-";
}

}  // namespace

std::span<const Target> targets() { return all_targets; }

double Comparison::distance() const { return std::abs(simulated - target.value) / target.tolerance; }

std::vector<Comparison> compare_with_targets(const Record& record) {
  std::vector<Comparison> comparisons;
  for (const Target& target : all_targets)
    comparisons.push_back({target, record.perimeter(target.month, target.measure)});
  return comparisons;
}

std::string comparison_as_text(const Record& record) {
  std::string text = fmt::format("{:<4} {:<46} {:>6} {:>15} {:>9}  {:<24} {}\n", "", "survey figure",
                                 "target", "tolerated", "simulated", "simulated survey, 95 %", "");
  for (const Comparison& c : compare_with_targets(record)) {
    const Target& t = c.target;
    const int digits = t.value < 1 ? 3 : 2;
    text += fmt::format(
        "{:<4} {:<46} {:>6.{}f} {:>15} {:>9}  {:<24} {}\n", t.id, t.meaning, t.value, digits,
        fmt::format("{:.{}f} to {:.{}f}", t.value - t.tolerance, digits, t.value + t.tolerance, digits),
        c.reached() ? fmt::format("{:.{}f}", c.simulated, digits) : "-", survey_interval(record, t),
        !c.reached()        ? "not reached"
        : c.distance() <= 1 ? "hit"
                            : "MISS");
  }
  return text;
}

nlohmann::json comparison_as_json(const Record& record) {
  auto list = nlohmann::json::array();
  for (const Comparison& c : compare_with_targets(record)) {
    nlohmann::json entry{{"id", c.target.id},
                         {"measure", c.target.measure},
                         {"month", c.target.month.value},
                         {"target", c.target.value},
                         {"tolerance", c.target.tolerance},
                         {"meaning", c.target.meaning},
                         {"source", c.target.source},
                         {"simulated", nullptr},
                         {"hit", nullptr}};
    if (c.reached()) {
      entry["simulated"] = c.simulated;
      entry["hit"] = c.distance() <= 1;
    }
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace territory
