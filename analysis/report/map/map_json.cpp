#include "analysis/report/map/map_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/report/page_json.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

constexpr double sheet = 4000, edge = 20;

/// From the arcs of the map to those that are sent.
class Chosen {
 public:
  Chosen(const ReportMap& map, bool with_communes)
      : place_(map.topology.arcs.size(), with_communes ? 0 : -1) {
    if (!with_communes) {
      for (const auto& rings : map.epcis)
        for (const ArcRing& ring : rings)
          for (const int arc : ring) place_[static_cast<std::size_t>(arc >= 0 ? arc : ~arc)] = 0;
      for (const auto* arcs : {&map.departments, &map.outline})
        for (const int arc : *arcs) place_[static_cast<std::size_t>(arc)] = 0;
    }
    int next = 0;
    for (int& place : place_)
      if (place == 0) place = next++;
  }
  [[nodiscard]] bool holds(std::size_t arc) const { return place_[arc] >= 0; }
  [[nodiscard]] int operator()(int arc) const {
    return arc >= 0 ? place_[static_cast<std::size_t>(arc)] : ~place_[static_cast<std::size_t>(~arc)];
  }
  [[nodiscard]] json list(const std::vector<int>& arcs) const {
    json all = json::array();
    for (const int arc : arcs) all.push_back((*this)(arc));
    return all;
  }
  [[nodiscard]] json rings(const std::vector<std::vector<ArcRing>>& territories) const {
    json all = json::array();
    for (const auto& outline : territories) {
      json rings = json::array();
      for (const ArcRing& ring : outline) rings.push_back(list(ring));
      all.push_back(std::move(rings));
    }
    return all;
  }

 private:
  std::vector<int> place_;
};

}  // namespace

json as_json(const ReportMap& map, bool with_communes) {
  if (map.topology.arcs.empty()) return nullptr;
  const double wide = std::max(1.0, double(map.high.x) - map.low.x),
               high = std::max(1.0, double(map.high.y) - map.low.y);
  const double scale = (sheet - 2 * edge) / std::max(wide, high);
  const Chosen chosen(map, with_communes);
  json arcs = json::array();
  for (std::size_t k = 0; k < map.topology.arcs.size(); ++k) {
    if (!chosen.holds(k)) continue;
    json flat = json::array();
    long x = 0, y = 0;
    for (const Metres point : map.topology.arcs[k]) {
      const long here_x = std::lround(edge + (point.x - map.low.x) * scale);
      const long here_y = std::lround(edge + (map.high.y - point.y) * scale);
      if (!flat.empty() && here_x == x && here_y == y) continue;
      flat.push_back(here_x - x);
      flat.push_back(here_y - y);
      x = here_x;
      y = here_y;
    }
    arcs.push_back(std::move(flat));
  }
  return {{"width", std::lround(wide * scale + 2 * edge)},
          {"height", std::lround(high * scale + 2 * edge)},
          {"arcs", std::move(arcs)},
          {"communes", with_communes ? chosen.rings(map.topology.outlines) : json::array()},
          {"epcis", chosen.rings(map.epcis)},
          {"departments", chosen.list(map.departments)},
          {"outline", chosen.list(map.outline)},
          {"origin", as_json(map.origin)}};
}

}  // namespace analysis::report
