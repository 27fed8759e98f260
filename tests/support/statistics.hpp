// Tests of chance with a known false-alarm rate.
//
// `four_and_a_half` standard errors: a normal figure lies outside with probability 6.8e-6. Chi-square bounds
// are computed for the false-alarm rate asked for. Seeds are fixed, so a test that passes once passes always;
// the rate says how surprising a failure after a legitimate change of draws would be.
#pragma once

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <vector>

namespace lien_test {

inline constexpr double four_and_a_half = 4.5;

/// Whether `hits` of `trials` independent trials agree with `probability`. False alarm: 6.8e-6.
inline ::testing::AssertionResult share_agrees(double hits, double trials, double probability) {
  const double share = hits / trials;
  const double error = std::sqrt(probability * (1.0 - probability) / trials);
  if (std::abs(share - probability) <= four_and_a_half * error) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << hits << " of " << trials << " is " << share << ", expected "
                                       << probability << " +- " << four_and_a_half * error;
}

/// Whether counts follow the given weights (need not sum to one; a zero weight allows no count). The false
/// alarm is `rate`; every expected count must be at least 5.
inline ::testing::AssertionResult counts_follow(const std::vector<double>& counts,
                                                const std::vector<double>& weights, double rate = 1e-5) {
  double total = 0, weight = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    total += counts[k];
    weight += weights[k];
  }
  double statistic = 0;
  int cells = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const double expected = total * weights[k] / weight;
    if (weights[k] == 0.0) {
      if (counts[k] > 0) return ::testing::AssertionFailure() << "cell " << k << " must be empty";
      continue;
    }
    if (expected < 5) return ::testing::AssertionFailure() << "cell " << k << " expects only " << expected;
    statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    ++cells;
  }
  const boost::math::chi_squared law(cells - 1);
  const double bound = boost::math::quantile(boost::math::complement(law, rate));
  if (statistic <= bound) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "chi-square " << statistic << " above " << bound << " with "
                                       << cells - 1 << " degrees of freedom";
}

/// Mean and variance of a sample.
struct Moments {
  double mean = 0, variance = 0, count = 0;
  [[nodiscard]] double error() const { return std::sqrt(variance / count); }
};
template <class Sample>
Moments moments_of(const Sample& sample) {
  Moments m;
  for (const auto x : sample) m.mean += static_cast<double>(x);
  m.count = static_cast<double>(sample.size());
  m.mean /= m.count;
  for (const auto x : sample)
    m.variance += (static_cast<double>(x) - m.mean) * (static_cast<double>(x) - m.mean);
  m.variance /= m.count - 1;
  return m;
}

}  // namespace lien_test
