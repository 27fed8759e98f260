// The observers' surveys (MODEL SM18): what a sample of the simulated organisations would have answered.
#pragma once

#include <string>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct SurveyParameters {
  int company_month = 92;
  int association_month = 93;
  int companies = 500;
  int associations = 1000;

  void describe(sim::ParameterVisitor& parameters);
};

/// 95 % Wilson score interval of a share, for `yes` of `n` answers; [0, 1] when n = 0.
struct Interval {
  double low, high;
};
[[nodiscard]] Interval wilson(int yes, int n);

struct SurveyResult {
  std::string name;
  sim::Month month;
  int asked = 0;
  int engaged = 0;              ///< of those asked, with a company–association partnership
  double population_share = 0;  ///< the same share in the whole population
};

/// Share of organisations of one kind with a company–association partnership, asked of a sample stratified by
/// size (proportional allocation; within a stratum the smallest drawn keys). The whole population when it is
/// smaller.
[[nodiscard]] SurveyResult take_survey(const World& world, Kind kind, int sample, sim::Month month,
                                       sim::RandomKey key);

}  // namespace territory
