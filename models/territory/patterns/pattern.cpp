#include "models/territory/patterns/pattern.hpp"

#include <algorithm>

#include "models/territory/patterns/declaring.hpp"

namespace territory {

std::span<const Pattern> patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> both;
    for (const auto part : {survey_patterns(), held_out_patterns()})
      both.insert(both.end(), part.begin(), part.end());
    return both;
  }();
  return all;
}

const Pattern* find_pattern(std::string_view id) {
  const auto found = std::ranges::find(patterns(), id, &Pattern::id);
  return found == patterns().end() ? nullptr : &*found;
}

}  // namespace territory
