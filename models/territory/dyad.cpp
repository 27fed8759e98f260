#include "models/territory/dyad.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "models/territory/submodels/value_drift.hpp"
#include "sim/core/error.hpp"
#include "sim/math/elementary.hpp"
#include "sim/random/draws.hpp"

namespace territory {

namespace {

/// What the trustor saw of an act whose outcome has this letter.
void show_letter(char outcome, Experience& e) {
  if (const auto quality = std::string_view("ABI").find(outcome); quality != std::string_view::npos) {
    e.shown = {1.0, 1.0, 1.0};
    e.shown[quality] = 0.0;
    e.betrayal = outcome == 'I';
  }
}

/// All three qualities succeed with the same chance; a third of the failures is then one of integrity.
void show_equally(double success, sim::KeyedDraws& draws, std::uint32_t at, Experience& e) {
  constexpr double third = 1.0 / 3.0;
  std::array<double, 4> u{};
  for (std::uint32_t k = 0; k < 4; ++k) u[k] = draws.uniform(at + streams::quality_shown + k);
  e.shown = ActDetail::shown({third, third, third}, {success, success, success}, e.received > 0.5, u);
  e.betrayal = e.received < 0.5 && draws.uniform(at + streams::betrays) < third;
}

/// The model's month of a tie, in which a joint act weighs `weight` and a failure 1 + stake_loss times that.
TrustUpdate month_of_pair(const TrustParameters& trust, double weight) {
  AllianceTerms terms;
  terms.evidence_weight.fill(weight);
  terms.stake.fill(0.0);
  return {trust, OutcomeParameters{}, terms, TraitParameters{}};
}

/// One joint act of partners who share a project; the trustor is the lower of the two.
TrustUpdate::Lived joint_act(bool trustee_delivers, bool trustor_delivers) {
  const int what = outcome::interacted | (trustee_delivers ? outcome::from_high : 0) |
                   (trustor_delivers ? outcome::from_low : 0);
  return {static_cast<std::uint16_t>(what), Alliance::mecenat, Occasion::none, true};
}

double first_impression_of_pair(const TrustParameters& trust, double prior_mean) {
  return trust.bias == 0.0 ? prior_mean : Encounters::bounded_impression(prior_mean + trust.bias);
}

/// What trust lets happen to a pair: consent to each type of partnership, and the end of one that began at
/// step 0.
class PairOfPartners {
 public:
  PairOfPartners(const TrustParameters& trust, const DyadSetting& setting)
      : consent_(setting.consent),
        selection_(setting.selection),
        births_(setting.partnerships, TraitParameters{}, NeedParameters{}, trust),
        ends_(setting.endings) {}

  [[nodiscard]] double acceptance(double trust, std::size_t type) const {
    return consent_ ? births_.acceptance(trust, static_cast<Alliance>(type + 1)) : 0.0;
  }
  /// Chance to get over the month `step`, in which the partnership is step − 1 months old.
  [[nodiscard]] double stays(int step, double trust_ij, double trust_ji) const {
    return step == 0 || !selection_ ? 1.0
                                    : sim::exp(-ends_.hazard(step - 1, 0.5 * (trust_ij + trust_ji), 0.0));
  }

 private:
  bool consent_, selection_;
  Partnerships births_;
  PartnershipEnds ends_;
};

/// Sums over replicates of one step.
struct StepSums {
  double trust = 0, squares = 0, confidence = 0, kept = 0, kept_trust = 0;
  std::array<double, alliance_count> acceptance{};

