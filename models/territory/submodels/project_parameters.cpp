#include "models/territory/submodels/project_parameters.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "models/territory/world/projects.hpp"

namespace territory {

namespace {

const std::vector<std::string> working{"emerge", "perpetuate", "deploy"};

void describe_beginnings(ProjectParameters& v, sim::ParameterVisitor& p) {
  p.flag(v.enabled, {.name = "enabled",
                     .meaning = "whether there are projects of several actors at all",
                     .source = "arm of the experiments",
                     .evidence = sim::Evidence::setting});
  p.real(v.existing_projects,
         {.name = "existing_projects",
          .unit = "1/10000 inhabitants",
          .range = {0, 2},
          .meaning = "projects that territories already run in January 2008",
          .source = "fitted to C3 with idea_prob and join_rate (S0.07: pilots are chosen among what exists)",
          .evidence = sim::Evidence::derived});
  p.choice(v.project_start_stage, std::span(stage_names).first(working_stages),
           {.name = "project_start_stage",
            .meaning = "stage in which those projects are",
            .source = "assumption (S0.07)"});
  p.real(v.idea_prob, {.name = "idea_prob",
                       .range = {0, 1},
                       .meaning = "chance that a finished workshop of perfect method yields an idea",
                       .source = "fitted to C3",
                       .evidence = sim::Evidence::derived});
  p.real(v.rigour, {.name = "rigour",
                    .range = {0, 1},
                    .meaning = "rigour of the method of workshops: share of that chance they attain",
                    .source = "fitted to C3 (a frame first, then freedom)",
                    .evidence = sim::Evidence::derived});
  static constexpr std::array<std::string_view, 2> drivers{"need", "solution"};
  p.choice(v.idea_driver, drivers,
           {.name = "idea_driver",
            .meaning = "whether a project takes up the greatest need its members see or what its lead can do",
            .source = "arm of the experiments (S0.05: first kilometre of needs)",
            .evidence = sim::Evidence::setting});
  p.integer(v.project_templates, {.name = "project_templates",
                                  .range = {1, most_templates},
                                  .meaning = "distinct models of project known, each for two domains",
                                  .source = "arm of the experiments (1, 3 or 8)",
                                  .evidence = sim::Evidence::setting});
  static constexpr std::array<std::string_view, 2> doors{"everybody", "companies"};
  p.choice(v.open_to, doors,
           {.name = "open_to",
            .meaning = "who may be a member of a project and lead it; companies of any size, or everybody "
                       "but catalysts, and then of two families or more",
            .source = "arm of the experiments (H7)",
            .evidence = sim::Evidence::setting,
            .silent_default = true});
  static constexpr auto domains = [] {
    std::array<std::string_view, domain_count + 1> names{"any"};
    std::copy(domain_names.begin(), domain_names.end(), names.begin() + 1);
    return names;
  }();
  p.choice(v.only_domain, domains,
           {.name = "only_domain",
            .meaning = "the one domain that projects take up, or any",
            .source = "arm of the experiments (H7)",
            .evidence = sim::Evidence::setting,
            .silent_default = true});
  p.require(v.domains_allowed() != 0, {"only_domain", "project_templates"},
            "none of the models of project known serves only_domain");
  p.real(v.match_share, {.name = "match_share",
                         .range = {0, 0.6},
                         .meaning = "share of a project's quality that hangs on meeting a need",
                         .source = "assumption"});
  p.real(v.project_money, {.name = "project_money",
                           .unit = "months",
                           .range = {6, 24},
                           .meaning = "months of its own cost a new project has in hand",
                           .source = "assumption"});
}

void describe_members(ProjectParameters& v, sim::ParameterVisitor& p) {
  p.integer(v.members_min, {.name = "members_min",
                            .range = {2, 5},
                            .meaning = "members without whom no project begins, nor lasts",
                            .source = "assumption (S1.16)"});
  p.integer(v.members_max, {.name = "members_max",
                            .range = {6, static_cast<double>(project_seats)},
                            .meaning = "members a project has at most",
                            .source = "assumption (S1.16)"});
  p.integer(v.members_full, {.name = "members_full",
                             .range = {3, 10},
                             .meaning = "members from which emergence is not slowed any more",
                             .source = "assumption (S1.16)"});
  p.real(v.join_rate, {.name = "join_rate",
                       .unit = "1/month",
                       .range = {0, 0.1},
                       .meaning = "chance that an involved contact of the lead who trusts it joins",
                       .source = "fitted to C3",
                       .evidence = sim::Evidence::derived});
  p.real(v.idea_trust, {.name = "idea_trust",
                        .range = {0, 1},
                        .meaning = "mean trust of a workshop's participants from which an idea is taken up",
                        .source = "assumption"});
  p.real(v.join_trust, {.name = "join_trust",
                        .range = {0, 1},
                        .meaning = "trust in the lead from which one may join",
                        .source = "assumption"});
  p.real(v.project_cost, {.name = "project_cost",
                          .unit = "units/month",
                          .range = {0.25, 1},
                          .meaning = "capacity a membership takes",
                          .source = "assumption"});
}

void describe_stages(ProjectParameters& v, sim::ParameterVisitor& p) {
  p.reals(v.stage_months, {.name = "stage_months",
                           .unit = "months",
                           .range = {6, 72},
                           .meaning = "mean length of a stage when nothing hinders and trust is one half",
                           .source = "order of S1.16; free",
                           .symbol = "D_s",
                           .labels = working});
  p.require(v.stage_months[0] >= 12.0 && v.stage_months[1] >= 12.0, {"stage_months"},
            "emerge and perpetuate take 12 months or more");
  p.real(v.outsider_prior, {.name = "outsider_prior",
                            .range = {0, 1},
                            .meaning = "trust of outsiders in a project none of whose members they know",
                            .source = "assumption"});
  p.real(v.viability_needed, {.name = "viability_needed",
                              .range = {0.25, 1},
                              .meaning = "viability from which perpetuation is not slowed any more",
                              .source = "assumption"});
  p.real(v.deploy_needed, {.name = "deploy_needed",
                           .range = {0.125, 0.5},
                           .meaning = "trust of outsiders from which deployment is not slowed any more",
                           .source = "assumption"});
  p.real(v.hidden_factor, {.name = "hidden_factor",
                           .range = {0.15, 0.6},
                           .meaning = "factor on that trust while the project is not visible",
                           .source = "assumption"});
  p.real(v.accompaniment_speed, {.name = "accompaniment_speed",
                                 .range = {1, 3},
                                 .meaning = "factor on the pace of an accompanied project",
                                 .source = "assumption"});
  p.reals(v.fail_rate, {.name = "fail_rate",
                        .unit = "1/month",
                        .range = {0, 0.05},
                        .meaning = "chance to fail for each point by which quality is below fail_quality",
                        .source = "fitted to C3",
                        .evidence = sim::Evidence::derived,
                        .symbol = "φ_s",
                        .labels = working});
  p.real(v.fail_quality, {.name = "fail_quality",
                          .range = {1, 2},
                          .meaning = "quality at which nothing would fail",
                          .source = "assumption"});
  p.real(v.fail_broke, {.name = "fail_broke",
                        .range = {1, 5},
                        .meaning = "factor on the chance to fail once money is gone",
                        .source = "assumption"});
  p.integer(v.deploy_hold, {.name = "deploy_hold",
                            .unit = "months",
                            .range = {12, 48},
                            .meaning = "months a deployed project goes on",
                            .source = "assumption"});
}

void describe_money(ProjectParameters& v, sim::ParameterVisitor& p) {
  p.real(v.viability_start, {.name = "viability_start",
                             .range = {0.15, 0.6},
                             .meaning = "share of its cost a new project earns",
                             .source = "assumption"});
  p.real(v.viability_drift, {.name = "viability_drift",
                             .unit = "1/month",
                             .range = {0.01, 0.04},
                             .meaning = "pace at which viability nears the diversity of the lead's finance",
                             .source = "assumption"});
  p.real(v.accompaniment_viability, {.name = "accompaniment_viability",
                                     .unit = "1/month",
                                     .range = {0.005, 0.02},
                                     .meaning = "viability gained by an accompanied project",
                                     .source = "assumption"});
  p.real(v.mix_shift, {.name = "mix_shift",
                       .unit = "1/month",
                       .range = {0.01, 0.04},
                       .meaning = "share of an association's excess of public money that each partnership "
                                  "with a company turns into sales and private money",
                       .source = "assumption (hybridation of socio-economic models)"});
  p.real(v.member_contribution, {.name = "member_contribution",
                                 .unit = "months/month",
                                 .range = {0.05, 0.2},
                                 .meaning = "share of a project's cost each member bears",
                                 .source = "assumption"});
  p.real(v.grant_months, {.name = "grant_months",
                          .unit = "months",
                          .range = {9, 36},
                          .meaning = "months of its own cost a grant brings",
                          .source = "assumption"});
  p.real(v.grant_fail_factor, {.name = "grant_fail_factor",
                               .range = {0.25, 1},
                               .meaning = "factor on the chance to fail of a project that had a grant",
                               .source = "assumption"});
}

void describe_copies(ProjectParameters& v, sim::ParameterVisitor& p) {
  p.real(v.copy_rate, {.name = "copy_rate",
                       .unit = "1/month",
                       .range = {0, 0.1},
                       .meaning = "chance that a deployed project inspires a neighbour EPCI where "
                                  "valorisation is complete",
                       .source = "assumption"});
  p.real(v.copy_quality, {.name = "copy_quality",
                          .range = {0.45, 1},
                          .meaning = "quality of a copy as a share of the original's",
                          .source = "assumption"});
  p.flag(v.anchored_copy, {.name = "anchored_copy",
                           .meaning = "whether a copy takes only where a commune's dynamic is growing or "
                                      "anchored",
                           .source = "no societal innovation without territorial anchoring",
                           .evidence = sim::Evidence::seed});
  p.integer(v.copy_neighbours, {.name = "copy_neighbours",
                                .range = {1, 20},
                                .meaning = "nearest EPCI that count as neighbours",
                                .source = "an EPCI of the Massif touches about six others",
                                .evidence = sim::Evidence::derived});
}

}  // namespace

void ProjectParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "projects", "projects of several actors: ideas, stages, money, copies (SM9)");
  describe_beginnings(*this, p);
  describe_members(*this, p);
  describe_stages(*this, p);
  describe_money(*this, p);
  describe_copies(*this, p);
}

std::uint16_t ProjectParameters::domains_allowed() const {
  std::uint16_t allowed = 0;
  for (int k = 0; k < project_templates; ++k) {
    const int number = k * most_templates / project_templates;
    allowed = static_cast<std::uint16_t>(allowed | (0x3U << (2 * number)));
  }
  if (only_domain != OnlyDomain{})
    allowed = static_cast<std::uint16_t>(allowed & (1U << (static_cast<int>(only_domain) - 1)));
  return allowed;
}

std::int32_t ProjectParameters::membership_cost() const {
  return static_cast<std::int32_t>(std::lround(100.0 * project_cost));
}

}  // namespace territory
