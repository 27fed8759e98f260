// Where encounters go: the destination kernel factor by factor, and proposals drawn from it (SM2, L32).
#include "models/territory/world/kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::commune_at;
using territory::KernelParameters;
using territory::Partner;

/// Nothing but distance.
KernelParameters distance_only() {
  KernelParameters p;
  p.kernel_km = 10;
  p.kernel_cut = 6;
  p.far_share = 0;
  p.border_factor = 1;
  p.relief_cost = 0;
  p.centrality_pull = 0;
  p.bassin_pull = 1;
  return p;
}

/// Share of the unit interval that leads from the first commune to each, to within 1e-5 and the precision of
/// a float; key -1 is the far entry.
std::map<int, double> law(std::vector<territory::Commune> communes, const KernelParameters& p,
                          Partner partner = Partner::association) {
  const sim::Executor executor(1);
  territory::Model model(lien_test::friendless_scenario(), lien_test::territory_of(std::move(communes)),
                         executor);
  const territory::DestinationKernel kernel(model.world().geography, model.world().roster, p, executor);
  constexpr int cells = 200000;
  std::map<int, double> shares;
  for (int k = 0; k < cells; ++k) {
    const auto to = kernel.destination(0, partner, (k + 0.5) / cells);
    shares[to ? static_cast<int>(*to) : -1] += 1.0 / cells;
  }
  return shares;
}

TEST(Kernel, DecaysWithDistanceAndGrowsWithPartners) {
  auto shares = law({commune_at(1, "E", 0, 0, {1, 5, 10}), commune_at(2, "E", 6, 8, {2, 5, 10}),
                     commune_at(3, "E", 0, 20, {1, 5, 30})},
                    distance_only());
  EXPECT_NEAR(shares[1] / shares[0], std::exp(-1), 1e-4);
  EXPECT_NEAR(shares[2] / shares[0], 3 * std::exp(-2), 1e-4);
  shares = law({commune_at(1, "E", 0, 0, {1, 5, 10}), commune_at(2, "E", 6, 8, {7, 5, 10})}, distance_only(),
               Partner::company);
  EXPECT_NEAR(shares[1] / shares[0], 2 * std::exp(-1), 1e-4) << "companies of all sizes: 12 to 6";
}

TEST(Kernel, WeighsBordersBassinsCentresAndRelief) {
  const auto ratio = [](const auto& change, const KernelParameters& p) {
    std::vector<territory::Commune> communes{commune_at(1, "E", 0, 0, {}), commune_at(2, "E", 10, 0, {})};
    change(communes[0], communes[1]);
    auto shares = law(communes, p);
    return shares[1] / shares[0] / std::exp(-1);
  };
  KernelParameters p = distance_only();
  p.border_factor = 0.5;
  EXPECT_NEAR(ratio([](auto&, auto& other) { other.epci = "F"; }, p), 0.5, 1e-3);
  EXPECT_NEAR(ratio([](auto&, auto&) {}, p), 1.0, 1e-3);
  p = distance_only();
  p.bassin_pull = 1.5;
  const auto centres = [](const char* a, const char* b) {
    return [=](auto& home, auto& other) { home.centre = a, other.centre = b; };
  };
  EXPECT_NEAR(ratio(centres("00001", "00001"), p), 1.0, 1e-3) << "home is in its own bassin too";
  EXPECT_NEAR(ratio(centres("00001", "00002"), p), 1 / 1.5, 1e-3);
  EXPECT_NEAR(ratio(centres("", ""), p), 1.0, 1e-3) << "two communes without centre share none";
  p = distance_only();
  p.centrality_pull = 0.5;
  EXPECT_NEAR(ratio([](auto&, auto& other) { other.centrality = 4; }, p), 3.0, 1e-3);
  EXPECT_NEAR(ratio([](auto& home, auto&) { home.centrality = 2; }, p), 0.5, 1e-3);
  p = distance_only();
  p.relief_cost = 8;
  EXPECT_NEAR(ratio([](auto& home, auto&) { home.altitude_m = 500; }, p), std::exp(-0.4), 1e-3);
  EXPECT_NEAR(ratio([](auto&, auto& other) { other.altitude_m = 500; }, p), std::exp(-0.4), 1e-3);
}

