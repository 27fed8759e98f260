#include "sim/output/digest.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/core/error.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

int digest(const std::string& path) {
  const sim::output::ResultFile file = sim::output::read_result_file(path);
  const std::string now = sim::output::content_digest(file);
  fmt::print("{}\n", now);
  const auto* stored = sim::output::find_attribute(file.attributes, "content_digest");
  const auto* text = stored ? std::get_if<std::string>(stored) : nullptr;
  if (text != nullptr && *text != now) {
    throw sim::InputError(sim::Fault{{path, 0, 0},
                                     "the content has changed since it was written",
                                     {"stored   " + *text, "now      " + now}});
  }
  return success;
}

}  // namespace

void add_digest(Command program, Chosen& chosen) {
  auto path = std::make_shared<std::string>();
  Command command = program.add_subcommand(
      "digest", "Recompute the content digest of a result file and check it against the one it carries");
  command.add_option("file", *path, "result file").required().not_empty();
  command.callback([path, &chosen] { chosen = [path] { return digest(*path); }; });
}

}  // namespace cli
