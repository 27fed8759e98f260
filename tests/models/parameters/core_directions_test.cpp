// Every parameter of the core pushes what it is named for the way its meaning says. The mechanisms beyond the
// core have tables of their own beside their tests. `traits.eti_share` and `engagement.idle_months` move too
// few here; traits_test and levels_test have them.
#include <gtest/gtest.h>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/measures.hpp"
#include "sim/parameters/reader.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Scenario;

struct Push {
  std::string parameter, from, to;
  std::string quantity;  ///< a measure: a stock at the end of the run, or a flow summed over its months
  bool rises;
  std::vector<std::string> also{};  ///< set in both runs
};

double outcome(const Push& push, const std::string& value) {
  Scenario scenario = lien_test::tiny_scenario();
  scenario.run.until = "2011-12";  // unless `also` says otherwise
  sim::Settings settings;
  for (const std::string& assignment : push.also) sim::apply_override(settings, assignment);
  sim::apply_override(settings, push.parameter + "=" + value);
  sim::Reader reader(settings);
  scenario.describe(reader);
  reader.finish();
  const sim::Executor executor(1);
  auto communes = lien_test::row_of_communes(24, {4, 10, 12}, 4);
  for (std::size_t c = 0; c < communes.size(); ++c) {
    communes[c].altitude_m = c / 4 % 2 ? 900 : 300;
    communes[c].centrality = c % 4 == 0 ? 3 : 0;
    communes[c].centre = communes[c - c % 4].insee;
    communes[c].department = c < 12 ? "63" : "15";
    communes[c].need_ranks.fill(c % 3 == 0 ? 0.95F : 0.05F);
  }
  territory::Model model(scenario, lien_test::territory_of(std::move(communes)), executor);
  double flow = 0;
  const auto flows = territory::flow_measures();
  const auto of_flow = std::ranges::find(flows, push.quantity, &territory::FlowMeasure::name);
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World& world, sim::Month) {
    if (of_flow != flows.end()) flow += static_cast<double>(world.flows.*of_flow->count);
  });
  model.run(simulation);
  if (of_flow != flows.end()) return flow;
  territory::Tally whole;
  const auto partnerships = territory::live_partnerships(model.world().ties, executor);
  for (const auto& epci :
       territory::tally(model.world(), scenario.run.last(), partnerships, {}, scenario.observers, executor))
    whole += epci;
  const auto stocks = territory::stock_measures();
  const auto of_stock = std::ranges::find(stocks, push.quantity, &territory::StockMeasure::name);
  if (of_stock == stocks.end()) throw std::runtime_error("no measure " + push.quantity);
  return of_stock->value(whole);
}

class CoreParameter : public testing::TestWithParam<Push> {};

TEST_P(CoreParameter, PushesItsQuantity) {
  const Push& push = GetParam();
  const double before = outcome(push, push.from), after = outcome(push, push.to);
  if (push.rises) {
    EXPECT_GT(after, before) << push.quantity;
  } else {
    EXPECT_LT(after, before) << push.quantity;
  }
}

