// Experiments with a fault: all of them at once, each with its place, what is allowed and the nearest name.
#include "tests/support/bad_input.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

struct BadExperiment {
  std::string name;
  std::string text;     ///< of experiment.toml
  std::string table;    ///< of points.csv
  std::string message;  ///< the whole of stderr
};
void PrintTo(const BadExperiment& bad, std::ostream* out) { *out << bad.name; }

const std::string head = "[experiment]\nscenario = \"territory.toml\"\nmeasures = [\"contacts\"]\n";
const std::string csv = head + "[design]\nkind = \"csv\"\nfile = \"points.csv\"\n";

/// A factor that stands from line 4 on.
std::string factor(const std::string& lines) { return head + "[[factor]]\nname = \"a\"\n" + lines; }

std::vector<BadExperiment> experiments() { return {EXPERIMENTS}; }

class BadExperiments : public testing::TestWithParam<BadExperiment> {};

TEST_P(BadExperiments, AreRefusedWithTheWholeStory) {
  const BadExperiment& bad = GetParam();
  const TinyExperiment tiny(bad.text);
  if (!bad.table.empty()) tiny.folder().write("points.csv", bad.table);
  const auto before = content_of(tiny.path());
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"plan", "experiment.toml"}, {"sweep", "experiment.toml", "-o", "sweep"}}) {
    const Ended ended = run_lien(arguments, tiny.path());
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.err, bad.message);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(tiny.path()), before);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, BadExperiments, testing::ValuesIn(experiments()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace lien_test
