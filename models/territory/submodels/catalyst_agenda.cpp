#include "models/territory/submodels/catalyst_agenda.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "sim/math/distributions.hpp"

namespace territory {

namespace {

/// How a catalyst ranks somebody it does not know.
constexpr double stranger = 0.0;

/// Something to accompany; the best first.
struct Wish {
  bool goes_on;
  double trust;
  std::uint32_t row;
};
bool better(const Wish& a, const Wish& b) {
  if (a.goes_on != b.goes_on) return a.goes_on;
  return a.trust != b.trust ? a.trust > b.trust : a.row < b.row;
}

}  // namespace

sim::Declaration CatalystAgendas::declaration() const {
  return {
      .name = "catalyst_agendas",
      .phase = "P04",
      .meaning =
          "open catalysts introduce contacts to each other, call gatherings, accompany projects and "
          "young partnerships",
      .streams = {{streams::introduction, "introduction"}},
      .reads = {"actors.uid",       "actors.kind",           "actors.commune",       "actors.active",
                "actors.level",     "catalysts.host",        "catalysts.operating",  "catalysts.legitimacy",
                "catalysts.skill",  "epcis.team_boost",      "places.active",        "places.commune",
                "projects.uid",     "projects.epci",         "projects.stage",       "projects.lead",
                "projects.members", "projects.member_count", "projects.accompanied", "ties.uid_low",
                "ties.uid_high",    "ties.trust_ij",         "ties.trust_ji",        "ties.alliance",
                "ties.since",       "ties.accompanied"},
      .writes = {"catalysts.accompanied", "projects.accompanied", "ties.accompanied"}};
}

void CatalystAgendas::decide(const World& world, const sim::Step& step) {
  agendas_.clear();
  if (!parameters_.enabled) return;
  const auto seats = world.roster.catalyst_seats();
  const Catalysts& catalysts = world.catalysts;
  for (std::uint32_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]]) continue;
    const std::uint32_t epci = world.epci_of_actor(seats[k]);
    agendas_.push_back({k,
                        seats[k],
                        epci,
                        parameters_.team + world.epcis.team_boost[epci],
                        1.0 - parameters_.operating_time * catalysts.operating[k],
                        {},
                        {},
                        {},
                        {}});
  }
  if (agendas_.empty()) return;
  const auto place = world.place_by_epci();
  const sim::Draws stream = step.draws(streams::introduction);
  step.executor.for_indices(agendas_.size(), [&](std::size_t a) {
    Agenda& agenda = agendas_[a];
    sim::KeyedDraws draws = stream.of(world.actors.table.uid(agenda.row));
    const bool in_place =
        seats_in_places_ && catalysts.host[agenda.seat] == Host::place && place[agenda.epci] >= 0;
    call(agenda, in_place ? static_cast<std::uint32_t>(place[agenda.epci]) : world.actors.commune[agenda.row],
         draws);
    introduce(world, agenda, draws);
  });
  // One after the other, in the order of seats: nothing is accompanied twice.
  taken_projects_.assign(world.projects.size(), 0);
  for (Agenda& agenda : agendas_) accompany_projects(world, agenda);
  find_young_partnerships(world, step);
  for (Agenda& agenda : agendas_) {
    accompany_partnerships(world, agenda);
    count_organisations(world, agenda);
  }
}

void CatalystAgendas::call(Agenda& agenda, std::uint32_t commune, sim::KeyedDraws& draws) const {
  const double mean = parameters_.mean_gatherings(agenda.staff, agenda.catalysis);
  const int count = std::min(sim::poisson_quantile(mean, draws.uniform(streams::gatherings)),
                             static_cast<int>(streams::catalyst_gatherings_most));
  for (int g = 0; g < count; ++g) {
    const bool workshop = draws.bernoulli(parameters_.workshop_share,
                                          streams::is_workshop_first + static_cast<std::uint32_t>(g));
    agenda.calls.push_back({agenda.row, commune, workshop ? Modality::workshop : Modality::event,
                            CallReach::epci, static_cast<std::uint8_t>(g), false});
  }
}

