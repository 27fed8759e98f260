#include "sim/parallel/executor.hpp"

#include "sim/core/error.hpp"

namespace sim {

Executor::Executor(int threads, std::size_t grain) : threads_(threads), grain_(grain) {
  if (threads < 1 || grain < 1)
    throw InvariantError("an executor needs at least one thread and one row a chunk");
  if (threads == 1) return;
  using oneapi::tbb::global_control;
  permission_ = std::make_unique<global_control>(global_control::max_allowed_parallelism,
                                                 static_cast<std::size_t>(threads));
  arena_ = std::make_unique<oneapi::tbb::task_arena>(threads);
}

}  // namespace sim
