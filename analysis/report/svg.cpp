#include <fmt/format.h>

#include "analysis/report/drawing.hpp"
#include "analysis/report/page.hpp"

namespace analysis::report {

namespace {

/// A tenth of a pixel is finer than any screen.
std::string path_of(const std::vector<Point>& points, bool closed) {
  std::string path;
  for (std::size_t k = 0; k < points.size(); ++k)
    path += fmt::format("{}{:.1f},{:.1f}", k == 0 ? "M" : "L", points[k].x, points[k].y);
  return closed ? path + "Z" : path;
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
