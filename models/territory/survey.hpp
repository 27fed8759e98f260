// The observers' surveys (MODEL SM18): what a sample of the simulated organisations would have answered.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct SurveyParameters {
  int company_month = 92;
  int association_month = 93;
  int mayor_month = 106;
  int companies = 500;
  int associations = 1000;
  int mayors = 300;

  void describe(sim::ParameterVisitor& parameters);
};

/// 95 % Wilson score interval of a share, for `yes` of `n` answers; [0, 1] when n = 0.
struct Interval {
  double low, high;
};
[[nodiscard]] Interval wilson(int yes, int n);

struct SurveyResult {
  std::string name;  ///< one of `survey_name`
  sim::Month month;
  int asked = 0;
  int engaged = 0;  ///< yes: has a company–association partnership; of mayors, chose this answer
  double population_share = 0;  ///< the same share in the whole population
};
/// Names of surveys: kinds of organisations, then the four answers of mayors ("mayor_none", …).
inline constexpr int survey_name_count = kind_count + dynamic_count;
[[nodiscard]] std::string survey_name(int number);

/// Share of organisations of one kind with a company–association partnership, asked of a sample stratified by
/// size (proportional allocation; within a stratum the smallest drawn keys). The whole population when it is
/// smaller.
[[nodiscard]] SurveyResult take_survey(const World& world, Kind kind, int sample, sim::Month month,
                                       sim::RandomKey key);

/// Sizes of communes from which mayors are drawn in proportion: inhabitants under each bound, the usual
/// classes of French statistics.
inline constexpr std::array<int, 3> commune_size_bounds{500, 2000, 10000};
/// Q4 asked of a sample of mayors stratified by the size of their commune: the share of each state of the
/// territory's dynamic, one result an answer.
[[nodiscard]] std::vector<SurveyResult> take_mayor_survey(const World& world, int sample, sim::Month month,
                                                          sim::RandomKey key);

}  // namespace territory
