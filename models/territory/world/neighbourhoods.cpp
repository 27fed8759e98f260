#include "models/territory/world/neighbourhoods.hpp"

#include <algorithm>
#include <cmath>

namespace territory {

namespace {

struct Near {
  double km;
  std::uint32_t commune;
  friend auto operator<=>(const Near&, const Near&) = default;
};

/// Communes of the plane from south to north, and those that have no plane coordinates: a search then looks
/// at a strip of the first and at all of the second.
struct Strips {
  std::vector<std::uint32_t> planar, others;
  std::vector<double> northing;  ///< of `planar`

  explicit Strips(const Geography& g) {
    for (std::uint32_t c = 0; c < g.communes.size(); ++c)
      (on_plane(g.communes[c]) ? planar : others).push_back(c);
    std::sort(planar.begin(), planar.end(), [&](std::uint32_t a, std::uint32_t b) {
      return g.communes[a].y_km != g.communes[b].y_km ? g.communes[a].y_km < g.communes[b].y_km : a < b;
    });
    for (const std::uint32_t c : planar) northing.push_back(g.communes[c].y_km);
  }
  static bool on_plane(const Commune& c) { return !std::isnan(c.x_km) && !std::isnan(c.y_km); }

  template <class Use>
  void for_candidates(const Commune& from, double radius_km, Use&& use) const {
    const bool strip = on_plane(from);
    const auto first =
        strip ? std::lower_bound(northing.begin(), northing.end(), from.y_km - radius_km) : northing.begin();
    const auto last = strip ? std::upper_bound(first, northing.end(), from.y_km + radius_km) : northing.end();
    for (auto at = first; at != last; ++at) use(planar[static_cast<std::size_t>(at - northing.begin())]);
    for (const std::uint32_t c : others) use(c);
  }
};

}  // namespace

Neighbourhoods::Neighbourhoods(const Geography& geography, double radius_km, const sim::Executor& executor) {
  const std::size_t count = geography.communes.size();
  const Strips strips(geography);
  std::vector<std::vector<Near>> near(count);
  constexpr std::size_t communes_a_piece = 64;
  executor.for_pieces(count, communes_a_piece, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      std::vector<Near>& found = near[c];
      found.push_back({0.0, static_cast<std::uint32_t>(c)});
      const Commune& from = geography.communes[c];
      strips.for_candidates(from, radius_km, [&](std::uint32_t other) {
        if (other == c) return;
        const double km = distance_km(from, geography.communes[other]);
        if (km <= radius_km) found.push_back({km, other});
      });
      // Another commune may stand at the same point: the commune itself still comes first.
      std::sort(found.begin() + 1, found.end());
    }
  });
  offsets_.assign(1, 0);
  for (const auto& list : near) {
    for (const Near& one : list) {
      communes_.push_back(one.commune);
      km_.push_back(static_cast<float>(one.km));
    }
    offsets_.push_back(communes_.size());
  }
}

void sort_by_distance(const Geography& geography, std::uint32_t origin, std::span<std::uint32_t> communes) {
  std::vector<Near> order;
  order.reserve(communes.size());
  for (const std::uint32_t c : communes) {
    order.push_back({c == origin ? 0.0 : distance_km(geography.communes[origin], geography.communes[c]), c});
  }
  // Two communes at one point: the origin still comes first.
  std::sort(order.begin(), order.end(), [&](const Near& a, const Near& b) {
    return a.km != b.km                                     ? a.km < b.km
           : (a.commune == origin) != (b.commune == origin) ? a.commune == origin
                                                            : a.commune < b.commune;
  });
  for (std::size_t k = 0; k < order.size(); ++k) communes[k] = order[k].commune;
}

}  // namespace territory
