#include "cli/simulate.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/checkpoint_plan.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/live_series.hpp"
#include "cli/provenance.hpp"
#include "cli/summary.hpp"
#include "models/territory/invariants.hpp"
#include "models/territory/model.hpp"
#include "models/territory/record.hpp"
#include "models/territory/saved_state.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/progress.hpp"

namespace cli {

namespace {

using sim::output::CheckpointPair;
using sim::output::CheckpointSections;

/// One run, from the built world on.
class Run {
 public:
  Run(const Assignment& assignment, StopSignals& signals, CheckpointPair& checkpoints)
      : assignment_(assignment),
        scenario_(assignment.loaded.scenario),
        signals_(signals),
        checkpoints_(checkpoints),
        saved_(new_run(assignment.scenario_name, assignment.loaded)),
        executor_(assignment.how.threads, assignment.how.grain),
        model_(scenario_, assignment.loaded.geography, executor_),
        record_(scenario_, model_.world(), executor_) {
    if (!assignment.saved) {
      saved_.done = scenario_.run.first() + -1;
      if (scenario_.run.spinup_months == 0) record_.observe(model_.world(), sim::Month{-1});
      return;
    }
    if (checkpoints_.holds_ours()) saved_.started = assignment.saved->started;
    saved_.done = assignment.saved->done;
    saved_.parameters_from = assignment.saved->parameters_from;
    saved_.milliseconds = assignment.saved->milliseconds;
    const auto& view = assignment.checkpoint->view;
    territory::restore_state(model_.world(), scenario_, view, saved_.done, executor_);
    record_.restore(view, saved_.done);
  }

  int finish();

 private:
  using Clock = std::chrono::steady_clock;

  /// Seconds over all parts of the run.
  [[nodiscard]] double seconds() const {
    return 1e-3 * static_cast<double>(saved_.milliseconds) +
           std::chrono::duration<double>(Clock::now() - began_).count();
  }
  /// Gives the last month that is over.
  sim::Month compute(LiveSeries& live);
  void save(sim::Month month, LiveSeries& live);
  void deliver(LiveSeries& live);

