#include "models/territory/submodels/endings.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "sim/math/hazard.hpp"
#include "sim/state/gathered_pairs.hpp"

namespace territory {

void EndingParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "endings", "how partnerships and contacts end (SM8, SM2)");
  static constexpr std::array<std::string_view, 3> shapes{"hump", "constant", "weibull"};
  p.choice(hazard_shape, shapes,
           {.name = "hazard_shape",
            .meaning = "how the hazard of a partnership depends on its age",
            .source = "Stinchcombe 1965 (weibull), Fichman & Levinthal 1991 (hump): forms",
            .evidence = sim::Evidence::literature});
  p.real(hazard_base, {.name = "hazard_base",
                       .unit = "1/month",
                       .range = {0.01, 0.06},
                       .meaning = "hazard of a partnership at its dangerous age, at trust one half",
                       .source = "level: alliances alive after 4 and 10 years (X12)",
                       .evidence = sim::Evidence::derived,
                       .symbol = "h0"});
  p.real(hazard_floor, {.name = "hazard_floor",
                        .range = {0, 1},
                        .meaning = "share of the hazard that does not depend on age",
                        .source = "shape Fichman & Levinthal 1991; value assumed",
                        .symbol = "f_h"});
  p.real(hazard_age, {.name = "hazard_age",
                      .unit = "months",
                      .range = {6, 48},
                      .meaning = "the dangerous age",
                      .source = "shape Fichman & Levinthal 1991; value assumed",
                      .symbol = "A"});
  p.real(weibull_shape, {.name = "weibull_shape",
                         .range = {0.2, 1},
                         .meaning = "exponent k of the Weibull law of partnership lives: 1 = no newness",
                         .source = "assumption",
                         .symbol = "k"});
  p.real(trust_hazard, {.name = "trust_hazard",
                        .range = {0, 8},
                        .meaning = "how much trust protects a partnership",
                        .source = "sign Vanneste et al. 2014; value assumed",
                        .symbol = "b_T"});
  p.real(balance_hazard, {.name = "balance_hazard",
                          .range = {0, 2},
                          .meaning = "how much a partnership that profits one side only is endangered",
                          .source = "reciprocity, gagnant/gagnant (sign from the documents); value assumed",
                          .symbol = "b_bal"});
  p.real(shock_hazard, {.name = "shock_hazard",
                        .range = {0, 2},
                        .meaning = "how much a crisis endangers partnerships where it rages",
                        .source = "assumption",
                        .symbol = "b_s"});
  p.real(expiry_rate, {.name = "expiry_rate",
                       .unit = "1/month",
                       .range = {0.02, 0.1746},
                       .meaning = "chance that an unused contact without common contacts is lost",
                       .source = "at most Burt 2002 (nine in ten bridges gone after a year)",
                       .evidence = sim::Evidence::literature,
                       .symbol = "h_b"});
  p.real(embedding, {.name = "embedding",
                     .range = {0, 3},
                     .meaning = "how much common contacts protect a tie",
                     .source = "sign Burt 2002, Polidoro et al. 2011; value assumed",
                     .symbol = "b_emb"});
  p.integer(embedding_count, {.name = "embedding_count",
                              .unit = "contacts",
                              .range = {1, 10},
                              .meaning = "common contacts that give full protection",
                              .source = "assumption"});
}

double EndingParameters::age_hazard(int age) const {
  if (hazard_shape == HazardShape::constant) return hazard_base;
  if (hazard_shape == HazardShape::weibull)
    return hazard_base * weibull_shape * sim::pow((age + 1) / hazard_age, weibull_shape - 1.0);
  const double relative = age / hazard_age;
  return hazard_base * (hazard_floor + (1.0 - hazard_floor) * relative * sim::exp(1.0 - relative));
}

Embedding::Embedding(const EndingParameters& parameters) : enough_(parameters.embedding_count) {
  for (int common = 0; common <= enough_; ++common)
    factor_.push_back(sim::exp(-parameters.embedding * common / enough_));
}

double Embedding::factor(const Ties& ties, std::size_t tie) const {
  return factor(ties, ties.store.low_row(tie), ties.store.high_row(tie));
}

double Embedding::factor(const Ties& ties, std::uint32_t actor_a, std::uint32_t actor_b) const {
  const int common = ties.store.common_neighbours(actor_a, actor_b, enough_);
  return factor_[static_cast<std::size_t>(common)];
}

PartnershipEnds::PartnershipEnds(const EndingParameters& parameters)
    : parameters_(parameters), embedding_(parameters) {
  for (int age = 0; age < 2048; ++age) hazard_at_age_.push_back(parameters.age_hazard(age));
}

sim::Declaration PartnershipEnds::declaration() const {
  return {.name = "partnership_ends",
          .phase = "P10",
          .meaning = "partnerships end, the less so the more the two sides trust each other",
          .streams = {{streams::death, "death"}},
          .reads = {"ties.alliance", "ties.since", "ties.trust_ij", "ties.trust_ji", "ties.uid_low",
                    "ties.uid_high", "ties.balance", "ties.cost", "actors.kind", "epcis.shock"},
          .writes = {"epcis.partnerships_ended"},
          .amends = {"ties.alliance", "ties.balance", "ties.domain", "ties.since", "ties.cost", "actors.used",
                     "actors.partnerships", "actors.public_partnerships"}};
}

