#include "models/territory/model.hpp"

#include "models/territory/invariants.hpp"
#include "models/territory/streams.hpp"
#include "models/territory/submodels/exposure.hpp"
#include "models/territory/submodels/projects.hpp"

namespace territory {

namespace {

void adopt_rule(World& world, const TrustParameters& trust) {
  switch (trust.rule) {
    case TrustParameters::Rule::beta:
      world.adopt(trust.beta);
      break;
    case TrustParameters::Rule::asymmetric:
      world.adopt(trust.asymmetric);
      break;
    case TrustParameters::Rule::reinforcement:
      world.adopt(trust.reinforcement);
      break;
  }
}

}  // namespace

Model::Model(const Scenario& scenario, const sim::Executor& executor)
    : Model(scenario, read_geography(scenario.territory), executor) {}

Model::Model(const Scenario& scenario, Geography geography, const sim::Executor& executor,
             const std::function<void(World&, const TraitDrawer&)>& prepare)
    : scenario_(scenario),
      executor_(executor),
      world_(std::move(geography)),
      traits_(scenario.traits, scenario.needs.weights) {
  const sim::RandomKey key = scenario_.run.key();
  adopt_rule(world_, scenario_.trust);
  populate(world_, scenario_.population, traits_, {scenario_.catalysts.seats, scenario_.places.seats}, key,
           executor_);
  if (prepare) prepare(world_, traits_);
  world_.roster.build(world_.actors, world_.geography.communes.size());
  initialise_valorisation(world_, scenario_.valorisation);
  initialise_needs(world_, scenario_.needs, key);
  Perception(scenario_.needs).perceive(world_, key, streams::building, executor_);
  world_.ties.store.index(executor_);
  // Everybody's first contacts are made in the month before the run and under the builder's draws.
  Encounters encounters(scenario_.encounters, world_, executor_);
  encounters.meet_first(world_, {streams::building, true, key, executor_});
  for (auto* column : {&world_.ties.born, &world_.ties.last_used}) {
    std::ranges::fill(column->all(), static_cast<std::int16_t>(scenario_.run.first().value - 1));
  }
  std::ranges::fill(world_.ties.met.all(), Occasion::none);
  world_.flows = {};
  add_submodels(std::move(encounters));
}

/// The model's table of contents: a month is this list, top to bottom.
void Model::add_submodels(Encounters&& encounters) {
  const Scenario& s = scenario_;
  const AllianceTerms& terms = s.partnerships.terms;
  schedule_.add(std::make_unique<Elections>(s.elections, traits_));
  schedule_.add(std::make_unique<Demography>(s.demography, terms, traits_));
  schedule_.add(std::make_unique<Perception>(s.needs));
  schedule_.add(std::make_unique<Exposure>());
  schedule_.add(std::make_unique<Encounters>(std::move(encounters)));
  schedule_.add(std::make_unique<Outcomes>(s.outcomes, terms));
  schedule_.add(std::make_unique<TrustUpdate>(s.trust, s.outcomes, terms));
  schedule_.add(std::make_unique<Witness>(s.trust));
  schedule_.add(std::make_unique<Publicity>(s.valorisation));
  schedule_.add(std::make_unique<Partnerships>(s.partnerships, s.traits, s.needs, s.trust));
  schedule_.add(std::make_unique<PartnershipEnds>(s.endings, terms));
  schedule_.add(std::make_unique<ProjectWork>(
      s.projects, s.valorisation,
      ProjectSurroundings{.misreading = s.outcomes.misreading, .visibility_base = s.trust.visibility_base},
      world_.geography));
  schedule_.add(std::make_unique<Levels>(s.engagement, s.traits));
  schedule_.add(std::make_unique<Openings>(s.catalysts, s.places));
  schedule_.add(std::make_unique<Valorisation>(s.valorisation));
  // Last: until then everybody's list of contacts, made when they met, is up to date.
  schedule_.add(std::make_unique<ContactExpiry>(s.endings));
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
