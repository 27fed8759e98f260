#include "models/territory/constraint.hpp"

#include <algorithm>

namespace territory {

namespace {

/// Partners of every actor, ascending; partnership k stands at low_slot[k] among those of its lower member
/// and at high_slot[k] among those of the other.
struct Partners {
  std::vector<std::uint32_t> first;  // of each actor, and the end
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> low_slot, high_slot;
  std::vector<std::uint64_t> signature;  // of each actor: a bit for each partner, shared with others

  Partners(const World& world, std::span<const std::uint32_t> partnerships)
      : first(world.actors.size() + 1, 0),
        low_slot(partnerships.size()),
        high_slot(partnerships.size()),
        signature(world.actors.size(), 0) {
    const auto& store = world.ties.store;
    for (const std::uint32_t t : partnerships) {
      const std::uint32_t low = store.low_row(t), high = store.high_row(t);
      ++first[low + 1];
      ++first[high + 1];
      signature[low] |= bit_of(high);
      signature[high] |= bit_of(low);
    }
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    rows.resize(first.back());
    // Ties are sorted by (lower, higher uid), and so are rows: those below an actor come before those above.
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t k = 0; k < partnerships.size(); ++k) {
      high_slot[k] = next[store.high_row(partnerships[k])]++;
      rows[high_slot[k]] = store.low_row(partnerships[k]);
    }
    for (std::size_t k = 0; k < partnerships.size(); ++k) {
      low_slot[k] = next[store.low_row(partnerships[k])]++;
      rows[low_slot[k]] = store.high_row(partnerships[k]);
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t actor) const {
    return {rows.data() + first[actor], rows.data() + first[actor + 1]};
  }
  [[nodiscard]] double degree(std::size_t actor) const { return first[actor + 1] - first[actor]; }
  /// Whether two may have a partner in common: never false when they have.
  [[nodiscard]] bool may_share(std::size_t one, std::size_t other) const {
    return (signature[one] & signature[other]) != 0;
  }
  static std::uint64_t bit_of(std::uint32_t partner) {
    return std::uint64_t{1} << (partner * 0x9E3779B97F4A7C15ULL >> 58);
  }
};

/// Σ over the partners q that two have in common, of 1/d_q, in ascending order: by a walk through the fewer.
double shared_by(const Partners& partners, std::uint32_t one, std::uint32_t other) {
  auto fewer = partners.of(one), more = partners.of(other);
  if (fewer.size() > more.size()) std::swap(fewer, more);
  double sum = 0.0;
  auto from = more.begin();
  for (const std::uint32_t q : fewer) {
    from = std::lower_bound(from, more.end(), q);
    if (from == more.end()) break;
    if (*from == q) sum += 1.0 / partners.degree(q);
  }
  return sum;
}

}  // namespace

std::vector<double> partner_constraint(const World& world, std::span<const std::uint32_t> partnerships,
                                       const sim::Executor& executor) {
  const Partners partners(world, partnerships);
  const auto& store = world.ties.store;
  // d_i² times the share of i's constraint that each partner makes: the same seen from either side.
  std::vector<double> invested(partners.rows.size(), 1.0);
  executor.for_chunks(partnerships.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t k = chunk.begin; k < chunk.end; ++k) {
      const std::uint32_t low = store.low_row(partnerships[k]), high = store.high_row(partnerships[k]);
      if (!partners.may_share(low, high)) continue;
      const double whole = 1.0 + shared_by(partners, low, high);
      invested[partners.low_slot[k]] = invested[partners.high_slot[k]] = whole * whole;
    }
  });
  const std::size_t actors = world.actors.size();
  std::vector<double> constraint(actors, 0.0);
  executor.for_chunks(actors, [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const double d = partners.degree(i);
      for (std::uint32_t slot = partners.first[i]; slot < partners.first[i + 1]; ++slot)
        constraint[i] += invested[slot] / (d * d);
    }
  });
  return constraint;
}

}  // namespace territory
