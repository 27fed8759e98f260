// The catalogue written out: terminal, Markdown, JSON, TOML.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"

namespace sim {

namespace {

using Entry = Catalogue::Entry;

constexpr std::size_t terminal_columns = 110;
constexpr std::size_t widest_default = 16;  ///< a longer one takes a line of its own
/// Longer names and symbols reach into the room of what follows.
constexpr std::size_t widest_name = 24, widest_symbol = 7;

std::size_t width(std::string_view text) {
  const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts));
}

std::string padded(std::string text, std::size_t columns) {
  if (width(text) < columns) text.append(columns - width(text), ' ');
  return text;
}

/// `text` broken at spaces, the first line behind `head`, the others indented to stand below it.
std::string wrapped(const std::string& head, std::string_view text) {
  const std::string indent(width(head), ' ');
  std::string result, line = head;
  bool fresh = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!fresh && width(line) + 1 + width(word) > terminal_columns) {
      result += line + "\n";
      line = indent;
      fresh = true;
    }
    line += (fresh ? "" : " ") + std::string(word);
    fresh = false;
  }
  return result + line + "\n";
}

std::string range_cell(const Entry& entry) {
  const bool integers = entry.kind == Kind::integer || entry.kind == Kind::integers;
  switch (entry.kind) {
    case Kind::flag:
      return "true, false";
    case Kind::text:
      return "text";
    case Kind::texts:
      return "list of texts";
    case Kind::months:
      return month_range_text(entry.spec.range);  // of each; the word would widen the table for all
    case Kind::option:
      return std::to_string(entry.choices.size()) + " choices";
    default:
      break;
  }
  Range range = entry.spec.range;
  // The ends of an int say how a number is kept, not what is allowed.
  if (integers && range.low == std::numeric_limits<int>::min()) range.low = Range{}.low;
  if (integers && range.high == std::numeric_limits<int>::max()) range.high = Range{}.high;
  std::string text = range_text(range, integers);
  if (integers && std::isinf(range.low) && std::isinf(range.high)) text = "any integer";
  if (integers && std::isfinite(range.low) && std::isinf(range.high)) {
    text = range_text(range, false);  // "at least 0" says more than the largest int
  }
  if (entry.kind == Kind::reals || entry.kind == Kind::integers) text = "each " + text;
  return text;
}

/// What the range of a list or an option leaves unsaid.
std::string further_rules(const Entry& entry) {
  std::vector<std::string> rules;
  if (entry.spec.sums_to_one) rules.emplace_back("sum 1");
  if (entry.spec.increasing) rules.emplace_back("rising");
  if (entry.spec.required) rules.emplace_back("required");
  return joined(rules);
}

/// Name, symbol, default, range, unit, evidence: what fits on one line.
using Row = std::array<std::string, 6>;

Row row_of(const Entry& entry) {
  std::string value = plain(entry.value);
  if (width(value) > widest_default) value = "(below)";
  return {entry.spec.name,   entry.spec.symbol, std::move(value),
          range_cell(entry), entry.spec.unit,   std::string(to_string(entry.spec.evidence))};
}

std::string line_of(const Row& row, const std::array<std::size_t, 6>& widths) {
  const std::string gap = "  ";
  std::string line;
  std::size_t start = gap.size();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i].empty()) line = padded(line + gap, start) + row[i];
    start += widths[i] + gap.size();
  }
  return line + "\n";
}

/// The line above its values in a scenario file.
std::string header_of(const Entry& entry) {
  return entry.list.empty() ? "[" + entry.group + "]" : "[[" + entry.list + "]]";
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '|') result += '\\';
    result += letter == '\n' ? ' ' : letter;
  }
  return result;
}

std::string markdown_row(const Entry& entry) {
  std::string range = entry.choices.empty() ? range_cell(entry) : joined(entry.choices);
  if (const std::string rules = further_rules(entry); !rules.empty()) range += ", " + rules;
  std::string meaning = entry.spec.meaning;
  if (!entry.spec.labels.empty()) meaning += " (" + joined(entry.spec.labels) + ")";
  std::string row = "|";
  for (const std::string& cell :
       {"`" + entry.spec.name + "`", entry.spec.symbol, plain(entry.value), range, entry.spec.unit, meaning,
        entry.spec.source, std::string(to_string(entry.spec.evidence))}) {
    row += " " + escaped(cell) + " |";
  }
  return row + "\n";
}

