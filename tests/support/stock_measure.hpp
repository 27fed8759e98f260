// The value of one stock measure in a tally that a test filled.
#pragma once

#include <stdexcept>
#include <string_view>

#include "models/territory/measures.hpp"

namespace lien_test {

inline double stock_measure(std::string_view name, const territory::Tally& tally) {
  for (const auto& measure : territory::stock_measures())
    if (measure.name == name) return measure.value(tally);
  throw std::runtime_error("no measure of that name");
}

}  // namespace lien_test
