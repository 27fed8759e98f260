// A type has one definition in its namespace. Two files that each define another type of one name link
// without a word, and one of them then runs the other's code.
#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/architecture/sources.hpp"

namespace lien_test {
namespace {

/// "namespace::Type" of every type that `text` defines outside functions, types and unnamed namespaces. Reads
/// what clang-format writes: such definitions and the ends of namespaces begin in the first column.
std::set<std::string> types_in(const std::string& text) {
  static const std::regex opening(R"(^namespace ?([\w:]*) ?\{)");
  static const std::regex closing(R"(^\}  // namespace)");
  static const std::regex type(
      R"(^(?:struct|class|union|enum class) (?:alignas\([^)]*\) )?(\w+)(?:[^;]*\{|$))");
  std::vector<std::string> scopes;
  std::set<std::string> found;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, opening)) {
      scopes.push_back(match[1]);
    } else if (std::regex_search(line, closing)) {
      if (!scopes.empty()) scopes.pop_back();
    } else if (std::regex_search(line, match, type)) {
      std::string name;
      bool unnamed = false;
      for (const std::string& scope : scopes) {
        unnamed = unnamed || scope.empty();
        name += scope + "::";
      }
      if (!unnamed) found.insert(name + match[1].str());
    }
  }
  return found;
}

TEST(Names, TheReaderOfTypesSeesWhatLinks) {
  EXPECT_THAT(types_in("namespace a {\nnamespace {\nstruct Hidden {\n};\n}  // namespace\nstruct Seen {\n};\n"
                       "struct Declared;\nclass Derived final : public Seen {\n};\n}  // namespace a\n"),
              testing::UnorderedElementsAre("a::Seen", "a::Derived"));
}

TEST(Names, ATypeIsDefinedInOneFile) {
  std::map<std::string, std::vector<std::string>> files;
  for (const SourceFile& file : sources_in({"sim", "models", "analysis", "cli"})) {
    for (const std::string& type : types_in(file.text)) files[type].push_back(file.path);
  }
  EXPECT_GT(files.size(), 300u);
  std::vector<std::string> twice;
  for (const auto& [type, places] : files) {
    if (places.size() > 1) twice.push_back(type + " in " + places[0] + " and " + places[1]);
  }
  EXPECT_THAT(twice, testing::IsEmpty());
}

}  // namespace
}  // namespace lien_test
