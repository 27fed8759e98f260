// Who lives in a territory (D5): counts by commune, and seats.
#include "models/territory/world/population.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;

std::array<int, 4> counts_in(const territory::World& world, std::uint32_t commune) {
  std::array<int, 4> counts{};
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.commune[i] == commune && world.actors.kind[i] != Kind::catalyst)
      ++counts[static_cast<std::size_t>(world.actors.kind[i])];
  }
  return counts;
}

// 3 000 communes: sums of rounded fractions within 4.5 standard errors, false alarm 7e-6 each.
TEST(Population, RoundsFractionsWithoutBias) {
  std::vector<territory::Commune> communes;
  for (int c = 0; c < 3000; ++c)
    communes.push_back(lien_test::commune_at(c + 1, "E", 0, 0.001 * c, {3, 7, 1}));
  territory::Scenario s = lien_test::friendless_scenario();
  s.population.public_factor_10 = 0.9;        // 2.7 companies
  s.population.public_factor_1_9 = 1.02;      // 7.14 TPE
  s.population.associations_per_1000 = 10.3;  // 10.3 associations
  s.encounters.kernel.kernel_km = 4;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(communes), executor);
  const territory::Actors& actors = model.world().actors;
  std::array<double, 4> total{};
  std::vector<std::array<int, 4>> by_commune(3000);
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors.kind[i] == Kind::catalyst) continue;
    ++by_commune[actors.commune[i]][static_cast<std::size_t>(actors.kind[i])];
  }
  for (const auto& counts : by_commune) {
    EXPECT_EQ(counts[0], 1);
    EXPECT_TRUE(counts[1] == 2 || counts[1] == 3) << counts[1];
    EXPECT_TRUE(counts[2] == 7 || counts[2] == 8) << counts[2];
    EXPECT_TRUE(counts[3] == 10 || counts[3] == 11) << counts[3];
    for (std::size_t k = 0; k < 4; ++k) total[k] += counts[k];
  }
  EXPECT_TRUE(lien_test::share_agrees(total[1] - 2 * 3000, 3000, 0.7));
  EXPECT_TRUE(lien_test::share_agrees(total[2] - 7 * 3000, 3000, 0.14));
  EXPECT_TRUE(lien_test::share_agrees(total[3] - 10 * 3000, 3000, 0.3));
}

TEST(Population, LeavesUninhabitedCommunesEmpty) {
  std::vector<territory::Commune> communes = lien_test::row_of_communes(3);
  communes[1].population = 0;
  const sim::Executor executor(1);
  territory::Model model(lien_test::friendless_scenario(), lien_test::territory_of(communes), executor);
  EXPECT_EQ(counts_in(model.world(), 0), (std::array<int, 4>{1, 4, 18, 20}));
  EXPECT_EQ(counts_in(model.world(), 1), (std::array<int, 4>{0, 0, 0, 0}));
}

TEST(Population, UpliftsAssociationsOfRuralCommunes) {
  territory::Commune c = lien_test::commune_at(1, "E", 0, 0, {});
  territory::PopulationParameters p;
  p.associations_per_1000 = 10;
  p.rural_uplift = 1.7;
  for (const auto& [density, expected] : {std::pair{4, 200.0}, {5, 340.0}, {7, 340.0}}) {
    c.density = density;
    EXPECT_NEAR(territory::expected_organisations(c, p)[2], expected, 1e-9) << density;
  }
}

TEST(Population, ReservesSeatsInTheLargestCommuneOfEachEpci) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.catalysts.seats = 3;
  s.places.seats = 2;
  std::vector<territory::Commune> communes = lien_test::row_of_communes(8);  // three EPCI: 3, 4, 1
  communes[1].population = communes[5].population = 30000;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(communes), executor);
  const auto seats = lien_test::rows_of(model.world(), Kind::catalyst);
  ASSERT_EQ(seats.size(), 9U);
  const std::uint32_t hosts[] = {1, 5, 7};
  for (std::size_t k = 0; k < 9; ++k) {
    EXPECT_EQ(model.world().actors.commune[seats[k]], hosts[k / 3]);
    EXPECT_EQ(model.world().actors.active[seats[k]], 0);
  }
  ASSERT_EQ(model.world().places.table.rows(), 16U);
  for (std::uint32_t p = 0; p < 16; ++p) EXPECT_EQ(model.world().places.commune[p], p / 2);
}

TEST(Population, CultureIsThatOfTheDepartmentWithNoise) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.population.culture_noise = 0;
  std::vector<territory::Commune> communes = lien_test::row_of_communes(6);
  for (std::size_t c = 3; c < 6; ++c) communes[c].department = "15";
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(communes), executor);
  const auto& culture = model.world().communes.culture;
  EXPECT_EQ(culture[0], culture[2]);
  EXPECT_EQ(culture[3], culture[5]);
  EXPECT_NE(culture[0], culture[3]);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_GE(culture[0][k], 0.2F);
    EXPECT_LE(culture[0][k], 0.8F);
  }
}

}  // namespace
