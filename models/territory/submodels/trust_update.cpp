#include "models/territory/submodels/trust_update.hpp"

#include "models/territory/streams.hpp"

namespace territory {

void TrustParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "trust", "how trust follows what happened (SM6)");
  p.choice(rule, TrustRules::names,
           {.name = "rule", .meaning = "theory of trust in force", .evidence = Evidence::setting});
  p.real(stake_loss, {.name = "stake_loss",
                      .range = {0, 1},
                      .meaning = "further weight of a failure inside a partnership",
                      .source = "assumption"});
  p.real(tau_shift,
         {.name = "tau_shift",
          .range = {-0.2, 0.2},
          .meaning = "added to every threshold of trust: puts rules of different level on one scale",
          .source = "fitted by rule",
          .evidence = Evidence::derived});
  p.real(bias, {.name = "bias",
                .range = {-0.3, 0.3},
                .meaning = "added to every first impression: strangers over- or underrate each other",
                .source = "arm of H1"});
  p.real(value_drift, {.name = "value_drift",
                       .unit = "1/month",
                       .range = {-0.002, 0.002},
                       .meaning = "change of everybody's trustworthiness a month, from January 2008 on",
                       .source = "arm of H1",
                       .symbol = "ν"});
  p.real(id_bonus,
         {.name = "id_bonus",
          .unit = "1/month",
          .range = {0, 0.02},
          .meaning = "share of what a first impression lacks to full trust that a month in a shared "
                     "project adds",
          .source = "arm of H1 (identification)"});
  p.real(witness_weight, {.name = "witness_weight",
                          .range = {0, 0.5},
                          .meaning = "weight of what a trusted third party says",
                          .source = "assumption",
                          .symbol = "χ"});
  p.integer(witness_contacts, {.name = "witness_contacts",
                               .unit = "1/month",
                               .range = {0, 5},
                               .meaning = "contacts an actor listens to",
                               .source = "assumption",
                               .symbol = "n_w"});
  p.real(witness_min_trust, {.name = "witness_min_trust",
                             .range = {0, 1},
                             .meaning = "trust from which a contact is listened to",
                             .source = "assumption"});
  p.real(visibility_base, {.name = "visibility_base",
                           .range = {0, 1},
                           .meaning = "visibility of what happened without valorisation",
                           .source = "assumption (\"sous les radars\")",
                           .symbol = "v0"});
  static constexpr std::array<std::string_view, 2> gates{"none", "marsh"};
  p.choice(
      gate, gates,
      {.name = "gate",
       .meaning = "what turns trust into consent to a partnership: its logit (none) or Marsh's threshold",
       .evidence = Evidence::setting});
  // What has no meaning under a theory is refused, not ignored.
  const std::string name = rule_name();
  const auto [prior, endogenous] = with_rule([]<class Theory>(const Theory&) {
    return std::pair{keeps_prior<Theory>, is_endogenous<Theory>};
  });
  p.require(bias == 0.0 || prior, {"bias", "rule"},
            "trust.bias shifts first impressions, and " + name + " keeps none");
  p.require(id_bonus == 0.0 || prior, {"id_bonus", "rule"},
            "trust.id_bonus moves first impressions, and " + name + " keeps none");
  p.require(value_drift == 0.0 || !endogenous, {"value_drift", "rule"},
            "trust.value_drift moves trustworthiness, and under " + name + " nobody's behaviour follows it");
  TrustRules::for_each(rules, [&](auto& theory) { theory.describe(p); });
  marsh.describe(p);
}

TrustUpdate::TrustUpdate(const TrustParameters& parameters, const OutcomeParameters& outcomes,
                         const AllianceTerms& terms, const TraitParameters& traits)
    : encounter_weight_(outcomes.encounter_weight),
      project_weight_(outcomes.project_weight),
      loss_factor_(1.0 + parameters.stake_loss),
      id_bonus_(parameters.id_bonus),
      detail_(outcomes, terms, traits) {
  for (std::size_t k = 0; k < meeting_weight_.size(); ++k)
    meeting_weight_[k] = outcomes.weight_of(static_cast<Occasion>(k));
  for (std::size_t k = 0; k < alliance_count; ++k)
    act_weight_[k] = terms.evidence_weight[k] * (1.0 + terms.stake[k]);
}

sim::Declaration TrustUpdate::declaration() const {
  return {.name = "trust",
          .phase = "P08",
          .meaning = "trust fades for a month, then follows the month's acts by the rule in force",
          .streams = {{streams::act_detail, "act_detail"}},
          .reads = {"ties.outcome", "ties.met", "ties.alliance", "ties.shared_projects", "ties.state_ij",
                    "ties.state_ji", "actors.qualities", "actors.kind", "actors.large", "actors.semantics",
                    "actors.used", "actors.committed", "actors.attended", "actors.capacity_bonus",
                    "actors.commune", "epcis.misreading_cut"},
          .amends = {"ties.state_ij", "ties.state_ji", "ties.trust_ij", "ties.trust_ji"}};
}

template <class Theory>
void TrustUpdate::pass(TrustStates<Theory>& trust, World& world, const sim::Step& step,
                       const sim::Chunk& chunk) const {
  Ties& ties = world.ties;
  for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
    auto ij = trust.ij[t];
    auto ji = trust.ji[t];
    month(trust.rule, ij, ji, {ties.outcome[t], ties.alliance[t], ties.met[t], ties.shared_projects[t] > 0},
          [&](ActDetail::Act which, Experience& of_low, Experience& of_high) {
            detail_.show(world, step, t, which, of_low, of_high);
          });
    trust.ij[t] = ij;
    trust.ji[t] = ji;
    ties.trust_ij[t] = trust.rule.value(ij);
    ties.trust_ji[t] = trust.rule.value(ji);
  }
}

void TrustUpdate::commit(World& world, const sim::Step& step) {
  std::visit(
      [&](auto& trust) {
        step.executor.for_chunks(world.ties.size(),
                                 [&](const sim::Chunk& chunk) { pass(trust, world, step, chunk); });
      },
      world.trust);
}

}  // namespace territory
