// Cells and shared borders: they cover the ground once, meet in the same points, and join into larger ones.
#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "analysis/report/map/boundaries.hpp"
#include "analysis/report/map/topology.hpp"
#include "sim/core/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::report::ArcRing;
using analysis::report::Metres;
using analysis::report::Outline;
using analysis::report::Topology;

double area_of(const std::vector<Metres>& ring) {
  double sum = 0;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const Metres a = ring[k], b = ring[(k + 1) % ring.size()];
    sum += double(a.x) * b.y - double(b.x) * a.y;
  }
  return sum / 2;
}

double area_of(const Outline& outline) {
  double sum = 0;
  for (const auto& ring : outline) sum += area_of(ring);
  return sum;
}

double area_of(const Topology& topology, const std::vector<ArcRing>& rings) {
  Outline outline;
  for (const ArcRing& ring : rings) {
    std::vector<Metres> points;
    for (const int arc : ring) {
      auto own = topology.arcs[static_cast<std::size_t>(arc >= 0 ? arc : ~arc)];
      if (arc < 0) std::reverse(own.begin(), own.end());
      points.insert(points.end(), own.begin(), own.end() - 1);
    }
    outline.push_back(points);
  }
  return area_of(outline);
}

/// Places a few kilometres apart, without order but always the same.
std::vector<Metres> scattered(int count) {
  std::vector<Metres> places;
  unsigned state = 12345;
  const auto next = [&] { return state = state * 1664525U + 1013904223U; };
  for (int k = 0; k < count; ++k)
    places.push_back({static_cast<int>(next() >> 16), static_cast<int>(next() >> 16)});
  return places;
}

TEST(Cells, OfAGridAreItsSquares) {
  std::vector<Metres> inside, around;
  for (int x = 0; x < 5; ++x)
    for (int y = 0; y < 5; ++y)
      (x > 0 && x < 4 && y > 0 && y < 4 ? inside : around).push_back({1000 * x, 1000 * y});
  for (const Outline& cell : analysis::report::voronoi_cells(inside, around, 5000)) {
    ASSERT_EQ(cell.size(), 1U);
    EXPECT_EQ(area_of(cell), 1e6);
    EXPECT_EQ(cell[0].size(), 4U);
  }
}

TEST(Cells, OfALonelyPlaceIsADisc) {
  const std::vector<Metres> one{{100, 200}};
  const auto cells = analysis::report::voronoi_cells(one, {}, 3000);
  EXPECT_NEAR(area_of(cells[0]), std::numbers::pi * 9e6, 0.03 * std::numbers::pi * 9e6);
}

TEST(Cells, StayWithinReach) {
  const std::vector<Metres> places = scattered(60);
  const auto cells = analysis::report::voronoi_cells(places, {}, 4000);
  for (std::size_t k = 0; k < places.size(); ++k) {
    ASSERT_FALSE(cells[k].empty());
    EXPECT_GT(area_of(cells[k]), 0);
    for (const Metres corner : cells[k][0])
      EXPECT_LE(std::hypot(double(corner.x) - places[k].x, double(corner.y) - places[k].y), 4001);
  }
}

TEST(Cells, OfTheSamePlaceTwiceIsOneCell) {
  const std::vector<Metres> places{{0, 0}, {5000, 0}, {0, 0}};
  const auto cells = analysis::report::voronoi_cells(places, {}, 4000);
  EXPECT_FALSE(cells[0].empty());
  EXPECT_TRUE(cells[2].empty());
}

TEST(Topology, KeepsEveryBorderOnceAndEveryArea) {
  const std::vector<Metres> places = scattered(400);
  const auto cells = analysis::report::voronoi_cells(places, {}, 6000);
  const Topology topology = analysis::report::topology_of(cells);
  std::map<std::pair<Metres, Metres>, int> uses;
  for (const auto& arc : topology.arcs)
    for (std::size_t k = 0; k + 1 < arc.size(); ++k) ++uses[std::minmax(arc[k], arc[k + 1])];
  for (const auto& [segment, count] : uses) EXPECT_EQ(count, 1);
  double cells_area = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    EXPECT_DOUBLE_EQ(area_of(topology, topology.outlines[k]), area_of(cells[k]));
    cells_area += area_of(cells[k]);
  }
  // Joined by thirds of the sheet, nothing is lost and nothing counted twice.
  std::vector<int> group;
  for (const Metres place : places) group.push_back(place.x / 22000);
  double joined_area = 0;
  for (const auto& rings : analysis::report::joined(topology, group, 3))
    joined_area += area_of(topology, rings);
  EXPECT_NEAR(joined_area, cells_area, 1e-9 * cells_area);
}

