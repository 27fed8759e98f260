#include "models/territory/constraint.hpp"

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
  std::vector<double> constraint(world.actors.size(), 0.0);
  // Σ over the partners q of i that are partners of j too, of 1/d_q, added up in ascending order of q: the
  // same for (i, j) and (j, i), so that a pair is looked at once.
  for (std::uint32_t i = 0; i < constraint.size(); ++i) {
    const auto mine = partners.of(i);
    for (const std::uint32_t j : mine) {
      if (j < i) continue;
      const auto theirs = partners.of(j);
      double indirect = 0.0;
      for (auto a = mine.begin(), b = theirs.begin(); a != mine.end() && b != theirs.end();) {
        if (*a == *b) {
          indirect += 1.0 / static_cast<double>(partners.of(*a).size());
          ++a;
          ++b;
        } else if (*a < *b) {
          ++a;
        } else {
          ++b;
        }
      }
      const double invested = (1.0 + indirect) * (1.0 + indirect);
      constraint[i] += invested / (static_cast<double>(mine.size()) * static_cast<double>(mine.size()));
      constraint[j] += invested / (static_cast<double>(theirs.size()) * static_cast<double>(theirs.size()));
    }
  }
  return constraint;
}

}  // namespace territory
