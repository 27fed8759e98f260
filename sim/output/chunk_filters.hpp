// The filters of a chunk of numbers, as HDF5 applies them itself: shuffle, deflate, Fletcher's checksum. HDF5
// does one chunk at a time; done here, they are done side by side, and the bytes are the same.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim::output {

/// What H5Dwrite would store of a chunk of little-endian numbers of `width` bytes under shuffle, deflate of
/// `level` and fletcher32, for H5Dwrite_chunk. Empty when the chunk cannot be deflated.
[[nodiscard]] std::vector<std::byte> filtered_chunk(std::span<const std::byte> values, std::size_t width,
                                                    int level);

}  // namespace sim::output
