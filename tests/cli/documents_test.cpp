// The documentation names nothing that is not there: links, files, tests, commands, words of the glossary.
#include <gmock/gmock.h>

#include <cctype>
#include <map>
#include <regex>
#include <set>

#include "models/territory/measures.hpp"
#include "models/territory/model.hpp"
#include "models/territory/snapshot.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/architecture/sources.hpp"

namespace lien_test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// README, CHANGELOG, docs and the pages beside models, scenarios and benchmarks. The parts of docs/odd.md
/// are in it: their links are those of that page.
std::vector<SourceFile> pages() {
  std::vector<SourceFile> all;
  for (const std::string name : {"README.md", "CHANGELOG.md"})
    all.push_back({name, text_of(std::filesystem::path(LIEN_SOURCE_DIR) / name)});
  for (const std::string folder : {"docs", "models", "scenarios", "bench"}) {
    for (SourceFile& file : files_in(folder, {".md"}))
      if (file.path.find("territory/odd/") == std::string::npos) all.push_back(std::move(file));
  }
  return all;
}

/// The text without its code blocks, lines kept.
std::string without_blocks(const std::string& text) {
  std::istringstream lines(text);
  std::string prose;
  bool code = false;
  for (std::string line; std::getline(lines, line);) {
    const bool fence = line.starts_with("```");
    if (fence) code = !code;
    prose += (code || fence ? "" : line) + "\n";
  }
  return prose;
}

/// What `pattern` finds, its first group.
std::vector<std::string> found_in(const std::string& text, const std::string& pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), wanted), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

/// The anchors of a page: its headings in lower case, spaces as hyphens, punctuation left out.
std::set<std::string> anchors_of(const std::string& page) {
  std::set<std::string> anchors;
  for (const std::string& heading : found_in(without_blocks(page), "(?:^|\n)#+ ([^\n]*)")) {
    std::string anchor;
    for (const char letter : heading) {
      const auto byte = static_cast<unsigned char>(letter);
      if (letter == ' ') anchor += '-';
      if (std::isalnum(byte) || letter == '-' || letter == '_' || byte >= 0x80)
        anchor += static_cast<char>(std::tolower(byte));
    }
    anchors.insert(anchor);
  }
  return anchors;
}

TEST(Documents, LinkToWhatIsThere) {
  namespace fs = std::filesystem;
  std::vector<std::string> broken;
  std::size_t links = 0;
  for (const SourceFile& page : pages()) {
    for (const std::string& link : found_in(without_blocks(page.text), "\\]\\(([^)\\s]+)\\)")) {
      if (link.find("://") != std::string::npos) continue;
      ++links;
      const std::size_t hash = std::min(link.find('#'), link.size());
      const fs::path here = fs::path(LIEN_SOURCE_DIR) / page.path;
      const fs::path target = hash == 0 ? here : here.parent_path() / link.substr(0, hash);
      const bool exists = fs::exists(target);
      const bool has_anchor =
          hash == link.size() || (exists && anchors_of(text_of(target)).contains(link.substr(hash + 1)));
      if (!exists || !has_anchor) broken.push_back(page.path + ": " + link);
    }
  }
  EXPECT_GT(links, 50U);
  EXPECT_THAT(broken, IsEmpty());
}

