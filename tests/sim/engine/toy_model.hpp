// The four submodels and the policy of the toy world.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "sim/engine/simulation.hpp"
#include "sim/math/distributions.hpp"
#include "tests/sim/engine/toy_world.hpp"

namespace lien_test::toy {

inline constexpr sim::Stream births{1}, departures{2}, skills{3}, encounters{4}, moods{5}, oblivion{6};

using Rows = std::vector<std::uint32_t>;

/// Rows of the gardeners of each plot, ascending.
inline std::vector<Rows> members_by_plot(const World& world) {
  std::vector<Rows> members(world.plots.rows());
  for (std::uint32_t row = 0; row < world.gardeners.rows(); ++row) members[world.plot[row]].push_back(row);
  return members;
}

/// Gardeners leave (with their ties) and arrive. Committed in the order of rows and of plots.
class Turnover final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {
        .name = "turnover",
        .phase = "P01",
        .meaning = "gardeners leave and arrive",
        .streams = {{births, "births"}, {departures, "departures"}, {skills, "skills"}},
        .reads = {"gardeners.uid", "plots.uid"},
        .writes = {"gardeners.uid", "gardeners.plot", "gardeners.skill", "ties.uid_low", "ties.uid_high"}};
  }
  void decide(const World& world, const sim::Step& step) override {
    const std::size_t gardeners = world.gardeners.rows();
    leaving_.reset(step.executor.chunk_count(gardeners));
    step.executor.for_chunks(gardeners, [&](const sim::Chunk& chunk) {
      for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        if (step.draws(departures).of(world.gardeners.uid(row)).bernoulli(0.02, 0))
          leaving_[chunk].push_back(static_cast<std::uint32_t>(row));
      }
    });
    arriving_.assign(world.plots.rows(), 0);
    step.executor.for_chunks(world.plots.rows(), [&](const sim::Chunk& chunk) {
      for (std::size_t p = chunk.begin; p < chunk.end; ++p) {
        if (step.month >= world.settings.births_end || p >= world.settings.empty_from) continue;
        arriving_[p] = sim::poisson_quantile(0.2, step.draws(births).of(world.plots.uid(p)).uniform(0));
      }
    });
  }
  void commit(World& world, const sim::Step& step) override {
    const Rows leaving = leaving_.joined();
    Rows lost;
    const auto leaves = [&](std::uint32_t row) { return std::ranges::binary_search(leaving, row); };
    for (std::uint32_t tie = 0; tie < world.ties.size(); ++tie) {
      if (leaves(world.ties.low_row(tie)) || leaves(world.ties.high_row(tie))) lost.push_back(tie);
    }
    world.ties.remove(step.executor, lost);
    world.gardeners.retire(leaving);
    for (std::uint32_t p = 0; p < arriving_.size(); ++p) {
      const std::uint32_t first =
          world.gardeners.append(world.uids, static_cast<std::uint32_t>(arriving_[p]));
      for (std::uint32_t row = first; row < world.gardeners.rows(); ++row) {
        world.plot[row] = p;
        world.skill[row] = step.draws(skills).of(world.gardeners.uid(row)).uniform(0);
      }
    }
    world.ties.index(step.executor);
  }

 private:
  sim::PerChunk<std::uint32_t> leaving_;
  std::vector<int> arriving_;
};

/// A gardener may call on somebody of his own or a neighbouring plot; who meets for the first time is tied.
class Meetings final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {.name = "meetings",
            .phase = "P02",
            .meaning = "gardeners meet and are tied",
            .streams = {{encounters, "encounters"}},
            .reads = {"gardeners.uid", "gardeners.plot"},
            .writes = {"ties.ij", "ties.ji", "gardeners.meetings"},
            .amends = {"ties.uid_low", "ties.uid_high"}};
  }
  void decide(const World& world, const sim::Step& step) override {
    const auto members = members_by_plot(world);
    const std::size_t gardeners = world.gardeners.rows();
    met_.reset(step.executor.chunk_count(gardeners));
    step.executor.for_chunks(gardeners, [&](const sim::Chunk& chunk) {
      for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        auto draws = step.draws(encounters).of(world.gardeners.uid(row));
        if (!draws.bernoulli(0.3, 0)) continue;
        const std::size_t place = world.plot[row] + sim::pick(draws.uniform(1), 3);  // one too high
        if (place == 0 || place > members.size() || members[place - 1].empty()) continue;
        const Rows& there = members[place - 1];
        const std::uint32_t other =
            there[sim::pick(draws.uniform(2), static_cast<std::uint32_t>(there.size()))];
        if (other != row)
          met_[chunk].push_back(sim::pair_key(world.gardeners.uid(row), world.gardeners.uid(other)));
      }
    });
  }
  void commit(World& world, const sim::Step& step) override {
    std::vector<sim::PairKey> met = met_.joined();
    std::ranges::sort(met);
    met.erase(std::unique(met.begin(), met.end()), met.end());
    std::erase_if(met, [&](const sim::PairKey& key) {
      const std::uint32_t low = world.gardeners.row_of(key.low), high = world.gardeners.row_of(key.high);
      ++world.meetings[low];
      ++world.meetings[high];
      return world.ties.find(low, high) >= 0;
    });
    for (const std::uint32_t tie : world.ties.insert(step.executor, met)) {
      auto draws = step.draws(encounters).of(world.ties.key(tie).low, world.ties.key(tie).high);
      world.ij[tie] = {static_cast<float>(draws.uniform(3)), 0};
      world.ji[tie] = {static_cast<float>(draws.uniform(4)), 0};
    }
    world.ties.index_neighbours(step.executor);
  }

 private:
  sim::PerChunk<sim::PairKey> met_;
};

