// A submodel: one process of the model, one entry of the schedule.
#pragma once

#include <string>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"
#include "sim/parallel/executor.hpp"
#include "sim/random/draws.hpp"

namespace sim {

struct NamedStream {
  Stream stream;
  std::string name;
};

/// What a submodel says of itself; the schedule prints and enforces it. Columns are named "table.column".
struct Declaration {
  std::string name;     ///< snake_case, unique
  std::string phase;    ///< place in the month, "P06"
  std::string meaning;  ///< one line
  std::vector<NamedStream> streams{};
  std::vector<std::string> reads{};
  std::vector<std::string> writes{};  ///< columns of which it is the first writer of the month
  std::vector<std::string> amends{};  ///< columns written earlier in the month that it changes further
};

/// The present month as a submodel sees it.
struct Step {
  Month month;
  bool spinup = false;
  RandomKey key;
  const Executor& executor;

  [[nodiscard]] Draws draws(Stream stream) const { return {key, month, stream}; }
};

/// Each submodel decides from the state left by the commit of the one before, then commits. `decide` may run
/// in parallel and sees the world as const: within a submodel nobody sees another's new value. `commit`
/// applies the decisions in a fixed order of identities.
template <class World>
class Submodel {
 public:
  virtual ~Submodel() = default;
  [[nodiscard]] virtual Declaration declaration() const = 0;
  virtual void decide(const World& world, const Step& step) = 0;
  virtual void commit(World& world, const Step& step) = 0;
  /// Takes the world from `step.month` through `last` in one go, where the process can (see RowProcess);
  /// false when it must be asked month by month. Used when it is the whole schedule and nobody looks in
  /// between.
  virtual bool pass(World&, const Step&, [[maybe_unused]] Month last) { return false; }
};

}  // namespace sim
