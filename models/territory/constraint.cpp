#include "models/territory/constraint.hpp"

#include <algorithm>

namespace territory {

namespace {

/// Partners of every actor, ascending.
struct Partners {
  std::vector<std::uint32_t> first;  // of each actor, and the end
  std::vector<std::uint32_t> rows;

  Partners(const World& world, std::span<const std::uint32_t> partnerships)
      : first(world.actors.size() + 1, 0) {
    const Ties& ties = world.ties;
    for (const std::uint32_t t : partnerships) {
      ++first[ties.store.low_row(t) + 1];
      ++first[ties.store.high_row(t) + 1];
    }
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    rows.resize(first.back());
    // Ties are sorted by (lower, higher uid), and so are rows: those below an actor come before those above.
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const std::uint32_t t : partnerships) rows[next[ties.store.high_row(t)]++] = ties.store.low_row(t);
    for (const std::uint32_t t : partnerships) rows[next[ties.store.low_row(t)]++] = ties.store.high_row(t);
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t actor) const {
    return {rows.data() + first[actor], rows.data() + first[actor + 1]};
  }
};

}  // namespace

std::vector<double> partner_constraint(const World& world, std::span<const std::uint32_t> partnerships,
                                       const sim::Executor& executor) {
  const Partners partners(world, partnerships);
  const std::size_t actors = world.actors.size();
  const auto degree = [&](std::uint32_t i) { return partners.first[i + 1] - partners.first[i]; };
  // (1 + Σ over the partners q of i that are partners of j too, of 1/d_q)², the same for (i, j) and (j, i):
  // told once, by the one with more partners, from a walk through the fewer of the other in ascending order.
  std::vector<double> invested(partners.rows.size());
  executor.for_chunks(actors, [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto mine = partners.of(i);
      for (std::size_t k = 0; k < mine.size(); ++k) {
        const std::uint32_t j = mine[k];
        const auto theirs = partners.of(j);
        if (theirs.size() > mine.size() || (theirs.size() == mine.size() && j < i)) continue;
        double indirect = 0.0;
        auto from = mine.begin();
        for (const std::uint32_t q : theirs) {
          from = std::lower_bound(from, mine.end(), q);
          if (from == mine.end()) break;
          if (*from == q) indirect += 1.0 / degree(q);
        }
        const auto back = std::lower_bound(theirs.begin(), theirs.end(), i) - theirs.begin();
        invested[partners.first[i] + k] = (1.0 + indirect) * (1.0 + indirect);
        invested[partners.first[j] + static_cast<std::size_t>(back)] = invested[partners.first[i] + k];
      }
    }
  });
  std::vector<double> constraint(actors, 0.0);
  executor.for_chunks(actors, [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const double d = degree(static_cast<std::uint32_t>(i));
      for (std::uint32_t slot = partners.first[i]; slot < partners.first[i + 1]; ++slot)
        constraint[i] += invested[slot] / (d * d);
    }
  });
  return constraint;
}

}  // namespace territory
