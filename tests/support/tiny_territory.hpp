// The smallest territory the program runs on: five communes around two towns, two EPCI, one commune of its
// own. For tests of what the program says of tables and scenarios.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/temporary_folder.hpp"

namespace lien_test {

inline constexpr std::string_view tiny_communes =
    "insee,name,department,region,epci,massif,population,longitude,latitude,x_km,y_km,altitude_m,centrality,"
    "density,centre,establishments_1_9,establishments_10p,n01,n02,n03,n04,n07,n08,n09,n11,n13\n"
    "48001,Haut,48,76,200000011,06,900,3.2,44.8,716,6411,950,1,6,48002,20,3,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,"
    "0.9\n"
    "48002,Bourg,48,76,200000011,06,2400,3.3,44.8,724,6411,800,2,5,48002,90,12,,0.5,0.5,0.5,0.5,0.5,0.5,0.5,"
    "0.5\n"
    "48003,Bas,48,76,200000011,06,150,3.4,44.8,732,6411,600,0,7,48002,2,0,0.9,0.8,0.7,0.6,0.5,0.4,0.3,0.2,0."
    "1\n"
    "63001,\"Ville, la\",63,84,200000029,06,5000,3.3,45.4,723,6478,400,3,3,63001,150,30,0,1,0,1,0,1,0,1,0\n"
    "63002,Seul,63,84,,02,300,3.4,45.5,731,6489,,0,7,,5,0,0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.5\n";

inline constexpr std::string_view tiny_epcis =
    "epci,name,type,population\n"
    "200000011,CC du Haut,CC,3450\n"
    "200000029,CA de la Ville,CA,5600\n";

inline constexpr std::string_view tiny_scenario =
    "# A valley and its town.\n"
    "[run]\n"
    "until = \"2008-02\"\n"
    "spinup_months = 2\n"
    "\n"
    "[territory]\n"
    "communes = \"communes.csv\"\n"
    "epcis = \"epcis.csv\"\n"
    "perimeter = \"epcis\"\n"
    "codes = [\"200000011\", \"200000029\"]\n";

/// Writes the three as communes.csv, epcis.csv and territory.toml.
inline void write_tiny_territory(const TemporaryFolder& folder) {
  folder.write("communes.csv", tiny_communes);
  folder.write("epcis.csv", tiny_epcis);
  folder.write("territory.toml", tiny_scenario);
}

/// `text` with its only `from` turned into `to`.
inline std::string edited(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string_view::npos || text.find(from, at + 1) != std::string_view::npos)
    throw std::runtime_error("not exactly once in the text: " + std::string(from));
  return std::string(text).replace(at, from.size(), to);
}

}  // namespace lien_test
