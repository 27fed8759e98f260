// A hypothesis as a file: what is claimed, by which arms it is shown, how large an effect must be to matter,
// and through which parameters the claim was written into the model (docs/hypotheses.md).
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/parameters/parameter.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace analysis {

/// A variant of the scenario.
struct HypothesisArm {
  std::string name;
  std::vector<std::string> set;  ///< "table.key=value"; empty = the scenario as it is

  void describe(sim::ParameterVisitor& p);
};

/// How a run's series becomes one number.
enum class Reading {
  at,        ///< value at the end of `month`
  sum,       ///< of the months after `from` up to `month`: of flows
  mean,      ///< over the same months
  half_time  ///< months from `from` until the difference between the arms is half of what it is at `month`
};
inline constexpr std::array<std::string_view, 4> reading_names{"at", "sum", "mean", "half_time"};

/// On which scale arms are compared.
enum class Scale {
  plain,
  log,      ///< natural logarithm: differences are ratios, `smallest` a share such as 0.05
  fisher_z  ///< artanh, of correlations
};
inline constexpr std::array<std::string_view, 3> scale_names{"plain", "log", "fisher_z"};

enum class Direction { rise, fall };
inline constexpr std::array<std::string_view, 2> direction_names{"rise", "fall"};

/// One contrast of arms that must hold. A hypothesis holds when all its claims do, so that none needs an
/// adjustment for the others.
struct Claim {
  std::string name;
  std::string measure,
      over;  ///< `over`: a measure it is divided by; of half_time, one that it must come after
  Reading reading = Reading::at;
  Scale scale = Scale::plain;
  std::string from, month;  ///< "YYYY-MM"; `from` of sum, mean and half_time
  /// "arm=1", "other=-1": they sum to 0; or one arm alone, of a correlation that is compared with 0.
  std::vector<std::string> weights;
  Direction direction = Direction::rise;
  double smallest = 0;        ///< smallest effect of interest, above 0
  bool needs_wiring = false;  ///< of the wiring itself: it must hold with the wiring on only

  void describe(sim::ParameterVisitor& p);
};

struct Hypothesis {
  std::string id, statement, statement_fr, origin, scenario, remark;
  double alpha = 0.05;
  std::vector<std::string> theories;        ///< trust rules it applies to
  std::vector<std::string> quick_theories;  ///< those of quick mode
  std::string theory_sets = "../rules";  ///< folder of NAME.toml: what each theory needs to meet the targets
  std::vector<std::string> neutral;      ///< "table.key=value": switches the wiring off
  std::vector<std::string> varied;       ///< parameters of the robustness draws; "assumptions" = all of them
  std::vector<HypothesisArm> arms;       ///< as the file tells them
  std::vector<Claim> claims;

  std::filesystem::path file{};  ///< where it was read
  void describe(sim::ParameterVisitor& p);
};

/// Paths come out as seen from the working folder. InputError with all faults: of the file's form, weights
/// that name no arm or do not sum to 0, effects of interest that are not above 0, measures, months and
/// theories that do not exist.
[[nodiscard]] Hypothesis read_hypothesis(const std::filesystem::path& path);

/// Weight of each arm, in the order of the arms; 0 where the claim names it not. The claim was read.
[[nodiscard]] std::vector<double> weights_of(const Claim& claim, const std::vector<HypothesisArm>& arms);

/// The smallest effect on the scale of the claim: ln(1 + s) for a rise on the logarithmic one, −ln(1 − s) for
/// a fall.
[[nodiscard]] double smallest_on_scale(const Claim& claim);

/// Everything a hypothesis says but its remark, one key a line, arms and claims in their order: the text that
/// is frozen.
[[nodiscard]] std::string hypothesis_text(const Hypothesis& hypothesis);

}  // namespace analysis
