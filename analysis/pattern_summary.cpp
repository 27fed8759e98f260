#include "analysis/pattern_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::output::GroupData;
using sim::output::ResultFile;
using sim::output::Variable;

using sim::nothing;

[[noreturn]] void refuse(const std::string& file, std::string what, std::vector<std::string> notes = {}) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), std::move(notes)});
}

template <class T>
const std::vector<T>& values(const GroupData& group, std::string_view name, const std::string& file) {
  const auto found = std::ranges::find(group.variables, name, &Variable::name);
  if (found == group.variables.end())
    refuse(file, fmt::format("holds no '{}'", name),
           {"only results of a program that reports patterns have them"});
  const auto* data = std::get_if<std::vector<T>>(&found->data);
  if (data == nullptr) refuse(file, fmt::format("'{}' is not of the type it should have", name));
  return *data;
}

template <class T>
T attribute(const ResultFile& file, std::string_view name, T otherwise) {
  const auto* value = sim::output::find_attribute(file.attributes, name);
  const T* typed = value == nullptr ? nullptr : std::get_if<T>(value);
  return typed == nullptr ? otherwise : *typed;
}

/// What two runs may differ in and still be of one arm.
bool is_incidental(std::string_view key) {
  return key == "run.seed" || key == "run.replicate" || key == "run.title" || key == "run.question" ||
         key.starts_with("output.");
}

std::string difference(const PatternRun& run, const PatternRun& base) {
  std::string text;
  for (const auto& parameter : run.parameters) {
    if (std::ranges::find(base.parameters, parameter) != base.parameters.end()) continue;
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", parameter.first, parameter.second);
  }
  for (const auto& [key, value] : base.parameters) {
    if (std::ranges::find(run.parameters, key, [](const auto& p) { return p.first; }) == run.parameters.end())
      text += fmt::format("{}without {}", text.empty() ? "" : ", ", key);
  }
  return text;
}

PatternSummary summary_of(const std::vector<PatternRun>& runs, std::size_t pattern) {
  PatternSummary s{runs.front().rows[pattern], 0, 0, 0, nothing, nothing, nothing, nothing};
  double sum = 0.0, squares = 0.0;
  for (const PatternRun& run : runs) {
    const PatternRun::Row& row = run.rows[pattern];
    s.hits += row.verdict == territory::Verdict::hit;
    s.runs += row.verdict == territory::Verdict::hit || row.verdict == territory::Verdict::miss;
    if (!std::isfinite(row.value)) continue;
    ++s.values;
    sum += row.value;
    s.lowest = s.values == 1 ? row.value : std::min(s.lowest, row.value);
    s.highest = s.values == 1 ? row.value : std::max(s.highest, row.value);
  }
  if (s.values == 0) return s;
  s.mean = sum / s.values;
  for (const PatternRun& run : runs) {
    const double value = run.rows[pattern].value;
    if (std::isfinite(value)) squares += (value - s.mean) * (value - s.mean);
  }
  if (s.values > 1) s.sd = std::sqrt(squares / (s.values - 1));
  return s;
}

}  // namespace

PatternRun patterns_in(const ResultFile& file, const std::string& name) {
  PatternRun run;
  run.file = name;
  run.scenario = attribute<std::string>(file, "scenario_file", "");
  run.source_hash = attribute<std::string>(file, "source_hash", "");
  run.seed = attribute<std::int64_t>(file, "seed", 0);
  run.replicate = attribute<std::int64_t>(file, "replicate", 0);
  const auto& months = values<std::int32_t>(file, "month", name);
  if (!months.empty()) run.last_month = sim::to_string(sim::Month{months.back()});

  const auto& ids = values<std::string>(file, "pattern", name);
  const auto& meanings = values<std::string>(file, "pattern_meaning", name);
  const auto& why_not = values<std::string>(file, "pattern_why_not", name);
  const auto& uses = values<std::int8_t>(file, "pattern_use", name);
  const auto& verdicts = values<std::int8_t>(file, "pattern_verdict", name);
  const auto& targets = values<double>(file, "pattern_target", name);
  const auto& low = values<double>(file, "pattern_low", name);
  const auto& high = values<double>(file, "pattern_high", name);
  const auto& simulated = values<double>(file, "pattern_value", name);
  for (const std::size_t length : {meanings.size(), why_not.size(), uses.size(), verdicts.size(),
                                   targets.size(), low.size(), high.size(), simulated.size()}) {
    if (length != ids.size()) refuse(name, "its patterns are not all of one length");
  }
  for (std::size_t k = 0; k < ids.size(); ++k) {
    const bool known = uses[k] >= 0 && static_cast<std::size_t>(uses[k]) < territory::use_names.size() &&
                       verdicts[k] >= 0 &&
                       static_cast<std::size_t>(verdicts[k]) < territory::verdict_names.size();
    if (!known) refuse(name, fmt::format("its pattern '{}' is of no known use or verdict", ids[k]));
    run.rows.push_back({ids[k], meanings[k], static_cast<territory::Use>(uses[k]), targets[k], low[k],
                        high[k], simulated[k], static_cast<territory::Verdict>(verdicts[k]), why_not[k]});
  }

  const auto group = std::ranges::find(file.subgroups, "parameters", &GroupData::name);
  if (group == file.subgroups.end()) refuse(name, "holds no parameters");
  const auto& keys = values<std::string>(*group, "parameter", name);
  const auto& written = values<std::string>(*group, "value", name);
  if (keys.size() != written.size()) refuse(name, "its parameters are not all of one length");
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (!is_incidental(keys[k])) run.parameters.emplace_back(keys[k], written[k]);
  }
  return run;
}

std::vector<PatternArm> arms_of(std::vector<PatternRun> runs) {
  std::vector<PatternArm> arms;
  for (PatternRun& run : runs) {
    auto arm = std::ranges::find_if(
        arms, [&](const PatternArm& a) { return a.runs.front().parameters == run.parameters; });
    if (arm == arms.end()) {
      const std::string differs = arms.empty() ? "" : difference(run, arms.front().runs.front());
      arms.push_back({differs, {}, {}});
      arm = arms.end() - 1;
    }
    for (const PatternRun& other : arm->runs) {
      if (other.seed == run.seed && other.replicate == run.replicate)
        refuse(run.file, fmt::format("is the same run as {}: seed {}, replicate {}", other.file, run.seed,
                                     run.replicate));
    }
    const PatternRun& first = arms.front().runs.empty() ? run : arms.front().runs.front();
    if (first.source_hash != run.source_hash)
      refuse(run.file, fmt::format("was written by another version of the model than {}", first.file));
    if (!std::ranges::equal(first.rows, run.rows, {}, &PatternRun::Row::id, &PatternRun::Row::id))
      refuse(run.file, fmt::format("reports other patterns than {}", first.file));
    arm->runs.push_back(std::move(run));
  }
  for (PatternArm& arm : arms) {
    for (std::size_t p = 0; p < arm.runs.front().rows.size(); ++p)
      arm.summaries.push_back(summary_of(arm.runs, p));
  }
  return arms;
}

std::vector<ScoredPattern> scored_patterns(const std::vector<PatternArm>& arms) {
  std::vector<ScoredPattern> all;
  if (arms.empty()) return all;
  for (std::size_t p = 0; p < arms.front().summaries.size(); ++p) {
    const auto scored =
        std::ranges::find_if(arms, [&](const PatternArm& arm) { return arm.summaries[p].runs > 0; });
    const PatternArm& arm = scored == arms.end() ? arms.front() : *scored;
    all.push_back({&arm, &arm.summaries[p]});
  }
  return all;
}

}  // namespace analysis
