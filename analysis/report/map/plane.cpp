#include "analysis/report/map/plane.hpp"

#include <cmath>
#include <numbers>

namespace analysis::report {

Metres projected(double longitude, double latitude) {
  constexpr double radius = 6'371'000, degree = std::numbers::pi / 180;
  constexpr double south = 44 * degree, north = 49 * degree, centre = 46.5 * degree;
  const auto stretch = [](double phi) { return std::tan(std::numbers::pi / 4 + phi / 2); };
  const double n = std::log(std::cos(south) / std::cos(north)) / std::log(stretch(north) / stretch(south));
  const double f = std::cos(south) * std::pow(stretch(south), n) / n;
  const double rho = radius * f / std::pow(stretch(latitude * degree), n),
               rho_0 = radius * f / std::pow(stretch(centre), n);
  const double theta = n * (longitude - 3.0) * degree;
  return {static_cast<std::int32_t>(std::lround(rho * std::sin(theta))),
          static_cast<std::int32_t>(std::lround(rho_0 - rho * std::cos(theta)))};
}

bool is_metropolitan(double longitude, double latitude) {
  return longitude > -7 && longitude < 12 && latitude > 40 && latitude < 53;
}

}  // namespace analysis::report
