#include "sim/parameters/scenario_text.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "sim/parameters/toml_caps.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using lien_test::TemporaryFolder;

/// The message of the InputError that `action` throws, without the folder's path; "" when it throws none.
std::string refusal(const TemporaryFolder& folder, const std::function<void()>& action) {
  try {
    action();
  } catch (const sim::InputError& error) {
    return folder.without_path(error.what());
  }
  return "";
}

std::string refusal_of_file(const TemporaryFolder& folder, const std::filesystem::path& file) {
  return refusal(folder, [&] { (void)sim::read_scenario(file); });
}

std::string refusal_of(std::string_view text) {
  const TemporaryFolder folder;
  return refusal_of_file(folder, folder.write("x.toml", text));
}

std::string refusal_of_override(std::string_view assignment) {
  const TemporaryFolder folder;
  sim::Settings settings;
  return refusal(folder, [&] { sim::apply_override(settings, assignment); });
}

/// One line a setting: "key = value @place".
std::vector<std::string> lines(const TemporaryFolder& folder, const sim::Settings& settings) {
  std::vector<std::string> result;
  for (const sim::Setting& setting : settings.values) {
    std::string line =
        setting.key + " = " + sim::literal(setting.value) + " @" + to_string(setting.value.place);
    if (!setting.replaced.file.empty()) line += " over " + to_string(setting.replaced);
    result.push_back(folder.without_path(line));
  }
  return result;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

using Lines = std::vector<std::string>;

TEST(ScenarioText, ListsSettingsInTheOrderOfTheFileWithTheirPlaces) {
  const TemporaryFolder folder;
  const auto file = folder.write("x.toml", R"(zebra = 1
apple.core = "é"   # a comment
[trust]
rule = 'beta'
prior = [1.5, 2, true, "x", [3]]
[trust.inner]
on = true
at = 2015-09-30
box = { a = 1, b.c = -2e-3 }
[empty]
[[events]]
month = 3
)");
  const sim::Settings settings = sim::read_scenario(file);
  EXPECT_EQ(settings.file, file.string());
  EXPECT_EQ(settings.files, Lines{file.string()});
  EXPECT_EQ(
      lines(folder, settings),
      (Lines{"zebra = 1 @x.toml:1:9", "apple.core = \"é\" @x.toml:2:14", "trust.rule = \"beta\" @x.toml:4:8",
             "trust.prior = [1.5, 2, true, \"x\", [3]] @x.toml:5:9", "trust.inner.on = true @x.toml:7:6",
             "trust.inner.at = 2015-09-30 @x.toml:8:6", "trust.inner.box.a = 1 @x.toml:9:13",
             "trust.inner.box.b.c = -0.002 @x.toml:9:22", "empty = {...} @x.toml:10:1",
             "events = [{...}] @x.toml:11:1"}));
  EXPECT_EQ(settings.values[3].key_place.column, 1);
  EXPECT_EQ(std::get<std::vector<sim::Value>>(settings.values[3].value.held)[3].place.column, 24);
}

TEST(ScenarioText, AnEmptyFileSetsNothing) {
  const TemporaryFolder folder;
  EXPECT_TRUE(sim::read_scenario(folder.write("x.toml", "")).values.empty());
  EXPECT_TRUE(sim::read_scenario(folder.write("x.toml", "\xEF\xBB\xBF# only a comment")).values.empty());
}

TEST(ScenarioText, WindowsLineEndsCountAsOneLine) {
  const TemporaryFolder folder;
  const auto file = folder.write("x.toml", "a = 1\r\nb = 2\r\n");
  EXPECT_EQ(lines(folder, sim::read_scenario(file)), (Lines{"a = 1 @x.toml:1:5", "b = 2 @x.toml:2:5"}));
}

TEST(ScenarioText, KeysWithOddLettersStayDistinct) {
  const TemporaryFolder folder;
  const auto file = folder.write("x.toml", "\"a.b\" = 1\na.b = 2\n\"\" = 3\n\"c\\nd\" = 4\n");
  EXPECT_EQ(lines(folder, sim::read_scenario(file)),
            (Lines{"\"a.b\" = 1 @x.toml:1:9", "a.b = 2 @x.toml:2:7", "\"\" = 3 @x.toml:3:6",
                   "\"c\\u000Ad\" = 4 @x.toml:4:10"}));
}

TEST(Extends, LaterKeysReplaceThoseOfTheBase) {
  const TemporaryFolder folder;
  folder.write("shared/root.toml", "a = 1\nb = 2\n[t]\nx = 1\ny = 2\n");
  folder.write("middle.toml", "extends = \"shared/root.toml\"\nt.x = 10\nc = 3\n");
  const auto top = folder.write("plans/top.toml", "a = \"new\"\nextends = '../middle.toml'\n");
  const sim::Settings settings = sim::read_scenario(top);
  EXPECT_EQ(lines(folder, settings),
            (Lines{"b = 2 @shared/root.toml:2:5", "t.y = 2 @shared/root.toml:5:5",
                   "t.x = 10 @middle.toml:2:7 over shared/root.toml:4:5", "c = 3 @middle.toml:3:5",
                   "a = \"new\" @plans/top.toml:1:5 over shared/root.toml:1:5"}));
  ASSERT_EQ(settings.files.size(), 3U);
  EXPECT_EQ(folder.without_path(settings.files[2]), "shared/root.toml");
}

TEST(Extends, CirclesAreRefused) {
  const TemporaryFolder folder;
  const auto self = folder.write("self.toml", "x = 1\nextends = \"./self.toml\"");
  EXPECT_EQ(refusal_of_file(folder, self),
            "self.toml:2:11: extends = \"./self.toml\" closes a circle\n"
            "  chain    self.toml extends self.toml");
  const auto a = folder.write("a.toml", "extends = \"b.toml\"");
  folder.write("b.toml", "extends = \"sub/c.toml\"");
  folder.write("sub/c.toml", "\nextends = \"../a.toml\"");
  EXPECT_EQ(refusal_of_file(folder, a),
            "sub/c.toml:2:11: extends = \"../a.toml\" closes a circle\n"
            "  chain    a.toml extends b.toml extends sub/c.toml extends a.toml");
}

TEST(Extends, ACircleThroughALinkIsSeen) {
  const TemporaryFolder folder;
  const auto a = folder.write("a.toml", "extends = \"link.toml\"");
  std::filesystem::create_symlink(a, folder.path() / "link.toml");
  EXPECT_EQ(refusal_of_file(folder, a),
            "a.toml:1:11: extends = \"link.toml\" closes a circle\n  chain    a.toml extends link.toml");
}

TEST(Extends, ChainsAreCapped) {
  const TemporaryFolder folder;
  for (int i = 0; i < 17; ++i) {
    const std::string base = i == 0 ? "x = 1" : "extends = \"" + std::to_string(i - 1) + ".toml\"";
    folder.write(std::to_string(i) + ".toml", base);
  }
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "15.toml"), "");
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "16.toml"),
            "1.toml:1:11: extends = \"0.toml\" makes a chain of more than 16 files\n"
            "  allowed  at most 16 files that extend one another");
}

