#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/pattern_report.hpp"
#include "sim/core/error.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

struct PatternsOptions {
  std::vector<std::string> results;
  std::string page;  ///< template
  bool json = false, markdown = false;
};

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || !text) throw sim::InputError(sim::Fault{{}, fmt::format("cannot read '{}'", path), {}});
  return text.str();
}

int patterns(const PatternsOptions& options) {
  std::vector<analysis::PatternRun> runs;
  for (const std::string& result : options.results)
    runs.push_back(analysis::patterns_in(sim::output::read_result_file(result), result));
  const std::vector<analysis::PatternArm> arms = analysis::arms_of(std::move(runs));
  if (options.json) {
    nlohmann::json report = pattern_report_as_json(arms);
    report["format_version"] = format::patterns;
    fmt::print("{}\n", report.dump(2));
  } else if (!options.page.empty()) {
    fmt::print("{}", filled_page(text_of_file(options.page), options.page, arms));
  } else {
    fmt::print("{}", options.markdown ? pattern_report_as_markdown(arms) : pattern_report_as_text(arms));
  }
  return success;
}

}  // namespace

void add_patterns(Command program, Chosen& chosen) {
  auto options = std::make_shared<PatternsOptions>();
  Command command = program.add_subcommand(
      "patterns", "Targets, checks and held-out patterns over the results of several seeds, and their arms");
  command.alias("evidence");
  command.add_option("results", options->results, "result files").required();
  auto json = command.add_flag("--json", options->json, "as JSON");
  auto markdown = command.add_flag("--markdown", options->markdown, "as Markdown tables").excludes(json);
  command.add_option("--template", options->page, "Markdown page whose {{places}} are filled with the tables")
      .excludes(json)
      .excludes(markdown);
  command.callback([options, &chosen] { chosen = [options] { return patterns(*options); }; });
}

}  // namespace cli
