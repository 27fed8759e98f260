#include "models/territory/submodels/valorisation.hpp"

namespace territory {

namespace {

void describe_review(ValorisationParameters& v, sim::ParameterVisitor& p) {
  static constexpr std::array<std::string_view, 3> reviews{"none", "one_grid", "by_maturity"};
  p.choice(v.review, reviews,
           {.name = "review",
            .meaning = "whether funders stop projects, by one threshold or by one for each stage",
            .source = "arm of the experiments (S4.07: evaluation must fit maturity)",
            .evidence = sim::Evidence::setting});
  p.integer(v.review_first, {.name = "review_first",
                             .unit = "months",
                             .range = {6, 36},
                             .meaning = "age of a project at its first review",
                             .source = "assumption"});
  p.integer(v.review_every, {.name = "review_every",
                             .unit = "months",
                             .range = {6, 36},
                             .meaning = "months between reviews",
                             .source = "assumption"});
  p.real(v.review_one_grid, {.name = "review_one_grid",
                             .range = {0, 1},
                             .meaning = "output below which the one grid stops a project",
                             .source = "assumption"});
  p.reals(v.review_by_stage, {.name = "review_by_stage",
                              .range = {0, 1},
                              .meaning = "output below which a review by maturity stops a project",
                              .source = "assumption",
                              .labels = {"emerge", "perpetuate", "deploy"}});
  p.real(v.review_error, {.name = "review_error",
                          .range = {0, 0.5},
                          .meaning = "sd of the error of a review without valorisation",
                          .source = "assumption"});
  p.real(v.balance_review, {.name = "balance_review",
                            .range = {0, 1},
                            .meaning = "share of the output that one-sided partnerships among members cost",
                            .source = "assumption"});
}

}  // namespace

void ValorisationParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "valorisation", "successes seen, collective trust, funders' review (SM13, SM17)");
  p.flag(enabled,
         {.name = "enabled",
          .meaning = "whether valorisation grows and outcomes of projects that are seen have effects",
          .source = "arm of the experiments",
          .evidence = sim::Evidence::setting});
  p.real(valorisation_gain, {.name = "valorisation_gain",
                             .unit = "1/month",
                             .range = {0.05, 0.2},
                             .meaning = "share of what valorisation lacks that a full action adds",
                             .source = "assumption"});
  p.real(valorisation_decay, {.name = "valorisation_decay",
                              .unit = "1/month",
                              .range = {0.01, 0.04},
                              .meaning = "share of valorisation forgotten",
                              .source = "assumption"});
  p.real(viability_start_gain, {.name = "viability_start_gain",
                                .range = {0.025, 0.1},
                                .meaning = "viability a new project gains where valorisation is complete",
                                .source = "assumption"});
  p.real(queue_weight, {.name = "queue_weight",
                        .range = {0.05, 0.2},
                        .meaning = "evidence weight of an outcome one has seen, about each member",
                        .source = "assumption",
                        .symbol = "g"});
  p.real(trust_gain, {.name = "trust_gain",
                      .range = {0.01, 0.04},
                      .meaning = "share of what collective trust lacks that a success seen adds",
                      .source = "assumption (proof by deeds)"});
  p.real(trust_loss, {.name = "trust_loss",
                      .range = {0.02, 0.08},
                      .meaning = "share of collective trust that a failure seen takes",
                      .source = "assumption (proof by deeds)"});
  p.real(collective_start, {.name = "collective_start",
                            .range = {0, 1},
                            .meaning = "collective trust at the beginning",
                            .source = "assumption",
                            .symbol = "C_e"});
  describe_review(*this, p);
}

}  // namespace territory
