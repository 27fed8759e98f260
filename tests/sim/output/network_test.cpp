// A network in its two written forms, byte by byte, with names that need care.
#include "sim/output/network.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "tests/support/json_run.hpp"

namespace {

using namespace sim::output;

Network small_network() {
  const float missing = std::numeric_limits<float>::quiet_NaN();
  Network network;
  network.name = "2015-09";
  network.about = {{"title", "A <& \"B\""}};
  network.nodes = {7, 12, 30};
  network.node_columns = {
      {"name", "its name", std::vector<std::string>{"Saint-Éloy, \"le\" <haut> & bas", "", "two\r\nlines"}},
      {"share", "a share", std::vector<float>{0.1F, missing, 1.0F}},
      {"level", "a level", std::vector<std::int8_t>{0, 3, -1}}};
  network.sources = {7, 7};
  network.targets = {12, 30};
  network.edge_columns = {
      {"trust", "a trust", std::vector<double>{0.1, std::numeric_limits<double>::quiet_NaN()}},
      {"since", "a month", std::vector<std::int32_t>{-180, 92}}};
  return network;
}

template <class Write>
std::string written(Write write, const Network& network) {
  std::string text;
  write(network, [&](std::string_view piece) { text += piece; });
  return text;
}

TEST(Network, AsGraphml) {
  EXPECT_EQ(written(write_graphml, small_network()),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="graph_format_version" for="graph" attr.name="format_version" attr.type="int"/>
  <key id="graph_title" for="graph" attr.name="title" attr.type="string"/>
  <key id="node_name" for="node" attr.name="name" attr.type="string"><desc>its name</desc></key>
  <key id="node_share" for="node" attr.name="share" attr.type="float"><desc>a share</desc></key>
  <key id="node_level" for="node" attr.name="level" attr.type="int"><desc>a level</desc></key>
  <key id="edge_trust" for="edge" attr.name="trust" attr.type="double"><desc>a trust</desc></key>
  <key id="edge_since" for="edge" attr.name="since" attr.type="int"><desc>a month</desc></key>
  <graph id="2015-09" edgedefault="undirected">
    <data key="graph_format_version">1</data>
    <data key="graph_title">A &lt;&amp; &quot;B&quot;</data>
    <node id="7"><data key="node_name">Saint-Éloy, &quot;le&quot; &lt;haut&gt; &amp; bas</data><data key="node_share">0.1</data><data key="node_level">0</data></node>
    <node id="12"><data key="node_name"></data><data key="node_level">3</data></node>
    <node id="30"><data key="node_name">two&#13;
lines</data><data key="node_share">1</data><data key="node_level">-1</data></node>
    <edge source="7" target="12"><data key="edge_trust">0.1</data><data key="edge_since">-180</data></edge>
    <edge source="7" target="30"><data key="edge_since">92</data></edge>
  </graph>
</graphml>
)");
}

TEST(Network, AsGraphmlHoldsNoCharacterThatXmlForbids) {
  Network network = small_network();
  network.node_columns = {
      {"name", "", std::vector<std::string>{"a\x01z\x1b[0m", "\xe9t\xe9", "\xef\xbf\xbf𝄞\t"}}};
  const std::string text = written(write_graphml, network);
  EXPECT_NE(text.find(">a\uFFFDz\uFFFD[0m<"), std::string::npos) << text;
  EXPECT_NE(text.find(">\uFFFDt\uFFFD<"), std::string::npos) << text;
  EXPECT_NE(text.find(">\uFFFD𝄞\t<"), std::string::npos) << text;
}

TEST(Network, AsTables) {
  EXPECT_EQ(written(write_nodes_csv, small_network()),
            "id,name,share,level\r\n"
            "7,\"Saint-Éloy, \"\"le\"\" <haut> & bas\",0.1,0\r\n"
            "12,,,3\r\n"
            "30,\"two\r\nlines\",1,-1\r\n");
  EXPECT_EQ(written(write_edges_csv, small_network()),
            "source,target,trust,since\r\n"
            "7,12,0.1,-180\r\n"
            "7,30,,92\r\n");
}

TEST(Network, TablesAreExplainedBesideThem) {
  const nlohmann::json about = csv_metadata(small_network(), "a_nodes.csv", "a_edges.csv");
  EXPECT_EQ(about["schema:version"], "1");
  EXPECT_EQ(about["schema:about"]["title"], "A <& \"B\"");
  ASSERT_EQ(about["tables"].size(), 2U);
  EXPECT_EQ(about["tables"][0]["url"], "a_nodes.csv");
  const auto& columns = about["tables"][1]["tableSchema"]["columns"];
  ASSERT_EQ(columns.size(), 4U);
  EXPECT_EQ(columns[3], lien_test::json_of(R"({"name": "since", "titles": "since", "datatype": "integer",
                                                  "dc:description": "a month"})"));
}

TEST(Network, ComesInPiecesWithoutLoss) {
  Network network = small_network();
  network.sources.assign(60'000, 7);
  network.targets.assign(60'000, 12);
  network.edge_columns.clear();
  std::size_t pieces = 0, bytes = 0;
  write_edges_csv(network, [&](std::string_view piece) {
    ++pieces;
    bytes += piece.size();
  });
  EXPECT_EQ(bytes, 15 + 60'000 * std::string("7,12\r\n").size());
  write_graphml(network, [&](std::string_view) { ++pieces; });
  EXPECT_GT(pieces, 3U);
}

}  // namespace