/// Each side of a tie moves with the other's skill, its warmth and common friends, all of the month's start.
class Moods final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {.name = "moods",
            .phase = "P03",
            .meaning = "esteem moves",
            .streams = {{moods, "moods"}},
            .reads = {"gardeners.skill", "ties.ij", "ties.ji"},
            .amends = {"ties.ij", "ties.ji"}};
  }
  void decide(const World& world, const sim::Step& step) override {
    next_ij_.resize(world.ties.size());
    next_ji_.resize(world.ties.size());
    step.executor.for_chunks(world.ties.size(), [&](const sim::Chunk& chunk) {
      for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
        const std::uint32_t low = world.ties.low_row(t), high = world.ties.high_row(t);
        const sim::PairKey key = world.ties.key(t);
        auto draws = step.draws(moods).of(key.low, key.high);
        const int common = world.ties.common_neighbours(low, high, 4);
        next_ij_[t] = moved(world.ij[t], world.ji[t], world.skill[high], common, draws.uniform(0));
        next_ji_[t] = moved(world.ji[t], world.ij[t], world.skill[low], common, draws.uniform(1));
      }
    });
  }
  void commit(World& world, const sim::Step&) override {
    std::ranges::copy(next_ij_, world.ij.all().begin());
    std::ranges::copy(next_ji_, world.ji.all().begin());
  }

 private:
  static Esteem moved(Esteem mine, Esteem theirs, double skill, int common, double chance) {
    const double pull = 0.1 * skill + 0.2 * theirs.warmth + 0.03 * common + 0.3 * (chance - 0.5);
    return {static_cast<float>(0.7 * mine.warmth + pull), mine.favours + (chance < 0.25 * skill ? 1U : 0U)};
  }
  std::vector<Esteem> next_ij_, next_ji_;
};

/// Ties without warmth on either side break.
class Forgetting final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {.name = "forgetting",
            .phase = "P04",
            .meaning = "cold ties break",
            .streams = {{oblivion, "oblivion"}},
            .reads = {"ties.ij", "ties.ji"},
            .amends = {"ties.uid_low", "ties.uid_high"}};
  }
  void decide(const World& world, const sim::Step& step) override {
    broken_.reset(step.executor.chunk_count(world.ties.size()));
    step.executor.for_chunks(world.ties.size(), [&](const sim::Chunk& chunk) {
      for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
        const sim::PairKey key = world.ties.key(t);
        const double cold = 0.4 - 0.5 * (world.ij[t].warmth + world.ji[t].warmth);
        if (step.draws(oblivion).of(key.low, key.high).bernoulli(cold, 0))
          broken_[chunk].push_back(static_cast<std::uint32_t>(t));
      }
    });
  }
  void commit(World& world, const sim::Step& step) override {
    world.ties.remove(step.executor, broken_.joined());
    world.ties.index_neighbours(step.executor);
  }

 private:
  sim::PerChunk<std::uint32_t> broken_;
};

/// What the plots yield; from the policy's month on, the gardeners of the first plot learn.
class Harvest final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {.name = "harvest",
            .phase = "P05",
            .meaning = "plots yield; a policy teaches",
            .reads = {"gardeners.plot", "gardeners.skill"},
            .writes = {"plots.harvest"},
            .amends = {"gardeners.skill"}};
  }
  void decide(const World& world, const sim::Step& step) override {
    const auto members = members_by_plot(world);
    yields_.assign(members.size(), 0.0);
    step.executor.for_chunks(members.size(), [&](const sim::Chunk& chunk) {
      for (std::size_t p = chunk.begin; p < chunk.end; ++p) {
        for (const std::uint32_t row : members[p]) yields_[p] += world.skill[row];
      }
    });
    taught_ = step.month >= world.settings.policy_begins ? members[0] : Rows{};
  }
  void commit(World& world, const sim::Step&) override {
    std::ranges::copy(yields_, world.harvest.all().begin());
    for (const std::uint32_t row : taught_) world.skill[row] += 0.01;
  }

 private:
  std::vector<double> yields_;
  Rows taught_;
};

inline sim::Schedule<World> schedule() {
  sim::Schedule<World> order;
  order.add(std::make_unique<Turnover>());
  order.add(std::make_unique<Meetings>());
  order.add(std::make_unique<Moods>());
  order.add(std::make_unique<Forgetting>());
  order.add(std::make_unique<Harvest>());
  return order;
}

}  // namespace lien_test::toy
