// Words in static pictures: the room they take, and paragraphs of them.
#pragma once

#include <string>

#include "analysis/report/drawing.hpp"

namespace analysis::report {

inline constexpr double drawing_width = 760, drawing_margin = 14;
inline constexpr const char* quiet_colour = "#555555";

/// Near enough to leave room: sans-serif letters are half as wide as high.
[[nodiscard]] double width_of(const std::string& text, double size);

/// Words set in lines no wider than the picture, or than `width` from `left`; gives the height used.
double paragraph(Drawing& drawing, const std::string& text, double top, double size,
                 double left = drawing_margin, double width = drawing_width - 2 * drawing_margin);

}  // namespace analysis::report