void CatalystAgendas::introduce(const World& world, Agenda& agenda, sim::KeyedDraws& draws) const {
  const Catalysts& catalysts = world.catalysts;
  const double mean = parameters_.mean_introductions(
      agenda.staff, agenda.catalysis, catalysts.legitimacy[agenda.seat], catalysts.skill[agenda.seat]);
  if (mean <= 0.0) return;
  struct Trusted {
    std::uint32_t actor;
    double trust;
  };
  std::array<std::vector<Trusted>, 3> trusted;  // by family: company, association, public
  for (const sim::Neighbour& n : world.ties.store.neighbours(agenda.row)) {
    if (world.actors.level[n.actor] < Level::aware || world.family(n.actor) == Family::catalyst) continue;
    const double trust = world.trust_of(agenda.row, n.pair);
    if (trust >= parameters_.intro_min_trust)
      trusted[static_cast<std::size_t>(world.family(n.actor))].push_back({n.actor, trust});
  }
  // Every pair of two families is as likely as any other, but for the bonus of the host.
  constexpr std::array<std::array<Family, 2>, 3> couples{{{Family::company, Family::association},
                                                          {Family::company, Family::public_body},
                                                          {Family::association, Family::public_body}}};
  const Host host = catalysts.host[agenda.seat];
  std::array<double, 3> weight{};
  double pairs = 0.0, weights = 0.0;
  for (std::size_t c = 0; c < couples.size(); ++c) {
    const auto has = [&](Family family) { return couples[c][0] == family || couples[c][1] == family; };
    const bool favoured =
        (host == Host::economic && has(Family::company)) || (host == Host::ess && has(Family::association));
    const auto size = [&](std::size_t side) {
      return static_cast<double>(trusted[static_cast<std::size_t>(couples[c][side])].size());
    };
    weight[c] = size(0) * size(1) * (favoured ? parameters_.host_bonus : 1.0);
    pairs += size(0) * size(1);
    weights += weight[c];
  }
  if (pairs == 0.0) return;
  const int count = sim::poisson_quantile(mean * weights / pairs, draws.uniform(streams::introductions));
  for (int n = 0; n < count; ++n) {
    for (std::uint32_t attempt = 0; attempt < streams::pair_attempts; ++attempt) {
      const std::uint32_t draw = streams::catalyst_pair_draws(static_cast<std::uint32_t>(n), attempt);
      double rest = draws.uniform(draw + streams::pair_families) * weights;
      std::size_t c = 0;
      while (c + 1 < couples.size() && (weight[c] == 0.0 || rest >= weight[c])) rest -= weight[c++];
      const auto pick = [&](std::size_t side, std::uint32_t which) {
        const auto& list = trusted[static_cast<std::size_t>(couples[c][side])];
        return list[sim::pick(draws.uniform(draw + which), static_cast<std::uint32_t>(list.size()))];
      };
      if (weight[c] == 0.0) break;  // only by rounding
      const Trusted a = pick(0, streams::pair_first), b = pick(1, streams::pair_second);
      if (world.ties.store.find(a.actor, b.actor) >= 0) continue;
      const auto bonus = static_cast<float>(parameters_.intro_bonus * a.trust * b.trust);
      agenda.introductions.push_back({std::min(a.actor, b.actor), std::max(a.actor, b.actor),
                                      Occasion::introduction, bonus, bonus, false});
      break;
    }
  }
}

void CatalystAgendas::accompany_projects(const World& world, Agenda& agenda) {
  const Projects& projects = world.projects;
  const int room = slots(agenda);
  if (room <= 0) return;
  std::vector<Wish> wishes;
  for (std::uint32_t p = 0; p < projects.size(); ++p) {
    if (projects.epci[p] != agenda.epci || projects.stage[p] == Stage::deployed || taken_projects_[p])
      continue;
    const std::uint32_t lead = world.actors.table.row_of(sim::Uid{projects.lead[p]});
    wishes.push_back(
        {projects.accompanied[p] == agenda.seat + 1, world.trust_toward(agenda.row, lead, stranger), p});
  }
  std::sort(wishes.begin(), wishes.end(), better);
  for (std::size_t w = 0; w < std::min(wishes.size(), static_cast<std::size_t>(room)); ++w) {
    taken_projects_[wishes[w].row] = 1;
    agenda.projects.push_back(wishes[w].row);
  }
}

