// The loop: months of submodels, watched by observers that can change nothing.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/profile.hpp"
#include "sim/engine/schedule.hpp"
#include "sim/engine/verification.hpp"

namespace sim {

/// What a `World` offers the engine: its column registries (for verification, snapshots, checkpoints).
template <class World>
concept Walkable = requires(World& world) {
  { world.registries() } -> std::convertible_to<std::vector<ColumnRegistry*>>;
};

/// Something that must hold after every phase. Throws InvariantError with a sentence when it does not.
template <class World>
struct Invariant {
  std::string name;
  std::function<void(const World&)> check;
};

template <Walkable World>
class Simulation {
 public:
  using Observer = std::function<void(const World&, Month)>;

  Simulation(World& world, Schedule<World>& schedule, const Executor& executor, RandomKey key)
      : world_(world),
        schedule_(schedule),
        executor_(executor),
        key_(key),
        profile_(schedule.declarations()) {}

  /// Called after the last phase of every month, in order of registration; sees the world as const.
  void observe(Observer observer) { observers_.push_back(std::move(observer)); }
  /// Checks the invariants and the declared writes after every phase: slower, changes no result.
  void verify(std::vector<Invariant<World>> invariants) {
    invariants_ = std::move(invariants);
    verifying_ = true;
  }

  /// Asked at the end of every month, after the observers; true ends the run there.
  void stop_when(std::function<bool(Month)> stop) { stop_ = std::move(stop); }

  /// Runs months first … last, or until told to stop. Months before `history_begins` are spin-up. The world
  /// must stand at the end of the month before `first`. Gives the last month that is over.
  Month run(Month first, Month last, Month history_begins) {
    for (Month month = first; month <= last; ++month) {
      const Step step{month, month < history_begins, key_, executor_};
      if (const Month end = step.spinup ? std::min(last, history_begins + -1) : last; pass(step, end)) {
        month = end;
        continue;
      }
      for (std::size_t s = 0; s < schedule_.size(); ++s) advance(s, step);
      const Stopwatch watch(profile_.observers);
      for (const Observer& observer : observers_) observer(world_, month);
      if (stop_ && stop_(month)) return month;
    }
    return std::max(last, first + -1);
  }

  /// Wall time of every submodel and of the observers so far.
  [[nodiscard]] const Profile& profile() const { return profile_; }

 private:
  /// Several months at once: see Submodel::pass.
  bool pass(const Step& step, Month last) {
    const bool unwatched = schedule_.size() == 1 && observers_.empty() && !verifying_ && !stop_;
    if (!unwatched) return false;
    const Stopwatch watch(profile_.phases[0].commit);
    return schedule_.submodel(0).pass(world_, step, last);
  }

  void advance(std::size_t index, const Step& step) {
    Submodel<World>& submodel = schedule_.submodel(index);
    const Declaration& declaration = schedule_.declarations()[index];
    if (!verifying_) {
      {
        const Stopwatch watch(profile_.phases[index].decide);
        submodel.decide(std::as_const(world_), step);
      }
      const Stopwatch watch(profile_.phases[index].commit);
      submodel.commit(world_, step);
      return;
    }
    WriteGuard guard(world_.registries(), declaration);
    submodel.decide(std::as_const(world_), step);
    guard.expect_unchanged();
    submodel.commit(world_, step);
    guard.expect_declared_changes_only();
    for (const auto& invariant : invariants_) {
      try {
        invariant.check(world_);
      } catch (const InvariantError& error) {
        throw InvariantError("bug in submodel '" + declaration.name + "', month " + to_string(step.month) +
                             ", invariant '" + invariant.name + "': " + error.what());
      }
    }
  }

  World& world_;
  Schedule<World>& schedule_;
  const Executor& executor_;
  RandomKey key_;
  Profile profile_;
  std::vector<Observer> observers_;
  std::function<bool(Month)> stop_;
  std::vector<Invariant<World>> invariants_;
  bool verifying_ = false;
};

}  // namespace sim
