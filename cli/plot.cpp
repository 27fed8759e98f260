#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <span>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/plot_drawing.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/sensitivity_figures.hpp"
#include "analysis/report/experiment/sweep.hpp"
#include "analysis/report/figures/build.hpp"
#include "analysis/report/hypothesis/effect_drawing.hpp"
#include "analysis/report/map/map_drawing.hpp"
#include "analysis/report/picture_file.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/study_inputs.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"
#include "sim/output/partial_file.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

using analysis::report::Figure;
using analysis::report::PictureForm;
using analysis::report::Text;

struct PlotOptions {
  std::vector<std::string> results;
  std::string figure, output, language = "fr";
  std::string communes = "scenarios/data/communes_france.csv";
  std::string boundaries, month;
  bool list = false;
};

PictureForm form_of(const std::string& output) {
  const std::string ending = std::filesystem::path(output).extension().string();
  if (ending == ".svg") return PictureForm::svg;
  if (ending == ".pdf") return PictureForm::pdf;
  if (ending == ".png") return PictureForm::png;
  throw sim::InputError(
      sim::Fault{{}, fmt::format("--output {} is of no known form", output), {"allowed  .svg, .pdf, .png"}});
}

/// What the results give: figures, and maps where they are runs.
struct Source {
  std::optional<analysis::report::RunSet> runs;
  std::vector<Figure> figures;
  std::vector<analysis::report::EffectFigure> effects;  ///< of a hypothesis
  std::vector<analysis::report::PlotFigure> plots;      ///< of a calibration
  Text note;                                            ///< what the figures rest on
  /// Of an experiment, and what its pictures point into: both stay where they are.
  std::unique_ptr<analysis::report::Gathered> gathered;
  std::unique_ptr<analysis::report::Sweep> sweep;
  std::vector<analysis::report::Picture> pictures;

  [[nodiscard]] std::vector<std::pair<std::string, Text>> names() const {
    std::vector<std::pair<std::string, Text>> all;
    for (const Figure& figure : figures) all.emplace_back(figure.id, figure.title);
    for (const auto& figure : effects) all.emplace_back(figure.id, figure.title);
    for (const auto& figure : plots) all.emplace_back(figure.id, figure.title);
    for (const auto& picture : pictures) all.emplace_back(picture.id, picture.title);
    if (!runs) return all;
    for (const auto& measure : analysis::report::epci_measures())
      if (holds_epci_measure(measure, *runs))
        all.emplace_back("map_" + std::string(measure.id), measure.label);
    return all;
  }
};

Source source_of_study(const std::vector<std::string>& given) {
  const auto studies = studies_in(study_files_of(given));
  if (studies.size() != 1)
    throw sim::InputError(sim::Fault{{},
                                     fmt::format("these are {} hypotheses", studies.size()),
                                     {"a picture is of one: give its folder"}});
  Source source;
  source.effects = analysis::report::effect_figures(studies.front());
  return source;
}

analysis::report::MapSources map_sources(const PlotOptions& options) {
  return {std::filesystem::exists(options.communes) ? options.communes : std::string(), options.boundaries};
}

Source source_of_experiment(const sim::output::ResultFile& file, const PlotOptions& options) {
  using namespace analysis::report;
  const std::string& name = options.results.front();
  Source source;
  source.gathered = std::make_unique<Gathered>(file, name);
  source.figures = experiment_figures(*source.gathered);
  std::ranges::move(sensitivity_figures(file, name, *source.gathered).figures,
                    std::back_inserter(source.figures));
  source.sweep = std::make_unique<Sweep>(sweep_of(file, name, *source.gathered, map_sources(options)));
  source.pictures = pictures_of(*source.sweep, options.month);
  source.note = runs_text(*source.gathered);
  return source;
}

