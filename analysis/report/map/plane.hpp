// Where communes lie in a plane, in metres.
#pragma once

#include <cstdint>

namespace analysis::report {

struct Metres {
  std::int32_t x = 0, y = 0;
  friend constexpr auto operator<=>(const Metres&, const Metres&) = default;
};

/// Lambert's conformal conic on a sphere, parallels 44° and 49°, centred on 3° E, 46.5° N as Lambert-93,
/// which it meets within a kilometre in metropolitan France: enough for a picture.
[[nodiscard]] Metres projected(double longitude, double latitude);
/// Whether a place is in metropolitan France or near: overseas departments are not drawn on the same sheet.
[[nodiscard]] bool is_metropolitan(double longitude, double latitude);

}  // namespace analysis::report
