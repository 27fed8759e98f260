#include <algorithm>

#include "models/territory/submodels/skills.hpp"

namespace territory {

namespace {

using sim::Evidence;

void describe_semantics(SkillParameters& s, sim::ParameterVisitor& p) {
  p.real(s.sem_sitting, {.name = "sem_sitting",
                         .unit = "1/sitting",
                         .range = {0.025, 0.1},
                         .meaning = "share of the missing semantics learnt in a sitting of a workshop",
                         .source = "assumption"});
  p.real(s.sem_success,
         {.name = "sem_success",
          .unit = "1/act",
          .range = {0.005, 0.02},
          .meaning = "share of the missing semantics learnt when one of another family delivers",
          .source = "assumption"});
  p.real(s.sem_decay, {.name = "sem_decay",
                       .unit = "1/month",
                       .range = {0.001, 0.004},
                       .meaning = "share of semantics lost for want of use",
                       .source = "assumption"});
  p.real(s.sem_resource, {.name = "sem_resource",
                          .unit = "1/month",
                          .range = {0.0005, 0.002},
                          .meaning = "semantics that the national resource centre gives to whom it reaches",
                          .source = "assumption"});
  p.real(s.sem_spread,
         {.name = "sem_spread",
          .unit = "1/month",
          .range = {0.0025, 0.01},
          .meaning = "semantics that a fully skilled catalyst trained in a parcours gives a contact",
          .source = "assumption"});
  p.real(s.academic_semantics, {.name = "academic_semantics",
                                .range = {1, 3},
                                .meaning = "factor on what is learnt in workshops of an academic host",
                                .source = "assumption (S0.06)"});
  p.integer(s.resource_centre_month, {.name = "resource_centre_month",
                                      .unit = "months since 2008-01",
                                      .range = {-600, 1200},
                                      .meaning = "month in which the national resource centre opens",
                                      .source = "November 2016",
                                      .evidence = Evidence::seed});
  p.real(s.resource_centre_coverage,
         {.name = "resource_centre_coverage",
          .range = {0, 1},
          .meaning = "share of its effect that the resource centre has on average",
          .source = "assumption"});
}

void describe_parcours(SkillParameters& s, sim::ParameterVisitor& p) {
  p.months(s.parcours_starts, {.name = "parcours_starts",
                               .unit = "YYYY-MM",
                               .range = {-600, 1200},
                               .meaning = "months in which a parcours d'expérience begins; empty = none",
                               .source = "arm of the experiments; one was held in 2018 (S4.01)",
                               .evidence = Evidence::setting,
                               .increasing = true});
  static constexpr std::array<std::string_view, 3> names{"none", "single", "pair"};
  p.choice(s.parcours_pairs, names,
           {.name = "parcours_pairs",
            .meaning = "whether catalysts take part at all, alone, or as a binôme",
            .source = "arm of the experiments (S3.03)",
            .evidence = Evidence::setting});
  p.integer(s.parcours_territories, {.name = "parcours_territories",
                                     .range = {10, 13},
                                     .meaning = "territories that a parcours takes",
                                     .source = "parcours d'expérience (S3.03, S4.01)",
                                     .evidence = Evidence::seed});
  p.integer(s.parcours_months, {.name = "parcours_months",
                                .unit = "months",
                                .range = {1, 36},
                                .meaning = "length of a parcours",
                                .source = "parcours d'expérience (S3.04)",
                                .evidence = Evidence::seed});
  p.integers(s.parcours_sessions, {.name = "parcours_sessions",
                                   .unit = "months",
                                   .range = {1, 36},
                                   .meaning = "months of the parcours in which it meets",
                                   .source = "parcours d'expérience (S3.04)",
                                   .evidence = Evidence::seed,
                                   .increasing = true});
  p.require(s.parcours_sessions.empty() || s.parcours_sessions.back() <= s.parcours_months,
            {"parcours_months", "parcours_sessions"}, "a session cannot come after the end of the parcours");
  p.real(s.parcours_gain, {.name = "parcours_gain",
                           .range = {0, 0.3},
                           .meaning = "share of the missing skill a catalyst gains in a session",
                           .source = "assumption"});
  p.real(s.pair_factor, {.name = "pair_factor",
                         .range = {1, 3},
                         .meaning = "factor on what a binôme spreads",
                         .source = "assumption"});
}

}  // namespace

void SkillParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "skills", "what is learnt: semantics, skill, the parcours d'expérience (SM12)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether semantics and skill change at all",
                   .source = "arm of the experiments",
                   .evidence = Evidence::setting});
  describe_semantics(*this, p);
  describe_parcours(*this, p);
}

}  // namespace territory
