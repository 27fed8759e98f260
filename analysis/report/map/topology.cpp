#include "analysis/report/map/topology.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace analysis::report {

namespace {

using Segment = std::pair<Metres, Metres>;

Segment undirected(Metres a, Metres b) { return a < b ? Segment{a, b} : Segment{b, a}; }

/// Who has a segment in its outline: two at most, in a sound map.
struct Owners {
  int first = -1, second = -1;
  friend bool operator==(const Owners&, const Owners&) = default;
};

std::map<Segment, Owners> owners_of(std::span<const Outline> outlines) {
  std::map<Segment, Owners> owners;
  for (std::size_t k = 0; k < outlines.size(); ++k) {
    for (const auto& ring : outlines[k]) {
      for (std::size_t p = 0; p < ring.size(); ++p) {
        Owners& of = owners[undirected(ring[p], ring[(p + 1) % ring.size()])];
        (of.first < 0 ? of.first : of.second) = static_cast<int>(k);
      }
    }
  }
  return owners;
}

/// Cuts rings into arcs where the neighbours change, and keeps each arc once.
class Cutter {
 public:
  Cutter(std::span<const Outline> outlines, Topology& made) : owners_(owners_of(outlines)), made_(made) {}

  ArcRing cut(const std::vector<Metres>& ring) {
    const std::size_t count = ring.size();
    const auto owners_at = [&](std::size_t p) {
      return owners_.at(undirected(ring[p % count], ring[(p + 1) % count]));
    };
    std::vector<std::size_t> cuts;
    for (std::size_t p = 0; p < count; ++p)
      if (owners_at(p + count - 1) != owners_at(p)) cuts.push_back(p);
    if (cuts.empty()) {  // an island, or a hole that another fills: both must begin at the same point
      const auto least = std::min_element(ring.begin(), ring.end()) - ring.begin();
      cuts = {static_cast<std::size_t>(least)};
    }
    ArcRing arcs;
    for (std::size_t c = 0; c < cuts.size(); ++c) {
      const std::size_t begin = cuts[c], end = c + 1 < cuts.size() ? cuts[c + 1] : cuts[0] + count;
      std::vector<Metres> points;
      for (std::size_t p = begin; p <= end; ++p) points.push_back(ring[p % count]);
      arcs.push_back(kept(std::move(points), owners_at(begin)));
    }
    return arcs;
  }

 private:
  int kept(std::vector<Metres> points, const Owners& owners) {
    std::vector<Metres> reversed(points.rbegin(), points.rend());
    const bool forwards = points < reversed;
    const auto [found, fresh] = places_.emplace(forwards ? std::move(points) : std::move(reversed),
                                                static_cast<int>(made_.arcs.size()));
    if (fresh) {
      made_.arcs.push_back(found->first);
      made_.sides.emplace_back(owners.first, owners.second);
    }
    return forwards ? found->second : ~found->second;
  }

