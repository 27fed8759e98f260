#include "analysis/statistics/factorial_anova.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <limits>
#include <numeric>

#include "analysis/statistics/sample.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

using Factors = std::vector<std::size_t>;

std::size_t cells_of(std::span<const std::size_t> levels) {
  return std::accumulate(levels.begin(), levels.end(), std::size_t{1}, std::multiplies<>());
}

/// Position in the grid of `kept` factors of the cell at `index` of the whole grid.
std::size_t margin_of(std::size_t index, std::span<const std::size_t> levels,
                      std::span<const std::size_t> kept) {
  std::size_t position = 0, step = 1;
  for (std::size_t f = levels.size(), k = kept.size(); f-- > 0; index /= levels[f]) {
    if (k == 0 || kept[k - 1] != f) continue;
    position += step * (index % levels[f]);
    step *= levels[f];
    --k;
  }
  return position;
}

std::vector<double> margin_means(std::span<const double> values, std::span<const std::size_t> levels,
                                 std::span<const std::size_t> kept) {
  std::size_t cells = 1;
  for (const std::size_t f : kept) cells *= levels[f];
  std::vector<double> means(cells, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) means[margin_of(i, levels, kept)] += values[i];
  for (double& mean : means) mean *= static_cast<double>(cells) / static_cast<double>(values.size());
  return means;
}

void check(std::span<const double> values, std::span<const std::size_t> levels,
           std::span<const Factors> terms) {
  if (levels.empty() || std::any_of(levels.begin(), levels.end(), [](std::size_t n) { return n < 2; }) ||
      values.size() != cells_of(levels))
    throw sim::InvariantError(
        "analysis of variance needs a value for each combination of two levels or more");
  require_sample(values, 2, "analysis of variance");
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    const bool rising = std::adjacent_find(term->begin(), term->end(), std::greater_equal<>()) == term->end();
    if (term->empty() || !rising || term->back() >= levels.size() ||
        std::find(terms.begin(), term, *term) != term)
      throw sim::InvariantError("a term of an analysis of variance that is no new set of its factors");
  }
}

}  // namespace

std::vector<double> term_effects(std::span<const double> values, std::span<const std::size_t> levels,
                                 std::span<const std::size_t> term) {
  Factors own_levels;
  for (const std::size_t f : term) own_levels.push_back(levels[f]);
  std::vector<double> effects(cells_of(own_levels), 0.0);
  // Inclusion and exclusion over the subsets of the term's factors.
  for (std::size_t subset = 0; subset < (std::size_t{1} << term.size()); ++subset) {
    Factors kept, kept_own;  // positions in the design, and in the term
    for (std::size_t k = 0; k < term.size(); ++k) {
      if ((subset >> k & 1) == 0) continue;
      kept.push_back(term[k]);
      kept_own.push_back(k);
    }
    const double sign = (term.size() - kept.size()) % 2 == 0 ? 1.0 : -1.0;
    const std::vector<double> means = margin_means(values, levels, kept);
    for (std::size_t i = 0; i < effects.size(); ++i)
      effects[i] += sign * means[margin_of(i, own_levels, kept_own)];
  }
  return effects;
}

std::vector<Factors> terms_up_to(std::size_t factors, std::size_t order) {
  std::vector<Factors> terms;
  for (std::size_t subset = 1; subset < (std::size_t{1} << factors); ++subset) {
    Factors term;
    for (std::size_t k = 0; k < factors; ++k) {
      if ((subset >> k & 1) != 0) term.push_back(k);
    }
    if (term.size() <= order) terms.push_back(std::move(term));
  }
  std::sort(terms.begin(), terms.end(), [](const Factors& a, const Factors& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return terms;
}

Anova factorial_anova(std::span<const double> values, std::span<const std::size_t> levels,
                      std::span<const Factors> terms) {
  check(values, levels, terms);
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const double center = mean(values);
  Anova anova{{}, 0, static_cast<double>(values.size() - 1)};
  double total = 0;
  for (const double value : values) total += (value - center) * (value - center);
  anova.residual_sum_of_squares = total;
  for (const Factors& factors : terms) {
    const std::vector<double> effects = term_effects(values, levels, factors);
    AnovaTerm term{factors, 0, 1, none, none, none};
    for (const double effect : effects) term.sum_of_squares += effect * effect;
    term.sum_of_squares *= static_cast<double>(values.size()) / static_cast<double>(effects.size());
    for (const std::size_t f : factors) term.degrees *= static_cast<double>(levels[f] - 1);
    anova.residual_sum_of_squares -= term.sum_of_squares;
    anova.residual_degrees -= term.degrees;
    anova.terms.push_back(std::move(term));
  }
  // What remains of a residual of 0 is rounding of the differences.
  if (anova.residual_sum_of_squares < 1e-12 * total) anova.residual_sum_of_squares = 0;
  for (AnovaTerm& term : anova.terms) {
    const double both = term.sum_of_squares + anova.residual_sum_of_squares;
    if (both > 0) term.partial_eta2 = term.sum_of_squares / both;
    if (anova.residual_degrees < 1 || anova.residual_sum_of_squares == 0) continue;
    term.f = term.sum_of_squares / term.degrees * anova.residual_degrees / anova.residual_sum_of_squares;
    const boost::math::fisher_f law(term.degrees, anova.residual_degrees);
    term.p = boost::math::cdf(boost::math::complement(law, term.f));
  }
  return anova;
}

}  // namespace analysis::statistics
