#include "models/territory/submodels/citizens.hpp"

#include <algorithm>

namespace territory {

namespace {

constexpr float neutral_energy = 0.5F;
/// Domains in which citizens work beside associations (0-based): isolation, education, environment.
constexpr std::array<unsigned, 3> citizen_domains{7, 9, 14};

}  // namespace

void CitizenParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "citizens", "voluntary energy of citizens (SM20)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether the energy of citizens moves and counts",
                   .source = "arm of the experiments",
                   .evidence = sim::Evidence::setting});
  p.real(citizen_gain,
         {.name = "citizen_gain",
          .unit = "1/month",
          .range = {0.01, 0.04},
          .meaning = "share of the missing energy gained where all visible outcomes are successes",
          .source = "assumption"});
  p.real(citizen_decay, {.name = "citizen_decay",
                         .unit = "1/month",
                         .range = {0.0025, 0.01},
                         .meaning = "return of the energy to where it started",
                         .source = "assumption"});
  p.real(citizen_capacity,
         {.name = "citizen_capacity",
          .range = {0, 0.8},
          .meaning = "effect of the energy on the capacity of associations close to citizens",
          .source = "assumption"});
  p.real(citizen_coordinator,
         {.name = "citizen_coordinator",
          .unit = "1/month",
          .range = {0, 0.01},
          .meaning = "share of the missing energy a mayor of the profile Coordinateur citoyen adds",
          .source = "assumption"});
  p.reals(citizen_weights, {.name = "role_weights_citizens",
                            .range = {0, 1},
                            .meaning = "weight of citizens' role by domain",
                            .source = "PHARE-Institutions 2016, mayors' answers (S1.06)",
                            .evidence = sim::Evidence::seed,
                            .symbol = "W_cit",
                            .labels = {"isolation", "education", "environment"}});
}

float CitizenParameters::most_bonus() const {
  return enabled ? static_cast<float>(citizen_capacity * (1.0 - neutral_energy)) : 0.0F;
}

void initialise_citizens(World& world, const CitizenParameters& p, double associations_per_1000) {
  std::vector<int> associations(world.geography.communes.size(), 0);
  for (std::size_t i = 0; i < world.actors.size(); ++i)
    associations[world.actors.commune[i]] += world.actors.kind[i] == Kind::association;
  for (std::size_t c = 0; c < associations.size(); ++c) {
    const double expected = world.geography.communes[c].population / 1000.0 * associations_per_1000;
    const double energy = std::min(1.0, neutral_energy * (associations[c] + 1.0) / (expected + 1.0));
    world.communes.citizens[c] = world.communes.citizens_start[c] =
        p.enabled ? static_cast<float>(energy) : neutral_energy;
  }
}

sim::Declaration Citizens::declaration() const {
  return {
      .name = "citizens",
      .phase = "P02",
      .meaning = "visible successes feed the energy of citizens, which widens what associations can carry",
      .reads = {"communes.citizens", "communes.citizens_start", "communes.mayor_profile", "news.epci",
                "news.success", "actors.kind", "actors.commune", "actors.competences"},
      .writes = {"communes.citizens", "actors.capacity_bonus"}};
}

void Citizens::decide(const World& world, const sim::Step&) {
  if (!parameters_.enabled) return;
  std::vector<int> successes(world.epcis.table.rows(), 0), outcomes(world.epcis.table.rows(), 0);
  for (std::size_t n = 0; n < world.news.table.rows(); ++n) {
    ++outcomes[world.news.epci[n]];
    successes[world.news.epci[n]] += world.news.success[n] != 0;
  }
  success_share_.assign(outcomes.size(), 0.0);
  for (std::size_t e = 0; e < outcomes.size(); ++e)
    if (outcomes[e] > 0) success_share_[e] = static_cast<double>(successes[e]) / outcomes[e];
}

double Citizens::closeness(std::uint16_t competences) const {
  double mine = 0.0, most = 0.0;
  for (std::size_t k = 0; k < citizen_domains.size(); ++k) {
    const double weight = parameters_.citizen_weights[k];
    most = std::max(most, weight);
    if ((competences >> citizen_domains[k]) & 1) mine = std::max(mine, weight);
  }
  return most > 0.0 ? mine / most : 0.0;
}

void Citizens::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  const CitizenParameters& p = parameters_;
  Communes& communes = world.communes;
  for (std::size_t c = 0; c < communes.table.rows(); ++c) {
    const bool coordinated = communes.mayor_profile[c] == Profile::coordinateur_citoyen;
    const double gain = p.citizen_gain * success_share_[world.geography.epci_of[c]] +
                        (coordinated ? p.citizen_coordinator : 0.0);
    const double now = communes.citizens[c];
    const double next = now + gain * (1.0 - now) - p.citizen_decay * (now - communes.citizens_start[c]);
    communes.citizens[c] = static_cast<float>(std::clamp(next, 0.0, 1.0));
  }
  Actors& actors = world.actors;
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (actors.kind[i] != Kind::association) continue;
      const double above = communes.citizens[actors.commune[i]] - neutral_energy;
      actors.capacity_bonus[i] =
          static_cast<float>(p.citizen_capacity * above * closeness(actors.competences[i]));
    }
  });
}

}  // namespace territory
