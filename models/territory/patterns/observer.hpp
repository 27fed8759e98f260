// Everything that patterns need to know of a run while it goes on. It watches, and changes nothing.
#pragma once

#include "models/territory/patterns/brokerage.hpp"
#include "models/territory/patterns/mobilisation.hpp"
#include "models/territory/patterns/month_readings.hpp"
#include "models/territory/patterns/partnership_lives.hpp"
#include "models/territory/patterns/stage_lengths.hpp"
#include "models/territory/patterns/tie_cohort.hpp"
#include "models/territory/scenario.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

class PatternObserver {
 public:
  PatternObserver(const Scenario& scenario, const World& world);

  /// At the end of every month, the spin-up's too. `partnerships` as `live_partnerships` gives them; `epcis`
  /// the tallies of the month, empty where none were made. Threads change nothing.
  void observe(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships,
               std::span<const Tally> epcis, const sim::Executor& executor);

  [[nodiscard]] const PartnershipLives& lives() const { return lives_; }
  [[nodiscard]] const TieCohort& cohort() const { return cohort_; }
  [[nodiscard]] const Mobilisation& mobilisation() const { return mobilisation_; }
  [[nodiscard]] const Brokerage& brokerage() const { return brokerage_; }
  [[nodiscard]] const StageLengths& stages() const { return stages_; }
  [[nodiscard]] const MonthReadings& readings() const { return readings_; }

  void save(sim::output::CheckpointSections& sections) const;
  /// InputError when the sections cannot be those of this observer.
  void restore(const sim::output::CheckpointView& checkpoint);

 private:
  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    PartnershipLives::each_store(self.lives_, use);
    TieCohort::each_store(self.cohort_, use);
    Mobilisation::each_store(self.mobilisation_, use);
    Brokerage::each_store(self.brokerage_, use);
    StageLengths::each_store(self.stages_, use);
    MonthReadings::each_store(self.readings_, use);
  }

  PartnershipLives lives_;
  TieCohort cohort_;
  Mobilisation mobilisation_;
  Brokerage brokerage_;
  StageLengths stages_;
  MonthReadings readings_;
};

}  // namespace territory
