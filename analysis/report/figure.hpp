// What a figure of a report says, before anybody draws it: the page, static pictures and `lien plot` draw the
// same definitions.
#pragma once

#include <string>
#include <vector>

namespace analysis::report {

/// A sentence or label in both languages.
struct Text {
  std::string fr, en;
};

enum class Shape { lines, stacked, bars };
enum class Axis { month, year, number, category };
/// How values are written: 12,3 % of a share; 12 345 of a count; 0,123 of anything else.
enum class Unit { share, count, decimal };

/// One line, layer or group of bars. NaN = missing: a gap.
struct Series {
  std::string id;
  Text label;
  int colour = 0;  ///< index in the palette (palette.hpp)
  bool dashed = false;
  std::vector<double> values;
  std::vector<double> low, high;  ///< the band; empty = none, else as long as `values`
};

/// A figure of the field, set beside the simulation: a point with the range that is tolerated.
struct Mark {
  double x = 0;                         ///< on the axis, months since January 2008
  double value = 0, low = 0, high = 0;  ///< NaN = none
  Text label;
  int colour = 0;
};

struct Figure {
  std::string id;       ///< "trust_over_time": the NAME of `lien plot --figure NAME`
  std::string section;  ///< "trust"
  Text title, reading;  ///< what it is; how to read it
  Shape shape = Shape::lines;
  Axis axis = Axis::month;
  Text axis_label;
  std::vector<double> x;         ///< months since January 2008, years, or numbers; 0, 1, … of categories
  std::vector<Text> categories;  ///< labels of a category axis
  Unit unit = Unit::decimal;
  Text unit_label;  ///< of the vertical axis
  bool from_zero = true;
  std::vector<Series> series;
  std::vector<Mark> marks;
  std::vector<std::string> measures;  ///< variables of the result file it rests on
  Text band;                          ///< what the bands are; empty without
  Text population;                    ///< what is counted besides runs: "188 EPCI"; may be empty
  std::vector<Text> remarks;          ///< found in the data, such as curves that coincide
};

}  // namespace analysis::report
