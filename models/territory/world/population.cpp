#include "models/territory/world/population.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"

namespace territory {

namespace {

constexpr int rural_from_density = 5;  // INSEE grid in seven classes: 5-7 are rural

struct Seat {
  std::uint32_t commune;
  Kind kind;
};

std::vector<Seat> list_seats(const World& world, const PopulationParameters& parameters, sim::RandomKey key) {
  std::vector<Seat> seats;
  const sim::Draws draws(key, streams::building, streams::init_class);
  for (std::uint32_t c = 0; c < world.geography.communes.size(); ++c) {
    const Commune& commune = world.geography.communes[c];
    if (commune.population == 0) continue;
    seats.push_back({c, Kind::mayor});
    sim::KeyedDraws round = draws.of(world.communes.table.uid(c));
    const auto expected = expected_organisations(commune, parameters);
    constexpr std::array<Kind, 3> kinds{Kind::company10, Kind::tpe, Kind::association};
    for (std::uint32_t k = 0; k < kinds.size(); ++k) {
      const auto count = static_cast<std::size_t>(expected[k] + round.uniform(streams::round_company10 + k));
      seats.insert(seats.end(), count, {c, kinds[k]});
    }
  }
  return seats;
}

void draw_cultures(World& world, double noise, sim::RandomKey key) {
  const sim::Draws draws(key, streams::building, streams::init_culture);
  // Departments draw under uids of their own, past every table's: they are no table, but they have a culture.
  const sim::Uid first = world.uids.take(static_cast<std::uint32_t>(world.geography.departments.size()));
  for (std::size_t c = 0; c < world.geography.communes.size(); ++c) {
    sim::KeyedDraws department = draws.of(sim::Uid{first.value + world.geography.department_of[c]});
    sim::KeyedDraws commune = draws.of(world.communes.table.uid(c));
    for (std::uint32_t k = 0; k < 3; ++k) {
      const double mean = 0.2 + 0.6 * department.uniform(streams::culture_first + k);
      const double z = sim::normal_quantile(commune.uniform(streams::culture_first + k));
      world.communes.culture[c][k] = static_cast<float>(std::clamp(mean + noise * z, 0.0, 1.0));
    }
  }
}

}  // namespace

void PopulationParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "population", "how many organisations there are (D5)");
  p.real(public_factor_10,
         {.name = "public_factor_10",
          .range = {0.8, 1},
          .meaning = "companies among establishments of ten employees or more, public sector taken out",
          .source = "240 540 companies of 271 026 establishments (X15)",
          .evidence = Evidence::derived});
  p.real(public_factor_1_9, {.name = "public_factor_1_9",
                             .range = {0.9, 1.06},
                             .meaning = "companies among establishments of one to nine employees",
                             .source = "1.193 million establishments, 1.264 million companies (X15, X9)",
                             .evidence = Evidence::derived});
  p.real(associations_per_1000, {.name = "associations_per_1000",
                                 .unit = "1/1000 inhabitants",
                                 .range = {10, 22},
                                 .meaning = "associations for which a partnership has a meaning",
                                 .source = "267 000 engaged are 38 % (X3); INJEP counts 19 to 21 (X14)",
                                 .evidence = Evidence::derived});
  p.real(rural_uplift, {.name = "rural_uplift",
                        .range = {1, 1.7},
                        .meaning = "factor on associations in rural communes (density classes 5 to 7)",
                        .source = "Montagne limousine 2011 (1.7); off by default",
                        .evidence = Evidence::literature});
  p.real(culture_noise, {.name = "culture_noise",
                         .range = {0, 0.3},
                         .meaning = "sd of a commune's culture around its department's",
                         .source = "assumption"});
}

std::array<double, 3> expected_organisations(const Commune& commune, const PopulationParameters& p) {
  if (commune.population == 0) return {0, 0, 0};
  const double uplift = commune.density >= rural_from_density ? p.rural_uplift : 1.0;
  return {commune.establishments_10p * p.public_factor_10, commune.establishments_1_9 * p.public_factor_1_9,
          commune.population / 1000.0 * p.associations_per_1000 * uplift};
}

void populate(World& world, const PopulationParameters& parameters, const TraitDrawer& traits,
              std::array<int, 2> seats, sim::RandomKey key, const sim::Executor& executor) {
  const auto communes = static_cast<std::uint32_t>(world.geography.communes.size());
  const auto epcis = static_cast<std::uint32_t>(world.geography.epcis.size());
  world.communes.table.append(world.uids, communes);
  world.epcis.table.append(world.uids, epcis);
  const std::vector<Seat> people = list_seats(world, parameters, key);
  const std::uint32_t first = world.actors.table.append(
      world.uids, static_cast<std::uint32_t>(people.size()) + epcis * static_cast<std::uint32_t>(seats[0]));
  Actors& actors = world.actors;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    actors.commune[first + i] = people[i].commune;
    actors.kind[first + i] = people[i].kind;
    actors.active[first + i] = 1;
  }
  std::ranges::fill(world.epcis.demarche_since.all(), Epcis::no_demarche);
  const auto hosts = largest_communes(world.geography);  // where catalysts sit
  for (std::uint32_t e = 0, row = first + static_cast<std::uint32_t>(people.size()); e < epcis; ++e) {
    for (int s = 0; s < seats[0]; ++s, ++row) {
      actors.commune[row] = hosts[e];
      actors.kind[row] = Kind::catalyst;
    }
  }
  world.places.table.append(world.uids, communes * static_cast<std::uint32_t>(seats[1]));
  for (std::uint32_t p = 0; p < world.places.table.rows(); ++p)
    world.places.commune[p] = p / static_cast<std::uint32_t>(seats[1]);
  draw_cultures(world, parameters.culture_noise, key);
  // Last, so that what catalysts have beyond other actors moves nobody's uid.
  world.catalysts.table.append(world.uids, epcis * static_cast<std::uint32_t>(seats[0]));
  std::ranges::fill(world.catalysts.parcours_month.all(), std::int16_t{-1});
  executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      traits.draw(actors, i, key, streams::building, false);
  });
}

void add_latecomer(World& world, Kind kind, std::uint32_t commune, const TraitDrawer& traits,
                   sim::RandomKey key) {
  const std::uint32_t row = world.actors.table.append(world.uids, 1);
  world.actors.commune[row] = commune;
  world.actors.kind[row] = kind;
  world.actors.active[row] = 1;
  traits.draw(world.actors, row, key, streams::building, false);
}

}  // namespace territory
