#include "models/territory/patterns/pattern_variables.hpp"

#include <numeric>

#include "models/territory/patterns/verdicts.hpp"

namespace territory {

namespace {

using sim::output::Attribute;
using sim::output::Values;
using sim::output::Variable;

Variable along(const std::string& dimension, const std::string& name, Values data, const std::string& meaning,
               std::vector<Attribute> more = {}) {
  Variable variable{name, {dimension}, std::move(data), {{"long_name", meaning}}};
  if (!std::holds_alternative<std::vector<std::string>>(variable.data))
    variable.attributes.push_back({"units", "1"});
  for (Attribute& attribute : more) variable.attributes.push_back(std::move(attribute));
  return variable;
}

/// Numbers of a category and what they stand for.
std::vector<Attribute> flags(std::span<const std::string_view> names) {
  std::vector<std::int64_t> values(names.size());
  std::iota(values.begin(), values.end(), 0);
  std::string words;
  for (const std::string_view name : names) words += (words.empty() ? "" : " ") + std::string(name);
  return {{"flag_values", values}, {"flag_meanings", words}};
}

double finite(double value) {
  return value - value == 0.0 ? value : std::numeric_limits<double>::quiet_NaN();
}

void add_lives(sim::output::ResultFile& file, const PartnershipLives& lives) {
  // Age 0, at which nothing can end, is left out.
  const auto without_first = [](std::span<const std::int32_t> counts) {
    return std::vector<std::int32_t>(counts.begin() + 1, counts.end());
  };
  std::vector<std::int32_t> exposed = without_first(lives.exposed()), age(exposed.size());
  std::iota(age.begin(), age.end(), 1);
  file.dimensions.push_back({"life_month", age.size(), false});
  file.variables.push_back(
      along("life_month", "life_month", std::move(age),
            "age of a company-association partnership born from January 2008 on, months"));
  file.variables.push_back(along("life_month", "life_exposed", std::move(exposed),
                                 "partnerships followed that were alive a month before that age, to December "
                                 "2020"));
  file.variables.push_back(along("life_month", "life_ended", without_first(lives.ended()),
                                 "of these, how many had ended at that age, by exit of a member too"));
  std::vector<std::int32_t> waits(lives.waits().begin(), lives.waits().end()), years(waits.size());
  std::iota(years.begin(), years.end(), 0);
  file.dimensions.push_back({"wait_year", years.size(), false});
  file.variables.push_back(along("wait_year", "wait_year", std::move(years),
                                 "whole years from first contact to first partnership"));
  file.variables.push_back(along("wait_year", "wait_count", std::move(waits),
                                 "first company-association partnerships of a contact, January 2008 to "
                                 "December 2020"));
}

}  // namespace

void add_patterns(sim::output::ResultFile& file, const Record& record) {
  std::vector<std::string> ids, meanings, why_not;
  std::vector<std::int8_t> uses, verdicts;
  std::vector<std::int32_t> months;
  std::vector<double> targets, low, high, values;
  for (const Outcome& o : outcomes_of(record)) {
    const Pattern& p = *o.pattern;
    ids.emplace_back(p.id);
    meanings.emplace_back(p.meaning);
    why_not.push_back(o.why_not);
    uses.push_back(static_cast<std::int8_t>(p.use));
    verdicts.push_back(static_cast<std::int8_t>(o.verdict));
    months.push_back(p.month.value);
    targets.push_back(p.value);
    low.push_back(finite(p.low));
    high.push_back(finite(p.high));
    values.push_back(finite(o.value));
  }
  file.dimensions.push_back({"pattern", ids.size(), false});
  const auto add = [&](const std::string& name, Values data, const std::string& meaning,
                       std::vector<Attribute> more = {}) {
    file.variables.push_back(along("pattern", name, std::move(data), meaning, std::move(more)));
  };
  add("pattern", std::move(ids), "targets, checks and held-out patterns the run is set beside");
  add("pattern_meaning", std::move(meanings), "what it is");
  add("pattern_use", std::move(uses), "what it is good for", flags(use_names));
  add("pattern_month", std::move(months), "month the run must reach, months since January 2008");
  add("pattern_target", std::move(targets), "figure of the field; missing where it is a range or a sign");
  add("pattern_low", std::move(low), "smallest value that is a hit; missing where there is none");
  add("pattern_high", std::move(high), "largest value that is a hit; missing where there is none");
  add("pattern_value", std::move(values), "value of this run");
  add("pattern_verdict", std::move(verdicts), "whether it is a hit", flags(verdict_names));
  add("pattern_why_not", std::move(why_not), "why it is not scored");
  add_lives(file, record.patterns().lives());
}

}  // namespace territory
