// A démarche leads an EPCI through four steps (MODEL SM19; S0.05, S0.07, S2.03).
//
//   listen       mayors, those at level ≥1 and those who took part in something last month: acc → max(acc, a)
//   coconstruct  one workshop a month is called to the whole EPCI
//   carry        pilots: the `pilots_max` running projects of the EPCI that best match its needs, later new
//                ones where fewer than `pilots_min` run; each gets a grant and visibility and counts as
//                accompanied as long as it is a pilot; they invite the companies of the EPCI every
//                `invitation_every` months
//   valorise     action on the valorisation stock; and the event for all, as `event_position` says
//
//   match of a project = max over its domains of the need as the EPCI's mayors perceive it, by inhabitants
//
// The EPCI's first open catalyst calls, else the mayor of its largest commune. On each anniversary of its
// start one spreads with probability `demarche_spread` to one of the neighbours that never had any. First of
// P04, after the other agendas. Interventions start démarches in P01, by `begin_demarche`.
#pragma once

#include "models/territory/submodels/demarche_parameters.hpp"
#include "models/territory/submodels/project_funding.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

/// Starts a démarche in an EPCI (row) unless it has had one.
void begin_demarche(World& world, std::size_t epci, sim::Month month);

class Demarche final : public sim::Submodel<World> {
 public:
  Demarche(const DemarcheParameters& parameters, const ProjectFunding& funding, const Geography& geography);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  [[nodiscard]] const DemarcheTimetable& timetable() const { return timetable_; }

 private:
  struct Organiser {
    std::uint32_t row;
    bool mayor;
  };
  void spread(const World& world, const sim::Step& step);
  void plan_listening(const World& world, const sim::Step& step, const std::vector<char>& listening);
  void plan_pilots(const World& world, std::uint32_t epci, bool outset, std::int16_t since, int& running);
  void plan_call(const World& world, std::uint32_t epci, Modality modality, bool companies_only);
  [[nodiscard]] std::optional<Organiser> organiser(const World& world, std::uint32_t epci) const;
  [[nodiscard]] Domains perceived_needs(const World& world, std::uint32_t epci) const;

  DemarcheParameters parameters_;
  ProjectFunding funding_;
  DemarcheTimetable timetable_;
  std::vector<std::vector<std::uint32_t>> neighbours_;
  std::vector<std::uint32_t> centre_;                 ///< largest commune of each EPCI
  std::vector<std::vector<std::uint32_t>> communes_;  ///< of each EPCI

  // Decided this month.
  std::vector<std::int16_t> since_;
  std::vector<std::uint32_t> beginning_;  ///< to which one spread
  std::int64_t begun_ = 0;                ///< those that interventions started too
  std::vector<std::uint32_t> valorising_, released_;
  sim::PerChunk<std::uint32_t> heard_;
  std::vector<std::uint32_t> pilots_;  ///< projects
  std::vector<Call> calls_;
};

}  // namespace territory
