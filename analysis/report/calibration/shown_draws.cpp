#include <algorithm>
#include <cmath>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/numbers.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_dots = 250;
constexpr double usual_radius = 2.6, least_radius = 0.8, most_radius = 7;

}  // namespace

ShownDraws shown_draws(const RecordedPosterior& posterior) {
  ShownDraws shown;
  const Eigen::Index count = posterior.weights.size();
  if (static_cast<std::size_t>(count) > most_dots) {
    for (const std::size_t row : resampled(posterior.weights, most_dots))
      shown.rows.push_back(static_cast<Eigen::Index>(row));
    shown.radius.assign(most_dots, usual_radius);
    shown.remark = Text{"Un point est un de ", "A dot is one of "} + written(most_dots, Unit::count) +
                   Text{" tirages de même poids, pris parmi les tirages gardés.",
                        " draws of equal weight taken from those kept."};
    return shown;
  }
  for (Eigen::Index i = 0; i < count; ++i) {
    shown.rows.push_back(i);
    const double worth = posterior.weights[i] * static_cast<double>(count);
    shown.radius.push_back(std::clamp(usual_radius * std::sqrt(worth), least_radius, most_radius));
  }
  shown.remark = {"Un point est un tirage gardé ; sa surface est son poids.",
                  "A dot is a draw that was kept; its area is its weight."};
  return shown;
}

}  // namespace analysis::report
