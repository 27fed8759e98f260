// A figure of one panel or several, each with two axes and what lies between them: rectangles, lines,
// intervals, dots. The page, static pictures and `lien plot` draw the same definitions; all places are values
// on the axes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analysis/report/figure.hpp"

namespace analysis::report {

/// `low` lies left, or at the bottom; it may be the larger of the two, as where rows are read from the top.
struct PlotAxis {
  Text label;
  double low = 0, high = 1;
  bool logarithmic = false;
  bool grid = true;  ///< a thin line at each tick
  std::vector<double> ticks;
  std::vector<Text> tick_texts;  ///< as many
};

/// A rectangle, with words in its middle.
struct PlotZone {
  double x0, x1, y0, y1;
  int colour;
  double opacity;
  Text words{};
  bool bold = false;
};

/// A line; its values may leave out nothing.
struct PlotLine {
  std::vector<double> x, y;
  int colour = 0;
  bool dashed = false;
  bool filled = false;  ///< down to 0
};

/// An interval with end strokes and a disc; NaN ends = the disc alone.
struct PlotSpan {
  double at;  ///< on the other axis
  double low, middle, high;
  bool upright = false;
  int colour = 0;
  bool open = false;
};

struct PlotDots {
  std::vector<double> x, y;
  std::vector<double> radius;  ///< pixels
  int colour = 0;
};

/// Words to the right of a row.
struct PlotNote {
  double y;
  Text words;
  bool bold = false;
};

struct PlotPanel {
  Text title;  ///< may be empty
  Text about;
  PlotAxis x, y;
  double height = 150;  ///< pixels between the ends of the vertical axis
  std::vector<PlotZone> zones;
  std::vector<PlotLine> lines;
  std::vector<PlotSpan> spans;
  std::vector<PlotDots> dots;
  std::vector<PlotNote> notes;
  std::vector<Text> remarks;  ///< what the reader must not miss
};

enum class PlotMark { line, dashes, area, span, open_span, dot };
struct PlotKey {
  PlotMark mark;
  int colour;
  Text label;
};

using PlotCell = std::variant<double, std::string, Text>;  ///< NaN = none
struct PlotTable {
  std::string name;  ///< of the CSV file
  Text title;
  std::vector<Text> header;
  std::vector<std::vector<PlotCell>> rows;
};

struct PlotFigure {
  std::string id;  ///< "posteriors": the NAME of `lien plot --figure NAME`
  Text title, reading;
  int columns = 1;  ///< of panels in a static picture
  std::vector<PlotKey> keys;
  std::vector<PlotPanel> panels;
  std::vector<PlotTable> tables;  ///< the values drawn
  Text population, band;
  std::vector<std::string> measures;
  std::vector<Text> remarks;
};

}  // namespace analysis::report