void CatalystAgendas::find_young_partnerships(const World& world, const sim::Step& step) {
  young_.clear();
  std::vector<char> has_room(world.geography.epcis.size(), 0);
  bool any = false;
  for (const Agenda& agenda : agendas_) {
    if (slots(agenda) > static_cast<int>(agenda.projects.size())) has_room[agenda.epci] = any = true;
  }
  if (!any) return;
  const Ties& ties = world.ties;
  young_by_chunk_.reset(step.executor.chunk_count(ties.size()));
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      if (ties.alliance[t] == Alliance::none ||
          step.month.value - ties.since[t] >= parameters_.young_partnership)
        continue;
      if (has_room[world.epci_of_actor(ties.store.low_row(t))] ||
          has_room[world.epci_of_actor(ties.store.high_row(t))])
        young_by_chunk_[chunk].push_back(static_cast<std::uint32_t>(t));
    }
  });
  young_by_chunk_.join_into(young_);
}

void CatalystAgendas::accompany_partnerships(const World& world, Agenda& agenda) {
  const Ties& ties = world.ties;
  const int room = slots(agenda) - static_cast<int>(agenda.projects.size());
  if (room <= 0) return;
  std::vector<Wish> wishes;
  for (const std::uint32_t t : young_) {
    const std::uint32_t low = ties.store.low_row(t), high = ties.store.high_row(t);
    if (world.epci_of_actor(low) != agenda.epci && world.epci_of_actor(high) != agenda.epci) continue;
    wishes.push_back(
        {ties.accompanied[t] != 0,
         world.trust_toward(agenda.row, low, stranger) + world.trust_toward(agenda.row, high, stranger), t});
  }
  const std::size_t taken = std::min(wishes.size(), static_cast<std::size_t>(room));
  std::partial_sort(wishes.begin(), wishes.begin() + static_cast<std::ptrdiff_t>(taken), wishes.end(),
                    better);
  for (std::size_t w = 0; w < taken; ++w) {
    agenda.partnerships.push_back(wishes[w].row);
    std::erase(young_, wishes[w].row);
  }
}

void CatalystAgendas::count_organisations(const World& world, Agenda& agenda) const {
  std::vector<std::uint32_t> uids;
  for (const std::uint32_t p : agenda.projects) {
    const auto& members = world.projects.members[p];
    uids.insert(uids.end(), members.begin(), members.begin() + world.projects.member_count[p]);
  }
  for (const std::uint32_t t : agenda.partnerships) {
    const sim::PairKey key = world.ties.store.key(t);
    uids.push_back(key.low.value);
    uids.push_back(key.high.value);
  }
  std::sort(uids.begin(), uids.end());
  agenda.organisations = static_cast<std::uint16_t>(std::unique(uids.begin(), uids.end()) - uids.begin());
}

void CatalystAgendas::commit(World& world, const sim::Step&) {
  if (!parameters_.enabled) return;
  MonthlyFlows& flows = world.flows;
  flows.introductions = flows.catalyst_events_called = flows.catalyst_workshops_called = 0;
  flows.accompanied_projects = flows.accompanied_partnerships = flows.accompanied_organisations = 0;
  std::ranges::fill(world.catalysts.accompanied.all(), std::uint16_t{0});
  std::ranges::fill(world.projects.accompanied.all(), 0U);
  std::ranges::fill(world.ties.accompanied.all(), std::uint8_t{0});
  for (const Agenda& agenda : agendas_) {
    world.plan.calls.insert(world.plan.calls.end(), agenda.calls.begin(), agenda.calls.end());
    world.plan.meetings.insert(world.plan.meetings.end(), agenda.introductions.begin(),
                               agenda.introductions.end());
    for (const std::uint32_t p : agenda.projects) world.projects.accompanied[p] = agenda.seat + 1;
    for (const std::uint32_t t : agenda.partnerships) world.ties.accompanied[t] = 1;
    world.catalysts.accompanied[agenda.seat] = agenda.organisations;
    for (const Call& c : agenda.calls)
      ++(c.modality == Modality::event ? flows.catalyst_events_called : flows.catalyst_workshops_called);
    flows.introductions += static_cast<std::int64_t>(agenda.introductions.size());
    flows.accompanied_projects += static_cast<std::int64_t>(agenda.projects.size());
    flows.accompanied_partnerships += static_cast<std::int64_t>(agenda.partnerships.size());
    flows.accompanied_organisations += agenda.organisations;
  }
}

}  // namespace territory
