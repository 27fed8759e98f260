// Answers of scipy, statsmodels and R's survival on stored data (oracle.py writes them).
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lien_test {

inline nlohmann::json read_oracle() {
  std::ifstream file(LIEN_SOURCE_DIR "/tests/data/statistics/oracle.json");
  return nlohmann::json::parse(file);
}
/// Read once a test program.
inline const nlohmann::json& oracle() {
  static const nlohmann::json answers = read_oracle();
  return answers;
}

/// Numbers of a list; null, which stands for what the others leave undefined, as NaN.
inline std::vector<double> numbers(const nlohmann::json& list) {
  std::vector<double> values;
  for (const auto& value : list) values.push_back(value.is_null() ? std::nan("") : value.get<double>());
  return values;
}

/// Within 1e-8 of what the others found, in relation to its size where that is above 1; NaN where they have
/// none.
inline void expect_agrees(double found, const nlohmann::json& expected, const std::string& what) {
  const double target = expected.is_null() ? std::nan("") : expected.get<double>();
  if (std::isnan(target)) {
    EXPECT_TRUE(std::isnan(found)) << what << " is " << found;
    return;
  }
  EXPECT_NEAR(found, target, 1e-8 * std::max(1.0, std::abs(target))) << what;
  // Small p-values agree in their figures too, not only in being small.
  if (std::abs(target) > 1e-290) {
    EXPECT_NEAR(found / target, 1.0, 1e-6) << what << " in relation";
  }
}

}  // namespace lien_test
