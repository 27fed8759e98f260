#include "sim/engine/schedule.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/sim/engine/toy_model.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Declaration;
using sim::Stream;

const std::vector<std::string> columns = {"t.uid", "t.a", "t.b"};

std::vector<Declaration> sound() {
  return {{.name = "first",
           .phase = "P01",
           .meaning = "does this",
           .streams = {{Stream{7}, "coin"}, {Stream{8}, "die"}},
           .reads = {"t.uid", "t.b"},
           .writes = {"t.a"}},
          {.name = "second", .phase = "P02", .meaning = "does that", .writes = {"t.b"}, .amends = {"t.a"}}};
}

std::string complaint(void (*spoil)(std::vector<Declaration>&)) {
  std::vector<Declaration> declarations = sound();
  spoil(declarations);
  return lien_test::thrown_message<sim::InvariantError>([&] { check_declarations(declarations, columns); });
}

TEST(Schedule, AcceptsSoundDeclarations) {
  EXPECT_NO_THROW(check_declarations(sound(), columns));
  lien_test::toy::World world({});
  EXPECT_NO_THROW(check_declarations(lien_test::toy::schedule().declarations(), world.column_names()));
}

TEST(Schedule, RefusesTwoSubmodelsOfOneName) {
  EXPECT_EQ(complaint([](auto& d) { d[1].name = "first"; }), "two submodels are named 'first'");
}

TEST(Schedule, RefusesAStreamDrawnFromTwice) {
  EXPECT_EQ(complaint([](auto& d) {
              d[1].streams = {{Stream{8}, "card"}};
            }),
            "submodels 'first' and 'second' both draw from stream 8 (card)");
  EXPECT_EQ(complaint([](auto& d) {
              d[0].streams.push_back({Stream{7}, "card"});
            }),
            "submodels 'first' and 'first' both draw from stream 7 (card)");
}

TEST(Schedule, RefusesASecondWriterThatDoesNotAmend) {
  EXPECT_EQ(complaint([](auto& d) { d[1].writes = {"t.a"}; }),
            "column 't.a' is written by 'first' and again by 'second', which must declare 'amends'");
}

TEST(Schedule, RefusesToAmendWhatNobodyWroteBefore) {
  EXPECT_EQ(complaint([](auto& d) { d[0].amends = {"t.b"}; }),
            "submodel 'first' amends column 't.b', which no earlier submodel writes");
}

TEST(Schedule, RefusesToAmendWhatTheSubmodelItselfWritesFirst) {
  EXPECT_EQ(complaint([](auto& d) { d[1].amends = {"t.b"}; }),
            "submodel 'second' amends column 't.b', which no earlier submodel writes");
}

TEST(Schedule, RefusesColumnsThatDoNotExist) {
  const std::string message = "submodel 'second' declares column 't.c', which does not exist";
  EXPECT_EQ(complaint([](auto& d) { d[1].reads = {"t.c"}; }), message);
  EXPECT_EQ(complaint([](auto& d) { d[1].writes = {"t.c"}; }), message);
}

TEST(Schedule, NamesColumnsNobodyReads) {
  EXPECT_EQ(unread_columns(sound(), columns), std::vector<std::string>{"t.a"});
}

TEST(Schedule, PrintsItselfAsText) {
  EXPECT_EQ(
      schedule_as_text(sound()),
      "The order of a month. Each submodel decides from the state left by the one before, then commits.\n"
      "\n"
      "P01  first: does this\n"
      "     draws   7 coin, 8 die\n"
      "     reads   t.uid, t.b\n"
      "     writes  t.a\n"
      "\n"
      "P02  second: does that\n"
      "     draws   none\n"
      "     writes  t.b\n"
      "     amends  t.a\n");
}

TEST(Schedule, PrintsItselfAsMarkdown) {
  EXPECT_EQ(schedule_as_markdown(sound()),
            "| phase | submodel | what it does | draws | reads | writes | amends |\n"
            "|---|---|---|---|---|---|---|\n"
            "| P01 | first | does this | 7 coin, 8 die | t.uid, t.b | t.a |  |\n"
            "| P02 | second | does that | none |  | t.b | t.a |\n");
}

TEST(Schedule, PrintsItselfAsJson) {
  EXPECT_EQ(schedule_as_json(sound()), lien_test::json_of(R"([
    {"name": "first", "phase": "P01", "meaning": "does this",
     "streams": [{"number": 7, "name": "coin"}, {"number": 8, "name": "die"}],
     "reads": ["t.uid", "t.b"], "writes": ["t.a"], "amends": []},
    {"name": "second", "phase": "P02", "meaning": "does that", "streams": [],
     "reads": [], "writes": ["t.b"], "amends": ["t.a"]}])"));
}

TEST(Schedule, KeepsTheOrderInWhichSubmodelsWereAdded) {
  sim::Schedule<lien_test::toy::World> schedule = lien_test::toy::schedule();
  std::string order;
  for (std::size_t s = 0; s < schedule.size(); ++s) {
    EXPECT_EQ(schedule.submodel(s).declaration().name, schedule.declarations()[s].name);
    order += schedule.declarations()[s].name + " ";
  }
  EXPECT_EQ(order, "turnover meetings moods forgetting harvest ");
}

}  // namespace
