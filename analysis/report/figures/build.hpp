// What the builders of figures share. Nothing is drawn that the results do not hold: a measure that is not
// there adds no series, and a figure without series is left out.
#pragma once

#include <optional>
#include <string_view>

#include "analysis/report/figure.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

struct Heading {
  std::string id, section;
  Text title, reading;
};

/// An empty figure over the months of the runs.
[[nodiscard]] Figure monthly(const RunSet& runs, Heading heading, Unit unit, Text unit_label);
/// An empty figure over the whole calendar years of the runs from 2008 on.
[[nodiscard]] Figure yearly(const RunSet& runs, Heading heading, Unit unit, Text unit_label);

/// The monthly measure, with the band between runs.
void add_line(Figure& figure, const RunSet& runs, std::string_view measure, Text label, Colour colour,
              bool dashed = false);
/// A flow added up over each year of a yearly figure, with the band between runs.
void add_yearly_sum(Figure& figure, const RunSet& runs, std::string_view measure, Text label, Colour colour);
/// The figure of the field of a pattern ("C1") in its month, with its tolerated range.
void add_mark(Figure& figure, const RunSet& runs, std::string_view pattern, Text label, Colour colour);

/// Says which curves coincide.
void note_coinciding(Figure& figure);
/// The same, and names the band.
void finish(Figure& figure, const RunSet& runs);
/// Finishes the figure and keeps it, if anything is in it.
void keep(std::vector<Figure>& figures, Figure figure, const RunSet& runs);

/// Every figure of a run, in the order of the page.
[[nodiscard]] std::vector<Figure> figures_of(const RunSet& runs);
void add_trust_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_snapshot_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_partnership_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_engagement_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_mayor_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_project_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_catalyst_figures(std::vector<Figure>& figures, const RunSet& runs);
void add_impact_figures(std::vector<Figure>& figures, const RunSet& runs);

}  // namespace analysis::report
