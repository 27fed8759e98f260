// Interventions become effects on EPCI: when, where, how much, how they add and fade (SM15, SM16).
#include "models/territory/submodels/interventions.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

#include "tests/support/tiny_world.hpp"

namespace {

using territory::Epcis;
using territory::Intervention;
using What = territory::InterventionKind;
using testing::ElementsAre;

constexpr sim::Month dec2020{155};

Intervention entry(What kind, const std::string& start = "2020-12", const std::string& end = "") {
  Intervention i;
  i.name = "x";
  i.kind = kind;
  i.start = start;
  i.end = end;
  return i;
}

/// Three EPCI of 20 000, 40 000 and 20 000 inhabitants: two in department 63, one in 15; all but the last in
/// region 84.
territory::Geography three_epcis() {
  const lien_test::People people{1, 1, 20};
  std::vector<territory::Commune> communes{lien_test::commune_at(1, "200000001", 0, 0, people),
                                           lien_test::commune_at(2, "200000002", 10, 0, people),
                                           lien_test::commune_at(3, "200000002", 20, 0, people),
                                           lien_test::commune_at(4, "200000003", 30, 0, people)};
  communes[2].population = 20001;
  communes[2].department = "15";
  communes[3].region = "75";
  return lien_test::territory_of(communes);
}

/// The EPCI of that territory under these interventions, month by month.
class Policy {
 public:
  explicit Policy(std::vector<Intervention> interventions, const territory::LeverParameters& levers = {},
                  const territory::ShockParameters& shocks = {})
      : model_(lien_test::friendless_scenario(), three_epcis(), executor_),
        submodel_(interventions, levers, shocks, model_.world().geography) {}
  const Epcis& at(sim::Month month) {
    lien_test::run_once(submodel_, model_.world(), month.value, executor_, lien_test::friendless_scenario());
    return model_.world().epcis;
  }

