// What holds of any model that keeps the engine's rules, shown on the toy model.
#include "sim/engine/simulation.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <map>
#include <tuple>

#include "sim/parallel/reduce.hpp"
#include "tests/sim/engine/toy_model.hpp"

namespace {

using lien_test::toy::Digest;
using lien_test::toy::digest;
using lien_test::toy::Settings;
using lien_test::toy::World;
using sim::Executor;
using sim::Month;
using sim::RandomKey;

struct How {
  int threads = 1;
  std::size_t grain = Executor::default_grain;
  RandomKey key{1, 0};
  bool watched = false;  ///< verified and observed
};

std::vector<sim::Invariant<World>> invariants() {
  return {{"ties join gardeners who are there", [](const World& world) {
             for (std::size_t t = 0; t < world.ties.size(); ++t) {
               if (world.gardeners.uid(world.ties.low_row(t)) != world.ties.key(t).low)
                 throw sim::InvariantError("a tie lost its lower member");
             }
           }}};
}

void run(World& world, int first, int last, const How& how) {
  auto schedule = lien_test::toy::schedule();
  const Executor executor(how.threads, how.grain);
  sim::Simulation<World> simulation(world, schedule, executor, how.key);
  double warmth = 0;
  if (how.watched) {
    simulation.verify(invariants());
    simulation.observe([&](const World& w, Month) {
      warmth += sim::reduce_rows(executor, w.ties.size(), 0.0,
                                 [&](double& sum, std::size_t t) { sum += w.ij[t].warmth; });
    });
  }
  simulation.run(Month{first}, Month{last}, Month{0});
}

Digest after(const Settings& settings, int first, int last, const How& how) {
  World world(settings);
  run(world, first, last, how);
  return digest(world);
}

const Settings large{.plots = 60};

TEST(Simulation, OfTheToyModelIsNoStillLife) {
  World world(large);
  run(world, 0, 23, {});
  EXPECT_GT(world.ties.size(), 100U);
  EXPECT_GT(world.uids.given(), 60U + 480U);                   // births
  EXPECT_LT(world.gardeners.rows(), world.uids.given() - 60);  // departures
}

TEST(Simulation, IsTheSameForAnyThreadsAndGrain) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  const Digest expected = after(large, -6, 17, {});
  for (const int threads : {1, 2, 3, 4, 8}) {
    for (const std::size_t grain : {7U, 64U, 2048U}) {
      EXPECT_EQ(after(large, -6, 17, {threads, grain}), expected) << threads << " threads, grain " << grain;
    }
  }
}

TEST(Simulation, IsTheSameWhenVerifiedAndObserved) {
  EXPECT_EQ(after(large, 0, 17, {.watched = true}), after(large, 0, 17, {}));
}

TEST(Simulation, IsTheSameInTwoParts) {
  World world(large);
  run(world, 0, 8, {});
  run(world, 9, 17, {});
  EXPECT_EQ(digest(world), after(large, 0, 17, {}));
}

TEST(Simulation, DependsOnSeedReplicateAndMonth) {
  const Digest one = after(large, 0, 5, {});
  for (const Digest& other :
       {after(large, 0, 5, {.key = {2, 0}}), after(large, 0, 5, {.key = {1, 1}}), after(large, 1, 6, {})}) {
    EXPECT_NE(one, other);
  }
}

TEST(Simulation, TellsSubmodelsOfSpinUpAndObserversOfMonthsInOrder) {
  struct Listener final : sim::Submodel<World> {
    explicit Listener(std::string& into) : heard(into) {}
    sim::Declaration declaration() const override {
      return {.name = "listener", .phase = "P", .meaning = ""};
    }
    void decide(const World&, const sim::Step& step) override {
      heard += std::to_string(step.month.value) + (step.spinup ? "s" : "");
    }
    void commit(World&, const sim::Step&) override { heard += "c"; }
    std::string& heard;
  };
  std::string heard;
  World world({});
  sim::Schedule<World> schedule;
  schedule.add(std::make_unique<Listener>(heard));
  const Executor executor(1);
  sim::Simulation<World> simulation(world, schedule, executor, {});
  simulation.observe([&](const World&, Month month) { heard += "[a" + std::to_string(month.value) + "]"; });
  simulation.observe([&](const World&, Month) { heard += "[b] "; });
  simulation.run(Month{-2}, Month{1}, Month{0});
  EXPECT_EQ(heard, "-2sc[a-2][b] -1sc[a-1][b] 0c[a0][b] 1c[a1][b] ");
  heard.clear();
  simulation.run(Month{2}, Month{1}, Month{0});  // no month at all
  EXPECT_EQ(heard, "");
}

