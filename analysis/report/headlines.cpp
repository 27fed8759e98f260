#include "analysis/report/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/numbers.hpp"
#include "sim/core/calendar.hpp"

namespace analysis::report {

namespace {

/// A measure of the perimeter at the two ends of the run.
struct Ends {
  int first_month = 0, last_month = 0;
  double first = 0, last = 0;
};

/// Nothing when the measure is missing or has no value at all.
std::vector<Ends> ends_of(const RunSet& runs, std::string_view measure) {
  if (!runs.has_series(measure)) return {};
  const std::vector<double> mean = runs.series(measure).mean;
  const auto finite = [](double value) { return std::isfinite(value); };
  const auto first = std::ranges::find_if(mean, finite);
  if (first == mean.end()) return {};
  const auto last = std::find_if(mean.rbegin(), mean.rend(), finite).base() - 1;
  const auto months = runs.months();
  return {Ends{months[static_cast<std::size_t>(first - mean.begin())],
               months[static_cast<std::size_t>(last - mean.begin())], *first, *last}};
}

/// "de 0,541 en décembre 2007 à 0,554 en décembre 2020"; one month only: "en décembre 2020".
Text from_to(const Ends& e, Unit unit) {
  const Text from = written(e.first, unit), to = written(e.last, unit);
  const Text begin = month_name(e.first_month), end = month_name(e.last_month);
  if (e.first_month == e.last_month)
    return {fmt::format("{} en {}", to.fr, end.fr), fmt::format("{} in {}", to.en, end.en)};
  return {fmt::format("de {} en {} à {} en {}", from.fr, begin.fr, to.fr, end.fr),
          fmt::format("from {} in {} to {} in {}", from.en, begin.en, to.en, end.en)};
}

/// "Enquête de septembre 2015 : 37,0 % ; simulé : 38,5 %, dans l’écart toléré." from the pattern of that
/// name.
Text beside_survey(const RunSet& runs, std::string_view pattern, Unit unit) {
  if (runs.patterns() == nullptr) return {};
  for (const PatternSummary& summary : runs.patterns()->summaries) {
    if (summary.row.id != pattern || summary.runs == 0 || !std::isfinite(summary.row.target)) continue;
    const std::string& file = runs.runs().front().file;
    const auto& names = texts_in(runs.first(), "pattern", file);
    const auto k = static_cast<std::size_t>(std::ranges::find(names, pattern) - names.begin());
    const Text month = month_name(static_cast<int>(numbers_in(runs.first(), "pattern_month", file)[k]));
    const Text target = written(summary.row.target, unit), value = written(summary.mean, unit);
    const Text hits =
        summary.runs == 1
            ? (summary.hits == 1 ? Text{"dans l’écart toléré", "within what is tolerated"}
                                 : Text{"hors de l’écart toléré", "outside of what is tolerated"})
            : Text{fmt::format("dans l’écart toléré {} fois sur {}", summary.hits, summary.runs),
                   fmt::format("within what is tolerated {} times of {}", summary.hits, summary.runs)};
    return {
        fmt::format(" L’enquête ({}) donne {} ; simulé : {}, {}.", month.fr, target.fr, value.fr, hits.fr),
        fmt::format(" The survey ({}) says {}; simulated: {}, {}.", month.en, target.en, value.en, hits.en)};
  }
  return {};
}

void add(std::vector<Headline>& all, const RunSet& runs, std::string_view measure, Unit unit, Text label,
         const std::string& section, Text subject, std::string_view pattern = {}) {
  for (const Ends& ends : ends_of(runs, measure)) {
    Text sentence = subject + Text{" ", " "} + from_to(ends, unit) + Text{".", "."};
    if (!pattern.empty()) sentence = sentence + beside_survey(runs, pattern, unit);
    all.push_back(
        {std::string(measure), std::move(label), written(ends.last, unit), std::move(sentence), section});
  }
}

void add_trust(std::vector<Headline>& all, const RunSet& runs) {
  for (const Ends& ends : ends_of(runs, "mean_trust")) {
    Text sentence =
        Text{"Confiance moyenne entre contacts, de 0 à 1 : ", "Mean trust between contacts, 0 to 1: "} +
        from_to(ends, Unit::decimal) + Text{".", "."};
    for (const Ends& partners : ends_of(runs, "partnership_trust")) {
      sentence = sentence + Text{" Entre partenaires : ", " Between partners: "} +
                 from_to(partners, Unit::decimal) + Text{".", "."};
    }
    all.push_back(
        {"mean_trust", {"Confiance", "Trust"}, written(ends.last, Unit::decimal), sentence, "trust"});
  }
}

void add_innovation(std::vector<Headline>& all, const RunSet& runs) {
  if (!runs.has_series("projects_perpetuated")) return;
  const std::vector<double> flow = runs.series("projects_perpetuated").mean;
  double sum = 0.0;
  int last = -1;
  for (std::size_t row = 0; row < flow.size(); ++row) {
    if (runs.months()[row] < 0 || !std::isfinite(flow[row])) continue;
    sum += flow[row];
    last = runs.months()[row];
  }
  if (last < 0) return;
  const Text count = written(sum, Unit::count), end = month_name(last);
  all.push_back({"innovation",
                 {"Impact : innovation", "Impact: innovation"},
                 count,
                 {fmt::format("{} solutions pérennisées de janvier 2008 à {}.", count.fr, end.fr),
                  fmt::format("{} solutions perpetuated from January 2008 to {}.", count.en, end.en)},
                 "impacts"});
}

}  // namespace

std::vector<Headline> headlines_of(const RunSet& runs) {
  std::vector<Headline> all;
  add_trust(all, runs);
  add(all, runs, "partnerships", Unit::count, {"Partenariats", "Partnerships"}, "partnerships",
      {"Entre entreprises et associations :", "Between companies and associations:"});
  add(all, runs, "company10_engaged_share", Unit::share, {"Entreprises engagées", "Companies engaged"},
      "engagement",
      {"Part des entreprises de dix salariés ou plus qui ont un partenariat :",
       "Share of companies of ten employees or more that have a partnership:"},
      "C1");
  add(all, runs, "association_engaged_share", Unit::share, {"Associations engagées", "Associations engaged"},
      "engagement",
      {"Part des associations qui ont un partenariat :", "Share of associations that have a partnership:"},
      "C2");
  add(all, runs, "anchored_share", Unit::share, {"Communes ancrées", "Communes anchored"}, "mayors",
      {"Part des communes où la co-construction est ancrée :",
       "Share of communes where co-construction is anchored:"},
      "C3a");
  add(all, runs, "projects", Unit::count, {"Projets en cours", "Projects under way"}, "projects",
      {"Projets communs en cours :", "Joint projects under way:"});
  add_innovation(all, runs);
  add(all, runs, "association_performance", Unit::decimal, {"Impact : performance", "Impact: performance"},
      "impacts",
      {"Diversité du financement des associations (0 à 1) :",
       "Diversity of the finance of associations (0 to 1):"});
  add(all, runs, "collective_trust", Unit::decimal,
      {"Impact : confiance des territoires", "Impact: trust of territories"}, "trust",
      {"Confiance collective dans les EPCI, de 0 à 1 :", "Collective trust in EPCI, 0 to 1:"});
  return all;
}

}  // namespace analysis::report
