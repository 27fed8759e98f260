#include "models/territory/submodels/elections.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"

namespace territory {

void ElectionParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "elections", "municipal elections (SM16)");
  p.integers(months, {.name = "months",
                      .unit = "months since 2008-01",
                      .range = {-1000, 10000},
                      .meaning = "months in which new councils take office",
                      .source = "calendar of French municipal elections; 2020 at the second round",
                      .evidence = Evidence::literature,
                      .increasing = true});
  p.real(mayor_turnover, {.name = "mayor_turnover",
                          .range = {0.2, 0.6},
                          .meaning = "chance that an election replaces the mayor",
                          .source = "assumption"});
  p.real(keep, {.name = "keep",
                .range = {0, 1},
                .meaning = "share of trust evidence that outlives the mayor",
                .source = "direction Zaheer, McEvily & Perrone 1998; value assumed"});
  p.real(mayor_level_kept,
         {.name = "mayor_level_kept",
          .range = {0, 1},
          .meaning = "share of the engagement level the next mayor starts from, rounded down",
          .source = "assumption"});
}

sim::Declaration Elections::declaration() const {
  return {
      .name = "elections",
      .phase = "P01",
      .meaning = "in election months some mayors change, and trust in the town hall fades toward the prior",
      .streams = {{streams::election, "election"}},
      .reads = {"actors.kind", "actors.commune", "actors.level", "communes.uid", "ties.uid_low",
                "ties.uid_high"},
      .writes = {"actors.trustworthiness", "actors.qualities", "actors.propensity", "actors.semantics",
                 "actors.risk", "actors.potential", "actors.preferences", "actors.accuracy", "actors.level",
                 "communes.mayor_profile", "ties.state_ij", "ties.state_ji", "ties.trust_ij",
                 "ties.trust_ji"}};
}

void Elections::decide(const World& world, const sim::Step& step) {
  replaced_.clear();
  if (!std::binary_search(parameters_.months.begin(), parameters_.months.end(), step.month.value)) return;
  const sim::Draws draws = step.draws(streams::election);
  for (std::uint32_t row : world.roster.everywhere(Partner::mayor)) {
    const sim::Uid commune = world.communes.table.uid(world.actors.commune[row]);
    if (draws.of(commune).bernoulli(parameters_.mayor_turnover, streams::replaced)) replaced_.push_back(row);
  }
}

void Elections::commit(World& world, const sim::Step& step) {
  world.flows.mayors_replaced = static_cast<std::int64_t>(replaced_.size());
  if (replaced_.empty()) return;
  std::vector<char> is_new(world.actors.size(), 0);
  for (std::uint32_t row : replaced_) {
    is_new[row] = 1;
    traits_.draw_person(world.actors, row, step.key, step.month);
    const double kept = parameters_.mayor_level_kept * static_cast<double>(world.actors.level[row]);
    world.actors.level[row] = static_cast<Level>(kept);
    const std::uint32_t commune = world.actors.commune[row];
    const double u =
        step.draws(streams::election).of(world.communes.table.uid(commune)).uniform(streams::next_profile);
    world.communes.mayor_profile[commune] = profile_at(profiles_, u);
  }
  std::visit(
      [&](auto& trust) {
        step.executor.for_chunks(world.ties.size(), [&](const sim::Chunk& chunk) {
          for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
            if (!is_new[world.ties.store.low_row(t)] && !is_new[world.ties.store.high_row(t)]) continue;
            trust.rule.inherit(trust.ij[t], parameters_.keep);
            trust.rule.inherit(trust.ji[t], parameters_.keep);
            world.ties.trust_ij[t] = trust.rule.value(trust.ij[t]);
            world.ties.trust_ji[t] = trust.rule.value(trust.ji[t]);
          }
        });
      },
      world.trust);
}

}  // namespace territory
