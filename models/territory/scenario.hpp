// A scenario: every parameter of the model and of the run, in the order in which the scenario file tells it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/territory/submodels/citizens.hpp"
#include "models/territory/submodels/demarche_parameters.hpp"
#include "models/territory/submodels/demography.hpp"
#include "models/territory/submodels/elections.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/gathering_parameters.hpp"
#include "models/territory/submodels/interventions.hpp"
#include "models/territory/submodels/levels.hpp"
#include "models/territory/submodels/mayor_acts.hpp"
#include "models/territory/submodels/need_dynamics.hpp"
#include "models/territory/submodels/needs.hpp"
#include "models/territory/submodels/observers.hpp"
#include "models/territory/submodels/openings.hpp"
#include "models/territory/submodels/outcomes.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/submodels/reciprocity.hpp"
#include "models/territory/submodels/skills.hpp"
#include "models/territory/submodels/trust_update.hpp"
#include "models/territory/submodels/valorisation.hpp"
#include "models/territory/survey.hpp"
#include "models/territory/world/geography.hpp"
#include "models/territory/world/population.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

struct RunParameters {
  std::string title;
  std::string question;
  std::int64_t seed = 1;
  std::int64_t replicate = 0;
  int spinup_months = 180;
  std::string until = "2020-12";

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] sim::RandomKey key() const {
    return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(replicate)};
  }
  [[nodiscard]] sim::Month first() const { return {-spinup_months}; }
  [[nodiscard]] sim::Month last() const { return sim::parse_month(until).value_or(sim::Month{0}); }
};

struct OutputParameters {
  bool spinup_rows = false;
  bool epci_series = true;
  bool commune_series = true;
  std::vector<sim::Month> snapshots;  ///< months at whose end every actor and tie is written, rising

  void describe(sim::ParameterVisitor& parameters);
};

struct Scenario {
  RunParameters run;
  TerritoryParameters territory;
  PopulationParameters population;
  TraitParameters traits;
  NeedParameters needs;
  NeedDynamicsParameters need_dynamics;
  CitizenParameters citizens;
  GatheringParameters gatherings;
  EncounterParameters encounters;
  OutcomeParameters outcomes;
  ReciprocityParameters reciprocity;
  TrustParameters trust;
  PartnershipParameters partnerships;
  EndingParameters endings;
  EngagementParameters engagement;
  SkillParameters skills;
  DemographyParameters demography;
  ElectionParameters elections;
  MayorParameters mayors;
  CatalystParameters catalysts;
  PlaceParameters places;
  DemarcheParameters demarche;
  ObserverParameters observers;
  LeverParameters levers;
  ShockParameters shocks;
  std::vector<Intervention> interventions;  ///< in the order of their names
  ProjectParameters projects;
  ValorisationParameters valorisation;
  SurveyParameters survey;
  OutputParameters output;

  void describe(sim::ParameterVisitor& parameters);
  /// The first month of which the result has a row; the last is `run.last()`.
  [[nodiscard]] sim::Month first_recorded() const {
    return {output.spinup_rows ? std::min(run.first().value, -1) : -1};
  }

  /// The interventions of one kind, in the order of their names.
  [[nodiscard]] std::vector<Intervention> interventions_of(InterventionKind kind) const;

 private:
  void relate(sim::ParameterVisitor& parameters) const;
};

}  // namespace territory
