// Whom encounters go to within a place, through friends, far away, and by kind of partner (SM2, D9.6-8).
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using territory::Origin;

struct Proposals {
  explicit Proposals(territory::Scenario s, std::vector<territory::Commune> communes)
      : scenario(std::move(s)),
        model(scenario, lien_test::territory_of(std::move(communes)), executor),
        world(model.world()),
        encounters(scenario.encounters, world, executor) {}

  /// Actor rows proposed to `asker` in `count` draws (-1: nobody), with their origin.
  std::map<std::pair<std::int64_t, Origin>, double> draw(std::uint32_t asker, double closure, int count) {
    std::map<std::pair<std::int64_t, Origin>, double> counts;
    for (int k = 0; k < count; ++k) {
      sim::KeyedDraws draws =
          sim::Draws({9, static_cast<std::uint32_t>(k)}, sim::Month{1}, territory::streams::encounter)
              .of(world.actors.table.uid(asker));
      Origin origin{};
      const std::int64_t other =
          encounters.propose(world, asker, lien_test::encounter_uniforms(draws, 0), closure, origin);
      counts[{other, origin}] += 1;
    }
    return counts;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Encounters encounters;
};

// 40 000 proposals, chi-square, false alarm 1e-5: half through a, who knows two others, a quarter of all to
// each; the other half through b, who knows only the one who asks, is lost.
TEST(Closure, IsUniformOverFriendsThenTheirFriends) {
  Proposals p(lien_test::friendless_scenario(), {lien_test::commune_at(1, "E", 0, 0, {0, 3, 2})});
  const auto tpe = lien_test::rows_of(p.world, Kind::tpe);
  const auto associations = lien_test::rows_of(p.world, Kind::association);
  const std::uint32_t asker = tpe[1], a = associations[0], b = associations[1];
  lien_test::connect(p.world, p.executor, {{asker, a}, {asker, b}, {a, tpe[0]}, {a, tpe[2]}});
  auto counts = p.draw(asker, 1.0, 40000);
  EXPECT_EQ(counts.size(), 3U);
  EXPECT_TRUE(lien_test::counts_follow(
      {counts[{tpe[0], Origin::closure}], counts[{tpe[2], Origin::closure}], counts[{-1, Origin::closure}]},
      {0.25, 0.25, 0.5}));
}

TEST(Closure, IsLostWithoutContacts) {
  Proposals p(lien_test::friendless_scenario(), {lien_test::commune_at(1, "E", 0, 0, {0, 3, 2})});
  auto counts = p.draw(lien_test::rows_of(p.world, Kind::tpe)[0], 1.0, 100);
  EXPECT_EQ((counts[{-1, Origin::closure}]), 100);
}

TEST(Proposals, NeverReturnTheAskerWhoIsLostWhenAlone) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.mixing_association = {1, 0, 0, 0};
  Proposals alone(s, {lien_test::commune_at(1, "E", 0, 0, {0, 3, 1})});
  auto counts = alone.draw(lien_test::rows_of(alone.world, Kind::association)[0], 0.0, 200);
  double lost = 0;
  for (const auto& [who, count] : counts) lost += who.first == -1 ? count : 0;
  EXPECT_EQ(lost, 200);
}

// 30 000 proposals within one commune and 30 000 far ones, chi-square, false alarm 1e-5 each: every other
// association alike, near or far.
TEST(Proposals, AreUniformOverPartners) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.mixing_association = {1, 0, 0, 0};
  s.encounters.kernel.far_share = 0;
  Proposals near(s, {lien_test::commune_at(1, "E", 0, 0, {0, 3, 7})});
  s.encounters.kernel.far_share = 1;
  Proposals far(
      s, {lien_test::commune_at(1, "E", 0, 0, {0, 3, 5}), lien_test::commune_at(2, "E", 300, 0, {0, 1, 4})});
  for (Proposals* p : {&near, &far}) {
    const auto associations = lien_test::rows_of(p->world, Kind::association);
    auto counts = p->draw(associations[3], 0.0, 30000);
    const Origin origin = p == &near ? Origin::gravity : Origin::far;
    std::vector<double> cells, weights;
    for (const std::uint32_t row : associations) {
      cells.push_back(counts[{row, origin}]);
      weights.push_back(row == associations[3] ? 0.0 : 1.0);
    }
    EXPECT_TRUE(lien_test::counts_follow(cells, weights));
  }
}

// 40 000 proposals, chi-square with three degrees of freedom, false alarm 1e-5 each. No catalyst is open:
// what would go to one is lost.
TEST(Proposals, FollowTheMixingRowOfTheFamily) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.encounters.mixing_company = {0.60, 0.25, 0.10, 0.05};
  s.encounters.mixing_association = {0.20, 0.60, 0.15, 0.05};
  s.encounters.mixing_mayor = {0.40, 0.40, 0.10, 0.10};
  Proposals p(s, lien_test::row_of_communes(3, {4, 4, 6}));
  const auto follow = [&](Kind kind, const std::vector<double>& row) {
    std::vector<double> cells(4, 0.0);
    for (const auto& [who, count] : p.draw(lien_test::rows_of(p.world, kind)[0], 0.0, 40000)) {
      if (who.first < 0) {
        cells[3] += count;
        continue;
      }
      switch (p.world.actors.kind[static_cast<std::size_t>(who.first)]) {
        case Kind::association:
          cells[0] += count;
          break;
        case Kind::company10:
        case Kind::tpe:
          cells[1] += count;
          break;
        default:
          cells[2] += count;
      }
    }
    // A mayor who looks for a mayor in the own commune finds nobody else there: that share is lost too.
    if (kind != Kind::mayor) return lien_test::counts_follow(cells, row);
    return lien_test::counts_follow({cells[0], cells[1], cells[2] + cells[3]},
                                    {row[0], row[1], row[2] + row[3]});
  };
  EXPECT_TRUE(follow(Kind::company10, {0.60, 0.25, 0.10, 0.05}));
  EXPECT_TRUE(follow(Kind::tpe, {0.60, 0.25, 0.10, 0.05}));
  EXPECT_TRUE(follow(Kind::association, {0.20, 0.60, 0.15, 0.05}));
  EXPECT_TRUE(follow(Kind::mayor, {0.40, 0.40, 0.10, 0.10}));
}

}  // namespace