const std::vector<Push> pushes{
    {"population.public_factor_10", "0.8", "1", "companies10", true},
    {"population.public_factor_1_9", "0.9", "1.06", "tpe", true},
    {"population.culture_noise", "0", "0.3", "contacts_made", false, {"encounters.homophily=3"}},
    {"traits.theta_shape_a", "4", "12", "partnership_trust", true},
    {"traits.theta_shape_b", "4", "1", "partnership_trust", true},
    {"traits.propensity_a", "2.5", "10", "mean_trust", true},
    {"traits.propensity_b", "2.5", "10", "mean_trust", false},
    {"traits.risk_sd",
     "0",
     "0.15",
     "partnerships_born",
     true,
     {"partnerships.trust_slope=20", "trust.tau_shift=0.2"}},
    {"traits.semantics_a", "1", "4", "partnership_trust", true, {"outcomes.misreading=0.5"}},
    {"traits.semantics_b", "2", "8", "partnership_trust", false, {"outcomes.misreading=0.5"}},
    {"traits.employing_share", "0.10", "0.17", "encounters", true},
    {"traits.potential_share", "[0.3, 0.1, 0.3, 0.5]", "[0.7, 0.4, 0.8, 1.0]", "involved_share", true},
    {"traits.engaged_start", "[0.1, 0.02, 0.1, 0.0]", "[0.4, 0.15, 0.5, 0.0]", "involved_share", true},
    {"traits.level1_start", "0", "1", "aware_share", true},
    {"traits.base_share_others", "[1, 0, 0, 0]", "[0, 0, 0, 1]", "social_innovation_partnerships", true},
    {"traits.base_share_company10", "[1, 0, 0, 0]", "[0, 0, 0, 1]", "social_innovation_partnerships", true},
    {"needs.need_levels", "[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]",
     "[0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]", "partnerships_born",
     true},
    {"needs.need_pull", "0", "3", "partnerships_born", true, {"partnerships.need_reference=0"}},
    {"needs.role_weight_mayor", "0", "1", "public_partnerships", true},
    {"encounters.encounter_rate", "0.5", "3", "encounters", true},
    {"encounters.activity", "[0.5, 0.2, 0.5, 1, 1]", "[2, 1, 2, 3, 4]", "encounters", true},
    {"encounters.low_level_factor", "0", "1", "encounters", true},
    {"encounters.kernel_km", "4", "40", "local_partnership_share", false},
    {"encounters.kernel_cut", "4", "8", "far_contact_share", false, {"encounters.kernel_km=20"}},
    {"encounters.far_share", "0", "0.3", "far_contact_share", true},
    {"encounters.border_factor", "0", "1", "local_partnership_share", false},
    {"encounters.relief_cost", "0", "30", "local_partnership_share", true},
    {"encounters.bassin_pull", "1", "4", "local_partnership_share", true},
    {"encounters.mixing_mayor", "[0.9, 0.1, 0, 0]", "[0, 0, 1, 0]", "public_partnerships", false},
    {"encounters.closure", "0", "0.6", "closure_contact_share", true},
    {"encounters.homophily", "0", "3", "contacts_made", false},
    {"encounters.overlap_width", "0.1", "10", "contacts_made", true},
    {"encounters.overlap_optimum", "0.3", "1", "contacts_made", false},
    {"encounters.prior_mean", "0.2", "0.8", "mean_trust", true},
    {"encounters.mayor_meetings_max",
     "5",
     "60",
     "mayor_meetings_refused",
     false,
     {"encounters.mixing_association=[0, 0, 1, 0]"}},
    {"encounters.initial_encounters",
     "0",
     "20",
     "contacts",
     true,
     {"run.spinup_months=0", "run.until=2008-02"}},
    {"outcomes.misreading", "0", "0.5", "partnership_trust", false},
    {"outcomes.cross_type_semantics", "0", "1", "partnership_trust", true, {"outcomes.misreading=0.5"}},
    {"outcomes.unprompted_rate", "0", "0.5", "contacts_expired", false},
    {"outcomes.encounter_weight", "0.125", "0.5", "mean_trust", true, {"encounters.prior_mean=0.2"}},
    {"trust.stake_loss", "0", "1", "partnership_trust", false},
    {"trust.tau_shift", "-0.2", "0.2", "partnerships_born", false},
    {"trust.witness_weight",
     "0",
     "0.5",
     "mean_trust",
     true,
     {"encounters.prior_mean=0.2", "trust.witness_contacts=5"}},
    {"trust.witness_contacts",
     "0",
     "5",
     "mean_trust",
     true,
     {"encounters.prior_mean=0.2", "trust.witness_weight=0.5"}},
    {"trust.witness_min_trust",
     "0",
     "1",
     "mean_trust",
     false,
     {"encounters.prior_mean=0.2", "trust.witness_weight=0.5", "trust.witness_contacts=5"}},
    {"trust.visibility_base",
     "0",
     "1",
     "mean_trust",
     true,
     {"encounters.prior_mean=0.2", "trust.witness_weight=0.5", "trust.witness_contacts=5"}},
    {"trust.beta.forgetting", "0.9", "1", "mean_trust", true, {"encounters.prior_mean=0.2"}},
    {"trust.beta.negativity", "1", "3", "partnership_trust", false},
    {"trust.beta.prior_strength", "0.5", "20", "mean_trust", false, {"encounters.prior_mean=0.2"}},
    {"trust.beta.forget_on", "month", "interaction", "mean_trust", true, {"encounters.prior_mean=0.2"}},
    {"trust.beta.prior_forgets", "false", "true", "mean_trust", true, {"encounters.prior_mean=0.2"}},
    {"trust.asymmetric.gain_rate", "0.02", "0.3", "mean_trust", true, {"trust.rule=asymmetric"}},
    {"trust.asymmetric.loss_rate", "0.05", "0.8", "mean_trust", false, {"trust.rule=asymmetric"}},
    {"trust.asymmetric.drift_to_prior",
     "0",
     "0.1",
     "mean_trust",
     true,
     {"trust.rule=asymmetric", "encounters.prior_mean=0.8"}},
    {"trust.reinforcement.learning_rate", "0.001", "0.7", "mean_trust", false, {"trust.rule=reinforcement"}},
    {"trust.reinforcement.aspiration", "1", "3", "mean_trust", true, {"trust.rule=reinforcement"}},
    // Under abi little evidence means one's own propensity (mean ½), which stands above what these acts show:
    // what is kept lowers trust, a weightier prior raises it.
    {"trust.abi.forgetting",
     "0.9",
     "1",
     "mean_trust",
     false,
     {"trust.rule=abi", "encounters.prior_mean=0.2"}},
    {"trust.abi.negativity", "[1, 1, 1]", "[5, 5, 5]", "mean_trust", false, {"trust.rule=abi"}},
    {"trust.abi.prior_strength",
     "0.5",
     "20",
     "mean_trust",
     true,
     {"trust.rule=abi", "encounters.prior_mean=0.2"}},
    {"trust.staged.gain_rate",
     "[0.02, 0.02, 0.02]",
     "[0.3, 0.3, 0.3]",
     "mean_trust",
     true,
     {"trust.rule=staged"}},
    {"trust.staged.loss_rate",
     "[0.1, 0.1, 0.1]",
     "[0.8, 0.8, 0.8]",
     "mean_trust",
     false,
     {"trust.rule=staged"}},
    {"trust.staged.drift_to_prior",
     "[0, 0, 0]",
     "[0.1, 0.1, 0.1]",
     "mean_trust",
     true,
     {"trust.rule=staged"}},
    {"trust.staged.ceiling", "[0.4, 0.4, 0.4]", "[1, 1, 1]", "mean_trust", true, {"trust.rule=staged"}},
    {"trust.subjective.forgetting",
     "0.9",
     "1",
     "mean_trust",
     true,
     {"trust.rule=subjective", "encounters.prior_mean=0.2"}},
    {"trust.subjective.negativity", "1", "3", "mean_trust", false, {"trust.rule=subjective"}},
    {"trust.subjective.prior_strength",
     "0.5",
     "20",
     "mean_trust",
     false,
     {"trust.rule=subjective", "encounters.prior_mean=0.2"}},
    {"trust.fire.role_rating", "0", "0.5", "mean_trust", true, {"trust.rule=fire"}},
    {"trust.gaussian.prior_variance",
     "0.01",
     "0.1",
     "mean_trust",
     true,
     {"trust.rule=gaussian", "encounters.prior_mean=0.2"}},
    {"trust.gaussian.observation_variance",
     "0.05",
     "0.25",
     "mean_trust",
     false,
     {"trust.rule=gaussian", "encounters.prior_mean=0.2"}},
    {"trust.gaussian.drift_variance",
     "0",
     "0.01",
     "mean_trust",
     true,
     {"trust.rule=gaussian", "encounters.prior_mean=0.2"}},
    {"trust.marsh.risk", "0", "0.3", "partnerships_born", false, {"trust.gate=marsh"}},
    {"trust.marsh.competence", "0", "1", "partnerships_born", true, {"trust.gate=marsh"}},
    {"partnerships.birth_rate", "0.05", "0.5", "partnerships_born", true},
    {"partnerships.need_pull_cap", "1", "10", "partnerships_born", true, {"needs.need_pull=3"}},
    {"partnerships.need_reference", "0", "0.8", "partnerships_born", false, {"needs.need_pull=3"}},
    {"partnerships.low_level_factor", "0", "1", "partnerships_born", true},
    {"partnerships.association_lead",
     "0",
     "1",
     "mecenat_partnerships",
     true,
     {"traits.base_share_company10=[0, 1, 0, 0]", "traits.base_share_others=[1, 0, 0, 0]",
      "partnerships.type_loyalty=1"}},
    {"partnerships.upgrade_rate", "0", "0.1", "partnerships_upgraded", true},
    {"partnerships.upgrade_age", "0", "36", "partnerships_upgraded", false},
    {"partnerships.threshold", "[0.3, 0.3, 0.3, 0.3]", "[0.7, 0.7, 0.7, 0.7]", "partnerships_born", false},
    {"partnerships.unit_cost", "[0.01, 0.01, 0.01, 0.01]", "[0.5, 0.5, 0.5, 0.5]", "partnerships_refused",
     true},
    {"partnerships.stake", "[0, 0, 0, 0]", "[2, 2, 2, 2]", "partnership_trust", true},
    {"partnerships.interaction_rate", "[0.1, 0.1, 0.1, 0.1]", "[1, 1, 1, 1]", "partnership_trust", true},
    {"partnerships.type_weight", "[0.1, 0.1, 0.1, 0.1]", "[2, 2, 2, 2]", "partnership_trust", true},
    {"partnerships.capacity", "[0.2, 0.2, 0.2, 0.2, 0.2, 0.2]", "[9, 9, 9, 9, 9, 9]", "partnerships_refused",
     false},
    {"endings.hazard_base", "0.01", "0.06", "partnerships", false},
    {"endings.hazard_floor", "0", "1", "partnerships", false},
    {"endings.hazard_age",
     "6",
     "48",
     "partnerships_ended",
     false,
     {"endings.hazard_floor=0", "run.spinup_months=0", "run.until=2009-06"}},
    {"endings.hazard_shape", "hump", "constant", "partnerships", false},
    {"endings.weibull_shape", "0.2", "1", "partnerships", false, {"endings.hazard_shape=weibull"}},
    {"endings.trust_hazard", "0", "8", "partnership_trust", true},
    {"endings.expiry_rate", "0.02", "0.1746", "contacts", false},
    {"endings.embedding", "0", "3", "contacts", true},
    {"endings.embedding_count", "1", "10", "contacts", false},
    {"engagement.awareness_base", "0", "0.1", "aware_share", true},
    {"engagement.awareness_contagion", "0", "0.1", "aware_share", true},
    {"engagement.engage_base", "0.00015", "0.0006", "involved_share", true, {"run.until=2027-12"}},
    {"engagement.engage_contagion", "0.006", "0.02", "involved_share", true},
    {"engagement.relapse", "0.001", "0.004", "involved_share", false},
    {"engagement.complex_contagion",
     "false",
     "true",
     "involved_share",
     false,
     {"engagement.engage_contagion=0.02"}},
    {"demography.enabled", "false", "true", "organisations_replaced", true},
    {"demography.exit_association", "0", "0.01", "organisations_replaced", true},
    {"demography.exit_tpe", "0", "0.01", "organisations_replaced", true},
    {"demography.exit_company10", "0", "0.01", "organisations_replaced", true},
    {"demography.entrant_level",
     "zero",
     "initial",
     "involved_share",
     true,
     {"demography.exit_association=0.01"}},
    {"elections.mayor_turnover", "0.2", "0.6", "mayors_replaced", true, {"elections.months=[2, 20, 40]"}},
    {"elections.mayor_level_kept",
     "0",
     "1",
     "aware_mayor_share",
     true,
     {"elections.months=[2, 20, 46]", "elections.mayor_turnover=0.6"}},
    {"elections.keep",
     "0",
     "1",
     "mean_trust",
     true,
     {"elections.months=[2, 20, 30, 40]", "elections.mayor_turnover=0.6", "encounters.prior_mean=0.8"}},
};
INSTANTIATE_TEST_SUITE_P(All, CoreParameter, testing::ValuesIn(pushes),
                         [](const testing::TestParamInfo<Push>& info) {
                           std::string name = info.param.parameter;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

}  // namespace
