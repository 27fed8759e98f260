#include "models/territory/submodels/demarche_parameters.hpp"

#include <algorithm>

namespace territory {

namespace {

std::optional<DemarcheStep> step_named(std::string_view name) {
  const auto at = std::ranges::find(demarche_step_names, name);
  if (at == demarche_step_names.end()) return std::nullopt;
  return static_cast<DemarcheStep>(at - demarche_step_names.begin());
}

bool each_step_once(std::vector<std::string> steps) {
  std::ranges::sort(steps);
  return std::ranges::adjacent_find(steps) == steps.end() &&
         std::ranges::all_of(steps, [](const std::string& name) { return step_named(name).has_value(); });
}

int months_of(DemarcheStep step, const DemarcheParameters& p) {
  switch (step) {
    case DemarcheStep::listen:
      return p.listen_months;
    case DemarcheStep::coconstruct:
      return p.coconstruct_months;
    case DemarcheStep::carry:
      return p.carry_months;
    case DemarcheStep::valorise:
      return p.valorise_months;
  }
  return 0;
}

}  // namespace

void DemarcheParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "demarche", "a démarche of co-construction on an EPCI (SM19)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether démarches take place where an intervention starts them",
                   .evidence = Evidence::setting});
  p.texts(steps,
          {.name = "steps",
           .meaning = "its steps in their order, each of listen, coconstruct, carry, valorise at most once",
           .source = "premier kilomètre, then workshops, pilots, return (S0.05, S2.03)",
           .evidence = Evidence::seed});
  p.integer(listen_months, {.name = "listen_months",
                            .unit = "months",
                            .range = {0, 12},
                            .meaning = "length of the listening",
                            .source = "3 to 12 months in the documents (S2.03)",
                            .evidence = Evidence::seed});
  p.integer(coconstruct_months, {.name = "coconstruct_months",
                                 .unit = "months",
                                 .range = {1, 12},
                                 .meaning = "months in each of which a workshop is called",
                                 .source = "assumption"});
  p.integer(carry_months, {.name = "carry_months",
                           .unit = "months",
                           .range = {12, 18},
                           .meaning = "length of the carrying out, in which pilots are supported",
                           .source = "12 to 18 months (S2.03)",
                           .evidence = Evidence::seed});
  p.integer(valorise_months, {.name = "valorise_months",
                              .unit = "months",
                              .range = {1, 12},
                              .meaning = "length of the final valorisation",
                              .source = "assumption"});
  p.real(listen_accuracy, {.name = "listen_accuracy",
                           .range = {0.5, 1},
                           .meaning = "accuracy to which those who are listened to come to see needs",
                           .source = "assumption"});
  p.integer(pilots_min, {.name = "pilots_min",
                         .range = {1, 10},
                         .meaning = "pilots under which new projects are taken in while it carries out",
                         .source = "three to five experiments a territory (S0.07)",
                         .evidence = Evidence::seed});
  p.integer(pilots_max, {.name = "pilots_max",
                         .range = {1, 10},
                         .meaning = "running projects taken as pilots at the outset, at most",
                         .source = "three to five experiments a territory (S0.07)",
                         .evidence = Evidence::seed});
  p.flag(new_ideas, {.name = "new_ideas",
                     .meaning = "whether only projects born since it began can be pilots",
                     .source = "arm of an experiment",
                     .evidence = Evidence::setting});
  p.integer(invitation_every,
            {.name = "invitation_every",
             .unit = "months",
             .range = {1, 18},
             .meaning = "how often visible pilots invite the companies of the EPCI to an event",
             .source = "assumption"});
  p.real(valorise_action, {.name = "valorise_action",
                           .range = {0, 2},
                           .meaning = "action on the valorisation stock in each month of valorisation",
                           .source = "assumption"});
  p.choice(event_position, event_position_names,
           {.name = "event_position",
            .meaning = "whether the event for everybody closes it, opens it, or both",
            .source = "the event comes last and closes the loop (S0.05)",
            .evidence = Evidence::seed});
  p.real(demarche_spread,
         {.name = "demarche_spread",
          .unit = "1/year",
          .range = {0, 0.5},
          .meaning = "chance that it starts one in a neighbour EPCI, each year from its start",
          .source = "assumption"});
  p.require(!steps.empty() && each_step_once(steps), {"steps"},
            "steps must name one or more of listen, coconstruct, carry, valorise, each at most once");
  p.require(pilots_min <= pilots_max, {"pilots_min", "pilots_max"}, "pilots_min must not exceed pilots_max");
}

DemarcheTimetable::DemarcheTimetable(const DemarcheParameters& parameters) {
  for (const std::string& name : parameters.steps) {
    const auto step = step_named(name);
    if (!step) continue;
    for (int month = 0; month < months_of(*step, parameters); ++month) due_.push_back({*step, month, false});
  }
  if (due_.empty()) return;
  if (parameters.event_position != EventPosition::last) due_.front().event = true;
  if (parameters.event_position != EventPosition::first) due_.back().event = true;
}

std::optional<DemarcheMonth> DemarcheTimetable::at(int elapsed) const {
  if (elapsed < 0 || elapsed >= months()) return std::nullopt;
  return due_[static_cast<std::size_t>(elapsed)];
}

}  // namespace territory
