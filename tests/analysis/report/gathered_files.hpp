// Gathered experiments made for tests of their report.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/output/dataset.hpp"

namespace lien_test {

/// A factor of numbers, one a point.
struct TestFactor {
  std::string name;
  std::vector<double> numbers;
};

/// What a measure is at a point and a replicate; the same in every month.
using TestOutcome = std::function<double(std::size_t point, std::size_t replicate)>;

struct TestExperiment {
  std::string design = "factorial";
  std::vector<std::string> arms;  ///< one a point
  std::size_t replicates = 2;
  std::vector<std::int32_t> months{155};
  std::vector<TestFactor> factors;
  std::vector<std::pair<std::string, TestOutcome>> measures;
};

inline void add_variable(sim::output::ResultFile& file, const std::string& name,
                         std::vector<std::string> along, sim::output::Values values) {
  file.variables.push_back(
      {name, std::move(along), std::move(values), {{"units", "1"}, {"long_name", name}}});
}

inline sim::output::ResultFile gathered_file_of(const TestExperiment& experiment) {
  sim::output::ResultFile file;
  const std::size_t points = experiment.arms.size(), replicates = experiment.replicates;
  file.dimensions = {
      {"point", points, false}, {"replicate", replicates, false}, {"time", experiment.months.size(), false}};
  std::vector<std::int32_t> numbers(replicates);
  for (std::size_t r = 0; r < replicates; ++r) numbers[r] = static_cast<std::int32_t>(r);
  add_variable(file, "replicate", {"replicate"}, numbers);
  add_variable(file, "seed", {"replicate"}, std::vector<std::int32_t>(replicates, 7));
  add_variable(file, "month", {"time"}, experiment.months);
  add_variable(file, "arm", {"point"}, experiment.arms);
  for (const TestFactor& factor : experiment.factors)
    add_variable(file, "factor_" + factor.name, {"point"}, factor.numbers);
  add_variable(file, "run_status", {"point", "replicate"}, std::vector<std::int8_t>(points * replicates, 2));
  for (const auto& [name, outcome] : experiment.measures) {
    std::vector<double> values;
    for (std::size_t point = 0; point < points; ++point)
      for (std::size_t r = 0; r < replicates; ++r)
        for (std::size_t month = 0; month < experiment.months.size(); ++month)
          values.push_back(outcome(point, r));
    add_variable(file, name, {"point", "replicate", "time"}, values);
  }
  file.attributes = {{"title", "Test"}, {"lien_kind", "experiment"}, {"design", experiment.design}};
  return file;
}

/// Adds two EPCI of one commune each, one month, and `epci_mean_trust`.
inline void add_epcis(sim::output::ResultFile& file, std::vector<double> values) {
  add_variable(file, "epci", {"epci"}, std::vector<std::string>{"200000011", "200000029"});
  add_variable(file, "epci_name", {"epci"}, std::vector<std::string>{"Haut", "Ville"});
  add_variable(file, "epci_month", {"epci_time"}, std::vector<std::int32_t>{155});
  add_variable(file, "epci_mean_trust", {"point", "replicate", "epci_time", "epci"}, std::move(values));
  add_variable(file, "commune", {"commune"}, std::vector<std::string>{"48001", "63001"});
  add_variable(file, "commune_epci", {"commune"}, std::vector<std::int32_t>{0, 1});
  add_variable(file, "commune_longitude", {"commune"}, std::vector<double>{3.2, 3.3});
  add_variable(file, "commune_latitude", {"commune"}, std::vector<double>{44.8, 45.4});
}

}  // namespace lien_test
