// The figures of a sweep that are no curves, as static pictures.
#pragma once

#include "analysis/report/drawing.hpp"
#include "analysis/report/experiment/difference_maps.hpp"
#include "analysis/report/experiment/heat_maps.hpp"
#include "analysis/report/experiment/parallel.hpp"
#include "analysis/report/map/map_json.hpp"

namespace analysis::report {

[[nodiscard]] Text heat_title(const HeatMaps& maps, const HeatMeasure& heat, const HeatPair& pair);
[[nodiscard]] Drawing heat_drawing(const Gathered& gathered, const HeatMaps& maps, const HeatMeasure& heat,
                                   const HeatPair& pair, bool french);

[[nodiscard]] Text parallel_title(const ParallelOutcome& outcome);
[[nodiscard]] Drawing parallel_drawing(const Gathered& gathered, const ParallelPoints& lines,
                                       const ParallelOutcome& outcome, bool french);

/// `arm` and `month` count from 0 among those of `maps`.
[[nodiscard]] Text difference_title(const DifferenceMaps& maps, const EpciDifferences& measure,
                                    std::size_t arm);
[[nodiscard]] Drawing difference_drawing(const Gathered& gathered, const DifferenceMaps& maps,
                                         const EpciDifferences& measure, std::size_t arm, std::size_t month,
                                         const ReportMap& map, bool french);

/// "N : 8 points … · Bande : … · Mesure : …" with the remarks, as a paragraph below a picture; gives its
/// height.
struct FigureTexts;
double sweep_notes(Drawing& drawing, const Gathered& gathered, const FigureTexts& texts,
                   const std::string& measure, double top, bool french);

}  // namespace analysis::report
