// Reads the values of one stored variable after checking that they can be what a result file holds.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/output/dataset.hpp"
#include "sim/output/hdf5_handle.hpp"

namespace sim::output {

/// How much a file may still ask for; shared by all its variables.
struct ReadingBudget {
  std::size_t bytes = 0;
};

/// Lengths along the axes; throws InputError for a form that a result file never has.
[[nodiscard]] std::vector<hsize_t> read_shape(hid_t dataset, const std::string& path, const Hdf5Calls& calls);

/// Throws InputError (`path` names the variable) when type, storage or size is not one of a result file.
[[nodiscard]] Values read_values(hid_t dataset, const std::string& path, const Hdf5Calls& calls,
                                 ReadingBudget& budget);

/// The sentence with which the reader refuses a file.
[[noreturn]] void refuse_file(const std::string& sentence);

}  // namespace sim::output
