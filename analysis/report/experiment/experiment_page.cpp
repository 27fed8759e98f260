#include "analysis/report/experiment/experiment_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "analysis/report/drawing.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/sensitivity_figures.hpp"
#include "analysis/report/experiment/sweep.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"
#include "analysis/report/static_page.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

/// What the comparison comes to in one sentence.
Text sentence_of(const Verdict& verdict, const std::string& reference) {
  const Text own = written(verdict.own.mean, verdict.unit),
             first = written(verdict.reference.mean, verdict.unit);
  const Text low = written_difference(verdict.difference.low, verdict.unit),
             high = written_difference(verdict.difference.high, verdict.unit),
             gap = written_difference(verdict.difference.mean, verdict.unit);
  Text sentence{fmt::format("« {} » : {} ; « {} » : {}. Écart apparié {}, intervalle à 95 % [{} ; {}]",
                            verdict.arm, own.fr, reference, first.fr, gap.fr, low.fr, high.fr),
                fmt::format("“{}”: {}; “{}”: {}. Paired difference {}, 95 % interval [{}; {}]", verdict.arm,
                            own.en, reference, first.en, gap.en, low.en, high.en)};
  const bool same = verdict.difference.low == 0 && verdict.difference.high == 0;
  if (same) return sentence + Text{" : les deux se confondent.", ": the two coincide."};
  const Text end = verdict.differs
                       ? Text{" : les deux diffèrent.", ": the two differ."}
                       : Text{" : on ne peut pas les départager.", ": they cannot be told apart."};
  return sentence + end;
}

json headlines(const Gathered& gathered, const std::vector<Verdict>& verdicts) {
  constexpr std::size_t most = 9;
  json all = json::array();
  for (const Verdict& verdict : verdicts) {
    if (all.size() == most) break;
    all.push_back({{"id", verdict.measure + "_" + verdict.arm},
                   {"label", as_json(measure_name(verdict.measure))},
                   {"value", as_json(written_difference(verdict.difference.mean, verdict.unit))},
                   {"sentence", as_json(sentence_of(verdict, gathered.arms().front()))},
                   {"section", "comparison"}});
  }
  return all;
}

json verdicts_json(const std::vector<Verdict>& verdicts) {
  json rows = json::array();
  const auto of = [](const Estimate& e) {
    return json{{"mean", rounded(e.mean, 1e-6)},
                {"low", rounded(e.low, 1e-6)},
                {"high", rounded(e.high, 1e-6)},
                {"n", e.count}};
  };
  for (const Verdict& v : verdicts) {
    rows.push_back({{"measure", v.measure},
                    {"label", as_json(measure_name(v.measure))},
                    {"unit", as_json(v.unit)},
                    {"arm", v.arm},
                    {"reference", of(v.reference)},
                    {"own", of(v.own)},
                    {"difference", of(v.difference)},
                    {"differs", v.differs},
                    {"overlaps", v.overlaps}});
  }
  return rows;
}

json provenance(const sim::output::ResultFile& file, const std::string& name) {
  const auto text = [&](const char* attribute) { return text_attribute(file, attribute); };
  json run{{"file", name},
           {"seed", 0},
           {"replicate", 0},
           {"command", "lien sweep experiment.toml -o sweep && lien gather sweep -o sweep.nc"},
           {"date", text("date_created")},
           {"digest", text("content_digest")},
           {"identity", text("experiment_hash")}};
  return {{"runs", json::array({std::move(run)})}, {"scenarioFile", "experiment.toml"},
          {"scenario", text("experiment")},        {"source", text("source")},
          {"sourceHash", text("source_hash")},     {"compiler", text("compiler")},
          {"build", text("build_type")},           {"libraries", text("libraries")},
          {"data", text("data_attribution")},      {"comment", text("comment")},
          {"references", text("references")}};
}

/// Pictures until they take as much room as a page without scripts may: they stand in it as they are.
class StaticPictures {
 public:
  StaticPictures(const std::string& title, bool french) : french_(french) {
    page_ = "<main class=\"static\"><h1>" + html_escaped(title) + "</h1>";
  }
  void add(const Drawing& drawing) {
    const std::string svg = svg_of(drawing);
    if (page_.size() + svg.size() > most_bytes) {
      ++left_out_;
      return;
    }
    page_ += "<figure>" + svg + "</figure>";
  }
  void leave_out() { ++left_out_; }
  [[nodiscard]] bool full() const { return page_.size() > most_bytes * 9 / 10; }
  [[nodiscard]] std::string finished() const {
    if (left_out_ == 0) return page_ + "</main>";
    return page_ +
           (french_
                ? fmt::format("<p>{} figures de plus ne se voient qu’avec les scripts.</p></main>", left_out_)
                : fmt::format("<p>{} more figures are seen with scripts only.</p></main>", left_out_));
  }