TEST(Topology, BordersLieBetweenGroupsAndOuterArcsAround) {
  const std::vector<Outline> squares{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}},
                                     {{{10, 0}, {20, 0}, {20, 10}, {10, 10}}},
                                     {{{20, 0}, {30, 0}, {30, 10}, {20, 10}}}};
  const Topology topology = analysis::report::topology_of(squares);
  EXPECT_EQ(topology.arcs.size(), 6U);  // two borders, four outer lines
  EXPECT_EQ(analysis::report::borders(topology, std::vector<int>{0, 0, 1}).size(), 1U);
  EXPECT_EQ(analysis::report::outer_arcs(topology).size(), 4U);
  const auto rings = analysis::report::joined(topology, std::vector<int>{0, 0, 1}, 2);
  EXPECT_EQ(area_of(topology, rings[0]), 200);
  EXPECT_EQ(area_of(topology, rings[1]), 100);
}

TEST(Topology, SimplifyingMovesNoBorderFartherThanTold) {
  std::vector<Metres> wavy;
  for (int x = 0; x <= 1000; ++x) wavy.push_back({x, x % 2});
  wavy.insert(wavy.end(), {{1000, 500}, {0, 500}});
  Topology topology = analysis::report::topology_of(std::vector<Outline>{{wavy}});
  analysis::report::simplify(topology, 2.0);
  EXPECT_LT(topology.arcs[0].size(), 10U);
  EXPECT_NEAR(area_of(topology, topology.outlines[0]), 500'000, 1000);
}

constexpr const char* geojson = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"INSEE_COM":"48001"},"geometry":{"type":"Polygon","coordinates":[[[3.0,44.5],[3.1,44.5],[3.1,44.6],[3.0,44.6],[3.0,44.5]]]}},
 {"type":"Feature","id":"48002","properties":null,"geometry":{"type":"MultiPolygon","coordinates":[[[[3.1,44.5],[3.1,44.6],[3.2,44.6],[3.2,44.5],[3.1,44.5]]]]}}]})";
constexpr const char* topojson = R"({"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[3.0,44.5]},
 "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]],
 "objects":{"communes":{"type":"GeometryCollection","geometries":[
  {"type":"Polygon","id":"48001","arcs":[[0,1]]},{"type":"Polygon","properties":{"code":"48002"},"arcs":[[2,-1]]}]}}})";

TEST(Boundaries, AreTheSameFromGeoJsonAndTopoJson) {
  const TemporaryFolder folder;
  const std::vector<std::string> codes{"48001", "48002", "48003"};
  const auto geo = analysis::report::outlines_from(folder.write("a.geojson", geojson).string(), codes);
  const auto topo = analysis::report::outlines_from(folder.write("b.topojson", topojson).string(), codes);
  for (const auto& outlines : {geo, topo}) {
    EXPECT_TRUE(outlines[2].empty());
    EXPECT_GT(area_of(outlines[0]), 0);
    EXPECT_EQ(analysis::report::topology_of(outlines).arcs.size(), 3U);  // one border, two outer lines
  }
  EXPECT_DOUBLE_EQ(area_of(geo[0]), area_of(topo[0]));
  EXPECT_DOUBLE_EQ(area_of(geo[1]), area_of(topo[1]));
}

TEST(Boundaries, RefuseWhatTheyCannotUse) {
  const TemporaryFolder folder;
  const auto message = [&](const char* text, const std::vector<std::string>& codes) {
    const std::string path = folder.write("x.json", text).string();
    return folder.without_path(
        thrown_message<sim::InputError>([&] { (void)analysis::report::outlines_from(path, codes); }));
  };
  EXPECT_EQ(message(geojson, {"01001"}),
            "x.json: holds an outline of none of the communes\n"
            "  features are found by INSEE code: their id, or a property");
  EXPECT_EQ(message(R"({"type":"Feature"})", {"01001"}),
            "x.json: is a 'Feature'\n  allowed  FeatureCollection (GeoJSON) or Topology (TopoJSON)");
  EXPECT_THAT(message("{", {"01001"}),
              testing::StartsWith("x.json: is not the GeoJSON or TopoJSON it should be\n"));
  EXPECT_EQ(
      message(
          R"({"type":"Topology","arcs":[],"objects":{"a":{"geometries":[{"id":"1","type":"Polygon","arcs":[[7]]}]}}})",
          {"1"}),
      "x.json: names an arc that it does not have");
}

}  // namespace
}  // namespace lien_test
