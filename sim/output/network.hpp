// An undirected network with columns on its nodes and edges, and the two forms in which others read it:
// GraphML, and a pair of CSV tables.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/output/dataset.hpp"

namespace sim::output {

/// Version of both forms: raised when a column changes its meaning or vanishes.
inline constexpr std::int64_t network_format = 1;

/// One value a node, or one an edge. NaN = missing.
struct NetworkColumn {
  std::string name;
  std::string meaning;
  Values values;
};

/// Nodes by their ids; edges by the ids of their two ends.
struct Network {
  std::string name;                                        ///< "2015-09"
  std::vector<std::pair<std::string, std::string>> about;  ///< what is to be known of the whole
  std::vector<std::int32_t> nodes;
  std::vector<NetworkColumn> node_columns;
  std::vector<std::int32_t> sources, targets;
  std::vector<NetworkColumn> edge_columns;
};

/// Takes the text piece by piece, in order.
using TextSink = std::function<void(std::string_view)>;

/// GraphML 1.0: one `key` a column with its meaning; a missing value is left out. Characters XML cannot hold
/// become U+FFFD.
void write_graphml(const Network& network, const TextSink& sink);

/// RFC 4180 with a header line (`id`, then the node columns); a missing number is an empty field.
void write_nodes_csv(const Network& network, const TextSink& sink);
/// The same with `source`, `target`, then the edge columns.
void write_edges_csv(const Network& network, const TextSink& sink);
/// What the two tables cannot say themselves, after the W3C recommendation on metadata for tabular data: the
/// version, what the network is, type and meaning of each column. `nodes`, `edges` = names of the two files.
[[nodiscard]] nlohmann::json csv_metadata(const Network& network, const std::string& nodes,
                                          const std::string& edges);

}  // namespace sim::output
