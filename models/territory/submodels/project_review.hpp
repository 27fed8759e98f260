// What funders see when they review a project they gave a grant (MODEL SM13): first at `review_first` months
// of age, then every `review_every` months.
//
//   output = quality·progress·(1 − balance_review·mean |bal| among members) + error·z
//   error  = review_error·(1 − V)·(academic host? 1 − academic_accuracy : 1)
//
// Progress is the share done of all sub-steps of the three stages; all of it in the interval in which a stage
// was completed, or a project would be stopped for having succeeded. Below the threshold the project is
// stopped. Whoever got no grant has no funder to stop it.
#pragma once

#include <span>

#include "models/territory/submodels/valorisation.hpp"

namespace territory {

/// Whether a project born in `born` is reviewed in `month`.
[[nodiscard]] bool review_due(const ValorisationParameters& p, sim::Month month, int born);
/// Share of the whole path that is done, as a review of this month sees it.
[[nodiscard]] double review_progress(const ValorisationParameters& p, sim::Month month, int born, Stage stage,
                                     int stage_since, int step);
/// Mean |balance| of the partnerships among these members; 0 without any.
[[nodiscard]] double mean_imbalance(const World& world, std::span<const std::uint32_t> members);
/// What the review sees; `z` is a standard normal, `academic_accuracy` what an academic host spares of the
/// error.
[[nodiscard]] double review_output(const World& world, const ValorisationParameters& p, sim::Month month,
                                   std::size_t project, std::span<const std::uint32_t> members,
                                   double academic_accuracy, double z);
[[nodiscard]] double review_threshold(const ValorisationParameters& p, Stage stage);

}  // namespace territory
