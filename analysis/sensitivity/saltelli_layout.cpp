#include "analysis/sensitivity/saltelli_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/text.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;

/// What a row is: A (factor = none), B, or one of them with one coordinate of the other.
struct Part {
  std::size_t base;
  bool mostly_b;
  std::size_t lone;  ///< the coordinate taken from the other; number of factors = none
};

Part part_of(const SaltelliLayout& layout, std::size_t row) {
  const bool interleaved = layout.order == SaltelliOrder::interleaved;
  const std::size_t base = interleaved ? row / layout.rows_per_base() : row % layout.base;
  std::size_t kind = interleaved ? row % layout.rows_per_base() : row / layout.base;
  const std::size_t d = layout.factors, last = layout.rows_per_base() - 1;
  // As if B were last, as in the other orders.
  if (layout.order == SaltelliOrder::blocks_ab_first && kind > 0) kind = kind == 1 ? last : kind - 1;
  if (kind == 0 || kind == last) return {base, kind != 0, d};
  return {base, kind > d, (kind - 1) % d};
}

std::string name_of(const Part& part, const std::vector<std::string>& factors) {
  const std::string mostly = part.mostly_b ? "B" : "A", other = part.mostly_b ? "A" : "B";
  if (part.lone == factors.size()) return fmt::format("{} of base row {}", mostly, part.base + 1);
  return fmt::format("{}_{}^{} of base row {}, which is {} but for '{}', taken from {}", mostly, other,
                     part.lone + 1, part.base + 1, mostly, factors[part.lone], other);
}

}  // namespace

std::size_t SaltelliLayout::b(std::size_t j) const {
  return row(j, order == SaltelliOrder::blocks_ab_first ? 1 : rows_per_base() - 1);
}

std::size_t SaltelliLayout::ab(std::size_t j, std::size_t i) const {
  return row(j, i + (order == SaltelliOrder::blocks_ab_first ? 2 : 1));
}

std::string to_string(const SaltelliLayout& layout) {
  std::string mixed = layout.factors == 1 ? "A_B^1" : fmt::format("A_B^1 … A_B^{}", layout.factors);
  if (layout.second_order)
    mixed += layout.factors == 1 ? ", B_A^1" : fmt::format(", B_A^1 … B_A^{}", layout.factors);
  switch (layout.order) {
    case SaltelliOrder::blocks:
      return fmt::format("blocks A, {}, B", mixed);
    case SaltelliOrder::interleaved:
      return fmt::format("A, {}, B of each base row", mixed);
    case SaltelliOrder::blocks_ab_first:
      break;
  }
  return fmt::format("blocks A, B, {}", mixed);
}

SaltelliLayoutFinder::SaltelliLayoutFinder(std::string file, std::vector<std::string> factors,
                                           std::size_t rows)
    : file_(std::move(file)), factors_(std::move(factors)) {
  const std::size_t d = factors_.size();
  const auto try_order = [&](SaltelliOrder order, bool second_order) {
    SaltelliLayout layout{order, 0, d, second_order};
    layout.base = rows / layout.rows_per_base();
    if (layout.base == 0 || layout.rows() != rows) return;
    const std::size_t kept = order == SaltelliOrder::interleaved ? 1 : layout.base;
    candidates_.push_back({layout,
                           std::vector<double>(kept * d, nothing),
                           std::vector<double>(kept * d, nothing),
                           true,
                           0,
                           0,
                           {}});
  };
  try_order(SaltelliOrder::blocks, false);
  try_order(SaltelliOrder::interleaved, false);
  try_order(SaltelliOrder::blocks_ab_first, false);
  try_order(SaltelliOrder::blocks, true);
  try_order(SaltelliOrder::interleaved, true);
  if (candidates_.empty())
    throw sim::InputError(
        sim::Fault{{file_, 0, 0},
                   fmt::format("{} rows are no Saltelli design of {} factor{}", rows, d, d == 1 ? "" : "s"),
                   {fmt::format("allowed  multiples of {} (first and total indices) or of {} (second order)",
                                d + 2, 2 * d + 2)}});
}

void SaltelliLayoutFinder::follow(Candidate& candidate, std::span<const double> values, int line) const {
  const std::size_t d = factors_.size();
  const Part part = part_of(candidate.layout, seen_);
  const bool interleaved = candidate.layout.order == SaltelliOrder::interleaved;
  if (interleaved && seen_ % candidate.layout.rows_per_base() == 0) {
    std::fill(candidate.a.begin(), candidate.a.end(), nothing);
    std::fill(candidate.b.begin(), candidate.b.end(), nothing);
  }
  const std::size_t first = (interleaved ? 0 : part.base) * d;
  for (std::size_t c = 0; c < d; ++c) {
    const bool from_b = part.mostly_b != (c == part.lone);
    double& known = (from_b ? candidate.b : candidate.a)[first + c];
    if (std::isnan(known)) known = values[c];
    if (known == values[c]) continue;
    candidate.fits = false;
    candidate.fitted = seen_;
    candidate.line = line;
    candidate.misfit = fmt::format("{} = {}, but the rows before have {}: not {}", factors_[c],
                                   sim::number(values[c]), sim::number(known), name_of(part, factors_));
    std::vector<double>().swap(candidate.a);
    std::vector<double>().swap(candidate.b);
    return;
  }
}

void SaltelliLayoutFinder::row(std::span<const double> values, int line) {
  for (Candidate& candidate : candidates_)
    if (candidate.fits) follow(candidate, values, line);
  ++seen_;
}

SaltelliLayout SaltelliLayoutFinder::found() const {
  for (const Candidate& candidate : candidates_)
    if (candidate.fits) return candidate.layout;
  const auto nearest =
      std::max_element(candidates_.begin(), candidates_.end(),
                       [](const Candidate& x, const Candidate& y) { return x.fitted < y.fitted; });
  std::vector<std::string> notes{"nearest  " + to_string(nearest->layout)};
  for (const Candidate& candidate : candidates_)
    if (&candidate != &*nearest) notes.push_back("tried    " + to_string(candidate.layout));
  throw sim::InputError(sim::Fault{{file_, nearest->line, 0}, nearest->misfit, std::move(notes)});
}

}  // namespace analysis
