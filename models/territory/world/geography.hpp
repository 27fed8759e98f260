// Where things are: communes and EPCI of the perimeter. Read once, never changed by a run.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/parameters/parameter.hpp"

namespace territory {

/// Fragility domains that have a proxy in the commune table (1-based, MODEL SM1), in column order.
inline constexpr std::array<int, 9> proxied_domains{1, 2, 3, 4, 7, 8, 9, 11, 13};

struct Commune {
  std::string insee;
  std::string name;
  std::string department;
  std::string region;
  std::string epci;
  std::string massif;
  int population = 0;
  double longitude = 0, latitude = 0;  ///< degrees, WGS 84
  double x_km = 0, y_km = 0;           ///< Lambert-93; NaN overseas
  double altitude_m = 0;
  int centrality = 0;  ///< 0 none … 4 major centre of services
  int density = 7;     ///< 1 large urban centre … 7 very dispersed rural
  std::string centre;  ///< INSEE code of the nearest centre of level 2 or more; empty = none
  int establishments_1_9 = 0;
  int establishments_10p = 0;
  std::array<double, 9> need_ranks{};  ///< national ranks in [0, 1] of `proxied_domains`; NaN = unknown
};

struct Epci {
  std::string code;
  std::string name;
  long population = 0;         ///< of the whole EPCI
  long population_inside = 0;  ///< of its communes within the perimeter
};

/// Communes sorted by INSEE code, EPCI by code, and the indices that tie them together.
struct Geography {
  std::vector<Commune> communes;
  std::vector<Epci> epcis;
  std::vector<std::string> departments;      ///< sorted codes
  std::vector<std::uint32_t> epci_of;        ///< commune → EPCI
  std::vector<std::uint32_t> department_of;  ///< commune → department
  std::vector<std::int32_t> bassin_of;       ///< commune → number of its nearest centre, -1 = none
  [[nodiscard]] long population() const;
};

/// Great-circle or planar distance in km between two communes (planar Lambert-93 where both have it).
[[nodiscard]] double distance_km(const Commune& a, const Commune& b);

/// The most populous commune of each EPCI, the first of equals.
[[nodiscard]] std::vector<std::uint32_t> largest_communes(const Geography& g);

struct TerritoryParameters {
  enum class Perimeter { all, massif, departments, epcis };

  std::string communes;  ///< path of the commune table; relative to the file that names it
  std::string epcis;     ///< path of the EPCI table
  Perimeter perimeter = Perimeter::all;
  std::vector<std::string> codes;

  void describe(sim::ParameterVisitor& parameters);
};

/// Reads the tables and keeps the communes of the perimeter. InputError with every fault of both tables; an
/// unknown EPCI, department or massif code; an EPCI code the EPCI table lacks.
[[nodiscard]] Geography read_geography(const TerritoryParameters& parameters);
/// Fills the derived indices from `communes` and `epcis` (sorts both); used by the reader and by tests.
void complete(Geography& geography);

}  // namespace territory
