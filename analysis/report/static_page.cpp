#include "analysis/report/static_page.hpp"

#include <fmt/format.h>

#include "analysis/report/drawing.hpp"
#include "analysis/report/headlines.hpp"
#include "analysis/report/map/map_drawing.hpp"
#include "analysis/report/page.hpp"

namespace analysis::report {

std::string static_page(const RunSet& runs, const std::vector<Figure>& figures, const MapSources& sources,
                        bool french) {
  const auto say = [&](const Text& text) { return html_escaped(french ? text.fr : text.en); };
  std::string page = fmt::format("<main class=\"static\"><h1>{}</h1><p>{}</p><p>{}</p>",
                                 html_escaped(text_attribute(runs.first(), "title")), say(runs.size_text()),
                                 html_escaped(text_attribute(runs.first(), "comment")));
  for (const Headline& headline : headlines_of(runs)) {
    page += fmt::format("<h2>{} : {}</h2><p>{}</p>", say(headline.label), say(headline.value),
                        say(headline.sentence));
  }
  for (const MapMeasure& measure : epci_measures()) {
    const auto map = map_drawing(runs, sources, std::string(measure.id), {}, french);
    if (!map) continue;
    page += "<figure>" + svg_of(*map) + "</figure>";
    break;
  }
  for (const Figure& figure : figures) {
    page += "<figure>" + svg_of(drawing_of(figure, runs.size_text(), french)) + "<figcaption>" +
            say(figure.reading) + "</figcaption></figure>";
  }
  return page +
         fmt::format("<p>{}</p></main>", html_escaped(text_attribute(runs.first(), "data_attribution")));
}

}  // namespace analysis::report
