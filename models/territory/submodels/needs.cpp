#include "models/territory/submodels/needs.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/sixteen_normals.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

/// Below this distance from its start, listening accuracy is back there: nobody looks around for so little.
constexpr double closed_gap = 1e-3;

}  // namespace

void NeedParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  const std::vector<std::string> domains(domain_names.begin(), domain_names.end());
  sim::Group group(p, "needs", "needs of communes in 16 domains and how actors see them (SM1)");
  p.reals(need_levels, {.name = "need_levels",
                        .range = {0, 1},
                        .meaning = "mean need by domain",
                        .source = "perceived fragility 2019 /10 (X7); 0.5 where not asked",
                        .evidence = Evidence::derived,
                        .symbol = "level_d",
                        .labels = domains});
  p.real(heterogeneity,
         {.name = "heterogeneity",
          .range = {0, 2},
          .meaning = "factor on what makes needs differ between communes: 0 alike everywhere, 1 as the data have it",
          .source = "arm of the experiments (H6)",
          .evidence = Evidence::setting,
          .silent_default = true});
  p.real(rank_spread, {.name = "rank_spread",
                       .range = {0.2, 0.6},
                       .meaning = "spread of needs over the national rank of a commune's proxy",
                       .source = "assumption"});
  p.real(commune_noise, {.name = "commune_noise",
                         .range = {0, 0.2},
                         .meaning = "sd of needs between communes in domains without proxy",
                         .source = "assumption"});
  p.real(acc_start, {.name = "acc_start",
                     .range = {0, 1},
                     .meaning = "listening accuracy before any listening",
                     .source = "assumption",
                     .symbol = "acc"});
  p.real(accuracy_decay, {.name = "accuracy_decay",
                          .unit = "1/month",
                          .range = {0.01, 0.04},
                          .meaning = "share of what listening added to the accuracy that is lost again",
                          .source = "assumption"});
  p.real(perception_noise, {.name = "perception_noise",
                            .range = {0, 0.5},
                            .meaning = "sd of the error on a need at accuracy zero",
                            .source = "assumption"});
  p.real(need_pull, {.name = "need_pull",
                     .range = {0, 3},
                     .meaning = "pull of a shared need on the domain and on the birth of a partnership",
                     .source = "assumption",
                     .symbol = "κ_n"});
  p.real(remoteness_weight,
         {.name = "remoteness_weight",
          .range = {0.3333, 1},
          .meaning =
              "weight of culture, health and mobility in a draw of domains: one proxy counted three times",
          .source = "arithmetic on the proxies",
          .evidence = Evidence::derived});
  weights.describe(p);
}

void initialise_needs(World& world, const NeedParameters& p, sim::RandomKey key) {
  const sim::CoarseNormal normal;
  const sim::Draws draws(key, streams::building, streams::need_noise);
  for (std::size_t c = 0; c < world.geography.communes.size(); ++c) {
    const auto z = sixteen_normals(normal, draws.of(world.communes.table.uid(c)));
    Domains& need = world.communes.need[c];
    for (std::size_t d = 0; d < domain_count; ++d) {
      need[d] = static_cast<float>(std::clamp(p.need_levels[d] + p.heterogeneity * (p.commune_noise * z[d]), 0.0, 1.0));
    }
    const auto& ranks = world.geography.communes[c].need_ranks;
    for (std::size_t n = 0; n < proxied_domains.size(); ++n) {
      if (std::isnan(ranks[n])) continue;
      const auto d = static_cast<std::size_t>(proxied_domains[n] - 1);
      const double off = p.rank_spread * (ranks[n] - 0.5);
      need[d] = static_cast<float>(std::clamp(p.need_levels[d] + p.heterogeneity * off, 0.0, 1.0));
    }
    world.communes.baseline_need[c] = need;
  }
}

sim::Declaration Perception::declaration() const {
  return {.name = "perception",
          .phase = "P02",
          .meaning =
              "each January, and whenever they listen better, actors see the needs of their commune "
              "anew, with error",
          .streams = {{streams::perception, "perception"}},
          .reads = {"communes.need", "actors.uid", "actors.commune", "actors.kind", "actors.accuracy",
                    "actors.seen_accuracy", "epcis.accuracy_boost"},
          .writes = {"actors.need_pull", "actors.weighted_need", "actors.seen_accuracy"},
          .amends = {"actors.accuracy"}};
}

void Perception::commit(World& world, const sim::Step& step) {
  const int months_since_january = sim::month_of_year(step.month) - 1;
  const sim::Draws draws(step.key, step.month + -months_since_january, streams::perception);
  const auto usual = static_cast<float>(parameters_.acc_start);
  Actors& actors = world.actors;
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const double accuracy = accuracy_of(world, i);
      const auto now = static_cast<float>(accuracy);
      if (months_since_january == 0 || now != usual || now != actors.seen_accuracy[i])
        look(world, i, accuracy, draws);
      if (actors.accuracy[i] != usual) actors.accuracy[i] = forgotten(actors.accuracy[i]);
    }
  });
}

void Perception::perceive(World& world, sim::RandomKey key, sim::Month month,
                          const sim::Executor& executor) const {
  const sim::Draws draws(key, month, streams::perception);
  executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) look(world, i, accuracy_of(world, i), draws);
  });
}

double Perception::accuracy_of(const World& world, std::size_t actor) const {
  const float own = world.actors.accuracy[actor];
  const float boost = world.epcis.accuracy_boost[world.epci_of_actor(actor)];
  // Not through the float of the column: who has learnt nothing sees what the scenario says, to the last bit.
  if (own == static_cast<float>(parameters_.acc_start) && boost == 0.0F) return parameters_.acc_start;
  return std::clamp(static_cast<double>(own) + boost, 0.0, 1.0);
}

float Perception::forgotten(float accuracy) const {
  const double gap = (accuracy - parameters_.acc_start) * (1.0 - parameters_.accuracy_decay);
  return static_cast<float>(parameters_.acc_start + (std::abs(gap) < closed_gap ? 0.0 : gap));
}

void Perception::look(World& world, std::size_t actor, double accuracy, const sim::Draws& draws) const {
  const auto z = sixteen_normals(normal_, draws.of(world.actors.table.uid(actor)));
  const double error = (1.0 - accuracy) * parameters_.perception_noise;
  const Domains& need = world.communes.need[world.actors.commune[actor]];
  const Family family = world.family(actor);
  Domains& pull = world.actors.need_pull[actor];
  Domains& weighted = world.actors.weighted_need[actor];
  for (int d = 0; d < domain_count; ++d) {
    const auto k = static_cast<std::size_t>(d);
    const double seen = std::clamp(static_cast<double>(need[k]) + error * z[k], 0.0, 1.0);
    const double weight = parameters_.weights.of(family, d);
    pull[k] = static_cast<float>(sim::exp(0.5 * parameters_.need_pull * seen * weight));
    weighted[k] = static_cast<float>(seen * weight);
  }
  world.actors.seen_accuracy[actor] = static_cast<float>(accuracy);
}

}  // namespace territory