void PartnershipEnds::decide(const World& world, const sim::Step& step) {
  const Ties& ties = world.ties;
  const sim::Draws draws = step.draws(streams::death);
  ending_.reset(step.executor.chunk_count(ties.size()));
  most_shock_ = world.epcis.table.rows() == 0 ? 0.0F : std::ranges::max(world.epcis.shock.all());
  worst_ = sim::exp(0.5 * parameters_.trust_hazard + parameters_.balance_hazard +
                    parameters_.shock_hazard * most_shock_);
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    // What is born this month cannot end this month.
    const sim::GatheredPairs exposed(ties.store, chunk, [&](std::size_t t) {
      return static_cast<bool>((ties.alliance[t] != Alliance::none) & (ties.since[t] < step.month.value));
    });
    exposed.for_each(draws, [&](std::size_t t, sim::KeyedDraws draw) {
      if (ends(world, t, step.month, draw.uniform(streams::ends)))
        ending_[chunk].push_back(static_cast<std::uint32_t>(t));
    });
  });
}

double PartnershipEnds::strain(const World& world, std::size_t tie) const {
  double strain = parameters_.balance_hazard * std::abs(world.ties.balance[tie]);
  if (most_shock_ > 0.0F) {
    const double low = world.epcis.shock[world.epci_of_actor(world.ties.store.low_row(tie))];
    const double high = world.epcis.shock[world.epci_of_actor(world.ties.store.high_row(tie))];
    strain += parameters_.shock_hazard * 0.5 * (low + high);
  }
  return strain;
}

double PartnershipEnds::hazard(int age, double trust, double strain) const {
  const std::size_t k = std::min(static_cast<std::size_t>(age), hazard_at_age_.size() - 1);
  return hazard_at_age_[k] * sim::exp(-parameters_.trust_hazard * (trust - 0.5) + strain);
}

bool PartnershipEnds::ends(const World& world, std::size_t tie, sim::Month month, double u) const {
  const Ties& ties = world.ties;
  const int age = month.value - ties.since[tie] - 1;
  const double of_age = hazard_at_age_[std::min(static_cast<std::size_t>(age), hazard_at_age_.size() - 1)];
  // Each factor still to come is bounded: most draws are decided before it is worked out.
  if (u >= of_age * worst_ + sim::hazard_rounding) return false;
  const double trust = 0.5 * (ties.trust_ij[tie] + ties.trust_ji[tie]);
  const double h = hazard(age, trust, strain(world, tie));
  return sim::occurs(h, u) && sim::occurs(h * embedding_.factor(ties, tie), u);
}

void PartnershipEnds::commit(World& world, const sim::Step&) {
  const std::vector<std::uint32_t> ending = ending_.joined();
  std::ranges::fill(world.epcis.partnerships_ended.all(), 0.0F);
  for (const std::uint32_t t : ending) {
    for (const std::uint32_t member : {world.ties.store.low_row(t), world.ties.store.high_row(t)})
      world.epcis.partnerships_ended[world.epci_of_actor(member)] += 0.5F;
    end_partnership(world, t);
  }
  world.flows.partnerships_ended = static_cast<std::int64_t>(ending.size());
}

sim::Declaration ContactExpiry::declaration() const {
  return {
      .name = "contact_expiry",
      .phase = "P12",
      .meaning =
          "contacts nobody used are lost, the less so the more contacts they share; not those of a project",
      .streams = {{streams::expiry, "expiry"}},
      .reads = {"ties.alliance", "ties.last_used", "ties.shared_projects", "ties.uid_low", "ties.uid_high"},
      .amends = {"ties.uid_low", "ties.uid_high"}};
}

void ContactExpiry::decide(const World& world, const sim::Step& step) {
  const Ties& ties = world.ties;
  const sim::Draws draws = step.draws(streams::expiry);
  expiring_.reset(step.executor.chunk_count(ties.size()));
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    const sim::GatheredPairs unused(ties.store, chunk, [&](std::size_t t) {
      return static_cast<bool>((ties.alliance[t] == Alliance::none) & (ties.last_used[t] < step.month.value) &
                               (ties.shared_projects[t] == 0));
    });
    unused.for_each(draws, [&](std::size_t t, sim::KeyedDraws draw) {
      const double u = draw.uniform(streams::expires);
      if (u >= parameters_.expiry_rate) return;
      // Common contacts are counted only where they can decide.
      if (u < parameters_.expiry_rate * embedding_.least() ||
          u < parameters_.expiry_rate * embedding_.factor(ties, t))
        expiring_[chunk].push_back(static_cast<std::uint32_t>(t));
    });
  });
}

void ContactExpiry::commit(World& world, const sim::Step& step) {
  const std::vector<std::uint32_t> expiring = expiring_.joined();
  world.ties.store.remove(step.executor, expiring);
  world.flows.contacts_expired = static_cast<std::int64_t>(expiring.size());
}

}  // namespace territory
