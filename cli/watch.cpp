#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/watch_view.hpp"
#include "sim/core/error.hpp"
#include "sim/output/progress.hpp"

namespace cli {

namespace {

struct WatchOptions {
  std::string watched;
  double every = 0;  ///< seconds; 0 = 2 on a terminal, 10 in a log
  bool once = false;
};

/// Redrawn in place where the cursor can move; lines one after the other elsewhere.
void show(const std::vector<std::string>& lines, bool in_place, std::size_t& shown) {
  if (in_place && shown > 0) fmt::print("\x1b[{}A\x1b[J", shown);
  for (const std::string& line : lines) fmt::print("{}\n", line);
  std::fflush(stdout);
  shown = lines.size();
}

int watch(const WatchOptions& options) {
  using sim::output::ProgressMode;
  const bool in_place = !options.once && sim::output::progress_mode(stdout, false) == ProgressMode::terminal;
  const double pause = options.every > 0 ? options.every : in_place ? 2 : 10;
  WatchView view;
  std::size_t shown = 0;
  bool any = false;
  while (true) {
    std::vector<RunState> states;
    for (const auto& file : progress_files(options.watched))
      if (auto state = last_state(file)) states.push_back(std::move(*state));
    view.update(states, std::chrono::steady_clock::now());
    any = any || view.anything_running();
    if (!any)
      throw sim::InputError(
          sim::Fault{{options.watched, 0, 0},
                     "no run is going on there",
                     {"a run that goes on has a file RESULT.progress.jsonl beside its result"}});
    show(view.lines(), in_place, shown);
    if (options.once) return success;
    if (!view.anything_running()) break;
    std::this_thread::sleep_for(std::chrono::duration<double>(pause));
  }
  fmt::print("{} run{} ended\n", view.ended(), view.ended() == 1 ? "" : "s");
  return success;
}

}  // namespace

void add_watch(Command program, Chosen& chosen) {
  auto options = std::make_shared<WatchOptions>();
  Command command = program.add_subcommand(
      "watch", "Show how far runs are while they go on: trust, ties, speed, time left");
  command.add_option("watched", options->watched, "result file of a run, or folder of several")
      .required()
      .not_empty();
  command.add_option("--every", options->every, "seconds between looks (default: 2, in a log 10)")
      .within(0.1, 86400);
  command.add_flag("--once", options->once, "look once and end");
  command.callback([options, &chosen] { chosen = [options] { return watch(*options); }; });
}

}  // namespace cli
