// Which EPCI are neighbours: the nearest ones. A commune without planar coordinates (overseas) places its
// EPCI by longitude and latitude, like distances between communes.
#include <algorithm>
#include <cmath>

#include "models/territory/submodels/projects.hpp"

namespace territory {

std::vector<std::vector<std::uint32_t>> nearest_epcis(const Geography& geography, int count) {
  const std::size_t n = geography.epcis.size();
  std::vector<Commune> centroids(n);
  std::vector<double> weights(n, 0.0);
  for (Commune& c : centroids) c.x_km = c.y_km = c.longitude = c.latitude = 0.0;
  for (std::size_t c = 0; c < geography.communes.size(); ++c) {
    const Commune& commune = geography.communes[c];
    Commune& centroid = centroids[geography.epci_of[c]];
    const double weight = std::max(1, commune.population);
    weights[geography.epci_of[c]] += weight;
    centroid.x_km += weight * commune.x_km;
    centroid.y_km += weight * commune.y_km;
    centroid.longitude += weight * commune.longitude;
    centroid.latitude += weight * commune.latitude;
  }
  for (std::size_t e = 0; e < n; ++e) {
    for (double* at :
         {&centroids[e].x_km, &centroids[e].y_km, &centroids[e].longitude, &centroids[e].latitude})
      *at /= std::max(1.0, weights[e]);
  }
  std::vector<std::vector<std::uint32_t>> nearest(n);
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::size_t e = 0; e < n; ++e) {
    others.clear();
    for (std::uint32_t o = 0; o < n; ++o)
      if (o != e && weights[o] > 0.0) others.emplace_back(distance_km(centroids[e], centroids[o]), o);
    const std::size_t kept = std::min(others.size(), static_cast<std::size_t>(count));
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(kept), others.end());
    for (std::size_t k = 0; k < kept; ++k) nearest[e].push_back(others[k].second);
  }
  return nearest;
}

}  // namespace territory
