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
  p.integer(mayor_month, {.name = "mayor_month",
                          .unit = "months since 2008-01",
                          .range = {0, 10000},
                          .meaning = "month of the survey of mayors; taken only where observers are enabled",
                          .source = "survey of mayors, Nov 2016 (S1.01)",
                          .evidence = Evidence::seed});
  p.integer(
      mayors,
      {.name = "mayors", .range = {50, 100000}, .meaning = "mayors asked", .source = "assumption (X13)"});
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

std::string survey_name(int number) {
  if (number < kind_count) return std::string(kind_names[static_cast<std::size_t>(number)]);
  return "mayor_" + std::string(dynamic_names[static_cast<std::size_t>(number - kind_count)]);
}

namespace {

struct Entry {
  double key;
  std::uint32_t row;
};

/// Of each stratum its part of `sample`: those with the smallest keys.
std::vector<std::uint32_t> drawn_from(std::span<std::vector<Entry>> strata, int sample) {
  std::size_t total = 0;
  for (const auto& stratum : strata) total += stratum.size();
  std::vector<std::uint32_t> rows;
  for (auto& stratum : strata) {
    const double share = total ? static_cast<double>(stratum.size()) / static_cast<double>(total) : 0.0;
    const auto quota = std::min(stratum.size(), static_cast<std::size_t>(std::lround(share * sample)));
    std::sort(stratum.begin(), stratum.end(),
              [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
    for (std::size_t k = 0; k < quota; ++k) rows.push_back(stratum[k].row);
  }
  return rows;
}

double share_of(std::size_t part, std::size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

}  // namespace

SurveyResult take_survey(const World& world, Kind kind, int sample, sim::Month month, sim::RandomKey key) {
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
  SurveyResult result{survey_name(static_cast<int>(kind)), month, 0, 0, share_of(engaged, total)};
  for (const std::uint32_t row : drawn_from(strata, sample)) {
    ++result.asked;
    result.engaged += world.actors.partnerships[row] > 0;
  }
  return result;
}

std::vector<SurveyResult> take_mayor_survey(const World& world, int sample, sim::Month month,
                                            sim::RandomKey key) {
  std::array<std::vector<Entry>, commune_size_bounds.size() + 1> strata;
  const sim::Draws draws(key, month, streams::survey);
  const auto answer = [&](std::uint32_t mayor) {
    return static_cast<std::size_t>(world.communes.dynamic[world.actors.commune[mayor]]);
  };
  const auto mayors = world.roster.everywhere(Partner::mayor);
  std::array<std::size_t, dynamic_count> all{};
  for (const std::uint32_t mayor : mayors) {
    ++all[answer(mayor)];
    const int population = world.geography.communes[world.actors.commune[mayor]].population;
    const auto size = std::upper_bound(commune_size_bounds.begin(), commune_size_bounds.end(), population) -
                      commune_size_bounds.begin();
    strata[static_cast<std::size_t>(size)].push_back(
        {draws.of(world.actors.table.uid(mayor)).uniform(streams::sampling_key), mayor});
  }
  std::vector<SurveyResult> results;
  for (int state = 0; state < dynamic_count; ++state) {
    results.push_back({survey_name(kind_count + state), month, 0, 0,
                       share_of(all[static_cast<std::size_t>(state)], mayors.size())});
  }
  for (const std::uint32_t mayor : drawn_from(strata, sample)) {
    for (SurveyResult& result : results) ++result.asked;
    ++results[answer(mayor)].engaged;
  }
  return results;
}

}  // namespace territory
