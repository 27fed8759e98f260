// A result made for a test: any number of months and territories, values that wander.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "analysis/report/run_set.hpp"
#include "analysis/report/territories.hpp"

namespace lien_test {

struct SyntheticSize {
  int months = 25;  ///< from December 2007
  std::size_t epcis = 3, communes = 12;
};

/// Steps of a generator that is always the same; values between 0 and 1.
class Wander {
 public:
  double step(double size) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    const double random = static_cast<double>(state_ >> 40) / 16777216.0 - 0.5;
    return size * random;
  }

 private:
  unsigned long long state_ = 42;
};

inline std::vector<double> wandering(Wander& wander, std::size_t rows, std::size_t places, double size) {
  std::vector<double> values(rows * places);
  for (std::size_t place = 0; place < places; ++place) {
    double now = 0.5 + wander.step(0.4);
    for (std::size_t row = 0; row < rows; ++row)
      values[row * places + place] = now = std::clamp(now + wander.step(size), 0.0, 1.0);
  }
  return values;
}

/// Every variable a report can use, surveys and patterns apart.
inline analysis::report::Run synthetic_run(const SyntheticSize& size, std::int64_t seed = 1) {
  using sim::output::Variable;
  analysis::report::Run run;
  run.file = fmt::format("seed_{}.nc", seed);
  auto& file = run.content;
  const auto rows = static_cast<std::size_t>(size.months);
  const std::size_t years = (rows + 11) / 12;
  file.dimensions = {{"time", rows, true},
                     {"epci", size.epcis, false},
                     {"commune", size.communes, false},
                     {"year", years, false}};
  const auto add = [&](const std::string& name, std::vector<std::string> along, sim::output::Values values) {
    file.variables.push_back(
        {name, std::move(along), std::move(values), {{"units", "1"}, {"long_name", name}}});
  };
  std::vector<std::int32_t> months, year_numbers;
  for (int row = 0; row < size.months; ++row) months.push_back(row - 1);
  for (std::size_t year = 0; year < years; ++year) year_numbers.push_back(2007 + static_cast<int>(year));
  add("month", {"time"}, months);
  add("year", {"year"}, year_numbers);
  std::vector<std::string> epcis, communes, names;
  std::vector<std::int32_t> ones(size.epcis, 1000), owner, people(size.communes, 100);
  std::vector<double> longitudes, latitudes;
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(size.communes))));
  Wander wander;
  for (std::size_t k = 0; k < size.epcis; ++k) epcis.push_back(fmt::format("2000{:05}", k));
  for (std::size_t k = 0; k < size.communes; ++k) {
    communes.push_back(fmt::format("{:02}{:03}", 1 + k / 999 % 95, k % 999));
    names.push_back(fmt::format("Saint-Exemple-sur-Rivière {}", k));
    owner.push_back(static_cast<std::int32_t>(k * size.epcis / size.communes));
    longitudes.push_back(1.5 + 0.055 * static_cast<double>(k / side) + wander.step(0.04));
    latitudes.push_back(43.5 + 0.04 * static_cast<double>(k % side) + wander.step(0.03));
  }
  add("epci", {"epci"}, epcis);
  add("epci_name", {"epci"}, epcis);
  add("epci_population", {"epci"}, ones);
  add("epci_population_inside", {"epci"}, ones);
  add("epci_partial", {"epci"}, std::vector<std::int8_t>(size.epcis, 0));
  add("commune", {"commune"}, communes);
  add("commune_name", {"commune"}, names);
  add("commune_epci", {"commune"}, owner);
  add("commune_population", {"commune"}, people);
  add("commune_longitude", {"commune"}, longitudes);
  add("commune_latitude", {"commune"}, latitudes);
  std::vector<std::string> written;
  const auto once = [&](const std::string& name) {
    if (std::ranges::find(written, name) != written.end()) return false;
    written.push_back(name);
    return true;
  };
  for (const auto& measure : analysis::report::epci_measures()) {
    for (const auto* list : {&measure.numerators, &measure.denominators}) {
      for (const std::string_view name : *list) {
        if (!once(fmt::format("epci_{}", name))) continue;
        add(std::string(name), {"time"}, wandering(wander, rows, 1, 0.02));
        const std::vector<double> values = wandering(wander, rows, size.epcis, 0.02);
        add(fmt::format("epci_{}", name), {"time", "epci"}, std::vector<float>(values.begin(), values.end()));
      }
    }
  }
  for (const auto& measure : analysis::report::commune_measures()) {
    for (const auto* list : {&measure.numerators, &measure.denominators}) {
      for (const std::string_view name : *list) {
        if (!once(fmt::format("commune_{}", name))) continue;
        const std::vector<double> values = wandering(wander, years, size.communes, 0.2);
        add(fmt::format("commune_{}", name), {"year", "commune"},
            std::vector<float>(values.begin(), values.end()));
      }
    }
  }
  file.attributes = {{"title", "Synthetic"}, {"seed", seed}};
  return run;
}

}  // namespace lien_test
