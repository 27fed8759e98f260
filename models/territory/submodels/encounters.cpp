#include "models/territory/submodels/encounters.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/territory/streams.hpp"
#include "sim/math/distributions.hpp"
#include "sim/math/elementary.hpp"
#include "sim/random/first_blocks.hpp"

namespace territory {

namespace {

double one_sided_overlap(std::uint16_t a, std::uint16_t b, double same_group) {
  double sum = std::popcount(static_cast<unsigned>(a & b));
  for (const std::uint16_t group : domain_groups) {
    if (b & group) sum += same_group * std::popcount(static_cast<unsigned>(a & group & ~b));
  }
  return sum / std::popcount(static_cast<unsigned>(a));
}

}  // namespace

double overlap(std::uint16_t a, std::uint16_t b, double same_group) {
  return 0.5 * (one_sided_overlap(a, b, same_group) + one_sided_overlap(b, a, same_group));
}

Encounters::Encounters(const EncounterParameters& parameters, const World& world,
                       const sim::Executor& executor)
    : parameters_(parameters), kernel_(world.geography, world.roster, parameters.kernel, executor) {}

sim::Declaration Encounters::declaration() const {
  return {
      .name = "encounters",
      .phase = "P06",
      .meaning = "actors meet near by, far away, through common contacts or as arranged; new contacts begin",
      .streams = {{streams::encounter, "encounter"}},
      .reads = {"actors.uid", "actors.kind", "actors.large", "actors.commune", "actors.active",
                "actors.level", "actors.heterogeneity", "actors.competences", "actors.propensity",
                "communes.culture", "epcis.collective_trust", "ties.uid_low", "ties.uid_high",
                "epcis.closed"},
      .writes = {"ties.met", "ties.born", "ties.last_used", "ties.origin"},
      .amends = {"ties.uid_low", "ties.uid_high", "ties.state_ij", "ties.state_ji", "ties.trust_ij",
                 "ties.trust_ji"}};
}

std::int64_t Encounters::member_of(std::span<const std::uint32_t> list, std::uint32_t except, bool may_hold,
                                   double u) const {
  const auto size = static_cast<std::uint32_t>(list.size());
  const auto self = may_hold ? std::lower_bound(list.begin(), list.end(), except) : list.end();
  if (self == list.end() || *self != except) return size == 0 ? -1 : std::int64_t{list[sim::pick(u, size)]};
  if (size == 1) return -1;
  const std::uint32_t k = sim::pick(u, size - 1);
  return list[k < static_cast<std::uint32_t>(self - list.begin()) ? k : k + 1];
}

std::int64_t Encounters::friend_of_friend(const World& world, std::uint32_t actor, double u_friend,
                                          double u_second) const {
  const auto friends = world.ties.store.neighbours(actor);
  if (friends.empty()) return -1;
  const std::uint32_t between =
      friends[sim::pick(u_friend, static_cast<std::uint32_t>(friends.size()))].actor;
  const auto theirs = world.ties.store.neighbours(between);
  if (theirs.size() <= 1) return -1;  // knows only the one who asks
  std::uint32_t k = sim::pick(u_second, static_cast<std::uint32_t>(theirs.size()) - 1);
  const auto asker = std::lower_bound(theirs.begin(), theirs.end(), actor,
                                      [](const sim::Neighbour& n, std::uint32_t a) { return n.actor < a; });
  if (k >= static_cast<std::uint32_t>(asker - theirs.begin())) ++k;
  return theirs[k].actor;
}

std::int64_t Encounters::catalyst_for(const World& world, std::uint32_t actor, double u) const {
  // Few and changing: the same law as the kernel, summed on the spot over those open.
  const std::uint32_t from = world.actors.commune[actor];
  const KernelParameters& kernel = parameters_.kernel;
  if (open_catalysts_.empty()) return -1;
  double within = 0.0, beyond = 0.0;
  const auto weigh = [&](std::uint32_t row, auto&& use) {
    const std::uint32_t to = world.actors.commune[row];
    const double d_eff = effective_km(world.geography, kernel, from, to);
    use(d_eff <= kernel.kernel_cut * kernel.kernel_km,
        kernel_weight(world.geography, kernel, from, to, d_eff));
  };
  for (std::uint32_t row : open_catalysts_) {
    weigh(row, [&](bool near, double weight) { (near ? within : beyond) += weight; });
  }
  const double far =
      within > 0.0 ? kernel.far_share + (1.0 - kernel.far_share) * beyond / (within + beyond) : 1.0;
  const auto n = static_cast<std::uint32_t>(open_catalysts_.size());
  if (u >= 1.0 - far)
    return open_catalysts_[std::min(n - 1, static_cast<std::uint32_t>((u - (1.0 - far)) / far * n))];
  double rest = u / (1.0 - far) * within;
  std::int64_t chosen = -1;
  for (std::uint32_t row : open_catalysts_) {
    if (rest < 0.0) break;
    weigh(row, [&](bool near, double weight) {
      if (!near) return;
      rest -= weight;
      chosen = row;
    });
  }
  return chosen;
}

std::int64_t Encounters::propose(const World& world, std::uint32_t actor, const EncounterUniforms& u,
                                 double closure, Origin& origin) const {
  if (u.closes < closure) {
    origin = Origin::closure;
    return friend_of_friend(world, actor, u.destination, u.partner);
  }
  const auto& mixing = parameters_.mixing_of(world.family(actor));
  double rest = u.partner_kind;
  std::size_t kind = 0;
  while (kind + 1 < partner_count && rest >= mixing[kind]) rest -= mixing[kind++];
  const auto partner = static_cast<Partner>(kind);
  origin = Origin::gravity;
  if (partner == Partner::catalyst) return catalyst_for(world, actor, u.destination);
  const auto destination = kernel_.destination(world.actors.commune[actor], partner, u.destination);
  if (!destination) origin = Origin::far;
  const auto list = destination ? world.roster.of(*destination, partner) : world.roster.everywhere(partner);
  const bool may_hold_actor = !destination || *destination == world.actors.commune[actor];
  return member_of(list, actor, may_hold_actor, u.partner);
}

double Encounters::readiness(const World& world, std::uint32_t approached) const {
  const bool ready =
      involved(world.actors.level[approached]) || world.actors.kind[approached] == Kind::catalyst;
  return ready ? 1.0 : parameters_.low_level_factor;
}

double Encounters::affinity(const World& world, std::uint32_t actor, std::uint32_t approached) const {
  const Actors& actors = world.actors;
  const Culture& a = world.communes.culture[actors.commune[actor]];
  const Culture& b = world.communes.culture[actors.commune[approached]];
  double squares = 0.0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    squares += (static_cast<double>(a[k]) - b[k]) * (static_cast<double>(a[k]) - b[k]);
  }
  double exponent = -parameters_.homophily * std::sqrt(squares / 3.0);
  if (actors.competences[actor] != 0 && actors.competences[approached] != 0) {
    const double o =
        overlap(actors.competences[actor], actors.competences[approached], parameters_.same_group);
    const double off = (o - parameters_.overlap_optimum) / parameters_.overlap_width;
    exponent -= 0.5 * off * off;
  }
  return sim::exp(exponent);
}

