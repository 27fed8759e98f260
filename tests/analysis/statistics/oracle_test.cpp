// The stored answers are what scipy, statsmodels and R say: made anew in the full check.
#include "tests/analysis/statistics/oracle.hpp"

#include "tests/support/json_run.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace lien_test {
namespace {

/// Numbers within 1e-7 in relation (other versions and processors round differently), all else equal.
void expect_alike(const nlohmann::json& stored, const nlohmann::json& found, const std::string& where) {
  ASSERT_EQ(stored.is_number(), found.is_number()) << where;
  if (stored.is_number()) {
    const double a = stored.get<double>(), b = found.get<double>();
    EXPECT_NEAR(a, b, 1e-7 * std::max(1.0, std::abs(a))) << where;
  } else if (stored.is_structured()) {
    ASSERT_EQ(stored.size(), found.size()) << where;
    for (const auto& [key, value] : stored.items()) {
      const nlohmann::json::json_pointer at("/" + key);
      ASSERT_TRUE(found.contains(at)) << where << "/" << key;
      expect_alike(value, found[at], where + "/" + key);
    }
  } else {
    EXPECT_EQ(stored, found) << where;
  }
}

TEST(Oracle, IsWhatTheOthersSay) {
  if (!full_checks()) GTEST_SKIP() << "only in the full check: it takes 20 s";
  const Ended ended = run_command(
      {"/usr/bin/python3", LIEN_SOURCE_DIR "/tests/analysis/statistics/oracle.py"}, LIEN_SOURCE_DIR);
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  expect_alike(oracle(), lien_test::json_of(ended.out), "");
}

}  // namespace
}  // namespace lien_test
