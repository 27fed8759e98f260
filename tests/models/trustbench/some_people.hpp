// A world of TrustBench run for a while, for tests.
#pragma once

#include <memory>

#include "models/trustbench/trustbench.hpp"
#include "sim/engine/simulation.hpp"

namespace lien_test {

using Crowd = trustbench::World<12>;
using Meetings = trustbench::Meetings<12>;

struct RunOptions {
  int threads = 1;
  std::size_t grain = sim::Executor::default_grain;
  bool observed = false;
  bool verified = false;
};

/// Months `first` … `last` of a world that is there already.
template <std::size_t K>
void pass_months(trustbench::World<K>& world, sim::RandomKey key, int first, int last,
                 const RunOptions& how = {}) {
  const sim::Executor executor(how.threads, how.grain);
  sim::Schedule<trustbench::World<K>> schedule;
  schedule.add(std::make_unique<trustbench::Meetings<K>>());
  sim::Simulation<trustbench::World<K>> simulation(world, schedule, executor, key);
  if (how.observed) simulation.observe([](const trustbench::World<K>&, sim::Month) {});
  if (how.verified) simulation.verify({});
  simulation.run(sim::Month{first}, sim::Month{last}, sim::Month{first});
}

template <std::size_t K>
double mean_trust(const trustbench::World<K>& world, const trustbench::Tally& tally) {
  return static_cast<double>(tally.trust) * 0x1p-24 / static_cast<double>(world.people.rows() * K);
}

template <std::size_t K>
double partner_share(const trustbench::World<K>& world, const trustbench::Tally& tally) {
  return static_cast<double>(tally.partnerships) / static_cast<double>(world.people.rows() * K);
}

}  // namespace lien_test
