// Projects within the whole month: any number of threads, every invariant, and none of it when nothing
// begins.
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include "models/territory/invariants.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

territory::Scenario lively() {
  territory::Scenario s = lien_test::tiny_scenario();
  s.projects.enabled = s.valorisation.enabled = true;
  s.projects.existing_projects = 2;
  s.projects.stage_months = {12, 12, 6};
  s.projects.anchored_copy = false;
  s.projects.copy_rate = 0.1;
  s.projects.deploy_hold = 12;
  s.valorisation.review = territory::ValorisationParameters::Review::by_maturity;
  s.valorisation.review_by_stage = {0.05, 0.05, 0.05};
  // Funders, who then review what they funded.
  territory::Intervention fund;
  fund.name = "fund";
  fund.kind = territory::InterventionKind::fonds;
  fund.start = "2008-01";
  fund.grants_per_year = 100;
  s.interventions = {fund};
  return s;
}

using Fingerprints = std::vector<std::pair<std::string, std::uint64_t>>;

Fingerprints after(const territory::Scenario& scenario, int threads, std::size_t grain, bool verified,
                   territory::MonthlyFlows* total = nullptr) {
  const sim::Executor executor(threads, grain);
  territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(16)), executor);
  for (auto& need : model.world().actors.weighted_need.all()) need.fill(0.5F);
  auto simulation = model.simulation();
  if (verified) simulation.verify(territory::invariants(scenario.partnerships.terms));
  if (total != nullptr) {
    simulation.observe([&](const territory::World& world, sim::Month) {
      for (auto flow :
           {&territory::MonthlyFlows::projects_started, &territory::MonthlyFlows::projects_copied,
            &territory::MonthlyFlows::projects_perpetuated, &territory::MonthlyFlows::projects_deployed,
            &territory::MonthlyFlows::projects_failed, &territory::MonthlyFlows::projects_stopped,
            &territory::MonthlyFlows::projects_ended, &territory::MonthlyFlows::project_joins})
        total->*flow += world.flows.*flow;
    });
  }
  model.run(simulation);
  return lien_test::fingerprints(model.world());
}

TEST(WholeRun, HasProjectsOfEveryFateAndTheSameBitsOnAnyThreads) {
  const oneapi::tbb::global_control three(oneapi::tbb::global_control::max_allowed_parallelism, 3);
  territory::Scenario s = lively();
  s.run.until = "2013-12";
  territory::MonthlyFlows total;
  const Fingerprints one = after(s, 1, 2048, false, &total);
  EXPECT_EQ(after(s, 3, 64, false), one);
  EXPECT_GT(total.projects_started, 0);
  EXPECT_GT(total.projects_perpetuated, 0);
  EXPECT_GT(total.projects_deployed, 0);
  EXPECT_GT(total.projects_failed, 0);
  EXPECT_GT(total.projects_stopped, 0);
  EXPECT_GT(total.projects_ended, 0);
  EXPECT_GT(total.project_joins, 0);
}

TEST(WholeRun, KeepsEveryInvariantAndDeclaresWhatItWrites) {
  territory::Scenario s = lively();
  s.run.until = "2009-12";
  s.run.spinup_months = 3;
  EXPECT_NO_THROW((void)after(s, 1, 2048, true));
}

TEST(WholeRun, WithoutProjectsIsAsIfThereWereNone) {
  territory::Scenario off = lively(), empty = lively();
  off.projects.enabled = off.valorisation.enabled = false;
  empty.projects.existing_projects = 0;
  // Their parameters also say how partnerships hybridise the finance of associations, which nothing else
  // reads.
  const auto but_finance = [](Fingerprints prints) {
    std::erase_if(prints, [](const auto& column) { return column.first == "actors.finance"; });
    return prints;
  };
  EXPECT_EQ(but_finance(after(empty, 1, 2048, false)), but_finance(after(off, 1, 2048, false)));
}

}  // namespace