 private:
  sim::Executor executor_{1};
  territory::Model model_;
  territory::Interventions submodel_;
};

/// Sum of all effects on an EPCI: 0 exactly when there is none.
double sum_of_effects(const Epcis& e, std::size_t row) {
  double sum = 0;
  for (const auto* column :
       {&e.closed, &e.threshold_cut, &e.consent_help, &e.cost_cut, &e.birth_boost, &e.team_boost,
        &e.accuracy_boost, &e.misreading_cut, &e.learning_inflow, &e.project_money, &e.project_grants,
        &e.cash_cut, &e.shock, &e.potential_rate, &e.valorisation_action}) {
    sum += std::abs((*column)[row]);
  }
  for (const float need : e.need_shock[row]) sum += std::abs(need);
  return sum;
}

struct LeverCase {
  What kind;
  double territory::LeverParameters::*size;
  sim::Column<float> Epcis::*column;
};
constexpr LeverCase lever_cases[] = {
    {What::prime, &territory::LeverParameters::prime_tau, &Epcis::threshold_cut},
    {What::prime, &territory::LeverParameters::prime_money, &Epcis::project_money},
    {What::droit, &territory::LeverParameters::droit_help, &Epcis::consent_help},
    {What::droit, &territory::LeverParameters::droit_cost, &Epcis::cost_cut},
    {What::ingenierie, &territory::LeverParameters::ingenierie_team, &Epcis::team_boost},
    {What::ingenierie, &territory::LeverParameters::ingenierie_births, &Epcis::birth_boost},
    {What::enjeux_pratiques, &territory::LeverParameters::stakes_accuracy, &Epcis::accuracy_boost},
    {What::faire_alliance, &territory::LeverParameters::alliance_misreading, &Epcis::misreading_cut},
    {What::apprendre, &territory::LeverParameters::learn_inflow, &Epcis::learning_inflow},
    {What::valoriser, &territory::LeverParameters::valoriser_action, &Epcis::valorisation_action}};

TEST(Levers, DoWhatTheirSizeSaysTimesTheirIntensity) {
  for (const LeverCase& c : lever_cases) {
    for (const double factor : {0.5, 1.0, 1.5}) {
      for (const double intensity : {0.0, 0.25, 1.0}) {
        territory::LeverParameters levers;
        levers.*c.size *= factor;
        Intervention i = entry(c.kind);
        i.intensity = intensity;
        Policy policy({i}, levers);
        EXPECT_FLOAT_EQ((policy.at(dec2020).*c.column)[1], static_cast<float>(levers.*c.size * intensity));
      }
    }
  }
}

TEST(Levers, TouchNothingElse) {
  for (const LeverCase& c : lever_cases) {
    territory::LeverParameters none;
    for (const LeverCase& other : lever_cases)
      if (other.kind == c.kind) none.*other.size = 0;
    EXPECT_EQ(sum_of_effects(Policy({entry(c.kind)}, none).at(dec2020), 0), 0.0);
  }
}

TEST(Levers, OfOneKindSaturateAtFullIntensity) {
  Intervention half = entry(What::prime);
  half.intensity = 0.5;
  territory::LeverParameters levers;
  EXPECT_FLOAT_EQ(Policy({half, half}).at(dec2020).threshold_cut[0],
                  static_cast<float>(levers.prime_tau * 0.75));
  const Intervention whole = entry(What::prime);
  EXPECT_FLOAT_EQ(Policy({whole, half, whole}).at(dec2020).threshold_cut[0],
                  static_cast<float>(levers.prime_tau));
}

TEST(Levers, FadeAfterTheirEndFundsAndShocksDoNot) {
  territory::LeverParameters levers;
  for (const double decay : {0.0, 0.02, 0.1}) {
    levers.lever_decay = decay;
    Policy policy({entry(What::droit, "2020-12", "2021-05")}, levers);
    EXPECT_EQ(sum_of_effects(policy.at(dec2020 + -1), 0), 0.0);
    for (const int month : {155, 158, 160})
      EXPECT_FLOAT_EQ(policy.at({month}).consent_help[0], static_cast<float>(levers.droit_help));
    for (const int after : {1, 12, 60})
      EXPECT_FLOAT_EQ(policy.at({160 + after}).consent_help[0],
                      static_cast<float>(levers.droit_help * std::pow(1 - decay, after)));
  }
  Intervention fund = entry(What::fonds, "2020-12", "2021-05"),
               shock = entry(What::mobility, "2020-12", "2021-05");
  fund.grants_per_year = 10;
  shock.size = 0.5;
  for (const Intervention& i : {fund, shock, entry(What::covid, "2020-12", "2021-05"),
                                entry(What::fonds_odd17, "2020-12", "2021-05")}) {
    Policy policy({i});
    EXPECT_EQ(sum_of_effects(policy.at({154}), 0), 0.0);
    EXPECT_GT(sum_of_effects(policy.at({155}), 0), 0.0);
    EXPECT_GT(sum_of_effects(policy.at({160}), 0), 0.0);
    EXPECT_EQ(sum_of_effects(policy.at({161}), 0), 0.0);
  }
}

TEST(Interventions, WithoutEndLastForEver) {
  Policy policy({entry(What::prime)});
  EXPECT_EQ(policy.at({155}).threshold_cut[0], policy.at({1200}).threshold_cut[0]);
  EXPECT_EQ(sum_of_effects(Policy({}).at({155}), 0), 0.0);
  EXPECT_EQ(sum_of_effects(Policy({entry(What::demarche)}).at({155}), 0), 0.0)
      << "read by the démarche alone";
}

TEST(Interventions, CoverTheirTerritories) {
  const territory::Geography g = three_epcis();
  const auto covered = [&](std::vector<std::string> codes) {
    Intervention i = entry(What::prime);
    i.territories = std::move(codes);
    Policy policy({i});
    const Epcis& e = policy.at(dec2020);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < 3; ++row)
      if (e.threshold_cut[row] > 0) rows.push_back(row);
    EXPECT_EQ(rows, territory::covered_epcis(i, g));
    return rows;
  };
  EXPECT_THAT(covered({}), ElementsAre(0, 1, 2));
  EXPECT_THAT(covered({"all"}), ElementsAre(0, 1, 2));
  EXPECT_THAT(covered({"200000002"}), ElementsAre(1));
  EXPECT_THAT(covered({"63"}), ElementsAre(0, 2)) << "the second lies mostly in the other department";
  EXPECT_THAT(covered({"15"}), ElementsAre(1));
  EXPECT_THAT(covered({"region:84"}), ElementsAre(0, 1));
  EXPECT_THAT(covered({"region:75", "200000001"}), ElementsAre(0, 2));
  EXPECT_THAT(covered({"12"}), ElementsAre());
}

