// The impacts of SM17 against a calculation by hand, and flows by EPCI.
#include "models/territory/impacts.hpp"

#include <gtest/gtest.h>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/record.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/stock_measure.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Alliance;
using territory::Kind;

territory::ObserverParameters with_rse_gain(double rse_gain = 0.02) {
  territory::ObserverParameters p;
  p.enabled = true;
  p.rse_gain = rse_gain;
  return p;
}

/// Two EPCI of one commune each: a mayor, a company ≥10, a TPE, two associations in each.
struct TwoTowns {
  TwoTowns()
      : scenario(lien_test::friendless_scenario()),
        model(scenario,
              lien_test::territory_of({lien_test::commune_at(1, "A", 0, 0, {1, 1, 2}),
                                       lien_test::commune_at(2, "B", 5, 0, {1, 1, 2})}),
              executor),
        world(model.world()) {
    for (auto& shares : world.actors.finance.all()) shares.fill(0.0F);
  }
  void ally(std::uint32_t a, std::uint32_t b, double trust_low, double trust_high, int month = 0) {
    const auto tie = lien_test::connect(world, executor, {{a, b}})[0];
    world.ties.trust_ij[tie] = trust_low;
    world.ties.trust_ji[tie] = trust_high;
    territory::begin_partnership(world, tie, Alliance::mecenat, 0, sim::Month{month},
                                 scenario.partnerships.terms);
  }
  std::vector<territory::Tally> tallies(int month = 1, double rse_gain = 0.02) {
    return territory::tally(world, sim::Month{month}, territory::live_partnerships(world.ties, executor), {},
                            with_rse_gain(rse_gain), executor);
  }
  std::uint32_t row(Kind kind, std::size_t number = 0) { return lien_test::rows_of(world, kind)[number]; }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
};

TEST(Impacts, CompaniesGainByPartnershipsAndTrust) {
  TwoTowns t;
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("company_performance", t.tallies()[0]), 1.0);
  t.ally(t.row(Kind::company10), t.row(Kind::association, 0), 0.9, 0.7);
  t.ally(t.row(Kind::company10), t.row(Kind::association, 1), 0.6, 0.6);
  t.ally(t.row(Kind::company10), t.row(Kind::mayor, 0), 0.5, 0.3);
  // Three partnerships of trust .8, .6, .4: √3·.6; the TPE of the town has none.
  const double company = 1 + 0.02 * std::sqrt(3.0) * 0.6;
  EXPECT_NEAR(lien_test::stock_measure("company_performance", t.tallies()[0]), (company + 1) / 2, 1e-12);
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("company_performance", t.tallies()[1]), 1.0);
  EXPECT_NEAR(lien_test::stock_measure("company_performance", t.tallies(1, 0.04)[0]),
              (1 + 0.04 * std::sqrt(3.0) * 0.6 + 1) / 2, 1e-12);
}

TEST(Impacts, AssociationsGainByManySourcesOfFinance) {
  TwoTowns t;
  t.world.actors.finance[t.row(Kind::association, 0)] = {0.5F, 0.5F, 0, 0};
  t.world.actors.finance[t.row(Kind::association, 1)] = {0.25F, 0.25F, 0.25F, 0.25F};
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("association_performance", t.tallies()[0]), 0.75);
}

TEST(Impacts, PublicBodiesAreJudgedByNeedsMetPerEffort) {
  TwoTowns t;
  t.world.communes.need[0] = t.world.communes.baseline_need[0];
  t.world.communes.need[0][3] -= 0.3F;
  t.world.communes.need[0][7] += 0.1F;
  EXPECT_NEAR(lien_test::stock_measure("public_performance", t.tallies()[0]), 0.2, 1e-6);
  const std::uint32_t mayor = t.row(Kind::mayor);
  t.world.actors.used[mayor] = 50;
  t.world.actors.committed[mayor] = 30;
  t.world.actors.attended[mayor] = 20;
  EXPECT_NEAR(lien_test::stock_measure("public_performance", t.tallies()[0]), 0.1, 1e-6);
}

TEST(Impacts, TrustOfTerritoriesIsThatOfEachEpciByOrganisations) {
  TwoTowns t;
  t.world.epcis.collective_trust[0] = 0.5F;
  t.world.epcis.collective_trust[1] = 0.75F;
  const auto tallies = t.tallies();
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("collective_trust", tallies[0]), 0.5);
  territory::Tally whole = tallies[0];
  whole += tallies[1];
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("collective_trust", whole), 0.625);
}

TEST(FlowsByEpci, AddUpToThoseOfThePerimeter) {
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.run.until = "2009-12";
  const sim::Executor executor(1);
  territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor);
  auto simulation = model.simulation();
  double born = 0, ended = 0;
  simulation.observe([&](const territory::World& world, sim::Month month) {
    territory::Tally whole;
    const auto partnerships = territory::live_partnerships(world.ties, executor);
    for (const auto& epci : territory::tally(world, month, partnerships, {}, scenario.observers, executor))
      whole += epci;
    for (const auto& m : territory::flow_measures()) {
      if (m.at_epci && m.name.starts_with("partnerships_")) {
        EXPECT_EQ(m.at_epci(whole), static_cast<double>(world.flows.*m.count)) << m.name << month.value;
      }
    }
    born += whole.born;
    ended += whole.ended;
  });
  model.run(simulation);
  EXPECT_GT(born, 0);
  EXPECT_GT(ended, 0);
}

}  // namespace
