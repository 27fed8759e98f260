#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <thread>

#include "analysis/calibration/calibration_file.hpp"
#include "analysis/core_calibration.hpp"
#include "cli/calibrate_file.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/scenario_file.hpp"

namespace cli {

namespace {

struct CalibrateOptions {
  std::string scenario;
  Overrides overrides;
  std::vector<std::string> free;
  std::vector<std::string> targets;
  int seeds = 1;
  int confirm = 10;
  analysis::GaussNewtonSettings search;
  CalibrateFileOptions file;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

/// The seeds of the confirmation are none of those of the search.
constexpr std::uint32_t first_search_seed = 1, first_confirmation_seed = 1001;

void confirm(const analysis::CalibrationTask& task, int seeds) {
  const auto& targets = task.targets;
  std::vector<std::vector<double>> values(targets.size());
  fmt::print("\nseed");
  for (const auto& target : targets) fmt::print("\t{}", target.id);
  fmt::print("\n");
  for (int s = 0; s < seeds; ++s) {
    const std::uint32_t seed = first_confirmation_seed + static_cast<std::uint32_t>(s);
    const auto simulated =
        analysis::simulate_targets(task.scenario, task.geography, seed, task.threads, targets);
    fmt::print("{}", seed);
    for (std::size_t t = 0; t < targets.size(); ++t) {
      values[t].push_back(simulated[t]);
      fmt::print("\t{:.4f}", simulated[t]);
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
  fmt::print("\ntarget\tvalue\ttolerance\tmean\tsd\tlow\thigh\thits\n");
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const double n = static_cast<double>(values[t].size());
    const double mean = std::accumulate(values[t].begin(), values[t].end(), 0.0) / n;
    double squares = 0;
    int hits = 0;
    for (const double v : values[t]) {
      squares += (v - mean) * (v - mean);
      hits += std::abs(v - targets[t].value) <= targets[t].tolerance;
    }
    const auto [low, high] = std::minmax_element(values[t].begin(), values[t].end());
    fmt::print("{}\t{}\t{:.3f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{}/{}\n", targets[t].id, targets[t].value,
               targets[t].tolerance, mean, n > 1 ? std::sqrt(squares / (n - 1)) : 0.0, *low, *high, hits,
               values[t].size());
  }
}

int calibrate(CalibrateOptions& options) {
  if (analysis::is_calibration(options.scenario)) {
    options.file.file = options.scenario;
    return calibrate_file(options.file);
  }
  LoadedScenario loaded = load_scenario(options.scenario, options.overrides);
  analysis::CalibrationTask task{loaded.scenario, std::move(loaded.geography), {}, {}, options.threads};
  if (!options.targets.empty()) task.targets = territory::targets_named(options.targets);
  for (const std::string& text : options.free) {
    task.free.push_back(analysis::parse_free_parameter(text));
    territory::Scenario trial = task.scenario;  // refuses bounds outside the parameter's range
    analysis::set_value(trial, task.free.back().key, task.free.back().low);
    analysis::set_value(trial, task.free.back().key, task.free.back().high);
  }
  for (int s = 0; s < options.seeds; ++s)
    task.seeds.push_back(first_search_seed + static_cast<std::uint32_t>(s));
  if (!task.free.empty()) {
    for (const auto& free : task.free) fmt::print("{}\t", free.key);
    for (const auto& target : task.targets) fmt::print("{}\t", target.id);
    fmt::print("distance\n");
    const auto path = analysis::calibrate(task, options.search,
                                          [](const Eigen::VectorXd& point, const Eigen::VectorXd& residuals) {
                                            for (const double x : point) fmt::print("{:.5g}\t", x);
                                            for (const double r : residuals) fmt::print("{:+.3f}\t", r);
                                            fmt::print("{:.3f}\n", residuals.cwiseAbs().maxCoeff());
                                            std::fflush(stdout);
                                          });
    fmt::print("\nbest\n");
    for (std::size_t k = 0; k < task.free.size(); ++k) {
      const double value = path.back().point[static_cast<Eigen::Index>(k)];
      analysis::set_value(task.scenario, task.free[k].key, value);
      fmt::print("{} = {:.4g}\n", task.free[k].key, value);
    }
  }
  if (options.confirm > 0) confirm(task, options.confirm);
  return success;
}

}  // namespace

void add_calibrate(Command program, Chosen& chosen) {
  auto options = std::make_shared<CalibrateOptions>();
  Command command = program.add_subcommand(
      "calibrate", "Move parameters until a scenario meets the survey targets, then confirm on other seeds");
  command.add_option("scenario", options->scenario, "calibration file, or scenario (TOML)").required();
  command.add_option("--set", options->overrides.assignments, "set a parameter: table.key=value (repeatable)")
      .one_at_a_time();
  command
      .add_option(
          "--free", options->free,
          "parameter to move: KEY=LOW:HIGH (repeatable; an array element is KEY[0]); none = only confirm")
      .one_at_a_time();
  command
      .add_option(
          "--target", options->targets,
          "target to meet, by its name in the summary of a run (repeatable; default: C1, C1b, C2, C4a, "
          "C4b); what is held out is refused")
      .one_at_a_time();
  command.add_option("--seeds", options->seeds, "seeds averaged during the search")
      .within(1, 1000)
      .with_default();
  command.add_option("--iterations", options->search.iterations, "Gauss-Newton steps")
      .within(1, 100)
      .with_default();
  command
      .add_option("--step", options->search.difference,
                  "change of a parameter from which slopes are told, as a share of its bounds; larger "
                  "than what one seed differs from the next")
      .with_default()
      .within(0.001, 0.5);
  command.add_option("--confirm", options->confirm, "fresh seeds on which the result is confirmed")
      .within(0, 10000)
      .with_default();
  command.add_option("-o,--output", options->file.folder,
                     "of a calibration file: folder of its runs and results; what it holds is not run again");
  command.add_option("--jobs", options->file.jobs, "of a calibration file: workers (default: all processors)")
      .within(1, 1024);
  command.add_option("--draws", options->file.draws, "of a calibration file: rows of posterior.csv")
      .within(1, 1'000'000)
      .with_default();
  command.add_flag("-q,--quiet", options->file.quiet, "of a calibration file: no news, no summary");
  command.add_flag("--json", options->file.json, "of a calibration file: the summary as JSON");
  command.add_option("--threads", options->threads, "threads; changes no result (default: all)")
      .within(1, 1024);
  command.callback([options, &chosen] { chosen = [options] { return calibrate(*options); }; });
}

}  // namespace cli