TEST(Funds, AreSharedByInhabitants) {
  territory::LeverParameters levers;
  levers.national_population = 800000;
  const auto grants = [&](const Intervention& i) {
    Policy policy({i}, levers);
    const Epcis& e = policy.at(dec2020);
    return std::vector<double>{e.project_grants[0], e.project_grants[1], e.project_grants[2]};
  };
  const auto national = grants(entry(What::fonds_odd17));
  EXPECT_NEAR(national[0], 17.0 / 12 * 20000 / 800000, 1e-8);
  EXPECT_NEAR(national[1], 17.0 / 12 * 40001 / 800000, 1e-8);
  Intervention own = entry(What::fonds);
  own.grants_per_year = 24;
  own.territories = {"63"};
  EXPECT_THAT(grants(own), ElementsAre(1.0, 0.0, 1.0));
  levers.fund_grants = 34;
  EXPECT_NEAR(grants(entry(What::fonds_odd17))[0], 2 * national[0], 1e-8);
  levers.national_population = 1600000;
  EXPECT_NEAR(grants(entry(What::fonds_odd17))[0], national[0], 1e-8);
}

TEST(Covid, HasTwoPhasesAJumpOfNeedsAndTheMonthsOfTheSpecification) {
  Policy policy({entry(What::covid, "2020-03", "2021-09")});
  EXPECT_EQ(sum_of_effects(policy.at({145}), 2), 0.0);
  for (int month = 146; month <= 164; ++month) {
    const Epcis& e = policy.at({month});
    EXPECT_FLOAT_EQ(e.closed[2], month <= 148 ? 0.7F : 0.4F) << month;
    EXPECT_FLOAT_EQ(e.cash_cut[2], 0.2F);
    EXPECT_FLOAT_EQ(e.potential_rate[2], 0.01F);
    EXPECT_FLOAT_EQ(e.shock[2], 1.0F);
    for (std::size_t d = 0; d < territory::domain_count; ++d) {
      const bool hit = d == 0 || d == 2 || d == 7 || d == 10;
      EXPECT_FLOAT_EQ(e.need_shock[2][d], month == 146 && hit ? 0.1F : 0.0F) << month << " " << d;
    }
  }
  EXPECT_EQ(sum_of_effects(policy.at({165}), 2), 0.0);
}

TEST(Covid, FollowsItsParameters) {
  const auto with = [](const std::function<void(territory::ShockParameters&)>& change, int month) {
    territory::ShockParameters shocks;
    change(shocks);
    Policy policy({entry(What::covid, "2020-03", "2021-09")}, {}, shocks);
    const Epcis& e = policy.at({month});
    return std::vector<double>{e.closed[0], e.cash_cut[0], e.need_shock[0][0], e.potential_rate[0]};
  };
  const auto first = with([](auto&) {}, 146), later = with([](auto&) {}, 149);
  EXPECT_LT(with([](auto& s) { s.covid_open_first = 0.9; }, 146)[0], first[0]);
  EXPECT_LT(with([](auto& s) { s.covid_open_after = 0.9; }, 149)[0], later[0]);
  EXPECT_EQ(with([](auto& s) { s.covid_open_after = 0.9; }, 146)[0], first[0]);
  EXPECT_GT(with([](auto& s) { s.covid_first_months = 4; }, 149)[0], later[0]);
  EXPECT_GT(with([](auto& s) { s.covid_cash = 0.4; }, 146)[1], first[1]);
  EXPECT_GT(with([](auto& s) { s.covid_need = 0.2; }, 146)[2], first[2]);
  EXPECT_GT(with([](auto& s) { s.pot_conversion = 0.02; }, 146)[3], first[3]);
}

TEST(Shocks, ComeOneByOneAndSaturateTogether) {
  Intervention mobility = entry(What::mobility), cash = entry(What::cash_shock),
               need = entry(What::need_shock);
  mobility.size = 0.5;
  cash.size = 0.3;
  need.size = 0.2;
  need.intensity = 0.5;
  need.domains = {"health", "energy_transition"};
  Policy policy({mobility, cash, need, entry(What::envie_alliance)});
  const Epcis& e = policy.at(dec2020);
  EXPECT_FLOAT_EQ(e.closed[0], 0.5F);
  EXPECT_FLOAT_EQ(e.cash_cut[0], 0.3F);
  EXPECT_FLOAT_EQ(e.need_shock[0][10], 0.1F);
  EXPECT_FLOAT_EQ(e.need_shock[0][15], 0.1F);
  EXPECT_EQ(e.need_shock[0][0], 0.0F);
  EXPECT_FLOAT_EQ(e.potential_rate[0], 0.01F);
  EXPECT_EQ(e.shock[0], 0.0F) << "only the pandemic is a crisis of partnerships";
  EXPECT_FLOAT_EQ(Policy({mobility, mobility}).at(dec2020).closed[0], 0.75F);
}

}  // namespace
