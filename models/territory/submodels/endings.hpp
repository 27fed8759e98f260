// How relations end (MODEL SM8 and the expiry of SM2).
//
// A partnership of age a months ends with hazard
//   h = h0·[f_h + (1 − f_h)·(a/A)·e^{1 − a/A}]·exp(−b_T·(T̄ − ½) − b_emb·min(1, common/count)
//                                                  + b_bal·|bal| + b_s·shock),  P = 1 − e^{−h}
// under `hazard_shape` hump; `constant` has h0 at any age, `weibull` h0·k·((a + 1)/A)^{k − 1}, which falls
// from the first month on (newness, Stinchcombe 1965) (hump: Fichman & Levinthal 1991; trust: Vanneste et al.
// 2014; embedding: Burt 2002, Polidoro et al. 2011). What is left is a contact. A contact who is not a
// partner and was not used this month is lost with probability
//   h_b·exp(−b_emb·min(1, common/count)).
// a = t − start − 1; `common` counts shared contacts; bal is the balance of contribution and return (SM21),
// shock the mean over the EPCI of the two sides (SM16).
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct EndingParameters {
  enum class HazardShape { hump, constant, weibull };

  HazardShape hazard_shape = HazardShape::hump;
  double hazard_base = 0.02;
  double hazard_floor = 0.25;
  double hazard_age = 18;
  double weibull_shape = 0.5;
  double trust_hazard = 3;
  double balance_hazard = 0.5;
  double shock_hazard = 0.5;
  double expiry_rate = 0.10;
  double embedding = 1;
  int embedding_count = 3;

  void describe(sim::ParameterVisitor& parameters);
  /// Hazard of a partnership of age `age` months at T̄ = ½ without common contacts, per month.
  [[nodiscard]] double age_hazard(int age) const;
};

/// How much common contacts protect a tie: exp(−b_emb·min(1, common/count)).
class Embedding {
 public:
  explicit Embedding(const EndingParameters& parameters);
  [[nodiscard]] double factor(const Ties& ties, std::size_t tie) const;
  [[nodiscard]] double factor(const Ties& ties, std::uint32_t actor_a, std::uint32_t actor_b) const;
  /// Factor of full protection.
  [[nodiscard]] double least() const { return factor_.back(); }

 private:
  int enough_;
  std::vector<double> factor_;  // by number of common contacts
};

class PartnershipEnds final : public sim::Submodel<World> {
 public:
  explicit PartnershipEnds(const EndingParameters& parameters);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  /// Hazard at this age and mean trust without common contacts; `strain` = b_bal·|bal| + b_s·shock.
  [[nodiscard]] double hazard(int age, double trust, double strain) const;

 private:
  [[nodiscard]] bool ends(const World& world, std::size_t tie, sim::Month month, double u) const;
  /// b_bal·|bal| + b_s·shock of a partnership.
  [[nodiscard]] double strain(const World& world, std::size_t tie) const;

  EndingParameters parameters_;
  Embedding embedding_;
  float most_shock_ = 0.0F;  // over the EPCI, this month
  double worst_ = 1.0;       // factor of the hazard at trust 0, one-sided gain and that shock: its largest
  std::vector<double> hazard_at_age_;
  sim::PerChunk<std::uint32_t> ending_;
};

class ContactExpiry final : public sim::Submodel<World> {
 public:
  explicit ContactExpiry(const EndingParameters& parameters)
      : parameters_(parameters), embedding_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  EndingParameters parameters_;
  Embedding embedding_;
  sim::PerChunk<std::uint32_t> expiring_;
};

}  // namespace territory
