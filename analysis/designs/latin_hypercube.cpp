#include <algorithm>
#include <limits>
#include <vector>

#include "analysis/designs/checks.hpp"
#include "analysis/designs/unit_design.hpp"
#include "analysis/keyed_draws.hpp"

namespace analysis {

namespace {

class LatinHypercube final : public UnitDesign {
 public:
  LatinHypercube(std::size_t points, std::size_t dimensions, sim::RandomKey key, std::uint32_t attempt)
      : points_(points),
        dimensions_(dimensions),
        attempt_(attempt),
        places_(key, Purpose::latin_hypercube_places) {
    const PurposeDraws strata(key, Purpose::latin_hypercube_strata);
    for (std::uint32_t d = 0; d < dimensions; ++d)
      strata_.push_back(permutation(strata.of(d, attempt), static_cast<std::uint32_t>(points)));
  }
  [[nodiscard]] std::size_t points() const override { return points_; }
  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }

  void point(std::size_t index, std::span<double> values) const override {
    sim::KeyedDraws draws = places_.of(static_cast<std::uint32_t>(index), attempt_);
    for (std::uint32_t d = 0; d < dimensions_; ++d) {
      // 24 bits within the stratum: with 28 of the stratum's number the sum is exact and never reaches the
      // next.
      const double within = (static_cast<double>(draws.word(d) >> 8U) + 0.5) * 0x1p-24;
      values[d] = (static_cast<double>(strata_[d][index]) + within) / static_cast<double>(points_);
    }
  }

 private:
  std::size_t points_, dimensions_;
  std::uint32_t attempt_;
  PurposeDraws places_;
  std::vector<std::vector<std::uint32_t>> strata_;  // [dimension][point]
};

/// Square of the distance between the two nearest points; what is below `enough` need not be exact.
double least_distance(const UnitDesign& design, double enough) {
  const std::size_t n = design.points(), dimensions = design.dimensions();
  std::vector<double> all(n * dimensions);
  for (std::size_t k = 0; k < n; ++k) design.point(k, {&all[k * dimensions], dimensions});
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t a = 1; a < n; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      double square = 0;
      for (std::size_t d = 0; d < dimensions && square < least; ++d) {
        const double apart = all[a * dimensions + d] - all[b * dimensions + d];
        square += apart * apart;
      }
      least = std::min(least, square);
    }
    if (least <= enough) break;
  }
  return least;
}

}  // namespace

std::unique_ptr<UnitDesign> latin_hypercube_design(std::size_t points, std::size_t dimensions,
                                                   sim::RandomKey key, std::size_t tries) {
  require_within("points of a Latin hypercube", points, 1, std::size_t{1} << 28U);
  require_within("dimensions of a Latin hypercube", dimensions, 1, 100000);
  require_within("tries of a Latin hypercube", tries, 1, 1000000);
  auto best = std::make_unique<LatinHypercube>(points, dimensions, key, 0);
  if (tries == 1) return best;
  double farthest = least_distance(*best, 0);
  for (std::uint32_t attempt = 1; attempt < tries; ++attempt) {
    auto next = std::make_unique<LatinHypercube>(points, dimensions, key, attempt);
    const double distance = least_distance(*next, farthest);
    if (distance <= farthest) continue;
    farthest = distance;
    best = std::move(next);
  }
  return best;
}

}  // namespace analysis
