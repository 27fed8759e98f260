// One run for a program that fits: EasyABC's file protocol (Jabot, Faure & Dumoulin 2013, Methods Ecol. Evol.
// 4), which reads a seed and parameters from a file and statistics from another.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <span>

#include "analysis/calibration/calibrate.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"
#include "sim/output/partial_file.hpp"

namespace cli {

namespace {

struct AbcRunOptions {
  std::string file, number;
};

[[noreturn]] void refuse(const std::string& file, int line, const std::string& what,
                         const std::string& note) {
  throw sim::InputError(sim::Fault{{file, line, 1}, what, {note}});
}

/// The numbers of a file, one or several a line.
std::vector<double> numbers_in(const std::string& file) {
  const auto bytes = sim::output::whole_content(file, "input");
  const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::vector<double> numbers;
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') ++line;
    if (std::isspace(static_cast<unsigned char>(text[at])) != 0) {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, value);
    if (error != std::errc{} || stop != text.data() + end || !(value - value == 0))
      refuse(file, line, sim::in_quotes(sim::shortened(text.substr(at, end - at))) + " is no number",
             "expected  a seed, then the parameters");
    numbers.push_back(value);
    at = end;
  }
  return numbers;
}

int abc_run(const AbcRunOptions& options) {
  const analysis::CalibrationPlan plan = analysis::read_calibration(options.file);
  const std::string input = "input" + options.number;
  const std::vector<double> numbers = numbers_in(input);
  const std::size_t expected = plan.parameters.size() + 1;
  if (numbers.size() != expected)
    refuse(
        input, 1, fmt::format("holds {} numbers", numbers.size()),
        fmt::format("expected  {}: a seed, then the parameters of {} in its order", expected, options.file));
  const double seed = numbers[0];
  if (!(seed >= 0 && seed <= 2147483647.0 && seed == static_cast<double>(static_cast<std::int64_t>(seed))))
    refuse(input, 1, fmt::format("the seed is {:g}", seed), "allowed  whole numbers from 0 to 2147483647");
  const std::vector<double> statistics =
      analysis::statistics_of_one(plan, std::span(numbers).subspan(1), static_cast<std::uint32_t>(seed));
  std::string text;
  for (const double value : statistics) text += fmt::format("{}{:.17g}", text.empty() ? "" : " ", value);
  text += '\n';
  sim::output::PartialFile output("output" + options.number, "statistics to");
  output.write(std::as_bytes(std::span(text)));
  output.place();
  return success;
}

}  // namespace

void add_abc_run(Command program, Chosen& chosen) {
  auto options = std::make_shared<AbcRunOptions>();
  Command command = program.add_subcommand(
      "abc-run",
      "One run for EasyABC: reads a seed and parameters from inputK, writes the targets' values to outputK");
  command.add_option("file", options->file, "calibration file (TOML)").required().not_empty();
  command.add_option("number", options->number, "K; none: the files input and output");
  command.callback([options, &chosen] { chosen = [options] { return abc_run(*options); }; });
}

}  // namespace cli
