#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/figures/build.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/network_view.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"
#include "analysis/report/static_page.hpp"
#include "analysis/report/territories.hpp"
#include "sim/core/error.hpp"
#include "sim/output/sha256.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

/// The script is allowed by its own hash: nothing else runs, whatever a title says.
std::string policy() {
  sim::output::Sha256 hash;
  hash.add(page_script().data(), page_script().size());
  const sim::output::Sha256Sum sum = hash.sum();
  std::vector<std::uint8_t> bytes;
  for (const std::byte byte : sum) bytes.push_back(std::to_integer<std::uint8_t>(byte));
  return "default-src 'none'; script-src 'sha256-" + base64(bytes) +
         "'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
}

Text period_of(const RunSet& runs) {
  const Text first = month_name(runs.months().front()), last = month_name(runs.months().back());
  if (runs.months().size() == 1) return last;
  return first + Text{" à ", " to "} + last;
}

Text territory_of(const RunSet& runs) {
  const std::string& file = runs.runs().front().file;
  const Text communes =
      written(static_cast<double>(texts_in(runs.first(), "commune", file).size()), Unit::count);
  const Text epcis = written(static_cast<double>(texts_in(runs.first(), "epci", file).size()), Unit::count);
  return {fmt::format("{} communes, {} EPCI", communes.fr, epcis.fr),
          fmt::format("{} communes, {} EPCI", communes.en, epcis.en)};
}

json figures_json(const std::vector<Figure>& figures) {
  json all = json::array();
  for (const Figure& figure : figures) all.push_back(as_json(figure));
  return all;
}

}  // namespace

const char* name_of(PageLanguage language) {
  switch (language) {
    case PageLanguage::french:
      return "fr";
    case PageLanguage::english:
      return "en";
    case PageLanguage::browser:
      break;
  }
  return "auto";
}

std::string html_escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

std::string filled(std::string_view page_template,
                   const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string page;
  while (true) {
    const std::size_t open = page_template.find("{{"), close = page_template.find("}}", open);
    if (open == std::string_view::npos || close == std::string_view::npos) return page.append(page_template);
    page += page_template.substr(0, open);
    const std::string_view name = page_template.substr(open + 2, close - open - 2);
    const auto part = std::ranges::find(parts, name, &std::pair<std::string_view, std::string_view>::first);
    if (part == parts.end()) throw sim::InvariantError(fmt::format("the page has no part '{}'", name));
    page += part->second;
    page_template.remove_prefix(close + 2);
  }
}

std::string assembled_page(const json& report, const PackedSeries& packed, const std::string& title,
                           const std::string& without_scripts, bool french) {
  return filled(page_template(), {{"language", french ? "fr" : "en"},
                                  {"policy", policy()},
                                  {"title", html_escaped(title)},
                                  {"style", page_style()},
                                  {"static", without_scripts},
                                  {"licences", page_licences()},
                                  {"data", compressed_payload(report, packed)},
                                  {"script", page_script()}});
}

std::string page_of(const RunSet& runs, const PageOptions& options) {
  const MapSources sources{options.communes, options.boundaries};
  PackedSeries packed;
  const std::vector<Figure> figures = figures_of(runs);
  std::string title = text_attribute(runs.first(), "title");
  if (title.empty()) title = text_attribute(runs.first(), "scenario_file");
  json communes = commune_json(runs, packed);
  json map = as_json(map_of(runs, sources), !communes.is_null());
  const json report{{"kind", "run"},
                    {"title", title},
                    {"question", text_attribute(runs.first(), "summary")},
                    {"language", name_of(options.language)},
                    {"runs", as_json(runs.size_text())},
                    {"period", as_json(period_of(runs))},
                    {"territory", as_json(territory_of(runs))},
                    {"headlines", headlines_json(runs)},
                    {"figures", figures_json(figures)},
                    {"epci", epci_json(runs, packed)},
                    {"commune", std::move(communes)},
                    {"map", std::move(map)},
                    {"network", network_json(runs)},
                    {"evidence", evidence_json(runs)},
                    {"parameters", parameters_json(runs)},
                    {"provenance", provenance_json(runs)}};
  const bool french = options.language != PageLanguage::english;
  return assembled_page(report, packed, title, static_page(runs, figures, sources, french), french);
}

}  // namespace analysis::report
