// Every operation on sixteen values is the scalar operation on each, to the bit.
#include "sim/math/lane.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "tests/support/random_cases.hpp"

namespace {

using lien_test::RandomCases;
using sim::Lane;
using sim::LaneMask;
using sim::lanes;

template <class T>
using Sixteen = std::array<T, lanes>;

template <class T>
Sixteen<T> values_of(const Lane<T>& lane) {
  Sixteen<T> values;
  lane.store(values.data());
  return values;
}

/// Bits of a float; all NaN are one.
std::uint32_t bits(float x) { return std::isnan(x) ? 0x7FC00000U : std::bit_cast<std::uint32_t>(x); }
std::uint32_t bits(std::int32_t x) { return std::bit_cast<std::uint32_t>(x); }
std::uint32_t bits(std::uint32_t x) { return x; }

template <class T>
T awkward(RandomCases& cases) {
  if constexpr (std::is_same_v<T, float>) {
    using Limits = std::numeric_limits<float>;
    constexpr std::array special{0.0F,
                                 -0.0F,
                                 1.0F,
                                 -1.0F,
                                 Limits::infinity(),
                                 Limits::min(),
                                 Limits::max(),
                                 0x1p-149F,
                                 -Limits::infinity(),
                                 Limits::quiet_NaN()};
    if (cases.one_in(3)) return special[cases.below(special.size())];
    return static_cast<float>((cases.uniform() - 0.5) *
                              std::pow(10.0, static_cast<int>(cases.below(60)) - 30));
  } else {
    return static_cast<T>(cases.one_in(3) ? cases.below(4) : cases.word() >> cases.below(31));
  }
}

template <class T, class OnLanes, class OnOne>
void expect_same(OnLanes on_lanes, OnOne on_one) {
  RandomCases cases(5);
  for (int i = 0; i < 500; ++i) {
    Sixteen<T> a, b;
    for (std::size_t l = 0; l < lanes; ++l) {
      a[l] = awkward<T>(cases);
      b[l] = cases.one_in(4) ? a[l] : awkward<T>(cases);
    }
    const auto result = values_of(on_lanes(Lane<T>::load(a.data()), Lane<T>::load(b.data())));
    for (std::size_t l = 0; l < lanes; ++l)
      ASSERT_EQ(bits(result[l]), bits(on_one(a[l], b[l]))) << a[l] << ", " << b[l];
  }
}

TEST(Lane, CalculatesFloatsOneByOne) {
  expect_same<float>([](auto a, auto b) { return a + b; }, [](float a, float b) { return a + b; });
  expect_same<float>([](auto a, auto b) { return a - b; }, [](float a, float b) { return a - b; });
  expect_same<float>([](auto a, auto b) { return a * b; }, [](float a, float b) { return a * b; });
  expect_same<float>([](auto a, auto b) { return a / b; }, [](float a, float b) { return a / b; });
  // A product and a sum are two roundings, on any processor.
  expect_same<float>([](auto a, auto b) { return a * b + b; },
                     [](float a, float b) {
                       const volatile float product = a * b;
                       return product + b;
                     });
}

TEST(Lane, CalculatesIntegersOneByOne) {
  using U = std::uint32_t;
  expect_same<U>([](auto a, auto b) { return a + b; }, [](U a, U b) { return a + b; });
  expect_same<U>([](auto a, auto b) { return a - b; }, [](U a, U b) { return a - b; });
  expect_same<U>([](auto a, auto b) { return a * b; }, [](U a, U b) { return a * b; });
  expect_same<U>([](auto a, auto b) { return a & b; }, [](U a, U b) { return a & b; });
  expect_same<U>([](auto a, auto b) { return a | b; }, [](U a, U b) { return a | b; });
  expect_same<U>([](auto a, auto) { return a >> 9; }, [](U a, U) { return a >> 9; });
}

template <class T>
void expect_same_comparisons() {
  const auto mask = [](bool holds) { return holds ? -1 : 0; };
  expect_same<T>([](auto a, auto b) { return a < b; }, [&](T a, T b) { return mask(a < b); });
  expect_same<T>([](auto a, auto b) { return a > b; }, [&](T a, T b) { return mask(a > b); });
  expect_same<T>([](auto a, auto b) { return a <= b; }, [&](T a, T b) { return mask(a <= b); });
  expect_same<T>([](auto a, auto b) { return a >= b; }, [&](T a, T b) { return mask(a >= b); });
  expect_same<T>([](auto a, auto b) { return a == b; }, [&](T a, T b) { return mask(a == b); });
  expect_same<T>([](auto a, auto b) { return select(a < b, a, b); }, [](T a, T b) { return a < b ? a : b; });
}

TEST(Lane, ComparesAndSelectsOneByOne) {
  expect_same_comparisons<float>();  // nothing holds of a NaN
  expect_same_comparisons<std::int32_t>();
  expect_same_comparisons<std::uint32_t>();
}

TEST(Lane, IsFilledWithOneValueToTheBit) {
  for (const float value : {0.0F, -0.0F, 0.98F, -std::numeric_limits<float>::infinity()})
    for (const float x : values_of(Lane<float>(value))) EXPECT_EQ(bits(x), bits(value));
  for (const std::int32_t x : values_of(Lane<std::int32_t>(-7))) EXPECT_EQ(x, -7);
}

TEST(Lane, LoadsFromAnywhere) {
  std::array<std::int32_t, lanes + 1> values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::int32_t>(i);
  EXPECT_EQ(values_of(Lane<std::int32_t>::load(&values[1]))[15], 16);
}

TEST(Lane, ConvertsTowardsZeroAndBack) {
  Sixteen<float> x{};
  x[0] = 2.9F;
  x[1] = -2.9F;
  x[2] = 0x1p24F;
  x[15] = 0.99F;
  const auto whole = values_of(sim::convert<std::int32_t>(Lane<float>::load(x.data())));
  EXPECT_EQ(whole, (Sixteen<std::int32_t>{2, -2, 1 << 24}));
  const auto back = values_of(sim::convert<float>(Lane<std::int32_t>::load(whole.data())));
  EXPECT_EQ(back, (Sixteen<float>{2, -2, 0x1p24F}));
}

TEST(Lane, SumsWithoutOverflow) {
  EXPECT_EQ(sum(Lane<std::int32_t>(std::numeric_limits<std::int32_t>::max())), 16LL * 0x7FFFFFFF);
  EXPECT_EQ(sum(Lane<std::int32_t>(-3)), -48);
}

TEST(FirstLanes, AreAsManyAsAskedFor) {
  for (std::size_t count = 0; count <= 40; ++count) {
    EXPECT_EQ(sum(sim::first_lanes(count)), -static_cast<std::int64_t>(std::min(count, lanes))) << count;
    const auto mask = values_of(sim::first_lanes(count));
    for (std::size_t l = 0; l < lanes; ++l) EXPECT_EQ(mask[l], l < count ? -1 : 0);
  }
}

}  // namespace
