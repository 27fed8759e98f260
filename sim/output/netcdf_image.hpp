// Turns a result file into the bytes of an HDF5 file in netCDF-4 layout.
//
// Layout after the file format appendix of the netCDF-C documentation: creation order tracked and indexed
// everywhere; every axis of every variable tied to a dimension scale; a dimension without coordinate variable
// is a scale without data, marked by its name; texts of variable length. NaN is the fill value of numbers
// with a fraction. No times of day are stored, so equal results give equal bytes.
//
// The file is built in memory: HDF5 left with a full disk cannot close its file, and results are small next
// to the memory of the run that made them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/output/dataset.hpp"
#include "sim/parallel/executor.hpp"

namespace sim::output {

/// `name` stands in messages only. Throws InvariantError when `file` is not valid. Threads change no byte.
[[nodiscard]] std::vector<std::byte> netcdf_image(const ResultFile& file, const std::string& name,
                                                  const Executor& executor = Executor(1));

}  // namespace sim::output
