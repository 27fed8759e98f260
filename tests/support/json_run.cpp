#include "tests/support/json_run.hpp"

#include <gtest/gtest.h>

#include "tests/support/run_lien.hpp"

namespace lien_test {

nlohmann::json json_of(const std::string& text) { return nlohmann::json::parse(text, nullptr, false); }

nlohmann::json json_run(const std::string& scenario, std::vector<std::string> options,
                        const std::filesystem::path& folder) {
  options.insert(options.begin(), {"run", scenario, "--json"});
  const Ended ended = run_lien(options, folder);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const nlohmann::json summary = json_of(ended.out);
  EXPECT_FALSE(summary.is_discarded()) << ended.out;
  return summary.is_discarded() ? nlohmann::json() : summary;
}

std::string digest_of_run(const std::string& scenario, const std::vector<std::string>& options,
                          const std::filesystem::path& folder) {
  return json_run(scenario, options, folder).value("digest", "no digest");
}

}  // namespace lien_test
