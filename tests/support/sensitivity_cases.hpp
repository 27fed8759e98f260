// Functions whose sensitivity is known in closed form, and their values over designs.
#pragma once

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "analysis/designs/unit_design.hpp"
#include "analysis/sensitivity/response.hpp"
#include "analysis/sensitivity/saltelli_layout.hpp"

namespace lien_test {

/// A function of a point of the unit cube.
using UnitFunction = std::function<double(std::span<const double>)>;

/// Ishigami & Homma (1990) with a = 7, b = 0.1; the unit cube stands for [-π, π]³.
inline double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
inline const std::vector<double> ishigami_first{0.313905, 0.442411, 0},
    ishigami_total{0.557589, 0.442411, 0.243684};
inline constexpr double ishigami_variance = 13.844588, ishigami_1_3 = 0.243684;

/// Sobol's G function with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
inline double sobol_g(std::span<const double> u) {
  constexpr double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
  double product = 1;
  for (std::size_t i = 0; i < u.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}
inline const std::vector<double> sobol_g_first{0.716192, 0.179048, 0.023676, 0.007162,
                                               0.000072, 0.000072, 0.000072, 0.000072};
inline const std::vector<double> sobol_g_total{0.787144, 0.242198, 0.034317, 0.010460,
                                               0.000105, 0.000105, 0.000105, 0.000105};
inline constexpr double sobol_g_variance = 0.465424;

inline analysis::Response response_of(const analysis::UnitDesign& design, const UnitFunction& f) {
  analysis::Response response{"y", design.points(), 1, {}};
  std::vector<double> point(design.dimensions());
  for (std::size_t row = 0; row < design.points(); ++row) {
    design.point(row, point);
    response.values.push_back(f(point));
  }
  return response;
}

/// The layout of `saltelli_design`.
inline analysis::SaltelliLayout interleaved(std::size_t base, std::size_t factors, bool second_order) {
  return {analysis::SaltelliOrder::interleaved, base, factors, second_order};
}

}  // namespace lien_test
