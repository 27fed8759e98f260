// Round values for the axes of static pictures.
#pragma once

#include <vector>

namespace analysis::report {

/// Multiples of 1, 2, 2.5 or 5 times a power of ten around [low, high], about `wanted` of them; the first is
/// at most `low`, the last at least `high`. A flat range is widened.
[[nodiscard]] std::vector<double> round_ticks(double low, double high, int wanted);
/// Decimals that tell neighbouring ticks apart.
[[nodiscard]] int decimals_of(const std::vector<double>& ticks);

}  // namespace analysis::report