TEST(Extends, FaultsOfTheBaseAreTold) {
  const TemporaryFolder folder;
  EXPECT_EQ(refusal_of_file(folder, folder.write("a.toml", "\nextends = \"none.toml\"")),
            "a.toml:2:11: extends = \"none.toml\", but none.toml does not exist");
  folder.write("sub/base.toml", "a = 1\na = 2\n");
  const std::string message = refusal_of_file(folder, folder.write("a.toml", "extends = \"sub/base.toml\""));
  EXPECT_EQ(message.substr(0, message.find("TOML:")), "sub/base.toml:2:5: not valid ") << message;
  EXPECT_EQ(refusal_of_file(folder, folder.write("a.toml", "extends = \"sub\"")),
            "a.toml:1:11: extends = \"sub\", but sub is a folder, not a file");
  folder.write("big.toml", std::string(std::size_t{2} << 20, '\n'));
  EXPECT_EQ(refusal_of_file(folder, folder.write("a.toml", "extends = \"big.toml\"")),
            "a.toml:1:11: extends = \"big.toml\", but big.toml is larger than 1 MiB\n"
            "  allowed  a text of at most 1 MiB; data belong in files of their own");
}

TEST(Extends, TakesOneNameOnly) {
  const std::string message =
      ": extends takes the name of one scenario file\n"
      "  allowed  extends = \"other.toml\", relative to the file that says it";
  for (const std::string value : {"3", "\"\"", "[\"a.toml\"]", "{}", "\"a\\u0000b\""}) {
    EXPECT_EQ(refusal_of("extends = " + value), "x.toml:1:11" + message) << value;
  }
  EXPECT_EQ(refusal_of("[extends]\na = 1"), "x.toml:1:1" + message);
}

