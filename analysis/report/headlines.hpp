// What a reader in a hurry takes home: a few figures, each with a sentence, all computed from the results.
#pragma once

#include <vector>

#include "analysis/report/run_set.hpp"

namespace analysis::report {

struct Headline {
  std::string id;
  Text label;           ///< "Partnerships"
  Text value;           ///< "82 555"
  Text sentence;        ///< what changed, and what surveys say
  std::string section;  ///< where the page says more
};

/// Only what the results hold; nothing of a measure that is missing.
[[nodiscard]] std::vector<Headline> headlines_of(const RunSet& runs);

}  // namespace analysis::report
