// exp, log, pow behind functions that are never inlined, so that no compiler folds them on constants with
// its own rounding: gcc and clang, -O0 and -O3 then give the same bits.
#pragma once

namespace sim {

[[nodiscard]] double exp(double x) noexcept;
[[nodiscard]] double log(double x) noexcept;
[[nodiscard]] double pow(double x, double y) noexcept;
/// 1 / (1 + e^-x).
[[nodiscard]] double expit(double x) noexcept;

}  // namespace sim
