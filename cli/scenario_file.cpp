#include "cli/scenario_file.hpp"

#include <charconv>

#include "sim/core/error.hpp"

namespace cli {

namespace {

/// `--months N` counts from January 2008.
std::string month_after(const std::string& months) {
  int count = 0;
  const auto [end, error] = std::from_chars(months.data(), months.data() + months.size(), count);
  if (error != std::errc{} || end != months.data() + months.size() || count < 1 || count > 1201) {
    throw sim::InputError(sim::Fault{{},
                                     "--months " + months + " is not a number of months",
                                     {"allowed  1 to 1201, counted from January 2008"}});
  }
  return sim::to_string(sim::Month{count - 1});
}

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& path, const Overrides& overrides) {
  std::vector<std::string> assignments = overrides.assignments;
  if (!overrides.seed.empty()) assignments.push_back("run.seed=" + overrides.seed);
  if (!overrides.replicate.empty()) assignments.push_back("run.replicate=" + overrides.replicate);
  if (!overrides.until.empty()) assignments.push_back("run.until=\"" + overrides.until + "\"");
  // What is wrong with it is told after the faults of a file that cannot even be read.
  if (!overrides.months.empty()) {
    (void)sim::read_scenario(path);
    assignments.push_back("run.until=\"" + month_after(overrides.months) + "\"");
  }
  return analysis::load_scenario(path, assignments);
}

}  // namespace cli
