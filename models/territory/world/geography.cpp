#include "models/territory/world/geography.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "sim/core/csv.hpp"
#include "sim/core/text.hpp"
#include "sim/math/nothing.hpp"

namespace territory {

namespace {

using sim::nothing;

// Columns of the commune table, in the order in which `read_communes` asks for them.
enum CommuneColumn : std::size_t {
  insee,
  name,
  department,
  region,
  epci,
  massif,
  population,
  longitude,
  latitude,
  x_km,
  y_km,
  altitude_m,
  centrality,
  density,
  centre,
  establishments_1_9,
  establishments_10p,
  first_need
};
constexpr std::array<std::string_view, 26> commune_columns{"insee",
                                                           "name",
                                                           "department",
                                                           "region",
                                                           "epci",
                                                           "massif",
                                                           "population",
                                                           "longitude",
                                                           "latitude",
                                                           "x_km",
                                                           "y_km",
                                                           "altitude_m",
                                                           "centrality",
                                                           "density",
                                                           "centre",
                                                           "establishments_1_9",
                                                           "establishments_10p",
                                                           "n01",
                                                           "n02",
                                                           "n03",
                                                           "n04",
                                                           "n07",
                                                           "n08",
                                                           "n09",
                                                           "n11",
                                                           "n13"};

bool is_insee_code(std::string_view code) {
  if (code.size() != 5) return false;
  for (std::size_t i = 0; i < 5; ++i) {
    const bool corsica = i == 1 && (code[i] == 'A' || code[i] == 'B');
    if (!corsica && (code[i] < '0' || code[i] > '9')) return false;
  }
  return true;
}

Commune read_commune(sim::CsvTable& table, std::size_t row) {
  Commune c;
  c.insee = table.text(row, insee);
  c.name = table.text(row, name);
  c.department = table.text(row, department);
  c.region = table.text(row, region);
  c.epci = table.text(row, epci);
  c.massif = table.text(row, massif);
  c.centre = table.text(row, centre);
  if (!is_insee_code(c.insee)) {
    table.fault(row, insee, fmt::format("insee = '{}' is not a commune code", c.insee),
                {"expected  5 characters, e.g. 63113 or 2A004"});
  }
  if (c.department.empty()) table.fault(row, department, "department is empty");
  c.population = static_cast<int>(table.whole(row, population, {0, 5e6}));
  c.longitude = table.number(row, longitude, {-180, 180});
  c.latitude = table.number(row, latitude, {-90, 90});
  c.x_km = table.number(row, x_km, {-500, 2000}, nothing);
  c.y_km = table.number(row, y_km, {5500, 7500}, nothing);
  // The relief grid goes on under the sea; nobody lives there, so the shore counts as zero.
  c.altitude_m = std::max(0.0, table.number(row, altitude_m, {-2000, 4900}, 0.0));
  c.centrality = static_cast<int>(table.whole(row, centrality, {0, 4}, 0));
  c.density = static_cast<int>(table.whole(row, density, {1, 7}, 7));
  c.establishments_1_9 = static_cast<int>(table.whole(row, establishments_1_9, {0, 1e6}, 0));
  c.establishments_10p = static_cast<int>(table.whole(row, establishments_10p, {0, 1e6}, 0));
  for (std::size_t n = 0; n < proxied_domains.size(); ++n) {
    c.need_ranks[n] = table.number(row, first_need + n, {0, 1}, nothing);
  }
  if (c.epci.empty()) c.epci = c.insee;  // a commune without EPCI is its own
  return c;
}

/// Reads every row, notes duplicates, and remembers at which row each commune stands.
std::vector<Commune> read_communes(sim::CsvTable& table) {
  std::vector<Commune> communes;
  std::map<std::string, std::size_t> seen;
  communes.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    communes.push_back(read_commune(table, row));
    const auto [first, fresh] = seen.emplace(communes.back().insee, row);
    if (!fresh) {
      table.fault(row, insee, fmt::format("commune {} appears twice", communes.back().insee),
                  {fmt::format("first    line {}", table.place(first->second, insee).line)});
    }
  }
  return communes;
}

std::vector<Epci> read_epcis(sim::CsvTable& table) {
  std::vector<Epci> epcis;
  std::map<std::string, std::size_t> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Epci e;
    e.code = table.text(row, 0);
    e.name = table.text(row, 1);
    e.population = table.whole(row, 2, {0, 2e7});
    const auto [first, fresh] = seen.emplace(e.code, row);
    if (!fresh) {
      table.fault(row, 0, fmt::format("EPCI {} appears twice", e.code),
                  {fmt::format("first    line {}", table.place(first->second, 0).line)});
    }
    epcis.push_back(std::move(e));
  }
  return epcis;
}

