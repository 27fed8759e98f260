#include "sim/parameters/toml_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/text.hpp"

namespace sim {

namespace {

std::string real_literal(double value) {
  std::string text = number(value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";  // 'n' as in nan and inf
  return text;
}

/// Length of the well-formed sequence at the start of `text`, 0 if there is none (Unicode 15, table 3-7).
std::size_t utf8_sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

struct Literal {
  bool mark_reals = true;  ///< "12.0", not "12"

  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return mark_reals ? real_literal(value) : number(value); }
  std::string operator()(const std::string& value) const { return in_quotes(value); }
  std::string operator()(const Foreign& value) const { return value.text; }
  std::string operator()(const std::vector<Value>& values) const {
    std::string text = "[";
    for (const Value& value : values) {
      if (text.size() > 1) text += ", ";
      text += std::visit(*this, value.held);
    }
    return text + "]";
  }
};

}  // namespace

std::string literal(const Value& value) { return std::visit(Literal{}, value.held); }

std::string plain(const Value& value) { return std::visit(Literal{false}, value.held); }

std::string shown(const Value& value) { return shortened(literal(value)); }

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8_sequence(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (text[0] == '"' || text[0] == '\\') {
      result += {'\\', text[0]};
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else if (length == 0) {
      result += "\\uFFFD";  // only a message can meet it: such text is refused
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result + "\"";
}

std::string shortened(std::string_view text) {
  constexpr std::size_t most_bytes = 64;
  if (text.size() <= most_bytes) return std::string(text);
  std::size_t cut = most_bytes - 4;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return std::string(text.substr(0, cut)) + "...";
}

std::string_view noun(const Value& value) {
  if (const auto* foreign = std::get_if<Foreign>(&value.held)) return foreign->noun;
  constexpr std::array<std::string_view, 5> nouns = {"a boolean", "an integer", "a real number", "a string",
                                                     "a list"};
  return nouns.at(value.held.index());
}

std::size_t utf8_prefix(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t length = utf8_sequence(text.substr(end));
    if (length == 0) break;
    end += length;
  }
  return end;
}

}  // namespace sim
