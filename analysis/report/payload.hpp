// The data of a page: one JSON text and one block of packed series, compressed together.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace analysis::report {

/// Series of territories in steps of a quantum, as differences along each series in variable-length bytes
/// (7 bits a byte, low first, sign in the lowest bit). 0 stands for missing, so values begin at 1.
class PackedSeries {
 public:
  struct Place {
    std::size_t at = 0;  ///< first byte in the block
    double offset = 0;   ///< value = offset + quantum · (n − 1)
    double quantum = 0;
  };
  /// `values` holds `series` one after the other; NaN = missing. `quantum` > 0.
  Place add(std::span<const double> values, std::size_t steps, double quantum);
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// base64 of gzip of: length of the JSON (4 bytes, low first), the JSON in UTF-8, the block. Text that is not
/// UTF-8 has its faulty bytes replaced.
[[nodiscard]] std::string compressed_payload(const nlohmann::json& json, const PackedSeries& series);

[[nodiscard]] std::string base64(std::span<const std::uint8_t> bytes);
/// RFC 1952; StorageError when the library refuses.
[[nodiscard]] std::vector<std::uint8_t> gzip(std::span<const std::uint8_t> bytes);

}  // namespace analysis::report
