#include "analysis/report/payload.hpp"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"

namespace analysis::report {

PackedSeries::Place PackedSeries::add(std::span<const double> values, std::size_t steps, double quantum) {
  Place place{bytes_.size(), std::numeric_limits<double>::infinity(), quantum};
  for (const double value : values)
    place.offset = std::isfinite(value) ? std::min(place.offset, value) : place.offset;
  if (!std::isfinite(place.offset)) place.offset = 0.0;
  place.offset = std::floor(place.offset / quantum) * quantum;
  std::int64_t before = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (k % steps == 0) before = 0;
    const std::int64_t now =
        std::isfinite(values[k]) ? 1 + std::llround((values[k] - place.offset) / quantum) : 0;
    const std::int64_t step = now - before;
    auto left = (static_cast<std::uint64_t>(step) << 1) ^ static_cast<std::uint64_t>(step >> 63);
    for (; left >= 128; left >>= 7) bytes_.push_back(static_cast<std::uint8_t>(left | 128));
    bytes_.push_back(static_cast<std::uint8_t>(left));
    before = now;
  }
  return place;
}

std::string base64(std::span<const std::uint8_t> bytes) {
  constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t k = 0; k < bytes.size(); k += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - k);
    std::uint32_t three = 0;
    for (std::size_t b = 0; b < 3; ++b) three = three << 8 | (b < count ? bytes[k + b] : 0U);
    for (std::size_t c = 0; c < 4; ++c) text += c <= count ? letters[three >> (18 - 6 * c) & 63U] : '=';
  }
  return text;
}

std::vector<std::uint8_t> gzip(std::span<const std::uint8_t> bytes) {
  z_stream stream{};
  constexpr int gzip_header = 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip_header, 9, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw sim::StorageError("cannot compress the report: no memory");
  std::vector<std::uint8_t> out(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = const_cast<Bytef*>(bytes.data());  // the library's type; it only reads
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw sim::StorageError("cannot compress the report");
  return out;
}

std::string compressed_payload(const nlohmann::json& json, const PackedSeries& series) {
  const std::string text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  constexpr std::size_t length_bytes = 4;
  std::vector<std::uint8_t> bytes(length_bytes + text.size() + series.bytes().size());
  for (std::size_t k = 0; k < length_bytes; ++k) bytes[k] = static_cast<std::uint8_t>(text.size() >> 8 * k);
  std::copy(text.begin(), text.end(), bytes.begin() + length_bytes);
  std::copy(series.bytes().begin(), series.bytes().end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(length_bytes + text.size()));
  return base64(gzip(bytes));
}

}  // namespace analysis::report
