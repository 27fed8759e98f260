// TrustBench: people who meet one of their contacts a month, learn whom to trust, and form or end
// partnerships.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/row_process.hpp"
#include "sim/state/lane_columns.hpp"
#include "sim/state/table.hpp"

namespace trustbench {

/// What one person holds about one contact: a Beta(alpha, beta) belief. Trust is alpha / (alpha + beta).
struct Tie {
  float alpha, beta;
  std::uint32_t contact;  // row of `people`
  std::int32_t partner;   // 0 or 1
};

/// What a month shows over all ties: trust, in units of 2^-24, and partnerships.
struct Tally {
  std::int64_t trust = 0, partnerships = 0;
  Tally& operator+=(const Tally& other) {
    trust += other.trust;
    partnerships += other.partnerships;
    return *this;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// K contacts a person; built for 8, 12 and 16.
template <std::size_t K>
struct World {
  /// `size` >= 2 people; how reliable each is and whom it knows follows from the key.
  World(std::uint32_t size, sim::RandomKey key, const sim::Executor& executor);
  std::vector<sim::ColumnRegistry*> registries() { return {&people.columns(), &groups}; }

  sim::UidSource uids;
  sim::Table people{"people"};
  sim::ColumnRegistry groups{"groups"};                               // of sixteen people
  sim::Column<float> reliability = people.add<float>("reliability");  // chance to cooperate
  sim::Column<std::array<Tie, K>> ties = people.add<std::array<Tie, K>>("ties");
  sim::Column<sim::Lanes<float, K>> trust = groups.add<sim::Lanes<float, K>>("trust");  // of the same ties
  std::vector<Tally> history;  // at the start, then monthly
};

template <std::size_t K>
struct Meetings final : sim::RowProcess<World<K>, Tally> {
  sim::Declaration declaration() const override;
  std::size_t rows(const World<K>& world) const override { return world.people.rows(); }
  std::size_t tile_rows() const override { return tile; }
  void advance(World<K>&, const sim::Chunk&, const sim::Passage&, std::span<Tally> gains) const override;
  void record(World<K>& world, sim::Month, const Tally& gain) const override {
    world.history.push_back(Tally(world.history.back()) += gain);
  }
  static constexpr std::size_t tile = 128;  // whose state fills two thirds of a first cache of 48 KiB
};

}  // namespace trustbench
