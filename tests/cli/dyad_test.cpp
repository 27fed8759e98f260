// `lien dyad`: the trust of one pair, against values computed by hand.
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
    const auto rows =
        lien_test::json_of(dyad({"--rule", rule, "--outcomes", "SSSF", "--json"}).out)["steps"];
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
  // Thirty good months, one of them of a project carried through: only then does trust pass the ceiling of .85.
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

}  // namespace
}  // namespace lien_test
