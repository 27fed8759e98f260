#include "sim/math/elementary.hpp"

#include <cmath>

namespace sim {

[[gnu::noinline]] double exp(double x) noexcept { return std::exp(x); }
[[gnu::noinline]] double log(double x) noexcept { return std::log(x); }
[[gnu::noinline]] double pow(double x, double y) noexcept { return std::pow(x, y); }
[[gnu::noinline]] double expit(double x) noexcept { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace sim
