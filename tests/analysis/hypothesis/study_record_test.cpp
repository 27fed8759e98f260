// study.json: what is written is read back; what is newer, damaged or of something else is refused in one
// sentence.
#include "analysis/hypothesis/study_record.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/hypothesis/effect_drawing.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/report/synthetic_study.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class StudyRecordTest : public testing::Test {
 protected:
  StudyRecordTest() { write_study(synthetic_study(), folder_.path()); }
  /// How the file is refused once `change` has been at its JSON.
  template <class Change>
  [[nodiscard]] std::string refusal(Change change) const {
    auto json = study_as_json(synthetic_study());
    change(json);
    folder_.write("study.json", json.dump());
    std::string message =
        thrown_message<sim::InputError>([&] { (void)analysis::read_study(folder_.path() / "study.json"); });
    const std::string folder = folder_.path().string() + "/";
    if (message.starts_with(folder)) message.erase(0, folder.size());
    return message.substr(0, message.find('\n'));
  }
  TemporaryFolder folder_;
};

TEST_F(StudyRecordTest, IsReadBackAsItWasWritten) {
  const analysis::StudyRecord record = analysis::read_study(folder_.path() / "study.json");
  EXPECT_EQ(study_as_json(record), study_as_json(synthetic_study()));
  EXPECT_EQ(record.hypothesis.claims[1].direction, analysis::Direction::fall);
  EXPECT_EQ(record.study.theories[2].wired[0].effect, 0.07);
  EXPECT_TRUE(std::isnan(record.study.draws[3].neutral[0]));
  EXPECT_EQ(record.study.verdict.finding, analysis::Finding::built_in);
}

TEST_F(StudyRecordTest, TellsItsSeeds) {
  const auto seeds = study_as_json(synthetic_study())["seeds"];
  EXPECT_EQ(seeds["pairs"], nlohmann::json({1, 2}));
  EXPECT_EQ(seeds["draws"], nlohmann::json({1001, 1002, 1003}));
}

TEST_F(StudyRecordTest, OfANewerProgramIsRefused) {
  EXPECT_EQ(refusal([](auto& json) { json["format_version"] = 2; }),
            "study.json: was written by a newer Lien (format 2, this program reads up to 1)");
  EXPECT_EQ(refusal([](auto& json) {
              json["format_version"] = 9;
              json.erase("claims");  // of a newer file nothing can be taken for what it seems
            }),
            "study.json: was written by a newer Lien (format 9, this program reads up to 1)");
}

TEST_F(StudyRecordTest, ThatIsDamagedIsRefused) {
  const std::string none = "study.json: is no study of a hypothesis, or damaged";
  EXPECT_EQ(refusal([](auto& json) { json = nlohmann::json::array(); }), none);
  EXPECT_EQ(refusal([](auto& json) { json.erase("format_version"); }), none);
  EXPECT_EQ(refusal([](auto& json) { json.erase("origin"); }), none + ": key 'origin' not found");
  EXPECT_EQ(refusal([](auto& json) { json["runs"] = "many"; }), none + ": runs \"many\" is no count");
  EXPECT_EQ(refusal([](auto& json) { json["id"] = "../../H1"; }), none + ": id \"../../H1\" is no name");
  EXPECT_EQ(refusal([](auto& json) { json["finding"] = "true"; }), none + ": finding \"true\" is unknown");
  EXPECT_EQ(refusal([](auto& json) { json["claims"][0]["month"] = "May"; }),
            none + ": month \"May\" is no month");
  EXPECT_EQ(refusal([](auto& json) { json["claims"][1]["draws"].erase(0); }),
            none + ": its claims are not of the same theories and draws");
  EXPECT_EQ(refusal([](auto& json) { json["claims"] = nlohmann::json::array(); }),
            none + ": it holds no claim that was tested");
  folder_.write("study.json", "{\"format_version\": 1, ");
  EXPECT_THAT(
      thrown_message<sim::InputError>([&] { (void)analysis::read_study(folder_.path() / "study.json"); }),
      HasSubstr("is no study of a hypothesis, or damaged\n"));
}

// Whatever single value of it is another: a page, or one refusal.
TEST_F(StudyRecordTest, WithAnyWrongValueIsAPageOrRefused) {
  const auto whole = study_as_json(synthetic_study());
  const auto flat = whole.flatten();
  std::size_t read = 0, refused = 0;
  for (const auto& [place, value] : flat.items()) {
    for (const auto& wrong :
         {nlohmann::json(nullptr), nlohmann::json(-1), nlohmann::json(1e300), nlohmann::json("\u00e9 = <"),
          nlohmann::json::array(), nlohmann::json::object()}) {
      auto json = whole;
      json[nlohmann::json::json_pointer(place)] = wrong;
      folder_.write("study.json", json.dump());
      try {
        const auto record = analysis::read_study(folder_.path() / "study.json");
        for (const auto& figure : analysis::report::effect_figures(record))
          EXPECT_LT(svg_of(drawing_of(figure, true)).size(), 200'000U) << place << " " << wrong;
        ++read;
      } catch (const sim::InputError& error) {
        EXPECT_EQ(error.faults().size(), 1U);
        ++refused;
      }
    }
  }
  EXPECT_GT(read, 100U);
  EXPECT_GT(refused, 1000U);
}

TEST_F(StudyRecordTest, IsFoundInFolders) {
  const TemporaryFolder tests;
  for (const std::string id : {"H10", "H2", "H2b"}) tests.write(id + "/study.json", "{}");
  tests.write("H3/frozen.json", "{}");  // not tested to the end
  const auto at = [&](const char* id) { return tests.path() / id / "study.json"; };
  EXPECT_THAT(analysis::study_files(tests.path()), ElementsAre(at("H2"), at("H2b"), at("H10")));
  EXPECT_THAT(analysis::study_files(at("H10").parent_path()), ElementsAre(at("H10")));
  EXPECT_THAT(thrown_message<sim::InputError>([&] { (void)analysis::study_files(tests.path() / "H3"); }),
              HasSubstr("holds no study of a hypothesis"));
}

}  // namespace
}  // namespace lien_test
