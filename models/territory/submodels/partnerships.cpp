#include "models/territory/submodels/partnerships.hpp"

#include <algorithm>
#include <limits>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "sim/math/elementary.hpp"
#include "sim/state/gathered_pairs.hpp"

namespace territory {

namespace {

bool seeks_partners(const World& world, std::size_t actor) {
  return world.actors.kind[actor] == Kind::mayor &&
         world.communes.seeks_partners[world.actors.commune[actor]] != 0;
}

}  // namespace

void PartnershipParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "partnerships", "births and the ladder of partnerships (SM7)");
  static constexpr std::array<std::string_view, 2> starts{"empty", "stationary"};
  p.choice(initial_partnerships, starts,
           {.name = "initial_partnerships",
            .meaning = "partnerships before the spin-up: none, or those that thirty years of the same rates would "
                       "have left, each pair apart",
            .source = "alternative of D5 to a long spin-up",
            .evidence = sim::Evidence::setting,
            .silent_default = true});
  p.real(birth_rate, {.name = "birth_rate",
                      .unit = "1/month",
                      .range = {0.02, 0.5},
                      .meaning = "birth rate of a contact both sides are ready for",
                      .source = "fitted to engaged shares (C1, C2)",
                      .evidence = sim::Evidence::derived,
                      .symbol = "f0"});
  p.real(trust_slope, {.name = "trust_slope",
                       .range = {2, 20},
                       .meaning = "sharpness of the consent to an alliance around its threshold of trust",
                       .source = "assumption",
                       .symbol = "κ_T"});
  p.real(need_pull_cap, {.name = "need_pull_cap",
                         .range = {1, 10},
                         .meaning = "largest factor a need can put on a birth",
                         .source = "assumption"});
  p.real(need_reference,
         {.name = "need_reference",
          .range = {0, 1},
          .meaning = "weighted need at which needs neither speed up nor slow down births",
          .source = "mean over eligible contacts and domains of the reference at month 0, measured",
          .evidence = sim::Evidence::derived,
          .symbol = "M̄"});
  p.real(low_level_factor, {.name = "low_level_factor",
                            .range = {0, 1},
                            .meaning = "factor on the birth of a mécénat with one side at level 1",
                            .source = "assumption (D9.2)"});
  p.real(type_loyalty, {.name = "type_loyalty",
                        .range = {0, 1},
                        .meaning = "chance that a partnership takes the preferred type of one of its sides",
                        .source = "fitted to C5 (D9.14)",
                        .evidence = sim::Evidence::derived});
  p.real(association_lead,
         {.name = "association_lead",
          .range = {0, 1},
          .meaning = "chance that this is the association's when a company is the other side",
          .source = "fitted to C5 with the base shares",
          .evidence = sim::Evidence::derived});
  p.real(upgrade_rate, {.name = "upgrade_rate",
                        .unit = "1/month",
                        .range = {0, 0.1},
                        .meaning = "chance of climbing one rung when both sides trust enough",
                        .source = "assumption",
                        .symbol = "u_up"});
  p.integer(upgrade_age, {.name = "upgrade_age",
                          .unit = "months",
                          .range = {0, 36},
                          .meaning = "age from which a partnership may climb",
                          .source = "assumption"});
  terms.describe(p);
}

Partnerships::Partnerships(const PartnershipParameters& parameters, const TraitParameters& traits,
                           const NeedParameters& needs, const TrustParameters& trust, double ppp_factor)
    : parameters_(parameters),
      base_share_company10_(traits.base_share_company10),
      base_share_others_(traits.base_share_others),
      remoteness_weight_(needs.remoteness_weight),
      reference_pull_(sim::exp(needs.need_pull * parameters.need_reference)),
      gated_(trust.gate == TrustParameters::Gate::marsh),
      gate_(trust.marsh),
      ppp_factor_(ppp_factor) {
  for (std::size_t k = 0; k < alliance_count; ++k)
    threshold_[k] = parameters.terms.threshold[k] + trust.tau_shift;
}

