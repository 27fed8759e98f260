// A small result file with one of everything: monthly, yearly and single values, texts, masks, nested groups.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/output/dataset.hpp"

namespace lien_test {

inline std::vector<sim::output::Attribute> meaning(std::string units, std::string long_name) {
  return {{"units", std::move(units)}, {"long_name", std::move(long_name)}};
}

inline sim::output::Variable numbers(std::string name, std::vector<std::string> dimensions,
                                     sim::output::Values data, std::string units = "1") {
  std::string long_name = "what " + name + " means";
  return {std::move(name), std::move(dimensions), std::move(data),
          meaning(std::move(units), std::move(long_name))};
}

inline sim::output::GroupData yearly_communes() {
  using namespace sim::output;
  GroupData group;
  group.name = "communes";
  group.dimensions = {{"time", 2}, {"commune", 4}};
  Variable time = numbers("time", {"time"}, std::vector<std::int32_t>{365, 730}, "days since 2008-01-01");
  time.attributes.push_back({"calendar", "standard"});
  const float missing = std::numeric_limits<float>::quiet_NaN();
  Variable level = numbers("level", {"time", "commune"}, std::vector<std::int8_t>{0, 1, 2, 1, 1, 1, 2, -1});
  level.attributes.push_back({"_FillValue", std::int64_t{-1}});
  level.attributes.push_back({"flag_values", std::vector<std::int64_t>{0, 1, 2}});
  level.attributes.push_back({"flag_meanings", "low middle high"});
  group.variables = {
      time,
      {"commune", {"commune"}, std::vector<std::string>{"63113", "15014", "43157", "03185"}, {}},
      {"name",
       {"commune"},
       std::vector<std::string>{"Clermont-Ferrand", "Aurillac", "Le Puy-en-Velay", ""},
       {}},
      numbers("ties", {"time", "commune"}, std::vector<float>{1, 2, 3, missing, 5, 6, missing, 8}),
      level,
      numbers("weight", {"epci"}, std::vector<double>{0.25, 0.75})};  // the root's dimension
  GroupData inner;
  inner.name = "detail";
  inner.dimensions = {{"rank", 2}};
  inner.variables = {numbers("share", {"commune", "rank"}, std::vector<float>(8, 0.125F))};
  group.subgroups = {inner};
  return group;
}

inline sim::output::ResultFile sample_result(int months = 24) {
  using namespace sim::output;
  const auto length = static_cast<std::size_t>(months);
  ResultFile file;
  file.dimensions = {{"time", length, true}, {"epci", 2}, {"quantile", 3}};
  file.attributes = {{"Conventions", "CF-1.10"},
                     {"title", "Confiance entre communes : été à Égliseneuve"},
                     {"seed", std::int64_t{42}},
                     {"largest", std::int64_t{1} << 40},
                     {"share", 0.5},
                     {"years", std::vector<std::int64_t>{2008, 2014}},
                     {"bounds", std::vector<double>{0.5, 1.5}},
                     {"submodels", std::vector<std::string>{"rencontres", "réputation"}},
                     {"empty", ""}};
  std::vector<std::int32_t> days, month;
  std::vector<float> trust;
  std::vector<double> quantiles;
  for (int m = 0; m < months; ++m) {
    days.push_back(sim::days_at_end_of({m}));
    month.push_back(m);
    trust.insert(trust.end(), {0.5F + static_cast<float>(m) / 100, 0.25F});
    for (int i = 0; i < 6; ++i) quantiles.push_back(m + i / 8.0);
  }
  if (months > 0) trust[1] = std::numeric_limits<float>::quiet_NaN();
  Variable time = numbers("time", {"time"}, days, "days since 2008-01-01");
  time.attributes.push_back({"calendar", "standard"});
  time.attributes.push_back({"standard_name", "time"});
  file.variables = {
      numbers("trust", {"time", "epci"}, trust, "probability"),
      time,
      {"epci", {"epci"}, std::vector<std::string>{"Clermont Auvergne Métropole", "Œuvre d'Ambert"}, {}},
      numbers("month", {"time"}, month, "month"),
      numbers("quantiles", {"time", "epci", "quantile"}, quantiles),
      numbers("actors", {}, std::vector<std::int32_t>{71234}),
      {"scenario", {}, std::vector<std::string>{"[run]\nname = \"référence\""}, {}}};
  file.subgroups = {yearly_communes()};
  return file;
}

}  // namespace lien_test
