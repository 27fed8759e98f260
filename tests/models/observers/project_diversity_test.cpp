// Diversity of projects by hand: shares of types and of members' kinds, and projects over the border of an
// EPCI.
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/measures.hpp"
#include "tests/support/project_rows.hpp"
#include "tests/support/stock_measure.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;

/// Two EPCI of one commune each, without projects.
struct TwoEpcis {
  TwoEpcis()
      : model(scenario,
              lien_test::territory_of({lien_test::commune_at(1, "A", 0, 0, lien_test::People{10, 10, 20}),
                                       lien_test::commune_at(2, "B", 5, 0, lien_test::People{10, 10, 20})}),
              executor),
        world(model.world()) {}
  /// The n-th actor of a kind that is settled in this EPCI.
  [[nodiscard]] std::uint32_t actor(Kind kind, std::uint32_t epci, std::size_t n = 0) const {
    for (const std::uint32_t row : lien_test::rows_of(world, kind))
      if (world.epci_of_actor(row) == epci && n-- == 0) return row;
    throw std::runtime_error("no such actor");
  }
  void project(std::uint8_t type, const std::vector<std::uint32_t>& members) {
    const std::uint32_t row = lien_test::add_project(world, world.epci_of_actor(members[0]), 1, 0, members);
    world.projects.type[row] = type;
  }
  [[nodiscard]] std::vector<territory::Tally> by_epci() const {
    territory::ObserverParameters observers;
    observers.enabled = false;
    return territory::tally(world, sim::Month{1}, territory::live_partnerships(world.ties, executor), {},
                            observers, executor);
  }
  [[nodiscard]] double whole(std::string_view measure) const {
    territory::Tally sum;
    for (const auto& epci : by_epci()) sum += epci;
    return lien_test::stock_measure(measure, sum);
  }

  sim::Executor executor{1};
  territory::Scenario scenario = lien_test::friendless_scenario();
  territory::Model model;
  territory::World& world;
};

TEST(ProjectDiversity, IsShannonsOfTypesAndOfMembers) {
  TwoEpcis t;
  t.project(3, {t.actor(Kind::association, 0), t.actor(Kind::company10, 0)});
  EXPECT_EQ(t.whole("project_type_diversity"), 0.0) << "one type";
  EXPECT_NEAR(t.whole("project_member_diversity"), std::log(2.0), 1e-12);
  t.project(3, {t.actor(Kind::association, 0, 1)});
  t.project(0, {t.actor(Kind::association, 1)});
  t.project(7, {t.actor(Kind::mayor, 1)});
  // Types 2, 1 and 1 of four; of five members three associations, one company, one mayor.
  EXPECT_NEAR(t.whole("project_type_diversity"), 1.5 * std::log(2.0), 1e-12);
  EXPECT_NEAR(t.whole("project_member_diversity"), -0.6 * std::log(0.6) - 0.4 * std::log(0.2), 1e-12);
  const auto epcis = t.by_epci();
  EXPECT_EQ(lien_test::stock_measure("project_type_diversity", epcis[0]), 0.0);
  EXPECT_NEAR(lien_test::stock_measure("project_type_diversity", epcis[1]), std::log(2.0), 1e-12);
}

TEST(ProjectDiversity, ReachesItsGreatestWhenTypesAreEvenlySpread) {
  TwoEpcis t;
  for (std::uint8_t type = 0; type < 8; ++type) t.project(type, {t.actor(Kind::association, 0, type)});
  EXPECT_NEAR(t.whole("project_type_diversity"), std::log(8.0), 1e-12);
}

TEST(ProjectDiversity, OfNoProjectsIsMissing) {
  const TwoEpcis t;
  for (const char* measure :
       {"project_type_diversity", "project_member_diversity", "inter_epci_project_share"})
    EXPECT_TRUE(std::isnan(t.whole(measure))) << measure;
}

TEST(InterEpciProjects, HaveMembersOfTwoEpcis) {
  TwoEpcis t;
  t.project(0, {t.actor(Kind::association, 0), t.actor(Kind::company10, 0)});
  EXPECT_EQ(t.whole("inter_epci_project_share"), 0.0);
  t.project(0, {t.actor(Kind::association, 0, 1), t.actor(Kind::company10, 1), t.actor(Kind::tpe, 0)});
  EXPECT_EQ(t.whole("inter_epci_project_share"), 0.5);
  const auto epcis = t.by_epci();
  EXPECT_EQ(lien_test::stock_measure("inter_epci_project_share", epcis[0]), 0.5);
  EXPECT_TRUE(std::isnan(lien_test::stock_measure("inter_epci_project_share", epcis[1])))
      << "counted where it was born";
}

TEST(InterEpciProjects, AreNotMadeByAMemberThatLeft) {
  TwoEpcis t;
  const std::uint32_t gone = t.actor(Kind::company10, 1);
  t.project(0, {t.actor(Kind::association, 0), gone});
  t.world.projects.members[0][1] = 4'000'000'000U;  // a uid nobody bears
  EXPECT_EQ(t.whole("inter_epci_project_share"), 0.0);
  EXPECT_EQ(t.whole("project_member_diversity"), 0.0);
}

}  // namespace
