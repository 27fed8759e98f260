#include "models/territory/submodels/openings.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

#include "sim/math/elementary.hpp"

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

void CatalystParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "catalysts", "territorial catalysts on schedule (D5)");
  p.real(density,
         {.name = "density",
          .unit = "1/million inhabitants",
          .range = {0, 20},
          .meaning = "catalysts in December 2020, reached in a straight line from none in January 2008",
          .source = "350 catalyseurs territoriaux (S0.11); the path is assumed",
          .evidence = Evidence::seed});
  p.real(growth, {.name = "growth",
                  .unit = "1/month",
                  .range = {0, 0.02},
                  .meaning = "growth of their number after December 2020",
                  .source = "assumption"});
  p.integer(seats, {.name = "seats",
                    .range = {1, 8},
                    .meaning = "seats reserved in each EPCI",
                    .source = "definition",
                    .evidence = Evidence::setting});
}

int CatalystParameters::stock(sim::Month month, double population) const {
  constexpr int survey_month = 155;
  if (month.value < 0) return 0;
  const double full = density * population / 1e6;
  const double now = month.value <= survey_month ? full * month.value / survey_month
                                                 : full * sim::pow(1.0 + growth, month.value - survey_month);
  return static_cast<int>(std::lround(now));
}

void PlaceParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "places", "third places on schedule (SM11)");
  p.real(start, {.name = "start",
                 .unit = "1/million inhabitants",
                 .range = {1, 60},
                 .meaning = "third places in July 2018",
                 .source = "1 800 in 2018 (X10)",
                 .evidence = Evidence::derived});
  p.real(cap, {.name = "cap",
               .unit = "1/million inhabitants",
               .range = {60, 300},
               .meaning = "number at which their growth ends",
               .source = "fitted to 1 800, 2 500, 3 500 in 2018, 2021, 2023 (X10)",
               .evidence = Evidence::derived});
  p.real(growth, {.name = "growth",
                  .unit = "1/year",
                  .range = {0.12, 0.25},
                  .meaning = "rate of their logistic growth",
                  .source = "fitted to 1 800, 2 500, 3 500 in 2018, 2021, 2023 (X10)",
                  .evidence = Evidence::derived});
  p.integer(seats, {.name = "seats",
                    .range = {1, 8},
                    .meaning = "seats reserved in each commune",
                    .source = "definition",
                    .evidence = Evidence::setting});
  p.require(start < cap, {"start", "cap"}, "start must lie below cap");
}

int PlaceParameters::stock(sim::Month month, double population) const {
  constexpr int census_month = 126;
  const double per_million =
      cap / (1.0 + (cap / start - 1.0) * sim::exp(-growth * (month.value - census_month) / 12.0));
  return static_cast<int>(std::lround(per_million * population / 1e6));
}

sim::Declaration Openings::declaration() const {
  return {.name = "openings",
          .phase = "P13",
          .meaning = "catalysts and third places open on schedule where inhabitants have fewest",
          .reads = {"actors.kind", "actors.active", "actors.commune", "places.active", "places.commune"},
          .writes = {"actors.active", "places.active"}};
}

void Openings::decide(const World& world, const sim::Step& step) {
  const Geography& g = world.geography;
  const auto population = static_cast<double>(g.population());
  const auto seats = world.roster.catalyst_seats();
  const auto open_catalyst = [&](std::size_t seat) { return world.actors.active[seats[seat]] != 0; };
  const auto open_place = [&](std::size_t seat) { return world.places.active[seat] != 0; };
  const auto places = world.places.active.all();
  int open = 0;
  for (std::size_t seat = 0; seat < seats.size(); ++seat) open += open_catalyst(seat);
  opening_catalysts_.clear();
  if (const int missing = catalysts_.stock(step.month, population) - open; missing > 0) {
    std::vector<double> by_epci;
    for (const Epci& epci : g.epcis) by_epci.push_back(static_cast<double>(epci.population_inside));
    const auto epci_of = [&](std::size_t seat) { return world.epci_of_actor(seats[seat]); };
    for (const std::uint32_t seat : next_seats(missing, by_epci, seats.size(), epci_of, open_catalyst)) {
      opening_catalysts_.push_back(seats[seat]);
    }
  }
  opening_places_.clear();
  const auto open_places = static_cast<int>(std::count(places.begin(), places.end(), std::uint8_t{1}));
  if (const int missing = places_.stock(step.month, population) - open_places; missing > 0) {
    std::vector<double> by_commune;
    for (const Commune& commune : g.communes) by_commune.push_back(commune.population);
    const auto commune_of = [&](std::size_t seat) { return world.places.commune[seat]; };
    opening_places_ = next_seats(missing, by_commune, places.size(), commune_of, open_place);
  }
}

void Openings::commit(World& world, const sim::Step&) {
  for (std::uint32_t row : opening_catalysts_) world.actors.active[row] = 1;
  for (std::uint32_t row : opening_places_) world.places.active[row] = 1;
}

}  // namespace territory
