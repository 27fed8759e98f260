// Where a map stands in a static picture, and its classes of colour.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/drawing.hpp"
#include "analysis/report/map/map_json.hpp"

namespace analysis::report {

/// The sheet of a map in a picture: as large as the width and 720 pixels of height allow, in the middle.
class MapFrame {
 public:
  MapFrame(const ReportMap& map, double width, double margin, double head);
  [[nodiscard]] std::vector<Point> points_of(const ReportMap& map, const ArcRing& ring) const;
  [[nodiscard]] double bottom() const { return head_ + high_ * scale_; }

 private:
  double head_, high_, scale_, left_;
};

/// Round limits of at most seven classes of values that shall not be washed out by a single odd one.
[[nodiscard]] std::vector<double> class_limits(std::vector<double> values);
[[nodiscard]] std::string class_colour(double value, const std::vector<double>& limits);

/// Strokes at 45° inside rings of any turn (even-odd), `gap` pixels from one to the next.
[[nodiscard]] std::vector<Line> hatching(const std::vector<std::vector<Point>>& rings, double gap,
                                         const std::string& colour);

}  // namespace analysis::report
