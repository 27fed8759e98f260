// A plot as a picture.
#pragma once

#include "analysis/report/calibration/plot_figure.hpp"
#include "analysis/report/drawing.hpp"

namespace analysis::report {

/// With title, legend, panels and its notes, in one language.
[[nodiscard]] Drawing drawing_of(const PlotFigure& figure, bool french);

}  // namespace analysis::report
