// Commands that are shown to be copied.
#pragma once

#include <string>

namespace analysis::report {

/// A word as a shell reads it back.
[[nodiscard]] std::string shell_word(const std::string& word);

}  // namespace analysis::report
