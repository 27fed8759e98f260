#include "analysis/report/run_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::output::GroupData;
using sim::output::ResultFile;
using sim::output::Variable;

using sim::nothing;

[[noreturn]] void refuse(const std::string& file, std::string what, std::vector<std::string> notes = {}) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), std::move(notes)});
}

std::vector<double> as_numbers(const Variable& variable, const std::string& file) {
  return std::visit(
      [&](const auto& values) -> std::vector<double> {
        if constexpr (std::is_same_v<typename std::decay_t<decltype(values)>::value_type, std::string>) {
          refuse(file, fmt::format("'{}' is text, not numbers", variable.name));
        } else {
          return {values.begin(), values.end()};
        }
      },
      variable.data);
}

}  // namespace

const Variable* find_variable(const GroupData& group, std::string_view name) {
  const auto found = std::ranges::find(group.variables, name, &Variable::name);
  return found == group.variables.end() ? nullptr : &*found;
}

std::vector<double> numbers_in(const GroupData& group, std::string_view name, const std::string& file) {
  const Variable* found = find_variable(group, name);
  if (found == nullptr)
    refuse(file, fmt::format("holds no '{}'", name), {"a report is made of results of lien run"});
  return as_numbers(*found, file);
}

const std::vector<std::string>& texts_in(const GroupData& group, std::string_view name,
                                         const std::string& file) {
  const Variable* found = find_variable(group, name);
  const auto* texts = found == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&found->data);
  if (texts == nullptr)
    refuse(file, fmt::format("holds no text '{}'", name), {"a report is made of results of lien run"});
  return *texts;
}

std::string text_attribute(const ResultFile& file, std::string_view name) {
  const auto* value = sim::output::find_attribute(file.attributes, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? std::string() : *text;
}

std::int64_t whole_attribute(const ResultFile& file, std::string_view name) {
  const auto* value = sim::output::find_attribute(file.attributes, name);
  const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  return number == nullptr ? 0 : *number;
}

RunSet::RunSet(std::vector<Run> runs) : runs_(std::move(runs)) {
  if (runs_.empty()) refuse({}, "no result to report on");
  check_rows();
  if (find_variable(first(), "pattern") == nullptr) {
    if (runs_.size() > 1)
      refuse(runs_[1].file, "reports no patterns, so it cannot be told whether it differs in its seed only");
    return;
  }
  std::vector<PatternRun> patterns;
  for (const Run& run : runs_) patterns.push_back(patterns_in(run.content, run.file));
  arms_ = arms_of(std::move(patterns));
  if (arms_.size() > 1)
    refuse(arms_[1].runs.front().file,
           fmt::format("differs from {} in more than its seed: {}", runs_.front().file, arms_[1].difference),
           {"one report is about one scenario"});
}

void RunSet::check_rows() const {
  for (const Run& run : runs_) {
    const std::string& name = run.file;
    const Variable* months = find_variable(run.content, "month");
    if (months == nullptr || std::get_if<std::vector<std::int32_t>>(&months->data) == nullptr)
      refuse(name, "holds no 'month'", {"a report is made of results of lien run"});
    const auto& rows = std::get<std::vector<std::int32_t>>(months->data);
    if (rows.empty()) refuse(name, "holds no month");
    if (std::ranges::adjacent_find(rows, std::ranges::greater_equal{}) != rows.end())
      refuse(name, "its months do not rise");
    if (!std::ranges::equal(rows, this->months()))
      refuse(name, fmt::format("has other months than {}", runs_.front().file));
    for (const char* territory : {"epci", "commune"}) {
      if (texts_in(run.content, territory, name) != texts_in(first(), territory, runs_.front().file))
        refuse(name, fmt::format("is of other territories than {}", runs_.front().file));
    }
  }
}

std::span<const std::int32_t> RunSet::months() const {
  return std::get<std::vector<std::int32_t>>(find_variable(first(), "month")->data);
}

int RunSet::row_of(int month) const {
  const auto rows = months();
  const auto found = std::ranges::lower_bound(rows, month);
  return found == rows.end() || *found != month ? -1 : static_cast<int>(found - rows.begin());
}

bool RunSet::has(std::string_view variable, std::span<const std::string_view> dimensions) const {
  return std::ranges::all_of(runs_, [&](const Run& run) {
    const Variable* found = find_variable(run.content, variable);
    return found != nullptr && std::ranges::equal(found->dimensions, dimensions) &&
           std::get_if<std::vector<std::string>>(&found->data) == nullptr;
  });
}

bool RunSet::has_series(std::string_view measure) const {
  constexpr std::array<std::string_view, 1> along{"time"};
  return has(measure, along);
}

std::vector<double> RunSet::values_of(std::size_t run, std::string_view variable) const {
  return numbers_in(runs_[run].content, variable, runs_[run].file);
}

Spread RunSet::series(std::string_view measure) const {
  const std::size_t rows = months().size();
  Spread spread{std::vector<double>(rows, 0.0), std::vector<double>(rows, nothing),
                std::vector<double>(rows, nothing)};
  std::vector<int> counts(rows, 0);
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const std::vector<double> values = values_of(run, measure);
    for (std::size_t row = 0; row < rows; ++row) {
      if (!std::isfinite(values[row])) continue;
      ++counts[row];
      spread.mean[row] += values[row];
      spread.low[row] = std::fmin(spread.low[row], values[row]);
      spread.high[row] = std::fmax(spread.high[row], values[row]);
    }
  }
  for (std::size_t row = 0; row < rows; ++row)
    spread.mean[row] = counts[row] == 0 ? nothing : spread.mean[row] / counts[row];
  if (runs_.size() == 1) spread.low = spread.high = {};
  return spread;
}

std::vector<double> RunSet::values(std::string_view variable) const {
  std::vector<double> sum = values_of(0, variable);
  if (runs_.size() == 1) return sum;
  std::vector<int> counts(sum.size(), 0);
  std::ranges::fill(sum, 0.0);
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const std::vector<double> more = values_of(run, variable);
    if (more.size() != sum.size())
      refuse(runs_[run].file,
             fmt::format("'{}' is of another length than in {}", variable, runs_.front().file));
    for (std::size_t k = 0; k < sum.size(); ++k) {
      if (!std::isfinite(more[k])) continue;
      sum[k] += more[k];
      ++counts[k];
    }
  }
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = counts[k] == 0 ? nothing : sum[k] / counts[k];
  return sum;
}

Text RunSet::size_text() const {
  std::vector<std::int64_t> seeds;
  for (const Run& run : runs_) seeds.push_back(whole_attribute(run.content, "seed"));
  std::ranges::sort(seeds);
  if (runs_.size() == 1)
    return {fmt::format("1 simulation, graine {}", seeds[0]), fmt::format("1 run, seed {}", seeds[0])};
  if (seeds.back() - seeds.front() + 1 == static_cast<std::int64_t>(seeds.size()))
    return {fmt::format("{} simulations, graines {} à {}", seeds.size(), seeds.front(), seeds.back()),
            fmt::format("{} runs, seeds {} to {}", seeds.size(), seeds.front(), seeds.back())};
  return {fmt::format("{} simulations, graines {}", seeds.size(), fmt::join(seeds, ", ")),
          fmt::format("{} runs, seeds {}", seeds.size(), fmt::join(seeds, ", "))};
}

Text RunSet::band_text() const {
  if (runs_.size() == 1) return {};
  return {fmt::format("de la plus basse à la plus haute des {} simulations", runs_.size()),
          fmt::format("from the lowest to the highest of {} runs", runs_.size())};
}

}  // namespace analysis::report
