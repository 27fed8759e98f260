// Arithmetic on sixteen values at once, the same bits as on one after the other.
//
// The widest registers of the instruction set that the program is compiled for do the work: one of 64 bytes
// where there is AVX-512, two of 32 with AVX2, four of 16 otherwise. Every operation is the IEEE 754
// operation on each value, so the width changes speed and never a result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace sim {

inline constexpr std::size_t lanes = 16;

#if defined(__AVX512F__)
inline constexpr std::size_t register_bytes = 64;
#elif defined(__AVX2__)
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif

/// Sixteen values of float, std::int32_t or std::uint32_t. A single value stands for sixteen equal ones.
/// Comparisons give masks: all bits set where they hold, none where they do not; as a number a set mask is
/// -1.
template <class T>
class Lane {
  static_assert(sizeof(T) == 4);

 public:
  using Register [[gnu::vector_size(register_bytes)]] = T;
  using Mask = Lane<std::int32_t>;
  static constexpr std::size_t registers = lanes * sizeof(T) / register_bytes;

  Lane() = default;
  Lane(T value) {
    for (Register& part : parts) part = value - Register{};  // keeps the sign of -0.0
  }
  /// Sixteen values in a row of memory, aligned as a T.
  static Lane load(const T* values) {
    Lane lane;
    std::memcpy(lane.parts, values, sizeof parts);
    return lane;
  }
  void store(T* values) const { std::memcpy(values, parts, sizeof parts); }

  friend Lane operator+(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x + y; });
  }
  friend Lane operator-(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x - y; });
  }
  friend Lane operator*(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x * y; });
  }
  friend Lane operator/(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x / y; });
  }
  friend Lane operator&(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x & y; });
  }
  friend Lane operator|(const Lane& a, const Lane& b) {
    return each<T>(a, b, [](auto x, auto y) { return x | y; });
  }
  friend Lane operator>>(const Lane& a, int bits) {
    return each<T>(a, a, [bits](auto x, auto) { return x >> bits; });
  }
  friend Mask operator<(const Lane& a, const Lane& b) {
    return each<std::int32_t>(a, b, [](auto x, auto y) { return x < y; });
  }
  friend Mask operator>(const Lane& a, const Lane& b) { return b < a; }
  friend Mask operator>=(const Lane& a, const Lane& b) {
    return each<std::int32_t>(a, b, [](auto x, auto y) { return x >= y; });
  }
  friend Mask operator<=(const Lane& a, const Lane& b) { return b >= a; }
  friend Mask operator==(const Lane& a, const Lane& b) {
    return each<std::int32_t>(a, b, [](auto x, auto y) { return x == y; });
  }

  Register parts[registers];  // a C array: std::array would drop the attribute

 private:
  template <class R, class Operation>
  static Lane<R> each(const Lane& a, const Lane& b, Operation operation) {
    Lane<R> result;
    for (std::size_t i = 0; i < registers; ++i) result.parts[i] = operation(a.parts[i], b.parts[i]);
    return result;
  }
};

using Floats = Lane<float>;
using Integers = Lane<std::int32_t>;
using LaneMask = Lane<std::int32_t>;

/// `a` where the mask is set, `b` elsewhere.
template <class T>
Lane<T> select(const LaneMask& mask, const Lane<T>& a, const std::type_identity_t<Lane<T>>& b) {
  Lane<T> result;
  for (std::size_t i = 0; i < Lane<T>::registers; ++i)
    result.parts[i] = mask.parts[i] ? a.parts[i] : b.parts[i];
  return result;
}

/// Set in the first `count` of the sixteen; in all of them from 16 on.
inline LaneMask first_lanes(std::size_t count) {
  static constexpr auto set_then_not = [] {
    std::array<std::int32_t, 2 * lanes> mask{};
    for (std::size_t l = 0; l < lanes; ++l) mask[l] = -1;
    return mask;
  }();
  return LaneMask::load(&set_then_not[count < lanes ? lanes - count : 0]);
}

/// The sum of sixteen integers.
inline std::int64_t sum(const Lane<std::int32_t>& lane) {
  std::array<std::int32_t, lanes> values;
  lane.store(values.data());
  std::int64_t total = 0;
  for (const std::int32_t value : values) total += value;
  return total;
}

/// Conversion value by value, as static_cast does: to integers towards zero, and of no meaning when it does
/// not fit.
template <class To, class From>
Lane<To> convert(const Lane<From>& from) {
  Lane<To> result;
  for (std::size_t i = 0; i < Lane<To>::registers; ++i)
    result.parts[i] = __builtin_convertvector(from.parts[i], typename Lane<To>::Register);
  return result;
}

}  // namespace sim
