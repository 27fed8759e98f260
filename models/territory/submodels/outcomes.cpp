#include "models/territory/submodels/outcomes.hpp"

#include <algorithm>
#include <memory>

#include "models/territory/streams.hpp"
#include "sim/random/first_blocks.hpp"

namespace territory {

void OutcomeParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "outcomes", "what each side delivers (SM5)");
  p.real(misreading, {.name = "misreading",
                      .range = {0, 0.5},
                      .meaning = "chance that a success is read as a failure when no semantics is shared",
                      .source = "assumption",
                      .symbol = "ε0"});
  p.real(cross_type_semantics, {.name = "cross_type_semantics",
                                .range = {0, 1},
                                .meaning = "share of semantic skill that works between families",
                                .source = "assumption"});
  p.real(unprompted_rate,
         {.name = "unprompted_rate",
          .unit = "1/month",
          .range = {0, 0.5},
          .meaning = "chance that contacts who are not partners act together in a month without an encounter",
          .source = "assumption",
          .symbol = "ι_0"});
  p.real(encounter_weight,
         {.name = "encounter_weight",
          .range = {0.125, 0.5},
          .meaning = "evidence weight of an encounter, alone or arranged, or of an unprompted act",
          .source = "assumption",
          .symbol = "g"});
  p.real(event_weight, {.name = "event_weight",
                        .range = {0.125, 0.5},
                        .meaning = "evidence weight of meeting at an event",
                        .source = "assumption",
                        .symbol = "g"});
  p.real(workshop_weight, {.name = "workshop_weight",
                           .range = {0.25, 1},
                           .meaning = "evidence weight of a sitting of a workshop",
                           .source = "assumption",
                           .symbol = "g"});
  p.real(project_pair_rate,
         {.name = "project_pair_rate",
          .unit = "1/month",
          .range = {0, 1},
          .meaning = "chance that the lead and a member of a project work together in a month",
          .source = "assumption"});
  p.real(project_weight, {.name = "project_weight",
                          .range = {0.5, 2},
                          .meaning = "evidence weight of work in a project",
                          .source = "assumption",
                          .symbol = "g"});
}

double OutcomeParameters::weight_of(Occasion occasion) const {
  switch (occasion) {
    case Occasion::none:
      return 0.0;
    case Occasion::event:
      return event_weight;
    case Occasion::workshop:
      return workshop_weight;
    default:
      return encounter_weight;
  }
}

Outcomes::Outcomes(const OutcomeParameters& parameters, const AllianceTerms& terms)
    : delivery_(parameters, terms), project_pair_rate_(parameters.project_pair_rate) {
  rate_[0] = {0.0, parameters.unprompted_rate};
  for (std::size_t k = 0; k < alliance_count; ++k)
    rate_[k + 1] = {terms.interaction_rate[k], terms.interaction_rate[k]};
}

sim::Declaration Outcomes::declaration() const {
  return {
      .name = "outcomes",
      .phase = "P07",
      .meaning =
          "partners, contacts, members of projects and those who met act together; each side delivers or not",
      .streams = {{streams::outcome, "outcome"},
                  {streams::encounter_outcome, "encounter_outcome"},
                  {streams::project_outcome, "project_outcome"}},
      .reads = {"actors.kind", "actors.large", "actors.trustworthiness", "actors.semantics", "actors.used",
                "actors.capacity_bonus", "actors.commune", "epcis.misreading_cut", "actors.committed",
                "actors.attended", "ties.shared_projects", "ties.met", "ties.born", "ties.alliance",
                "ties.state_ij", "ties.state_ji"},
      .writes = {"ties.outcome"},
      .amends = {"ties.last_used"}};
}

double Delivery::chance(const Actors& actors, std::uint32_t trustor, std::uint32_t trustee,
                        double cooperation, double misread) const {
  const std::int32_t used = actors.used[trustee] + actors.committed[trustee] + actors.attended[trustee];
  const double load =
      used > 0 ? std::min(1.0, static_cast<double>(terms_.capacity_of(actors, trustee)) / used) : 1.0;
  const bool same_family = family_of(actors.kind[trustor]) == family_of(actors.kind[trustee]);
  const double shared = 0.5 * (static_cast<double>(actors.semantics[trustor]) + actors.semantics[trustee]) *
                        (same_family ? 1.0 : cross_type_semantics_);
  return cooperation * load * (1.0 - misreading_ * misread * (1.0 - shared));
}

