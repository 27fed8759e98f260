#include "models/territory/submodels/levels.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "sim/math/hazard.hpp"
#include "sim/random/first_blocks.hpp"

namespace territory {

namespace {

/// Live partnerships and projects: what keeps an actor engaged.
int commitments(const Actors& actors, std::size_t actor) {
  return actors.partnerships[actor] + actors.public_partnerships[actor] + actors.projects[actor];
}

}  // namespace

void EngagementParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "engagement", "levels of engagement (SM4)");
  p.real(awareness_base, {.name = "awareness_base",
                          .unit = "1/month",
                          .range = {0, 0.1},
                          .meaning = "hazard of becoming aware in surroundings where nobody is involved",
                          .source = "assumption",
                          .symbol = "p1"});
  p.real(awareness_contagion, {.name = "awareness_contagion",
                               .unit = "1/month",
                               .range = {0, 0.1},
                               .meaning = "added hazard of becoming aware where everybody is involved",
                               .source = "assumption",
                               .symbol = "q1"});
  p.real(awareness_event, {.name = "awareness_event",
                           .unit = "1/month",
                           .range = {0, 0.1},
                           .meaning = "added hazard of becoming aware in the month of an event attended",
                           .source = "assumption",
                           .symbol = "b1"});
  p.real(engage_base, {.name = "engage_base",
                       .unit = "1/month",
                       .range = {0.00015, 0.0006},
                       .meaning = "hazard of becoming involved in surroundings where nobody is",
                       .source = "assumption",
                       .symbol = "p2"});
  p.real(engage_contagion, {.name = "engage_contagion",
                            .unit = "1/month",
                            .range = {0.006, 0.02},
                            .meaning = "added hazard of becoming involved where all who can be are",
                            .source = "fitted to the growth 28.5 to 37 % in 56 months (X2)",
                            .evidence = sim::Evidence::derived,
                            .symbol = "q2"});
  p.real(engage_workshop, {.name = "engage_workshop",
                           .unit = "1/month",
                           .range = {0.075, 0.3},
                           .meaning = "added hazard of becoming involved in the month of a workshop attended",
                           .source = "assumption",
                           .symbol = "b2"});
  p.real(relapse,
         {.name = "relapse",
          .unit = "1/month",
          .range = {0.001, 0.004},
          .meaning = "chance that an involved actor without partnership or project falls back to aware",
          .source = "assumption"});
  p.integer(idle_months,
            {.name = "idle_months",
             .unit = "months",
             .range = {3, 36},
             .meaning = "months without partnership or project after which an engaged actor is only involved",
             .source = "assumption"});
  p.real(
      peer_weight,
      {.name = "peer_weight",
       .unit = "1",
       .range = {0, 1},
       .meaning =
           "weight of the actors of its own kind in its EPCI (networks of peers) in how engaged an actor's "
           "surroundings are; the rest is its contacts'",
       .source = "assumption"});
  p.flag(complex_contagion, {.name = "complex_contagion",
                             .meaning = "whether becoming involved needs two involved contacts",
                             .source = "Centola & Macy 2007 (form)",
                             .evidence = sim::Evidence::literature});
}

sim::Declaration Levels::declaration() const {
  return {.name = "levels",
          .phase = "P12",
          .meaning = "actors become aware, involved, engaged, or fall back",
          .streams = {{streams::level, "level"}},
          .reads = {"actors.uid", "actors.kind", "actors.exposure", "actors.involved_contacts",
                    "actors.potential", "actors.level", "actors.idle_months", "actors.partnerships",
                    "actors.public_partnerships", "actors.commune", "epcis.potential_rate", "actors.projects",
                    "actors.participation"},
          .amends = {"actors.level", "actors.idle_months", "actors.potential"}};
}

void Levels::decide(const World& world, const sim::Step& step) {
  const sim::Draws draws = step.draws(streams::level);
  next_.resize(world.actors.size());
  gaining_.reset(step.executor.chunk_count(world.actors.size()));
  const bool converting =
      std::ranges::any_of(world.epcis.potential_rate.all(), [](float rate) { return rate > 0.0F; });
  step.executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    const sim::FirstBlocks blocks(draws, world.actors.table.uids(chunk));
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      next_[i] = next_level(world, i, step.spinup, blocks[i - chunk.begin]);
      if (converting && gains_potential(world, i, blocks[i - chunk.begin]))
        gaining_[chunk].push_back(static_cast<std::uint32_t>(i));
    }
  });
}

Level Levels::next_level(const World& world, std::size_t actor, bool spinup, sim::KeyedDraws draw) const {
  const Actors& actors = world.actors;
  const Level level = actors.level[actor];
  if (actors.kind[actor] == Kind::catalyst) return level;
  const bool committed = commitments(actors, actor) > 0;
  if (level == Level::involved && committed) return Level::engaged;
  if (level == Level::engaged && !committed && actors.idle_months[actor] + 1 >= parameters_.idle_months)
    return Level::involved;
  if (spinup || level == Level::engaged) return level;

  const double x = actors.exposure[actor];
  const std::uint8_t attended = actors.participation[actor];
  const auto happens = [&](double hazard) { return sim::occurs(hazard, draw.uniform(streams::rises)); };
  switch (level) {
    case Level::none:
      return happens(parameters_.awareness_base + parameters_.awareness_contagion * x +
                     (attended & participation::event ? parameters_.awareness_event : 0.0))
                 ? Level::aware
                 : level;
    case Level::aware: {
      if (!actors.potential[actor]) return level;
      if (parameters_.complex_contagion && actors.involved_contacts[actor] < 2) return level;
      const double ceiling = potential_share_[kind_slot(actors.kind[actor])];
      return happens(parameters_.engage_base + parameters_.engage_contagion * x / ceiling +
                     (attended & participation::workshop ? parameters_.engage_workshop : 0.0))
                 ? Level::involved
                 : level;
    }
    default:
      return draw.bernoulli(parameters_.relapse, streams::relapses) ? Level::aware : level;
  }
}

bool Levels::gains_potential(const World& world, std::size_t actor, sim::KeyedDraws draw) {
  if (world.actors.potential[actor] || world.actors.kind[actor] == Kind::catalyst) return false;
  return draw.bernoulli(world.epcis.potential_rate[world.epci_of_actor(actor)], streams::gains_potential);
}

void Levels::commit(World& world, const sim::Step& step) {
  Actors& actors = world.actors;
  const std::vector<std::uint32_t> gaining = gaining_.joined();
  for (const std::uint32_t i : gaining) actors.potential[i] = 1;
  world.flows.potential_gained = static_cast<std::int64_t>(gaining.size());
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const bool idle = actors.level[i] == Level::engaged && commitments(actors, i) == 0;
      actors.idle_months[i] = idle && next_[i] == Level::engaged
                                  ? static_cast<std::uint16_t>(actors.idle_months[i] + 1)
                                  : std::uint16_t{0};
      actors.level[i] = next_[i];
    }
  });
}

}  // namespace territory
