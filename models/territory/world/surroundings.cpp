#include "models/territory/world/surroundings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace territory {

Surroundings::Surroundings(const Geography& g, double radius_km) {
  // A window over x keeps France's 35 000 communes from being compared pair by pair; the few without planar
  // coordinates are compared among themselves.
  std::vector<std::uint32_t> planar, other;
  for (std::uint32_t c = 0; c < g.communes.size(); ++c)
    (std::isnan(g.communes[c].x_km) ? other : planar).push_back(c);
  std::sort(planar.begin(), planar.end(), [&](std::uint32_t a, std::uint32_t b) {
    return g.communes[a].x_km != g.communes[b].x_km ? g.communes[a].x_km < g.communes[b].x_km : a < b;
  });
  std::vector<std::vector<Near>> lists(g.communes.size());
  const auto consider = [&](std::uint32_t a, std::uint32_t b) {
    const double km = distance_km(g.communes[a], g.communes[b]);
    if (!(km <= radius_km)) return;
    lists[a].push_back({b, static_cast<float>(km)});
    lists[b].push_back({a, static_cast<float>(km)});
  };
  for (std::uint32_t c = 0; c < g.communes.size(); ++c) lists[c].push_back({c, 0.0F});
  for (std::size_t i = 0; i < planar.size(); ++i) {
    for (std::size_t j = i + 1; j < planar.size(); ++j) {
      if (g.communes[planar[j]].x_km - g.communes[planar[i]].x_km > radius_km) break;
      consider(planar[i], planar[j]);
    }
  }
  for (std::size_t i = 0; i < other.size(); ++i)
    for (std::size_t j = i + 1; j < other.size(); ++j) consider(other[i], other[j]);
  offsets_.assign(1, 0);
  for (auto& list : lists) {
    std::sort(list.begin(), list.end(), [](const Near& a, const Near& b) { return a.commune < b.commune; });
    near_.insert(near_.end(), list.begin(), list.end());
    offsets_.push_back(near_.size());
  }
}

}  // namespace territory
