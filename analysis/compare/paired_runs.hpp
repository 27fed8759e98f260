// What runs of several arms gave, as plain numbers: the input of a comparison.
//
// Replicate r of every arm was drawn under the same key (seed, r): common random numbers. Arms are compared
// pair by pair, replicate with replicate, never as independent samples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/calendar.hpp"

namespace analysis {

/// One measure of every arm: values[arm] holds [replicate][place], place = month or area; NaN = not known,
/// for the run failed or there was nothing to divide by.
struct PairedSeries {
  std::string measure, unit, meaning;
  std::vector<std::vector<double>> values;
};

/// An EPCI or a region.
struct Area {
  std::string code, name;
  std::string region{};                  ///< of an EPCI: the code of the region it is in
  double inhabitants = 0, communes = 0;  ///< inside the perimeter
};

struct PairedRuns {
  std::vector<std::string> arms;  ///< the first is the base of every comparison
  std::uint32_t seed = 1;
  std::size_t replicates = 0;  ///< 0 … replicates − 1
  std::vector<sim::Month> months;
  std::vector<PairedSeries> perimeter;  ///< [replicate][month]
  std::vector<Area> epcis;              ///< may be empty
  std::vector<PairedSeries> by_epci;    ///< [replicate][epci], at the horizon

  /// Values of all replicates at one place of a series.
  [[nodiscard]] std::vector<double> at(const PairedSeries& series, std::size_t arm, std::size_t place,
                                       std::size_t places) const {
    std::vector<double> column;
    for (std::size_t r = 0; r < replicates; ++r) column.push_back(series.values[arm][r * places + place]);
    return column;
  }
};

}  // namespace analysis
