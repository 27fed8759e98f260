// Measures of bridging: Burt's constraint against networkx on known graphs, partnerships of unlike partners.
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/constraint.hpp"
#include "models/territory/live_partnerships.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/stock_measure.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Alliance;
using territory::Kind;
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Two EPCI of one commune each, and nobody knows anybody.
struct Network {
  explicit Network(const lien_test::People& people = {10, 10, 20})
      : model(scenario,
              lien_test::territory_of(
                  {lien_test::commune_at(1, "A", 0, 0, people), lien_test::commune_at(2, "B", 5, 0, people)}),
              executor),
        world(model.world()) {}
  /// Makes partners of these pairs of rows, whoever they are.
  void ally(const Edges& edges) {
    for (const std::uint32_t t : lien_test::connect(world, executor, edges))
      territory::begin_partnership(world, t, Alliance::mecenat, 0, sim::Month{0},
                                   scenario.partnerships.terms);
  }
  [[nodiscard]] territory::Tally whole(int threads = 1) const {
    const sim::Executor some(threads);
    territory::ObserverParameters observers;
    observers.enabled = false;
    territory::Tally sum;
    for (const auto& epci : territory::tally(
             world, sim::Month{1}, territory::live_partnerships(world.ties, some), {}, observers, some))
      sum += epci;
    return sum;
  }
  [[nodiscard]] double measure(std::string_view name) const {
    return lien_test::stock_measure(name, whole());
  }

  sim::Executor executor{1};
  territory::Scenario scenario = lien_test::friendless_scenario();
  territory::Model model;
  territory::World& world;
};

// networkx 2.8.8, `constraint`, of the graph in its own tests of structural holes: A 0 to G 6.
TEST(Constraint, IsThatOfNetworkxOnItsExample) {
  Network n;
  n.ally({{0, 1}, {0, 5}, {0, 6}, {0, 4}, {4, 6}, {5, 6}, {1, 6}, {1, 3}, {3, 6}, {6, 2}});
  const double expected[] = {0.595486111111, 0.64274691358,  1.0,           0.784722222222,
                             0.730902777778, 0.730902777778, 0.400270061728};
  const auto found = territory::partner_constraint(
      n.world, territory::live_partnerships(n.world.ties, n.executor), n.executor);
  for (std::size_t i = 0; i < std::size(expected); ++i) EXPECT_NEAR(found[i], expected[i], 5e-12) << i;
  for (std::size_t i = std::size(expected); i < found.size(); ++i) EXPECT_EQ(found[i], 0.0) << i;
}

// Zachary's karate club, 34 members, by the same function without weights.
TEST(Constraint, IsThatOfNetworkxOnTheKarateClub) {
  Network n;
  n.ally({{0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},  {0, 11},
          {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},   {1, 7},   {1, 13},
          {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},   {2, 9},   {2, 13},  {2, 27},
          {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},   {4, 10},  {5, 6},   {5, 10},  {5, 16},
          {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},  {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33},
          {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29},
          {23, 32}, {23, 33}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31},
          {28, 33}, {29, 32}, {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}});
  const auto found = territory::partner_constraint(
      n.world, territory::live_partnerships(n.world.ties, n.executor), n.executor);
  EXPECT_NEAR(found[0], 0.155423298, 1e-9);
  EXPECT_NEAR(found[1], 0.279535108, 1e-9);
  EXPECT_NEAR(found[2], 0.18517664, 1e-9);
  EXPECT_NEAR(found[11], 1.0, 1e-12);
  EXPECT_NEAR(found[33], 0.156418685, 1e-9);
  EXPECT_NEAR(n.measure("partner_constraint"), 0.4541749865340612, 1e-9);
  EXPECT_EQ(n.whole(1).constraint, n.whole(4).constraint);
}

TEST(Constraint, OfAStarIsOneOverItsPointsAndOfATriangleNineEighths) {
  Network n;
  EXPECT_TRUE(std::isnan(n.measure("partner_constraint"))) << "nobody has a partner";
  n.ally({{0, 1}, {0, 2}, {0, 3}, {0, 4}, {10, 11}, {10, 12}, {11, 12}});
  const auto found = territory::partner_constraint(
      n.world, territory::live_partnerships(n.world.ties, n.executor), n.executor);
  EXPECT_DOUBLE_EQ(found[0], 0.25);
  for (int point = 1; point <= 4; ++point) EXPECT_DOUBLE_EQ(found[static_cast<std::size_t>(point)], 1.0);
  for (const std::size_t corner : {10, 11, 12}) EXPECT_DOUBLE_EQ(found[corner], 1.125);  // 2·(½ + ½·½)²
}

TEST(UnlikePartners, HaveNoDomainOfCompetenceInCommon) {
  Network n;
  const auto companies = lien_test::rows_of(n.world, Kind::company10);
  const auto associations = lien_test::rows_of(n.world, Kind::association);
  const std::uint32_t mayor = lien_test::rows_of(n.world, Kind::mayor)[0];
  n.world.actors.competences[companies[0]] = 0b0011;
  n.world.actors.competences[associations[0]] = 0b0110;
  n.world.actors.competences[associations[1]] = 0b1100;
  n.ally({{companies[0], associations[0]}, {companies[0], associations[1]}, {companies[0], mayor}});
  EXPECT_NEAR(n.measure("unlike_partnership_share"), 1.0 / 3.0, 1e-12);
}

TEST(ContactsAcrossFamilies, AreThoseOfCompaniesAssociationsAndMayors) {
  Network n;
  const auto companies = lien_test::rows_of(n.world, Kind::company10);
  const auto tpe = lien_test::rows_of(n.world, Kind::tpe);
  const auto associations = lien_test::rows_of(n.world, Kind::association);
  const std::uint32_t mayor = lien_test::rows_of(n.world, Kind::mayor)[0];
  const std::uint32_t catalyst = n.world.roster.catalyst_seats()[0];
  n.ally({{companies[0], associations[0]}});
  const auto contacts = lien_test::connect(n.world, n.executor,
                                           {{companies[0], tpe[0]},
                                            {companies[0], catalyst},
                                            {associations[0], associations[1]},
                                            {companies[0], mayor},
                                            {associations[1], companies[1]}});
  auto& ties = n.world.ties;
  for (std::size_t t = 0; t < ties.size(); ++t) ties.trust_ij[t] = ties.trust_ji[t] = 0.9;
  ties.trust_ij[contacts[3]] = 0.3;
  const auto allied = static_cast<std::size_t>(n.world.ties.store.find(companies[0], associations[0]));
  ties.trust_ij[allied] = ties.trust_ji[allied] = 0.6;
  EXPECT_NEAR(n.measure("cross_family_partner_share"), 1.0 / 3.0, 1e-12);
  EXPECT_NEAR(n.measure("cross_family_trust"), (0.6 + 0.6 + 0.9) / 3.0, 1e-12);
}

}  // namespace
