// `lien dyad`: the trust of one pair, against values computed by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/json_run.hpp"

namespace lien_test {
namespace {

Ended dyad(std::vector<std::string> options) {
  options.insert(options.begin(), "dyad");
  return run_lien(options, LIEN_SOURCE_DIR);
}

// r = 1, s = 0, n0 = 2, m = 1/2: trust (1 + 2/2)/(1 + 2) = 2/3, confidence 1/(1 + 2).
TEST(Dyad, BetaAfterOneSuccess) {
  const Ended ended = dyad({"--outcomes", "S"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out, "step\ttrust\tconfidence\n0\t0.500000\t0.000000\n1\t0.666667\t0.333333\n");
  EXPECT_EQ(ended.err, "");
}

// S, then F, with forgetting 0.9, negativity 3, n0 = 4, prior 0.25 and weight 0.5:
// r = 0.5, s = 0: (0.5 + 1)/(0.5 + 4) = 1/3, 0.5/4.5;
// r = 0.45, s = 1.5: (0.45 + 1)/(1.95 + 4) = 0.243697, 1.95/5.95 = 0.327731.
TEST(Dyad, BetaUnderGivenSettings) {
  const Ended ended = dyad({"--rule", "beta", "--outcomes", "SF", "--prior", "0.25", "--weight", "0.5",
                            "--set", "trust.beta.forgetting=0.9", "--set", "trust.beta.negativity=3", "--set",
                            "trust.beta.prior_strength=4"});
  EXPECT_EQ(ended.out,
            "step\ttrust\tconfidence\n0\t0.250000\t0.000000\n1\t0.333333\t0.111111\n2\t0.243697\t0.327731\n");
}

TEST(Dyad, SaysTheSameInJson) {
  const auto answer = lien_test::json_of(dyad({"--outcomes", "SF", "--json"}).out);
  EXPECT_EQ(answer["format_version"], 1);
  const auto& rows = answer["steps"];
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1]["step"], 1);
  EXPECT_DOUBLE_EQ(rows[1]["trust"].get<double>(), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(rows[1]["confidence"].get<double>(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(rows[2]["trust"].get<double>(), 1.98 / (0.98 + 1.5 + 2.0));  // λ = 0.98, w = 1.5
  EXPECT_FALSE(rows[1].contains("trust_sd"));
}

TEST(Dyad, EveryRuleRisesWithSuccessAndFallsWithFailure) {
  for (const char* rule :
       {"beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"}) {
    const auto rows = lien_test::json_of(dyad({"--rule", rule, "--outcomes", "SSSF", "--json"}).out)["steps"];
    ASSERT_EQ(rows.size(), 5U) << rule;
    EXPECT_GT(rows[1]["trust"], rows[0]["trust"]) << rule;
    EXPECT_LT(rows[4]["trust"], rows[3]["trust"]) << rule;
  }
}

TEST(Dyad, TellsQualitiesAndEventsToTheRulesThatAsk) {
  const auto last = [](const char* rule, const std::string& outcomes) {
    return lien_test::json_of(dyad({"--rule", rule, "--outcomes", outcomes, "--json"}).out)["steps"]
        .back()["trust"]
        .get<double>();
  };
  EXPECT_GT(last("abi", "SSSA"), last("abi", "SSSI"));
  EXPECT_GT(last("abi", "SSSB"), last("abi", "SSSI"));
  EXPECT_EQ(last("beta", "SSSA"), last("beta", "SSSI")) << "a failure is a failure";
  // Thirty good months, one of them of a project carried through: only then does trust pass the ceiling of
  // .85.
  const std::string good(59, 'S');
  EXPECT_LE(last("staged", good + "S"), 0.85);
  EXPECT_GT(last("staged", "P" + good), 0.9);
  EXPECT_LE(last("staged", "P" + good + "I"), 0.5) << "betrayed";
}

// A certain success needs no chance: every replicate is the run of S.
TEST(Dyad, AveragesReplicates) {
  const auto certain = lien_test::json_of(
      dyad({"--success", "1", "--months", "2", "--replicates", "5", "--json"}).out)["steps"];
  ASSERT_EQ(certain.size(), 3U);
  EXPECT_NEAR(certain[1]["trust"].get<double>(), 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(certain[1]["trust_sd"].get<double>(), 0.0, 1e-6);
  const auto half = [](const char* seed) {
    return dyad({"--success", "0.5", "--months", "12", "--replicates", "50", "--seed", seed}).out;
  };
  EXPECT_EQ(half("1"), half("1"));
  EXPECT_NE(half("1"), half("2"));
  EXPECT_EQ(half("1").find("step\ttrust\tconfidence\ttrust_sd\n0\t0.500000\t0.000000\t0.000000\n"), 0U);
}

std::vector<std::string> with_settings(std::vector<std::string> options,
                                       const std::vector<std::string>& set) {
  for (const std::string& assignment : set) {
    options.emplace_back("--set");
    options.push_back(assignment);
  }
  return options;
}

/// One column of the JSON.
std::vector<double> column(const char* name, std::vector<std::string> options,
                           const std::vector<std::string>& set) {
  options.emplace_back("--json");
  const Ended ended = dyad(with_settings(std::move(options), set));
  EXPECT_EQ(ended.err, "");
  const auto answer = lien_test::json_of(ended.out);
  std::vector<double> values;
  for (const auto& row : answer.at("steps")) values.push_back(row.at(name).get<double>());
  return values;
}
const std::vector<std::string> one_success{"--outcomes", "S"}, one_failure{"--outcomes", "F"};

void expect_near(const std::vector<double>& values, const std::vector<double>& expected) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t k = 0; k < values.size(); ++k) EXPECT_NEAR(values[k], expected[k], 1e-12) << "step " << k;
}

// m = .5 + .2; (1 + 2·.7)/3. Nobody is surer of a stranger than .95.
TEST(DyadSwitches, BiasShiftsTheFirstImpression) {
  expect_near(column("trust", one_success, {"trust.bias=0.2"}), {0.7, 0.8});
  expect_near(column("trust", {"--outcomes", "S", "--prior", "0.9"}, {"trust.bias=0.3"}), {0.95, 2.9 / 3});
  expect_near(column("trust", {"--outcomes", "S", "--prior", "1"}, {}), {1, 1});
}

// m = .5, then .5 + .02·.5 = .51, then .51 + .02·.49 = .5198, after the act of the month.
TEST(DyadSwitches, IdentificationMovesTheFirstImpressionEveryMonth) {
  expect_near(column("trust", {"--outcomes", "SS"}, {"trust.id_bonus=0.02"}),
              {0.5, (1 + 2 * 0.51) / 3, (1.98 + 2 * 0.5198) / 3.98});
}

// s = 1.5·(1 + 1) = 3: 1/(3 + 2) and 3/5; a success weighs what it did.
TEST(DyadSwitches, StakeLossWeighsAFailure) {
  expect_near(column("trust", one_failure, {"trust.stake_loss=1"}), {0.5, 0.2});
  expect_near(column("confidence", one_failure, {"trust.stake_loss=1"}), {0, 0.6});
  expect_near(column("trust", one_success, {"trust.stake_loss=1"}), {0.5, 2.0 / 3});
}

// λ = w = 1: E[T_n] = (n0·m + Σp_k)/(n0 + n) with p_k = .7 − .002k, so Σ = 84 − .002·7260 at n = 120. The
// standard error of 20 000 pairs is .0003; drift from the second month on would be .0020 away.
TEST(DyadSwitches, ValueDriftMovesTheChanceOfSuccessFromTheFirstMonthOn) {
  const std::vector<std::string> averaged{"--success", "0.7", "--replicates", "20000"};
  const auto set = [](const char* drift) {
    return std::vector<std::string>{"trust.beta.forgetting=1", "trust.beta.negativity=1", drift};
  };
  const double trust = column("trust", averaged, set("trust.value_drift=-0.002")).back();
  const double sd = column("trust_sd", averaged, set("trust.value_drift=-0.002")).back();
  EXPECT_NEAR(trust, (1 + 84 - 0.002 * 7260) / 122, 4.5 * sd / std::sqrt(20000.0));
  // Nothing is certain once it drifts: a thousand months at .99 end below those at 1.
  const std::vector<std::string> certain{"--success", "1", "--months", "1000", "--replicates", "20"};
  const double sure = column("trust", certain, set("trust.value_drift=0")).back();
  EXPECT_NEAR(sure, 1001.0 / 1002, 1e-12);
  EXPECT_LT(column("trust", certain, set("trust.value_drift=0.002")).back(), sure - 0.005);
}

// T = ½, then 2/3; expit(8·(T − τ)) for τ = .45, .50, .55, .60, and all of them .1 higher.
TEST(DyadConsent, IsTheModelsLogit) {
  const auto logit = [](double x) { return 1 / (1 + std::exp(-8 * x)); };
  const std::vector<std::string> types{"mecenat", "responsible_practice", "economic_cooperation",
                                       "social_innovation"};
  for (std::size_t k = 0; k < types.size(); ++k) {
    const double tau = 0.45 + 0.05 * static_cast<double>(k);
    const std::string name = "consents_" + types[k];
    expect_near(column(name.c_str(), one_success, {"trust.gate=none"}),
                {logit(0.5 - tau), logit(2.0 / 3 - tau)});
    expect_near(column(name.c_str(), one_success, {"trust.tau_shift=0.1"}),
                {logit(0.4 - tau), logit(2.0 / 3 - 0.1 - tau)});
  }
}

// T = 2/3: T̂ = 1/3, U = ½: ½·⅓·(.6 + ⅓) = .15556. Perceived risk .15·τ/.5 = .135, .15, .165, .18. At T = ½
// nobody trusts.
TEST(DyadConsent, UnderMarshsGateIsYesOrNo) {
  const Ended ended =
      dyad({"--outcomes", "S", "--set", "trust.gate=marsh", "--set", "trust.marsh.risk=0.15"});
  EXPECT_EQ(ended.out,
            "step\ttrust\tconfidence\tconsents_mecenat\tconsents_responsible_practice"
            "\tconsents_economic_cooperation\tconsents_social_innovation\n"
            "0\t0.500000\t0.000000\t0.000000\t0.000000\t0.000000\t0.000000\n"
            "1\t0.666667\t0.333333\t1.000000\t1.000000\t0.000000\t0.000000\n");
  // ½·⅓·(C + ⅓) ≥ .165 from C = .65667 on.
  const auto competent = [](const char* competence) {
    return column("consents_economic_cooperation", one_success,
                  {"trust.gate=marsh", "trust.marsh.risk=0.15", competence})
        .back();
  };
  EXPECT_EQ(competent("trust.marsh.competence=0.656"), 0);
  EXPECT_EQ(competent("trust.marsh.competence=0.657"), 1);
  // On average it is the share of pairs: half of them had a success.
  const auto share = column("consents_mecenat", {"--success", "0.5", "--months", "1"}, {"trust.gate=marsh"});
  EXPECT_NEAR(share.back(), 0.5, 4.5 * 0.5 / std::sqrt(1000.0));
}

// e^{−h}: .06 a month at any age; times e^{−3·(2/3 − ½)}, both sides having seen a success; and a hump
// without a floor is nothing at age 0 and h0·(1/18)·e^{1 − 1/18} at age 1.
TEST(DyadSelection, EndsPartnershipsByTheModelsHazard) {
  const auto kept = [](const char* outcomes, const std::vector<std::string>& set) {
    return column("kept", {"--outcomes", outcomes}, set);
  };
  expect_near(
      kept("SF", {"endings.hazard_shape=constant", "endings.hazard_base=0.06", "endings.trust_hazard=0"}),
      {1, std::exp(-0.06), std::exp(-0.12)});
  expect_near(
      kept("S", {"endings.hazard_shape=constant", "endings.hazard_base=0.06", "endings.trust_hazard=3"}),
      {1, std::exp(-0.06 * std::exp(-0.5))});
  expect_near(kept("SS", {"endings.hazard_floor=0", "endings.hazard_base=0.06", "endings.trust_hazard=0"}),
              {1, 1, std::exp(-0.06 / 18 * std::exp(1 - 1.0 / 18))});
}

// One month, a success on either side or not, λ irrelevant: trust 2/3 or 1/3.5, each held by one who is held
// 2/3 or 1/3.5 in return; weights e^{−h} of the four, each of chance ¼.
TEST(DyadSelection, RaisesTheTrustOfThoseWhoStay) {
  const std::vector<std::string> averaged{"--success", "0.5", "--months", "1", "--replicates", "20000"};
  const std::vector<std::string> set{"endings.hazard_shape=constant", "endings.hazard_base=0.06",
                                     "endings.trust_hazard=6"};
  const double good = 2.0 / 3, bad = 1 / 3.5;
  double all = 0, weighted = 0;
  for (const double own : {good, bad}) {
    for (const double other : {good, bad}) {
      const double stays = std::exp(-0.06 * std::exp(-6 * (0.5 * (own + other) - 0.5)));
      all += 0.25 * stays;
      weighted += 0.25 * stays * own;
    }
  }
  // Standard errors: sd .19 of trust, below .07 of staying, over √20000.
  EXPECT_NEAR(column("kept", averaged, set).back(), all, 4.5 * 0.07 / std::sqrt(20000.0));
  EXPECT_NEAR(column("trust_if_kept", averaged, set).back(), weighted / all, 4.5 * 0.2 / std::sqrt(20000.0));
  EXPECT_GT(weighted / all, 0.5 * (good + bad) + 0.006) << "what is tested is more than chance";
}

}  // namespace
}  // namespace lien_test
