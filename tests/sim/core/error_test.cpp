#include "sim/core/error.hpp"

#include <gtest/gtest.h>

namespace {

using sim::Fault;
using sim::InputError;
using sim::Place;

TEST(Place, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(sim::to_string(Place{"a.toml", 3, 9}), "a.toml:3:9");
  EXPECT_EQ(sim::to_string(Place{"a.toml", 3, 0}), "a.toml:3");
  EXPECT_EQ(sim::to_string(Place{"a.toml", 0, 9}), "a.toml");  // a column without its line says nothing
  EXPECT_EQ(sim::to_string(Place{}), "");
}

TEST(Fault, PutsItsNotesOnLinesOfTheirOwn) {
  EXPECT_EQ(sim::to_string(Fault{{"a.toml", 3, 9}, "is wrong", {"allowed  0 to 1", "nearest  'b'"}}),
            "a.toml:3:9: is wrong\n  allowed  0 to 1\n  nearest  'b'");
  EXPECT_EQ(sim::to_string(Fault{{}, "no place to name", {}}), "no place to name");
}

TEST(InputError, SaysAllFaultsAtOnceInTheirOrder) {
  const InputError error(std::vector<Fault>{{{"a", 1, 1}, "first", {"note"}}, {{"b", 2, 0}, "second", {}}});
  EXPECT_STREQ(error.what(), "a:1:1: first\n  note\nb:2: second");
  ASSERT_EQ(error.faults().size(), 2U);
  EXPECT_EQ(error.faults()[1].what, "second");
}

TEST(InputError, OfOneFaultIsThatFault) {
  EXPECT_STREQ(InputError(Fault{{"a", 1, 1}, "only", {}}).what(), "a:1:1: only");
}

}  // namespace
