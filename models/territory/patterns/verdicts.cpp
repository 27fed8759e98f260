#include "models/territory/patterns/verdicts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "models/territory/record.hpp"

namespace territory {

namespace {

/// What a sample of the simulated population answers to the same question in the same month.
std::string survey_interval(const Record& record, const Pattern& pattern) {
  for (const SurveyResult& survey : record.surveys()) {
    const bool of_mayors = survey.name.starts_with("mayor_");
    const std::string quantity =
        of_mayors ? survey.name.substr(6) + "_share" : survey.name + "_engaged_share";
    if (pattern.quantity != quantity || pattern.month != survey.month) continue;
    const Interval interval = wilson(survey.engaged, survey.asked);
    return fmt::format("{:.3f} to {:.3f} (n {})", interval.low, interval.high, survey.asked);
  }
  return "-";
}

/// Letters, of which a text may hold more bytes.
std::string padded(std::string_view text, std::size_t width) {
  const auto letters = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  return std::string(text) + std::string(letters < width ? width - letters : 0, ' ');
}

std::string verdict_text(const Outcome& outcome) {
  switch (outcome.verdict) {
    case Verdict::hit:
      return "hit";
    case Verdict::miss:
      return "MISS";
    case Verdict::not_scored:
      return "not scored: " + outcome.why_not;
    case Verdict::not_reached:
      break;
  }
  return "not reached";
}

std::string mark_of(Use use) {
  if (use == Use::fitted) return ", fitted";
  if (use == Use::weak_target) return ", weak source";
  return "";
}

nlohmann::json number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

nlohmann::json as_json(const Outcome& outcome) {
  const Pattern& p = *outcome.pattern;
  nlohmann::json entry{{"id", p.id},
                       {"use", use_names[static_cast<std::size_t>(p.use)]},
                       {"measure", p.quantity.empty() ? nlohmann::json(nullptr) : nlohmann::json(p.quantity)},
                       {"month", p.month.value},
                       {"target", number(p.value)},
                       {"low", number(p.low)},
                       {"high", number(p.high)},
                       {"meaning", p.meaning},
                       {"source", p.source},
                       {"simulated", number(outcome.value)},
                       {"verdict", verdict_names[static_cast<std::size_t>(outcome.verdict)]},
                       {"hit", nullptr}};
  if (p.value == p.value) entry["tolerance"] = p.high - p.value;
  if (outcome.verdict == Verdict::hit || outcome.verdict == Verdict::miss)
    entry["hit"] = outcome.verdict == Verdict::hit;
  if (!outcome.why_not.empty()) entry["why_not"] = outcome.why_not;
  return entry;
}

}  // namespace

Outcome outcome_of(const Pattern& pattern, const Record& record) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  if (record.months().empty() || record.months().back() < pattern.month)
    return {&pattern, nothing, Verdict::not_reached, ""};
  const Measured measured = pattern.measure != nullptr
                                ? pattern.measure(record)
                                : Measured{record.perimeter(pattern.month, pattern.quantity)};
  if (!measured.why_not.empty())
    return {&pattern, measured.value, Verdict::not_scored, std::string(measured.why_not)};
  if (!std::isfinite(measured.value))
    return {&pattern, nothing, Verdict::not_scored, "too little of it in this run"};
  const bool inside = measured.value >= pattern.low && measured.value <= pattern.high;
  return {&pattern, measured.value, inside ? Verdict::hit : Verdict::miss, ""};
}

std::vector<Outcome> outcomes_of(const Record& record) {
  std::vector<Outcome> outcomes;
  for (const Pattern& pattern : patterns()) outcomes.push_back(outcome_of(pattern, record));
  return outcomes;
}

std::string value_text(const Pattern& pattern, double value) {
  if (!std::isfinite(value)) return "-";
  const bool share = std::abs(pattern.high) <= 1;
  return fmt::format("{:.{}f}", value, share ? 3 : 2);
}

std::string tolerated_text(const Pattern& pattern) {
  if (!std::isfinite(pattern.high)) return ">= " + value_text(pattern, pattern.low);
  if (!std::isfinite(pattern.low)) return "<= " + value_text(pattern, pattern.high);
  return value_text(pattern, pattern.low) + " to " + value_text(pattern, pattern.high);
}

std::string outcomes_as_text(const Record& record) {
  const auto block = [&](std::string_view title, auto belongs) {
    std::string text = fmt::format("{:<5} {:<48} {:>6} {:>15} {:>9}  {:<24}\n", "", title, "target",
                                   "tolerated", "simulated", "simulated survey, 95 %");
    for (const Outcome& o : outcomes_of(record)) {
      const Pattern& p = *o.pattern;
      if (!belongs(p.use)) continue;
      text += fmt::format("{:<5} {} {:>6} {:>15} {:>9}  {:<24} {}{}\n", p.id, padded(p.meaning, 48),
                          value_text(p, p.value), tolerated_text(p), value_text(p, o.value),
                          survey_interval(record, p), verdict_text(o), mark_of(p.use));
    }
    return text;
  };
  return block("survey figure",
               [](Use use) { return use == Use::target || use == Use::weak_target || use == Use::fitted; }) +
         "\n" + block("check of what was put in: no evidence", [](Use use) { return use == Use::check; }) +
         "\n" + block("held out: never fitted", [](Use use) { return use == Use::held_out; });
}

nlohmann::json outcomes_as_json(const Record& record) {
  nlohmann::json lists{{"targets", nlohmann::json::array()},
                       {"checks", nlohmann::json::array()},
                       {"held_out", nlohmann::json::array()}};
  for (const Outcome& o : outcomes_of(record)) {
    const Use use = o.pattern->use;
    const char* list = use == Use::held_out ? "held_out" : use == Use::check ? "checks" : "targets";
    lists[list].push_back(as_json(o));
  }
  return lists;
}

}  // namespace territory
