// The four steps of a démarche and when each is due (MODEL SM19): listen, co-construct, carry out, valorise.
// The arms of an experiment leave steps out or put them in another order.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/parameters/parameter.hpp"

namespace territory {

enum class DemarcheStep : std::uint8_t { listen, coconstruct, carry, valorise };
inline constexpr std::array<std::string_view, 4> demarche_step_names{"listen", "coconstruct", "carry",
                                                                     "valorise"};
/// When the event to which everybody is invited takes place.
enum class EventPosition : std::uint8_t { last, first, both };
inline constexpr std::array<std::string_view, 3> event_position_names{"last", "first", "both"};

struct DemarcheParameters {
  bool enabled = true;
  std::vector<std::string> steps{"listen", "coconstruct", "carry", "valorise"};
  int listen_months = 3;
  int coconstruct_months = 3;
  int carry_months = 15;
  int valorise_months = 3;
  double listen_accuracy = 0.8;
  int pilots_min = 3;
  int pilots_max = 5;
  bool new_ideas = false;
  int invitation_every = 3;
  double valorise_action = 1;
  EventPosition event_position = EventPosition::last;
  double demarche_spread = 0.1;

  void describe(sim::ParameterVisitor& parameters);
};

/// What is due in one month of a démarche.
struct DemarcheMonth {
  DemarcheStep step;
  int month_of_step;  ///< from 0
  bool event;         ///< the event of the whole démarche is this month
};

class DemarcheTimetable {
 public:
  explicit DemarcheTimetable(const DemarcheParameters& parameters);
  /// Months from the first to the last, both included.
  [[nodiscard]] int months() const { return static_cast<int>(due_.size()); }
  /// Empty before the first month and after the last.
  [[nodiscard]] std::optional<DemarcheMonth> at(int elapsed) const;

 private:
  std::vector<DemarcheMonth> due_;
};

}  // namespace territory
