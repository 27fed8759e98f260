#include "models/territory/tally_ties.hpp"

#include <cmath>

#include "models/territory/constraint.hpp"

namespace territory {

namespace {

/// What ties ask of an actor, in one word, so that a tie waits for memory once: its territory, and the bit of
/// its family where it has one that others can be across from.
class Homes {
 public:
  Homes(const World& world, std::span<const std::uint32_t> unit_of) : word_(world.actors.size()) {
    for (std::size_t i = 0; i < word_.size(); ++i) {
      const Family family = world.family(i);
      const std::uint32_t bit = family == Family::catalyst ? 0U : 1U << static_cast<std::uint32_t>(family);
      word_[i] = unit_of[world.actors.commune[i]] << family_bits | bit;
    }
  }
  [[nodiscard]] std::uint32_t of(std::uint32_t actor) const { return word_[actor]; }
  static std::uint32_t unit(std::uint32_t home) { return home >> family_bits; }
  static bool across(std::uint32_t one, std::uint32_t other) {
    constexpr std::uint32_t families = (1U << family_bits) - 1U;
    return (one & families) != 0 && (other & families) != 0 && (one & other & families) == 0;
  }

 private:
  static constexpr int family_bits = 3;
  std::vector<std::uint32_t> word_;
};

/// Trust of ties, and of those across families. Sums of doubles, whose bits depend on the order.
struct TrustSum {
  double all = 0.0, across = 0.0;
  void add(double half, double across_half) {
    all += half;
    across += across_half;
  }
};

/// Sums over all ties in lists so small that they stay in the first cache; halves are counted whole.
struct ContactSums {
  explicit ContactSums(std::size_t units) : trust(units), low(units), high(units) {}

  /// Ties by origin, those within families and those across.
  using Ends = std::array<std::array<std::uint32_t, 2>, origin_count>;
  std::vector<TrustSum> trust;
  std::vector<Ends> low, high;  ///< ties by territory of one member, apart so that neither waits
};

/// Tie by tie, the lower member first. Ties are sorted by it, so the sum of its territory stays in a
/// register.
ContactSums sums_of_contacts(const World& world, std::span<const std::uint32_t> unit_of, std::size_t units) {
  ContactSums sums(units);
  const Homes homes(world, unit_of);
  const Ties& ties = world.ties;
  std::uint32_t current = 0;
  TrustSum trust;  // of `current`
  for (std::size_t t = 0; t < ties.size(); ++t) {
    const std::uint32_t home_of_low = homes.of(ties.store.low_row(t));
    const std::uint32_t home_of_high = homes.of(ties.store.high_row(t));
    const std::uint32_t low = Homes::unit(home_of_low), high = Homes::unit(home_of_high);
    const bool across = Homes::across(home_of_low, home_of_high);
    const double half = 0.5 * (0.5 * (ties.trust_ij[t] + ties.trust_ji[t]));
    const double across_half = across ? half : 0.0;
    if (low != current) {
      sums.trust[current] = trust;
      current = low;
      trust = sums.trust[low];
    }
    trust.add(half, across_half);
    if (high == current) {
      trust.add(half, across_half);
    } else {
      sums.trust[high].add(half, across_half);
    }
    const auto origin = static_cast<std::size_t>(ties.origin[t]);
    ++sums.low[low][origin][across];
    ++sums.high[high][origin][across];
  }
  if (units > 0) sums.trust[current] = trust;
  return sums;
}

}  // namespace

void tally_contacts(const World& world, std::span<const std::uint32_t> unit_of, std::span<Tally> units) {
  const ContactSums sums = sums_of_contacts(world, unit_of, units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    units[u].trust += sums.trust[u].all;
    units[u].across_trust += sums.trust[u].across;
    for (std::size_t origin = 0; origin < origin_count; ++origin) {
      const auto halves = [&](int across) {
        return 0.5 * (static_cast<double>(sums.low[u][origin][across]) +
                      static_cast<double>(sums.high[u][origin][across]));
      };
      units[u].contacts_by_origin[origin] += halves(0) + halves(1);
      units[u].contacts += halves(0) + halves(1);
      units[u].across += halves(1);
    }
  }
}

void tally_alliances(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships,
                     std::span<const std::uint32_t> unit_of, std::span<Tally> units) {
  const Ties& ties = world.ties;
  const Actors& actors = world.actors;
  for (const std::uint32_t t : partnerships) {
    const std::uint32_t low = ties.store.low_row(t), high = ties.store.high_row(t);
    const double trust = 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
    const bool with_public = actors.kind[low] == Kind::mayor || actors.kind[high] == Kind::mayor;
    const bool local = world.epci_of_actor(low) == world.epci_of_actor(high);
    const double age = month.value - ties.since[t];
    const std::uint16_t skills = actors.competences[low], other_skills = actors.competences[high];
    const bool unlike = skills != 0 && other_skills != 0 && (skills & other_skills) == 0;  // 0: a generalist
    for (const std::uint32_t member : {low, high}) {
      Tally& side = units[unit_of[actors.commune[member]]];
      side.unlike += unlike ? 0.5 : 0.0;
      (with_public ? side.public_alliances : side.alliances) += 0.5;
      side.by_type[static_cast<std::size_t>(ties.alliance[t]) - 1] += 0.5;
      if (local) {
        side.local += 0.5;
        if (!with_public) side.local_alliances += 0.5;
      }
      side.brokered += ties.brokered(t) ? 0.5 : 0.0;
      side.mayor_brokered += ties.origin[t] == Origin::mayor_introduction ? 0.5 : 0.0;
      side.alliance_trust += 0.5 * trust;
      side.alliance_trust_squared += 0.5 * trust * trust;
      side.imbalance += 0.5 * std::abs(ties.balance[t]);
      side.age += 0.5 * age;
      side.age_squared += 0.5 * age * age;
      side.trust_age += 0.5 * trust * age;
      if (age == 0) side.born += 0.5;
    }
  }
}

void tally_constraint(const World& world, std::span<const std::uint32_t> partnerships,
                      const sim::Executor& executor, std::span<Tally> epcis) {
  const std::vector<double> constraint = partner_constraint(world, partnerships, executor);
  for (std::size_t i = 0; i < constraint.size(); ++i) {
    if (constraint[i] == 0.0) continue;
    Tally& epci = epcis[world.epci_of_actor(i)];
    epci.partners += 1.0;
    epci.constraint += constraint[i];
  }
}

}  // namespace territory
