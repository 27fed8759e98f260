#include "sim/parameters/parameter.hpp"

#include <algorithm>
#include <limits>

namespace sim {

Spec within_int(Spec spec) {
  spec.range.low = std::max<double>(spec.range.low, std::numeric_limits<int>::min());
  spec.range.high = std::min<double>(spec.range.high, std::numeric_limits<int>::max());
  return spec;
}

std::string_view to_string(Evidence evidence) {
  switch (evidence) {
    case Evidence::seed:
      return "seed";
    case Evidence::literature:
      return "literature";
    case Evidence::derived:
      return "derived";
    case Evidence::assumption:
      return "assumption";
    case Evidence::setting:
      return "setting";
  }
  return "unknown";
}

}  // namespace sim
