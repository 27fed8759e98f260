#include "cli/pattern_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"

namespace cli {

namespace {

using analysis::PatternArm;
using analysis::PatternSummary;
using analysis::ScoredPattern;
using territory::Use;

/// What a column shows of a pattern.
struct Cells {
  std::string id, figure, target, tolerated, mean, sd, lowest, highest, hits;
};

/// The declaration of a pattern, as the file has it where this program no longer knows it.
territory::Pattern declared(const analysis::PatternRun::Row& row) {
  if (const territory::Pattern* known = territory::find_pattern(row.id)) return *known;
  constexpr double open = std::numeric_limits<double>::infinity();
  return {row.id,
          row.use,
          {0},
          row.target,
          std::isnan(row.low) ? -open : row.low,
          std::isnan(row.high) ? open : row.high,
          row.meaning,
          "",
          "",
          nullptr,
          "",
          ""};
}

Cells cells_of(const ScoredPattern& scored) {
  const PatternSummary& s = *scored.summary;
  const territory::Pattern p = declared(s.row);
  const auto number = [&](double value) { return territory::value_text(p, value); };
  std::string hits = fmt::format("{}/{}", s.hits, s.runs);
  if (s.runs == 0) {
    hits = s.row.verdict == territory::Verdict::not_reached ? "not reached" : "not scored: " + s.row.why_not;
  } else if (!scored.arm->difference.empty()) {
    hits += ", with " + scored.arm->difference;
  }
  return {s.row.id,
          s.row.meaning,
          number(s.row.target),
          territory::tolerated_text(p),
          number(s.mean),
          number(s.sd),
          number(s.lowest),
          number(s.highest),
          hits};
}

bool is_target(Use use) { return use == Use::target || use == Use::weak_target || use == Use::fitted; }
bool is_check(Use use) { return use == Use::check; }
bool is_held_out(Use use) { return use == Use::held_out; }

std::string padded(const std::string& text, std::size_t width) {
  const auto letters =
      static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
  return text + std::string(letters < width ? width - letters : 0, ' ');
}

std::string text_block(std::string_view title, bool (*belongs)(Use), const std::vector<PatternArm>& arms) {
  std::string text = fmt::format("{:<5} {:<48} {:>6} {:>15} {:>8} {:>8} {:>8} {:>8}  {}\n", "", title,
                                 "target", "tolerated", "mean", "sd", "lowest", "highest", "hits");
  for (const ScoredPattern& scored : analysis::scored_patterns(arms)) {
    if (!belongs(scored.summary->row.use)) continue;
    const Cells c = cells_of(scored);
    text += fmt::format("{:<5} {} {:>6} {:>15} {:>8} {:>8} {:>8} {:>8}  {}\n", c.id, padded(c.figure, 48),
                        c.target, c.tolerated, c.mean, c.sd, c.lowest, c.highest, c.hits);
  }
  return text;
}

std::string markdown_table(bool (*belongs)(Use), const std::vector<PatternArm>& arms) {
  std::string text =
      "| id | figure | of the field | tolerated | mean | sd | lowest | highest | hits |\n"
      "|---|---|---|---|---|---|---|---|---|\n";
  for (const ScoredPattern& scored : analysis::scored_patterns(arms)) {
    const Use use = scored.summary->row.use;
    if (!belongs(use)) continue;
    const Cells c = cells_of(scored);
    const char* mark = use == Use::fitted ? " (fitted)" : use == Use::weak_target ? " (weak source)" : "";
    text += fmt::format("| {} | {}{} | {} | {} | {} | {} | {} | {} | {} |\n", c.id, c.figure, mark, c.target,
                        c.tolerated, c.mean, c.sd, c.lowest, c.highest, c.hits);
  }
  return text;
}

std::string runs_text(const std::vector<PatternArm>& arms) {
  std::string text;
  for (const PatternArm& arm : arms) {
    std::string seeds;
    for (const auto& run : arm.runs) {
      seeds += fmt::format("{}{}", seeds.empty() ? "" : ", ", run.seed);
      if (run.replicate != 0) seeds += fmt::format(" (replicate {})", run.replicate);
    }
    const auto& first = arm.runs.front();
    text += fmt::format("- `{}`{}, to {}: {} run{}, seed {}\n", first.scenario,
                        arm.difference.empty() ? "" : " with `" + arm.difference + "`", first.last_month,
                        arm.runs.size(), arm.runs.size() == 1 ? "" : "s", seeds);
  }
  const std::string& hash = arms.front().runs.front().source_hash;
  return text + fmt::format("- sources of the model: `{}`\n", hash.substr(0, 16));
}

std::string definitions_text() {
  std::string text = "| id | source | what is measured | what it rests on |\n|---|---|---|---|\n";
  for (const territory::Pattern& p : territory::patterns()) {
    std::string measured = p.quantity.empty() ? "" : fmt::format("`{}`", p.quantity);
    if (!p.how.empty()) measured += (measured.empty() ? "" : ": ") + std::string(p.how);
    text += fmt::format("| {} | {} | {} | {} |\n", p.id, p.source, measured, p.remark);
  }
  return text;
}

nlohmann::json number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

}  // namespace

std::string pattern_report_as_text(const std::vector<PatternArm>& arms) {
  return runs_text(arms) + "\n" + text_block("survey figure", is_target, arms) + "\n" +
         text_block("check of what was put in: no evidence", is_check, arms) + "\n" +
         text_block("held out: never fitted", is_held_out, arms);
}

std::string pattern_report_as_markdown(const std::vector<PatternArm>& arms) {
  return runs_text(arms) + "\n" + markdown_table(is_target, arms) + "\n" + markdown_table(is_check, arms) +
         "\n" + markdown_table(is_held_out, arms);
}

nlohmann::json pattern_report_as_json(const std::vector<PatternArm>& arms) {
  auto list = nlohmann::json::array();
  for (const PatternArm& arm : arms) {
    auto seeds = nlohmann::json::array();
    auto patterns = nlohmann::json::array();
    for (const auto& run : arm.runs) seeds.push_back(run.seed);
    for (const PatternSummary& s : arm.summaries) {
      patterns.push_back({{"id", s.row.id},
                          {"use", territory::use_names[static_cast<std::size_t>(s.row.use)]},
                          {"meaning", s.row.meaning},
                          {"target", number(s.row.target)},
                          {"low", number(s.row.low)},
                          {"high", number(s.row.high)},
                          {"mean", number(s.mean)},
                          {"sd", number(s.sd)},
                          {"lowest", number(s.lowest)},
                          {"highest", number(s.highest)},
                          {"scored", s.runs},
                          {"hits", s.hits}});
      if (s.runs == 0 && !s.row.why_not.empty()) patterns.back()["why_not"] = s.row.why_not;
    }
    list.push_back({{"scenario", arm.runs.front().scenario},
                    {"difference", arm.difference},
                    {"seeds", seeds},
                    {"last_month", arm.runs.front().last_month},
                    {"source_hash", arm.runs.front().source_hash},
                    {"patterns", patterns}});
  }
  return {{"arms", list}};
}

std::string filled_page(const std::string& page, const std::string& name,
                        const std::vector<PatternArm>& arms) {
  const std::map<std::string, std::string, std::less<>> places{
      {"runs", runs_text(arms)},
      {"targets", markdown_table(is_target, arms)},
      {"checks", markdown_table(is_check, arms)},
      {"held_out", markdown_table(is_held_out, arms)},
      {"definitions", definitions_text()}};
  std::string filled;
  std::size_t done = 0;
  for (std::size_t open = page.find("{{"); open != std::string::npos; open = page.find("{{", done)) {
    const std::size_t close = page.find("}}", open);
    const std::string place =
        close == std::string::npos ? page.substr(open + 2) : page.substr(open + 2, close - open - 2);
    const auto found = places.find(place);
    if (close == std::string::npos || found == places.end()) {
      const auto line = std::count(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(open), '\n') + 1;
      throw sim::InputError(
          sim::Fault{{name, static_cast<int>(line), 0},
                     fmt::format("there is nothing to put into '{{{{{}}}}}'", place),
                     {"allowed  {{runs}}, {{targets}}, {{checks}}, {{held_out}}, {{definitions}}"}});
    }
    std::string text = found->second;
    if (text.ends_with('\n')) text.pop_back();
    filled += page.substr(done, open - done) + text;
    done = close + 2;
  }
  return filled + page.substr(done);
}

}  // namespace cli
