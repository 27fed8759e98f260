// `lien run --json`, and what its summary says.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/run_lien.hpp"

namespace lien_test {

/// The summary of a run that ends well; null, and a failure, when it does not.
inline nlohmann::json json_run(const std::string& scenario, std::vector<std::string> options,
                               const std::filesystem::path& folder) {
  options.insert(options.begin(), {"run", scenario, "--json"});
  const Ended ended = run_lien(options, folder);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto summary = nlohmann::json::parse(ended.out, nullptr, false);
  EXPECT_FALSE(summary.is_discarded()) << ended.out;
  return summary.is_discarded() ? nlohmann::json() : summary;
}

inline std::string digest_of_run(const std::string& scenario, const std::vector<std::string>& options,
                                 const std::filesystem::path& folder) {
  return json_run(scenario, options, folder).value("digest", "no digest");
}

}  // namespace lien_test