  std::map<Segment, Owners> owners_;
  std::map<std::vector<Metres>, int> places_;
  Topology& made_;
};

int group_of(std::span<const int> group, int territory) {
  return territory < 0 ? -1 : group[static_cast<std::size_t>(territory)];
}

Metres begin_of(const Topology& t, int arc) {
  return arc >= 0 ? t.arcs[static_cast<std::size_t>(arc)].front()
                  : t.arcs[static_cast<std::size_t>(~arc)].back();
}
Metres end_of(const Topology& t, int arc) { return begin_of(t, ~arc); }

/// Directed arcs end to end into rings. What does not close is closed by a straight line when it is drawn.
std::vector<ArcRing> chained(const Topology& topology, const std::vector<int>& arcs) {
  std::multimap<Metres, int> by_begin;
  for (const int arc : arcs) by_begin.emplace(begin_of(topology, arc), arc);
  std::vector<ArcRing> rings;
  while (!by_begin.empty()) {
    ArcRing ring{by_begin.begin()->second};
    by_begin.erase(by_begin.begin());
    const Metres start = begin_of(topology, ring.front());
    while (end_of(topology, ring.back()) != start) {
      const auto next = by_begin.find(end_of(topology, ring.back()));
      if (next == by_begin.end()) break;
      ring.push_back(next->second);
      by_begin.erase(next);
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

double distance_to_line(Metres p, Metres a, Metres b) {
  const double dx = double(b.x) - a.x, dy = double(b.y) - a.y, length = std::hypot(dx, dy);
  const double px = double(p.x) - a.x, py = double(p.y) - a.y;
  return length == 0 ? std::hypot(px, py) : std::abs(px * dy - py * dx) / length;
}

void thin(const std::vector<Metres>& points, std::size_t from, std::size_t to, double tolerance,
          std::set<std::size_t>& kept) {
  std::size_t farthest = from;
  double distance = tolerance;
  for (std::size_t k = from + 1; k < to; ++k) {
    const double here = distance_to_line(points[k], points[from], points[to]);
    if (here <= distance) continue;
    distance = here;
    farthest = k;
  }
  if (farthest == from) return;
  kept.insert(farthest);
  thin(points, from, farthest, tolerance, kept);
  thin(points, farthest, to, tolerance, kept);
}

}  // namespace

Topology topology_of(std::span<const Outline> outlines) {
  Topology topology;
  Cutter cutter(outlines, topology);
  for (const Outline& outline : outlines) {
    std::vector<ArcRing> rings;
    for (const auto& ring : outline) rings.push_back(cutter.cut(ring));
    topology.outlines.push_back(std::move(rings));
  }
  return topology;
}

std::vector<std::vector<ArcRing>> joined(const Topology& topology, std::span<const int> group,
                                         std::size_t groups) {
  std::vector<std::vector<int>> around(groups);
  for (std::size_t k = 0; k < topology.outlines.size(); ++k) {
    if (group[k] < 0) continue;
    for (const ArcRing& ring : topology.outlines[k]) {
      for (const int arc : ring) {
        const auto [one, other] = topology.sides[static_cast<std::size_t>(arc >= 0 ? arc : ~arc)];
        if (group_of(group, one) != group_of(group, other))
          around[static_cast<std::size_t>(group[k])].push_back(arc);
      }
    }
  }
  std::vector<std::vector<ArcRing>> rings;
  for (const auto& arcs : around) rings.push_back(chained(topology, arcs));
  return rings;
}

std::vector<int> borders(const Topology& topology, std::span<const int> group) {
  std::vector<int> arcs;
  for (std::size_t k = 0; k < topology.arcs.size(); ++k) {
    const int one = group_of(group, topology.sides[k].first),
              other = group_of(group, topology.sides[k].second);
    if (one >= 0 && other >= 0 && one != other) arcs.push_back(static_cast<int>(k));
  }
  return arcs;
}

std::vector<int> outer_arcs(const Topology& topology) {
  std::vector<int> arcs;
  for (std::size_t k = 0; k < topology.arcs.size(); ++k)
    if (topology.sides[k].first < 0 || topology.sides[k].second < 0) arcs.push_back(static_cast<int>(k));
  return arcs;
}

void simplify(Topology& topology, double tolerance) {
  for (auto& arc : topology.arcs) {
    if (arc.size() < 3) continue;
    std::set<std::size_t> kept{0, arc.size() - 1};
    if (arc.front() == arc.back()) kept.insert({arc.size() / 3, 2 * arc.size() / 3});
    const std::vector<std::size_t> fixed(kept.begin(), kept.end());
    for (std::size_t k = 0; k + 1 < fixed.size(); ++k) thin(arc, fixed[k], fixed[k + 1], tolerance, kept);
    std::vector<Metres> fewer;
    for (const std::size_t k : kept) fewer.push_back(arc[k]);
    arc = std::move(fewer);
  }
}

}  // namespace analysis::report
