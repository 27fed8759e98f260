// Random cases for tests. Independent of the engine's own draws, which are themselves under test; the
// generator is fully specified by the standard, so a case is the same on every machine.
#pragma once

#include <cstdint>
#include <random>

namespace lien_test {

class RandomCases {
 public:
  explicit RandomCases(std::uint64_t seed) : generator_(seed) {}

  /// 0 … n-1. The modulo's bias (n / 2^64) is of no concern here.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(generator_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::uint32_t word() { return static_cast<std::uint32_t>(generator_() >> 32); }
  /// In (0, 1), on a grid of 2^-53.
  double uniform() { return (static_cast<double>(generator_() >> 12) + 0.5) * 0x1p-52; }

 private:
  std::mt19937_64 generator_;
};

}  // namespace lien_test
