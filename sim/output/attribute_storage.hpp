// Attributes of HDF5 objects in the forms that netCDF readers take.
#pragma once

#include <vector>

#include "sim/output/dataset.hpp"
#include "sim/output/hdf5_handle.hpp"

namespace sim::output {

/// `variable_type` is the stored type of the variable the attributes are on, -1 on groups.
void write_attributes(hid_t object, const std::vector<Attribute>& attributes, const Hdf5Calls& calls,
                      hid_t variable_type = -1);

/// All attributes but those of the file format itself. Kinds that a result file never has are left out.
[[nodiscard]] std::vector<Attribute> read_attributes(hid_t object, const Hdf5Calls& calls);

}  // namespace sim::output
