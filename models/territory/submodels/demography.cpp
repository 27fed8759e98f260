#include "models/territory/submodels/demography.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "models/territory/world/membership.hpp"
#include "models/territory/world/project_membership.hpp"
#include "sim/random/first_blocks.hpp"

namespace territory {

void DemographyParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "demography", "organisations leave and are replaced (SM16)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether organisations leave at all",
                   .source = "arm of the experiments",
                   .evidence = Evidence::setting});
  p.real(exit_association, {.name = "exit_association",
                            .unit = "1/month",
                            .range = {0, 0.01},
                            .meaning = "chance that an association ends in a month",
                            .source = "INJEP: 69 000 a year of 1.35 million (X14)",
                            .evidence = Evidence::derived});
  p.real(exit_tpe, {.name = "exit_tpe",
                    .unit = "1/month",
                    .range = {0, 0.01},
                    .meaning = "chance that a TPE ends in a month",
                    .source = "assumption"});
  p.real(exit_company10, {.name = "exit_company10",
                          .unit = "1/month",
                          .range = {0, 0.01},
                          .meaning = "chance that a company of ten employees or more ends in a month",
                          .source = "assumption"});
  static constexpr std::array<std::string_view, 2> names{"initial", "zero"};
  p.choice(entrant_level, names,
           {.name = "entrant_level",
            .meaning = "engagement of the organisation that takes the seat: drawn as at the start, or none",
            .source = "assumption"});
}

double DemographyParameters::exit_rate(Kind kind) const {
  switch (kind) {
    case Kind::company10:
      return exit_company10;
    case Kind::tpe:
      return exit_tpe;
    case Kind::association:
      return exit_association;
    default:
      return 0.0;
  }
}

sim::Declaration Demography::declaration() const {
  return {
      .name = "demography",
      .phase = "P01",
      .meaning = "organisations leave; blank ones of the same kind take their seats",
      .streams = {{streams::exit, "exit"},
                  {streams::init_class, "init_class"},
                  {streams::init_trust, "init_trust"},
                  {streams::init_propensity, "init_propensity"},
                  {streams::init_activity, "init_activity"},
                  {streams::init_competence, "init_competence"},
                  {streams::init_preference, "init_preference"},
                  {streams::init_level, "init_level"},
                  {streams::init_person, "init_person"}},
      .reads = {"actors.uid", "actors.kind", "actors.generation", "ties.alliance"},
      .writes = {"actors.generation",     "actors.large",
                 "actors.heterogeneity",  "actors.competences",
                 "actors.preferred_type", "actors.finance",
                 "actors.idle_months",    "actors.used",
                 "actors.partnerships",   "actors.public_partnerships",
                 "ties.uid_low",          "ties.uid_high",
                 "actors.projects",       "actors.committed",
                 "ties.shared_projects",  "projects.members",
                 "projects.member_count", "projects.lead",
                 "workshops.roster",      "workshops.count"},
      .amends = {"actors.trustworthiness", "actors.qualities", "actors.propensity", "actors.semantics",
                 "actors.risk", "actors.potential", "actors.level", "actors.preferences", "actors.accuracy"}};
}

void Demography::decide(const World& world, const sim::Step& step) {
  leaving_.reset(step.executor.chunk_count(world.actors.size()));
  if (!parameters_.enabled) return;
  const sim::Draws draws = step.draws(streams::exit);
  step.executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    const sim::FirstBlocks blocks(draws, world.actors.table.uids(chunk));
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const double rate = parameters_.exit_rate(world.actors.kind[i]);
      if (blocks.uniform(i - chunk.begin, streams::leaves) < rate) {
        leaving_[chunk].push_back(static_cast<std::uint32_t>(i));
      }
    }
  });
}

void Demography::commit(World& world, const sim::Step& step) {
  const std::vector<std::uint32_t> leaving = leaving_.joined();
  world.flows.organisations_replaced = static_cast<std::int64_t>(leaving.size());
  if (!leaving.empty()) {
    const std::vector<std::uint32_t> lost = ties_of(world, leaving, step.executor);
    release_partners(world, lost);
    leave_workshops(world, leaving);
    world.ties.store.remove(step.executor, lost);
    const bool blank_level = parameters_.entrant_level == DemographyParameters::EntrantLevel::zero;
    constexpr std::size_t seats_a_piece = 64;
    step.executor.for_indices((leaving.size() + seats_a_piece - 1) / seats_a_piece, [&](std::size_t piece) {
      const std::size_t end = std::min(leaving.size(), (piece + 1) * seats_a_piece);
      for (std::size_t k = piece * seats_a_piece; k < end; ++k) {
        ++world.actors.generation[leaving[k]];
        traits_.draw(world.actors, leaving[k], step.key, step.month, blank_level);
      }
    });
  }
  // Contacts also expired at the end of last month: neighbour lists are brought up to date once for both.
  if (!world.ties.store.indexed()) world.ties.store.index_neighbours(step.executor);
  leave_projects(world, leaving);
}

std::vector<std::uint32_t> Demography::ties_of(const World& world, std::span<const std::uint32_t> leaving,
                                               const sim::Executor& executor) {
  std::vector<char> leaves(world.actors.size(), 0);
  for (std::uint32_t row : leaving) leaves[row] = 1;
  lost_.reset(executor.chunk_count(world.ties.size()));
  executor.for_chunks(world.ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      if (leaves[world.ties.store.low_row(t)] || leaves[world.ties.store.high_row(t)]) {
        lost_[chunk].push_back(static_cast<std::uint32_t>(t));
      }
    }
  });
  return lost_.joined();
}

void Demography::release_partners(World& world, std::span<const std::uint32_t> ties) const {
  for (std::uint32_t t : ties) {
    if (world.ties.alliance[t] != Alliance::none) end_partnership(world, t);
  }
}

}  // namespace territory
