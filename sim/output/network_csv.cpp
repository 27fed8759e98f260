// A network as two CSV tables (RFC 4180) and the metadata that explain them.
#include <nlohmann/json.hpp>

#include "sim/output/network_text.hpp"

namespace sim::output {

namespace {

constexpr std::string_view line_end = "\r\n";

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

void add_header(PiecewiseText& text, std::string_view first, const std::vector<NetworkColumn>& columns) {
  text.add("{}", first);
  for (const NetworkColumn& column : columns) text.add(",{}", field(column.name));
  text.add("{}", line_end);
}

void add_row(PiecewiseText& text, const std::vector<NetworkColumn>& columns, std::size_t row) {
  for (const NetworkColumn& column : columns) text.add(",{}", field(value_text(column.values, row)));
  text.add("{}", line_end);
}

nlohmann::json described(const std::string& name, const std::string& type, const std::string& meaning) {
  return {{"name", name}, {"titles", name}, {"datatype", type}, {"dc:description", meaning}};
}

nlohmann::json table(const std::string& file, nlohmann::json columns,
                     const std::vector<NetworkColumn>& more) {
  for (const NetworkColumn& column : more) {
    const char* type = is_text(column.values) ? "string" : is_whole(column.values) ? "integer" : "double";
    columns.push_back(described(column.name, type, column.meaning));
  }
  return {{"url", file}, {"tableSchema", {{"columns", std::move(columns)}}}};
}

}  // namespace

void write_nodes_csv(const Network& network, const TextSink& sink) {
  PiecewiseText text(sink);
  add_header(text, "id", network.node_columns);
  for (std::size_t n = 0; n < network.nodes.size(); ++n) {
    text.add("{}", network.nodes[n]);
    add_row(text, network.node_columns, n);
  }
  text.finish();
}

void write_edges_csv(const Network& network, const TextSink& sink) {
  PiecewiseText text(sink);
  add_header(text, "source,target", network.edge_columns);
  for (std::size_t e = 0; e < network.sources.size(); ++e) {
    text.add("{},{}", network.sources[e], network.targets[e]);
    add_row(text, network.edge_columns, e);
  }
  text.finish();
}

nlohmann::json csv_metadata(const Network& network, const std::string& nodes, const std::string& edges) {
  nlohmann::json about = nlohmann::json::object();
  for (const auto& [name, value] : network.about) about[name] = value;
  return {
      {"@context", "http://www.w3.org/ns/csvw"},
      {"schema:version", std::to_string(network_format)},
      {"schema:about", about},
      {"tables",
       {table(nodes, {described("id", "integer", "the node")}, network.node_columns),
        table(edges,
              {described("source", "integer", "one end"), described("target", "integer", "the other end")},
              network.edge_columns)}}};
}

}  // namespace sim::output