double Delivery::misread_share(const World& world, std::uint32_t low, std::uint32_t high) {
  return 1.0 - 0.5 * (static_cast<double>(world.epcis.misreading_cut[world.epci_of_actor(low)]) +
                      world.epcis.misreading_cut[world.epci_of_actor(high)]);
}

void Outcomes::commit(World& world, const sim::Step& step) {
  const sim::Draws acts = step.draws(streams::outcome);
  const sim::Draws meetings = step.draws(streams::encounter_outcome);
  const sim::Draws projects = step.draws(streams::project_outcome);
  const Actors& actors = world.actors;
  Ties& ties = world.ties;
  const bool levers =
      std::ranges::any_of(world.epcis.misreading_cut.all(), [](float cut) { return cut > 0; });
  const auto pass = [&](const auto& trust, const sim::Chunk& chunk) {
    const sim::FirstBlocks blocks(acts, ties.store.low_uids(chunk), ties.store.high_uids(chunk));
    // Who acts is a coin toss that a processor cannot guess: those who do are listed without a branch first.
    const auto acting = std::make_unique_for_overwrite<std::uint32_t[]>(chunk.end - chunk.begin);
    std::size_t count = 0;
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      const bool known = ties.born[t] < step.month.value;
      const double rate = rate_[static_cast<std::size_t>(ties.alliance[t])][known ? 1 : 0];
      const bool interacts = blocks.uniform(t - chunk.begin, streams::interacts) < rate;
      const bool met = ties.met[t] != Occasion::none;
      int acts_of_tie = (interacts ? outcome::interacted : 0) | (met ? outcome::met : 0);
      if (ties.shared_projects[t] != 0) {
        const sim::PairKey key = ties.store.key(t);
        if (projects.of(key.low, key.high).bernoulli(project_pair_rate_, streams::works_together))
          acts_of_tie |= outcome::worked;
      }
      ties.outcome[t] = static_cast<std::uint16_t>(acts_of_tie);
      acting[count] = static_cast<std::uint32_t>(t);
      count += acts_of_tie != 0 ? 1 : 0;
    }
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t t = acting[k];
      const std::uint32_t low = ties.store.low_row(t), high = ties.store.high_row(t);
      const double misread = levers ? Delivery::misread_share(world, low, high) : 1.0;
      const double p_from_high = delivery_.chance(
          actors, low, high, trust.rule.cooperation(trust.ji[t], actors.trustworthiness[high]), misread);
      const double p_from_low = delivery_.chance(
          actors, high, low, trust.rule.cooperation(trust.ij[t], actors.trustworthiness[low]), misread);
      std::uint16_t result = ties.outcome[t];
      if (result & outcome::interacted) {
        const std::size_t act = t - chunk.begin;
        if (blocks.uniform(act, streams::from_high) < p_from_high) result |= outcome::from_high;
        if (blocks.uniform(act, streams::from_low) < p_from_low) result |= outcome::from_low;
      }
      if (result & outcome::worked) {
        const sim::PairKey key = ties.store.key(t);
        sim::KeyedDraws work = projects.of(key.low, key.high);
        if (work.bernoulli(p_from_high, streams::work_from_high)) result |= outcome::work_from_high;
        if (work.bernoulli(p_from_low, streams::work_from_low)) result |= outcome::work_from_low;
      }
      if (result & outcome::met) {
        const sim::PairKey key = ties.store.key(t);
        sim::KeyedDraws meeting = meetings.of(key.low, key.high);
        if (meeting.bernoulli(p_from_high, streams::met_from_high)) result |= outcome::met_from_high;
        if (meeting.bernoulli(p_from_low, streams::met_from_low)) result |= outcome::met_from_low;
      }
      ties.outcome[t] = result;
      ties.last_used[t] = static_cast<std::int16_t>(step.month.value);
    }
  };
  std::visit(
      [&](const auto& trust) {
        step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) { pass(trust, chunk); });
      },
      world.trust);
}

}  // namespace territory
