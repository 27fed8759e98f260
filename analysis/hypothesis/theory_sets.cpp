#include "analysis/hypothesis/theory_sets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace analysis {

std::vector<std::string> theory_names() {
  return sim::catalogue_of(territory::Scenario{}).find("trust.rule")->choices;
}

bool is_theory(std::string_view name) {
  const std::vector<std::string> names = theory_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> theory_assignments(const std::filesystem::path& folder, const std::string& name) {
  const sim::Settings settings = sim::read_scenario(folder / (name + ".toml"));
  std::vector<std::string> assignments;
  bool chosen = false;
  for (const sim::Setting& setting : settings.values) {
    // What it extends is the territory and the defaults of another scenario.
    if (setting.value.place.file != settings.file || setting.key.starts_with("run.")) continue;
    assignments.push_back(setting.key + "=" + sim::literal(setting.value));
    const auto* text = std::get_if<std::string>(&setting.value.held);
    chosen = chosen || (setting.key == "trust.rule" && text != nullptr && *text == name);
  }
  if (!chosen)
    throw sim::InputError(sim::Fault{{settings.file, 0, 0},
                                     fmt::format("does not choose the theory \"{}\"", name),
                                     {fmt::format("expected  [trust] rule = \"{}\"", name)}});
  return assignments;
}

}  // namespace analysis
