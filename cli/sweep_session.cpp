#include "cli/sweep_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/stop_signals.hpp"
#include "cli/sweep_progress.hpp"

namespace cli {

namespace {

std::string summary(const analysis::SweepOutcome& outcome, int jobs) {
  const analysis::SweepState& state = outcome.state;
  std::string text = fmt::format("{}/{} runs done", state.done, state.runs);
  if (state.failed > 0) text += fmt::format(", {} failed", state.failed);
  if (state.fresh == 0) return text + "; nothing to do";
  const auto fresh = static_cast<double>(state.fresh);
  return text +
         fmt::format(
             "; {} now, in {:.1f} s: {:.1f} a second, {:.1f} % of {} threads in simulation, {:.2f} ms of "
             "set-up a run",
             state.fresh, outcome.seconds, fresh / outcome.seconds,
             100 * outcome.busy_seconds / (outcome.seconds * jobs), jobs,
             1e3 * outcome.set_up_seconds / fresh);
}

}  // namespace

void add_how_to_sweep(Command command, HowToSweep& how) {
  command.add_option("--jobs", how.jobs, "workers, one thread each (default: all processors)")
      .within(1, 1024);
  command.add_option("--on-error", how.on_error, "when a run fails: continue with the others, or stop")
      .one_of({"continue", "stop"})
      .with_default();
  command.add_flag("-q,--quiet", how.quiet, "no progress, no summary");
}

int run_session(const analysis::Assembly& assembly, const std::string& folder, const HowToSweep& how,
                int shard, int shards) {
  StopSignals signals;
  const int jobs =
      how.jobs > 0 ? how.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  SweepProgress progress(how.quiet, stderr);
  analysis::SweepOptions options;
  options.program = build_info().source_hash;
  options.jobs = jobs;
  options.stop_on_error = how.on_error == "stop";
  options.shard = shard;
  options.shards = shards;
  options.stop = [&] { return signals.poll() == Asked::stop; };
  options.progress = [&](const analysis::SweepState& state) { progress.update(state); };
  const analysis::SweepOutcome outcome = analysis::run_assembly(assembly, folder, options);
  progress.finish();
  if (!how.quiet) fmt::print("{}\n", summary(outcome, jobs));
  if (outcome.complete()) return success;
  if (outcome.stopped) {
    fmt::print(stderr, "lien: stopped by {}; the same command goes on\n", signals.stopped_by());
    return interrupted;
  }
  fmt::print(stderr,
             "lien: {} of {} runs failed: 'lien status {}' tells why; the same command tries them again\n",
             outcome.state.failed, outcome.state.runs, folder);
  return partial_sweep;
}

}  // namespace cli
