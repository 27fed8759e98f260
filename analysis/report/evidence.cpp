#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"
#include "analysis/report/pattern_meanings.hpp"

namespace analysis::report {

namespace {

Text meaning_of(const PatternRun::Row& row) {
  const std::string french = french_meaning(row.id);
  return {french.empty() ? row.meaning : french, row.meaning};
}

/// Shares stand between 0 and 1 all through.
bool reads_as_share(const PatternRun::Row& row) {
  const auto within = [](double value) { return !std::isfinite(value) || (value >= 0 && value <= 1); };
  return within(row.target) && within(row.low) && within(row.high) && within(row.value);
}

Text tolerated(const PatternRun::Row& row, int decimals) {
  const Text low = written_with(row.low, decimals), high = written_with(row.high, decimals);
  if (std::isfinite(row.low) && std::isfinite(row.high)) return low + Text{" à ", " to "} + high;
  if (std::isfinite(row.low)) return Text{"≥ ", "≥ "} + low;
  return std::isfinite(row.high) ? Text{"≤ ", "≤ "} + high : Text{"–", "–"};
}

}  // namespace

nlohmann::json evidence_json(const RunSet& runs) {
  if (runs.patterns() == nullptr) return nullptr;
  nlohmann::json rows = nlohmann::json::array();
  for (const PatternSummary& summary : runs.patterns()->summaries) {
    const PatternRun::Row& row = summary.row;
    const int decimals = reads_as_share(row) ? 3 : 2;
    const bool several = runs.size() > 1 && summary.values > 1;
    const Text range = several ? written_with(summary.lowest, decimals) + Text{" à ", " to "} +
                                     written_with(summary.highest, decimals)
                               : Text{};
    rows.push_back({{"id", row.id},
                    {"meaning", as_json(meaning_of(row))},
                    {"use", std::string(territory::use_names[static_cast<std::size_t>(row.use)])},
                    {"target", as_json(written_with(row.target, decimals))},
                    {"tolerated", as_json(tolerated(row, decimals))},
                    {"value", as_json(written_with(summary.mean, decimals))},
                    {"range", as_json(range)},
                    {"runs", summary.runs},
                    {"hits", summary.hits},
                    {"verdict", std::string(territory::verdict_names[static_cast<std::size_t>(row.verdict)])},
                    {"why", row.why_not}});
  }
  return rows;
}

}  // namespace analysis::report
