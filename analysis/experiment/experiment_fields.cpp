#include "analysis/experiment/experiment_fields.hpp"

namespace analysis {

namespace {

using sim::Evidence;

void describe_design(Design& design, sim::ParameterVisitor& p) {
  sim::Group group(p, "design", "the points at which the scenario is run");
  p.choice(design.kind, design_names,
           {.name = "kind", .meaning = "how points are chosen", .evidence = Evidence::setting});
  p.integer(design.points, {.name = "points",
                            .range = {0, 1e7},
                            .meaning = "points of latin_hypercube, sobol, halton; base rows of saltelli",
                            .evidence = Evidence::setting});
  p.flag(design.second_order, {.name = "second_order",
                               .meaning = "whether saltelli has the rows that second-order indices ask for",
                               .evidence = Evidence::setting});
  p.integer(design.trajectories, {.name = "trajectories",
                                  .range = {1, 1e5},
                                  .meaning = "trajectories of morris",
                                  .evidence = Evidence::setting});
  p.integer(design.grid_levels, {.name = "grid_levels",
                                 .range = {2, 1000},
                                 .meaning = "levels of the grid of morris, even",
                                 .evidence = Evidence::setting});
  p.integer(design.tries,
            {.name = "tries",
             .range = {1, 10000},
             .meaning = "Latin hypercubes of which the one with the widest smallest distance is kept",
             .evidence = Evidence::setting});
  p.integer(design.key, {.name = "key",
                         .range = {0, 4294967295.0},
                         .meaning = "of the draws of latin_hypercube and morris",
                         .evidence = Evidence::setting});
  p.text(design.file, {.name = "file",
                       .meaning = "of csv: a table of points, relative to this file",
                       .evidence = Evidence::setting});
}

}  // namespace

void ArmFields::describe(sim::ParameterVisitor& p) {
  p.text(scenario, {.name = "scenario",
                    .meaning = "scenario file, relative to this file; empty = that of [experiment]",
                    .evidence = Evidence::setting});
  p.texts(set, {.name = "set",
                .meaning = "what is laid over the scenario: \"table.key=value\"",
                .evidence = Evidence::setting});
}

void FactorFields::describe(sim::ParameterVisitor& p) {
  p.text(parameter, {.name = "parameter",
                     .meaning = "key of a parameter or of a field of an intervention",
                     .evidence = Evidence::setting,
                     .required = true});
  p.integer(levels, {.name = "levels",
                     .range = {0, 10000},
                     .meaning = "levels spread over the range; 0 = none said",
                     .evidence = Evidence::setting});
  p.choice(law, law_names,
           {.name = "law", .meaning = "from which it is drawn", .evidence = Evidence::setting});
  p.real(mean, {.name = "mean", .meaning = "of the normal law", .evidence = Evidence::setting});
  p.real(sd, {.name = "sd", .meaning = "of the normal law", .evidence = Evidence::setting});
  p.real(mode, {.name = "mode", .meaning = "of the triangular law", .evidence = Evidence::setting});
  // Taken by the reader of experiments itself, which knows their types only with the parameter; said here so
  // that a slip in their names is met with the right one.
  std::vector<std::string> untyped;
  p.texts(untyped, {.name = "values", .meaning = "levels", .evidence = Evidence::setting});
  p.texts(untyped, {.name = "range", .meaning = "[low, high]", .evidence = Evidence::setting});
}

void ExperimentFields::describe(sim::ParameterVisitor& p) {
  {
    sim::Group group(p, "experiment", "what is run and kept");
    p.text(title, {.name = "title", .meaning = "for tables and figures", .evidence = Evidence::setting});
    p.text(question,
           {.name = "question", .meaning = "what the experiment is for", .evidence = Evidence::setting});
    p.text(scenario, {.name = "scenario",
                      .meaning = "scenario file of all arms that name none, relative to this file",
                      .evidence = Evidence::setting});
    p.integer(seed, {.name = "seed",
                     .range = {0, 2147483647},
                     .meaning = "first half of the key of all draws; the second is the replicate",
                     .evidence = Evidence::setting});
    p.integer(replicates, {.name = "replicates",
                           .range = {1, 1e6},
                           .meaning = "runs of every point, with the same draws at every point",
                           .evidence = Evidence::setting});
    p.flag(common_draws, {.name = "common_draws",
                          .meaning = "whether a replicate has the same draws at every point",
                          .evidence = Evidence::setting});
    p.texts(measures, {.name = "measures",
                       .meaning = "measures of the perimeter to keep; none = all",
                       .evidence = Evidence::setting});
    p.texts(months, {.name = "months",
                     .meaning = "months to keep: \"all\", \"yearly\", or some YYYY-MM",
                     .evidence = Evidence::setting});
    p.texts(epci_measures, {.name = "epci_measures",
                            .meaning = "measures to keep for every EPCI, without the prefix epci_",
                            .evidence = Evidence::setting});
    p.texts(epci_months, {.name = "epci_months",
                          .meaning = "months to keep them for, YYYY-MM; none = the last of the run",
                          .evidence = Evidence::setting});
    p.texts(patterns, {.name = "patterns",
                       .meaning = "patterns to keep the value of: C1, HO3 (lien describe evidence)",
                       .evidence = Evidence::setting});
  }
  describe_design(design, p);
  {
    sim::Group group(p, "precision", "replicates until a mean is known well enough");
    p.text(precision_measure,
           {.name = "measure", .meaning = "measure of the perimeter", .evidence = Evidence::setting});
    p.text(precision_month, {.name = "month", .meaning = "YYYY-MM", .evidence = Evidence::setting});
    p.real(half_width, {.name = "half_width",
                        .range = {0, 1e12},
                        .meaning = "half of the 95 % interval of its mean, at every point",
                        .evidence = Evidence::setting});
    p.integer(most, {.name = "most",
                     .range = {0, 1e6},
                     .meaning = "replicates after which a point is given up",
                     .evidence = Evidence::setting});
  }
  p.list(arms, {.name = "arm", .meaning = "scenarios under comparison"});
  p.list(factors, {.name = "factor", .meaning = "what is varied", .most = 1000});
}

}  // namespace analysis
