// The network of a snapshot, taken from a result file alone: actors in action as nodes, contacts or
// partnerships as edges.
#pragma once

#include <string>
#include <vector>

#include "sim/output/dataset.hpp"
#include "sim/output/network.hpp"

namespace territory {

/// What two actors must share to be joined by an edge.
enum class NetworkOf { ties, partnerships };

/// Months of which the file holds a snapshot, as "YYYY-MM", in the order of the file.
[[nodiscard]] std::vector<std::string> snapshot_months(const sim::output::ResultFile& file);

/// The network of a month that `snapshot_months` names. Nodes are the actors in action, by uid: catalyst
/// seats that are not open are left out. Categories are given by name. Throws InputError with one sentence
/// when the snapshot is of a newer version, lacks a column, or contradicts itself.
[[nodiscard]] sim::output::Network network_of(const sim::output::ResultFile& file, const std::string& month,
                                              NetworkOf what);

}  // namespace territory