bool Encounters::accepts(const World& world, std::uint32_t actor, std::uint32_t approached, double u) const {
  const double ready = readiness(world, approached);
  return u < ready && u < ready * affinity(world, actor, approached);
}

void Encounters::collect(const World& world, const sim::Step& step, bool first, std::span<const char> who,
                         Way way) {
  const std::size_t rows = world.actors.size();
  const std::size_t chunks = step.executor.chunk_count(rows);
  meetings_.reset(chunks);
  tallies_.reset(chunks);
  open_catalysts_.clear();
  for (const std::uint32_t row : world.roster.catalyst_seats()) {
    if (world.actors.active[row]) open_catalysts_.push_back(row);
  }
  const sim::Draws stream = step.draws(streams::encounter);
  const double closure = first ? 0.0 : parameters_.closure;
  const bool open_everywhere =
      std::ranges::all_of(world.epcis.closed.all(), [](float closed) { return closed == 0.0F; });
  step.executor.for_chunks(rows, [&](const sim::Chunk& chunk) {
    Seekers seekers;
    const sim::FirstBlocks blocks(stream, world.actors.table.uids(chunk));
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (world.actors.kind[i] == Kind::catalyst || (!who.empty() && who[i] == 0)) continue;
      const double open = open_everywhere ? 1.0 : 1.0 - world.epcis.closed[world.epci_of_actor(i)];
      const int count = first ? parameters_.initial_encounters
                              : sim::poisson_quantile(open * mean_encounters(world.actors, i),
                                                      blocks.uniform(i - chunk.begin, streams::count));
      for (int e = 0; e < count; ++e)
        seekers.add(static_cast<std::uint32_t>(i), world.actors.table.uid(i), e);
    }
    seek(world, stream, seekers, closure, way, chunk);
  });
}

