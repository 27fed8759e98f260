#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "analysis/report/figures/build.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/snapshots.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::nothing;
constexpr std::array<Colour, 6> colours_of_months{sky, blue, green, orange, vermillion, purple};

/// Mean of the trust of the ties in each class.
struct ClassMeans {
  std::vector<double> sum, count;
  explicit ClassMeans(std::size_t classes) : sum(classes, 0.0), count(classes, 0.0) {}
  void add(std::size_t in, double trust) {
    sum[in] += trust;
    count[in] += 1;
  }
  [[nodiscard]] std::vector<double> means() const {
    std::vector<double> all;
    for (std::size_t k = 0; k < sum.size(); ++k) all.push_back(count[k] == 0 ? nothing : sum[k] / count[k]);
    return all;
  }
};

Figure by_class(const RunSet& runs, Heading heading, const std::vector<Snapshot>& snapshots,
                std::vector<Text> classes) {
  Figure figure = monthly(runs, std::move(heading), Unit::decimal, {"confiance moyenne", "mean trust"});
  figure.axis = Axis::category;
  figure.shape = Shape::bars;
  figure.x.clear();
  for (std::size_t k = 0; k < classes.size(); ++k) figure.x.push_back(static_cast<double>(k));
  figure.categories = std::move(classes);
  figure.measures = {"snapshots/…/ties/trust_low", "snapshots/…/ties/trust_high"};
  std::size_t ties = 0;
  for (const Snapshot& snapshot : snapshots) ties = std::max(ties, snapshot.low.size());
  const Text count = written(static_cast<double>(ties), Unit::count);
  const std::int64_t seed = whole_attribute(runs.first(), "seed");
  figure.population = {fmt::format("jusqu’à {} liens par instantané, graine {}", count.fr, seed),
                       fmt::format("up to {} ties a snapshot, seed {}", count.en, seed)};
  return figure;
}

void add_by_pair(std::vector<Figure>& figures, const RunSet& runs, const std::vector<Snapshot>& snapshots) {
  std::map<std::pair<int, int>, std::size_t> place;
  std::vector<Text> classes;
  const auto pair_of = [](const Snapshot& s, std::size_t tie) {
    return std::minmax({s.kind[s.low[tie]], s.kind[s.high[tie]]});
  };
  for (const Snapshot& snapshot : snapshots)
    for (std::size_t tie = 0; tie < snapshot.low.size(); ++tie) place.emplace(pair_of(snapshot, tie), 0);
  for (auto& [pair, at] : place) {
    at = classes.size();
    const auto& kinds = snapshots.front().kinds;
    classes.push_back(kind_name(kinds[static_cast<std::size_t>(pair.first)]) + Text{"–", "–"} +
                      kind_name(kinds[static_cast<std::size_t>(pair.second)]));
  }
  Figure figure = by_class(runs,
                           {"trust_by_pair",
                            "trust",
                            {"La confiance, selon qui est en face", "Trust, by who is on the other side"},
                            {"Confiance moyenne des contacts, par sorte de paire, aux mois des instantanés.",
                             "Mean trust of contacts, by kind of pair, in the months of the snapshots."}},
                           snapshots, classes);
  for (std::size_t k = 0; k < snapshots.size(); ++k) {
    ClassMeans means(classes.size());
    for (std::size_t tie = 0; tie < snapshots[k].low.size(); ++tie)
      means.add(place.at(pair_of(snapshots[k], tie)), snapshots[k].trust[tie]);
    figure.series.push_back({fmt::format("month_{}", snapshots[k].month),
                             month_name(snapshots[k].month),
                             colours_of_months[k % colours_of_months.size()],
                             false,
                             means.means(),
                             {},
                             {}});
  }
  keep(figures, std::move(figure), runs);
}

void add_by_age(std::vector<Figure>& figures, const RunSet& runs, const std::vector<Snapshot>& snapshots) {
  constexpr std::array<int, 5> years{1, 2, 5, 10, 20};
  const std::vector<Text> classes{{"moins d’un an", "under a year"}, {"1 à 2 ans", "1 to 2 years"},
                                  {"2 à 5 ans", "2 to 5 years"},     {"5 à 10 ans", "5 to 10 years"},
                                  {"10 à 20 ans", "10 to 20 years"}, {"20 ans et plus", "20 years and more"}};
  Figure figure = by_class(runs,
                           {"trust_by_age",
                            "trust",
                            {"La confiance, selon l’âge du lien", "Trust, by age of the tie"},
                            {"Confiance moyenne des contacts, par temps écoulé depuis la première rencontre.",
                             "Mean trust of contacts, by time since the first meeting."}},
                           snapshots, classes);
  for (std::size_t k = 0; k < snapshots.size(); ++k) {
    ClassMeans means(classes.size());
    for (std::size_t tie = 0; tie < snapshots[k].low.size(); ++tie) {
      const int age = snapshots[k].month - snapshots[k].born[tie];
      const auto older = std::ranges::find_if(years, [&](int limit) { return age < 12 * limit; });
      means.add(static_cast<std::size_t>(older - years.begin()), snapshots[k].trust[tie]);
    }
    figure.series.push_back({fmt::format("month_{}", snapshots[k].month),
                             month_name(snapshots[k].month),
                             colours_of_months[k % colours_of_months.size()],
                             false,
                             means.means(),
                             {},
                             {}});
  }
  keep(figures, std::move(figure), runs);
}

}  // namespace

void add_snapshot_figures(std::vector<Figure>& figures, const RunSet& runs) {
  const std::vector<Snapshot> snapshots = snapshots_of(runs.first(), runs.runs().front().file);
  if (snapshots.empty()) return;
  add_by_pair(figures, runs, snapshots);
  add_by_age(figures, runs, snapshots);
}

}  // namespace analysis::report
