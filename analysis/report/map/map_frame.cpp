#include "analysis/report/map/map_frame.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/palette.hpp"
#include "analysis/report/ticks.hpp"

namespace analysis::report {

MapFrame::MapFrame(const ReportMap& map, double width, double margin, double head) : head_(head) {
  const double wide = std::max(1.0, double(map.high.x) - map.low.x);
  high_ = std::max(1.0, double(map.high.y) - map.low.y);
  scale_ = std::min((width - 2 * margin) / wide, 720 / high_);
  left_ = (width - wide * scale_) / 2;
}

std::vector<Point> MapFrame::points_of(const ReportMap& map, const ArcRing& ring) const {
  std::vector<Point> points;
  for (const int arc : ring) {
    const auto& own = map.topology.arcs[static_cast<std::size_t>(arc >= 0 ? arc : ~arc)];
    const auto add = [&](Metres place) {
      const Point point{left_ + (place.x - map.low.x) * scale_, head_ + (map.high.y - place.y) * scale_};
      const bool near =
          !points.empty() && std::abs(points.back().x - point.x) + std::abs(points.back().y - point.y) < 0.7;
      if (!near || place == own.back() || place == own.front()) points.push_back(point);
    };
    if (arc >= 0)
      std::for_each(own.begin(), own.end(), add);
    else
      std::for_each(own.rbegin(), own.rend(), add);
  }
  return points;
}

std::vector<double> class_limits(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  std::vector<double> ticks;
  for (int wanted = 7; wanted > 2; --wanted) {
    ticks = round_ticks(at(0.02), at(0.98), wanted);
    if (ticks.size() <= map_colours.size() + 1) break;
  }
  ticks.resize(std::min(ticks.size(), map_colours.size() + 1));
  return {ticks.begin() + 1, ticks.end() - 1};
}

std::string class_colour(double value, const std::vector<double>& limits) {
  if (!std::isfinite(value)) return std::string(no_value_colour);
  const auto above = std::ranges::count_if(limits, [&](double limit) { return value >= limit; });
  return std::string(map_colours[static_cast<std::size_t>(above)]);
}

std::vector<Line> hatching(const std::vector<std::vector<Point>>& rings, double gap,
                           const std::string& colour) {
  // In u = x + y and v = x − y a stroke is a line of constant u.
  double low = 1e300, high = -1e300;
  for (const auto& ring : rings) {
    for (const Point point : ring) {
      low = std::min(low, point.x + point.y);
      high = std::max(high, point.x + point.y);
    }
  }
  std::vector<Line> strokes;
  const double step = gap * std::sqrt(2.0);
  for (double u = std::ceil(low / step) * step + step / 2; u < high; u += step) {
    std::vector<double> crossings;
    for (const auto& ring : rings) {
      for (std::size_t k = 0; k < ring.size(); ++k) {
        const Point a = ring[k], b = ring[(k + 1) % ring.size()];
        const double from = a.x + a.y, to = b.x + b.y;
        if ((from <= u) == (to <= u)) continue;
        const double share = (u - from) / (to - from);
        crossings.push_back(a.x - a.y + share * (b.x - b.y - a.x + a.y));
      }
    }
    std::ranges::sort(crossings);
    for (std::size_t k = 0; k + 1 < crossings.size(); k += 2)
      strokes.push_back(Line{{{(u + crossings[k]) / 2, (u - crossings[k]) / 2},
                              {(u + crossings[k + 1]) / 2, (u - crossings[k + 1]) / 2}},
                             colour,
                             0.8,
                             false});
  }
  return strokes;
}

}  // namespace analysis::report
