#include "models/territory/submodels/openings.hpp"

#include <algorithm>
#include <functional>
#include <queue>

#include "models/territory/streams.hpp"
#include "sim/math/distributions.hpp"

namespace territory {

namespace {

/// The next `count` free seats by highest averages: each goes to the zone with most inhabitants for each seat
/// open or just filled, ties to the lower zone. Seats are numbered from 0; gives them ascending.
std::vector<std::uint32_t> next_seats(int count, std::span<const double> population, std::size_t seats,
                                      const std::function<std::uint32_t(std::size_t)>& zone_of,
                                      const std::function<bool(std::size_t)>& is_open) {
  struct Claim {
    double average;
    std::uint32_t zone;
    bool operator<(const Claim& other) const {
      return average != other.average ? average < other.average : zone > other.zone;
    }
  };
  std::vector<std::vector<std::uint32_t>> free(population.size());
  std::vector<int> filled(population.size(), 0);
  for (std::size_t seat = seats; seat-- > 0;) {
    if (is_open(seat)) {
      ++filled[zone_of(seat)];
    } else {
      free[zone_of(seat)].push_back(static_cast<std::uint32_t>(seat));
    }
  }
  std::priority_queue<Claim> claims;
  const auto claim = [&](std::uint32_t zone) {
    if (!free[zone].empty() && population[zone] > 0.0)
      claims.push({population[zone] / (filled[zone] + 1.0), zone});
  };
  for (std::uint32_t zone = 0; zone < population.size(); ++zone) claim(zone);
  std::vector<std::uint32_t> chosen;
  while (static_cast<int>(chosen.size()) < count && !claims.empty()) {
    const std::uint32_t zone = claims.top().zone;
    claims.pop();
    chosen.push_back(free[zone].back());
    free[zone].pop_back();
    ++filled[zone];
    claim(zone);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace

sim::Declaration Openings::declaration() const {
  return {.name = "openings",
          .phase = "P13",
          .meaning = "catalysts and third places open where inhabitants have fewest, or actors are involved",
          .streams = {{streams::catalyst, "catalyst"}},
          .reads = {"actors.uid", "actors.kind", "actors.active", "actors.commune", "actors.level",
                    "places.active", "places.commune"},
          .writes = {"catalysts.host", "catalysts.skill", "catalysts.neutrality", "catalysts.opened",
                     "catalysts.parcours_month", "catalysts.paired"},
          .amends = {"actors.active", "catalysts.legitimacy", "catalysts.operating", "catalysts.cash",
                     "catalysts.months_broke", "places.active", "places.cash", "places.months_broke",
                     "places.attendance"}};
}

void Openings::decide(const World& world, const sim::Step& step) {
  opening_catalysts_.clear();
  opening_places_.clear();
  if (catalysts_.enabled && catalysts_.mode == CatalystParameters::Mode::endogenous) {
    decide_births(world, step);
  } else {
    decide_schedule(world, step);
  }
  decide_places(world, step);
}

void Openings::decide_schedule(const World& world, const sim::Step& step) {
  const Geography& g = world.geography;
  const auto seats = world.roster.catalyst_seats();
  const auto is_open = [&](std::size_t seat) { return world.actors.active[seats[seat]] != 0; };
  int open = 0;
  for (std::size_t seat = 0; seat < seats.size(); ++seat) open += is_open(seat);
  const int missing = catalysts_.stock(step.month, static_cast<double>(g.population())) - open;
  if (missing <= 0) return;
  std::vector<double> by_epci;
  for (const Epci& epci : g.epcis) by_epci.push_back(static_cast<double>(epci.population_inside));
  const auto epci_of = [&](std::size_t seat) { return world.epci_of_actor(seats[seat]); };
  opening_catalysts_ = next_seats(missing, by_epci, seats.size(), epci_of, is_open);
}

void Openings::decide_births(const World& world, const sim::Step& step) {
  if (step.month.value < 0) return;
  const std::size_t epcis = world.geography.epcis.size();
  std::vector<int> actors(epcis, 0), ready(epcis, 0);
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.kind[i] == Kind::catalyst) continue;
    ++actors[world.epci_of_actor(i)];
    ready[world.epci_of_actor(i)] += involved(world.actors.level[i]);
  }
  std::vector<char> settled = world.catalyst_by_epci();
  const auto seats = world.roster.catalyst_seats();
  const sim::Draws stream = step.draws(streams::catalyst);
  for (std::uint32_t seat = 0; seat < seats.size(); ++seat) {
    const std::uint32_t epci = world.epci_of_actor(seats[seat]);
    if (settled[epci] || actors[epci] == 0) continue;
    settled[epci] = 1;  // the first seat speaks for the EPCI
    const double chance = catalysts_.birth * ready[epci] / actors[epci];
    if (stream.of(world.actors.table.uid(seats[seat])).bernoulli(chance, streams::opens))
      opening_catalysts_.push_back(seat);
  }
}

void Openings::decide_places(const World& world, const sim::Step& step) {
  const Geography& g = world.geography;
  const auto places = world.places.active.all();
  const auto is_open = [&](std::size_t seat) { return places[seat] != 0; };
  const auto open = static_cast<int>(std::count(places.begin(), places.end(), std::uint8_t{1}));
  const int missing = places_.stock(step.month, static_cast<double>(g.population())) - open;
  if (missing <= 0) return;
  std::vector<double> by_commune;
  for (const Commune& commune : g.communes) by_commune.push_back(commune.population);
  const auto commune_of = [&](std::size_t seat) { return world.places.commune[seat]; };
  opening_places_ = next_seats(missing, by_commune, places.size(), commune_of, is_open);
}

Host Openings::draw_host(bool has_place, sim::KeyedDraws& draws) const {
  if (has_place && draws.bernoulli(catalysts_.place_host_share, streams::in_place)) return Host::place;
  constexpr std::uint32_t others = static_cast<std::uint32_t>(Host::place);
  return static_cast<Host>(sim::pick(draws.uniform(streams::hosted_by), others));
}

void Openings::open_catalyst(World& world, std::size_t seat, bool has_place, const sim::Step& step) const {
  const sim::Uid uid = world.actors.table.uid(world.roster.catalyst_seats()[seat]);
  sim::KeyedDraws draws = step.draws(streams::catalyst).of(uid);
  const auto beta = [&](double a, double b, std::uint32_t draw) {
    return static_cast<float>(sim::beta_quantile(a, b, draws.uniform(draw)));
  };
  Catalysts& c = world.catalysts;
  c.host[seat] = draw_host(has_place, draws);
  const bool is_public = c.host[seat] == Host::public_body;
  c.legitimacy[seat] = static_cast<float>(is_public ? catalysts_.public_leg : catalysts_.leg_start);
  c.operating[seat] = 0.0F;
  c.skill[seat] = beta(catalysts_.skill_a, catalysts_.skill_b, streams::first_skill);
  c.neutrality[seat] = beta(catalysts_.neutrality_a, catalysts_.neutrality_b, streams::first_neutrality);
  c.cash[seat] = static_cast<float>(catalysts_.runway_start);
  c.months_broke[seat] = 0;
  c.parcours_month[seat] = -1;
  c.paired[seat] = 0;
}

void Openings::commit(World& world, const sim::Step& step) {
  world.flows.catalysts_opened = static_cast<std::int64_t>(opening_catalysts_.size());
  world.flows.places_opened = static_cast<std::int64_t>(opening_places_.size());
  const auto place = places_.enabled ? world.place_by_epci() : std::vector<std::int64_t>{};
  for (const std::uint32_t seat : opening_catalysts_) {
    const std::uint32_t row = world.roster.catalyst_seats()[seat];
    world.actors.active[row] = 1;
    world.catalysts.opened[seat] = static_cast<std::int16_t>(step.month.value);
    const bool has_place = places_.enabled && place[world.epci_of_actor(row)] >= 0;
    if (catalysts_.enabled) open_catalyst(world, seat, has_place, step);
  }
  for (const std::uint32_t seat : opening_places_) {
    world.places.active[seat] = 1;
    if (!places_.enabled) continue;
    world.places.cash[seat] = static_cast<float>(places_.runway_start);
    world.places.months_broke[seat] = 0;
    world.places.attendance[seat] = 0;
  }
}

}  // namespace territory