sim::Declaration Partnerships::declaration() const {
  return {.name = "partnerships",
          .phase = "P09",
          .meaning =
              "contacts who trust each other enough ally; old partnerships climb the ladder; capacity "
              "allotted by drawn priority",
          .streams = {{streams::birth, "birth"}},
          .reads = {"actors.kind",
                    "actors.large",
                    "actors.capacity_bonus",
                    "actors.level",
                    "actors.risk",
                    "actors.need_pull",
                    "actors.preferred_type",
                    "actors.used",
                    "actors.commune",
                    "communes.seeks_partners",
                    "ties.trust_ij",
                    "ties.trust_ji",
                    "ties.alliance",
                    "ties.domain",
                    "ties.since",
                    "ties.cost",
                    "epcis.threshold_cut",
                    "epcis.consent_help",
                    "epcis.birth_boost",
                    "epcis.cost_cut"},
          .writes = {"ties.alliance", "ties.domain", "ties.since", "ties.cost"},
          .amends = {"ties.balance", "actors.used", "actors.partnerships", "actors.public_partnerships"}};
}

double Partnerships::side_consent(double trust, double risk_appetite, Alliance type, double ease) const {
  const double tau = threshold_[AllianceTerms::slot(type)] - ease;
  return sim::expit(parameters_.trust_slope * (trust - tau + risk_appetite));
}

double Partnerships::consent(double trust_ij, double trust_ji, double risk_i, double risk_j, Alliance type,
                             double ease) const {
  return side_consent(trust_ij, risk_i, type, ease) * side_consent(trust_ji, risk_j, type, ease);
}

bool Partnerships::passes_gate(double trust, double risk_appetite, Alliance type, double pull,
                               double ease) const {
  const double tau = threshold_[AllianceTerms::slot(type)] - ease - risk_appetite;
  return gate_.cooperates(trust, std::min(1.0, 0.5 * pull / reference_pull_),
                          std::clamp(gate_.risk * tau / 0.5, 0.0, 1.0));
}

double Partnerships::birth_probability(double consent, double pull, double boost) const {
  return std::min(1.0, boost * parameters_.birth_rate *
                           std::min(parameters_.need_pull_cap, pull / reference_pull_) * consent);
}

void Partnerships::note_policies(const World& world) {
  const Epcis& epcis = world.epcis;
  bool any = false;
  policies_.resize(epcis.table.rows());
  for (std::size_t e = 0; e < policies_.size(); ++e) {
    policies_[e] = {static_cast<double>(epcis.threshold_cut[e]) + epcis.consent_help[e],
                    epcis.threshold_cut[e], 1.0 + epcis.birth_boost[e], epcis.cost_cut[e]};
    any = any || policies_[e].ease != 0.0 || policies_[e].boost != 1.0 || policies_[e].cost_cut != 0.0;
  }
  if (!any) policies_.clear();
}

Partnerships::Policy Partnerships::policy_of(const World& world, std::size_t tie) const {
  if (policies_.empty()) return {};
  const Policy& a = policies_[world.epci_of_actor(world.ties.store.low_row(tie))];
  const Policy& b = policies_[world.epci_of_actor(world.ties.store.high_row(tie))];
  return {0.5 * (a.ease + b.ease), 0.5 * (a.threshold_cut + b.threshold_cut), 0.5 * (a.boost + b.boost),
          0.5 * (a.cost_cut + b.cost_cut)};
}

void Partnerships::decide(const World& world, const sim::Step& step) {
  const Ties& ties = world.ties;
  const sim::Draws draws = step.draws(streams::birth);
  proposals_.reset(step.executor.chunk_count(ties.size()));
  note_readiness(world, step.executor);
  note_policies(world);
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    const sim::GatheredPairs drawing(ties.store, chunk, [&](std::size_t t) {
      return static_cast<bool>((ties.alliance[t] != Alliance::none) |
                               may_ally(ties.store.low_row(t), ties.store.high_row(t)));
    });
    drawing.for_each(draws, [&](std::size_t t, sim::KeyedDraws draw) {
      if (ties.alliance[t] == Alliance::none) {
        consider_birth(world, t, draw, proposals_[chunk]);
      } else if (may_climb(ties.alliance[t], step.month.value - ties.since[t], ties.trust_ij[t],
                           ties.trust_ji[t], policy_of(world, t).threshold_cut)) {
        consider_upgrade(world, t, draw, proposals_[chunk]);
      }
    });
  });
}

