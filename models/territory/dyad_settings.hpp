// What of a scenario `lien dyad` reads, and why the rest has no effect on one pair.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/territory/scenario.hpp"

namespace territory {

/// Of a key that was set: the columns it calls for.
struct DyadColumns {
  bool consent = false, selection = false;
};
[[nodiscard]] DyadColumns columns_of(std::string_view key);

/// Why the parameter `key` of the scenario cannot change what is printed about one pair; nothing when it can.
/// `outcomes` are the letters given; nothing = the two succeed by chance.
[[nodiscard]] std::optional<std::string> idle_in_dyad(const Scenario& scenario, std::string_view key,
                                                      std::optional<std::string_view> outcomes);

/// What `idle_in_dyad` lets pass, in words, one line each.
[[nodiscard]] std::vector<std::string> read_by_dyad();

}  // namespace territory
