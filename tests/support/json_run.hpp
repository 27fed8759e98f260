// `lien run --json`, and what its summary says. The parser takes each file that makes its own two seconds to
// compile: tests call this one.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/run_lien.hpp"

namespace lien_test {

/// The text as JSON; a discarded value when it is none.
[[nodiscard]] nlohmann::json json_of(const std::string& text);

/// The summary of a run that ends well; null, and a failure, when it does not.
[[nodiscard]] nlohmann::json json_run(const std::string& scenario, std::vector<std::string> options,
                                      const std::filesystem::path& folder);

std::string digest_of_run(const std::string& scenario, const std::vector<std::string>& options,
                          const std::filesystem::path& folder);

}  // namespace lien_test
