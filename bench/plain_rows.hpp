// TrustBench as a plain program: arrays by person and slot, one person after the other, no engine.
//
// It draws what the model draws (Philox through sim/random, the same words for the same decision) and makes
// the same single-precision operations in the same order, so it must end in the same bits. That makes it both
// the baseline of the benchmark and the reference of the model's tests.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/parallel/executor.hpp"
#include "sim/random/draws.hpp"

namespace bench {

/// Trust over all ties in units of 2^-24, and partnerships, at the end of a month.
struct Count {
  std::int64_t trust = 0, partnerships = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

template <std::size_t K>
class PlainRows {
 public:
  PlainRows(std::uint32_t people, sim::RandomKey key)
      : key_{key.seed, key.replicate},
        reliability_(people),
        alpha(people * K, 1.0F),
        beta(people * K, 1.0F),
        contact(people * K),
        partner(people * K) {
    history.push_back({static_cast<std::int64_t>(people * K) << 23, 0});
    for (std::uint32_t i = 0; i < people; ++i) {
      auto draws = sim::Draws(key, sim::Month{sim::first_drawable_month}, sim::Stream{1}).of(sim::Uid{i});
      reliability_[i] = static_cast<float>(0.3 + 0.65 * draws.uniform(0));
      for (std::uint32_t k = 0; k < K; ++k) {
        const std::uint64_t ahead = sim::pick(draws.uniform(1 + k), people - 1);
        contact[i * K + k] = static_cast<std::uint32_t>((i + 1 + ahead) % people);
      }
    }
  }

  /// Steps all people through month after month, `from` … `from + months - 1`.
  void run(int from, int months, const sim::Executor& executor) {
    std::vector<Count> gains(executor.chunk_count(reliability_.size()));
    for (int month = from; month < from + months; ++month) {
      executor.for_chunks(reliability_.size(), [&](const sim::Chunk& chunk) {
        Count gain;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) step(i, month, gain);
        gains[chunk.index] = gain;
      });
      Count now = history.back();
      for (const Count& gain : gains) {
        now.trust += gain.trust;
        now.partnerships += gain.partnerships;
      }
      history.push_back(now);
    }
  }

 private:
  static float uniform(std::uint32_t word) {
    return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5F) * 0x1p-23F;
  }

  void step(std::size_t i, int month, Count& gain) {
    const std::uint32_t odd = static_cast<std::uint32_t>(month) & 1U;
    const std::uint32_t when = (static_cast<std::uint32_t>(month + 1024) - odd) << 8;
    const auto words = sim::philox({static_cast<std::uint32_t>(i), sim::no_uid.value, when, 0}, key_);
    float* const a = &alpha[i * K];
    float* const b = &beta[i * K];
    std::array<float, K> up_to;
    float total = 0;
    for (std::size_t k = 0; k < K; ++k) up_to[k] = total += a[k] / (a[k] + b[k]);
    const float point = uniform(words[2 * odd]) * total;
    std::size_t chosen = 0;
    for (std::size_t k = 0; k + 1 < K; ++k) chosen += point >= up_to[k] ? 1U : 0U;
    const float before = a[chosen] / (a[chosen] + b[chosen]);
    // Numbers instead of branches, which would be mispredicted every third time.
    const int good = uniform(words[2 * odd + 1]) < reliability_[contact[i * K + chosen]] ? 1 : 0;
    a[chosen] = a[chosen] * 0.98F + static_cast<float>(good);
    b[chosen] = b[chosen] * 0.98F + static_cast<float>(2 - 2 * good);
    const float trust = a[chosen] / (a[chosen] + b[chosen]);
    std::uint8_t& is = partner[i * K + chosen];
    const std::uint8_t was = is;
    is = static_cast<std::uint8_t>((trust > 0.65F ? 1 : 0) | (was & (trust < 0.45F ? 0 : 1)));
    gain.trust += static_cast<std::int32_t>(trust * 0x1p24F) - static_cast<std::int32_t>(before * 0x1p24F);
    gain.partnerships += is - was;
  }

  sim::PhiloxKey key_;
  std::vector<float> reliability_;

 public:
  std::vector<float> alpha, beta;  ///< people × K
  std::vector<std::uint32_t> contact;
  std::vector<std::uint8_t> partner;
  std::vector<Count> history;  ///< at the start, then monthly
};

}  // namespace bench
