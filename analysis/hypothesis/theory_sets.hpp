// Theories of trust and what each of them needs for the model to meet its targets under it (scenarios/rules).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace analysis {

[[nodiscard]] std::vector<std::string> theory_names();
[[nodiscard]] bool is_theory(std::string_view name);

/// "table.key=value" of what FOLDER/NAME.toml says itself, beside what it is called: the theory and its
/// calibrated values. InputError when the file cannot be read or chooses another theory.
[[nodiscard]] std::vector<std::string> theory_assignments(const std::filesystem::path& folder,
                                                          const std::string& name);

}  // namespace analysis
