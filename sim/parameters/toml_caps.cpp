#include "sim/parameters/toml_caps.hpp"

#include <algorithm>
#include <string>

#include "sim/parameters/toml_value.hpp"

namespace sim {

namespace {

Place place_of(std::string_view text, std::size_t offset) {
  Place place{"", 1, 1};
  for (const char letter : text.substr(0, offset)) {
    if (letter == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(letter) & 0xC0) != 0x80) {  // a character, not a byte, is a column
      ++place.column;
    }
  }
  return place;
}

/// The offset behind the string that opens at `at`. A string left open ends at its line (or at the end of
/// the text): the parser stops there with its own message.
std::size_t after_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string fence(3, quote);
  const bool many_lines = text.substr(at, 3) == fence;
  std::size_t i = at + (many_lines ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
    } else if (!many_lines && (text[i] == '\n' || text[i] == quote)) {
      return text[i] == quote ? i + 1 : i;
    } else if (many_lines && text.substr(i, 3) == fence) {
      i += 3;
      for (int extra = 0; extra < 2 && i < text.size() && text[i] == quote; ++extra)
        ++i;  // TOML 1.0: """a"""""
      return i;
    } else {
      ++i;
    }
  }
  return text.size();
}

/// The offset behind the string or comment that starts at `at`; `at` itself when none does.
std::size_t after_prose(std::string_view text, std::size_t at) {
  if (text[at] == '"' || text[at] == '\'') return after_string(text, at);
  return text[at] == '#' ? std::min(text.find('\n', at), text.size()) : at;
}

bool is_ascii(char letter) { return static_cast<unsigned char>(letter) < 0x80; }

/// Whether the quote at `at` can open a string: behind a number, as in `02"x"`, the parser reads on as if it
/// were a part of it.
bool opens_string(std::string_view text, std::size_t first, std::size_t at) {
  return at == first || std::string_view(" \t\r\n=[{,.").find(text[at - 1]) != std::string_view::npos;
}

/// The first letter beyond ASCII on the rest of the line.
std::size_t letter_on_line(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n' && is_ascii(text[at])) ++at;
  return at < text.size() && text[at] != '\n' ? at : std::string_view::npos;
}

/// Where, in a string, a backslash (and blanks, at the end of a line) stands before a letter beyond ASCII.
std::size_t letter_behind_backslash(std::string_view string) {
  if (string[0] != '"') return std::string_view::npos;
  for (std::size_t i = 0; i + 1 < string.size(); ++i) {
    if (string[i] != '\\') continue;
    const std::size_t next = string.find_first_not_of(" \t\r\n", i + 1);
    if (next != std::string_view::npos && !is_ascii(string[next])) return next;
    ++i;  // the escaped letter
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Fault> beyond_caps(std::string_view text) {
  if (text.size() > largest_scenario_bytes) return Fault{{}, "larger than 1 MiB", {}};
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return Fault{place_of(text, nul), "a NUL character: this is not a text file", {}};
  }
  if (const std::size_t sound = utf8_prefix(text); sound < text.size()) {
    return Fault{place_of(text, sound), "not UTF-8: save the file in that encoding", {}};
  }
  int dots = 0, depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const std::size_t end = after_prose(text, i); end > i) {
      i = end - 1;
      continue;
    }
    const char letter = text[i];
    if (letter == '.' && ++dots > most_dots_in_key) {
      return Fault{
          place_of(text, i), "a key with more than 32 dots", {"allowed  table.key, or table.subtable.key"}};
    }
    if (std::string_view("\n=,[]{}").find(letter) != std::string_view::npos) dots = 0;
    if ((letter == '[' || letter == '{') && ++depth > deepest_brackets) {
      return Fault{
          place_of(text, i), "brackets nested more than 64 deep", {"allowed  lists of plain values"}};
    }
    if ((letter == ']' || letter == '}') && depth > 0) --depth;
  }
  return std::nullopt;
}

std::optional<Fault> misplaced_letter(std::string_view text) {
  const std::size_t first = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;  // a byte order mark
  for (std::size_t i = first; i < text.size(); ++i) {
    if ((text[i] == '"' || text[i] == '\'') && !opens_string(text, first, i)) {
      const std::size_t at = letter_on_line(text, i);
      if (at != std::string_view::npos) {
        return Fault{place_of(text, at),
                     "a letter beyond ASCII behind a misplaced quote",
                     {"allowed  in \"texts\" and # comments"}};
      }
    }
    const std::size_t end = after_prose(text, i);
    const std::size_t at =
        end > i ? letter_behind_backslash(text.substr(i, end - i)) : std::string_view::npos;
    if (at != std::string_view::npos) {
      return Fault{place_of(text, i + at),
                   "a letter beyond ASCII behind a backslash",
                   {"allowed  the text without it"}};
    }
    if (end == i && !is_ascii(text[i])) {
      return Fault{place_of(text, i),
                   "a letter beyond ASCII outside quotes",
                   {"allowed  in \"texts\" and # comments"}};
    }
    if (end > i) i = end - 1;
  }
  return std::nullopt;
}

}  // namespace sim
