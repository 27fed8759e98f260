#include "analysis/statistics/effect_size.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace analysis::statistics {

double hedges_correction(double degrees) {
  if (degrees <= 1) return 0.0;
  return boost::math::tgamma_ratio(0.5 * degrees, 0.5 * (degrees - 1)) / std::sqrt(0.5 * degrees);
}

EffectSize paired_effect_size(std::span<const double> differences) {
  const double center = mean(differences), spread = standard_deviation(differences);
  if (spread == 0.0) {
    const double extreme =
        center == 0.0 ? 0.0 : std::copysign(std::numeric_limits<double>::infinity(), center);
    return {extreme, extreme};
  }
  const double dz = center / spread;
  return {dz, hedges_correction(static_cast<double>(differences.size() - 1)) * dz};
}

}  // namespace analysis::statistics
