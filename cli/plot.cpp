#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <span>

#include "analysis/report/figures/build.hpp"
#include "analysis/report/map/map_drawing.hpp"
#include "analysis/report/picture_file.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"
#include "sim/output/partial_file.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

using analysis::report::Figure;
using analysis::report::PictureForm;

struct PlotOptions {
  std::vector<std::string> results;
  std::string figure, output, language = "fr";
  std::string communes = "scenarios/data/communes_france.csv";
  std::string boundaries, month;
  bool list = false;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

PictureForm form_of(const std::string& output) {
  const std::string ending = std::filesystem::path(output).extension().string();
  if (ending == ".svg") return PictureForm::svg;
  if (ending == ".pdf") return PictureForm::pdf;
  if (ending == ".png") return PictureForm::png;
  throw sim::InputError(
      sim::Fault{{}, fmt::format("--output {} is of no known form", output), {"allowed  .svg, .pdf, .png"}});
}

/// The definition of that name; a fault with the names there are, or the nearest.
const Figure& chosen(const std::vector<Figure>& figures, const std::string& name) {
  const auto found = std::ranges::find(figures, name, &Figure::id);
  if (found != figures.end()) return *found;
  std::vector<std::string> names;
  for (const Figure& figure : figures) names.push_back(figure.id);
  for (const auto& measure : analysis::report::epci_measures())
    names.push_back("map_" + std::string(measure.id));
  const std::string near = sim::nearest(name, names);
  throw sim::InputError(
      sim::Fault{{},
                 fmt::format("no figure '{}' in these results", name),
                 {near.empty() ? "allowed  " + joined(names) : fmt::format("did you mean '{}'?", near)}});
}

analysis::report::Drawing drawn(const PlotOptions& options, const analysis::report::RunSet& runs) {
  const bool french = options.language == "fr";
  if (options.figure.starts_with("map_")) {
    const std::string communes = std::filesystem::exists(options.communes) ? options.communes : std::string();
    const auto drawing = analysis::report::map_drawing(runs, {communes, options.boundaries},
                                                       options.figure.substr(4), options.month, french);
    if (drawing) return *drawing;
  }
  return drawing_of(chosen(figures_of(runs), options.figure), runs.size_text(), french);
}

void list_figures(const analysis::report::RunSet& runs, bool french) {
  for (const Figure& figure : figures_of(runs))
    fmt::print("{:28} {}\n", figure.id, french ? figure.title.fr : figure.title.en);
  for (const auto& measure : analysis::report::epci_measures())
    fmt::print("map_{:24} {}\n", measure.id, french ? measure.label.fr : measure.label.en);
}

int plot(PlotOptions options) {
  if (options.output.empty()) options.output = options.figure + ".svg";
  const PictureForm form = options.list ? PictureForm::svg : form_of(options.output);
  std::vector<analysis::report::Run> read;
  for (const std::string& result : options.results)
    read.push_back({result, sim::output::read_result_file(result)});
  const analysis::report::RunSet runs(std::move(read));
  if (options.list) {
    list_figures(runs, options.language == "fr");
    return success;
  }
  if (options.figure.empty())
    throw sim::InputError(sim::Fault{{}, "which figure?", {"--list names them, --figure NAME takes one"}});
  const std::string picture = picture_of(drawn(options, runs), form);
  sim::output::PartialFile file(options.output, "picture to");
  file.write(std::as_bytes(std::span(picture)));
  file.place();
  fmt::print("{}\n", options.output);
  return success;
}

}  // namespace

void add_plot(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<PlotOptions>();
  CLI::App* command =
      program.add_subcommand("plot", "Draw one figure of a report as a picture for a paper (SVG, PDF, PNG)");
  command->add_option("results", options->results, "result files that differ in their seed only")->required();
  refuse_empty(command->add_option("--figure", options->figure, "name of the figure"));
  command->add_flag("--list", options->list, "name the figures that can be drawn");
  refuse_empty(command->add_option("-o,--output", options->output,
                                   "picture: .svg, .pdf or .png (default: FIGURE.svg)"));
  command->add_option("--language", options->language, "fr or en")
      ->check(CLI::IsMember({"fr", "en"}))
      ->capture_default_str();
  refuse_empty(command->add_option("--month", options->month, "month of a map, YYYY-MM (default: the last)"));
  refuse_empty(command->add_option("--boundaries", options->boundaries,
                                   "outlines of communes for a map, GeoJSON or TopoJSON"));
  refuse_empty(
      command->add_option("--communes", options->communes, "table of communes, for the neighbours of a map")
          ->capture_default_str());
  command->callback([options, &chosen] { chosen = [options] { return plot(*options); }; });
}

}  // namespace cli
