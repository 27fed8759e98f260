#include "analysis/report/drawing_words.hpp"

#include <algorithm>

namespace analysis::report {

namespace {

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

}  // namespace

double width_of(const std::string& text, double size) {
  return 0.55 * size * static_cast<double>(letters(text));
}

double paragraph(Drawing& drawing, const std::string& text, double top, double size, double left,
                 double width) {
  std::string line;
  double y = top;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!line.empty() && width_of(line + " " + word, size) > width) {
      drawing.shapes.push_back(
          Words{{left, y += size * 1.35}, line, size, Anchor::start, false, quiet_colour});
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  if (!line.empty())
    drawing.shapes.push_back(
        Words{{left, y += size * 1.35}, line, size, Anchor::start, false, quiet_colour});
  return y - top;
}

}  // namespace analysis::report
