// Files that are not TOML, or say nothing.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

using namespace std::string_literals;

BadInput alone(std::string name, std::string text, std::string message) {
  return {
      std::move(name), {{"scenario.toml", std::move(text)}}, {"run", "scenario.toml"}, std::move(message)};
}

std::vector<BadInput> wrong_syntax() {
  return {
      alone(
          "TextLeftOpen", "[run]\ntitle = \"Mini\n",
          R"(scenario.toml:2:14: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited
1 fault; nothing was written
)"),
      alone("ValueMissing", "[run]\nseed =\n",
            R"(scenario.toml:2:7: not valid TOML: Error while parsing key-value pair: expected value, saw '\n'
1 fault; nothing was written
)"),
      alone("KeyWithoutEquals", "[run]\nseed 3\n",
            R"(scenario.toml:2:6: not valid TOML: Error while parsing key-value pair: expected '=', saw '3'
1 fault; nothing was written
)"),
      alone("ListLeftOpen", "[territory]\ncodes = [\"63001\"\n",
            R"(scenario.toml:2:18: not valid TOML: Error while parsing array: encountered end-of-file
1 fault; nothing was written
)"),
      alone("TableNameLeftOpen", "[run\nseed = 3\n",
            R"(scenario.toml:1:5: not valid TOML: Error while parsing table header: expected ']', saw '\n'
1 fault; nothing was written
)"),
      alone(
          "KeyTwice", "[run]\nseed = 3\nseed = 4\n",
          R"(scenario.toml:3:8: not valid TOML: Error while parsing key-value pair: cannot redefine existing integer 'seed'
1 fault; nothing was written
)"),
      alone(
          "TableTwice", "[run]\nseed = 3\n[trust]\n[run]\nreplicate = 1\n",
          R"(scenario.toml:4:1: not valid TOML: Error while parsing table header: cannot redefine existing table 'run'
1 fault; nothing was written
)"),
      alone(
          "KeyAndTableOfOneName", "[run]\nseed = 3\n[run.seed]\nvalue = 1\n",
          R"(scenario.toml:3:1: not valid TOML: Error while parsing table header: cannot redefine existing integer 'run.seed' as table
1 fault; nothing was written
)"),
      alone(
          "NumberWithTwoPoints", "[encounters]\nkernel_km = 1.2.3\n",
          R"(scenario.toml:2:16: not valid TOML: Error while parsing floating-point: expected decimal digit or exponent, saw '.'
1 fault; nothing was written
)"),
      alone(
          "NumberWithAComma", "[encounters]\nkernel_km = 1,5\n",
          R"(scenario.toml:2:14: not valid TOML: Error while parsing key-value pair: expected a comment or whitespace, saw ','
1 fault; nothing was written
)"),
      alone(
          "NumberBeyond64Bits", "[run]\nseed = 99999999999999999999\n",
          R"(scenario.toml:2:28: not valid TOML: Error while parsing decimal integer: '99999999999999999999' is not representable in 64 bits
1 fault; nothing was written
)"),
      alone("TextWithoutQuotes", "[trust]\nrule = beta\n",
            R"(scenario.toml:2:8: not valid TOML: Error while parsing value: could not determine value type
1 fault; nothing was written
)"),
      alone("UnknownEscape", "[run]\ntitle = \"C:\\maps\"\n",
            R"(scenario.toml:2:13: not valid TOML: Error while parsing string: unknown escape sequence '\m'
1 fault; nothing was written
)"),
      alone(
          "TrailingWords", "[run]\nseed = 3 years\n",
          R"(scenario.toml:2:10: not valid TOML: Error while parsing key-value pair: expected a comment or whitespace, saw 'y'
1 fault; nothing was written
)"),
      alone("OpeningBracketAndEquals", "[=\n",
            R"(scenario.toml:1: not valid TOML: a name or a value is missing or misplaced on this line
1 fault; nothing was written
)"),
      alone(
          "LonelyComma", "[territory]\ncodes = [,]\n",
          R"(scenario.toml:2:10: not valid TOML: Error while parsing array: expected value or closing ']', saw comma
1 fault; nothing was written
)"),
      alone("LetterBeyondAsciiOutsideQuotes", "[run]\nseéd = 3\n",
            R"(scenario.toml:2:3: a letter beyond ASCII outside quotes
  allowed  in "texts" and # comments
1 fault; nothing was written
)"),
      alone("TypographicQuotes", "[run]\ntitle = “Mini”\n",
            R"(scenario.toml:2:9: a letter beyond ASCII outside quotes
  allowed  in "texts" and # comments
1 fault; nothing was written
)"),
      alone("NulCharacter", "[run]\nseed = 3\000\n"s,
            R"(scenario.toml:2:9: a NUL character: this is not a text file
1 fault; nothing was written
)"),
      alone("NotUtf8", "[run]\ntitle = \"Lozi\350re\"\n",
            R"(scenario.toml:2:14: not UTF-8: save the file in that encoding
1 fault; nothing was written
)"),
      alone("Utf16", "\377\376[\000r\000u\000n\000]\000\n\000"s,
            R"(scenario.toml:1:4: a NUL character: this is not a text file
1 fault; nothing was written
)"),
      alone(
          "ControlCharacter", "[run]\ntitle = \"a\001b\"\n",
          R"(scenario.toml:2:11: not valid TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited
1 fault; nothing was written
)"),
      alone("NoTables", "[territory]\nperimeter = \"all\"\n",
            R"(scenario.toml: territory.communes is not set
  expected  the path of a table, relative to this file
scenario.toml: territory.epcis is not set
  expected  the path of a table, relative to this file
2 faults; nothing was written
)"),
      alone("EmptyFile", "",
            R"(scenario.toml: territory.communes is not set
  expected  the path of a table, relative to this file
scenario.toml: territory.epcis is not set
  expected  the path of a table, relative to this file
2 faults; nothing was written
)"),
  };
}

class BadSyntax : public testing::TestWithParam<BadInput> {};

TEST_P(BadSyntax, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadSyntax, testing::ValuesIn(wrong_syntax()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
