#include "models/territory/scenario.hpp"

namespace territory {

using sim::Evidence;

void RunParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "run", "what is run");
  p.text(title, {.name = "title",
                 .meaning = "name of the scenario, for tables and figures",
                 .evidence = Evidence::setting});
  p.text(question,
         {.name = "question", .meaning = "what the scenario is for", .evidence = Evidence::setting});
  p.integer(seed, {.name = "seed",
                   .range = {0, 4294967295.0},
                   .meaning = "first half of the random key",
                   .evidence = Evidence::setting});
  p.integer(replicate, {.name = "replicate",
                        .range = {0, 4294967295.0},
                        .meaning = "second half of the random key",
                        .evidence = Evidence::setting});
  p.integer(spinup_months, {.name = "spinup_months",
                            .unit = "months",
                            .range = {0, 600},
                            .meaning = "months before January 2008, growth of engagement off, not recorded",
                            .source = "stock reached from empty (L28)",
                            .evidence = Evidence::derived});
  p.text(
      until,
      {.name = "until", .unit = "YYYY-MM", .meaning = "last month simulated", .evidence = Evidence::setting});
  const auto last = sim::parse_month(until);
  p.require(last && last->value >= 0 && last->value <= 1200, {"until"},
            "until must be a month written YYYY-MM, 2008-01 to 2108-01");
}

void OutputParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "output", "what is written");
  p.flag(spinup_rows, {.name = "spinup_rows",
                       .meaning = "whether the months of the spin-up are written too",
                       .evidence = Evidence::setting});
  p.flag(epci_series, {.name = "epci_series",
                       .meaning = "whether monthly series by EPCI are written",
                       .evidence = Evidence::setting});
  p.flag(commune_series, {.name = "commune_series",
                          .meaning = "whether yearly series by commune are written",
                          .evidence = Evidence::setting});
  p.months(snapshots, {.name = "snapshots",
                       .unit = "YYYY-MM",
                       .range = {-600, 1200},
                       .meaning = "months at whose end every actor, contact and partnership is written",
                       .evidence = Evidence::setting,
                       .increasing = true,
                       .silent_default = true});
}

std::vector<Intervention> Scenario::interventions_of(InterventionKind kind) const {
  std::vector<Intervention> found;
  std::ranges::copy_if(interventions, std::back_inserter(found),
                       [kind](const Intervention& i) { return i.kind == kind; });
  return found;
}

/// Between groups, so after all of them.
void Scenario::relate(sim::ParameterVisitor& p) const {
  const auto& months = output.snapshots;
  p.require(months.empty() || months.back() <= run.last(), {"output.snapshots", "run.until"},
            "a snapshot cannot come after the last month simulated");
  p.require(months.empty() || months.front() >= first_recorded(),
            {"output.snapshots", "output.spinup_rows", "run.spinup_months"},
            "a snapshot cannot come before the first month written, " + sim::to_string(first_recorded()));
}

void Scenario::describe(sim::ParameterVisitor& p) {
  run.describe(p);
  territory.describe(p);
  population.describe(p);
  traits.describe(p);
  needs.describe(p);
  need_dynamics.describe(p);
  citizens.describe(p);
  gatherings.describe(p);
  encounters.describe(p);
  outcomes.describe(p);
  reciprocity.describe(p);
  trust.describe(p);
  partnerships.describe(p);
  endings.describe(p);
  engagement.describe(p);
  skills.describe(p);
  demography.describe(p);
  elections.describe(p);
  mayors.describe(p);
  catalysts.describe(p);
  places.describe(p);
  demarche.describe(p);
  observers.describe(p);
  levers.describe(p);
  shocks.describe(p);
  p.list(interventions,
         {.name = "intervention",
          .meaning = "levers, funds, shocks and démarches: what is done, when and where (SM15, "
                     "SM16)"});
  projects.describe(p);
  valorisation.describe(p);
  survey.describe(p);
  output.describe(p);
  relate(p);
}

}  // namespace territory
