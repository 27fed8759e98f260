#include "models/territory/survey.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/streams.hpp"

namespace territory {

void SurveyParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "survey", "surveys of the simulated organisations (SM18)");
  p.integer(company_month, {.name = "company_month",
                            .unit = "months since 2008-01",
                            .range = {0, 10000},
                            .meaning = "month of the survey of companies of ten employees or more",
                            .source = "PHARE-Entreprises, Sept 2015 (S1.22)",
                            .evidence = Evidence::seed});
  p.integer(association_month, {.name = "association_month",
                                .unit = "months since 2008-01",
                                .range = {0, 10000},
                                .meaning = "month of the survey of associations",
                                .source = "PHARE-Associations, Oct 2015 (S1.22)",
                                .evidence = Evidence::seed});
  p.integer(
      companies,
      {.name = "companies", .range = {50, 100000}, .meaning = "companies asked", .source = "assumption"});
  p.integer(associations, {.name = "associations",
                           .range = {50, 100000},
                           .meaning = "associations asked",
                           .source = "assumption"});
  p.require(company_month <= association_month, {"company_month", "association_month"},
            "the months of the surveys must be in order: companies, then associations");
}

Interval wilson(int yes, int n) {
  if (n == 0) return {0.0, 1.0};
  constexpr double z = 1.959963984540054;
  const double share = static_cast<double>(yes) / n;
  const double z2n = z * z / n;
  const double centre = (share + z2n / 2.0) / (1.0 + z2n);
  const double half = z / (1.0 + z2n) * std::sqrt(share * (1.0 - share) / n + z2n / (4.0 * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

SurveyResult take_survey(const World& world, Kind kind, int sample, sim::Month month, sim::RandomKey key) {
  struct Entry {
    double key;
    std::uint32_t row;
  };
  std::array<std::vector<Entry>, 2> strata;
  const sim::Draws draws(key, month, streams::survey);
  std::size_t total = 0, engaged = 0;
  for (std::uint32_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.kind[i] != kind) continue;
    ++total;
    engaged += world.actors.partnerships[i] > 0;
    strata[world.actors.large[i]].push_back(
        {draws.of(world.actors.table.uid(i)).uniform(streams::sampling_key), i});
  }
  SurveyResult result{std::string(kind_names[static_cast<std::size_t>(kind)]), month, 0, 0,
                      total ? static_cast<double>(engaged) / static_cast<double>(total) : 0.0};
  for (auto& stratum : strata) {
    const double share = total ? static_cast<double>(stratum.size()) / static_cast<double>(total) : 0.0;
    const auto quota = std::min(stratum.size(), static_cast<std::size_t>(std::lround(share * sample)));
    std::sort(stratum.begin(), stratum.end(),
              [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
    for (std::size_t k = 0; k < quota; ++k) result.engaged += world.actors.partnerships[stratum[k].row] > 0;
    result.asked += static_cast<int>(quota);
  }
  return result;
}

}  // namespace territory
