#include "models/territory/submodels/need_dynamics.hpp"

#include <algorithm>
#include <bit>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/submodels/sixteen_normals.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

constexpr double inhabitants_per_project = 1e4;  // the unit of relief: projects per 10 000 inhabitants

/// Communes where a member of the project has its seat, ascending.
std::vector<std::uint32_t> communes_served(const World& world, std::size_t project) {
  std::vector<std::uint32_t> communes;
  for (std::size_t m = 0; m < world.projects.member_count[project]; ++m) {
    const auto row = world.actors.table.find(sim::Uid{world.projects.members[project][m]});
    if (row) communes.push_back(world.actors.commune[*row]);
  }
  std::ranges::sort(communes);
  communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
  return communes;
}

}  // namespace

void NeedDynamicsParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "need_dynamics", "needs that move with projects, crises and chance (SM1)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether needs move at all",
                   .source = "arm of the experiments",
                   .evidence = sim::Evidence::setting});
  p.real(need_recovery, {.name = "need_recovery",
                         .unit = "1/month",
                         .range = {0.01, 0.04},
                         .meaning = "share of the gap to its usual level that a need closes",
                         .source = "assumption",
                         .symbol = "δ_N"});
  p.real(need_relief, {.name = "need_relief",
                       .unit = "1/month",
                       .range = {0.005, 0.02},
                       .meaning = "what a full project per 10 000 inhabitants takes off a need",
                       .source = "assumption",
                       .symbol = "γ_N"});
  p.real(need_noise, {.name = "need_noise",
                      .range = {0.005, 0.02},
                      .meaning = "sd of the monthly chance in a need",
                      .source = "assumption",
                      .symbol = "σ_N"});
  p.reals(stage_weights, {.name = "stage_weights",
                          .range = {0.15, 1},
                          .meaning = "how much of its effect a project has in each stage",
                          .source = "assumption",
                          .labels = {"emerge", "perpetuate", "deploy"}});
  p.real(niche_exponent, {.name = "niche_exponent",
                          .range = {0, 1},
                          .meaning = "how fast one more project of a domain and type in an EPCI adds less",
                          .source = "assumption"});
  p.real(effect_sharing,
         {.name = "effect_sharing",
          .range = {0, 1},
          .meaning = "how far a project divides its effect among its domains: 0 each in full, 1 one effect in all",
          .source = "neutral value of an arm (H7): as much relief by a project of one domain as of three",
          .evidence = sim::Evidence::setting,
          .silent_default = true});
}

sim::Declaration NeedDynamics::declaration() const {
  return {
      .name = "need_dynamics",
      .phase = "P02",
      .meaning = "needs return to their usual level; projects relieve them, crises and chance push them",
      .streams = {{streams::need_noise, "need_noise"}},
      .reads = {"communes.uid", "communes.need", "communes.baseline_need", "epcis.need_shock", "actors.uid",
                "actors.commune", "projects.uid", "projects.members", "projects.member_count",
                "projects.epci", "projects.domains", "projects.type", "projects.stage", "projects.quality"},
      .writes = {"communes.need"}};
}

double NeedDynamics::weight_of(Stage stage) const {
  return parameters_.stage_weights[std::min<std::size_t>(static_cast<std::size_t>(stage), 2)];
}

Relief NeedDynamics::relief(const World& world) const {
  const Geography& g = world.geography;
  const Projects& projects = world.projects;
  Relief relief(g.communes.size(), std::array<double, domain_count>{});
  constexpr std::size_t types = most_templates;
  std::vector<std::uint16_t> alike(world.epcis.table.rows() * types * domain_count, 0);
  for (std::size_t p = 0; p < projects.size(); ++p) {
    const std::vector<std::uint32_t> communes = communes_served(world, p);
    double effect = weight_of(projects.stage[p]) * projects.quality[p];
    if (parameters_.effect_sharing != 0.0)
      effect *= sim::pow(std::popcount(projects.domains[p]), -parameters_.effect_sharing);
    std::uint16_t* const alike_here =
        &alike[(projects.epci[p] * types + static_cast<std::size_t>(projects.type[p])) * domain_count];
    for (std::size_t d = 0; d < domain_count; ++d) {
      if (!((projects.domains[p] >> d) & 1)) continue;
      const double rank = ++alike_here[d];
      const double added = effect * sim::pow(rank, -parameters_.niche_exponent) * inhabitants_per_project;
      for (const std::uint32_t c : communes) {
        const auto inhabitants = static_cast<double>(g.epcis[g.epci_of[c]].population);
        if (inhabitants > 0.0) relief[c][d] += added / inhabitants;
      }
    }
  }
  return relief;
}

void NeedDynamics::decide(const World& world, const sim::Step&) {
  if (parameters_.enabled) relief_ = relief(world);
}

void NeedDynamics::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  const sim::Draws draws = step.draws(streams::need_noise);
  const NeedDynamicsParameters& p = parameters_;
  step.executor.for_chunks(world.geography.communes.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t c = chunk.begin; c < chunk.end; ++c) {
      const Domains z = sixteen_normals(*normal_, draws.of(world.communes.table.uid(c)));
      const Domains& usual = world.communes.baseline_need[c];
      const Domains& shock = world.epcis.need_shock[world.geography.epci_of[c]];
      Domains& need = world.communes.need[c];
      for (std::size_t d = 0; d < domain_count; ++d) {
        const double now = need[d];
        const double next = now + p.need_recovery * (usual[d] - now) - p.need_relief * relief_[c][d] +
                            shock[d] + p.need_noise * z[d];
        need[d] = static_cast<float>(std::clamp(next, 0.0, 1.0));
      }
    }
  });
}

}  // namespace territory