double Encounters::mean_encounters(const Actors& actors, std::size_t row) const {
  const double level_factor = involved(actors.level[row]) ? 1.0 : parameters_.low_level_factor;
  return parameters_.encounter_rate * parameters_.activity_of(actors, row) * actors.heterogeneity[row] *
         level_factor;
}

void Encounters::seek(const World& world, const sim::Draws& stream, const Seekers& seekers, double closure,
                      Way way, const sim::Chunk& chunk) {
  // Three passes, each over all encounters of the chunk: what one pass finds is asked of the memory while
  // the pass goes on, and is there for the next.
  const Actors& actors = world.actors;
  std::array<std::int64_t, count_kinds> tally{};
  tally[sought] = static_cast<std::int64_t>(seekers.rows.size());
  std::vector<std::uint32_t> blocks = seekers.first_blocks;
  const sim::ActorBlocks whom(stream, seekers.uids, blocks);
  for (std::uint32_t& block : blocks) ++block;
  const sim::ActorBlocks whether(stream, seekers.uids, blocks);

  struct Proposal {
    std::uint32_t encounter, approached;
    Origin origin;
  };
  std::vector<Proposal> proposals;
  proposals.reserve(seekers.rows.size());
  for (std::uint32_t e = 0; e < seekers.rows.size(); ++e) {
    const EncounterUniforms u{whom.uniform(e, streams::closes), whom.uniform(e, streams::partner_kind),
                              whom.uniform(e, streams::destination), whom.uniform(e, streams::partner)};
    if (way != Way::any && (u.closes < closure) != (way == Way::through_contact)) continue;
    Origin origin{};
    const std::int64_t other = propose(world, seekers.rows[e], u, closure, origin);
    if (other < 0) {
      ++tally[lost];
      continue;
    }
    const auto approached = static_cast<std::uint32_t>(other);
    __builtin_prefetch(&actors.level[approached]);
    __builtin_prefetch(&actors.commune[approached]);
    __builtin_prefetch(&actors.competences[approached]);
    proposals.push_back({e, approached, origin});
  }

  std::size_t accepted = 0;
  for (const Proposal& p : proposals) {
    if (!accepts(world, seekers.rows[p.encounter], p.approached,
                 whether.uniform(p.encounter, streams::accepted % 4)))
      continue;
    world.ties.store.fetch_neighbours(p.approached);
    proposals[accepted++] = p;
  }
  proposals.resize(accepted);

  for (const Proposal& p : proposals) {
    const std::uint32_t actor = seekers.rows[p.encounter];
    const auto [low, high] = std::minmax(actor, p.approached);
    meetings_[chunk].push_back({sim::pair_key(actors.table.uid(low), actors.table.uid(high)), low, high,
                                p.origin, Occasion::encounter, 0.0F, 0.0F,
                                whether.uniform(p.encounter, streams::priority % 4),
                                world.ties.store.find(actor, p.approached)});
  }
  tallies_[chunk].assign(tally.begin(), tally.end());
}

void Encounters::decide(const World& world, const sim::Step& step) {
  collect(world, step, false);
}

void Encounters::meet_first(World& world, const sim::Step& step) {
  collect(world, step, true);
  commit(world, step);
}

std::vector<Meeting> Encounters::imagined(const World& world, const sim::Step& step,
                                          std::span<const char> who, Way way) {
  collect(world, step, false, who, way);
  std::vector<Meeting> meetings = meetings_.joined();
  merge_meetings(meetings, step.executor);
  (void)respect_agendas(world, meetings);
  return meetings;
}

}  // namespace territory
