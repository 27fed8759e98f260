// Projects of several actors (MODEL SM9), month by month: ideas of finished workshops, new members, the four
// sub-steps of each stage, money and viability, grants, failure, copies in neighbour EPCI, the end.
//
// Order of a month's commit: projects that existed (month 0 only); fate, money and viability of each project;
// who joins; grants; ideas and copies, which begin to work next month; those that are over leave the table.
// Laws of one project: project_stages.hpp. Who begins: project_births.hpp. Reviews: project_review.hpp.
//
// Outcomes of stages that are seen become rows of `news`.
#pragma once

#include "models/territory/submodels/project_births.hpp"
#include "models/territory/submodels/project_stages.hpp"
#include "models/territory/submodels/valorisation.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

/// What projects must know of the rest of the model.
struct ProjectSurroundings {
  double misreading = 0.2;         ///< ε0
  double visibility_base = 0.2;    ///< v0
  int sittings = 3;                ///< of a workshop, after which it is finished
  bool level_gate = true;          ///< only the involved take up the idea of a workshop
  double academic_accuracy = 0.2;  ///< share of a review's error that an academic host spares
};

class ProjectWork final : public sim::Submodel<World> {
 public:
  ProjectWork(const ProjectParameters& parameters, const ValorisationParameters& valorisation,
              const ProjectSurroundings& surroundings, const Geography& geography);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  enum class Fate : std::uint8_t { goes_on, steps, fails, stopped, ends };
  struct Joiner {
    double draw;
    std::uint32_t row;
  };
  /// What becomes of a project this month.
  struct Verdict {
    Fate fate = Fate::goes_on;
    bool seen = false;
    float viability = 0.0F, money = 0.0F;
    std::vector<Joiner> joiners;  ///< in the order in which they are let in
  };

  [[nodiscard]] Verdict judge(const World& world, const sim::Step& step, std::size_t project) const;
  [[nodiscard]] bool outcome_is_seen(const World& world, const sim::Step& step, std::size_t project) const;
  [[nodiscard]] std::vector<Joiner> who_joins(const World& world, const sim::Step& step, std::size_t project,
                                              std::span<const std::uint32_t> members) const;
  [[nodiscard]] bool may_join(const World& world, std::size_t project, std::uint32_t row) const;
  void find_existing(const World& world, const sim::Step& step, BirthOrdinals& ordinals);
  void find_ideas(const World& world, const sim::Step& step, BirthOrdinals& ordinals);
  void find_copies(const World& world, const sim::Step& step, BirthOrdinals& ordinals);
  [[nodiscard]] bool is_anchored(const World& world, std::uint32_t epci) const;

  void apply_verdicts(World& world, sim::Month month);
  void advance(World& world, sim::Month month, std::size_t project, bool seen);
  void admit(World& world, std::size_t project, std::uint32_t row) const;
  void answer_requests(World& world) const;
  void give_grants(World& world, const sim::Step& step) const;
  void begin(World& world, sim::Month month, const ProjectBirth& birth, Stage stage) const;
  void shift_finances(World& world, const sim::Executor& executor) const;
  void retire_workshops(World& world) const;

  [[nodiscard]] bool finished(const World& world, std::size_t workshop) const;
  static void tell_members(World& world, std::size_t project);
  static void report(World& world, std::size_t project, bool success);

  ProjectParameters parameters_;
  ValorisationParameters valorisation_;
  ProjectSurroundings surroundings_;
  ProjectMaker maker_;
  std::vector<std::vector<std::uint32_t>> neighbours_;  ///< EPCI → nearest EPCI, nearest first

  std::vector<Verdict> verdicts_;
  std::vector<ProjectBirth> existing_, ideas_, copies_;
  std::vector<std::uint32_t> over_;  ///< rows that leave the table this month, ascending
  bool runs_ = false;
};

}  // namespace territory