TEST(ScenarioFile, MustBeAReadableFile) {
  const TemporaryFolder folder;
  folder.write("plain", "");
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "none.toml"),
            "none.toml: the scenario file does not exist");
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "plain/x.toml"),
            "plain/x.toml: the scenario file does not exist");
  std::filesystem::create_directory(folder.path() / "sub");
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "sub"), "sub: the scenario file is a folder, not a file");
  std::filesystem::create_symlink("nowhere", folder.path() / "dangling.toml");
  EXPECT_EQ(refusal_of_file(folder, folder.path() / "dangling.toml"),
            "dangling.toml: the scenario file does not exist");
}

TEST(ScenarioFile, WithoutPermissionIsRefused) {
  const TemporaryFolder folder;
  const auto file = folder.write("x.toml", "a = 1");
  std::filesystem::permissions(file, std::filesystem::perms::none);
  if (std::ifstream(file)) GTEST_SKIP() << "this user may read everything";
  EXPECT_EQ(refusal_of_file(folder, file), "x.toml: the scenario file cannot be opened for reading");
}

TEST(ScenarioFile, ThatFailsWhileBeingReadIsRefused) {
  if (!std::ifstream("/proc/self/mem")) GTEST_SKIP() << "no file here opens and then refuses to be read";
  EXPECT_EQ(refusal_of_file(TemporaryFolder(), "/proc/self/mem"),
            "/proc/self/mem: the scenario file cannot be read");
}

TEST(ScenarioFile, MustBeText) {
  EXPECT_EQ(refusal_of(std::string_view("a = 1\nb = \"\0\"", 12)),
            "x.toml:2:6: a NUL character: this is not a text file");
  EXPECT_EQ(refusal_of(std::string_view("\xFF\xFE"
                                        "a\0",
                                        4)),
            "x.toml:1:4: a NUL character: this is not a text file");
  EXPECT_EQ(refusal_of("a = 1\nb = \"é\xE9t\xE9\""), "x.toml:2:7: not UTF-8: save the file in that encoding");
  EXPECT_EQ(refusal_of("# \xED\xA0\x80"), "x.toml:1:3: not UTF-8: save the file in that encoding");
}

TEST(ScenarioFile, SyntaxErrorsHaveAPlace) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"a = ", "x.toml:1:5: not valid TOML: "},
      {"a = 1\nb == 2", "x.toml:2:4: not valid TOML: "},
      {"a = \"open", "x.toml:1:10: not valid TOML: "},
      {"[a\nb = 1", "x.toml:1:3: not valid TOML: "},
      {"a = 1\n[a]\nb = 1", "x.toml:2:1: not valid TOML: "},
      {"a = 1e999", "x.toml:1:10: not valid TOML: "},
      {"a = 1 b = 2", "x.toml:1:7: not valid TOML: "},
      {"a = 99999999999999999999", "x.toml:1:25: not valid TOML: "},
      {"= 1", "x.toml:1:1: not valid TOML: "},
      {"a.b = 1\na.b.c = 2", "x.toml:2:3: not valid TOML: "},
  };
  for (const auto& [text, start] : table) {
    const std::string message = refusal_of(text);
    EXPECT_EQ(message.substr(0, start.size()), start) << message;
    EXPECT_GT(message.size(), start.size());
  }
}

TEST(Caps, RefuseWhatWouldOverflowTheParser) {
  const std::string dots = ": a key with more than 32 dots\n  allowed  table.key, or table.subtable.key";
  const std::string deep = ": brackets nested more than 64 deep\n  allowed  lists of plain values";
  EXPECT_EQ(refusal_of("# first\n" + repeated("a.", 200000) + "a = 1"), "x.toml:2:66" + dots);
  EXPECT_EQ(refusal_of("[" + repeated("a.", 200000) + "a]"), "x.toml:1:67" + dots);
  EXPECT_EQ(refusal_of(repeated("\"é\" . ", 200) + "a = 1"), "x.toml:1:197" + dots);
  EXPECT_EQ(refusal_of("a = {" + repeated("'a'.", 33) + "a = 1}"), "x.toml:1:137" + dots);
  EXPECT_EQ(refusal_of("a = " + repeated("[", 100000) + repeated("]", 100000)), "x.toml:1:69" + deep);
  EXPECT_EQ(refusal_of("a = " + repeated("[\n", 100000)), "x.toml:65:1" + deep);
  EXPECT_EQ(refusal_of("a = " + repeated("{a=", 100000)), "x.toml:1:197" + deep);
  EXPECT_EQ(refusal_of(std::string(std::size_t{2} << 20, '[')),
            "x.toml: the scenario file is larger than 1 MiB\n"
            "  allowed  a text of at most 1 MiB; data belong in files of their own");
}

