#include <vector>

#include "analysis/designs/checks.hpp"
#include "analysis/designs/unit_design.hpp"
#include "analysis/keyed_draws.hpp"
#include "sim/core/error.hpp"

namespace analysis {

namespace {

class Morris final : public UnitDesign {
 public:
  Morris(std::size_t trajectories, std::size_t dimensions, std::size_t levels, sim::RandomKey key)
      : trajectories_(trajectories),
        dimensions_(static_cast<std::uint32_t>(dimensions)),
        levels_(static_cast<std::uint32_t>(levels)),
        draws_(key, Purpose::morris_trajectories) {}
  [[nodiscard]] std::size_t points() const override {
    return trajectories_ * (static_cast<std::size_t>(dimensions_) + 1);
  }
  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }

  void point(std::size_t index, std::span<double> values) const override {
    const std::size_t rows = static_cast<std::size_t>(dimensions_) + 1;
    const std::size_t steps_done = index % rows;
    sim::KeyedDraws draws = draws_.of(static_cast<std::uint32_t>(index / rows));
    const std::vector<std::uint32_t> order = permutation(draws, dimensions_, 2 * dimensions_);
    for (std::uint32_t d = 0; d < dimensions_; ++d) {
      // A factor moves between a level of the lower half and the one half the levels above it.
      std::uint32_t level = sim::pick(draws.uniform(2 * d), levels_ / 2);
      const bool starts_high = draws.bernoulli(0.5, 2 * d + 1);
      const bool moved = order[d] < steps_done;
      if (starts_high != moved) level += levels_ / 2;
      values[d] = static_cast<double>(level) / static_cast<double>(levels_ - 1);
    }
  }

 private:
  std::size_t trajectories_;
  std::uint32_t dimensions_, levels_;
  PurposeDraws draws_;
};

}  // namespace

std::unique_ptr<UnitDesign> morris_design(std::size_t trajectories, std::size_t dimensions,
                                          std::size_t levels, sim::RandomKey key) {
  require_within("trajectories of a Morris design", trajectories, 1, 0xFFFFFFFF);
  require_within("dimensions of a Morris design", dimensions, 1, 1000000);
  require_within("levels of a Morris design", levels, 2, 1000);
  if (levels % 2 != 0)
    throw sim::InputError(sim::Fault{{},
                                     fmt::format("levels of a Morris design = {} is odd", levels),
                                     {"allowed  even numbers: each factor moves by half of its levels"}});
  return std::make_unique<Morris>(trajectories, dimensions, levels, key);
}

}  // namespace analysis
