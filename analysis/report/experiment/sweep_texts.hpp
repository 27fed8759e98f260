// What the figures of a sweep say of themselves, on the page and in static pictures alike.
#pragma once

#include "analysis/report/experiment/difference_maps.hpp"
#include "analysis/report/experiment/heat_maps.hpp"
#include "analysis/report/experiment/parallel.hpp"

namespace analysis::report {

/// Beside a figure: how to read it, what is counted, what the band is, what else to know.
struct FigureTexts {
  Text reading, population, band;
  std::vector<Text> remarks;
};

[[nodiscard]] FigureTexts heat_texts(const Gathered& gathered, const HeatMaps& maps);
[[nodiscard]] FigureTexts parallel_texts(const Gathered& gathered, const ParallelPoints& lines);
[[nodiscard]] FigureTexts difference_texts(const Gathered& gathered, const DifferenceMaps& maps);

/// "birth_rate (per year)"
[[nodiscard]] std::string factor_label(const std::string& name, const std::string& units);
/// "other" of several arms is an axis too.
[[nodiscard]] Text axis_label(const ParallelAxis& axis);

}  // namespace analysis::report
