// Lists of tables `[[list]]`: read, merged by name, described, written out and read again.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using lien_test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

struct Event {
  std::string name;
  std::string place = "nowhere";
  double size = 1;
  std::vector<std::string> guests;

  void describe(sim::ParameterVisitor& p) {
    p.text(place,
           {.name = "place", .meaning = "where", .evidence = sim::Evidence::setting, .required = true});
    p.real(size,
           {.name = "size", .range = {0, 10}, .meaning = "how large", .evidence = sim::Evidence::setting});
    p.texts(guests, {.name = "guests", .meaning = "who comes", .evidence = sim::Evidence::setting});
    p.require(guests.size() <= 2, {"guests"}, "at most two guests");
  }
  friend bool operator==(const Event&, const Event&) = default;
};

struct Diary {
  double pages = 12;
  std::vector<Event> events;

  void describe(sim::ParameterVisitor& p) {
    const sim::Group group(p, "diary", "of a year");
    p.real(pages,
           {.name = "pages", .range = {1, 99}, .meaning = "length", .evidence = sim::Evidence::setting});
    p.list(events, {.name = "event", .meaning = "what happens", .most = 3});
  }
  friend bool operator==(const Diary&, const Diary&) = default;
};

Diary read_diary(sim::Settings settings, Diary diary = {}) {
  sim::Reader reader(std::move(settings));
  diary.describe(reader);
  reader.finish();
  return diary;
}
Diary diary_of(std::string_view text, const std::vector<std::string>& options = {}) {
  sim::Settings settings = sim::parse_scenario(text, "x.toml");
  for (const std::string& option : options) sim::apply_override(settings, option);
  return read_diary(std::move(settings));
}
std::string diary_refusal(std::string_view text, const std::vector<std::string>& options = {}) {
  return lien_test::thrown_message<sim::InputError>([&] { diary_of(text, options); });
}

const Event fair{"fair", "Aurillac", 2.5, {"Ada"}}, walk{"walk", "Mende", 1, {}};
constexpr std::string_view both = R"(
[[diary.event]]
name = "walk"
place = "Mende"
[[diary.event]]
name = "fair"
guests = ["Ada"]
size = 2.5
place = "Aurillac"
)";

TEST(Lists, AreReadInTheOrderOfNames) {
  EXPECT_THAT(diary_of(both).events, ElementsAre(fair, walk));
  EXPECT_TRUE(diary_of("").events.empty());
  EXPECT_EQ(diary_of("[diary.event.walk]\nplace = \"Mende\"").events, std::vector{walk});
}

TEST(Lists, AreSetOnTheCommandLineByName) {
  EXPECT_EQ(diary_of(both, {"diary.event.fair.size=7"}).events[0].size, 7);
  EXPECT_THAT(diary_of("", {"diary.event.walk.place=Mende"}).events, ElementsAre(walk));
}

TEST(Lists, ChangeDefaultsByName) {
  Diary diary;
  diary.events = {walk, fair};
  const Diary now = read_diary(
      sim::parse_scenario("[[diary.event]]\nname = \"walk\"\nplace = \"here\"\nsize = 3", "x"), diary);
  EXPECT_THAT(now.events, ElementsAre(fair, Event{"walk", "here", 3, {}}));
}

TEST(Lists, OfAnExtendedFileAreChangedFieldByField) {
  const TemporaryFolder folder;
  folder.write("base.toml", both);
  const auto file = folder.write("x.toml", R"(extends = "base.toml"
[[diary.event]]
name = "fair"
size = 0
[[diary.event]]
name = "ball"
place = "Le Puy"
)");
  EXPECT_THAT(read_diary(sim::read_scenario(file)).events,
              ElementsAre(Event{"ball", "Le Puy", 1, {}}, Event{"fair", "Aurillac", 0, {"Ada"}}, walk));
}

TEST(Lists, WrittenOutAreReadAsThemselves) {
  Diary diary;
  diary.events = {fair, walk};
  const std::string text = sim::resolved_toml(sim::catalogue_of(diary));
  EXPECT_EQ(text, R"([diary]
pages = 12.0

[[diary.event]]
name = "fair"
place = "Aurillac"
size = 2.5
guests = ["Ada"]

[[diary.event]]
name = "walk"
place = "Mende"
size = 1.0
guests = []
)");
  EXPECT_EQ(diary_of(text), diary);
}

TEST(Lists, DescribeTheirFieldsOnceAndTheirTablesByName) {
  const sim::Catalogue empty = sim::catalogue_of(Diary{});
  EXPECT_THAT(empty.keys(), ElementsAre("diary.pages", "diary.event.name", "diary.event.place",
                                        "diary.event.size", "diary.event.guests"));
  EXPECT_TRUE(empty.find("diary.event.size")->is_field());
  EXPECT_THAT(sim::as_text(empty), HasSubstr("[[diary.event]]  what happens"));
  EXPECT_THAT(sim::as_text(empty), HasSubstr("rule: required"));
  EXPECT_THAT(sim::as_markdown(empty), HasSubstr("### `[[diary.event]]`"));
  EXPECT_EQ(sim::as_json(empty)[2]["list"], "diary.event");
  EXPECT_EQ(sim::as_json(empty)[2]["required"], true);
  EXPECT_FALSE(sim::as_json(empty)[0].contains("list"));
  Diary diary;
  diary.events = {fair};
  const sim::Catalogue one = sim::catalogue_of(diary);
  EXPECT_FALSE(one.find("diary.event.fair.size")->is_field());
  EXPECT_EQ(sim::literal(one.find("diary.event.fair.size")->value), "2.5");
}

