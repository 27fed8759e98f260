#include "analysis/report/page.hpp"

// Laid out by embed.cmake.
extern "C" {
extern const char lien_page_template[], lien_page_template_end[];
extern const char lien_page_style[], lien_page_style_end[];
extern const char lien_page_script[], lien_page_script_end[];
extern const char lien_page_licences[], lien_page_licences_end[];
}

namespace analysis::report {

std::string_view page_template() { return {lien_page_template, lien_page_template_end}; }
std::string_view page_style() { return {lien_page_style, lien_page_style_end}; }
std::string_view page_script() { return {lien_page_script, lien_page_script_end}; }
std::string_view page_licences() { return {lien_page_licences, lien_page_licences_end}; }

}  // namespace analysis::report
