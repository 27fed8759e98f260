// Paired differences to the first arm, EPCI by EPCI.
#pragma once

#include <optional>
#include <vector>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

struct EpciDifferences {
  const GatheredMeasure* measure = nullptr;
  std::vector<Estimate> cells;  ///< [further arm][month][EPCI]
  /// Step of the classes of colour, the same for all arms and months: 1, 2, 2.5 or 5 times a power of ten; 0
  /// where nothing differs.
  double step = 0;
};

struct DifferenceMaps {
  std::vector<std::string> arms;    ///< those after the first
  std::vector<std::size_t> months;  ///< among those of the EPCI
  std::vector<EpciDifferences> measures;
  std::size_t months_left_out = 0, measures_left_out = 0;

  [[nodiscard]] const Estimate& at(const EpciDifferences& measure, std::size_t arm, std::size_t month,
                                   std::size_t epci, std::size_t epcis) const {
    return measure.cells[(arm * months.size() + month) * epcis + epci];
  }
};

/// Mean over replicates of what an arm has more than the first, with its 95 % interval by Student's t. Of
/// more than `most_values` numbers the last months are kept, then the first measures. Nothing without a
/// second arm, EPCI, or the places of communes.
[[nodiscard]] std::optional<DifferenceMaps> difference_maps_of(const Gathered& gathered,
                                                               std::size_t most_values = 300'000);

/// Whether 0 lies outside the interval; false where there is none.
[[nodiscard]] bool leaves_out_zero(const Estimate& difference);
/// Of eight classes around 0, less to more; −1 of exactly 0, −2 of no value.
[[nodiscard]] int diverging_class(double difference, double step);

}  // namespace analysis::report