const std::string& code_in(const Commune& commune, TerritoryParameters::Perimeter perimeter) {
  switch (perimeter) {
    case TerritoryParameters::Perimeter::massif:
      return commune.massif;
    case TerritoryParameters::Perimeter::departments:
      return commune.department;
    default:
      return commune.epci;
  }
}

/// Keeps the communes of the perimeter; a code that no commune carries is a fault.
std::vector<Commune> select(std::vector<Commune> communes, const TerritoryParameters& parameters,
                            std::vector<sim::Fault>& faults) {
  using Perimeter = TerritoryParameters::Perimeter;
  if (parameters.perimeter == Perimeter::all) return communes;
  std::set<std::string> known;
  for (const Commune& commune : communes) known.insert(code_in(commune, parameters.perimeter));
  known.erase("");
  const std::vector<std::string> names(known.begin(), known.end());
  constexpr std::array<std::string_view, 4> words{"", "massif", "department", "EPCI"};
  const std::string_view word = words[static_cast<std::size_t>(parameters.perimeter)];
  for (const std::string& code : parameters.codes) {
    if (known.contains(code)) continue;
    sim::Fault fault{
        {}, fmt::format("territory.codes: {} '{}' is not in {}", word, code, parameters.communes), {}};
    const std::string near = sim::nearest(code, names);
    fault.notes.push_back(!near.empty()   ? fmt::format("nearest  '{}'", near)
                          : names.empty() ? fmt::format("known    no commune carries a {} code", word)
                                          : fmt::format("known    {} {} codes, {} to {}", names.size(), word,
                                                        names.front(), names.back()));
    faults.push_back(std::move(fault));
  }
  const std::set<std::string> wanted(parameters.codes.begin(), parameters.codes.end());
  std::erase_if(communes,
                [&](const Commune& c) { return !wanted.contains(code_in(c, parameters.perimeter)); });
  return communes;
}

}  // namespace

void TerritoryParameters::describe(sim::ParameterVisitor& parameters) {
  using sim::Evidence;
  sim::Group group(parameters, "territory", "which communes are simulated");
  parameters.text(communes,
                  {.name = "communes",
                   .unit = "path",
                   .meaning = "commune table (CSV), relative to the file that names it; empty only in tests",
                   .evidence = Evidence::setting});
  parameters.text(epcis, {.name = "epcis",
                          .unit = "path",
                          .meaning = "EPCI table (CSV): whole populations and names",
                          .evidence = Evidence::setting});
  static constexpr std::array<std::string_view, 4> names{"all", "massif", "departments", "epcis"};
  parameters.choice(
      perimeter, names,
      {.name = "perimeter",
       .meaning = "what `codes` names: every commune of the table, massifs, departments or EPCI",
       .evidence = Evidence::setting});
  parameters.texts(codes,
                   {.name = "codes",
                    .meaning = "massif codes (06 = Massif Central), department codes or EPCI SIREN codes",
                    .evidence = Evidence::setting});
  parameters.require((perimeter == Perimeter::all) == codes.empty(), {"perimeter", "codes"},
                     "codes names the communes to keep exactly when perimeter is not \"all\"");
}

