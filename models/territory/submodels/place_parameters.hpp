// Parameters of third places (MODEL SM11) and the arithmetic of one of them.
//
//   stock        cap / (1 + (cap/start − 1)·e^{−growth·(month − 126)/12}) per million inhabitants
//   attendance   attend_rate · e^{−km / attend_km} a month from each open place within place_radius
//   cash        += (public_share + own_income + fee·attendance)·(1 − cash cut) − 1
#pragma once

#include "sim/core/calendar.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct PlaceParameters {
  bool enabled = true;
  double start = 27;
  double cap = 150;
  double growth = 0.1736;
  int seats = 8;
  double attend_rate = 0.02, attend_km = 5, place_radius = 15;
  double place_bonus = 0.05, workshop_discount = 0.5;
  double place_public = 0.5, place_income = 0.4, place_fee = 0.01;
  double runway_start = 12;
  int closing_months = 3;

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] int stock(sim::Month month, double population) const;
  /// What a month adds to cash, in months of the cost of a place.
  [[nodiscard]] double balance(double attendance, double cash_cut) const {
    return (place_public + place_income + place_fee * attendance) * (1.0 - cash_cut) - 1.0;
  }
};

}  // namespace territory
