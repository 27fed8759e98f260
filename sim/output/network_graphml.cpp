// GraphML, written as text: Boost.Graph's writer would want a second copy of the network and takes control
// characters, which no XML reader takes back, for ordinary letters.
#include "sim/output/network_text.hpp"
#include "sim/parameters/toml_value.hpp"

namespace sim::output {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// The character at the start of a text: its bytes, and whether XML 1.0 can hold it (section 2.2).
struct Character {
  std::size_t length = 1;
  bool allowed = false;
};

Character first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {1, first >= 0x20 || first == '\t' || first == '\n' || first == '\r'};
  for (std::size_t length = 2; length <= std::min<std::size_t>(4, text.size()); ++length) {
    const std::string_view character = text.substr(0, length);
    if (is_utf8(character))  // all but U+FFFE and U+FFFF
      return {length, character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF"};
  }
  return {1, false};
}

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character next = first_character(text);
    switch (text[0]) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\r':  // a reader would turn it into a line feed
        result += "&#13;";
        break;
      default:
        result += next.allowed ? text.substr(0, next.length) : replacement;
    }
    text.remove_prefix(next.length);
  }
  return result;
}

std::string_view graphml_type(const Values& values) {
  if (is_text(values)) return "string";
  if (is_whole(values)) return "int";
  return std::holds_alternative<std::vector<float>>(values) ? "float" : "double";
}

void add_keys(PiecewiseText& text, std::string_view of, const std::vector<NetworkColumn>& columns) {
  for (const NetworkColumn& column : columns) {
    text.add("  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"><desc>{3}</desc></key>\n",
             of, escaped(column.name), graphml_type(column.values), escaped(column.meaning));
  }
}

void add_data(PiecewiseText& text, std::string_view of, const std::vector<NetworkColumn>& columns,
              std::size_t row) {
  for (const NetworkColumn& column : columns) {
    const std::string value = value_text(column.values, row);
    if (value.empty() && !is_text(column.values)) continue;
    text.add("<data key=\"{}_{}\">{}</data>", of, escaped(column.name), escaped(value));
  }
}

}  // namespace

void write_graphml(const Network& network, const TextSink& sink) {
  PiecewiseText text(sink);
  text.add(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
      " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  text.add(
      "  <key id=\"graph_format_version\" for=\"graph\" attr.name=\"format_version\" attr.type=\"int\"/>\n");
  for (const auto& [name, value] : network.about)
    text.add("  <key id=\"graph_{0}\" for=\"graph\" attr.name=\"{0}\" attr.type=\"string\"/>\n",
             escaped(name));
  add_keys(text, "node", network.node_columns);
  add_keys(text, "edge", network.edge_columns);
  text.add("  <graph id=\"{}\" edgedefault=\"undirected\">\n", escaped(network.name));
  text.add("    <data key=\"graph_format_version\">{}</data>\n", network_format);
  for (const auto& [name, value] : network.about)
    text.add("    <data key=\"graph_{}\">{}</data>\n", escaped(name), escaped(value));
  for (std::size_t n = 0; n < network.nodes.size(); ++n) {
    text.add("    <node id=\"{}\">", network.nodes[n]);
    add_data(text, "node", network.node_columns, n);
    text.add("</node>\n");
  }
  for (std::size_t e = 0; e < network.sources.size(); ++e) {
    text.add("    <edge source=\"{}\" target=\"{}\">", network.sources[e], network.targets[e]);
    add_data(text, "edge", network.edge_columns, e);
    text.add("</edge>\n");
  }
  text.add("  </graph>\n</graphml>\n");
  text.finish();
}

}  // namespace sim::output
