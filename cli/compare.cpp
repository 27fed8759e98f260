#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "analysis/compare/compare_task.hpp"
#include "analysis/compare/gathered_runs.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/comparison_report.hpp"
#include "cli/exit_codes.hpp"
#include "cli/runs_folder.hpp"
#include "cli/stop_signals.hpp"
#include "cli/sweep_progress.hpp"
#include "sim/core/error.hpp"
#include "sim/output/netcdf_writer.hpp"

namespace cli {

namespace {

struct CompareCommand {
  analysis::CompareTask task;
  std::vector<std::string> months;
  std::string output, runs, language = "en";
  double confidence = 0.95, power = 0.8;
  int jobs = 0;
  bool json = false, quiet = false;
};

/// The months to show: those asked for, else each December.
std::vector<sim::Month> shown_months(const CompareCommand& options, sim::Month horizon) {
  std::vector<sim::Month> shown;
  std::vector<sim::Fault> faults;
  for (const std::string& text : options.months) {
    const auto month = sim::parse_month(text);
    if (month && month->value >= -1 && *month <= horizon) {
      shown.push_back(*month);
    } else {
      faults.push_back({{},
                        fmt::format("--months {}: not a month of the comparison", text),
                        {"allowed  2007-12 to " + sim::to_string(horizon) + ", the horizon"}});
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  if (!options.months.empty()) return shown;
  for (sim::Month month{11}; month <= horizon; month = month + 12) shown.push_back(month);
  return shown;
}

/// Runs what the folder lacks; the exit code of what cannot go on to a comparison.
std::optional<int> run_pairs(const analysis::PreparedComparison& prepared, const RunsFolder& folder,
                             const CompareCommand& options) {
  StopSignals signals;
  SweepProgress progress(options.quiet, stderr);
  analysis::SweepOptions sweep;
  sweep.program = build_info().source_hash;
  sweep.jobs =
      options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  sweep.stop = [&] { return signals.poll() == Asked::stop; };
  sweep.progress = [&](const analysis::SweepState& state) { progress.update(state); };
  const analysis::SweepOutcome outcome = analysis::run_experiment(prepared.experiment, folder.path(), sweep);
  progress.finish();
  if (outcome.complete()) return std::nullopt;
  if (outcome.stopped) {
    fmt::print(stderr, "lien: stopped by {}; {}\n", signals.stopped_by(),
               folder.kept() ? "the same command goes on"
                             : "nothing was kept; with --runs FOLDER the same command would go on");
    return interrupted;
  }
  fmt::print(stderr, "lien: {} of {} runs failed; pairs they belong to are left out\n", outcome.state.failed,
             outcome.state.runs);
  return std::nullopt;
}

void write_file(const analysis::Comparison& comparison, const std::string& output) {
  sim::output::ResultFile file = comparison_as_file(comparison);
  const BuildInfo build = build_info();
  file.attributes.push_back(
      {"source",
       fmt::format("Lien {} (agent-based simulator of territorial co-construction)", build.version)});
  file.attributes.push_back({"source_hash", build.source_hash});
  sim::output::write_netcdf(file, output);
}

int compare(const CompareCommand& options) {
  const analysis::PreparedComparison prepared = analysis::prepare_comparison(options.task);
  const std::vector<sim::Month> shown = shown_months(options, prepared.horizon);
  if (!options.output.empty()) sim::output::check_writable(options.output);
  const RunsFolder folder(options.runs);
  if (const auto ended = run_pairs(prepared, folder, options)) return *ended;
  const analysis::PairedRuns runs =
      analysis::paired_runs(analysis::gather_experiment(folder.path()), prepared.horizon, prepared.geography);
  analysis::CompareSettings settings{prepared.horizon, options.confidence, options.power, prepared.smallest};
  const analysis::Comparison comparison = analysis::compare(runs, settings);
  if (!options.output.empty()) write_file(comparison, options.output);
  if (options.json) {
    fmt::print("{}\n", comparison_as_json(comparison).dump(2));
  } else {
    const auto language = options.language == "fr" ? analysis::Language::french : analysis::Language::english;
    fmt::print("{}", comparison_as_text(comparison, shown, language));
  }
  return success;
}

}  // namespace

void add_compare(Command program, Chosen& chosen) {
  auto options = std::make_shared<CompareCommand>();
  Command command = program.add_subcommand(
      "compare", "Differences between scenarios under the same random numbers, with intervals and verdicts");
  command.add_option("scenarios", options->task.scenarios, "scenario files; the first is the base")
      .required()
      .from_to_values(2, 64);
  command
      .add_option("--replicates", options->task.replicates,
                  "pairs of runs, under keys (seed, 0), (seed, 1), …")
      .within(2, 100'000);
  command.add_option("--measures", options->task.measures, "measures, or all")
      .split_at_commas()
      .one_at_a_time();
  command.add_option("--months", options->months, "months to show as well (default: each December)")
      .split_at_commas()
      .one_at_a_time();
  command.add_option("--horizon", options->task.horizon, "YYYY-MM (default: the last month)").not_empty();
  command.add_option("--seed", options->task.seed, "first half of the random key").within(0, 4294967295.0);
  command.add_option("--set", options->task.assignments, "table.key=value, over every scenario; repeatable")
      .one_at_a_time();
  command
      .add_option("--sesoi", options->task.smallest, "smallest effect of interest, measure=0.03; repeatable")
      .one_at_a_time();
  command.add_option("--confidence", options->confidence, "of the intervals (0.95)").within(0.5, 0.9999);
  command.add_option("--power", options->power, "of the advised number of replicates (0.8)")
      .within(0.01, 0.9999);
  command.add_option("--jobs", options->jobs, "workers, one thread each (default: all processors)")
      .within(1, 1024);
  command
      .add_option("--runs", options->runs,
                  "folder that keeps the runs, so that the same "
                  "command goes on")
      .not_empty();
  command.add_option("-o,--output", options->output, "result file with all tables (netCDF)").not_empty();
  command.add_option("--lang", options->language, "en or fr").one_of({"en", "fr"});
  command.add_flag("--json", options->json, "as JSON");
  command.add_flag("-q,--quiet", options->quiet, "no progress");
  command.callback([options, &chosen] { chosen = [options] { return compare(*options); }; });
}

}  // namespace cli
