// Where people go to meet: the law of the destination commune of an encounter (MODEL SM2).
//
//   weight(c → c') = n(c') · exp(−d_eff/d0) · (other EPCI? β_x : 1) · (same bassin? b : 1) · (1 +
//   p·centrality) d_eff = d + relief_cost·|Δaltitude|,   both in km
//
// Within the cut, by inverse CDF over communes sorted by d_eff; the mass beyond it, and `far_share` of all
// encounters, go to a uniform partner of the whole perimeter.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/territory/world/geography.hpp"
#include "models/territory/world/world.hpp"
#include "sim/parallel/executor.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct KernelParameters {
  double kernel_km = 12;
  double kernel_cut = 6;
  double far_share = 0.05;
  double border_factor = 0.5;
  double relief_cost = 8;
  double centrality_pull = 0.5;
  double bassin_pull = 1.5;

  void describe(sim::ParameterVisitor& parameters);
};

/// Weight of one partner in commune `to` for an actor of commune `from`; `d_eff_km` as given by
/// `effective_km`.
[[nodiscard]] double kernel_weight(const Geography& g, const KernelParameters& p, std::size_t from,
                                   std::size_t to, double d_eff_km);
[[nodiscard]] double effective_km(const Geography& g, const KernelParameters& p, std::size_t from,
                                  std::size_t to);

class DestinationKernel {
 public:
  DestinationKernel(const Geography& geography, const Roster& roster, const KernelParameters& parameters,
                    const sim::Executor& executor);

  /// Destination commune of an encounter of somebody of commune `from` who looks for an association, a
  /// company or a mayor; empty = the far entry. `u` uniform in (0, 1).
  [[nodiscard]] std::optional<std::uint32_t> destination(std::size_t from, Partner partner, double u) const;
  /// Probability of the far entry.
  [[nodiscard]] double far_probability(std::size_t from, Partner partner) const {
    return far_[from][static_cast<std::size_t>(partner)];
  }

 private:
  void build_guide(const sim::Executor& executor);

  static constexpr std::size_t guide_buckets = 64;
  std::vector<std::size_t> offsets_;
  std::vector<std::uint32_t> communes_;  ///< those within the cut, by origin, nearest first
  std::array<std::vector<float>, 3>
      cumulative_;  ///< by partner, beside `communes_`; ends at 1 if anybody is in reach
  std::vector<std::array<double, 3>> far_;
  /// By origin, partner and bucket of the unit interval: first entry whose cumulative share exceeds the lower
  /// end.
  std::vector<std::uint16_t> guide_;
};

}  // namespace territory
