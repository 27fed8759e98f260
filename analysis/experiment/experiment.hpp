// An experiment: what is varied, how often it is repeated, what is kept of each run. Filled in by code, or
// read from a file (experiment_file).
//
// Points are arms × design points, the arm slowest; every point is run with the same replicates, whose draws
// are keyed by (seed, replicate): common random numbers across points and arms.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/parameter_draws.hpp"
#include "sim/core/calendar.hpp"
#include "sim/parameters/toml_value.hpp"

namespace analysis {

/// A scenario under comparison, told in one of two ways: a scenario file, or the resolved text of a scenario
/// with the paths of its tables. What `assignments` say is laid over it.
struct Arm {
  std::string name;                      ///< 1 to 64 letters, digits, '_' and '-'
  std::string scenario;                  ///< path of a scenario file; with a text, what it is called
  std::vector<std::string> assignments;  ///< "table.key=value", as for --set
  std::string text{};                    ///< resolved scenario, as `sim::resolved_toml` writes it
  std::string communes{}, epcis{};       ///< with a text: where the tables lie
  ParameterDraws draws{};                ///< with a text: what its replicates take from a posterior
  sim::Place place{};                    ///< where the experiment file names it
};

enum class Law { uniform, log_uniform, normal, triangular };

/// One thing that is varied. Levels are `values`, else `levels` of them spread over [low, high]; a sampling
/// design draws from the law over [low, high], or one of `values`. Without either, the declared range of the
/// parameter, or all its choices.
struct Factor {
  std::string name;       ///< 1 to 64 letters, digits, '_' and '-': the result's variable is factor_<name>
  std::string parameter;  ///< "partnerships.birth_rate", "intervention.covid.intensity",
                          ///< "traits.engaged_start[0]"
  std::vector<sim::Value> values{};
  std::optional<double> low{}, high{};
  int levels = 0;
  Law law = Law::uniform;
  double mean = 0, sd = 0;  ///< of the normal law, cut to [low, high]
  double mode = 0;          ///< of the triangular law
  sim::Place place{};
};

enum class DesignKind {
  factorial,
  list,
  csv,
  one_at_a_time,
  latin_hypercube,
  sobol,
  saltelli,
  morris,
  halton
};

struct Design {
  DesignKind kind = DesignKind::factorial;
  std::int64_t points = 0;  ///< of latin_hypercube, sobol, halton; base rows of saltelli
  bool second_order = false;
  int trajectories = 10, grid_levels = 4;  ///< of morris
  int tries = 20;                          ///< Latin hypercubes of which the best spread is taken
  std::int64_t key = 1;                    ///< of the draws of the design itself
  std::string file{};                      ///< of csv: path of the table
  /// Of csv, instead of a file: one column a factor, in the order of the factors, all of one length.
  std::vector<std::vector<double>> columns{};
};

/// Replicates are added, `replicates` at a time, until the 95 % interval of the mean of a measure is narrow
/// enough at a point, or there are `most`.
struct Precision {
  std::string measure;
  sim::Month month;
  double half_width = 0;
  int most = 0;
};

struct Experiment {
  std::string title, question;
  std::vector<Arm> arms;
  std::vector<Factor> factors;
  Design design;
  std::uint32_t seed = 1;
  int replicates = 1;
  /// Whether the same replicate has the same draws at every point, so that points differ by what is varied
  /// and not by luck. Else each run has draws of its own, as inference on parameters asks for.
  bool common_draws = true;
  std::optional<Precision> precision{};
  std::vector<std::string> measures{};  ///< of the perimeter; empty = all
  std::vector<sim::Month> months{};     ///< rising; empty = all, from the initial state on
  bool yearly = false;                  ///< instead of all months, each December
  std::vector<std::string> epci_measures{};
  std::vector<sim::Month> epci_months{};
  std::vector<std::string> patterns{};  ///< by name (C1, HO3): one value a run
  std::string file{};  ///< what faults are reported under; empty when filled in by code
  /// Where the file says what: "design.points", "experiment.measures[2]".
  std::map<std::string, sim::Place, std::less<>> places{};
};

}  // namespace analysis
