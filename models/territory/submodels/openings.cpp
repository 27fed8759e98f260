#include "models/territory/submodels/openings.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

#include "sim/math/elementary.hpp"

namespace territory {

namespace {

/// Free seats to open, in order. `population[z]` and the seats of zone z (rows, ascending) decide.
class SeatFiller {
 public:
  explicit SeatFiller(std::vector<double> population)
      : population_(std::move(population)), open_(population_.size()), free_(population_.size()) {}

  void seat(std::uint32_t zone, std::uint32_t row, bool active) {
    if (active) {
      ++open_[zone];
      ++total_open_;
    } else {
      free_[zone].push_back(row);
    }
  }
  [[nodiscard]] int total_open() const { return total_open_; }

  std::vector<std::uint32_t> fill(int count) {
    struct Claim {
      double average;
      std::uint32_t zone;
      bool operator<(const Claim& other) const {
        return average != other.average ? average < other.average : zone > other.zone;
      }
    };
    std::vector<std::uint32_t> rows;
    if (count <= 0) return rows;
    std::priority_queue<Claim> claims;
    std::vector<std::size_t> taken(population_.size(), 0);
    const auto claim = [&](std::uint32_t zone) {
      if (taken[zone] < free_[zone].size() && population_[zone] > 0.0)
        claims.push({population_[zone] / (open_[zone] + static_cast<double>(taken[zone]) + 1.0), zone});
    };
    for (std::uint32_t zone = 0; zone < population_.size(); ++zone) claim(zone);
    while (static_cast<int>(rows.size()) < count && !claims.empty()) {
      const std::uint32_t zone = claims.top().zone;
      claims.pop();
      rows.push_back(free_[zone][taken[zone]++]);
      claim(zone);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

 private:
  std::vector<double> population_;
  std::vector<int> open_;
  std::vector<std::vector<std::uint32_t>> free_;
  int total_open_ = 0;
};

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
  p.require(start < cap, {"start", "cap"}, "places.start must lie below places.cap");
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
  std::vector<double> by_epci, by_commune;
  for (const Epci& epci : g.epcis) by_epci.push_back(static_cast<double>(epci.population_inside));
  for (const Commune& commune : g.communes) by_commune.push_back(commune.population);
  SeatFiller catalysts(by_epci), places(by_commune);
  for (std::uint32_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.kind[i] == Kind::catalyst)
      catalysts.seat(world.epci_of_actor(i), i, world.actors.active[i] != 0);
  }
  for (std::uint32_t p = 0; p < world.places.table.rows(); ++p)
    places.seat(world.places.commune[p], p, world.places.active[p] != 0);
  opening_catalysts_ = catalysts.fill(catalysts_.stock(step.month, population) - catalysts.total_open());
  opening_places_ = places.fill(places_.stock(step.month, population) - places.total_open());
}

void Openings::commit(World& world, const sim::Step&) {
  for (std::uint32_t row : opening_catalysts_) world.actors.active[row] = 1;
  for (std::uint32_t row : opening_places_) world.places.active[row] = 1;
}

}  // namespace territory
