#include "analysis/report/map/cells.hpp"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

template <>
struct boost::polygon::geometry_concept<analysis::report::Metres> {
  using type = boost::polygon::point_concept;
};

template <>
struct boost::polygon::point_traits<analysis::report::Metres> {
  using coordinate_type = std::int32_t;
  static coordinate_type get(const analysis::report::Metres& point, boost::polygon::orientation_2d axis) {
    return axis == boost::polygon::HORIZONTAL ? point.x : point.y;
  }
};

namespace analysis::report {

namespace {

using Diagram = boost::polygon::voronoi_diagram<double>;

struct Place {
  double x = 0, y = 0;
};

/// An edge within reach of its two centres: the same interval of the line seen from either side.
struct Piece {
  Place from, to;
  bool empty = true;
};

Metres on_grid(Place place) {
  return {static_cast<std::int32_t>(std::lround(place.x)), static_cast<std::int32_t>(std::lround(place.y))};
}

/// Where the border between two centres lies within reach. It is computed from the centres in one order, so
/// both cells get the same numbers.
class Clipper {
 public:
  Clipper(std::span<const Metres> sites, double reach) : sites_(sites), reach_(reach) {}

  [[nodiscard]] Piece piece(const Diagram::edge_type& edge) const {
    const bool turned = edge.cell()->source_index() > edge.twin()->cell()->source_index();
    const Diagram::edge_type& kept = turned ? *edge.twin() : edge;
    const Metres a = sites_[kept.cell()->source_index()], b = sites_[kept.twin()->cell()->source_index()];
    const Place middle{(a.x + double(b.x)) / 2, (a.y + double(b.y)) / 2};
    const double dx = double(b.x) - a.x, dy = double(b.y) - a.y, length = std::hypot(dx, dy);
    const Place along{-dy / length, dx / length};  // to the left of a → b: an edge runs so around a
    const double half = std::sqrt(std::max(0.0, reach_ * reach_ - length * length / 4));
    if (length / 2 >= reach_) return {};
    const auto at = [&](const Diagram::vertex_type* vertex, double open) {
      return vertex == nullptr ? open
                               : (vertex->x() - middle.x) * along.x + (vertex->y() - middle.y) * along.y;
    };
    const double from = at(kept.vertex0(), -half), to = at(kept.vertex1(), half);
    if (std::min(to, half) <= std::max(from, -half)) return {};
    // A corner within reach is taken as it is: all cells that meet there then have the same point.
    const auto place = [&](const Diagram::vertex_type* vertex, double t) -> Place {
      if (vertex != nullptr && std::abs(t) <= half) return {vertex->x(), vertex->y()};
      const double cut = std::clamp(t, -half, half);
      return {middle.x + cut * along.x, middle.y + cut * along.y};
    };
    Piece piece{place(kept.vertex0(), from), place(kept.vertex1(), to), false};
    if (turned) std::swap(piece.from, piece.to);
    return piece;
  }

  /// Points of the circle around a centre, counter-clockwise strictly between two of its points.
  void add_arc(std::vector<Metres>& ring, Metres centre, Place from, Place to) const {
    const double begin = std::atan2(from.y - centre.y, from.x - centre.x);
    double turn = std::atan2(to.y - centre.y, to.x - centre.x) - begin;
    if (turn <= 0) turn += 2 * std::numbers::pi;
    const int steps = std::max(1, static_cast<int>(std::ceil(turn / (std::numbers::pi / 10))));
    for (int k = 1; k < steps; ++k) {
      const double angle = begin + turn * k / steps;
      ring.push_back(on_grid({centre.x + reach_ * std::cos(angle), centre.y + reach_ * std::sin(angle)}));
    }
  }

  [[nodiscard]] std::vector<Metres> circle(Metres centre) const {
    std::vector<Metres> ring;
    const Place east{centre.x + reach_, double(centre.y)};
    ring.push_back(on_grid(east));
    add_arc(ring, centre, east, east);
    return ring;
  }

 private:
  std::span<const Metres> sites_;
  double reach_;
};

std::vector<Metres> ring_of(const Diagram::cell_type& cell, Metres centre, const Clipper& clipper) {
  std::vector<Piece> pieces;
  const Diagram::edge_type* edge = cell.incident_edge();
  if (edge != nullptr) {
    do {
      const Piece piece = clipper.piece(*edge);
      if (!piece.empty) pieces.push_back(piece);
      edge = edge->next();
    } while (edge != cell.incident_edge());
  }
  if (pieces.empty()) return clipper.circle(centre);
  std::vector<Metres> ring;
  const auto add = [&](Place place) {
    const Metres point = on_grid(place);
    if (ring.empty() || ring.back() != point) ring.push_back(point);
  };
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    add(pieces[k].from);
    add(pieces[k].to);
    const Place next = pieces[(k + 1) % pieces.size()].from;
    if (std::hypot(next.x - pieces[k].to.x, next.y - pieces[k].to.y) > 1.5)
      clipper.add_arc(ring, centre, pieces[k].to, next);
  }
  while (ring.size() > 1 && ring.back() == ring.front()) ring.pop_back();
  return ring;
}

}  // namespace

std::vector<Outline> voronoi_cells(std::span<const Metres> centres, std::span<const Metres> others,
                                   double reach) {
  std::map<Metres, std::size_t> first;  // the place of each site among the centres
  std::vector<Metres> sites;
  std::vector<std::size_t> owner;
  for (std::size_t k = 0; k < centres.size(); ++k) {
    if (!first.emplace(centres[k], k).second) continue;
    sites.push_back(centres[k]);
    owner.push_back(k);
  }
  for (const Metres& other : others) {
    if (!first.emplace(other, centres.size()).second) continue;
    sites.push_back(other);
    owner.push_back(centres.size());
  }
  std::vector<Outline> outlines(centres.size());
  if (sites.size() < 2) {
    const Clipper clipper(sites, reach);
    for (std::size_t k = 0; k < sites.size(); ++k)
      if (owner[k] < centres.size()) outlines[owner[k]].push_back(clipper.circle(sites[k]));
    return outlines;
  }
  Diagram diagram;
  boost::polygon::construct_voronoi(sites.begin(), sites.end(), &diagram);
  const Clipper clipper(sites, reach);
  for (const Diagram::cell_type& cell : diagram.cells()) {
    const std::size_t site = cell.source_index();
    if (owner[site] == centres.size()) continue;
    std::vector<Metres> ring = ring_of(cell, sites[site], clipper);
    if (ring.size() > 2) outlines[owner[site]].push_back(std::move(ring));
  }
  return outlines;
}

double usual_reach(std::span<const Metres> centres, double times) {
  constexpr double alone = 5000;
  const std::set<Metres> distinct(centres.begin(), centres.end());
  if (distinct.size() < 3) return alone;
  const std::vector<Metres> sites(distinct.begin(), distinct.end());
  Diagram diagram;
  boost::polygon::construct_voronoi(sites.begin(), sites.end(), &diagram);
  std::vector<double> distances;
  for (const Diagram::vertex_type& vertex : diagram.vertices()) {
    const Metres site = sites[vertex.incident_edge()->cell()->source_index()];
    distances.push_back(std::hypot(vertex.x() - site.x, vertex.y() - site.y));
  }
  if (distances.empty()) return alone;
  std::ranges::sort(distances);
  return times * distances[distances.size() / 2];
}

}  // namespace analysis::report
