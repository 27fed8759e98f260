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

std::vector<double> partner_constraint(const World& world, std::span<const std::uint32_t> partnerships) {
  const Partners partners(world, partnerships);
  const std::size_t actors = world.actors.size();
  const auto degree = [&](std::uint32_t i) { return partners.first[i + 1] - partners.first[i]; };
  std::vector<double> inverse(actors);
  for (std::uint32_t i = 0; i < actors; ++i) inverse[i] = 1.0 / static_cast<double>(degree(i));
  // (1 + Σ over the partners q of i that are partners of j too, of 1/d_q)², the same for (i, j) and (j, i):
  // told from the one with more partners, who are marked, by a walk through the fewer of the other in
  // ascending order.
  std::vector<double> invested(partners.rows.size());
  std::vector<std::uint32_t> marked(actors, 0);
  for (std::uint32_t i = 0; i < actors; ++i) {
    const auto mine = partners.of(i);
    for (const std::uint32_t q : mine) marked[q] = i + 1;
    for (std::size_t k = 0; k < mine.size(); ++k) {
      const std::uint32_t j = mine[k];
      const auto theirs = partners.of(j);
      if (theirs.size() > mine.size() || (theirs.size() == mine.size() && j < i)) continue;
      double indirect = 0.0;
      for (const std::uint32_t q : theirs)
        if (marked[q] == i + 1) indirect += inverse[q];
      const auto back = std::lower_bound(theirs.begin(), theirs.end(), i) - theirs.begin();
      invested[partners.first[i] + k] = (1.0 + indirect) * (1.0 + indirect);
      invested[partners.first[j] + static_cast<std::size_t>(back)] = invested[partners.first[i] + k];
    }
  }
  std::vector<double> constraint(actors, 0.0);
  for (std::uint32_t i = 0; i < actors; ++i) {
    const double d = degree(i);
    for (std::uint32_t slot = partners.first[i]; slot < partners.first[i + 1]; ++slot)
      constraint[i] += invested[slot] / (d * d);
  }
  return constraint;
}

}  // namespace territory