 private:
  static constexpr std::size_t most_bytes = 500'000;
  std::string page_;
  std::size_t left_out_ = 0;
  bool french_;
};

/// So many numbers of curves that a page stays small.
constexpr std::size_t most_numbers = 300'000, places_of_many = 130;

/// Long curves keep every few months where there are many of them, and say so.
void thin_if_many(std::vector<Figure>& figures) {
  std::size_t numbers = 0;
  for (const Figure& figure : figures)
    for (const Series& series : figure.series)
      numbers += series.values.size() + series.low.size() + series.high.size();
  if (numbers <= most_numbers) return;
  for (Figure& figure : figures) {
    const std::size_t all = figure.x.size();
    figure = thinned(std::move(figure), places_of_many);
    if (figure.x.size() == all) continue;
    const std::size_t step = (all + places_of_many - 1) / places_of_many;
    figure.remarks.push_back({fmt::format("Un mois sur {} est montré, et le dernier.", step),
                              fmt::format("One month in {} is shown, and the last.", step)});
  }
}

std::string without_scripts(const std::string& title, const std::vector<Figure>& figures,
                            const std::vector<Picture>& pictures, const Text& runs, bool french) {
  StaticPictures page(title, french);
  // Each kind has its first picture before curves take the room.
  for (const Picture& picture : pictures) {
    if (picture.first && !page.full())
      page.add(picture.draw(french));
    else
      page.leave_out();
  }
  constexpr std::size_t places = 60;
  for (const Figure& figure : figures) {
    if (page.full())
      page.leave_out();
    else
      page.add(drawing_of(thinned(figure, places), runs, french));
  }
  return page.finished();
}

}  // namespace

std::string experiment_page_of(const sim::output::ResultFile& file, const std::string& name,
                               PageLanguage language, const MapSources& sources) {
  const Gathered gathered(file, name);
  std::vector<Figure> figures = experiment_figures(gathered);
  SensitivityFigures sensitivity = sensitivity_figures(file, name, gathered);
  std::ranges::move(sensitivity.figures, std::back_inserter(figures));
  thin_if_many(figures);
  const Sweep sweep = sweep_of(file, name, gathered, sources);
  PackedSeries packed;
  const std::vector<Verdict> verdicts = verdicts_of(gathered);
  const std::string title = text_attribute(file, "title");
  const Text runs = runs_text(gathered);
  const Text first = month_name(static_cast<int>(gathered.months().front())),
             last = month_name(static_cast<int>(gathered.months().back()));
  json figures_json = json::array();
  for (const Figure& figure : figures) figures_json.push_back(as_json(figure));
  const json empty{{"codes", json::array()},
                   {"names", json::array()},
                   {"population", json::array()},
                   {"steps", json::array()},
                   {"measures", json::array()}};
  const json report{{"kind", "experiment"},
                    {"title", title},
                    {"question", text_attribute(file, "summary")},
                    {"language", name_of(language)},
                    {"runs", as_json(runs)},
                    {"period", as_json(first + Text{" à ", " to "} + last)},
                    {"territory", as_json(Text{fmt::format("plan : {}", text_attribute(file, "design")),
                                               fmt::format("design: {}", text_attribute(file, "design"))})},
                    {"headlines", headlines(gathered, verdicts)},
                    {"figures", std::move(figures_json)},
                    {"epci", empty},
                    {"commune", nullptr},
                    {"map", nullptr},
                    {"network", nullptr},
                    {"evidence", nullptr},
                    {"verdicts", verdicts_json(verdicts)},
                    {"sweep", sweep_json(sweep, sensitivity.notes, packed)},
                    {"parameters", json::array()},
                    {"provenance", provenance(file, name)}};
  const bool french = language != PageLanguage::english;
  return assembled_page(report, packed, title,
                        without_scripts(title, figures, pictures_of(sweep, ""), runs, french), french);
}

}  // namespace analysis::report
