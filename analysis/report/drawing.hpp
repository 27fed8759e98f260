// A picture as lines, areas and words, before it becomes SVG, PDF or PNG.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analysis/report/figure.hpp"

namespace analysis::report {

struct Point {
  double x = 0, y = 0;  ///< pixels from the upper left corner
};

struct Line {
  std::vector<Point> points;
  std::string colour;
  double width = 1.0;
  bool dashed = false;
};

/// A filled area; holes are rings that turn the other way.
struct Area {
  std::vector<std::vector<Point>> rings;
  std::string colour;
  double opacity = 1.0;
  std::string edge;  ///< colour of its border; empty = none
};

struct Disc {
  Point at;
  double radius = 3.0;
  std::string fill, edge;
};

enum class Anchor { start, middle, end };

struct Words {
  Point at;  ///< on the base line
  std::string text;
  double size = 12.0;
  Anchor anchor = Anchor::start;
  bool bold = false;
  std::string colour = "#222222";
};

struct Drawing {
  double width = 0, height = 0;
  std::string title, description;  ///< for those who do not see it
  std::vector<std::variant<Line, Area, Disc, Words>> shapes;
};

/// The figure with title, legend, axes and its notes, in one language. `note` = what runs it rests on.
[[nodiscard]] Drawing drawing_of(const Figure& figure, const Text& note, bool french);

/// A stand-alone SVG document, or one to be put into a page (without its XML line).
[[nodiscard]] std::string svg_of(const Drawing& drawing);

}  // namespace analysis::report