void Partnerships::note_readiness(const World& world, const sim::Executor& executor) {
  const Actors& actors = world.actors;
  readiness_.resize(actors.size());
  executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto family = static_cast<std::uint8_t>(world.family(i));
      const bool aware = actors.level[i] >= Level::aware && world.family(i) != Family::catalyst;
      readiness_[i] = static_cast<std::uint8_t>(family | (aware ? ready_aware : 0) |
                                                (aware && involved(actors.level[i]) ? ready_involved : 0) |
                                                (seeks_partners(world, i) ? ready_seeks : 0));
    }
  });
}

bool Partnerships::may_ally(std::uint32_t low, std::uint32_t high) const {
  const unsigned a = readiness_[low], b = readiness_[high];
  const unsigned both = a & b, either = a | b, differ = a ^ b;
  return static_cast<bool>(((both & ready_aware) != 0) & ((either & ready_involved) != 0) &
                           ((differ & ready_family) != 0));
}

bool Partnerships::may_climb(Alliance type, int age, double trust_ij, double trust_ji,
                             double threshold_cut) const {
  if (type == Alliance::social_innovation || age < parameters_.upgrade_age) return false;
  const double needed = threshold_[AllianceTerms::slot(next_rung(type))] - threshold_cut;
  return trust_ij >= needed && trust_ji >= needed;
}

void Partnerships::consider_birth(const World& world, std::size_t tie, sim::KeyedDraws draws,
                                  std::vector<Proposal>& out) const {
  const Ties& ties = world.ties;
  const Sides sides{ties.store.low_row(tie), ties.store.high_row(tie), ties.trust_ij[tie],
                    ties.trust_ji[tie]};
  if (const auto birth = birth_of(world, sides, policy_of(world, tie), draws)) {
    out.push_back({draws.uniform(streams::birth_priority), ties.store.key(tie),
                   static_cast<std::uint32_t>(tie), birth->type, birth->domain, false});
  }
}

std::optional<Partnerships::Birth> Partnerships::birth_of(const World& world, const Sides& sides,
                                                          const Policy& policy,
                                                          sim::KeyedDraws& draws) const {
  const Actors& actors = world.actors;
  const auto [low, high, trust_ij, trust_ji] = sides;
  // No need can lift the birth beyond the cap, no type asks for less trust than the first: most draws are
  // decided by these bounds before type, consent and domain are worked out.
  constexpr double any_need = std::numeric_limits<double>::infinity();
  const double u = draws.uniform(streams::born);
  const double least_tau = threshold_[0] - policy.ease;
  const double most =
      gated_ ? 1.0
             : at_most_(parameters_.trust_slope * (trust_ij - least_tau + actors.risk[low])) *
                   at_most_(parameters_.trust_slope * (trust_ji - least_tau + actors.risk[high]));
  const Level less = std::min(actors.level[low], actors.level[high]);
  const bool one_is_aware = !involved(less);
  const bool is_sought = ((readiness_[low] | readiness_[high]) & ready_seeks) != 0;
  const double level_factor =
      (one_is_aware ? parameters_.low_level_factor : 1.0) * (is_sought ? ppp_factor_ : 1.0);
  if (u >= birth_probability(most, any_need, policy.boost) * level_factor) return std::nullopt;
  const Alliance type = draw_alliance(world, low, high, draws);
  if (one_is_aware && type != Alliance::mecenat) return std::nullopt;
  const double both =
      gated_ ? 1.0 : consent(trust_ij, trust_ji, actors.risk[low], actors.risk[high], type, policy.ease);
  if (u >= birth_probability(both, any_need, policy.boost) * level_factor) return std::nullopt;
  std::uint8_t domain = 0;
  const double pull = draw_domain(world, low, high, draws.uniform(streams::domain), domain);
  if (u >= birth_probability(both, pull, policy.boost) * level_factor) return std::nullopt;
  if (gated_ && !(passes_gate(trust_ij, actors.risk[low], type, pull, policy.ease) &&
                  passes_gate(trust_ji, actors.risk[high], type, pull, policy.ease))) {
    return std::nullopt;
  }
  return Birth{type, domain};
}

