// Marsh's gate (limit L15 of the specification), alone and on the way to a partnership.
#include "models/territory/trust_rules/marsh.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/submodels/partnerships.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

TEST(Marsh, OpensAtItsBoundary) {  // L15: U .8, risk .3, competence .6 ⇒ T̂ ≥ .3819
  const territory::MarshGate gate{0.3, 0.6};
  EXPECT_FALSE(gate.cooperates(0.5 * (1 + 0.3818), 0.8, 0.3));
  EXPECT_TRUE(gate.cooperates(0.5 * (1 + 0.3820), 0.8, 0.3));
}

TEST(Marsh, NeverCooperatesWithWhomItDistrusts) {
  const territory::MarshGate gate{0, 0};
  EXPECT_FALSE(gate.cooperates(0.5, 1, 0));
  EXPECT_FALSE(gate.cooperates(0.1, 1, -1)) << "two negative factors are no trust";
  EXPECT_TRUE(gate.cooperates(0.51, 1, 0));
}

territory::Partnerships gated(territory::Scenario s) {
  s.trust.gate = territory::TrustParameters::Gate::marsh;
  return {s.partnerships, s.traits, s.needs, s.trust};
}

TEST(Marsh, AsksMoreOfRiskierPartnerships) {
  using territory::Alliance;
  territory::Scenario s;
  const territory::Partnerships p = gated(s);
  const double mean_pull = std::exp(s.needs.need_pull * s.partnerships.need_reference);
  const auto least_trust = [&](Alliance type, double pull, double ease) {
    double low = 0.5, high = 1.0;
    for (int k = 0; k < 50; ++k)
      (p.passes_gate(0.5 * (low + high), 0, type, pull, ease) ? high : low) = 0.5 * (low + high);
    return high;
  };
  const double mecenat = least_trust(Alliance::mecenat, mean_pull, 0);
  EXPECT_LT(mecenat, least_trust(Alliance::social_innovation, mean_pull, 0));
  EXPECT_GT(mecenat, least_trust(Alliance::mecenat, 1.5 * mean_pull, 0)) << "a need is worth a risk";
  EXPECT_GT(mecenat, least_trust(Alliance::mecenat, mean_pull, 0.1)) << "levers lower it";
  // U = ½, risk = .1 · .45/.5: ½·t(.6 + t) = .09.
  const double t = 2 * mecenat - 1;
  EXPECT_NEAR(0.5 * t * (0.6 + t), 0.09, 1e-9);
}

TEST(Marsh, MakesFewerPartnershipsTheRiskierTheySeem) {
  const sim::Executor executor(1);
  const auto born = [&](double risk) {
    territory::Scenario s = lien_test::tiny_scenario();
    s.trust.gate = territory::TrustParameters::Gate::marsh;
    s.trust.marsh.risk = risk;
    territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(3)), executor);
    std::int64_t count = 0;
    auto simulation = model.simulation();
    simulation.observe(
        [&](const territory::World& world, sim::Month) { count += world.flows.partnerships_born; });
    model.run(simulation);
    return count;
  };
  const auto bold = born(0), careful = born(0.15), timid = born(1);
  EXPECT_GT(bold, careful);
  EXPECT_GT(careful, timid);
  EXPECT_EQ(timid, 0) << "½·t(.6 + t) never reaches .9";
}

}  // namespace
