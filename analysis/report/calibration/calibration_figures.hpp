// The figures of a calibration: nothing is drawn that its file does not hold.
#pragma once

#include <vector>

#include "analysis/report/calibration/calibration_record.hpp"
#include "analysis/report/calibration/plot_figure.hpp"

namespace analysis::report {

/// Every figure, in the order of the page.
[[nodiscard]] std::vector<PlotFigure> calibration_figures(const CalibrationRecord& record);

/// Marginals of the posterior beside the prior; correlations; pairs known only together, if there are any.
[[nodiscard]] std::vector<PlotFigure> posterior_figures(const CalibrationRecord& record);
/// What the posterior simulates beside the targets.
[[nodiscard]] std::vector<PlotFigure> predictive_figures(const CalibrationRecord& record);
/// Waves of history matching, the emulators' doubts, generations of ABC.
[[nodiscard]] std::vector<PlotFigure> search_figures(const CalibrationRecord& record);

/// "120 draws kept, worth 85 of equal weight; 2 seeds each"
[[nodiscard]] Text draws_text(const CalibrationRecord& record);
/// "C1: companies of 10 employees or more with a partnership", "trust: Trust between contacts, June 2010"
[[nodiscard]] Text about(const CalibrationTarget& target);
/// Weighted share of the draws that meet a target; all of them at once.
[[nodiscard]] double share_within(const CalibrationRecord& record, std::size_t target);
[[nodiscard]] double share_within_all(const CalibrationRecord& record);

/// What is drawn of many draws.
struct ShownDraws {
  std::vector<Eigen::Index> rows;
  std::vector<double> radius;  ///< pixels; the area is the weight
  Text remark;                 ///< what the dots are
};
[[nodiscard]] ShownDraws shown_draws(const RecordedPosterior& posterior);

}  // namespace analysis::report
