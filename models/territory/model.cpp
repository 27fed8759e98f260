#include "models/territory/model.hpp"

#include "models/territory/invariants.hpp"
#include "models/territory/streams.hpp"
#include "models/territory/submodels/catalyst_accounts.hpp"
#include "models/territory/submodels/catalyst_agenda.hpp"
#include "models/territory/submodels/demarche.hpp"
#include "models/territory/submodels/exposure.hpp"
#include "models/territory/submodels/initial_partnerships.hpp"
#include "models/territory/submodels/participation.hpp"
#include "models/territory/submodels/place_accounts.hpp"
#include "models/territory/submodels/place_visits.hpp"
#include "models/territory/submodels/projects.hpp"
#include "models/territory/submodels/value_drift.hpp"

namespace territory {

Model::Model(const Scenario& scenario, const sim::Executor& executor)
    : Model(scenario, read_geography(scenario.territory), executor) {}

TraitDrawer Model::traits_of(const Scenario& scenario) {
  return {scenario.traits, scenario.needs.weights, scenario.needs.acc_start};
}

Model::Model(const Scenario& scenario, Geography geography, const sim::Executor& executor,
             const std::function<void(World&, const TraitDrawer&)>& prepare, const TraitDrawer* traits)
    : scenario_(scenario),
      executor_(executor),
      world_(std::move(geography)),
      traits_(traits != nullptr ? *traits : traits_of(scenario)) {
  const sim::RandomKey key = scenario_.run.key();
  scenario_.trust.with_rule([this](const auto& rule) { world_.adopt(rule); });
  populate(world_, scenario_.population, traits_, {scenario_.catalysts.seats, scenario_.places.seats}, key,
           executor_);
  draw_profiles(world_, scenario_.mayors.profile_shares, key);
  if (prepare) prepare(world_, traits_);
  world_.roster.build(world_.actors, world_.geography.communes.size());
  std::ranges::fill(world_.communes.last_gathering.all(), never);
  initialise_valorisation(world_, scenario_.valorisation);
  initialise_needs(world_, scenario_.needs, key);
  initialise_citizens(world_, scenario_.citizens, scenario_.population.associations_per_1000);
  Perception(scenario_.needs).perceive(world_, key, streams::building, executor_);
  world_.ties.store.index(executor_);
  // Everybody's first contacts are made in the month before the run and under the builder's draws.
  EncounterParameters meeting = scenario_.encounters;
  meeting.prior_mean += scenario_.trust.bias;
  Encounters encounters(meeting, world_, executor_);
  encounters.meet_first(world_, {streams::building, true, key, executor_});
  for (auto* column : {&world_.ties.born, &world_.ties.last_used}) {
    std::ranges::fill(column->all(), static_cast<std::int16_t>(scenario_.run.first().value - 1));
  }
  std::ranges::fill(world_.ties.met.all(), Occasion::none);
  if (scenario_.partnerships.initial_partnerships == PartnershipParameters::Initial::stationary) {
    const Scenario& s = scenario_;
    InitialPartnerships({s.partnerships, s.traits, s.needs, s.trust, s.outcomes, s.reciprocity, s.endings,
                         s.demography, s.skills, s.mayors.ppp_factor})
        .draw(world_, encounters, s.run.first(), key, executor_);
  }
  world_.flows = {};
  add_submodels(std::move(encounters));
}

/// The model's table of contents: a month is this list, top to bottom.
void Model::add_submodels(Encounters&& encounters) {
  const Scenario& s = scenario_;
  const AllianceTerms& terms = s.partnerships.terms;
  const ProjectFunding funding{.grant_months = s.projects.grant_months,
                               .member_contribution = s.projects.member_contribution};
  schedule_.add(std::make_unique<Interventions>(s.interventions, s.levers, s.shocks, world_.geography));
  schedule_.add(std::make_unique<Elections>(s.elections, traits_, s.mayors.profile_shares));
  schedule_.add(std::make_unique<Demography>(s.demography, traits_));
  schedule_.add(std::make_unique<ValueDrift>(s.trust.value_drift));
  schedule_.add(std::make_unique<NeedDynamics>(s.need_dynamics));
  schedule_.add(std::make_unique<Citizens>(s.citizens));
  schedule_.add(std::make_unique<Perception>(s.needs));
  schedule_.add(std::make_unique<Exposure>(s.engagement.peer_weight));
  schedule_.add(std::make_unique<MayorActs>(s.mayors));
  schedule_.add(std::make_unique<CatalystAgendas>(s.catalysts, s.places.enabled));
  schedule_.add(std::make_unique<PlaceVisits>(s.places, s.catalysts.enabled));
  schedule_.add(std::make_unique<Demarche>(s.demarche, funding, world_.geography));
  schedule_.add(std::make_unique<Participation>(
      s.gatherings, terms, s.places.enabled ? s.places.workshop_discount : 1.0, world_, executor_));
  schedule_.add(std::make_unique<AcademicWorkshops>(s.skills));
  schedule_.add(std::make_unique<Encounters>(std::move(encounters)));
  schedule_.add(std::make_unique<Outcomes>(s.outcomes, terms));
  schedule_.add(std::make_unique<Reciprocity>(s.reciprocity, terms));
  schedule_.add(std::make_unique<TrustUpdate>(s.trust, s.outcomes, terms, s.traits));
  schedule_.add(std::make_unique<Witness>(s.trust));
  schedule_.add(std::make_unique<Publicity>(s.valorisation));
  schedule_.add(
      std::make_unique<Partnerships>(s.partnerships, s.traits, s.needs, s.trust, s.mayors.ppp_factor));
  schedule_.add(std::make_unique<PartnershipEnds>(s.endings));
  schedule_.add(
      std::make_unique<ProjectWork>(s.projects, s.valorisation,
                                    ProjectSurroundings{.misreading = s.outcomes.misreading,
                                                        .visibility_base = s.trust.visibility_base,
                                                        .sittings = s.gatherings.sittings,
                                                        .level_gate = s.gatherings.level_gate,
                                                        .academic_accuracy = s.catalysts.academic_accuracy},
                                    world_.geography));
  schedule_.add(std::make_unique<Levels>(s.engagement, s.traits));
  schedule_.add(std::make_unique<Skills>(s.skills, s.catalysts.academic_semantics));
  // After all who look up contacts: they are listed anew only next month.
  schedule_.add(std::make_unique<ContactExpiry>(s.endings));
  schedule_.add(std::make_unique<CatalystAccounts>(s.catalysts, s.places.enabled, traits_));
  schedule_.add(std::make_unique<PlaceAccounts>(s.places));
  schedule_.add(std::make_unique<Openings>(s.catalysts, s.places));
  schedule_.add(std::make_unique<Valorisation>(s.valorisation));
  schedule_.add(std::make_unique<Observers>(s.observers, funding));
  sim::check_declarations(schedule_.declarations(), world_.column_names());
}

sim::Simulation<World> Model::simulation() { return {world_, schedule_, executor_, scenario_.run.key()}; }

sim::Month Model::run(sim::Simulation<World>& simulation, std::optional<sim::Month> done) const {
  return simulation.run(done ? *done + 1 : scenario_.run.first(), scenario_.run.last(), sim::Month{0});
}

std::vector<sim::Declaration> declared_schedule() {
  const sim::Executor executor(1);
  return Model(Scenario{}, Geography{}, executor).schedule().declarations();
}

}  // namespace territory
