// Parameters of territorial catalysts (MODEL SM10, D5) and the arithmetic of one of them.
//
//   introductions   (introductions/0.4)·share·team·(1 − ω)·leg·(½ + skill)  a month
//   gatherings      (events/0.3)·share·team·(1 − ω)
//   accompaniment   ⌊(slots/0.3)·share·team·(1 − ω)⌋ projects or partnerships
//   leg  += gain·(1 − ω)(1 − leg) − loss·ω·leg + success·n·(1 − leg) − refusal·(1 − neutrality)·refused·leg
//   cash += (grants + fee·n_a + ω·oper_fee)·(1 − cash cut) − cost
//
// ω: share of time spent operating; leg: legitimacy; n: successes of accompanied projects; n_a: organisations
// accompanied; money in months of the cost of a catalyst.
#pragma once

#include <array>

#include "models/territory/vocabulary.hpp"
#include "sim/core/calendar.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct CatalystParameters {
  /// How many there are: a stock on schedule, or births where actors are involved.
  enum class Mode { schedule, endogenous };
  /// What a catalyst does with a project that enters `perpetuate`: spins it off, operates it, operates it
  /// only when money is short.
  enum class Policy { pure, operates, adaptive };

  bool enabled = true;
  Mode mode = Mode::schedule;
  double density = 5.2;
  double growth = 0;
  int seats = 8;
  double birth = 0.002;
  /// Introductions, events, accompaniment.
  std::array<double, 3> time_shares{0.4, 0.3, 0.3};
  double introductions = 5, events = 1.1, slots = 4;
  double workshop_share = 0.5;
  double team = 1;
  double intro_bonus = 0.2, intro_min_trust = 0.5;
  int young_partnership = 12;
  double leg_start = 0.5, leg_gain = 0.05, leg_loss = 0.15, leg_success = 0.02, leg_refusal = 0.05;
  double skill_a = 2, skill_b = 4, neutrality_a = 4, neutrality_b = 2;
  double clarity = 0.5, economic_model = 0.5, governance = 0.5, technical_frame = 0.5;
  double grants = 0.75, accompaniment_fee = 0.02, oper_fee = 0.6;
  double runway_start = 12;
  int closing_months = 3;
  Policy policy = Policy::adaptive;
  double operate_step = 0.25, operating_time = 1, adaptive_runway = 6;
  double host_bonus = 1.25, host_saving = 0.2, place_host_share = 0.2;
  double academic_accuracy = 0.2, academic_semantics = 1.5, public_leg = 0.6;

  void describe(sim::ParameterVisitor& parameters);
  /// Catalysts open at the end of `month` among `population` inhabitants.
  [[nodiscard]] int stock(sim::Month month, double population) const;

  /// Means a month, and whole slots, of a catalyst that gives `catalysis` = 1 − ω of the time of `staff`
  /// teams.
  [[nodiscard]] double mean_introductions(double staff, double catalysis, double legitimacy,
                                          double skill) const;
  [[nodiscard]] double mean_gatherings(double staff, double catalysis) const;
  [[nodiscard]] int whole_slots(double staff, double catalysis) const;
  /// Legitimacy a month later, in [0, 1].
  [[nodiscard]] double next_legitimacy(double legitimacy, double operating, int successes, double neutrality,
                                       double refused_share) const;
  /// What a month adds to cash; `in_place` with its seat in an open third place.
  [[nodiscard]] double balance(double organisations, double operating, double cash_cut, bool in_place) const;
  /// ω after a hosted project has entered `perpetuate`.
  [[nodiscard]] double next_operating(double operating, double cash) const;

 private:
  void describe_stock(sim::ParameterVisitor& parameters);
  void describe_time(sim::ParameterVisitor& parameters);
  void describe_legitimacy(sim::ParameterVisitor& parameters);
  void describe_money(sim::ParameterVisitor& parameters);
  void describe_hosts(sim::ParameterVisitor& parameters);
};

}  // namespace territory