nlohmann::json end_of_range(double end) {
  return std::isfinite(end) ? nlohmann::json(end) : nlohmann::json(nullptr);
}

struct JsonOf {
  nlohmann::json operator()(const std::vector<Value>& values) const {
    nlohmann::json array = nlohmann::json::array();
    for (const Value& value : values) array.push_back(as_json(value));
    return array;
  }
  nlohmann::json operator()(const Foreign& value) const { return value.text; }
  template <class Plain>
  nlohmann::json operator()(const Plain& value) const {
    return value;
  }
};

}  // namespace

std::string as_text(const Catalogue& catalogue, std::string_view filter) {
  std::vector<Entry> entries = catalogue.entries();
  std::erase_if(entries, [&](const Entry& entry) {
    return entry.key.find(filter) == std::string::npos && entry.spec.symbol != filter;
  });
  const Row header = {"name", "symbol", "default", "range", "unit", "evidence"};
  std::array<std::size_t, 6> widths{};
  const auto widen = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  };
  widen(header);
  for (const Entry& entry : entries) widen(row_of(entry));
  widths[0] = std::min(widths[0], widest_name);
  widths[1] = std::min(widths[1], widest_symbol);

  std::string text = entries.empty() ? "" : line_of(header, widths);
  std::string group;
  for (const Entry& entry : entries) {
    if (entry.group != group) {
      group = entry.group;
      text += "\n" + wrapped(header_of(entry) + "  ", entry.group_meaning);
    }
    text += line_of(row_of(entry), widths);
    text += wrapped("      ", entry.spec.meaning);
    if (width(plain(entry.value)) > widest_default) text += wrapped("      default: ", plain(entry.value));
    if (!entry.choices.empty()) text += wrapped("      choices: ", joined(entry.choices));
    if (!entry.spec.labels.empty()) text += wrapped("      elements: ", joined(entry.spec.labels));
    if (const std::string rules = further_rules(entry); !rules.empty())
      text += wrapped("      rule: ", rules);
    if (!entry.spec.source.empty()) text += wrapped("      source: ", entry.spec.source);
  }
  return text;
}

std::string as_markdown(const Catalogue& catalogue) {
  const std::vector<Entry> entries = catalogue.entries();
  std::string text;
  const Entry* last = nullptr;
  for (const Entry& entry : entries) {
    if (last == nullptr || last->group != entry.group) {
      if (last != nullptr) text += "\n";
      const std::string title = entry.list.empty() ? entry.group : header_of(entry);
      if (!entry.group.empty()) text += "### `" + title + "`\n\n" + entry.group_meaning + "\n\n";
      text += "| name | symbol | default | range | unit | meaning | source | evidence |\n";
      text += "|---|---|---|---|---|---|---|---|\n";
    }
    text += markdown_row(entry);
    last = &entry;
  }
  return text;
}

nlohmann::json as_json(const Value& value) { return std::visit(JsonOf{}, value.held); }

nlohmann::json as_json(const Catalogue& catalogue) {
  nlohmann::json array = nlohmann::json::array();
  for (const Entry& entry : catalogue.entries()) {
    array.push_back({{"key", entry.key},
                     {"group", entry.group},
                     {"group_meaning", entry.group_meaning},
                     {"name", entry.spec.name},
                     {"kind", to_string(entry.kind)},
                     {"value", as_json(entry.value)},
                     {"unit", entry.spec.unit},
                     {"low", end_of_range(entry.spec.range.low)},
                     {"high", end_of_range(entry.spec.range.high)},
                     {"meaning", entry.spec.meaning},
                     {"source", entry.spec.source},
                     {"evidence", to_string(entry.spec.evidence)},
                     {"symbol", entry.spec.symbol},
                     {"labels", entry.spec.labels},
                     {"choices", entry.choices},
                     {"sums_to_one", entry.spec.sums_to_one},
                     {"increasing", entry.spec.increasing}});
    if (entry.list.empty()) continue;
    array.back()["list"] = entry.list;
    array.back()["required"] = entry.spec.required;
  }
  return array;
}

std::string resolved_toml(const Catalogue& catalogue) {
  std::string text, group;
  for (const Entry& entry : catalogue.entries()) {
    if (entry.is_field()) continue;
    if (entry.group != group) {
      text += (text.empty() ? "" : "\n") + header_of(entry) + "\n";
      group = entry.group;
    }
    text += entry.spec.name + " = " + literal(entry.value) + "\n";
  }
  return text;
}

}  // namespace sim
