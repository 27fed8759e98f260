// The forum des associations: when it is held, who meets there, how many; its place in the month.
#include "models/territory/submodels/forum.hpp"

#include <gtest/gtest.h>

#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Forum;
using territory::Kind;
using territory::Occasion;

constexpr int september = 8, october = 9;  // of 2008

/// Two communes; everybody knows everybody, nobody has met this month.
struct Villages {
  Villages() {
    std::vector<std::uint32_t> everybody(world.actors.size());
    for (std::uint32_t i = 0; i < everybody.size(); ++i) everybody[i] = i;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const auto& [a, b] : lien_test::all_pairs(everybody, everybody))
      if (a < b) pairs.emplace_back(a, b);
    lien_test::connect(world, executor, pairs);
  }
  /// Pairs that meet in a month at this attendance.
  std::size_t meetings(double attendance, int month) {
    std::ranges::fill(world.ties.met.all(), Occasion::none);
    Forum forum({.attendance = attendance, .month = 9});
    lien_test::run_once(forum, world, month, executor, scenario);
    return static_cast<std::size_t>(
        std::ranges::count_if(world.ties.met.all(), [](Occasion met) { return met != Occasion::none; }));
  }
  sim::Executor executor{2, 64};
  territory::Scenario scenario = lien_test::friendless_scenario();
  territory::Model model{scenario, lien_test::territory_of(lien_test::row_of_communes(2)), executor};
  territory::World& world = model.world();
};

// A commune of 22 companies and 20 associations: 20·22 pairs of both, 20·19/2 of associations.
constexpr std::size_t invited_pairs = 2 * (20 * 22 + 20 * 19 / 2);

TEST(Forum, IsHeldOnceAYear) {
  Villages villages;
  EXPECT_EQ(villages.meetings(1, october), 0U);
  EXPECT_EQ(villages.meetings(1, september), invited_pairs);
  EXPECT_EQ(villages.meetings(0, september), 0U);
}

TEST(Forum, BringsTogetherAssociationsAndWhoKnowsThemInTheCommune) {
  Villages villages;
  villages.meetings(1, september);
  const territory::World& world = villages.world;
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    const bool together = world.ties.met[t] == Occasion::event;
    const auto is = [&](Kind kind) {
      return world.actors.kind[low] == kind || world.actors.kind[high] == kind;
    };
    EXPECT_EQ(together, world.actors.commune[low] == world.actors.commune[high] && is(Kind::association) &&
                            !is(Kind::mayor) && !is(Kind::catalyst));
  }
}

TEST(Forum, IsAttendedAsOftenAsItsParameterSays) {
  Villages villages;
  const auto found = static_cast<double>(villages.meetings(0.3, september));
  EXPECT_TRUE(lien_test::share_agrees(found, static_cast<double>(invited_pairs), 0.3));
}

TEST(Forum, DoesNotUndoAMeeting) {
  Villages villages;
  std::ranges::fill(villages.world.ties.met.all(), Occasion::workshop);
  Forum forum({.attendance = 1, .month = 9});
  lien_test::run_once(forum, villages.world, september, villages.executor, villages.scenario);
  for (const Occasion met : villages.world.ties.met.all()) EXPECT_EQ(met, Occasion::workshop);
}

TEST(Forum, ComesAfterEncountersAndBeforeWhatTheyBring) {
  std::vector<std::string> names;
  for (const sim::Declaration& submodel : territory::declared_schedule()) names.push_back(submodel.name);
  const auto forum = std::ranges::find(names, "forum");
  ASSERT_NE(forum, names.end());
  EXPECT_EQ(*(forum - 1), "encounters");
  EXPECT_EQ(*(forum + 1), "outcomes");
}

}  // namespace
