#include "analysis/report/picture_file.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <numbers>

#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Context = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw sim::StorageError(fmt::format("cannot draw the picture ({})", cairo_status_to_string(status)));
}

cairo_status_t append(void* text, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

/// "#0072b2"
void use_colour(cairo_t* cairo, const std::string& colour, double opacity = 1.0) {
  const auto part = [&](std::size_t at) {
    return static_cast<double>(std::strtol(colour.substr(at, 2).c_str(), nullptr, 16)) / 255.0;
  };
  cairo_set_source_rgba(cairo, part(1), part(3), part(5), opacity);
}

void trace(cairo_t* cairo, const std::vector<Point>& points) {
  for (std::size_t k = 0; k < points.size(); ++k)
    k == 0 ? cairo_move_to(cairo, points[k].x, points[k].y) : cairo_line_to(cairo, points[k].x, points[k].y);
}

void draw(cairo_t* cairo, const Line& line) {
  constexpr double dashes[] = {5.0, 3.0};
  trace(cairo, line.points);
  use_colour(cairo, line.colour);
  cairo_set_line_width(cairo, line.width);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash(cairo, dashes, line.dashed ? 2 : 0, 0.0);
  cairo_stroke(cairo);
}

void draw(cairo_t* cairo, const Area& area) {
  for (const auto& ring : area.rings) {
    trace(cairo, ring);
    cairo_close_path(cairo);
  }
  use_colour(cairo, area.colour, area.opacity);
  cairo_fill_preserve(cairo);
  if (!area.edge.empty()) {
    use_colour(cairo, area.edge);
    cairo_set_dash(cairo, nullptr, 0, 0.0);
    cairo_set_line_width(cairo, 0.4);
    cairo_stroke_preserve(cairo);
  }
  cairo_new_path(cairo);
}

void draw(cairo_t* cairo, const Disc& disc) {
  cairo_new_path(cairo);
  cairo_arc(cairo, disc.at.x, disc.at.y, disc.radius, 0, 2 * std::numbers::pi);
  use_colour(cairo, disc.fill);
  cairo_fill_preserve(cairo);
  use_colour(cairo, disc.edge);
  cairo_set_dash(cairo, nullptr, 0, 0.0);
  cairo_set_line_width(cairo, 1.5);
  cairo_stroke(cairo);
}

void draw(cairo_t* cairo, const Words& words) {
  cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                         words.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo, words.size);
  cairo_text_extents_t extents;
  cairo_text_extents(cairo, words.text.c_str(), &extents);
  const double back = words.anchor == Anchor::start ? 0 : words.anchor == Anchor::end ? 1 : 0.5;
  cairo_move_to(cairo, words.at.x - back * extents.x_advance, words.at.y);
  use_colour(cairo, words.colour);
  cairo_show_text(cairo, words.text.c_str());
}

void draw_all(cairo_surface_t* surface, const Drawing& drawing, double scale) {
  const Context context(cairo_create(surface), cairo_destroy);
  cairo_t* cairo = context.get();
  cairo_scale(cairo, scale, scale);
  use_colour(cairo, "#ffffff");
  cairo_paint(cairo);
  for (const auto& shape : drawing.shapes) std::visit([&](const auto& one) { draw(cairo, one); }, shape);
  check(cairo_status(cairo));
}

}  // namespace

std::string picture_of(const Drawing& drawing, PictureForm form, double scale) {
  if (form == PictureForm::svg)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg_of(drawing) + "\n";
  std::string bytes;
  if (form == PictureForm::pdf) {
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, drawing.width, drawing.height),
                          cairo_surface_destroy);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, drawing.title.c_str());
    draw_all(surface.get(), drawing, 1.0);
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    return bytes;
  }
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(drawing.width * scale),
                                 static_cast<int>(drawing.height * scale)),
      cairo_surface_destroy);
  draw_all(surface.get(), drawing, scale);
  check(cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
  return bytes;
}

}  // namespace analysis::report
