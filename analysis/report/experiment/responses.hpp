// How a measure answers to a factor of a sweep.
#pragma once

#include <optional>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

/// The measure at the last month against the values of the factor, all other factors as the design has them.
/// Up to 24 values stand for themselves; more are gathered in eight classes of as many points each. Nothing
/// for a factor that does not vary.
[[nodiscard]] std::optional<Figure> response_figure(const Gathered& gathered, const GatheredFactor& factor,
                                                    const GatheredMeasure& measure);

}  // namespace analysis::report
