// What each pattern of the field is, in French; the model and its results say it in English.
#pragma once

#include <string>
#include <string_view>

namespace analysis::report {

/// Empty for a pattern that is not known.
[[nodiscard]] std::string french_meaning(std::string_view pattern);

}  // namespace analysis::report
