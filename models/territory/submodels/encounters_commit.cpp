// The commit of a month of encounters: see encounters.hpp for its order.
#include <algorithm>

#include "models/territory/submodels/encounters.hpp"

namespace territory {

namespace {

constexpr std::size_t contacts_a_piece = 512;

/// A total order: of several meetings of a pair the first stands for all, so none may be left to the sort.
bool canonical(const Meeting& a, const Meeting& b) {
  const std::uint64_t key_a = sim::word(a.key), key_b = sim::word(b.key);
  if (key_a != key_b) return key_a < key_b;
  if (a.occasion != b.occasion) return a.occasion > b.occasion;
  return a.origin != b.origin ? a.origin < b.origin : a.priority < b.priority;
}

Origin origin_of(Occasion occasion) {
  switch (occasion) {
    case Occasion::place:
      return Origin::place;
    case Occasion::introduction:
      return Origin::introduction;
    case Occasion::event:
      return Origin::event;
    case Occasion::workshop:
      return Origin::workshop;
    default:
      return Origin::gravity;
  }
}

}  // namespace

void merge_meetings(std::vector<Meeting>& meetings, const sim::Executor& executor) {
  executor.sort(meetings, canonical);
  std::size_t kept = 0;
  for (std::size_t m = 0; m < meetings.size(); ++m) {
    if (kept == 0 || meetings[m].key != meetings[kept - 1].key) {
      meetings[kept++] = meetings[m];
      continue;
    }
    Meeting& first = meetings[kept - 1];
    first.bonus_low = std::max(first.bonus_low, meetings[m].bonus_low);
    first.bonus_high = std::max(first.bonus_high, meetings[m].bonus_high);
  }
  meetings.resize(kept);
}

std::size_t Encounters::respect_agendas(const World& world, std::vector<Meeting>& meetings) const {
  std::vector<std::uint32_t> with_mayor;
  for (std::uint32_t m = 0; m < meetings.size(); ++m) {
    if (world.actors.kind[meetings[m].low_row] == Kind::mayor ||
        world.actors.kind[meetings[m].high_row] == Kind::mayor) {
      with_mayor.push_back(m);
    }
  }
  std::sort(with_mayor.begin(), with_mayor.end(), [&](std::uint32_t a, std::uint32_t b) {
    return meetings[a].priority != meetings[b].priority ? meetings[a].priority < meetings[b].priority
                                                        : meetings[a].key < meetings[b].key;
  });
  std::vector<int> received(world.actors.size(), 0);
  std::vector<char> refused(meetings.size(), 0);
  std::size_t refusals = 0;
  for (const std::uint32_t m : with_mayor) {
    bool has_room = true;
    for (const std::uint32_t row : {meetings[m].low_row, meetings[m].high_row}) {
      if (world.actors.kind[row] == Kind::mayor && received[row] >= parameters_.mayor_meetings_max)
        has_room = false;
    }
    if (has_room) {
      ++received[meetings[m].low_row];
      ++received[meetings[m].high_row];
    } else {
      refused[m] = 1;
      ++refusals;
    }
  }
  std::size_t kept = 0;
  for (std::size_t m = 0; m < meetings.size(); ++m) {
    if (!refused[m]) meetings[kept++] = meetings[m];
  }
  meetings.resize(kept);
  return refusals;
}

void Encounters::commit(World& world, const sim::Step& step) {
  std::vector<Meeting> meetings = meetings_.joined();
  merge_meetings(meetings, step.executor);
  const std::size_t refusals = respect_agendas(world, meetings);
  world.flows.arranged_meetings = static_cast<std::int64_t>(world.plan.meetings.size());
  if (!world.plan.meetings.empty()) {
    const std::vector<Meeting> more = arranged(world);
    world.plan.meetings.clear();
    meetings.insert(meetings.end(), more.begin(), more.end());
    merge_meetings(meetings, step.executor);
  }

  std::ranges::fill(world.ties.met.all(), Occasion::none);
  std::vector<Meeting> fresh;
  for (const Meeting& meeting : meetings) {
    if (meeting.known < 0) {
      fresh.push_back(meeting);
    } else {
      world.ties.met[static_cast<std::size_t>(meeting.known)] = meeting.occasion;
    }
  }
  make_contacts(world, step, fresh);

  world.flows.encounters = world.flows.encounters_lost = 0;
  for (std::size_t c = 0; c < step.executor.chunk_count(world.actors.size()); ++c) {
    const auto& tally = tallies_[sim::Chunk{0, 0, c}];
    world.flows.encounters += tally[sought];
    world.flows.encounters_lost += tally[lost];
  }
  world.flows.mayor_meetings_refused = static_cast<std::int64_t>(refusals);
  world.flows.contacts_made = static_cast<std::int64_t>(fresh.size());
}

std::vector<Meeting> Encounters::arranged(const World& world) {
  std::vector<Meeting> meetings;
  meetings.reserve(world.plan.meetings.size());
  for (ArrangedMeeting m : world.plan.meetings) {
    if (m.low_row > m.high_row) {
      std::swap(m.low_row, m.high_row);
      std::swap(m.bonus_low, m.bonus_high);
    }
    meetings.push_back({sim::pair_key(world.actors.table.uid(m.low_row), world.actors.table.uid(m.high_row)),
                        m.low_row, m.high_row, origin_of(m.occasion), m.occasion, m.bonus_low, m.bonus_high,
                        0.0, world.ties.store.find(m.low_row, m.high_row)});
  }
  return meetings;
}

double Encounters::first_impression(const World& world, std::uint32_t trustor, float bonus) const {
  const double lean = static_cast<double>(world.actors.propensity[trustor]) - 0.5;
  double mean = parameters_.prior_mean + parameters_.propensity_effect * lean + bonus;
  if (parameters_.reputation_effect != 0.0) {
    const double held = world.epcis.collective_trust[world.epci_of_actor(trustor)];
    mean += parameters_.reputation_effect * (held - 0.5);
  }
  return bounded_impression(mean);
}

void Encounters::make_contacts(World& world, const sim::Step& step, const std::vector<Meeting>& fresh) const {
  std::vector<sim::PairKey> keys;
  keys.reserve(fresh.size());
  for (const Meeting& meeting : fresh) keys.push_back(meeting.key);
  const std::vector<std::uint32_t> rows = world.ties.store.insert(step.executor, keys);
  world.ties.store.index_neighbours(step.executor);
  const auto prior = [&](std::uint32_t trustor, float bonus) {
    return first_impression(world, trustor, bonus);
  };
  std::visit(
      [&](auto& trust) {
        step.executor.for_pieces(rows.size(), contacts_a_piece, [&](std::size_t begin, std::size_t end) {
          for (std::size_t k = begin; k < end; ++k) {
            const std::uint32_t t = rows[k];
            world.ties.born[t] = world.ties.last_used[t] = static_cast<std::int16_t>(step.month.value);
            world.ties.origin[t] = fresh[k].origin;
            world.ties.met[t] = fresh[k].occasion;
            const std::uint32_t low = fresh[k].low_row, high = fresh[k].high_row;
            const bool alike = world.actors.kind[low] == world.actors.kind[high];
            const Actors& actors = world.actors;
            trust.ij[t] = trust.rule.initial({prior(low, fresh[k].bonus_low), actors.propensity[low], alike});
            trust.ji[t] =
                trust.rule.initial({prior(high, fresh[k].bonus_high), actors.propensity[high], alike});
            world.ties.trust_ij[t] = trust.rule.value(trust.ij[t]);
            world.ties.trust_ji[t] = trust.rule.value(trust.ji[t]);
          }
        });
      },
      world.trust);
}

}  // namespace territory
