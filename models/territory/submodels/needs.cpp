#include "models/territory/submodels/needs.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/streams.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

/// Sixteen coarse normals from the eight words that start at draw 0, two to a word.
std::array<float, domain_count> sixteen_normals(const sim::CoarseNormal& normal, sim::KeyedDraws draws) {
  std::array<float, domain_count> z;
  for (std::uint32_t w = 0; w < domain_count / 2; ++w) {
    const std::uint32_t word = draws.word(w);
    z[2 * w] = normal(static_cast<std::uint16_t>(word & 0xFFFF));
    z[2 * w + 1] = normal(static_cast<std::uint16_t>(word >> 16));
  }
  return z;
}

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
      need[d] = static_cast<float>(std::clamp(p.need_levels[d] + p.commune_noise * z[d], 0.0, 1.0));
    }
    const auto& ranks = world.geography.communes[c].need_ranks;
    for (std::size_t n = 0; n < proxied_domains.size(); ++n) {
      if (std::isnan(ranks[n])) continue;
      const auto d = static_cast<std::size_t>(proxied_domains[n] - 1);
      need[d] = static_cast<float>(std::clamp(p.need_levels[d] + p.rank_spread * (ranks[n] - 0.5), 0.0, 1.0));
    }
  }
}

sim::Declaration Perception::declaration() const {
  return {.name = "perception",
          .phase = "P02",
          .meaning = "each January, actors see the needs of their commune anew, with error",
          .streams = {{streams::perception, "perception"}},
          .reads = {"communes.need", "actors.commune", "actors.kind"},
          .writes = {"actors.need_pull"}};
}

void Perception::commit(World& world, const sim::Step& step) {
  if (sim::month_of_year(step.month) == 1) perceive(world, step.key, step.month, step.executor);
}

void Perception::perceive(World& world, sim::RandomKey key, sim::Month month,
                          const sim::Executor& executor) const {
  const sim::Draws draws(key, month, streams::perception);
  const double error = (1.0 - parameters_.acc_start) * parameters_.perception_noise;
  executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto z = sixteen_normals(normal_, draws.of(world.actors.table.uid(i)));
      const Domains& need = world.communes.need[world.actors.commune[i]];
      const Family family = world.family(i);
      Domains& pull = world.actors.need_pull[i];
      for (int d = 0; d < domain_count; ++d) {
        const auto k = static_cast<std::size_t>(d);
        const double seen = std::clamp(static_cast<double>(need[k]) + error * z[k], 0.0, 1.0);
        pull[k] = static_cast<float>(
            sim::exp(0.5 * parameters_.need_pull * seen * parameters_.weights.of(family, d)));
      }
    }
  });
}

}  // namespace territory
