#include "sim/random/first_blocks.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>

namespace sim {

namespace {

using Words = std::array<std::uint32_t*, 4>;

/// Members of the counters side by side; `number` null = block 0 of all.
struct Counters {
  const std::uint32_t* a;
  const std::uint32_t* b;
  const std::uint32_t* number;
};

void one_by_one(const PhiloxKey& key, std::uint32_t when, const Counters& of, std::size_t begin,
                std::size_t end, const Words& out) {
  for (std::size_t k = begin; k < end; ++k) {
    const PhiloxBlock block = philox({of.a[k], of.b[k], when, of.number ? of.number[k] : 0}, key);
    for (std::size_t w = 0; w < 4; ++w) out[w][k] = block[w];
  }
}

#if defined(__x86_64__)

/// High and low halves of the eight products x·m.
__attribute__((target("avx2"))) inline void multiply(__m256i x, __m256i m, __m256i& high, __m256i& low) {
  const __m256i even = _mm256_mul_epu32(x, m);
  const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), m);
  low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0b10101010);
  high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0b10101010);
}

/// Eight counters at a time, from `k` on; gives the first that was not done.
__attribute__((target("avx2"))) std::size_t eight_by_eight(const PhiloxKey& key, std::uint32_t when,
                                                           const Counters& of, std::size_t k, std::size_t n,
                                                           const Words& out) {
  const __m256i m0 = _mm256_set1_epi32(static_cast<int>(0xD2511F53U));
  const __m256i m1 = _mm256_set1_epi32(static_cast<int>(0xCD9E8D57U));
  for (; k + 8 <= n; k += 8) {
    __m256i c0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(of.a + k));
    __m256i c1 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(of.b + k));
    __m256i c2 = _mm256_set1_epi32(static_cast<int>(when));
    __m256i c3 = of.number ? _mm256_loadu_si256(reinterpret_cast<const __m256i*>(of.number + k))
                           : _mm256_setzero_si256();
    std::uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; ++round) {
      __m256i high0, low0, high1, low1;
      multiply(c0, m0, high0, low0);
      multiply(c2, m1, high1, low1);
      c0 = _mm256_xor_si256(_mm256_xor_si256(high1, c1), _mm256_set1_epi32(static_cast<int>(k0)));
      c2 = _mm256_xor_si256(_mm256_xor_si256(high0, c3), _mm256_set1_epi32(static_cast<int>(k1)));
      c1 = low1;
      c3 = low0;
      k0 += 0x9E3779B9U;
      k1 += 0xBB67AE85U;
    }
    const __m256i words[4] = {c0, c1, c2, c3};
    for (std::size_t w = 0; w < 4; ++w) _mm256_storeu_si256(reinterpret_cast<__m256i*>(out[w] + k), words[w]);
  }
  return k;
}

/// High and low halves of the sixteen products x·m.
__attribute__((target("avx512f"))) inline void multiply(__m512i x, __m512i m, __m512i& high, __m512i& low) {
  const __m512i even = _mm512_mul_epu32(x, m);
  const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), m);
  low = _mm512_mask_blend_epi32(0b1010101010101010, even, _mm512_slli_epi64(odd, 32));
  high = _mm512_mask_blend_epi32(0b1010101010101010, _mm512_srli_epi64(even, 32), odd);
}

/// Sixteen counters at a time, from `k` on; gives the first that was not done.
__attribute__((target("avx512f"))) std::size_t sixteen_by_sixteen(const PhiloxKey& key, std::uint32_t when,
                                                                  const Counters& of, std::size_t k,
                                                                  std::size_t n, const Words& out) {
  constexpr int three_way_xor = 0x96;
  const __m512i m0 = _mm512_set1_epi32(static_cast<int>(0xD2511F53U));
  const __m512i m1 = _mm512_set1_epi32(static_cast<int>(0xCD9E8D57U));
  for (; k + 16 <= n; k += 16) {
    __m512i c0 = _mm512_loadu_si512(of.a + k);
    __m512i c1 = _mm512_loadu_si512(of.b + k);
    __m512i c2 = _mm512_set1_epi32(static_cast<int>(when));
    __m512i c3 = of.number ? _mm512_loadu_si512(of.number + k) : _mm512_setzero_si512();
    std::uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; ++round) {
      __m512i high0, low0, high1, low1;
      multiply(c0, m0, high0, low0);
      multiply(c2, m1, high1, low1);
      c0 = _mm512_ternarylogic_epi32(high1, c1, _mm512_set1_epi32(static_cast<int>(k0)), three_way_xor);
      c2 = _mm512_ternarylogic_epi32(high0, c3, _mm512_set1_epi32(static_cast<int>(k1)), three_way_xor);
      c1 = low1;
      c3 = low0;
      k0 += 0x9E3779B9U;
      k1 += 0xBB67AE85U;
    }
    _mm512_storeu_si512(out[0] + k, c0);
    _mm512_storeu_si512(out[1] + k, c1);
    _mm512_storeu_si512(out[2] + k, c2);
    _mm512_storeu_si512(out[3] + k, c3);
  }
  return k;
}

#endif

}  // namespace

void philox_blocks(const PhiloxKey& key, std::uint32_t when, std::span<const std::uint32_t> a,
                   std::span<const std::uint32_t> b, std::span<const std::uint32_t> number,
                   const Words& out) {
  const Counters of{a.data(), b.data(), number.empty() ? nullptr : number.data()};
  std::size_t done = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) done = sixteen_by_sixteen(key, when, of, done, a.size(), out);
  if (__builtin_cpu_supports("avx2")) done = eight_by_eight(key, when, of, done, a.size(), out);
#endif
  one_by_one(key, when, of, done, a.size(), out);
}

void first_blocks(const Draws& draws, std::span<const std::uint32_t> actors, const Words& out) {
  // Word 3 is written last, so its place can hold the second halves of the counters until then.
  std::fill(out[3], out[3] + actors.size(), no_uid.value);
  philox_blocks({draws.key().seed, draws.key().replicate}, draws.when(), actors, {out[3], actors.size()}, {},
                out);
}

FirstBlocks::FirstBlocks(const Draws& draws, std::span<const std::uint32_t> a,
                         std::span<const std::uint32_t> b)
    : draws_(draws),
      a_(a),
      b_(b),
      n_(a.size()),
      words_(std::make_unique_for_overwrite<std::uint32_t[]>(4 * n_)) {
  const Words out{words_.get(), words_.get() + n_, words_.get() + 2 * n_, words_.get() + 3 * n_};
  if (b_.empty()) {
    first_blocks(draws, a_, out);
  } else {
    philox_blocks({draws.key().seed, draws.key().replicate}, draws.when(), a_, b_, {}, out);
  }
}

ActorBlocks::ActorBlocks(const Draws& draws, std::span<const std::uint32_t> actors,
                         std::span<const std::uint32_t> numbers)
    : draws_(draws),
      actors_(actors),
      numbers_(numbers),
      n_(actors.size()),
      words_(std::make_unique_for_overwrite<std::uint32_t[]>(4 * n_)) {
  const Words out{words_.get(), words_.get() + n_, words_.get() + 2 * n_, words_.get() + 3 * n_};
  std::fill(out[3], out[3] + n_, no_uid.value);  // as in first_blocks
  philox_blocks({draws.key().seed, draws.key().replicate}, draws.when(), actors, {out[3], n_}, numbers, out);
}

}  // namespace sim