Source source_of(const PlotOptions& options) {
  const std::vector<std::string>& results = options.results;
  if (are_studies(results)) return source_of_study(results);
  std::vector<analysis::report::Run> read;
  for (const std::string& result : results) read.push_back({result, sim::output::read_result_file(result)});
  if (read.size() == 1 && analysis::report::is_gathered(read.front().content))
    return source_of_experiment(read.front().content, options);
  Source source;
  if (read.size() == 1 && analysis::report::is_calibration_result(read.front().content)) {
    source.plots =
        calibration_figures(analysis::report::read_calibration_result(read.front().content, results.front()));
    return source;
  }
  source.runs.emplace(std::move(read));
  source.figures = figures_of(*source.runs);
  source.note = source.runs->size_text();
  return source;
}

[[noreturn]] void refuse_name(const Source& source, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& [id, title] : source.names()) names.push_back(id);
  const std::string near = sim::nearest(name, names);
  throw sim::InputError(sim::Fault{
      {},
      fmt::format("no figure '{}' in these results", name),
      {near.empty() ? "allowed  " + sim::joined(names) : fmt::format("did you mean '{}'?", near)}});
}

analysis::report::Drawing drawn(const PlotOptions& options, const Source& source) {
  const bool french = options.language == "fr";
  const auto found = std::ranges::find(source.figures, options.figure, &Figure::id);
  if (found != source.figures.end()) return drawing_of(*found, source.note, french);
  for (const auto& effects : source.effects)
    if (effects.id == options.figure) return drawing_of(effects, french);
  for (const auto& plot : source.plots)
    if (plot.id == options.figure) return drawing_of(plot, french);
  for (const auto& picture : source.pictures)
    if (picture.id == options.figure) return picture.draw(french);
  if (source.runs && options.figure.starts_with("map_")) {
    const auto drawing = analysis::report::map_drawing(*source.runs, map_sources(options),
                                                       options.figure.substr(4), options.month, french);
    if (drawing) return *drawing;
  }
  refuse_name(source, options.figure);
}

int plot(PlotOptions options) {
  if (options.list) {
    for (const auto& [name, title] : source_of(options).names())
      fmt::print("{:28} {}\n", name, options.language == "fr" ? title.fr : title.en);
    return success;
  }
  if (options.figure.empty())
    throw sim::InputError(sim::Fault{{}, "which figure?", {"--list names them, --figure NAME takes one"}});
  if (options.output.empty()) options.output = options.figure + ".svg";
  const PictureForm form = form_of(options.output);
  const std::string picture = picture_of(drawn(options, source_of(options)), form);
  sim::output::PartialFile file(options.output, "picture to");
  file.write(std::as_bytes(std::span(picture)));
  file.place();
  fmt::print("{}\n", options.output);
  return success;
}

}  // namespace

void add_plot(Command program, Chosen& chosen) {
  auto options = std::make_shared<PlotOptions>();
  Command command =
      program.add_subcommand("plot", "Draw one figure of a report as a picture for a paper (SVG, PDF, PNG)");
  command
      .add_option("results", options->results,
                  "result files that differ in their seed only, a gathered experiment, a calibration, or one "
                  "folder of 'lien test'")
      .required();
  command.add_option("--figure", options->figure, "name of the figure").not_empty();
  command.add_flag("--list", options->list, "name the figures that can be drawn");
  command.add_option("-o,--output", options->output, "picture: .svg, .pdf or .png (default: FIGURE.svg)")
      .not_empty();
  command.add_option("--language", options->language, "fr or en").one_of({"fr", "en"}).with_default();
  command.add_option("--month", options->month, "month of a map, YYYY-MM (default: the last)").not_empty();
  command
      .add_option("--boundaries", options->boundaries, "outlines of communes for a map, GeoJSON or TopoJSON")
      .not_empty();
  command.add_option("--communes", options->communes, "table of communes, for the neighbours of a map")
      .with_default()
      .not_empty();
  command.callback([options, &chosen] { chosen = [options] { return plot(*options); }; });
}

}  // namespace cli
