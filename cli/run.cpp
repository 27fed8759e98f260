#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/provenance.hpp"
#include "cli/scenario_file.hpp"
#include "models/territory/invariants.hpp"
#include "models/territory/model.hpp"
#include "models/territory/record.hpp"
#include "models/territory/targets.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/progress.hpp"

namespace cli {

namespace {

struct RunOptions {
  std::string scenario;
  Overrides overrides;
  std::string output;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::size_t grain = sim::Executor::default_grain;
  bool quiet = false, json = false, verify = false;
};

/// One line of the summary: the perimeter at three moments.
std::string history_line(const territory::Record& record, std::string_view measure, std::string_view label,
                         int digits) {
  std::string line = fmt::format("  {:<52}", label);
  const auto& months = record.months();
  const std::array<sim::Month, 3> moments{months.front(), months[months.size() / 2], months.back()};
  for (const sim::Month month : moments)
    line += fmt::format("{:>12}", fmt::format("{:.{}f}", record.perimeter(month, measure), digits));
  return line + "\n";
}

std::string summary(const territory::Record& record, const territory::World& world, const Making& making,
                    const std::string& output, const std::string& digest) {
  const auto& g = world.geography;
  const auto& months = record.months();
  std::string text = fmt::format("{}: {} communes, {} EPCI, {} inhabitants, {} actors, {} contacts\n\n",
                                 making.scenario_name, g.communes.size(), g.epcis.size(), g.population(),
                                 world.actors.size(), world.ties.size());
  text += fmt::format("  {:<52}{:>12}{:>12}{:>12}\n", "at the end of", sim::to_string(months.front()),
                      sim::to_string(months[months.size() / 2]), sim::to_string(months.back()));
  text += history_line(record, "company10_engaged_share", "companies >=10 with a partnership, share", 3);
  text += history_line(record, "tpe_engaged_share", "TPE with a partnership, share", 3);
  text += history_line(record, "association_engaged_share", "associations with a partnership, share", 3);
  text += history_line(record, "involved_mayor_share", "mayors at level 2 or more, share", 3);
  text += history_line(record, "partnerships", "company-association partnerships", 0);
  text += history_line(record, "public_partnerships", "partnerships with a mayor", 0);
  text += history_line(record, "mean_trust", "mean trust of contacts", 3);
  text += history_line(record, "partnership_trust", "mean trust of partners", 3);
  text += history_line(record, "trust_age_correlation", "correlation of trust with age of partnership", 3);
  text += history_line(record, "catalysts", "catalysts", 0);
  text += history_line(record, "places", "third places", 0);
  text += "\n" + territory::comparison_as_text(record);
  text += fmt::format("\n{} written in {:.1f} s on {} thread{}\ndigest {}\n", output, making.seconds,
                      making.threads, making.threads == 1 ? "" : "s", digest);
  return text;
}

nlohmann::json summary_as_json(const territory::Record& record, const territory::World& world,
                               const territory::Scenario& scenario, const Making& making,
                               const std::string& output, const std::string& digest) {
  const sim::Month last = record.months().back();
  nlohmann::json final_measures;
  for (const auto& m : territory::stock_measures()) {
    const double value = record.perimeter(last, m.name);
    final_measures[std::string(m.name)] = value == value ? nlohmann::json(value) : nlohmann::json(nullptr);
  }
  return {{"format_version", format::run_summary},
          {"scenario", making.scenario_name},
          {"seed", scenario.run.seed},
          {"replicate", scenario.run.replicate},
          {"rule", territory::TrustParameters::rule_names[static_cast<std::size_t>(scenario.trust.rule)]},
          {"communes", world.geography.communes.size()},
          {"epcis", world.geography.epcis.size()},
          {"actors", world.actors.size()},
          {"contacts", world.ties.size()},
          {"last_month", sim::to_string(last)},
          {"measures", final_measures},
          {"targets", territory::comparison_as_json(record)},
          {"output", output},
          {"digest", digest},
          {"threads", making.threads},
          {"seconds", making.seconds}};
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

int run(const RunOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const std::filesystem::path scenario_path(options.scenario);
  const std::string output = options.output.empty() ? scenario_path.stem().string() + ".nc" : options.output;
  const LoadedScenario loaded = load_scenario(scenario_path, options.overrides);
  const territory::Scenario& scenario = loaded.scenario;
  refuse_inputs(output, loaded.files);
  sim::output::check_writable(output);

  const sim::Executor executor(options.threads, options.grain);
  territory::Model model(scenario, loaded.geography, executor);
  territory::Record record(scenario, model.world());
  const int total = scenario.run.last() - scenario.run.first() + 1;
  sim::output::Progress progress(sim::output::progress_mode(stderr, options.quiet), stderr, total);
  const auto agents = static_cast<std::int64_t>(model.world().actors.size());
  progress.update(scenario.run.first(), 0, agents);
  if (scenario.run.spinup_months == 0) record.observe(model.world(), sim::Month{-1});

  sim::Simulation<territory::World> simulation = model.simulation();
  if (options.verify) simulation.verify(territory::invariants(scenario.partnerships.terms));
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  simulation.observe([&](const territory::World&, sim::Month month) {
    progress.update(month, month - scenario.run.first() + 1, agents);
  });
  model.run(simulation);
  progress.finish();

  sim::output::ResultFile file = record.result(model.world());
  Making making{scenario_path.filename().string(), options.threads, 0.0};
  making.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  add_provenance(file, scenario, loaded.geography, making);
  const std::string digest = sim::output::content_digest(file);
  file.attributes.push_back({"content_digest", digest});
  sim::output::write_netcdf(file, output);
  making.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (options.json) {
    fmt::print("{}\n", summary_as_json(record, model.world(), scenario, making, output, digest).dump(2));
  } else if (!options.quiet) {
    fmt::print("{}", summary(record, model.world(), making, output, digest));
  }
  return success;
}

}  // namespace

void add_run(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command =
      program.add_subcommand("run", "Simulate a scenario and write its result file (netCDF-4/HDF5)");
  refuse_empty(command->add_option("scenario", options->scenario, "scenario file (TOML)")->required());
  command
      ->add_option("--set", options->overrides.assignments, "set a parameter: table.key=value (repeatable)")
      ->allow_extra_args(false);
  refuse_empty(command->add_option("--seed", options->overrides.seed,
                                   "first half of the random key, 0 to 4294967295"));
  refuse_empty(command->add_option("--replicate", options->overrides.replicate,
                                   "second half of the random key, 0 to 4294967295"));
  auto* until = command->add_option("--until", options->overrides.until, "last month, YYYY-MM");
  auto* months =
      command->add_option("--months", options->overrides.months, "number of months from January 2008");
  for (auto* option : {until, months}) refuse_empty(option);
  months->excludes(until);
  refuse_outside(
      command->add_option("--threads", options->threads, "threads; changes no result (default: all)"), 1,
      1024);
  refuse_outside(
      command->add_option("--grain", options->grain, "rows dealt to a thread at a time; changes no result"),
      1, 1 << 24);
  refuse_empty(
      command->add_option("-o,--output", options->output,
                          "result file (default: the scenario's name with .nc, in the working folder)"));
  command->add_flag("-q,--quiet", options->quiet, "no progress, no text summary");
  command->add_flag("--json", options->json, "the summary as JSON");
  command->add_flag("--verify", options->verify,
                    "check invariants and declared writes after every phase (slower)");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace cli
