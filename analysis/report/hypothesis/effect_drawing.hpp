// A figure of effects as a picture.
#pragma once

#include "analysis/report/drawing.hpp"
#include "analysis/report/hypothesis/effect_figure.hpp"

namespace analysis::report {

/// With title, legend, one axis a panel and its notes, in one language.
[[nodiscard]] Drawing drawing_of(const EffectFigure& figure, bool french);

}  // namespace analysis::report
