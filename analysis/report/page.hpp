// A report as one HTML file that needs no network: data, library, style and script stand in it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/payload.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

enum class PageLanguage { browser, french, english };

struct PageOptions {
  PageLanguage language = PageLanguage::browser;
  std::string communes;    ///< table of communes for the cells around the perimeter; empty = none
  std::string boundaries;  ///< GeoJSON or TopoJSON of outlines; empty = own cells
};

/// The whole page. InputError when a result or a file of outlines is not what it should be.
[[nodiscard]] std::string page_of(const RunSet& runs, const PageOptions& options);

/// The page around the data of a report (page/types.ts), with what stands where scripts are off.
[[nodiscard]] std::string assembled_page(const nlohmann::json& report, const PackedSeries& packed,
                                         const std::string& title, const std::string& without_scripts, bool french);
/// "auto", "fr", "en"
[[nodiscard]] const char* name_of(PageLanguage language);

/// A text inside an element or an attribute in double quotes.
[[nodiscard]] std::string html_escaped(std::string_view text);

/// Replaces each `{{name}}` of the template by the part of that name; what is inserted is not searched again.
/// InvariantError when a name has no part.
[[nodiscard]] std::string filled(std::string_view page_template,
                                 const std::vector<std::pair<std::string_view, std::string_view>>& parts);

/// What the build made of page/: template, style, script, licences of the script's libraries.
[[nodiscard]] std::string_view page_template();
[[nodiscard]] std::string_view page_style();
[[nodiscard]] std::string_view page_script();
[[nodiscard]] std::string_view page_licences();

}  // namespace analysis::report
