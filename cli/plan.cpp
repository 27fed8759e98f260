#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "analysis/experiment/experiment_file.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/sweep_cost.hpp"
#include "sim/output/progress.hpp"

namespace cli {

namespace {

using analysis::Assembly;

struct PlanOptions {
  std::string experiment;
  std::string folder = ".";
  int pilot = 1;
  int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  bool csv = false, json = false;
};

std::string in_csv(const sim::Value& value) {
  const std::string text = sim::plain(value);
  const bool quoted = text.starts_with('"') || text.find(',') == std::string::npos;
  return quoted ? text : sim::in_quotes(text);
}

/// One line a point, made one at a time: a design of any size costs no memory.
void print_design(const Assembly& assembly) {
  fmt::print("point,arm");
  for (const auto& factor : assembly.experiment().factors) fmt::print(",{}", factor.name);
  fmt::print("\n");
  for (std::size_t point = 0; point < assembly.points(); ++point) {
    std::string line = fmt::format("{},{}", point, assembly.arm_of(point).arm.name);
    for (const sim::Value& value : assembly.values_of(point)) line += "," + in_csv(value);
    fmt::print("{}\n", line);
  }
}

double seconds_of(const SweepCost& cost, const Pilot& pilot, int jobs) {
  return std::ceil(static_cast<double>(cost.runs) / jobs) * pilot.seconds;
}

std::string time_text(double seconds) {
  if (seconds < 10) return fmt::format("{:.1f} s", seconds);
  if (seconds > 48 * 3600) return fmt::format("{:.1f} days", seconds / 86400);
  return sim::output::duration_text(std::chrono::seconds(static_cast<std::int64_t>(seconds + 0.5)));
}

void print_text(const Assembly& assembly, const PlanOptions& options, const SweepCost& cost,
                const Pilot& pilot) {
  const analysis::Experiment& e = assembly.experiment();
  if (!e.title.empty()) fmt::print("{}\n", e.title);
  if (!e.question.empty()) fmt::print("{}\n", e.question);
  fmt::print("\n{:<12} {}\n", "arms", assembly.arms().size());
  for (const auto& arm : assembly.arms())
    fmt::print("{:<12}   {}: {}\n", "", arm.arm.name,
               std::filesystem::path(arm.arm.scenario).filename().string());
  fmt::print("{:<12} {} ({} points)\n", "design", to_string(e.design.kind), assembly.design_points());
  for (const auto& factor : assembly.factors()) {
    const auto& parameter = factor.parameter();
    std::string range;
    for (const sim::Value& level : factor.levels()) range += (range.empty() ? "" : ", ") + sim::shown(level);
    if (range.empty() && e.design.kind != analysis::DesignKind::csv)
      range = fmt::format("{} to {}", factor.low(), factor.high());
    fmt::print("{:<12}   {} = {}: {}\n", "", factor.factor().name, parameter.name, sim::shortened(range));
  }
  fmt::print("{:<12} {}{}, seed {}\n", "replicates", e.precision ? fmt::format("{} to ", e.replicates) : "",
             assembly.replicates(), e.seed);
  fmt::print("{:<12} {} measures in {} months", "kept", assembly.kept().measures().size(),
             assembly.kept().months().size());
  if (!assembly.kept().epci_measures().empty())
    fmt::print(", {} of {} EPCI in {}", assembly.kept().epci_measures().size(), assembly.kept().epcis(),
               assembly.kept().epci_months().size());
  fmt::print("\n\n{:<12} {}{}\n", "runs", e.precision ? "at most " : "", cost.runs);
  if (options.pilot > 0) {
    fmt::print("{:<12} {} a run ({} measured): {} on {} threads\n", "time", time_text(pilot.seconds),
               std::min<std::size_t>(assembly.points(), static_cast<std::size_t>(options.pilot)),
               time_text(seconds_of(cost, pilot, options.jobs)), options.jobs);
  }
  fmt::print("{:<12} {} for runs, {} gathered; {} free\n", "disk", bytes_text(cost.record_bytes),
             bytes_text(cost.gathered_bytes), bytes_text(cost.free_bytes));
  fmt::print("{:<12} {} to know what is done", "memory", bytes_text(cost.tracking_bytes));
  if (options.pilot > 0) fmt::print(", {} with one run", bytes_text(pilot.memory_bytes));
  fmt::print(", {} to gather\n", bytes_text(3 * cost.gathered_bytes));
}

void print_json(const Assembly& assembly, const PlanOptions& options, const SweepCost& cost,
                const Pilot& pilot) {
  const analysis::Experiment& e = assembly.experiment();
  auto arms = nlohmann::json::array(), factors = nlohmann::json::array();
  for (const auto& arm : assembly.arms()) arms.push_back(arm.arm.name);
  for (const auto& factor : e.factors)
    factors.push_back({{"name", factor.name}, {"parameter", factor.parameter}});
  nlohmann::json plan{{"format_version", format::plan},
                      {"title", e.title},
                      {"hash", assembly.hash()},
                      {"arms", arms},
                      {"factors", factors},
                      {"design", to_string(e.design.kind)},
                      {"design_points", assembly.design_points()},
                      {"points", assembly.points()},
                      {"replicates", assembly.replicates()},
                      {"runs", cost.runs},
                      {"record_bytes", cost.record_bytes},
                      {"gathered_bytes", cost.gathered_bytes},
                      {"tracking_bytes", cost.tracking_bytes},
                      {"free_bytes", cost.free_bytes}};
  if (options.pilot > 0) {
    plan["seconds_per_run"] = pilot.seconds;
    plan["set_up_seconds_per_run"] = pilot.set_up_seconds;
    plan["memory_bytes"] = pilot.memory_bytes;
    plan["jobs"] = options.jobs;
    plan["seconds"] = seconds_of(cost, pilot, options.jobs);
  }
  fmt::print("{}\n", plan.dump(2));
}

int plan(const PlanOptions& options) {
  const Assembly assembly(analysis::read_experiment(options.experiment), build_info().source_hash);
  const SweepCost cost = cost_of(assembly, options.folder);
  refuse_unaffordable(cost, options.folder);
  if (options.csv) {
    print_design(assembly);
    return success;
  }
  const Pilot pilot = options.pilot > 0 ? fly_pilot(assembly, options.pilot) : Pilot{};
  if (options.json) {
    print_json(assembly, options, cost, pilot);
  } else {
    print_text(assembly, options, cost, pilot);
  }
  return success;
}

}  // namespace

void add_plan(Command program, Chosen& chosen) {
  auto options = std::make_shared<PlanOptions>();
  Command command = program.add_subcommand(
      "plan", "Print the design of an experiment, its runs, and the time, disk and memory they would take");
  command.add_option("experiment", options->experiment, "experiment file (TOML)").required().not_empty();
  command
      .add_option("-o,--output", options->folder,
                  "folder the sweep would be kept in: its disk is asked for room (default: here)")
      .not_empty();
  command.add_option("--pilot", options->pilot, "runs by which the time is measured (default 1; 0 = none)")
      .within(0, 1000);
  command.add_option("--jobs", options->jobs, "threads the time is told for (default: all)").within(1, 1024);
  auto csv = command.add_flag("--csv", options->csv, "the design alone, a line a point");
  command.add_flag("--json", options->json, "the plan as JSON").excludes(csv);
  command.callback([options, &chosen] { chosen = [options] { return plan(*options); }; });
}

}  // namespace cli
