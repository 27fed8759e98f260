#include "sim/output/chunk_filters.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace sim::output {

namespace {

/// First bytes of all numbers, then second bytes, …
std::vector<std::byte> shuffled(std::span<const std::byte> values, std::size_t width) {
  std::vector<std::byte> planes(values.size());
  const std::size_t count = values.size() / width;
  for (std::size_t byte = 0; byte < width; ++byte) {
    for (std::size_t k = 0; k < count; ++k) planes[byte * count + k] = values[k * width + byte];
  }
  return planes;
}

/// Over words of 16 bits, the first byte the high one; a last byte alone counts as a high one.
std::uint32_t fletcher32(std::span<const std::byte> bytes) {
  constexpr std::size_t words_before_overflow = 360;
  const auto folded = [](std::uint32_t sum) { return (sum & 0xFFFFU) + (sum >> 16); };
  std::uint32_t sum = 0, sum_of_sums = 0;
  while (bytes.size() > 1) {
    const std::size_t words = std::min(bytes.size() / 2, words_before_overflow);
    for (std::size_t k = 0; k < words; ++k) {
      sum += std::to_integer<std::uint32_t>(bytes[2 * k]) << 8 |
             std::to_integer<std::uint32_t>(bytes[2 * k + 1]);
      sum_of_sums += sum;
    }
    sum = folded(sum);
    sum_of_sums = folded(sum_of_sums);
    bytes = bytes.subspan(2 * words);
  }
  if (!bytes.empty()) {
    sum = folded(sum + (std::to_integer<std::uint32_t>(bytes[0]) << 8));
    sum_of_sums = folded(sum_of_sums + sum);
  }
  return folded(sum_of_sums) << 16 | folded(sum);
}

}  // namespace

std::vector<std::byte> filtered_chunk(std::span<const std::byte> values, std::size_t width, int level) {
  const std::vector<std::byte> planes = shuffled(values, width);
  uLongf size = compressBound(planes.size());
  std::vector<std::byte> stored(size);
  const int status = compress2(reinterpret_cast<Bytef*>(stored.data()), &size,
                               reinterpret_cast<const Bytef*>(planes.data()), planes.size(), level);
  if (status != Z_OK) return {};
  stored.resize(size);
  const std::uint32_t sum = fletcher32(stored);
  for (int byte = 0; byte < 4; ++byte) stored.push_back(static_cast<std::byte>(sum >> (8 * byte)));
  return stored;
}

}  // namespace sim::output
