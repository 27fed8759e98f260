#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/experiment/sweep_folder.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"

namespace cli {

namespace {

struct StatusOptions {
  std::string folder;
  bool json = false;
};

constexpr std::size_t most_printed_failures = 20;

struct Working {
  std::string shard, holder;
};

std::vector<Working> working_on(const std::string& folder) {
  std::vector<Working> found;
  for (const auto& file : analysis::all_records(folder)) {
    if (std::string holder = analysis::holder_of(file); !holder.empty())
      found.push_back({file.stem().string(), std::move(holder)});
  }
  return found;
}

/// "birth = 0.3, covid = 0"
std::string values_text(const analysis::Assembly& assembly, std::uint64_t run) {
  const std::size_t point = run / assembly.replicates();
  const auto values = assembly.values_of(point);
  std::string text = "arm " + assembly.arm_of(point).arm.name;
  for (std::size_t k = 0; k < values.size(); ++k)
    text += fmt::format(", {} = {}", assembly.experiment().factors[k].name, sim::shown(values[k]));
  return text;
}

int status(const StatusOptions& options) {
  const analysis::Assembly assembly(analysis::frozen_experiment(options.folder),
                                    analysis::frozen_program(options.folder));
  const analysis::RunTable table(assembly, options.folder);
  const std::uint64_t wanted = table.wanted(), over = table.done() + table.failed();
  const std::uint64_t missing = wanted > over ? wanted - over : 0;
  const std::vector<Working> working = working_on(options.folder);
  if (options.json) {
    auto failures = nlohmann::json::array(), workers = nlohmann::json::array();
    for (const auto& failure : table.failures())
      failures.push_back({{"run", assembly.name_of(failure.run)},
                          {"seed", assembly.experiment().seed},
                          {"replicate", failure.run % assembly.replicates()},
                          {"values", values_text(assembly, failure.run)},
                          {"message", failure.message}});
    for (const Working& one : working) workers.push_back({{"shard", one.shard}, {"holder", one.holder}});
    const nlohmann::json all{{"format_version", format::status},
                             {"runs", wanted},
                             {"done", table.done()},
                             {"failed", table.failed()},
                             {"missing", missing},
                             {"damaged", table.damaged()},
                             {"mean_seconds", table.mean_seconds()},
                             {"failures", failures},
                             {"workers", workers}};
    fmt::print("{}\n", all.dump(2));
    return success;
  }
  fmt::print("{} runs: {} done, {} failed, {} missing\n", wanted, table.done(), table.failed(), missing);
  if (table.done() > 0) fmt::print("{:.3g} s a run on one thread\n", table.mean_seconds());
  if (table.damaged() > 0)
    fmt::print("{} damaged stretches in the records: their runs are missing\n", table.damaged());
  for (const Working& one : working) fmt::print("shard {}: {}\n", one.shard, one.holder);
  const auto failures = table.failures();
  for (std::size_t k = 0; k < failures.size() && k < most_printed_failures; ++k)
    fmt::print("{} (seed {}, replicate {}, {}): {}\n", assembly.name_of(failures[k].run),
               assembly.experiment().seed, failures[k].run % assembly.replicates(),
               values_text(assembly, failures[k].run), failures[k].message);
  if (failures.size() > most_printed_failures)
    fmt::print("and more: --json tells up to {}\n", analysis::RunTable::most_told_failures);
  return success;
}

}  // namespace

void add_status(Command program, Chosen& chosen) {
  auto options = std::make_shared<StatusOptions>();
  Command command =
      program.add_subcommand("status", "Tell how far a sweep is, who works on it, and what failed");
  command.add_option("folder", options->folder, "folder of a sweep").required().not_empty();
  command.add_flag("--json", options->json, "the same as JSON");
  command.callback([options, &chosen] { chosen = [options] { return status(*options); }; });
}

}  // namespace cli