  void add(const PairOfPartners& partners, double value, double sure, double still) {
    trust += value;
    squares += value * value;
    confidence += sure;
    kept += still;
    kept_trust += still * value;
    for (std::size_t k = 0; k < alliance_count; ++k) acceptance[k] += partners.acceptance(value, k);
  }
  [[nodiscard]] DyadStep mean(int step, int replicates) const {
    const double mean = trust / replicates;
    const double variance =
        replicates > 1 ? std::max(0.0, (squares - replicates * mean * mean) / (replicates - 1)) : 0.0;
    DyadStep told{step, mean, confidence / replicates, std::sqrt(variance)};
    for (std::size_t k = 0; k < alliance_count; ++k) told.acceptance[k] = acceptance[k] / replicates;
    told.kept = kept / replicates;
    told.trust_if_kept = kept > 0 ? kept_trust / kept : std::numeric_limits<double>::quiet_NaN();
    return told;
  }
};

}  // namespace

std::vector<DyadStep> follow_outcomes(const TrustParameters& trust, const DyadSetting& setting,
                                      std::string_view outcomes) {
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    if (std::string_view("SFABIP").find(outcomes[k]) == std::string_view::npos) {
      throw sim::InputError(sim::Fault{
          {},
          "--outcomes has '" + std::string(1, outcomes[k]) + "' at position " + std::to_string(k + 1),
          {"allowed  S success, F failure, A B I failure of ability, benevolence, integrity alone, P success "
           "that "
           "carries a shared project into perpetuate"}});
    }
  }
  const TrustUpdate update = month_of_pair(trust, setting.weight);
  const PairOfPartners partners(trust, setting);
  return trust.with_rule([&](const auto& rule) {
    auto ij = rule.initial(first_impression_of_pair(trust, setting.prior_mean));
    auto ji = ij;
    double still = 1.0;
    std::vector<DyadStep> steps;
    for (std::size_t step = 0; step <= outcomes.size(); ++step) {
      if (step > 0) {
        const char letter = outcomes[step - 1];
        update.month(rule, ij, ji, joint_act(letter == 'S' || letter == 'P', true),
                     [&](ActDetail::Act, Experience& of_low, Experience&) { show_letter(letter, of_low); });
        if constexpr (hears_of_perpetuation<std::decay_t<decltype(rule)>>) {
          if (letter == 'P') {
            rule.perpetuated(ij);
            rule.perpetuated(ji);
          }
        }
      }
      const double value = rule.value(ij);
      still *= partners.stays(static_cast<int>(step), value, rule.value(ji));
      StepSums sums;
      sums.add(partners, value, rule.confidence(ij), still);
      steps.push_back(sums.mean(static_cast<int>(step), 1));
    }
    return steps;
  });
}

std::vector<DyadStep> average_dyad(const TrustParameters& trust, const DyadSetting& setting, double success,
                                   int months, int replicates, std::uint32_t seed) {
  const auto rows = static_cast<std::size_t>(months) + 1;
  std::vector<double> chance(rows, success);
  for (std::size_t step = 1; step < rows && trust.value_drift != 0.0; ++step)
    chance[step] = ValueDrift::drifted(chance[step - 1], trust.value_drift);
  const TrustUpdate update = month_of_pair(trust, setting.weight);
  const PairOfPartners partners(trust, setting);
  return trust.with_rule([&](const auto& rule) {
    std::vector<StepSums> sums(rows);
    for (int r = 0; r < replicates; ++r) {
      auto ij = rule.initial(first_impression_of_pair(trust, setting.prior_mean));
      auto ji = ij;
      double still = 1.0;
      for (std::size_t step = 0; step < rows; ++step) {
        if (step > 0) {
          const sim::RandomKey key{seed, static_cast<std::uint32_t>(r)};
          const sim::Month month{static_cast<int>(step)};
          auto draws = sim::Draws(key, month, streams::outcome).of(sim::Uid{0}, sim::Uid{1});
          const bool from_high = draws.bernoulli(rule.cooperation(ji, chance[step]), streams::from_high);
          const bool from_low = draws.bernoulli(rule.cooperation(ij, chance[step]), streams::from_low);
          update.month(rule, ij, ji, joint_act(from_high, from_low),
                       [&](ActDetail::Act, Experience& of_low, Experience& of_high) {
                         auto detail =
                             sim::Draws(key, month, streams::act_detail).of(sim::Uid{0}, sim::Uid{1});
                         show_equally(chance[step], detail, 0, of_low);
                         show_equally(chance[step], detail, 8, of_high);
                       });
        }
        const double value = rule.value(ij);
        still *= partners.stays(static_cast<int>(step), value, rule.value(ji));
        sums[step].add(partners, value, rule.confidence(ij), still);
      }
    }
    std::vector<DyadStep> steps;
    for (std::size_t step = 0; step < rows; ++step)
      steps.push_back(sums[step].mean(static_cast<int>(step), replicates));
    return steps;
  });
}

}  // namespace territory
