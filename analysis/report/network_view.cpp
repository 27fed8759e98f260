#include "analysis/report/network_view.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

#include "analysis/report/map/plane.hpp"
#include "analysis/report/page_json.hpp"
#include "analysis/report/snapshots.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

constexpr std::size_t most_edges = 900;
constexpr double sheet_wide = 1000, sheet_high = 640, edge = 60;

/// Ties of the snapshot that are partnerships between two actors of the EPCI.
std::vector<std::size_t> within(const Snapshot& snapshot, int epci) {
  std::vector<std::size_t> ties;
  for (std::size_t tie = 0; tie < snapshot.low.size(); ++tie)
    if (snapshot.partners[tie] && snapshot.epci[snapshot.low[tie]] == epci &&
        snapshot.epci[snapshot.high[tie]] == epci)
      ties.push_back(tie);
  return ties;
}

int chosen_epci(const Snapshot& last, std::size_t epcis) {
  std::vector<std::size_t> counts(epcis, 0);
  for (std::size_t tie = 0; tie < last.low.size(); ++tie) {
    const int epci = last.epci[last.low[tie]];
    if (last.partners[tie] && epci == last.epci[last.high[tie]] && epci >= 0 &&
        static_cast<std::size_t>(epci) < epcis)
      ++counts[static_cast<std::size_t>(epci)];
  }
  int best = -1, least = 0;
  for (std::size_t k = 0; k < epcis; ++k) {
    if (counts[k] <= most_edges && (best < 0 || counts[k] > counts[static_cast<std::size_t>(best)]))
      best = static_cast<int>(k);
    if (counts[k] < counts[static_cast<std::size_t>(least)]) least = static_cast<int>(k);
  }
  return best >= 0 ? best : least;
}

/// Places of the communes of the EPCI on the sheet.
class Sheet {
 public:
  Sheet(const RunSet& runs, int epci) {
    const std::string& file = runs.runs().front().file;
    const std::vector<double> of = numbers_in(runs.first(), "commune_epci", file);
    const std::vector<double> longitudes = numbers_in(runs.first(), "commune_longitude", file);
    const std::vector<double> latitudes = numbers_in(runs.first(), "commune_latitude", file);
    double low_x = 1e12, high_x = -1e12, low_y = 1e12, high_y = -1e12;
    for (std::size_t k = 0; k < of.size(); ++k) {
      places_.push_back(projected(longitudes[k], latitudes[k]));
      if (of[k] != epci) continue;
      low_x = std::min(low_x, double(places_[k].x));
      high_x = std::max(high_x, double(places_[k].x));
      low_y = std::min(low_y, double(places_[k].y));
      high_y = std::max(high_y, double(places_[k].y));
    }
    middle_x_ = (low_x + high_x) / 2;
    middle_y_ = (low_y + high_y) / 2;
    scale_ = std::min((sheet_wide - 2 * edge) / std::max(1.0, high_x - low_x),
                      (sheet_high - 2 * edge) / std::max(1.0, high_y - low_y));
  }
  /// The n-th actor of a commune: Vogel's spiral fills a disc evenly.
  [[nodiscard]] std::pair<double, double> place(int commune, int n) const {
    const Metres centre = places_.at(static_cast<std::size_t>(commune));
    const double golden = std::numbers::pi * (3 - std::sqrt(5.0)), radius = 7.5 * std::sqrt(n + 0.3);
    return {sheet_wide / 2 + (centre.x - middle_x_) * scale_ + radius * std::cos(golden * n),
            sheet_high / 2 - (centre.y - middle_y_) * scale_ + radius * std::sin(golden * n)};
  }

 private:
  std::vector<Metres> places_;
  double middle_x_ = 0, middle_y_ = 0, scale_ = 1;
};

json month_json(const Snapshot& snapshot, int epci, const Sheet& sheet,
                const std::vector<std::string>& communes, std::size_t& left_out) {
  std::vector<std::size_t> ties = within(snapshot, epci);
  left_out = std::max(left_out, ties.size() - std::min(ties.size(), most_edges));
  ties.resize(std::min(ties.size(), most_edges));
  std::map<std::size_t, int> partners;
  for (const std::size_t tie : ties) {
    ++partners[snapshot.low[tie]];
    ++partners[snapshot.high[tie]];
  }
  std::vector<std::pair<std::size_t, int>> actors(partners.begin(), partners.end());
  std::ranges::stable_sort(actors, std::ranges::greater{}, &std::pair<std::size_t, int>::second);
  std::map<int, int> in_commune;
  std::map<std::size_t, std::size_t> place_of;
  json nodes = json::array(), edges = json::array();
  for (const auto& [actor, count] : actors) {
    const int commune = snapshot.commune[actor];
    const auto [x, y] = sheet.place(commune, in_commune[commune]++);
    place_of[actor] = nodes.size();
    nodes.push_back({{"kind", snapshot.kind[actor]},
                     {"commune", communes.at(static_cast<std::size_t>(commune))},
                     {"x", rounded(x, 0.1)},
                     {"y", rounded(y, 0.1)},
                     {"partners", count}});
  }
  for (const std::size_t tie : ties)
    edges.push_back(
        {place_of[snapshot.low[tie]], place_of[snapshot.high[tie]], rounded(snapshot.trust[tie], 0.001)});
  return {{"month", snapshot.month}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

}  // namespace

json network_json(const RunSet& runs) {
  const std::string& file = runs.runs().front().file;
  const std::vector<Snapshot> snapshots = snapshots_of(runs.first(), file);
  if (snapshots.empty()) return nullptr;
  const auto& names = texts_in(runs.first(), "epci_name", file);
  const auto& communes = texts_in(runs.first(), "commune_name", file);
  if (names.empty()) return nullptr;
  const int epci = chosen_epci(snapshots.back(), names.size());
  const Sheet sheet(runs, epci);
  std::size_t left_out = 0;
  json months = json::array(), kinds = json::array();
  for (const Snapshot& snapshot : snapshots)
    months.push_back(month_json(snapshot, epci, sheet, communes, left_out));
  for (const std::string& kind : snapshots.back().kinds) kinds.push_back(as_json(kind_name(kind)));
  return {{"epci", names[static_cast<std::size_t>(epci)]},
          {"kinds", std::move(kinds)},
          {"left_out", left_out},
          {"snapshots", std::move(months)}};
}

}  // namespace analysis::report
