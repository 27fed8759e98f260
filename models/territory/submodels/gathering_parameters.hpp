// What gatherings are like and what makes people come (MODEL SM3).
#pragma once

#include <array>
#include <cstdint>

#include "models/territory/vocabulary.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct GatheringParameters {
  /// Which modality a call takes: the one that suits those it can reach, or always the same (arms of H11).
  enum class Policy : std::uint8_t { adaptive, event, workshop, project };

  /// Who is asked to workshops and experiments.
  enum class OpenTo { everybody, companies };

  bool enabled = true;
  Policy modality_policy = Policy::adaptive;
  bool level_gate = true;
  OpenTo workshops_open_to = OpenTo::everybody;
  int event_cap = 70;
  int workshop_size = 12;
  int sittings = 3;
  int event_contacts = 2;
  double invite_radius = 10;
  double invite_factor = 2;
  double readiness = 0.85;
  double accept_constant = -0.5;
  double accept_preference = 2;
  double accept_trust = 1.5;
  double accept_need = 1;
  double accept_load = -2;
  double citizen_attendance = 1;
  double event_cost = 0.25;
  double sitting_cost = 0.5;

  void describe(sim::ParameterVisitor& parameters);
  /// Most participants; a call to experiment gathers a group the size of a workshop.
  [[nodiscard]] int cap(Modality modality) const {
    return modality == Modality::event ? event_cap : workshop_size;
  }
  [[nodiscard]] int invitations(Modality modality) const;
  /// Lowest level that is let in.
  [[nodiscard]] Level least_level(Modality modality) const {
    if (!level_gate || modality == Modality::event) return Level::none;
    return modality == Modality::workshop ? Level::aware : Level::involved;
  }
};

}  // namespace territory
