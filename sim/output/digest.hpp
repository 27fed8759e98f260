// A fingerprint of results: equal digests, equal results, whatever machine, format version or day made them.
#pragma once

#include <filesystem>
#include <string>

#include "sim/output/dataset.hpp"

namespace sim::output {

/// SHA-256, in hexadecimal, over every variable: path, type, shape and values. Groups go in the order of
/// their paths, variables in that of their names; numbers are little-endian with one form of NaN, texts carry
/// their length. Attributes and dimension names do not count.
[[nodiscard]] std::string content_digest(const ResultFile& file);

/// The same of a file on the disk. Throws what read_result_file throws.
[[nodiscard]] std::string content_digest(const std::filesystem::path& path);

}  // namespace sim::output
