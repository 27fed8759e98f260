// The fields of an experiment file, declared once like the parameters of a scenario.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "sim/parameters/parameter.hpp"

namespace analysis {

inline constexpr std::array<std::string_view, 9> design_names{
    "factorial", "list", "csv", "one_at_a_time", "latin_hypercube", "sobol", "saltelli", "morris", "halton"};
inline constexpr std::array<std::string_view, 4> law_names{"uniform", "log_uniform", "normal", "triangular"};

struct ArmFields {
  std::string name, scenario;
  std::vector<std::string> set;

  void describe(sim::ParameterVisitor& p);
};

struct FactorFields {
  std::string name, parameter;
  int levels = 0;
  Law law = Law::uniform;
  double mean = 0, sd = 0, mode = 0;

  void describe(sim::ParameterVisitor& p);
};

struct ExperimentFields {
  std::string title, question, scenario;
  std::int64_t seed = 1;
  int replicates = 1;
  bool common_draws = true;
  std::vector<std::string> measures, months{"all"}, epci_measures, epci_months, patterns;
  Design design;
  std::string precision_measure, precision_month;
  double half_width = 0;
  int most = 0;
  std::vector<ArmFields> arms;
  std::vector<FactorFields> factors;

  void describe(sim::ParameterVisitor& p);
};

}  // namespace analysis
