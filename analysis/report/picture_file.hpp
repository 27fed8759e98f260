// A drawing as the bytes of a file.
#pragma once

#include <string>

#include "analysis/report/drawing.hpp"

namespace analysis::report {

enum class PictureForm { svg, pdf, png };

/// SVG by our own code; PDF (vectors, embedded fonts) and PNG (`scale` pixels a unit) by cairo. StorageError
/// when the library refuses.
[[nodiscard]] std::string picture_of(const Drawing& drawing, PictureForm form, double scale = 2.0);

}  // namespace analysis::report
