#include "models/territory/submodels/gathering_parameters.hpp"

#include <cmath>

namespace territory {

int GatheringParameters::invitations(Modality modality) const {
  return static_cast<int>(std::lround(invite_factor * cap(modality)));
}

void GatheringParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "gatherings", "events and workshops: who is asked, who comes (SM3)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether calls to events and workshops are answered",
                   .source = "arm of the experiments",
                   .evidence = Evidence::setting});
  static constexpr std::array<std::string_view, 4> policies{"adaptive", "event", "workshop", "project"};
  p.choice(
      modality_policy, policies,
      {.name = "modality_policy",
       .meaning = "modality of a call: as called and fit for those in reach, or one and the same for all",
       .source = "three modalities by maturity (S0.04); arms of H11",
       .evidence = Evidence::seed});
  p.flag(level_gate, {.name = "level_gate",
                      .meaning = "whether workshops are for level 1 or more and experiments for level 2 or 3",
                      .source = "three modalities by maturity (S0.04)",
                      .evidence = Evidence::seed});
  static constexpr std::array<std::string_view, 2> doors{"everybody", "companies"};
  p.choice(workshops_open_to, doors,
           {.name = "workshops_open_to",
            .meaning = "who is asked to workshops and experiments: everybody, or companies of any size only",
            .source = "arm of the experiments (H7)",
            .evidence = Evidence::setting,
            .silent_default = true});
  p.integer(event_cap, {.name = "event_cap",
                        .unit = "people",
                        .range = {20, 150},
                        .meaning = "most participants of an event",
                        .source = "at most 67 came to one (S1.17)",
                        .evidence = Evidence::seed});
  p.integer(workshop_size, {.name = "workshop_size",
                            .unit = "people",
                            .range = {6, 20},
                            .meaning = "most participants of a workshop",
                            .source = "assumption"});
  p.integer(sittings, {.name = "sittings",
                       .unit = "months",
                       .range = {1, 6},
                       .meaning = "monthly sittings of a workshop",
                       .source = "three workshops a territory (S0.09)",
                       .evidence = Evidence::seed});
  p.integer(event_contacts, {.name = "event_contacts",
                             .unit = "people",
                             .range = {0, 5},
                             .meaning = "people whom each participant of an event goes up to",
                             .source = "assumption"});
  p.real(invite_radius, {.name = "invite_radius",
                         .unit = "km",
                         .range = {0, 40},
                         .meaning = "how far a mayor invites beyond the own commune",
                         .source = "assumption"});
  p.real(invite_factor, {.name = "invite_factor",
                         .range = {1, 5},
                         .meaning = "invitations for each seat",
                         .source = "assumption"});
  p.real(readiness, {.name = "readiness",
                     .range = {0.6, 1},
                     .meaning = "share of actors open to any invitation in a year, drawn each January",
                     .source = "11 of 13 (S3.02)",
                     .evidence = Evidence::seed,
                     .symbol = "ready"});
  p.real(accept_constant, {.name = "accept_constant",
                           .unit = "logit",
                           .range = {-1, -0.25},
                           .meaning = "leaning to come with nothing for or against it",
                           .source = "assumption"});
  p.real(accept_preference, {.name = "accept_preference",
                             .unit = "logit",
                             .range = {1, 4},
                             .meaning = "pull of a modality that is what the actor prefers",
                             .source = "assumption"});
  p.real(accept_trust, {.name = "accept_trust",
                        .unit = "logit",
                        .range = {0.75, 3},
                        .meaning = "pull of trust in the organiser",
                        .source = "assumption"});
  p.real(accept_need, {.name = "accept_need",
                       .unit = "logit",
                       .range = {0.5, 2},
                       .meaning = "pull of the most pressing need the actor has a part in",
                       .source = "assumption"});
  p.real(accept_load, {.name = "accept_load",
                       .unit = "logit",
                       .range = {-4, -1},
                       .meaning = "effect of a full agenda",
                       .source = "assumption"});
  p.real(citizen_attendance,
         {.name = "citizen_attendance",
          .unit = "logit",
          .range = {0, 2},
          .meaning = "pull of the voluntary energy of citizens above one half, in the invitee's commune",
          .source = "direction S1.06; value assumed",
          .symbol = "cit_event"});
  p.real(event_cost, {.name = "event_cost",
                      .unit = "units",
                      .range = {0.125, 0.5},
                      .meaning = "capacity an event takes in its month",
                      .source = "assumption"});
  p.real(sitting_cost, {.name = "sitting_cost",
                        .unit = "units",
                        .range = {0.25, 1},
                        .meaning = "capacity a sitting of a workshop takes in its month",
                        .source = "assumption"});
}

}  // namespace territory
