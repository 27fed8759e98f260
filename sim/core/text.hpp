// Small services on text that error messages need.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sim {

/// The candidate nearest to `word` by edit distance (insert, delete, replace, swap of neighbours), or ""
/// when none is near enough (more than a third of the longer word's letters would have to change).
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// A number as a reader would write it: shortest form that reads back to the same double ("0.05", "12").
std::string number(double value);

/// "fire, gaussian, marsh".
std::string joined(std::span<const std::string> words);

}  // namespace sim