void Partnerships::consider_upgrade(const World& world, std::size_t tie, sim::KeyedDraws draws,
                                    std::vector<Proposal>& out) const {
  if (!climbs(draws)) return;
  out.push_back({draws.uniform(streams::birth_priority), world.ties.store.key(tie),
                 static_cast<std::uint32_t>(tie), next_rung(world.ties.alliance[tie]), world.ties.domain[tie],
                 true});
}

Alliance Partnerships::draw_alliance(const World& world, std::uint32_t low, std::uint32_t high,
                                     sim::KeyedDraws& draws) const {
  if (draws.bernoulli(parameters_.type_loyalty, streams::loyal)) {
    const Family a = world.family(low), b = world.family(high);
    double of_low = 0.5;
    if (a != Family::public_body && b != Family::public_body)
      of_low = a == Family::association ? parameters_.association_lead : 1.0 - parameters_.association_lead;
    return world.actors.preferred_type[draws.uniform(streams::whose_type) < of_low ? low : high];
  }
  // The company column of the survey belongs to pairs of a company ≥10 with an association; a public partner,
  // like a TPE, draws from the other one.
  const bool company10 =
      world.actors.kind[low] == Kind::company10 || world.actors.kind[high] == Kind::company10;
  const bool with_public =
      world.family(low) == Family::public_body || world.family(high) == Family::public_body;
  return draw_type(company10 && !with_public ? base_share_company10_ : base_share_others_,
                   draws.uniform(streams::fresh_type));
}

double Partnerships::draw_domain(const World& world, std::uint32_t low, std::uint32_t high, double u,
                                 std::uint8_t& domain) const {
  const Domains& a = world.actors.need_pull[low];
  const Domains& b = world.actors.need_pull[high];
  std::array<double, domain_count> pull;
  double total = 0.0;
  for (std::size_t d = 0; d < domain_count; ++d) {
    pull[d] = static_cast<double>(a[d]) * b[d];
    total += pull[d] * ((remoteness_domains >> d) & 1 ? remoteness_weight_ : 1.0);
  }
  double rest = u * total;
  for (std::size_t d = 0; d < domain_count; ++d) {
    domain = static_cast<std::uint8_t>(d);
    rest -= pull[d] * ((remoteness_domains >> d) & 1 ? remoteness_weight_ : 1.0);
    if (rest < 0.0) break;
  }
  return pull[domain];
}

void Partnerships::commit(World& world, const sim::Step& step) {
  std::vector<Proposal> proposals = proposals_.joined();
  std::sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.key < b.key;
  });
  const AllianceTerms& terms = parameters_.terms;
  world.flows.partnerships_born = world.flows.partnerships_upgraded = world.flows.births_refused = 0;
  for (const Proposal& p : proposals) {
    const double cost_cut = policy_of(world, p.tie).cost_cut;
    const std::int32_t cost = terms.cost(p.type, cost_cut);
    const std::int32_t more = cost - world.ties.cost[p.tie];
    bool has_room = true;
    for (const std::uint32_t member : {world.ties.store.low_row(p.tie), world.ties.store.high_row(p.tie)}) {
      has_room = has_room && world.actors.used[member] + more <= terms.capacity_of(world.actors, member);
    }
    if (!has_room) {
      world.flows.births_refused += !p.upgrade;
    } else if (p.upgrade) {
      world.ties.alliance[p.tie] = p.type;
      set_cost(world, p.tie, cost);
      ++world.flows.partnerships_upgraded;
    } else {
      begin_partnership(world, p.tie, p.type, p.domain, step.month, terms, cost_cut);
      ++world.flows.partnerships_born;
    }
  }
}

}  // namespace territory
