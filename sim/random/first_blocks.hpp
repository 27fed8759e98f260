// The first block of draws of many actors or pairs at once.
//
// Most decisions need one block per actor and month. They are computed side by side in vector
// registers where the processor has them; the words are the same either way (Philox is integer arithmetic).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "sim/math/lane.hpp"
#include "sim/random/draws.hpp"

namespace sim {

/// Blocks of counters (a[k], b[k], when, number[k]) under `key`; word w of counter k goes to out[w][k]. An
/// empty `number` stands for zeros. `out` may lie where the counters lie: a block is read before it is
/// written.
void philox_blocks(const PhiloxKey& key, std::uint32_t when, std::span<const std::uint32_t> a,
                   std::span<const std::uint32_t> b, std::span<const std::uint32_t> number,
                   const std::array<std::uint32_t*, 4>& out);

/// Sixteen words as uniforms in single precision: the middle of one of 2^23 cells of (0, 1), which the high
/// bits of the word name.
inline Lane<float> unit_interval(const Lane<std::uint32_t>& words) {
  return (convert<float>(convert<std::int32_t>(words >> 9)) + 0.5F) * 0x1p-23F;
}

/// Block 0 of the draws of every actor; word w of actor k goes to out[w][k].
void first_blocks(const Draws& draws, std::span<const std::uint32_t> actors,
                  const std::array<std::uint32_t*, 4>& out);

/// Two draws an actor and month for rules that need no more: one block serves an even month (words 0 and 1)
/// and the odd month after it (words 2 and 3), which halves the work. For up to `capacity` actors.
template <std::size_t capacity>
class TwoDraws {
 public:
  /// Turns to the draws of `month`. The actors (at most `capacity`, by uid) must stay the same; going on to
  /// the next month is cheap every other time.
  void turn_to(RandomKey key, Stream stream, Month month, std::span<const std::uint32_t> actors) {
    const int odd = month.value & 1;
    const Draws draws(key, month + -odd, stream);
    word_ = odd == 0 ? 0 : 2;
    if (held_ == draws.when()) return;
    first_blocks(draws, actors, {words_[0].data(), words_[1].data(), words_[2].data(), words_[3].data()});
    held_ = draws.when();
  }
  /// Draw 0 or 1 of actors k … k+15, uniform in (0, 1); of no meaning where there is no such actor.
  [[nodiscard]] Lane<float> uniforms(std::size_t draw, std::size_t k) const {
    return unit_interval(Lane<std::uint32_t>::load(&words_[word_ + draw][k]));
  }

 private:
  alignas(64) std::array<std::array<std::uint32_t, capacity>, 4> words_{};
  std::size_t word_ = 0;
  std::optional<std::uint32_t> held_;
};

/// Any blocks of any actors: element k is block numbers[k] of the draws of actor actors[k] (a uid). The spans
/// must outlive this object.
class ActorBlocks {
 public:
  ActorBlocks(const Draws& draws, std::span<const std::uint32_t> actors,
              std::span<const std::uint32_t> numbers);

  /// Draw 4·numbers[k] + word of element k, uniform in (0, 1); `word` 0 to 3.
  [[nodiscard]] double uniform(std::size_t k, std::size_t word) const {
    return unit_interval(words_[word * n_ + k]);
  }
  /// All draws of the actor of element k, this block of them known already.
  [[nodiscard]] KeyedDraws draws(std::size_t k) const {
    return {draws_.key(), actors_[k],
            no_uid.value, draws_.when(),
            numbers_[k],  PhiloxBlock{words_[k], words_[n_ + k], words_[2 * n_ + k], words_[3 * n_ + k]}};
  }

 private:
  Draws draws_;
  std::span<const std::uint32_t> actors_, numbers_;
  std::size_t n_;
  std::unique_ptr<std::uint32_t[]> words_;
};

/// Draws of the rows of a chunk, their first blocks computed ahead. `a` and `b` are uid columns cut to the
/// chunk; an empty `b` stands for actors. The spans must outlive this object.
class FirstBlocks {
 public:
  FirstBlocks(const Draws& draws, std::span<const std::uint32_t> a, std::span<const std::uint32_t> b = {});

  /// Draw `word` (0 to 3) of row k of the chunk, uniform in (0, 1).
  [[nodiscard]] double uniform(std::size_t k, std::size_t word) const {
    return unit_interval(words_[word * n_ + k]);
  }
  /// Draws of row k of the chunk, as Draws::of gives them.
  [[nodiscard]] KeyedDraws operator[](std::size_t k) const {
    const PhiloxBlock words{words_[k], words_[n_ + k], words_[2 * n_ + k], words_[3 * n_ + k]};
    return {draws_.key(), a_[k], b_.empty() ? no_uid.value : b_[k], draws_.when(), 0, words};
  }

 private:
  Draws draws_;
  std::span<const std::uint32_t> a_, b_;
  std::size_t n_;
  std::unique_ptr<std::uint32_t[]> words_;
};

}  // namespace sim
