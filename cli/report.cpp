#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <span>

#include "analysis/report/calibration/calibration_page.hpp"
#include "analysis/report/calibration/calibration_record.hpp"
#include "analysis/report/experiment/experiment_page.hpp"
#include "analysis/report/experiment/gathered.hpp"
#include "analysis/report/hypothesis/hypothesis_page.hpp"
#include "analysis/report/page.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/study_inputs.hpp"
#include "sim/core/error.hpp"
#include "sim/output/partial_file.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

using analysis::report::PageLanguage;

struct ReportOptions {
  std::vector<std::string> results;
  std::string output;
  std::string language;  ///< fr, en; empty = the browser's
  std::string communes = "scenarios/data/communes_france.csv";
  std::string boundaries;
};

PageLanguage language_of(const std::string& word) {
  if (word == "fr") return PageLanguage::french;
  return word == "en" ? PageLanguage::english : PageLanguage::browser;
}

void refuse_inputs_as_output(const ReportOptions& options) {
  std::vector<std::string> inputs = options.results;
  inputs.insert(inputs.end(), {options.communes, options.boundaries});
  for (const std::string& input : inputs) {
    std::error_code ignored;
    if (input.empty() || !std::filesystem::equivalent(input, options.output, ignored)) continue;
    throw sim::InputError(sim::Fault{
        {}, fmt::format("--output {} is read for the report", options.output), {"allowed  any other name"}});
  }
}

analysis::report::MapSources sources_of(const ReportOptions& options) {
  const bool neighbours_known = std::filesystem::exists(options.communes);
  return {neighbours_known ? options.communes : std::string(), options.boundaries};
}

/// The page of a file that is about more than runs, if it is alone.
std::string page_of_one(const analysis::report::Run& run, const ReportOptions& options) {
  const bool gathered = analysis::report::is_gathered(run.content);
  if (options.results.size() > 1)
    throw sim::InputError(sim::Fault{{run.file, 0, 0},
                                     gathered ? "is a gathered experiment" : "is the result of a calibration",
                                     {"a report is about one of them, or about runs"}});
  return gathered
             ? experiment_page_of(run.content, run.file, language_of(options.language), sources_of(options))
             : calibration_page_of(run.content, run.file, language_of(options.language));
}

std::string page_about(const ReportOptions& options) {
  std::vector<analysis::report::Run> runs;
  for (const std::string& result : options.results) {
    runs.push_back({result, sim::output::read_result_file(result)});
    const sim::output::ResultFile& content = runs.back().content;
    if (analysis::report::is_gathered(content) || analysis::report::is_calibration_result(content))
      return page_of_one(runs.back(), options);
  }
  const analysis::report::RunSet set(std::move(runs));
  const analysis::report::MapSources sources = sources_of(options);
  return page_of(set, {language_of(options.language), sources.communes, sources.boundaries});
}

/// Of one hypothesis "H9.html", of several "hypotheses.html", unless told.
std::string page_of_studies(ReportOptions& options) {
  options.results = study_files_of(options.results);
  if (!options.output.empty()) refuse_inputs_as_output(options);
  const auto studies = studies_in(options.results);
  if (options.output.empty())
    options.output =
        (studies.size() == 1 ? studies.front().hypothesis.id : std::string("hypotheses")) + ".html";
  return hypothesis_page_of(studies, language_of(options.language));
}

std::string page_of_results(ReportOptions& options) {
  if (options.output.empty())
    options.output = std::filesystem::path(options.results.front()).stem().string() + ".html";
  refuse_inputs_as_output(options);
  return page_about(options);
}

int report(ReportOptions options) {
  const std::string page = are_studies(options.results) ? page_of_studies(options) : page_of_results(options);
  sim::output::PartialFile file(options.output, "report to");
  file.write(std::as_bytes(std::span(page)));
  file.place();
  fmt::print("{}\n", options.output);
  return success;
}

}  // namespace

void add_report(Command program, Chosen& chosen) {
  auto options = std::make_shared<ReportOptions>();
  Command command = program.add_subcommand("report",
                                           "Write one offline HTML page about a run, several that differ in "
                                           "their seed only, an experiment, a calibration, or hypotheses");
  command.add_option("results", options->results, "result files, or folders of 'lien test'").required();
  command
      .add_option("-o,--output", options->output,
                  "page (default: the name of the result or hypothesis with .html)")
      .not_empty();
  command.add_option("--language", options->language, "fr or en (default: the browser's)")
      .one_of({"fr", "en"});
  command
      .add_option("--boundaries", options->boundaries,
                  "outlines of communes: GeoJSON or TopoJSON keyed by INSEE code (default: own cells)")
      .not_empty();
  command
      .add_option("--communes", options->communes,
                  "table of communes, for the neighbours that bound the cells of the map")
      .with_default()
      .not_empty();
  command.callback([options, &chosen] { chosen = [options] { return report(*options); }; });
}

}  // namespace cli