  const Assignment& assignment_;
  const territory::Scenario& scenario_;
  StopSignals& signals_;
  CheckpointPair& checkpoints_;
  Clock::time_point began_ = Clock::now();
  SavedRun saved_;
  sim::Executor executor_;
  territory::Model model_;
  territory::Record record_;
  std::optional<sim::Profile> profile_;  ///< of this part of the run
};

int Run::finish() {
  const sim::Month last = scenario_.run.last();
  LiveSeries live(assignment_.output, record_, scenario_.run.first(), last, saved_.done);
  if (checkpoints_.holds_ours()) live.keep();
  try {
    if (const sim::Month done = compute(live); done < last) {
      fmt::print(stderr, "lien: stopped by {} after {}; to go on: lien resume {}\n", signals_.stopped_by(),
                 sim::to_string(done), assignment_.output);
      return interrupted;
    }
    deliver(live);
  } catch (const sim::StorageError& error) {
    if (!checkpoints_.holds_ours() || checkpoints_.present().empty()) throw;
    throw sim::StorageError(
        fmt::format("{}; what was saved before is intact: lien resume {}", error.what(), assignment_.output));
  }
  return success;
}

sim::Month Run::compute(LiveSeries& live) {
  const sim::Month first = scenario_.run.first(), last = scenario_.run.last();
  const auto agents = static_cast<std::int64_t>(model_.world().actors.size());
  sim::output::Progress progress(sim::output::progress_mode(stderr, assignment_.how.quiet), stderr,
                                 last - first + 1);
  progress.update(std::max(saved_.done, first), saved_.done - first + 1, agents);

  const sim::WallTime building = Clock::now() - began_;
  sim::Simulation<territory::World> simulation = model_.simulation();
  if (assignment_.how.verify)
    simulation.verify(territory::invariants(scenario_.partnerships.terms, scenario_.citizens.most_bonus()));
  simulation.observe([&](const territory::World& world, sim::Month month) { record_.observe(world, month); });
  simulation.observe([&](const territory::World&, sim::Month month) {
    progress.update(month, month - first + 1, agents);
    live.add(month);
  });
  CheckpointPlan plan(assignment_.how.checkpoint_every, first);
  simulation.stop_when([&](sim::Month month) {
    if (month == last) return false;  // the result follows at once and says more than a checkpoint
    const Asked asked = signals_.poll();
    if (asked != Asked::nothing || plan.due(month)) {
      save(month, live);
      plan.saved();
    }
    return asked == Asked::stop;
  });
  const sim::Month done = model_.run(simulation, saved_.done);
  progress.finish();
  profile_ = simulation.profile();
  profile_->building = building;
  return done;
}

void Run::save(sim::Month month, LiveSeries& live) {
  SavedRun now = saved_;
  now.done = month;
  now.milliseconds = static_cast<std::int64_t>(1e3 * seconds());
  CheckpointSections sections;
  save_run(now, sections);
  territory::save_state(model_.world(), sections);
  record_.save(sections);
  checkpoints_.write(sections);
  live.flush();
  live.keep();
}

void Run::deliver(LiveSeries& live) {
  const HowToRun& how = assignment_.how;
  const std::string& output = assignment_.output;
  const auto computed = Clock::now();
  Making making{assignment_.scenario_name, how.threads, seconds(), saved_.parameters_from};
  if (assignment_.saved) making.resumed_after = sim::to_string(assignment_.saved->done);
  sim::output::ResultFile file = record_.result(model_.world());
  add_provenance(file, scenario_, assignment_.loaded.geography, making);
  const std::string digest = sim::output::content_digest(file);
  file.attributes.push_back({"content_digest", digest});
  sim::output::write_netcdf(file, output, executor_);
  live.remove();
  checkpoints_.remove();
  making.seconds = seconds();
  profile_->writing = Clock::now() - computed;
  const sim::WallTime whole = Clock::now() - began_;
  if (how.json) {
    nlohmann::json summary = summary_as_json(record_, model_.world(), scenario_, making, output, digest);
    if (how.profile) summary["profile"] = sim::profile_as_json(*profile_, whole);
    fmt::print("{}\n", summary.dump(2));
    return;
  }
  if (!how.quiet) fmt::print("{}", summary_as_text(record_, model_.world(), making, output, digest));
  if (how.profile) fmt::print("{}", sim::profile_as_text(*profile_, whole));
}

}  // namespace

void add_how_to_run(Command command, HowToRun& how) {
  command.add_option("--threads", how.threads, "threads; changes no result (default: all)").within(1, 1024);
  command.add_option("--grain", how.grain, "rows dealt to a thread at a time; changes no result")
      .within(1, 1 << 24);
  command
      .add_option("--checkpoint-every", how.checkpoint_every,
                  "months between checkpoints, 0 = on signals only (default: those of ten "
                  "minutes)")
      .within(0, 100'000);
  command.add_flag("-q,--quiet", how.quiet, "no progress, no text summary");
  command.add_flag("--json", how.json, "the summary as JSON");
  command.add_flag("--profile", how.profile, "print where the time went, by submodel and phase");
  command.add_flag("--verify", how.verify, "check invariants and declared writes after every phase (slower)");
}

/// A slip of the completion key must not put the result in the place of the scenario or of its tables.
void refuse_inputs(const std::string& output, const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) {
    std::error_code ignored;
    if (!std::filesystem::equivalent(output, input, ignored)) continue;
    throw sim::InputError(sim::Fault{{},
                                     fmt::format("--output {} is a file this run reads", output),
                                     {"allowed  any other name; NAME.nc is usual"}});
  }
}

int simulate(Assignment assignment, StopSignals& signals) {
  sim::output::check_writable(assignment.output);
  CheckpointPair checkpoints(assignment.output);
  if (assignment.checkpoint) checkpoints.continue_from(assignment.checkpoint->file);
  checkpoints.check_writable();
  if (const auto others = checkpoints.present(); !others.empty() && !checkpoints.holds_ours())
    fmt::print(
        stderr,
        "lien: '{}' is left of an interrupted run, with which 'lien resume {}' would have gone on; this "
        "run will replace it\n",
        others.front().string(), assignment.output);
  std::optional<Run> run;
  {
    const StopAtOnce watch(signals);
    run.emplace(assignment, signals, checkpoints);
  }
  assignment.checkpoint.reset();  // as large as the world, which has it now
  return run->finish();
}

}  // namespace cli