Geography read_geography(const TerritoryParameters& parameters) {
  std::vector<sim::Fault> faults;
  sim::CsvTable table(parameters.communes, commune_columns);
  std::vector<Commune> communes = read_communes(table);
  constexpr std::array<std::string_view, 3> epci_columns{"epci", "name", "population"};
  sim::CsvTable epci_table(parameters.epcis, epci_columns);
  const std::vector<Epci> epcis = read_epcis(epci_table);
  faults.insert(faults.end(), table.faults().begin(), table.faults().end());
  faults.insert(faults.end(), epci_table.faults().begin(), epci_table.faults().end());
  if (faults.empty() && communes.empty())
    faults.push_back({{table.file(), 1, 0}, "the table has no rows", {}});
  // A code may seem unknown only because the row that held it was left out.
  if (communes.empty() || table.lost_rows() || epci_table.lost_rows()) throw sim::InputError(faults);

  Geography geography;
  geography.communes = select(std::move(communes), parameters, faults);
  std::map<std::string, const Epci*> known;
  for (const Epci& epci : epcis) known.emplace(epci.code, &epci);
  std::set<std::string> used;
  for (const Commune& commune : geography.communes) {
    if (!used.insert(commune.epci).second) continue;
    if (const auto place = known.find(commune.epci); place != known.end()) {
      geography.epcis.push_back(*place->second);
    } else if (commune.epci == commune.insee) {
      geography.epcis.push_back({commune.epci, commune.name, commune.population, 0});
    } else {
      faults.push_back({{parameters.communes, 0, 0},
                        fmt::format("commune {} belongs to EPCI {}, which {} lacks", commune.insee,
                                    commune.epci, parameters.epcis),
                        {}});
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  if (geography.population() == 0) {
    throw sim::InputError(
        sim::Fault{{parameters.communes, 0, 0}, "the perimeter holds no inhabited commune", {}});
  }
  complete(geography);
  return geography;
}

void complete(Geography& g) {
  std::sort(g.communes.begin(), g.communes.end(),
            [](const Commune& a, const Commune& b) { return a.insee < b.insee; });
  std::sort(g.epcis.begin(), g.epcis.end(), [](const Epci& a, const Epci& b) { return a.code < b.code; });
  std::map<std::string, std::uint32_t> epci_index, department_index;
  for (std::uint32_t e = 0; e < g.epcis.size(); ++e) epci_index[g.epcis[e].code] = e;
  for (const Commune& commune : g.communes) department_index[commune.department] = 0;
  g.departments.clear();
  for (auto& [code, index] : department_index) {
    index = static_cast<std::uint32_t>(g.departments.size());
    g.departments.push_back(code);
  }
  std::map<std::string, std::int32_t> bassins;
  g.epci_of.clear();
  g.department_of.clear();
  g.bassin_of.clear();
  for (Epci& epci : g.epcis) epci.population_inside = 0;
  for (const Commune& commune : g.communes) {
    const std::uint32_t e = epci_index.at(commune.epci);
    g.epcis[e].population_inside += commune.population;
    g.epci_of.push_back(e);
    g.department_of.push_back(department_index.at(commune.department));
    const auto next = static_cast<std::int32_t>(bassins.size());
    g.bassin_of.push_back(commune.centre.empty() ? -1 : bassins.emplace(commune.centre, next).first->second);
  }
}

long Geography::population() const {
  long sum = 0;
  for (const Commune& commune : communes) sum += commune.population;
  return sum;
}

std::vector<std::uint32_t> largest_communes(const Geography& g) {
  std::vector<std::uint32_t> row(g.epcis.size(), 0);
  std::vector<int> largest(g.epcis.size(), -1);
  for (std::uint32_t c = 0; c < g.communes.size(); ++c) {
    const std::uint32_t e = g.epci_of[c];
    if (g.communes[c].population > largest[e]) {
      largest[e] = g.communes[c].population;
      row[e] = c;
    }
  }
  return row;
}

double distance_km(const Commune& a, const Commune& b) {
  if (!std::isnan(a.x_km) && !std::isnan(b.x_km)) {
    const double dx = a.x_km - b.x_km;
    const double dy = a.y_km - b.y_km;
    return std::sqrt(dx * dx + dy * dy);
  }
  constexpr double earth_radius_km = 6371.0;
  constexpr double radians = std::numbers::pi / 180.0;
  const double sin_lat = std::sin((a.latitude - b.latitude) * radians / 2);
  const double sin_lon = std::sin((a.longitude - b.longitude) * radians / 2);
  const double h =
      sin_lat * sin_lat + std::cos(a.latitude * radians) * std::cos(b.latitude * radians) * sin_lon * sin_lon;
  return 2.0 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace territory