TEST(Simulation, StopsAfterTheObserversOfTheMonthInWhichItIsTold) {
  World world(large);
  auto schedule = lien_test::toy::schedule();
  const Executor executor(1);
  sim::Simulation<World> simulation(world, schedule, executor, {1, 0});
  int observed = -1;
  simulation.observe([&](const World&, Month month) { observed = month.value; });
  simulation.stop_when([&](Month month) {
    EXPECT_EQ(observed, month.value);
    return month == Month{8};
  });
  EXPECT_EQ(simulation.run(Month{0}, Month{17}, Month{0}), Month{8});
  EXPECT_EQ(digest(world), after(large, 0, 8, {}));
  EXPECT_EQ(simulation.run(Month{9}, Month{17}, Month{0}), Month{17});
  EXPECT_EQ(digest(world), after(large, 0, 17, {}));
  EXPECT_EQ(simulation.run(Month{18}, Month{17}, Month{0}), Month{17});  // no month at all
}

// Common random numbers: two runs are one run until the month in which they are told apart.
TEST(TwinWorlds, AreOneUntilThePolicyActs) {
  Settings with = large;
  with.policy_begins = Month{7};
  World plain(large), reformed(with);
  for (int month = 0; month < 20; ++month) {
    run(plain, month, month, {});
    run(reformed, month, month, {});
    EXPECT_EQ(digest(plain) == digest(reformed), month < 7) << "month " << month;
  }
}

/// All that concerns the gardeners of some plots, by identity: rows may stand elsewhere in a twin.
struct Region {
  std::map<sim::Uid, std::tuple<std::uint32_t, double, int>> gardeners;
  std::map<sim::PairKey, std::tuple<float, std::uint32_t, float, std::uint32_t>> ties;
  friend bool operator==(const Region&, const Region&) = default;

  Region(const World& world, std::uint32_t first_plot, std::uint32_t end_plot) {
    const auto inside = [&](std::uint32_t row) {
      return world.plot[row] >= first_plot && world.plot[row] < end_plot;
    };
    for (std::uint32_t row = 0; row < world.gardeners.rows(); ++row) {
      if (inside(row))
        gardeners[world.gardeners.uid(row)] = {world.plot[row], world.skill[row], world.meetings[row]};
    }
    for (std::size_t t = 0; t < world.ties.size(); ++t) {
      if (!inside(world.ties.low_row(t))) continue;
      ties[world.ties.key(t)] = {world.ij[t].warmth, world.ij[t].favours, world.ji[t].warmth,
                                 world.ji[t].favours};
    }
  }
};

// The mainland is plots 0 to 19; one gardener lives on plot 29, out of everybody's reach. The twin world has
// a second one there, born last. Births have ended by then: who is born later takes the next uid, which one
// more gardener shifts.
TEST(TwinWorlds, DifferByOneMoreAgentOnlyWhereHeReaches) {
  const Settings settings{.plots = 30, .births_end = Month{0}, .empty_from = 20};
  World alone(settings), together(settings);
  for (World* world : {&alone, &together}) {
    run(*world, -12, -1, {});
    world->add_gardener(29);
  }
  together.add_gardener(29);
  run(alone, 0, 11, {});
  run(together, 0, 11, {.threads = 2, .grain = 7});
  const Region mainland(alone, 0, 20);
  EXPECT_EQ(mainland, Region(together, 0, 20));
  EXPECT_GT(mainland.ties.size(), 100U);
  EXPECT_TRUE(Region(alone, 20, 30).ties.empty());
  EXPECT_EQ(Region(together, 20, 30).ties.size(), 1U);  // the two met
}

}  // namespace
