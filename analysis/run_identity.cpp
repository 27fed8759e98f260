#include "analysis/run_identity.hpp"

#include <fmt/format.h>

#include "sim/output/sha256.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis {

namespace {

/// The territory as it was read, so that an edited table changes the identity of a run.
std::string geography_text(const territory::Geography& g) {
  std::string text;
  for (const territory::Commune& c : g.communes) {
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}", c.insee, c.department, c.epci,
                        c.population, c.longitude, c.latitude, c.x_km, c.y_km, c.altitude_m, c.centrality,
                        c.density, c.centre, c.establishments_1_9, c.establishments_10p);
    for (const double rank : c.need_ranks) text += fmt::format(",{}", rank);
    text += '\n';
  }
  for (const territory::Epci& e : g.epcis) text += fmt::format("{},{}\n", e.code, e.population);
  return text;
}

}  // namespace

std::string sha256_hex(std::string_view text) {
  sim::output::Sha256 sha;
  sha.add(text.data(), text.size());
  std::string hex;
  for (const std::byte byte : sha.sum()) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string geography_hash(const territory::Geography& geography) {
  return sha256_hex(geography_text(geography));
}

std::string run_identity(const territory::Scenario& scenario, const territory::Geography& geography,
                         const std::string& program) {
  territory::Scenario placeless = scenario;  // what the tables say counts, below, not where they lie
  placeless.territory.communes.clear();
  placeless.territory.epcis.clear();
  return sha256_hex(sim::resolved_toml(sim::catalogue_of(placeless)) + program + geography_text(geography));
}

}  // namespace analysis
