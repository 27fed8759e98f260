// One trustor, one trustee, one rule: the smallest laboratory of trust over time. A month of the pair is the
// model's own month of a tie (TrustUpdate::month), and so are the switches: the bias of first impressions,
// the drift of trustworthiness, identification, consent to a partnership with or without Marsh's gate, and
// selection by trust.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "models/territory/submodels/trust_update.hpp"

namespace territory {

struct DyadStep {
  int step;           ///< 0 = before any experience
  double trust;       ///< in [0, 1]; the mean over replicates
  double confidence;  ///< in [0, 1); the mean over replicates
  double trust_sd;    ///< standard deviation over replicates; 0 for one
  /// Chance that the trustor consents to each type of partnership; the mean over replicates.
  std::array<double, alliance_count> acceptance{};
  /// Chance that a partnership begun at step 0 is still there; the mean over replicates.
  double kept = 1.0;
  double trust_if_kept = 0.0;  ///< mean of trust over the pairs still partners; nan when none is left
};

/// What both experiments share. Every step is a month: forgetting, then one experience.
struct DyadSetting {
  double prior_mean = 0.5;
  double weight = 1.0;     ///< evidence weight of each experience
  bool consent = false;    ///< whether `acceptance` is worked out
  bool selection = false;  ///< whether `kept` is
  PartnershipParameters partnerships{};
  EndingParameters endings{};
};

/// Trust after each of the given experiences of the trustor: 'S' the trustee delivered, 'F' it did not; 'A',
/// 'B', 'I' its ability, benevolence or integrity alone failed (the last a betrayal); 'P' it delivered, and a
/// shared project was carried into the stage perpetuate. The trustor itself always delivers. InputError at
/// any other letter.
[[nodiscard]] std::vector<DyadStep> follow_outcomes(const TrustParameters& trust, const DyadSetting& setting,
                                                    std::string_view outcomes);

/// Both sides meet once a month and deliver with probability `success`, which drifts by `trust.value_drift`
/// (under a rule that makes cooperation endogenous, with their own propensity instead). Mean over
/// `replicates` independent dyads.
[[nodiscard]] std::vector<DyadStep> average_dyad(const TrustParameters& trust, const DyadSetting& setting,
                                                 double success, int months, int replicates,
                                                 std::uint32_t seed);

}  // namespace territory
