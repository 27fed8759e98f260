#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/simulate.hpp"
#include "sim/output/digest.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using sim::output::CheckpointPair;
using sim::output::StoredCheckpoint;

struct ResumeOptions {
  std::string file;
  std::string output;
  HowToRun how;
};

bool is_checkpoint_name(const std::string& file) {
  return file.ends_with(".ckpt-a") || file.ends_with(".ckpt-b");
}

/// The result a checkpoint of this name belongs to.
std::string result_of(const std::string& checkpoint) {
  return checkpoint.substr(0, checkpoint.size() - std::string_view(".ckpt-a").size());
}

/// There is no checkpoint of `result`: either because it is complete, or because nothing was saved.
int nothing_to_resume(const std::string& result) {
  try {
    (void)sim::output::content_digest(result);
  } catch (const sim::InputError&) {
    throw sim::InputError(
        sim::Fault{{},
                   fmt::format("there is no checkpoint of '{}', and no complete result", result),
                   {fmt::format("expected  {0}.ckpt-a or {0}.ckpt-b, or the name of a copy "
                                "that ends like these",
                                result)}});
  }
  fs::remove(result + ".progress.jsonl");
  fmt::print(stderr, "lien: '{}' is complete; there is nothing to resume\n", result);
  return success;
}

/// From the options to what is left to do; empty when there is no checkpoint.
std::optional<Assignment> assignment_of(const ResumeOptions& options, const std::string& result) {
  std::optional<StoredCheckpoint> checkpoint;
  std::string passed_over;
  if (is_checkpoint_name(options.file)) {
    if (!fs::exists(options.file))
      throw sim::InputError(sim::Fault{{options.file, 0, 0}, "there is no such file", {}});
    checkpoint.emplace(sim::output::load_checkpoint(options.file));
  } else {
    checkpoint = CheckpointPair(result).newest(passed_over);
    if (!checkpoint) return std::nullopt;
  }
  const SavedRun saved = read_saved_run(checkpoint->view);
  Assignment assignment{saved.scenario_name,
                        load_saved(saved, checkpoint->view),
                        options.output.empty() ? result : options.output,
                        options.how,
                        saved,
                        std::nullopt};
  std::vector<std::string> inputs = assignment.loaded.files;
  inputs.push_back(checkpoint->file.string());
  refuse_inputs(assignment.output, inputs);
  if (!passed_over.empty()) fmt::print(stderr, "lien: {}; the older one is used\n", passed_over);
  if (!options.how.quiet)
    fmt::print(stderr, "lien: going on after {}, from {}\n", sim::to_string(saved.done),
               checkpoint->file.string());
  assignment.checkpoint = std::move(checkpoint);
  return assignment;
}

int resume(const ResumeOptions& options) {
  StopSignals signals;
  const std::string result = is_checkpoint_name(options.file) ? result_of(options.file) : options.file;
  std::optional<Assignment> assignment = [&] {
    const StopAtOnce watch(signals);
    return assignment_of(options, result);
  }();
  return assignment ? simulate(std::move(*assignment), signals) : nothing_to_resume(result);
}

}  // namespace

void add_resume(Command program, Chosen& chosen) {
  auto options = std::make_shared<ResumeOptions>();
  Command command =
      program.add_subcommand("resume", "Go on with a run that was interrupted, to the same result");
  command.add_option("file", options->file, "the result file of the run, or one of its checkpoints")
      .required()
      .not_empty();
  command.add_option("-o,--output", options->output, "result file (default: that of the run)").not_empty();
  add_how_to_run(command, options->how);
  command.callback([options, &chosen] { chosen = [options] { return resume(*options); }; });
}

}  // namespace cli