TEST(Documents, NameTestsThatAreThere) {
  std::set<std::string> tests;
  for (const SourceFile& file : sources_in({"tests"})) {
    const std::regex declared("(?:^|\n)(?:TYPED_)?TEST(?:_[PF])?\\((\\w+),\\s*(\\w+)\\)");
    for (std::sregex_iterator match(file.text.begin(), file.text.end(), declared), end; match != end; ++match)
      tests.insert((*match)[1].str() + "." + (*match)[2].str());
  }
  std::vector<std::string> unknown;
  std::size_t named = 0;
  for (const SourceFile& page : pages()) {
    for (const std::string& test : found_in(page.text, "[`']([A-Z]\\w+\\.[A-Z]\\w+)[`']")) {
      if (test == "Suite.Test") continue;
      ++named;
      if (!tests.contains(test)) unknown.push_back(page.path + ": " + test);
    }
  }
  EXPECT_GT(named, 50U);
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Documents, NameFilesThatAreThere) {
  std::vector<std::string> unknown;
  for (const SourceFile& page : pages()) {
    for (const std::string& file : found_in(
             page.text, "`((?:sim|models|analysis|cli|bench|tests|scenarios|docs)/[A-Za-z0-9_/.-]*)[`]")) {
      if (file.find("NAME") != std::string::npos) continue;  // any name
      // A program is named like its source.
      const std::filesystem::path path = std::filesystem::path(LIEN_SOURCE_DIR) / file;
      if (!std::filesystem::exists(path) && !std::filesystem::exists(path.string() + ".cpp"))
        unknown.push_back(page.path + ": " + file);
    }
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Documents, NameCommandsOptionsAndScenariosThatAreThere) {
  std::map<std::string, std::string> help;
  for (const std::string& names :  // some have two, with a comma between
       found_in(run_lien({"--help"}, LIEN_SOURCE_DIR).out, "\n  ([a-z-]+(?:, [a-z-]+)*)  *\n? +[A-Z][^\n]*")) {
    for (const std::string& command : found_in(names, "([a-z-]+)"))
      help[command] = run_lien({command, "--help"}, LIEN_SOURCE_DIR).out;
  }
  ASSERT_TRUE(help.contains("run") && help.contains("describe"));
  std::vector<std::string> unknown;
  std::size_t named = 0;
  for (const SourceFile& page : pages()) {
    // A command reaches to the end of its quotation or line; what follows a backslash is of it.
    const std::string text = std::regex_replace(page.text, std::regex("\\\\\n"), " ");
    for (const std::string& line : found_in(text, "(?:`|\n(?:\\$ |build/)?)lien ([a-z][^`\n#]*)")) {
      const std::string command = line.substr(0, line.find(' '));
      ++named;
      const auto known = help.find(command);
      if (known == help.end()) {
        unknown.push_back(page.path + ": lien " + line);
        continue;
      }
      for (const std::string& option : found_in(" " + line, " (--[a-z][a-z-]*)"))
        if (known->second.find(option) == std::string::npos)
          unknown.push_back(page.path + ": lien " + command + " " + option);
      for (const std::string& scenario : found_in(line, "(scenarios/[a-z0-9_/]+\\.toml)"))
        if (!std::filesystem::exists(std::filesystem::path(LIEN_SOURCE_DIR) / scenario))
          unknown.push_back(page.path + ": " + scenario);
    }
  }
  EXPECT_GT(named, 50U);
  EXPECT_THAT(unknown, IsEmpty());
}

/// Whatever has a name: parameters and their choices, tables and columns, measures, submodels, categories.
std::set<std::string> names_of_the_program() {
  std::set<std::string> names;
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries()) {
    names.insert(entry.key);
    names.insert(entry.group);
    names.insert(entry.choices.begin(), entry.choices.end());
  }
  for (const auto& measure : territory::stock_measures()) names.emplace(measure.name);
  for (const auto& measure : territory::flow_measures()) names.emplace(measure.name);
  for (const auto& submodel : territory::declared_schedule()) names.insert(submodel.name);
  const sim::Executor executor(1);
  territory::Model model(territory::Scenario{}, territory::Geography{}, executor);
  for (const std::string& column : model.world().column_names()) {
    names.insert(column);
    names.insert(column.substr(0, column.find('.')));
  }
  for (const auto& columns :
       {territory::actor_columns(), territory::tie_columns(), territory::partnership_columns()}) {
    for (const auto& column : columns) names.insert(column.flags.begin(), column.flags.end());
  }
  names.insert(territory::profile_names.begin(), territory::profile_names.end());
  names.insert(territory::host_names.begin(), territory::host_names.end());
  names.insert(territory::modality_names.begin(), territory::modality_names.end());
  return names;
}

TEST(Glossary, NamesWhatIsInTheProgram) {
  const std::string text = text_of(LIEN_SOURCE_DIR "/docs/glossary.md");
  const std::set<std::string> names = names_of_the_program();
  const std::vector<std::string> said = found_in(text, "\\| `([^`\n]+)` \\|(?=\n)");
  EXPECT_GT(said.size(), 70U);
  std::vector<std::string> unknown;
  for (const std::string& name : said)
    if (!names.contains(name)) unknown.push_back(name);
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Glossary, ExplainsEachWordOnceInOneLine) {
  std::istringstream lines(text_of(LIEN_SOURCE_DIR "/docs/glossary.md"));
  std::set<std::string> words;
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ") || line.starts_with("| French ")) continue;
    ++rows;
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 5) << line;
    words.insert(line.substr(2, line.find(" |") - 2));
  }
  EXPECT_THAT(words, SizeIs(rows));
}

}  // namespace
}  // namespace lien_test