TEST(ScenarioFile, WhatTripsTheParsersAssertionsIsASyntaxError) {
  const std::string message = "not valid TOML: a name or a value is missing or misplaced on this line";
  for (const std::string slip :
       {"[.a]", "[=]", "[ , ]", "[[.a]]", "[[ =]]", "[#]", "x = [ , ]", "x = [1, , 2]"}) {
    const std::string refused = refusal_of("a = [\n[1]]\n" + slip + "\nb = 2\n\n");
    EXPECT_EQ(refused.substr(0, 8), "x.toml:3") << slip;
    EXPECT_NE(refused.find("not valid TOML: "), std::string::npos) << refused;
  }
  EXPECT_EQ(refusal_of("a = 1\n[=]"), "x.toml:2: " + message);
  EXPECT_EQ(refusal_of("[=]\na = 1\n"), "x.toml:1: " + message);
  sim::Settings settings;
  sim::apply_override(settings, "a=[,]");
  EXPECT_EQ(sim::literal(settings.values.at(0).value), "\"[,]\"");
}

TEST(Caps, RefuseLettersThatTheParserCannotTake) {
  const std::string outside =
      ": a letter beyond ASCII outside quotes\n  allowed  in \"texts\" and # comments";
  const std::string joined =
      ": a letter beyond ASCII behind a backslash\n"
      "  allowed  the text without it";
  EXPECT_EQ(refusal_of("année = 1"), "x.toml:1:4" + outside);
  EXPECT_EQ(refusal_of("a = 1\n[é]"), "x.toml:2:2" + outside);
  EXPECT_EQ(refusal_of("a = été"), "x.toml:1:5" + outside);
  EXPECT_EQ(refusal_of("a = 1 é"), "x.toml:1:7" + outside);
  EXPECT_EQ(refusal_of("a = \"\\é\""), "x.toml:1:7" + joined);
  EXPECT_EQ(refusal_of("a = \"\"\"x\\\n  été\"\"\""), "x.toml:2:3" + joined);
  const std::string behind_quote =
      ": a letter beyond ASCII behind a misplaced quote\n  allowed  in \"texts\" and # comments";
  EXPECT_EQ(refusal_of("a = 02\"yé\""), "x.toml:1:9" + behind_quote);
  EXPECT_EQ(refusal_of("a = 'x'\"é"), "x.toml:1:9" + behind_quote);
  EXPECT_EQ(refusal_of("\"é\" = 1\nb = {\"é\"=\"é\",'à' = ['é',\"è\"]}\nc.\"é\" = 2"), "");
  EXPECT_EQ(refusal_of("a = \"\"\"x\\\\\n  été \\\n y\"\"\"\n\"é\" = 'é' # é\nb = '''\\\né'''"), "");
}

TEST(Caps, TheDeepestTextTheyAllowDoesNotOverflowAnything) {
  const std::string dotted = repeated("a.", 32) + "a";
  std::string text = "[" + dotted + "]\n";
  for (int i = 0; i < 64; ++i) text += dotted + " = {";
  EXPECT_NE(refusal_of(text), "");
  EXPECT_EQ(refusal_of(text + "b = 1" + std::string(64, '}')), "");
  EXPECT_EQ(refusal_of("a = " + std::string(64, '[') + std::string(64, ']')), "");
}

TEST(Caps, LeaveReasonableFilesAlone) {
  const std::string dots(1000, '.'), brackets(1000, '[');
  EXPECT_EQ(refusal_of("# " + dots + brackets + "\na = 1 # " + dots + brackets + "'\n"), "");
  EXPECT_EQ(refusal_of("a = \"" + dots + brackets + "\\\"" + brackets + "\""), "");
  EXPECT_EQ(refusal_of("a = '" + dots + brackets + "\\'"), "");
  EXPECT_EQ(refusal_of("a = \"\"\"\n" + dots + "\"\"\n'''" + brackets + "\\\"\"\"\"\"\"\nb = ''"), "");
  EXPECT_EQ(refusal_of("a = '''" + dots + "\"\n''" + brackets + "'''''\nb = \"\" # " + brackets), "");
  EXPECT_EQ(refusal_of("a = [" + repeated("0.5, ", 10000) + "]"), "");
  EXPECT_EQ(refusal_of("a = [" + repeated("[1.5], ", 1000) + "]"), "");
  EXPECT_EQ(refusal_of(repeated("[[e]]\nx.y = 1.5\n", 1000)), "");
  EXPECT_EQ(refusal_of("a = \"" + std::string((1 << 20) - 6, 'x') + "\""), "");
}

