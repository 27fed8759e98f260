// Random draws as a pure function of what is decided, by whom and when.
//
//   key     = (seed, replicate)
//   counter = (uid a, uid b or 0xFFFFFFFF, (month + 1024)·256 + stream, draw / 4)
//
// Draw number d of a key is word d mod 4 of block d / 4, so all four words of a block are used. Nothing is
// drawn "next": adding an actor, a thread or a policy shifts no other draw, which makes common random numbers
// hold between any two runs by construction.
#pragma once

#include <cstdint>

#include "sim/core/calendar.hpp"
#include "sim/core/id.hpp"
#include "sim/random/philox.hpp"

namespace sim {

struct RandomKey {
  std::uint32_t seed = 0;
  std::uint32_t replicate = 0;
  friend constexpr bool operator==(RandomKey, RandomKey) = default;
};

/// One numbered family of decisions; the model numbers its streams once, in one list.
struct Stream {
  std::uint8_t number = 0;
};

inline constexpr int first_drawable_month = -1024;
inline constexpr int last_drawable_month = (1 << 24) - 1 - 1024;

/// The middle of the word's cell in (0, 1): never 0, never 1.
inline double unit_interval(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

/// Whole number in 0 … n-1 from a uniform.
inline std::uint32_t pick(double uniform, std::uint32_t n) {
  return static_cast<std::uint32_t>(uniform * static_cast<double>(n));
}

/// All draws of one actor or pair in one month and stream. Keeps the last block, so neighbouring draw numbers
/// cost one evaluation together.
class KeyedDraws {
 public:
  KeyedDraws(RandomKey key, std::uint32_t a, std::uint32_t b, std::uint32_t when) noexcept
      : key_{key.seed, key.replicate}, counter_{a, b, when, 0} {}

  /// The same with block `number` known already.
  KeyedDraws(RandomKey key, std::uint32_t a, std::uint32_t b, std::uint32_t when, std::uint32_t number,
             const PhiloxBlock& block) noexcept
      : key_{key.seed, key.replicate}, counter_{a, b, when, number}, words_(block), held_(true) {}

  /// Draw `number` of this key, uniform in (0, 1).
  double uniform(std::uint32_t number) noexcept { return unit_interval(word(number)); }
  bool bernoulli(double probability, std::uint32_t number) noexcept { return uniform(number) < probability; }

  std::uint32_t word(std::uint32_t number) noexcept {
    const std::uint32_t block = number / 4;
    if (!held_ || counter_[3] != block) {
      counter_[3] = block;
      words_ = philox(counter_, key_);
      held_ = true;
    }
    return words_[number % 4];
  }

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;
  PhiloxBlock words_{};
  bool held_ = false;
};

/// The draws of one stream in one month.
class Draws {
 public:
  Draws(RandomKey key, Month month, Stream stream) noexcept
      : key_(key), when_((static_cast<std::uint32_t>(month.value + 1024) << 8) + stream.number) {}

  [[nodiscard]] RandomKey key() const noexcept { return key_; }
  /// Third word of the counter: month and stream.
  [[nodiscard]] std::uint32_t when() const noexcept { return when_; }
  [[nodiscard]] KeyedDraws of(Uid actor) const noexcept { return {key_, actor.value, no_uid.value, when_}; }
  /// `a` and `b` as ordered by the caller; pairs of the pair store come as (min, max).
  [[nodiscard]] KeyedDraws of(Uid a, Uid b) const noexcept { return {key_, a.value, b.value, when_}; }

 private:
  RandomKey key_;
  std::uint32_t when_;
};

}  // namespace sim
