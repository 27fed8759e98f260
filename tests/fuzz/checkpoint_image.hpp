// The bytes of a checkpoint taken apart and put together again with sums that fit, so that what stands behind
// the sums is fuzzed too. The layout is that of docs/checkpoints.md, written down a second time on purpose.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "sim/output/sha256.hpp"

namespace lien_fuzz {

using Bytes = std::vector<std::byte>;

struct ImageSection {
  Bytes name, content;
};

struct CheckpointImage {
  std::vector<ImageSection> sections;
};

namespace image {

inline constexpr std::size_t preamble = 64, summed = 32, head = 16, sum = 32;
inline constexpr char magic[] = "LIENCKPT", end_mark[] = "LIENEND\n";

template <class T>
void append(Bytes& bytes, const T* values, std::size_t count) {
  const auto* first = reinterpret_cast<const std::byte*>(values);
  bytes.insert(bytes.end(), first, first + count * sizeof(T));
}

/// Behind `bytes` the sum of what stands in it from `begin` on.
inline void append_sum(Bytes& bytes, std::size_t begin) {
  sim::output::Sha256 sha;
  sha.add(bytes.data() + begin, bytes.size() - begin);
  const sim::output::Sha256Sum result = sha.sum();
  append(bytes, result.data(), result.size());
}

}  // namespace image

/// The sections by the lengths they state, sums unseen; none when the lengths do not fit.
inline std::optional<CheckpointImage> taken_apart(const Bytes& bytes) {
  CheckpointImage parts;
  const std::size_t end_mark = sizeof image::end_mark - 1;
  if (bytes.size() < image::preamble + end_mark) return std::nullopt;
  std::size_t at = image::preamble;
  const std::size_t end = bytes.size() - end_mark;
  const auto slice = [&](std::size_t length) {
    Bytes part(bytes.begin() + static_cast<std::ptrdiff_t>(at),
               bytes.begin() + static_cast<std::ptrdiff_t>(at + length));
    at += length;
    return part;
  };
  while (at < end) {
    std::uint64_t lengths[2];
    if (end - at < image::head + image::sum) return std::nullopt;
    std::memcpy(lengths, bytes.data() + at, sizeof lengths);
    at += image::head;
    const std::size_t room = end - at - image::sum;
    if (lengths[0] > room || lengths[1] > room - lengths[0]) return std::nullopt;
    ImageSection section;
    section.name = slice(lengths[0]);
    section.content = slice(lengths[1]);
    parts.sections.push_back(std::move(section));
    at += image::sum;
  }
  return parts;
}

/// A checkpoint of these sections. `version` and `order` as given; lengths and sums as they must be.
inline Bytes put_together(const CheckpointImage& parts, std::uint32_t version = 1,
                          std::uint32_t order = 0x01020304) {
  std::uint64_t length = image::preamble + sizeof image::end_mark - 1;
  for (const ImageSection& s : parts.sections)
    length += image::head + s.name.size() + s.content.size() + image::sum;
  const std::uint64_t count = parts.sections.size();
  Bytes bytes;
  bytes.reserve(length);
  image::append(bytes, image::magic, sizeof image::magic - 1);
  image::append(bytes, &version, 1);
  image::append(bytes, &order, 1);
  image::append(bytes, &length, 1);
  image::append(bytes, &count, 1);
  image::append_sum(bytes, 0);
  for (const ImageSection& s : parts.sections) {
    const std::size_t begin = bytes.size();
    const std::uint64_t lengths[2] = {s.name.size(), s.content.size()};
    image::append(bytes, lengths, 2);
    image::append(bytes, s.name.data(), s.name.size());
    image::append(bytes, s.content.data(), s.content.size());
    image::append_sum(bytes, begin);
  }
  image::append(bytes, image::end_mark, sizeof image::end_mark - 1);
  return bytes;
}

}  // namespace lien_fuzz