TEST(Caps, SeeWhatFollowsAString) {
  const std::string deep = std::string(65, '[');
  for (const std::string before :
       {"''", "\"\"", "'''a'''''", "\"\"\"a\"\"\"\"\"", "\"\\\\\"", "'\\'", "\"\"\"\\\"\"\"\""}) {
    EXPECT_TRUE(sim::beyond_caps("a = [" + before + ", " + deep)) << before;
  }
  EXPECT_TRUE(sim::beyond_caps("a = 'left open\nb = " + deep));
  EXPECT_FALSE(sim::beyond_caps("a = '''left open\nb = " + deep));
  EXPECT_FALSE(sim::beyond_caps("a = \"\\"));
}

TEST(Override, ReadsTomlValuesAndBareTexts) {
  const TemporaryFolder folder;
  sim::Settings settings;
  for (const std::string assignment :
       {"run.seed=7", "a.real = 2.0 ", "trust.rule=beta", "trust.name=\"a b\"", "a.list=[1, 2]", "a.on=true",
        "a.empty=", "a.text=x = y # z", "a.month=2015-09", "a.lines=1\nb = 2", "a.place=été",
        "box={a=1,b.c=2}"}) {
    sim::apply_override(settings, assignment);
  }
  EXPECT_EQ(
      lines(folder, settings),
      (Lines{"run.seed = 7 @--set run.seed=7", "a.real = 2.0 @--set a.real = 2.0 ",
             "trust.rule = \"beta\" @--set trust.rule=beta", "trust.name = \"a b\" @--set trust.name=\"a b\"",
             "a.list = [1, 2] @--set a.list=[1, 2]", "a.on = true @--set a.on=true",
             "a.empty = \"\" @--set a.empty=", "a.text = \"x = y # z\" @--set a.text=x = y # z",
             "a.month = \"2015-09\" @--set a.month=2015-09",
             "a.lines = \"1\\u000Ab = 2\" @--set a.lines=1\nb = 2", "a.place = \"été\" @--set a.place=été",
             "box.a = 1 @--set box={a=1,b.c=2}", "box.b.c = 2 @--set box={a=1,b.c=2}"}));
}

TEST(Override, ReplacesWhatTheFilesAndEarlierOptionsSay) {
  const TemporaryFolder folder;
  sim::Settings settings = sim::read_scenario(folder.write("x.toml", "a.b = 1\nc = 2\n"));
  sim::apply_override(settings, "a.b=5");
  sim::apply_override(settings, " a . b =6");
  EXPECT_EQ(lines(folder, settings),
            (Lines{"c = 2 @x.toml:2:5", "a.b = 6 @--set  a . b =6 over --set a.b=5"}));
}

TEST(Override, MalformedOnesAreRefused) {
  const std::string allowed = "\n  allowed  --set table.key=value, as in --set run.seed=7";
  const std::string no_key = ": no key such as table.key before the '='" + allowed;
  EXPECT_EQ(refusal_of_override(""), "--set : no '=' between a key and its value" + allowed);
  EXPECT_EQ(refusal_of_override("run.seed"), "--set run.seed: no '=' between a key and its value" + allowed);
  EXPECT_EQ(refusal_of_override("extends=a.toml"),
            "--set extends=a.toml: extends belongs in a scenario file" + allowed);
  EXPECT_EQ(refusal_of_override("a=\xFF"), "--set \"a=\\uFFFD\": not UTF-8" + allowed);
  for (const std::string key : {"", " ", ".", "a.", ".a", "a..b", "a b", "a.\"b\"", "é", "[a]", "a\nb"}) {
    EXPECT_EQ(refusal_of_override(key + "=1"), "--set " + key + "=1" + no_key);
  }
}

TEST(Override, TheSameCapsApply) {
  const std::string allowed = "\n  allowed  --set table.key=value, as in --set run.seed=7";
  EXPECT_EQ(refusal_of_override(repeated("a.", 200000) + "a=1"),
            "--set " + repeated("a.", 30) + "...: a key with more than 32 dots" + allowed);
  EXPECT_EQ(refusal_of_override("a=" + std::string(100000, '[')),
            "--set a=" + std::string(58, '[') + "...: brackets nested more than 64 deep" + allowed);
  EXPECT_EQ(refusal_of_override("a={" + repeated("b.", 200000) + "b=1}"),
            "--set a={" + repeated("b.", 28) + "b...: a key with more than 32 dots" + allowed);
  EXPECT_EQ(refusal_of_override("a=" + std::string(std::size_t{2} << 20, 'x')),
            "--set a=" + std::string(58, 'x') + "...: larger than 1 MiB" + allowed);
}

}  // namespace
