#include "sim/math/elementary.hpp"

#include <cmath>

namespace sim {

double exp(double x) noexcept { return std::exp(x); }
double log(double x) noexcept { return std::log(x); }
double pow(double x, double y) noexcept { return std::pow(x, y); }
double expit(double x) noexcept { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace sim
