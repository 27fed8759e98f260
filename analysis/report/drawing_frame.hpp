// From the values of a figure to places in a picture.
#pragma once

#include <utility>

#include "analysis/report/drawing.hpp"

namespace analysis::report {

struct Frame {
  double left = 0, right = 0, top = 0, bottom = 0;  ///< pixels
  double low = 0, high = 1;                         ///< values at bottom and top
  double first = 0, last = 1;                       ///< values at left and right

  void spread_over(const Figure& figure);
  [[nodiscard]] double y(double value) const {
    return bottom - (value - low) / (high - low) * (bottom - top);
  }
  [[nodiscard]] double x_of(double value) const {
    return left + (value - first) / (last - first) * (right - left);
  }
  /// Of a place of the figure: bars stand in the middle of their share of the axis.
  [[nodiscard]] double x(const Figure& figure, std::size_t k) const;
  [[nodiscard]] double slot(const Figure& figure) const {
    return (right - left) / static_cast<double>(figure.x.size());
  }
};

/// Lowest and highest of what is drawn: sums of layers, bands and figures of the field included.
[[nodiscard]] std::pair<double, double> vertical_extent(const Figure& figure);
void draw_series(Drawing& drawing, const Figure& figure, const Frame& frame);

}  // namespace analysis::report
