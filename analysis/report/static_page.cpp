#include "analysis/report/static_page.hpp"

#include <fmt/format.h>

#include "analysis/report/drawing.hpp"
#include "analysis/report/headlines.hpp"
#include "analysis/report/map/map_drawing.hpp"
#include "analysis/report/page.hpp"

namespace analysis::report {

Figure thinned(Figure figure, std::size_t most) {
  if (figure.axis != Axis::month || figure.x.size() <= most) return figure;
  const std::size_t step = (figure.x.size() + most - 1) / most, last = figure.x.size() - 1;
  const auto thin = [&](std::vector<double>& values) {
    std::vector<double> fewer;
    for (std::size_t k = 0; k < values.size(); ++k)
      if ((last - k) % step == 0) fewer.push_back(values[k]);
    values = std::move(fewer);
  };
  thin(figure.x);
  for (Series& series : figure.series)
    for (auto* values : {&series.values, &series.low, &series.high}) thin(*values);
  return figure;
}

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
    page += "<figure>" + svg_of(drawing_of(thinned(figure, 130), runs.size_text(), french)) + "<figcaption>" +
            say(figure.reading) + "</figcaption></figure>";
  }
  return page +
         fmt::format("<p>{}</p></main>", html_escaped(text_attribute(runs.first(), "data_attribution")));
}

}  // namespace analysis::report
