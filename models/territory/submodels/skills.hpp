// What people learn from working together (MODEL SM12): semantics, and the skill of catalysts.
//
//   sem ← clip(sem + sem_sitting·a·[workshop]·(1 − sem) + sem_success·n·(1 − sem) − sem_decay·sem
//              + sem_resource·coverage·[resource centre open] + learning_inflow + sem_spread·Σ f_c·skill_c)
//   skill ← clip(skill + learning_inflow);   at a session of the parcours  skill ← skill + gain·(1 − skill)
//
// n = joint acts of the month in which an actor of another family delivered; a = `academic_semantics` when an
// academic host organised the workshop. The last sum is the irrigation of actors at level ≥1 by contacts
// among the catalysts that are or were in a parcours d'expérience, f_c = `pair_factor` for those who came as
// a binôme. A parcours begins in each month of `parcours_starts`: up to `parcours_territories` EPCI, in drawn
// order, send one catalyst each that never took part.
#pragma once

#include <array>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct SkillParameters {
  enum class Pairs { none, single, pair };

  bool enabled = true;
  double sem_sitting = 0.05;
  double sem_success = 0.01;
  double sem_decay = 0.002;
  double sem_resource = 0.001;
  double sem_spread = 0.005;
  int resource_centre_month = 106;
  double resource_centre_coverage = 1.0;
  std::vector<sim::Month> parcours_starts;
  Pairs parcours_pairs = Pairs::single;
  int parcours_territories = 12;
  int parcours_months = 9;
  std::vector<int> parcours_sessions{1, 3, 6, 9};
  double parcours_gain = 0.1;
  double pair_factor = 2.0;

  void describe(sim::ParameterVisitor& parameters);
};

/// Notes who sits in a workshop of an academic host, while the workshops of the month are all there: the last
/// sittings leave the table with the projects they give birth to.
class AcademicWorkshops final : public sim::Submodel<World> {
 public:
  explicit AcademicWorkshops(const SkillParameters& parameters) : enabled_(parameters.enabled) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;

 private:
  bool enabled_;
};

class Skills final : public sim::Submodel<World> {
 public:
  /// `academic_semantics`: factor on what a workshop of an academic host teaches (a trait of hosts).
  Skills(SkillParameters parameters, double academic_semantics)
      : parameters_(std::move(parameters)), academic_semantics_(academic_semantics) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Irrigation {
    std::uint32_t actor, catalyst;  ///< rows of actors
  };
  void note_irrigators(const World& world);
  void note_ties(const World& world, const sim::Step& step);
  /// Rows of catalysts that join a parcours this month, ascending.
  [[nodiscard]] std::vector<std::size_t> joining(const World& world, const sim::Step& step) const;
  void train(World& world, const sim::Step& step) const;
  [[nodiscard]] double next_semantics(const World& world, std::size_t actor, double everywhere) const;

  SkillParameters parameters_;
  double academic_semantics_;
  std::vector<float> irrigates_;  ///< f_c·skill_c by row of actors; empty when nobody irrigates
  sim::PerChunk<std::uint32_t> successes_;
  sim::PerChunk<Irrigation> irrigations_;
  std::vector<std::uint16_t> success_count_;
  std::vector<double> irrigated_;
};

}  // namespace territory
