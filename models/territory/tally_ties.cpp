#include "models/territory/tally_ties.hpp"

#include <cmath>

#include "models/territory/constraint.hpp"

namespace territory {

namespace {

/// Sums over all ties in lists so small that they stay in the first cache; halves are counted whole.
struct ContactSums {
  explicit ContactSums(std::size_t units) : trust(units, 0.0), low(units), high(units) {}

  using ByOrigin = std::array<std::uint32_t, origin_count>;
  std::vector<double> trust;
  std::vector<ByOrigin> low, high;  ///< ties by territory of one member, apart so that neither waits
};

/// Trust is a sum of doubles, whose bits depend on the order: tie by tie, the lower member first. Ties are
/// sorted by it, so the sum of its territory stays in a register.
ContactSums sums_of_contacts(const World& world, std::span<const std::uint32_t> unit_of, std::size_t units) {
  ContactSums sums(units);
  const Ties& ties = world.ties;
  std::uint32_t current = 0;
  double trust = 0.0;  // of `current`
  for (std::size_t t = 0; t < ties.size(); ++t) {
    const std::uint32_t low = unit_of[world.actors.commune[ties.store.low_row(t)]];
    const std::uint32_t high = unit_of[world.actors.commune[ties.store.high_row(t)]];
    const double half = 0.5 * (0.5 * (ties.trust_ij[t] + ties.trust_ji[t]));
    if (low != current) {
      sums.trust[current] = trust;
      current = low;
      trust = sums.trust[low];
    }
    trust += half;
    if (high == current) {
      trust += half;
    } else {
      sums.trust[high] += half;
    }
    const auto origin = static_cast<std::size_t>(ties.origin[t]);
    ++sums.low[low][origin];
    ++sums.high[high][origin];
  }
  if (units > 0) sums.trust[current] = trust;
  return sums;
}

}  // namespace

void tally_contacts(const World& world, std::span<const std::uint32_t> unit_of, std::span<Tally> units) {
  const ContactSums sums = sums_of_contacts(world, unit_of, units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    units[u].trust += sums.trust[u];
    for (std::size_t origin = 0; origin < origin_count; ++origin) {
      const double contacts =
          0.5 * (static_cast<double>(sums.low[u][origin]) + static_cast<double>(sums.high[u][origin]));
      units[u].contacts_by_origin[origin] += contacts;
      units[u].contacts += contacts;
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

void tally_across(const World& world, std::span<const std::uint32_t> unit_of, std::span<Tally> units) {
  const Ties& ties = world.ties;
  for (std::size_t t = 0; t < ties.size(); ++t) {
    const std::uint32_t low = ties.store.low_row(t), high = ties.store.high_row(t);
    const Family of_low = world.family(low), of_high = world.family(high);
    if (of_low == of_high || of_low == Family::catalyst || of_high == Family::catalyst) continue;
    const double trust = 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
    for (const std::uint32_t member : {low, high}) {
      Tally& side = units[unit_of[world.actors.commune[member]]];
      side.across += 0.5;
      side.across_trust += 0.5 * trust;
    }
  }
}

void tally_constraint(const World& world, std::span<const std::uint32_t> partnerships,
                      std::span<Tally> epcis) {
  const std::vector<double> constraint = partner_constraint(world, partnerships);
  for (std::size_t i = 0; i < constraint.size(); ++i) {
    if (constraint[i] == 0.0) continue;
    Tally& epci = epcis[world.epci_of_actor(i)];
    epci.partners += 1.0;
    epci.constraint += constraint[i];
  }
}

}  // namespace territory
