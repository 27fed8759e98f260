#include "models/territory/world/epci_neighbours.hpp"

#include <algorithm>
#include <utility>

namespace territory {

namespace {

/// Centres of population as places that `distance_km` understands. A commune without inhabitants weighs as if
/// it had one, so that its EPCI has a centre too.
std::vector<Commune> centres(const Geography& g) {
  std::vector<Commune> centres(g.epcis.size());
  std::vector<double> weights(g.epcis.size(), 0.0);
  for (Commune& c : centres) c.x_km = c.y_km = c.longitude = c.latitude = 0.0;
  for (std::size_t c = 0; c < g.communes.size(); ++c) {
    const Commune& commune = g.communes[c];
    Commune& centre = centres[g.epci_of[c]];
    const double weight = std::max(1, commune.population);
    weights[g.epci_of[c]] += weight;
    centre.x_km += weight * commune.x_km;
    centre.y_km += weight * commune.y_km;
    centre.longitude += weight * commune.longitude;
    centre.latitude += weight * commune.latitude;
  }
  for (std::size_t e = 0; e < centres.size(); ++e) {
    for (double* coordinate :
         {&centres[e].x_km, &centres[e].y_km, &centres[e].longitude, &centres[e].latitude})
      *coordinate /= weights[e];
  }
  return centres;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> epci_neighbours(const Geography& g, std::size_t count) {
  const std::vector<Commune> places = centres(g);
  std::vector<std::vector<std::uint32_t>> neighbours(places.size());
  std::vector<std::pair<double, std::uint32_t>> others;
  for (std::size_t e = 0; e < places.size(); ++e) {
    others.clear();
    for (std::uint32_t o = 0; o < places.size(); ++o)
      if (o != e) others.emplace_back(distance_km(places[e], places[o]), o);
    const std::size_t kept = std::min(count, others.size());
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(kept), others.end());
    for (std::size_t k = 0; k < kept; ++k) neighbours[e].push_back(others[k].second);
  }
  return neighbours;
}

}  // namespace territory
