#include "analysis/statistics/wilcoxon.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/statistics/sample.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

constexpr std::size_t most_exact = 50;

double exact_p(double positive, std::size_t n) {
  const std::vector<double> counts = signed_rank_counts(n);
  const auto at = static_cast<std::ptrdiff_t>(positive);
  const double below = std::accumulate(counts.begin(), counts.begin() + at + 1, 0.0);
  const double above = std::accumulate(counts.begin() + at, counts.end(), 0.0);
  return std::min(1.0, 2.0 * std::ldexp(std::min(below, above), -static_cast<int>(n)));
}

}  // namespace

std::vector<double> signed_rank_counts(std::size_t n) {
  if (n > most_exact) throw sim::InvariantError("signed ranks are counted out up to 50 differences");
  std::vector<double> counts(n * (n + 1) / 2 + 1, 0.0);
  counts[0] = 1;
  std::size_t highest = 0;
  for (std::size_t rank = 1; rank <= n; ++rank) {
    highest += rank;
    for (std::size_t sum = highest; sum >= rank; --sum) counts[sum] += counts[sum - rank];
  }
  return counts;
}

WilcoxonTest wilcoxon_test(std::span<const double> differences, RankLaw law) {
  require_sample(differences, 1, "Wilcoxon test");
  std::vector<double> sizes, signs;
  for (const double d : differences) {
    if (d == 0.0) continue;
    sizes.push_back(std::abs(d));
    signs.push_back(d);
  }
  const double ties = tie_sum(sizes);
  const bool countable = ties == 0 && sizes.size() == differences.size() && sizes.size() <= most_exact;
  if (law == RankLaw::exact && !countable)
    throw sim::InvariantError("the exact Wilcoxon test takes at most 50 differences without ties and zeros");
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  WilcoxonTest test{0, 0, sizes.size(), law != RankLaw::normal && countable, none, 1};
  if (sizes.empty()) return test;
  const std::vector<double> ranks = mid_ranks(sizes);
  for (std::size_t k = 0; k < ranks.size(); ++k) (signs[k] > 0 ? test.positive : test.negative) += ranks[k];
  if (test.exact) {
    test.p = exact_p(test.positive, test.used);
    return test;
  }
  const auto n = static_cast<double>(test.used);
  const double expected = n * (n + 1) / 4;
  const double deviation = std::sqrt((n * (n + 1) * (2 * n + 1) - 0.5 * ties) / 24);
  test.z = (test.positive - expected) / deviation;
  test.p = 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(test.z)));
  return test;
}

}  // namespace analysis::statistics
