#include "models/territory/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "models/territory/scenario.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"

namespace territory {

namespace {

/// Parameters and the text of their source.
struct Cited {
  std::string key, source;
};

std::vector<Cited> cited_sources() {
  std::vector<Cited> sources;
  for (const auto& entry : sim::catalogue_of(Scenario{}).entries())
    sources.push_back({entry.key, entry.spec.source});
  return sources;
}

/// Whether `text` names `id` and not a longer id that begins with it: X1 is not in "X15". "S0.12-13" names
/// both S0.12 and S0.13.
bool cites(std::string_view text, std::string_view id) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = text.find(id); at != std::string_view::npos; at = text.find(id, at + 1)) {
    const std::size_t end = at + id.size();
    if (end == text.size() || !is_digit(text[end])) return true;
  }
  const std::size_t dot = id.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string range = "-" + std::string(id.substr(dot + 1));
  const std::size_t document = text.find(id.substr(0, dot + 1));
  return document != std::string_view::npos && text.find(range, document) == document + dot + 3;
}

std::vector<std::string> fed_by(const Fact& fact, const std::vector<Cited>& sources) {
  std::vector<std::string> names;
  std::istringstream declared{std::string(fact.feeds)};
  for (std::string name; declared >> name;) names.push_back(name);
  for (const Cited& parameter : sources) {
    if (cites(parameter.source, fact.id) && std::ranges::find(names, parameter.key) == names.end())
      names.push_back(parameter.key);
  }
  return names;
}

/// A fact with what it feeds.
struct Row {
  const Fact* fact;
  std::vector<std::string> feeds;
};

std::vector<Row> rows(std::string_view filter) {
  std::vector<Row> found;
  const std::vector<Cited> sources = cited_sources();
  for (const Fact& fact : facts()) {
    Row row{&fact, fed_by(fact, sources)};
    const auto holds = [&](std::string_view text) { return text.find(filter) != std::string_view::npos; };
    if (holds(fact.id) || holds(fact.fact) || holds(fact.source) || holds(use_text(fact)) ||
        std::ranges::any_of(row.feeds, holds))
      found.push_back(std::move(row));
  }
  return found;
}

/// `text` broken between words into lines of at most 110 letters, each begun by `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent) {
  constexpr std::size_t width = 110;
  const auto letters = [](std::string_view word) {
    return static_cast<std::size_t>(std::ranges::count_if(word, [](char c) { return (c & 0xC0) != 0x80; }));
  };
  std::string lines;
  std::size_t column = 0;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    if (column == 0 || column + 1 + letters(word) > width) {
      lines += (lines.empty() ? "" : "\n") + std::string(indent, ' ') + word;
      column = indent + letters(word);
    } else {
      lines += " " + word;
      column += 1 + letters(word);
    }
  }
  return lines.empty() ? lines : lines + "\n";
}

}  // namespace

std::string use_text(const Fact& fact) {
  constexpr std::pair<FactUse, const char*> names[] = {{fact_input, "input"},
                                                       {fact_calibration, "calibration"},
                                                       {fact_held_out, "held out"},
                                                       {fact_structure, "structure"},
                                                       {fact_unused, "unused"}};
  std::string text;
  for (const auto& [use, name] : names) {
    if (fact.use & use) text += (text.empty() ? "" : ", ") + std::string(name);
  }
  return text;
}

std::vector<std::string> names_fed_by(const Fact& fact) { return fed_by(fact, cited_sources()); }

std::string facts_as_text(std::string_view filter) {
  std::string text;
  for (const Row& row : rows(filter)) {
    text += fmt::format("{:<6} {}\n", row.fact->id, use_text(*row.fact));
    text += wrapped(row.fact->fact, 7);
    text += wrapped("from: " + std::string(row.fact->source), 7);
    text += wrapped("model: " + std::string(row.fact->made_of), 7);
    if (!row.feeds.empty()) text += wrapped("feeds: " + sim::joined(row.feeds), 7);
  }
  return text;
}

std::string facts_as_markdown() {
  std::string text =
      "| id | fact | source | use | what the model makes of it | feeds |\n|---|---|---|---|---|---|\n";
  for (const Row& row : rows({})) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.fact->id, row.fact->fact, row.fact->source,
                        use_text(*row.fact), row.fact->made_of, sim::joined(row.feeds));
  }
  return text;
}

nlohmann::json facts_as_json(std::string_view filter) {
  auto list = nlohmann::json::array();
  for (const Row& row : rows(filter)) {
    auto uses = nlohmann::json::array();
    std::istringstream words(use_text(*row.fact));
    for (std::string use; std::getline(words >> std::ws, use, ',');) uses.push_back(use);
    list.push_back({{"id", row.fact->id},
                    {"fact", row.fact->fact},
                    {"source", row.fact->source},
                    {"use", uses},
                    {"model", row.fact->made_of},
                    {"feeds", row.feeds}});
  }
  return list;
}

}  // namespace territory
