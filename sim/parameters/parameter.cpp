#include "sim/parameters/parameter.hpp"

#include <algorithm>
#include <limits>

namespace sim {

Spec within_int(Spec spec) {
  spec.range.low = std::max<double>(spec.range.low, std::numeric_limits<int>::min());
  spec.range.high = std::min<double>(spec.range.high, std::numeric_limits<int>::max());
  return spec;
}

bool is_entry_name(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  constexpr std::size_t longest = 64;
  return !name.empty() && name.size() <= longest && name.find_first_not_of(letters) == std::string_view::npos;
}

Spec ParameterVisitor::name_of_entry() {
  return {.name = "name",
          .meaning =
              "what the entry is called: letters, digits, _ and -, no two alike; an extending scenario "
              "changes the fields that its entry of the same name writes",
          .evidence = Evidence::setting};
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
