#include "sim/output/format_version.hpp"

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::output {

void refuse_newer(const std::vector<Attribute>& attributes, std::string_view element, std::int64_t newest) {
  const AttributeValue* value = find_attribute(attributes, "format_version");
  const auto* version = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  if (version == nullptr || *version <= newest) return;
  throw InputError(
      Fault{{},
            fmt::format("{} was written by a newer Lien (format {}, this program reads up to {})", element,
                        *version, newest),
            {}});
}

}  // namespace sim::output