TEST(Lists, OfTheProgramItselfAreChecked) {
  Diary diary;
  diary.events = {fair, fair};
  EXPECT_THROW(sim::catalogue_of(diary), sim::InvariantError);
  diary.events = {Event{"a b", "here", 1, {}}};
  EXPECT_THROW(sim::catalogue_of(diary), sim::InvariantError);
  diary.events = {fair};
  diary.events[0].size = 11;
  EXPECT_THROW(sim::catalogue_of(diary), sim::InvariantError);
}

TEST(ListMessages, TellTheTableByItsName) {
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"fair\"\nplace = \"x\"\nsize = 11"),
            "x.toml:4:8: diary.event.fair.size = 11 is out of range\n  allowed  0 to 10: how large\n"
            "  default  1; remove the line to use it");
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"fair\"\nplace = 3"),
            "x.toml:3:9: diary.event.fair.place = 3 is an integer, expected a string\n"
            "  allowed  a text in double quotes: where");
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"fair\"\nplace = \"x\"\nsiez = 1"),
            "x.toml:4:1: unknown parameter 'diary.event.fair.siez'; did you mean 'diary.event.fair.size'?");
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"fair\"\nplace = \"x\"\nguests = [\"a\", \"b\", \"c\"]"),
            "x.toml:4:10: diary.event.fair: at most two guests\n  values   guests = [\"a\", \"b\", \"c\"]");
}

TEST(ListMessages, TellWhatIsMissing) {
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"fair\"\nsize = 1"),
            "x.toml:2:1: [[diary.event]] \"fair\" has no place\n  allowed  a text in double quotes: where");
  EXPECT_EQ(
      diary_refusal(both, {"diary.event.fairs.size=0"}),
      "--set diary.event.fairs.size=0: [[diary.event]] \"fairs\" has no place\n"
      "  allowed  a text in double quotes: where\n  nearest  [[diary.event]] \"fair\" is another table");
}

TEST(ListMessages, TellTablesThatCannotBeTold) {
  const std::string allowed =
      "\n  allowed  [[diary.event]] with name = \"...\" of its own: 1 to 64 letters, digits, _ and -";
  EXPECT_EQ(diary_refusal("[[diary.event]]\nplace = \"x\""),
            "x.toml:1:1: [[diary.event]] is a table without a name" + allowed);
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"a b\""),
            "x.toml:2:8: [[diary.event]] is a table with an unfit name: \"a b\"" + allowed);
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = 7"),
            "x.toml:2:8: [[diary.event]] is a table with an unfit name: 7" + allowed);
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"a\"\nplace = \"x\"\n[[diary.event]]\nname = \"a\""),
            "x.toml:5:8: [[diary.event]] is a table with the name of line 2: \"a\"" + allowed);
  EXPECT_EQ(diary_refusal("[diary.event.\"a b\"]\nplace = \"x\""),
            "x.toml:2:1: diary.event.\"a b\".place: the name of the table is unfit" + allowed);
  EXPECT_EQ(diary_refusal("diary.event = [{name = \"a\"}]"),
            "x.toml:1:16: diary.event holds a table in brackets" + allowed);
  EXPECT_EQ(diary_refusal("[[diary.event]]\nname = \"a\"\nplace = \"x\"\n", {"diary.event.a.name=b"}),
            "--set diary.event.a.name=b: diary.event.a: a table of a list cannot be renamed\n"
            "  values   name = \"b\"");
}

TEST(ListMessages, TellListsFromGroupsAndParameters) {
  const std::string rest =
      ": 'diary.event' is a list of tables\n"
      "  allowed  [[diary.event]] with, below it: name, place, size, guests";
  EXPECT_EQ(diary_refusal("[diary.event]\nplace = \"x\""), "x.toml:2:1: diary.event.place = \"x\"" + rest);
  EXPECT_EQ(diary_refusal("diary.event = 3"), "x.toml:1:7: diary.event = 3" + rest);
  EXPECT_EQ(diary_refusal("diary.event = []"), "x.toml:1:7: diary.event = []" + rest);
  EXPECT_EQ(diary_refusal("[[diary.events]]\nname = \"a\""),
            "x.toml:2:1: unknown parameter 'diary.events.a.name'\n"
            "  there is no list [[diary.events]]; did you mean [[diary.event]]?");
  EXPECT_EQ(diary_refusal("[[zoo]]\nsize = 2"),
            "x.toml:1:3: unknown parameter 'zoo'\n  no parameter stands outside a group; groups: diary");
}

TEST(ListMessages, TellHowManyTablesThereMayBe) {
  std::string text;
  for (const char* name : {"a", "b", "c", "d"})
    text += "[[diary.event]]\nname = \"" + std::string(name) + "\"\nplace = \"x\"\n";
  EXPECT_EQ(diary_refusal(text), "x.toml:12:1: [[diary.event]] has 4 tables\n  allowed  at most 3");
}

TEST(ListMessages, TellAllFaultsAtOnce) {
  EXPECT_EQ(diary_refusal("[diary]\npages = 0\n[[diary.event]]\n[[diary.event]]\nname = \"a\"\nsize = -1"),
            "x.toml:2:9: diary.pages = 0 is out of range\n  allowed  1 to 99: length\n"
            "  default  12; remove the line to use it\n"
            "x.toml:3:1: [[diary.event]] is a table without a name\n"
            "  allowed  [[diary.event]] with name = \"...\" of its own: 1 to 64 letters, digits, _ and -\n"
            "x.toml:5:1: [[diary.event]] \"a\" has no place\n  allowed  a text in double quotes: where\n"
            "x.toml:6:8: diary.event.a.size = -1 is out of range\n  allowed  0 to 10: how large\n"
            "  default  1; remove the line to use it");
}

}  // namespace
