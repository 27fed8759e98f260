// Any text as a scenario file, and any further ones, each behind a form feed, as `--set` of the command line.
// What is accepted must, written out in full, be read again as the same scenario: checkpoints rest on that.
#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"
#include "sim/parameters/scenario_text.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

territory::Scenario read(sim::Settings settings) {
  territory::Scenario scenario;
  sim::Reader reader(std::move(settings));
  scenario.describe(reader);
  reader.finish();
  return scenario;
}

std::string written_out(const territory::Scenario& scenario) {
  return sim::resolved_toml(sim::catalogue_of(scenario));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = lien_fuzz::text_of(data, size);
  territory::Scenario scenario;
  try {
    sim::Settings settings = sim::parse_scenario(lien_fuzz::next_part(rest), "fuzzed.toml");
    while (!rest.empty()) sim::apply_override(settings, lien_fuzz::next_part(rest));
    scenario = read(std::move(settings));
  } catch (const sim::InputError& error) {
    lien_fuzz::require_readable(error);
    return 0;
  }
  const std::string resolved = written_out(scenario);
  const territory::Scenario again = read(sim::parse_scenario(resolved, "resolved.toml"));
  lien_fuzz::require(written_out(again) == resolved, "a scenario written out is read as it was");
  return 0;
}
