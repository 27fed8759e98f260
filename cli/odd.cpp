#include "cli/odd.hpp"

#include <fmt/format.h>

#include <sstream>
#include <vector>

#include "models/territory/measures.hpp"
#include "models/territory/model.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/schedule.hpp"
#include "sim/parameters/catalogue.hpp"

namespace cli {

namespace {

[[noreturn]] void fail(std::size_t line, const std::string& what) {
  throw sim::InvariantError(fmt::format("line {} of the hand-written parts: {}", line, what));
}

/// {{value KEY}} replaced by the default.
std::string with_values(std::string line, std::size_t number, const sim::Catalogue& catalogue) {
  constexpr std::string_view opening = "{{value ";
  for (std::size_t at = line.find(opening); at != std::string::npos; at = line.find(opening, at)) {
    const std::size_t end = line.find("}}", at);
    if (end == std::string::npos) fail(number, "a value that does not end");
    const std::string key = line.substr(at + opening.size(), end - at - opening.size());
    const sim::Catalogue::Entry* entry = catalogue.find(key);
    if (entry == nullptr) fail(number, "no parameter is called " + key);
    const std::string value = sim::plain(entry->value);
    line.replace(at, end + 2 - at, value);
    at += value.size();
  }
  return line;
}

std::string table_of(std::string_view name, std::size_t line) {
  if (name == "evidence") return evidence_table();
  if (name == "measures") return territory::measures_as_markdown();
  if (name == "parameters") return sim::as_markdown(sim::catalogue_of(territory::Scenario{}));
  if (name == "rules") return rules_table();
  if (name == "schedule") return sim::schedule_as_markdown(territory::declared_schedule());
  if (name == "symbols") return symbols_table();
  if (name == "targets") return targets_table();
  fail(line, "nothing declared is called " + std::string(name));
}

std::string block_of(const std::string& name, const Meanings& said, std::size_t line) {
  constexpr std::string_view columns = "columns ";
  try {
    if (name == "streams") return streams_table(said);
    if (name.starts_with(columns)) return columns_table(name.substr(columns.size()), said);
  } catch (const sim::InvariantError& error) {
    fail(line, error.what());
  }
  fail(line, "no block is called " + name);
}

}  // namespace

std::string odd_page(std::span<const std::string_view> parts) {
  const sim::Catalogue catalogue = sim::catalogue_of(territory::Scenario{});
  std::string text;
  for (const std::string_view part : parts) text += part;
  std::istringstream lines(text);
  std::string page, block;
  Meanings said;
  std::size_t number = 0, opened = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!block.empty()) {
      if (line == "}}") {
        page += block_of(block, said, opened);
        block.clear();
        said.clear();
        continue;
      }
      const std::size_t colon = line.find(": ");
      if (colon == std::string::npos) fail(number, "a line of a block is `name: meaning`");
      if (!said.emplace(line.substr(0, colon), line.substr(colon + 2)).second)
        fail(number, line.substr(0, colon) + " is explained twice");
    } else if (line.starts_with("{{") && !line.starts_with("{{value ")) {
      if (line.ends_with("}}")) {
        page += table_of(std::string_view(line).substr(2, line.size() - 4), number);
      } else {
        block = line.substr(2);
        opened = number;
      }
    } else {
      page += with_values(line, number, catalogue) + "\n";
    }
  }
  if (!block.empty()) fail(opened, "the block " + block + " does not end");
  return page;
}

}  // namespace cli
