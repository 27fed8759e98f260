#include "analysis/sensitivity/morris_trajectories.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace analysis {

MorrisReader::MorrisReader(std::string file, std::vector<std::string> factors, std::size_t rows,
                           std::vector<std::optional<FactorRange>> ranges)
    : file_(std::move(file)),
      factors_(std::move(factors)),
      ranges_(std::move(ranges)),
      seen_(factors_.size()),
      moved_(factors_.size()) {
  const std::size_t length = factors_.size() + 1;
  trajectories_.factors = factors_.size();
  if (rows % length != 0)
    throw sim::InputError(
        sim::Fault{{file_, 0, 0},
                   fmt::format("{} rows are no Morris design of {} factor{}", rows, factors_.size(),
                               factors_.size() == 1 ? "" : "s"),
                   {fmt::format("allowed  multiples of {}: trajectories of as many rows", length)}});
  trajectories_.steps.reserve(rows / length * factors_.size());
}

void MorrisReader::refuse(int line, const std::string& what) const {
  const std::size_t length = factors_.size() + 1;
  throw sim::InputError(sim::Fault{
      {file_, line, 0},
      fmt::format("row {} of trajectory {} {}", rows_read_ % length + 1, rows_read_ / length + 1, what),
      {fmt::format("expected  trajectories of {} rows; each row moves one factor, each factor moves once",
                   length)}});
}

void MorrisReader::row(std::span<const double> values, int line) {
  for (std::size_t c = 0; c < values.size(); ++c) {
    FactorRange& seen = seen_[c];
    if (rows_read_ == 0) seen = {values[c], values[c]};
    seen = {std::min(seen.low, values[c]), std::max(seen.high, values[c])};
    if (ranges_[c] && (values[c] < ranges_[c]->low || values[c] > ranges_[c]->high))
      refuse(line,
             fmt::format("has {} = {}, which is not within {} to {}", factors_[c], sim::number(values[c]),
                         sim::number(ranges_[c]->low), sim::number(ranges_[c]->high)));
  }
  if (rows_read_ % (factors_.size() + 1) == 0) {
    std::fill(moved_.begin(), moved_.end(), false);
  } else {
    std::string names;
    std::uint32_t factor = 0;
    int changes = 0;
    for (std::uint32_t c = 0; c < values.size(); ++c) {
      if (values[c] == before_[c]) continue;
      factor = c;
      ++changes;
      names += (names.empty() ? "" : ", ") + factors_[c];
    }
    if (changes == 0) refuse(line, "moves no factor");
    if (changes > 1) refuse(line, fmt::format("moves {} factors: {}", changes, names));
    if (moved_[factor]) refuse(line, fmt::format("moves '{}' a second time", names));
    moved_[factor] = true;
    trajectories_.steps.push_back({factor, values[factor] - before_[factor]});
  }
  before_.assign(values.begin(), values.end());
  ++rows_read_;
}

MorrisTrajectories MorrisReader::found() const {
  MorrisTrajectories result = trajectories_;
  std::vector<double> width;
  for (std::size_t c = 0; c < factors_.size(); ++c) {
    const FactorRange range = ranges_[c].value_or(seen_[c]);
    width.push_back(range.high - range.low);
  }
  for (MorrisTrajectories::Step& step : result.steps) step.change /= width[step.factor];
  return result;
}

}  // namespace analysis