TEST(Kernel, SendsAFixedShareAndTheLostMassFar) {
  KernelParameters p = distance_only();
  p.far_share = 0.05;
  auto shares = law({commune_at(1, "E", 0, 0, {}), commune_at(2, "E", 10, 0, {})}, p);
  EXPECT_NEAR(shares[-1], 0.05, 1e-5);
  EXPECT_NEAR(shares[1] / shares[0], std::exp(-1), 1e-4);
  // A commune just beyond the cut, of 100 times the associations: its mass is lost to the far entry.
  shares = law({commune_at(1, "E", 0, 0, {1, 1, 10}), commune_at(2, "E", 60.5, 0, {1, 1, 1000})}, p);
  const double lost = 100 * std::exp(-6.05) / (1 + 100 * std::exp(-6.05));
  EXPECT_NEAR(shares[-1], 0.05 + 0.95 * lost, 2e-5);
  EXPECT_EQ(shares.count(1), 0U);
  // The cut applies to the effective distance.
  p.relief_cost = 8;
  std::vector<territory::Commune> steep{commune_at(1, "E", 0, 0, {}), commune_at(2, "E", 50, 0, {})};
  steep[1].altitude_m = 1300;
  shares = law(steep, p);
  EXPECT_EQ(shares.count(1), 0U);
  EXPECT_NEAR(law({commune_at(1, "E", 0, 0, {1, 1, 0}), commune_at(2, "E", 500, 0, {})}, p)[-1], 1.0, 1e-9)
      << "nobody within reach";
}

// A line whose population grows with distance as the rings of a plane do; rings of a quarter decay length
// leave an error of discretisation below one percent.
TEST(Kernel, LosesTheAnalyticMassOfAUniformPlane) {  // L32: 7 e⁻⁶
  std::vector<territory::Commune> communes{commune_at(1, "E", 0, 0, {0, 0, 0})};
  for (int ring = 0; ring < 100; ++ring)
    communes.push_back(commune_at(2 + ring, "E", ring + 0.5, 0, {0, 0, 2 * ring + 1}));
  const sim::Executor executor(1);
  territory::Model model(lien_test::friendless_scenario(), lien_test::territory_of(communes), executor);
  KernelParameters p = distance_only();
  p.kernel_km = 4;
  const territory::DestinationKernel kernel(model.world().geography, model.world().roster, p, executor);
  EXPECT_NEAR(kernel.far_probability(0, Partner::association), 0.017351, 0.01 * 0.017351);
}

// 200 000 proposals of one actor, chi-square over twelve communes, the far entry and the lost, each with its
// exact probability computed here; false alarm 1e-5.
TEST(Kernel, ProposalsFollowIt) {
  std::vector<territory::Commune> communes;
  for (int c = 0; c < 12; ++c) {
    communes.push_back(commune_at(c + 1, c < 6 ? "E" : "F", 7.0 * c, 3.0 * (c % 3), {0, 0, 4 + 3 * (c % 4)}));
    communes.back().altitude_m = 150 * (c % 5);
    communes.back().centrality = c % 4;
    communes.back().centre = c < 4 ? "00003" : "00008";
  }
  territory::Scenario scenario = lien_test::friendless_scenario();
  scenario.encounters.kernel = distance_only();
  KernelParameters& p = scenario.encounters.kernel;
  p.far_share = 0.05;
  p.border_factor = 0.5;
  p.relief_cost = 8;
  p.centrality_pull = 0.5;
  p.bassin_pull = 1.5;
  scenario.encounters.mixing_association = {1, 0, 0, 0};
  const sim::Executor executor(1);
  territory::Model model(scenario, lien_test::territory_of(communes), executor);
  const territory::World& world = model.world();
  const territory::Encounters encounters(scenario.encounters, world, executor);
  const std::uint32_t asker = lien_test::rows_of(world, territory::Kind::association)[0];
  ASSERT_EQ(world.actors.commune[asker], 0U);

  std::vector<double> weights(13, 0.0);
  double within = 0, beyond = 0;
  for (std::size_t c = 0; c < 12; ++c) {
    const auto& to = communes[c];
    const double d = std::hypot(to.x_km, to.y_km) + 8 * to.altitude_m / 1000;
    double weight = (4 + 3.0 * static_cast<double>(c % 4)) * std::exp(-d / 10) * (c < 6 ? 1 : 0.5) *
                    (c < 4 ? 1.5 : 1) * (1 + 0.5 * to.centrality);
    (d <= 60 ? within : beyond) += weight;
    weights[c] = d <= 60 ? weight : 0;
  }
  const double far = 0.05 + 0.95 * beyond / (within + beyond);
  for (std::size_t c = 0; c < 12; ++c) weights[c] *= (1 - far) / within;
  weights[12] = far;

  std::vector<double> counts(13, 0.0);
  for (std::uint32_t k = 0; k < 200000; ++k) {
    sim::KeyedDraws draws =
        sim::Draws({5, k}, sim::Month{0}, territory::streams::encounter).of(world.actors.table.uid(asker));
    territory::Origin origin{};
    const std::int64_t other =
        encounters.propose(world, asker, lien_test::encounter_uniforms(draws, k % 3), 0.0, origin);
    ASSERT_GE(other, 0);
    ASSERT_NE(other, asker);
    counts[origin == territory::Origin::far ? 12 : world.actors.commune[static_cast<std::size_t>(other)]] +=
        1;
  }
  EXPECT_TRUE(lien_test::counts_follow(counts, weights));
}

}  // namespace
