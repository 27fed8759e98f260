// Colours that the colour-blind tell apart: Okabe & Ito 2008 for series, ColorBrewer's YlGnBu for maps.
#pragma once

#include <array>
#include <string_view>

namespace analysis::report {

/// Figures name series colours by their place here; the page has a lighter set for dark backgrounds.
enum Colour : int { blue, vermillion, green, orange, purple, sky, grey, black };
inline constexpr std::array<std::string_view, 8> series_colours{"#0072b2", "#d55e00", "#009e73", "#e69f00",
                                                                "#cc79a7", "#56b4e9", "#8a8a8a", "#222222"};

/// Light to dark, for classes of a map; then what says that there is no value.
inline constexpr std::array<std::string_view, 7> map_colours{"#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4",
                                                             "#1d91c0", "#225ea8", "#0c2c84"};
/// Less to more around 0, for differences: ColorBrewer's PuOr, which judges neither side as red and green do.
inline constexpr std::array<std::string_view, 8> diverging_colours{
    "#b35806", "#e08214", "#fdb863", "#fee0b6", "#d8daeb", "#b2abd2", "#8073ac", "#542788"};
/// Of a difference that is exactly 0.
inline constexpr std::string_view no_difference_colour = "#f7f7f7";
inline constexpr std::string_view no_value_colour = "#d9d9d9";

}  // namespace analysis::report
