#include "models/territory/submodels/initial_partnerships.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/hazard.hpp"

namespace territory {

namespace {

/// Months that whoever sits in each seat has already been there.
std::vector<int> months_in_seat(const World& world, const DemographyParameters& demography,
                                sim::RandomKey key) {
  std::vector<int> months(world.actors.size(), imagined_months);
  if (!demography.enabled) return months;
  const sim::Draws draws(key, streams::building, streams::exit);
  for (std::size_t i = 0; i < months.size(); ++i) {
    const double rate = demography.exit_rate(world.actors.kind[i]);
    if (rate <= 0.0) continue;
    const double u = draws.of(world.actors.table.uid(i)).uniform(streams::leaves);
    months[i] = static_cast<int>(std::min<double>(imagined_months, sim::log(u) / sim::log(1.0 - rate)));
  }
  return months;
}

}  // namespace

InitialPartnerships::InitialPartnerships(const Laws& laws)
    : laws_(laws),
      births_(laws.partnerships, laws.traits, laws.needs, laws.trust, laws.ppp_factor),
      ends_(laws.endings),
      embedding_(laws.endings),
      delivery_(laws.outcomes, laws.partnerships.terms),
      reciprocity_(laws.reciprocity, laws.partnerships.terms),
      trust_(laws.trust, laws.outcomes, laws.partnerships.terms, laws.traits) {}

void InitialPartnerships::draw(World& world, Encounters& encounters, sim::Month first, sim::RandomKey key,
                               const sim::Executor& executor) {
  births_.note_readiness(world, executor);
  seated_ = months_in_seat(world, laws_.demography, key);
  semantics_.assign(world.actors.semantics.all().begin(), world.actors.semantics.all().end());
  std::visit([&](auto& trust) { draw_with(trust, world, encounters, first, key, executor); }, world.trust);
  meetings_ = {};
  pairs_ = {};
}

std::vector<InitialPartnerships::PastMeeting> InitialPartnerships::imagine_meetings(
    const World& world, Encounters& encounters, Encounters::Way way, sim::Month first, sim::RandomKey key,
    const sim::Executor& executor) const {
  std::vector<PastMeeting> meetings;
  const Actors& actors = world.actors;
  std::vector<char> seeks(actors.size());
  for (int back = imagined_months; back >= 1; --back) {
    const sim::Month month = first + -back;
    const bool all = back <= contact_months;
    for (std::size_t i = 0; i < seeks.size(); ++i)
      seeks[i] = seated_[i] >= back - 1 && (all || actors.level[i] >= Level::aware);
    for (const Meeting& m : encounters.imagined(world, {month, true, key, executor}, seeks, way)) {
      if (seated_[m.low_row] >= back - 1 && seated_[m.high_row] >= back - 1 &&
          (all || births_.may_ally(m.low_row, m.high_row)))
        meetings.push_back({m.low_row, m.high_row, static_cast<std::int16_t>(month.value), m.origin});
    }
  }
  std::sort(meetings.begin(), meetings.end());
  return meetings;
}

void InitialPartnerships::note_pairs() {
  pairs_.clear();
  for (std::uint32_t m = 0; m < meetings_.size(); ++m) {
    const bool same = m > 0 && meetings_[m].low_row == meetings_[m - 1].low_row &&
                      meetings_[m].high_row == meetings_[m - 1].high_row;
    if (!same) pairs_.push_back({m, m});
    pairs_.back().end = m + 1;
  }
}

double InitialPartnerships::rate_of(Alliance alliance) const {
  return alliance == Alliance::none
             ? laws_.outcomes.unprompted_rate
             : laws_.partnerships.terms.interaction_rate[AllianceTerms::slot(alliance)];
}

template <class Theory>
bool InitialPartnerships::follow(const Theory& rule, const World& world, const Encounters& encounters,
                                 const Pair& pair, sim::Month first, sim::RandomKey key,
                                 Outcome<typename Theory::State>& life) const {
  const Actors& actors = world.actors;
  const PastMeeting& origin = meetings_[pair.begin];
  const std::uint32_t low = life.low_row = origin.low_row, high = life.high_row = origin.high_row;
  life.key = {actors.table.uid(low), actors.table.uid(high)};
  const double embedding = embedding_.factor(world.ties, low, high);
  const bool alike = actors.kind[low] == actors.kind[high], may_ally = births_.may_ally(low, high);
  const AllianceTerms& terms = laws_.partnerships.terms;
  const auto draws_of = [&](sim::Month month, sim::Stream stream) {
    return sim::Draws(key, month, stream).of(life.key.low, life.key.high);
  };
  bool known = false;
  std::uint32_t next = pair.begin;
  for (sim::Month month{origin.month}; month < first; ++month) {
    if (!known) {
      if (next == pair.end) return false;
      month = sim::Month{meetings_[next].month};
    }
    const bool met = next < pair.end && meetings_[next].month == month.value;
    if (met && !known) {
      known = true;
      life.ij = rule.initial({encounters.first_impression(world, low, 0.0F), actors.propensity[low], alike});
      life.ji =
          rule.initial({encounters.first_impression(world, high, 0.0F), actors.propensity[high], alike});
      life.born = life.last_used = static_cast<std::int16_t>(month.value);
      life.origin = meetings_[next].origin;
      life.alliance = Alliance::none;
    }
    while (next < pair.end && meetings_[next].month == month.value) ++next;

    // What they do together, and what each makes of it.
    const bool allied = life.alliance != Alliance::none;
    sim::KeyedDraws acts = draws_of(month, streams::outcome);
    const bool interacts = (allied || life.born < month.value) &&
                           acts.bernoulli(rate_of(life.alliance), streams::interacts);
    int what = 0;
    if (interacts || met) {
      const double from_high = delivery_.chance(
          actors, low, high, rule.cooperation(life.ji, actors.trustworthiness[high]));
      const double from_low =
          delivery_.chance(actors, high, low, rule.cooperation(life.ij, actors.trustworthiness[low]));
      if (interacts) {
        what |= outcome::interacted;
        if (acts.bernoulli(from_high, streams::from_high)) what |= outcome::from_high;
        if (acts.bernoulli(from_low, streams::from_low)) what |= outcome::from_low;
      }
      if (met) {
        sim::KeyedDraws meeting = draws_of(month, streams::encounter_outcome);
        what |= outcome::met;
        if (meeting.bernoulli(from_high, streams::met_from_high)) what |= outcome::met_from_high;
        if (meeting.bernoulli(from_low, streams::met_from_low)) what |= outcome::met_from_low;
      }
      life.last_used = static_cast<std::int16_t>(month.value);
    }
    if (allied && interacts && laws_.reciprocity.enabled) {
      const std::int32_t cost = terms.cost(life.alliance);
      life.balance = reciprocity_.balance_after(
          life.balance,
          reciprocity_.net_gain(actors, low, life.domain, cost, (what & outcome::from_high) != 0),
          reciprocity_.net_gain(actors, high, life.domain, cost, (what & outcome::from_low) != 0));
    }
    trust_.month(rule, life.ij, life.ji,
                 {static_cast<std::uint16_t>(what), life.alliance,
                  met ? Occasion::encounter : Occasion::none, false},
                 [&](ActDetail::Act which, Experience& of_low, Experience& of_high) {
                   trust_.detail().show(world, low, high, draws_of(month, streams::act_detail), which, of_low,
                                        of_high);
                 });
    const double trust_ij = rule.value(life.ij), trust_ji = rule.value(life.ji);

    // Whether they become partners or climb, part, or lose sight of each other.
    sim::KeyedDraws births = draws_of(month, streams::birth);
    if (!allied && may_ally) {
      if (const auto birth = births_.birth_of(world, {low, high, trust_ij, trust_ji}, {}, births)) {
        life.alliance = birth->type;
        life.domain = birth->domain;
        life.since = static_cast<std::int16_t>(month.value);
        life.balance = 0.0F;
        life.priority = births.uniform(streams::birth_priority);
      }
    } else if (allied) {
      if (births_.may_climb(life.alliance, month.value - life.since, trust_ij, trust_ji, 0.0) &&
          births_.climbs(births))
        life.alliance = Partnerships::next_rung(life.alliance);
      const double hazard = ends_.hazard(month.value - life.since - 1, 0.5 * (trust_ij + trust_ji),
                                         laws_.endings.balance_hazard * std::abs(life.balance));
      if (sim::occurs(hazard * embedding, draws_of(month, streams::death).uniform(streams::ends)))
        life.alliance = Alliance::none;
    }
    if (life.alliance == Alliance::none && life.last_used < month.value &&
        draws_of(month, streams::expiry).uniform(streams::expires) < laws_.endings.expiry_rate * embedding)
      known = false;
  }
  return known;
}

template <class Theory>
std::vector<InitialPartnerships::Outcome<typename Theory::State>> InitialPartnerships::follow_all(
    const Theory& rule, const World& world, const Encounters& encounters, sim::Month first,
    sim::RandomKey key, const sim::Executor& executor) const {
  using Life = Outcome<typename Theory::State>;
  constexpr std::size_t pairs_a_piece = 512;
  std::vector<std::vector<Life>> found((pairs_.size() + pairs_a_piece - 1) / pairs_a_piece);
  executor.for_indices(found.size(), [&](std::size_t piece) {
    const std::size_t end = std::min(pairs_.size(), (piece + 1) * pairs_a_piece);
    for (std::size_t p = piece * pairs_a_piece; p < end; ++p) {
      Life life{};
      if (follow(rule, world, encounters, pairs_[p], first, key, life)) found[piece].push_back(life);
    }
  });
  std::vector<Life> lives;
  for (const auto& some : found) lives.insert(lives.end(), some.begin(), some.end());
  return lives;
}

template <class Theory>
void InitialPartnerships::draw_with(TrustStates<Theory>& trust, World& world, Encounters& encounters,
                                    sim::Month first, sim::RandomKey key, const sim::Executor& executor) {
  sim::PairStore& store = world.ties.store;
  // Who meets whom outright does not depend on the network.
  const auto outright = imagine_meetings(world, encounters, Encounters::Way::outright, first, key, executor);
  for (int round = 1; round <= imagined_rounds; ++round) {
    const auto through =
        imagine_meetings(world, encounters, Encounters::Way::through_contact, first, key, executor);
    meetings_.clear();
    std::merge(outright.begin(), outright.end(), through.begin(), through.end(),
               std::back_inserter(meetings_));
    note_pairs();
    auto lives = follow_all(trust.rule, world, encounters, first, key, executor);
    give_room(world, lives);
    learn(trust.rule, world, lives);
    std::vector<std::uint32_t> before(store.size());
    std::iota(before.begin(), before.end(), 0U);
    store.remove(executor, before);
    std::vector<sim::PairKey> keys;
    for (const auto& life : lives) keys.push_back(life.key);
    (void)store.insert(executor, keys);
    store.index_neighbours(executor);
    if (round == imagined_rounds) settle(trust, world, lives);
  }
}

template <class Life>
void InitialPartnerships::give_room(const World& world, std::vector<Life>& lives) const {
  struct Asking {
    double priority;
    Life* life;
  };
  std::vector<Asking> asking;
  for (Life& life : lives)
    if (life.alliance != Alliance::none) asking.push_back({life.priority, &life});
  std::sort(asking.begin(), asking.end(), [](const Asking& a, const Asking& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.life->key < b.life->key;
  });
  const AllianceTerms& terms = laws_.partnerships.terms;
  std::vector<std::int32_t> used(world.actors.size(), 0);
  for (const auto& [priority, life] : asking) {
    const std::int32_t cost = terms.cost(life->alliance);
    const auto has_room = [&](std::uint32_t row) {
      return used[row] + cost <= terms.capacity_of(world.actors, row);
    };
    if (has_room(life->low_row) && has_room(life->high_row)) {
      used[life->low_row] += cost;
      used[life->high_row] += cost;
    } else {
      life->alliance = Alliance::none;
    }
  }
}

template <class Theory>
void InitialPartnerships::learn(const Theory& rule, World& world,
                                const std::vector<Outcome<typename Theory::State>>& lives) const {
  if (!laws_.skills.enabled) return;
  Actors& actors = world.actors;
  std::vector<double> acts(actors.size(), 0.0);  // delivered to it in a month by other families
  for (const auto& life : lives) {
    const std::uint32_t low = life.low_row, high = life.high_row;
    if (world.family(low) == world.family(high)) continue;
    const double rate = rate_of(life.alliance);
    acts[low] += rate * delivery_.chance(actors, low, high,
                                         rule.cooperation(life.ji, actors.trustworthiness[high]));
    acts[high] += rate * delivery_.chance(actors, high, low,
                                          rule.cooperation(life.ij, actors.trustworthiness[low]));
  }
  const SkillParameters& p = laws_.skills;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const double gain = p.sem_success * acts[i], pace = gain + p.sem_decay;
    if (pace <= 0.0) continue;
    const double left = sim::exp(-pace * seated_[i]);
    actors.semantics[i] = static_cast<float>(gain / pace * (1.0 - left) + semantics_[i] * left);
  }
}

template <class Theory>
void InitialPartnerships::settle(TrustStates<Theory>& trust, World& world,
                                 const std::vector<Outcome<typename Theory::State>>& lives) const {
  Ties& ties = world.ties;
  for (const auto& life : lives) {
    const auto t = static_cast<std::size_t>(ties.store.find(life.low_row, life.high_row));
    ties.born[t] = life.born;
    ties.last_used[t] = life.last_used;
    ties.origin[t] = life.origin;
    ties.met[t] = Occasion::none;
    trust.ij[t] = life.ij;
    trust.ji[t] = life.ji;
    ties.trust_ij[t] = trust.rule.value(life.ij);
    ties.trust_ji[t] = trust.rule.value(life.ji);
    if (life.alliance == Alliance::none) continue;
    begin_partnership(world, t, life.alliance, life.domain, sim::Month{life.since},
                      laws_.partnerships.terms);
    ties.balance[t] = life.balance;
  }
}

}  // namespace territory
