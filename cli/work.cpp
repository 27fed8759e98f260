#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "analysis/experiment/sweep_folder.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/sweep_session.hpp"
#include "sim/core/error.hpp"

namespace cli {

namespace {

struct WorkOptions {
  std::string folder, shard = "1/1";
  HowToSweep how;
};

struct Shard {
  int number = 0, of = 0;
};

Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, first] = std::from_chars(text.data(), end, shard.number);
  const bool divided = first == std::errc{} && slash != end && *slash == '/';
  const auto [stop, second] = std::from_chars(divided ? slash + 1 : end, end, shard.of);
  if (divided && second == std::errc{} && stop == end && shard.number >= 1 && shard.number <= shard.of &&
      shard.of <= 1'000'000)
    return shard;
  throw sim::InputError(sim::Fault{
      {}, "--shard " + text + " is not K/N", {"example  --shard 3/8: the third of eight equal parts"}});
}

int work(const WorkOptions& options) {
  const Shard shard = parse_shard(options.shard);
  const analysis::Assembly assembly(analysis::frozen_experiment(options.folder), build_info().source_hash);
  return run_session(assembly, options.folder, options.how, shard.number, shard.of);
}

}  // namespace

void add_work(Command program, Chosen& chosen) {
  auto options = std::make_shared<WorkOptions>();
  Command command = program.add_subcommand(
      "work", "Run a part of what a sweep lacks: for schedulers; several may work on one folder");
  command.add_option("folder", options->folder, "folder of a sweep").required().not_empty();
  command.add_option("--shard", options->shard, "K/N: the K-th of N equal parts").with_default().not_empty();
  add_how_to_sweep(command, options->how);
  command.callback([options, &chosen] { chosen = [options] { return work(*options); }; });
}

}  // namespace cli
