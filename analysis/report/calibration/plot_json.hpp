// Plots as JSON, for the script of the page (page/plot_types.ts).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/report/calibration/plot_figure.hpp"

namespace analysis::report {

[[nodiscard]] nlohmann::json as_json(const PlotTable& table);
[[nodiscard]] nlohmann::json as_json(const PlotFigure& figure);

}  // namespace analysis::report
