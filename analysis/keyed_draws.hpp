// Random numbers of analyses: designs and bootstraps. Keyed like those of the model, so that they are the
// same for any number of threads, but under keys of their own, so that no design is correlated with the runs
// that share its seed.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "sim/random/draws.hpp"

namespace analysis {

/// What the numbers are for; a number of its own each.
enum class Purpose : std::uint32_t {
  latin_hypercube_strata = 1,
  latin_hypercube_places = 2,
  morris_trajectories = 3,
  bootstrap = 4,
  abc_proposals = 32,
  history_points = 33,
  posterior_order = 34
};

/// Draws of one purpose under the user's key.
class PurposeDraws {
 public:
  PurposeDraws(sim::RandomKey key, Purpose purpose) {
    // Month and stream of this counter are the last there are: no run draws there.
    constexpr std::uint32_t none = 0xFFFFFFFF;
    const auto words =
        sim::philox({none, none, none, static_cast<std::uint32_t>(purpose)}, {key.seed, key.replicate});
    key_ = {words[0], words[1]};
  }
  /// The draws of item (a, b): 2^32 of them.
  [[nodiscard]] sim::KeyedDraws of(std::uint32_t a, std::uint32_t b = 0) const { return {key_, a, b, 0}; }

 private:
  sim::RandomKey key_;
};

/// 0 … n-1 in random order (Fisher-Yates), from draws first … first + n - 2.
inline std::vector<std::uint32_t> permutation(sim::KeyedDraws draws, std::uint32_t n,
                                              std::uint32_t first = 0) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t left = n; left > 1; --left)
    std::swap(order[left - 1], order[sim::pick(draws.uniform(first + n - left), left)]);
  return order;
}

}  // namespace analysis
