// Rows taken through many months at once end where rows taken month by month end.
#include "sim/engine/row_process.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include "sim/engine/simulation.hpp"
#include "sim/state/table.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Executor;
using sim::Month;

/// Walkers on a line; each is pulled by the fixed pace of a neighbour. Sums of doubles, so that another order
/// of adding would show.
struct RowWorld {
  explicit RowWorld(std::uint32_t size) {
    walkers.append(uids, size);
    for (std::uint32_t i = 0; i < size; ++i) pace[i] = 0.1 + 0.01 * (i % 7);
  }
  std::vector<sim::ColumnRegistry*> registries() { return {&walkers.columns()}; }

  sim::UidSource uids;
  sim::Table walkers{"walkers"};
  sim::Column<double> pace = walkers.add<double>("pace");
  sim::Column<double> place = walkers.add<double>("place");
  std::vector<std::pair<int, double>> record;
};

struct Walk final : sim::RowProcess<RowWorld, double> {
  explicit Walk(std::size_t rows_a_tile = 64) : tile(rows_a_tile) {}
  sim::Declaration declaration() const override {
    return {.name = "walk",
            .phase = "P01",
            .meaning = "all walk on",
            .reads = {"walkers.pace"},
            .writes = {"walkers.place"}};
  }
  std::size_t rows(const RowWorld& world) const override { return world.walkers.rows(); }
  std::size_t tile_rows() const override { return tile; }
  void advance(RowWorld& world, const sim::Chunk& chunk, const sim::Passage& passage,
               std::span<double> records) const override {
    for (Month month = passage.first; month <= passage.last; ++month) {
      const sim::Draws draws(passage.key, month, sim::Stream{1});
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        const double pull = world.pace[(i + 1) % world.walkers.rows()];
        world.place[i] += (passage.spinup ? 0.5 : 1.0) * pull * draws.of(world.walkers.uid(i)).uniform(0);
        records[static_cast<std::size_t>(month - passage.first)] += world.place[i];
      }
    }
  }
  void record(RowWorld& world, Month month, const double& sum) const override {
    world.record.emplace_back(month.value, sum);
  }
  std::size_t tile;
};

struct HowRows {
  int threads = 1;
  std::size_t grain = Executor::default_grain;
  bool observed = false;
  bool verified = false;
  std::size_t tile = 64;
};

/// Everything that a run leaves, after months -3 … 8, the first three of them spin-up.
std::pair<std::uint64_t, std::vector<std::pair<int, double>>> after(std::uint32_t size, const HowRows& how) {
  RowWorld world(size);
  const Executor executor(how.threads, how.grain);
  sim::Schedule<RowWorld> schedule;
  schedule.add(std::make_unique<Walk>(how.tile));
  sim::Simulation<RowWorld> simulation(world, schedule, executor, {3, 4});
  if (how.observed) simulation.observe([](const RowWorld&, Month) {});
  if (how.verified) simulation.verify({});
  simulation.run(Month{-3}, Month{8}, Month{0});
  return {world.walkers.columns().store(2).fingerprint(), world.record};
}

TEST(RowProcess, EndsAsIfTakenMonthByMonth) {
  for (const std::uint32_t size : {1U, 64U, 65U, 3000U}) {
    const auto monthly = after(size, {.observed = true});
    EXPECT_EQ(after(size, {}), monthly) << size << " rows";
    EXPECT_EQ(after(size, {.verified = true}), monthly) << size << " rows";
    ASSERT_EQ(monthly.second.size(), 12U);
    EXPECT_EQ(monthly.second.front().first, -3);
    EXPECT_EQ(monthly.second.back().first, 8);
  }
}

TEST(RowProcess, IsTheSameForAnyThreadsAndGrain) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  const auto expected = after(5000, {});
  for (const int threads : {1, 2, 3, 8}) {
    for (const std::size_t grain : {7U, 2048U})
      EXPECT_EQ(after(5000, {threads, grain}), expected) << threads << " threads, grain " << grain;
  }
  EXPECT_EQ(after(5000, {.threads = 2, .observed = true}), expected);
}

TEST(RowProcess, SeesNoMonthOfHistoryInSpinUp) {
  for (const bool observed : {false, true}) {
    RowWorld world(2);
    const Executor executor(1);
    sim::Schedule<RowWorld> schedule;
    schedule.add(std::make_unique<Walk>());
    sim::Simulation<RowWorld> simulation(world, schedule, executor, {3, 4});
    if (observed) simulation.observe([](const RowWorld&, Month) {});
    simulation.run(Month{-1}, Month{0}, Month{0});
    const auto step = [&](int month) {
      return sim::Draws({3, 4}, Month{month}, sim::Stream{1}).of(world.walkers.uid(0)).uniform(0);
    };
    EXPECT_DOUBLE_EQ(world.place[0], world.pace[1] * (0.5 * step(-1) + step(0)));
  }
}

TEST(RowProcess, RefusesTilesThatDoNotFillABlock) {
  for (const std::size_t tile : {0U, 3U, 2048U}) {
    EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { after(10, {.tile = tile}); }),
              "the rows of a tile must divide the 1024 rows of a block of sums");
  }
}

}  // namespace
