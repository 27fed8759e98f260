#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "analysis/report/drawing.hpp"
#include "analysis/report/page.hpp"

namespace analysis::report {

namespace {

/// A tenth of a pixel is finer than any screen. Steps from point to point are shorter than places; they are
/// taken between rounded places, so that errors do not add up.
std::string path_of(const std::vector<Point>& points, bool closed) {
  const auto tenths = [](double value) { return std::lround(10 * value); };
  const auto written = [](long value) {
    std::string text = fmt::format("{}{}", value < 0 ? "-" : "", std::abs(value) / 10);
    if (value % 10 != 0) text += fmt::format(".{}", std::abs(value) % 10);
    return text;
  };
  std::string path;
  long x = 0, y = 0;
  for (const Point& point : points) {
    const long here_x = tenths(point.x), here_y = tenths(point.y);
    if (path.empty())
      path = "M" + written(here_x) + "," + written(here_y) + "l";
    else if (here_x != x || here_y != y)
      path += written(here_x - x) + "," + written(here_y - y) + " ";
    x = here_x;
    y = here_y;
  }
  if (!path.empty() && (path.back() == ' ' || path.back() == 'l')) path.pop_back();
  return closed ? path + "z" : path;
}

std::string element(const Line& line) {
  return fmt::format(
      "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1f}\"{} stroke-linejoin=\"round\"/>",
      path_of(line.points, false), line.colour, line.width, line.dashed ? " stroke-dasharray=\"5 3\"" : "");
}

std::string element(const Area& area) {
  std::string path;
  for (const auto& ring : area.rings) path += path_of(ring, true);
  const std::string edge =
      area.edge.empty() ? "" : fmt::format(" stroke=\"{}\" stroke-width=\"0.4\"", area.edge);
  return fmt::format("<path d=\"{}\" fill=\"{}\" fill-opacity=\"{:.2f}\"{}/>", path, area.colour,
                     area.opacity, edge);
}

std::string element(const Disc& disc) {
  return fmt::format(
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>",
      disc.at.x, disc.at.y, disc.radius, disc.fill, disc.edge);
}

std::string element(const Words& words) {
  const char* anchor = words.anchor == Anchor::start ? "start"
                       : words.anchor == Anchor::end ? "end"
                                                     : "middle";
  return fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\" text-anchor=\"{}\"{} fill=\"{}\">{}</text>",
      words.at.x, words.at.y, words.size, anchor, words.bold ? " font-weight=\"bold\"" : "", words.colour,
      html_escaped(words.text));
}

}  // namespace

std::string svg_of(const Drawing& drawing) {
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
      "{1:.0f}\" "
      "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" "
      "role=\"img\"><title>{2}</title><desc>{3}</desc>"
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
      drawing.width, drawing.height, html_escaped(drawing.title), html_escaped(drawing.description));
  for (const auto& shape : drawing.shapes)
    text += std::visit([](const auto& one) { return element(one); }, shape);
  return text + "</svg>";
}

}  // namespace analysis::report
