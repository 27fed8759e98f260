#include "analysis/report/map/boundaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

using nlohmann::json;

[[noreturn]] void refuse(const std::string& path, std::string what, std::vector<std::string> notes = {}) {
  throw sim::InputError(sim::Fault{{path, 0, 0}, std::move(what), std::move(notes)});
}

Metres place_of(const json& position) {
  return projected(position.at(0).get<double>(), position.at(1).get<double>());
}

/// Twice the area, positive when the ring runs counter-clockwise.
double turning(const std::vector<Metres>& ring) {
  double sum = 0.0;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const Metres a = ring[k], b = ring[(k + 1) % ring.size()];
    sum += double(a.x) * b.y - double(b.x) * a.y;
  }
  return sum;
}

/// Outer rings run counter-clockwise and holes clockwise, whatever the file does; the repeated last point
/// goes.
void add_ring(Outline& outline, std::vector<Metres> ring, bool outer) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  if (ring.size() < 3) return;
  if ((turning(ring) > 0) != outer) std::reverse(ring.begin(), ring.end());
  outline.push_back(std::move(ring));
}

/// Gives the points of one ring of either form.
using RingReader = std::function<std::vector<Metres>(const json&)>;

Outline outline_of(const std::string& type, const json& polygons, const RingReader& ring) {
  Outline outline;
  const auto add_polygon = [&](const json& rings) {
    for (std::size_t k = 0; k < rings.size(); ++k) add_ring(outline, ring(rings[k]), k == 0);
  };
  if (type == "Polygon") add_polygon(polygons);
  if (type == "MultiPolygon")
    for (const json& polygon : polygons) add_polygon(polygon);
  return outline;
}

/// The code a feature is known by among those asked for; −1 when there is none.
int code_of(const json& feature, const std::map<std::string, int, std::less<>>& places) {
  const auto known = [&](const json& value) {
    const auto found = value.is_string() ? places.find(value.get_ref<const std::string&>()) : places.end();
    return found == places.end() ? -1 : found->second;
  };
  if (feature.contains("id") && known(feature["id"]) >= 0) return known(feature["id"]);
  if (!feature.contains("properties") || !feature["properties"].is_object()) return -1;
  for (const auto& property : feature["properties"])
    if (known(property) >= 0) return known(property);
  return -1;
}

std::vector<std::vector<Metres>> arcs_of(const json& topology) {
  double sx = 1, sy = 1, tx = 0, ty = 0;
  const bool quantised = topology.contains("transform");
  if (quantised) {
    sx = topology["transform"].at("scale").at(0);
    sy = topology["transform"].at("scale").at(1);
    tx = topology["transform"].at("translate").at(0);
    ty = topology["transform"].at("translate").at(1);
  }
  std::vector<std::vector<Metres>> arcs;
  for (const json& arc : topology.at("arcs")) {
    std::vector<Metres> points;
    double x = 0, y = 0;
    for (const json& position : arc) {
      x = position.at(0).get<double>() + (quantised ? x : 0);
      y = position.at(1).get<double>() + (quantised ? y : 0);
      points.push_back(projected(x * sx + tx, y * sy + ty));
    }
    arcs.push_back(std::move(points));
  }
  return arcs;
}

void read_topojson(const json& file, const std::map<std::string, int, std::less<>>& places,
                   std::vector<Outline>& all) {
  const std::vector<std::vector<Metres>> arcs = arcs_of(file);
  const RingReader ring = [&](const json& indices) {
    std::vector<Metres> points;
    for (const json& index : indices) {
      const int k = index.get<int>();
      const auto& arc = arcs.at(static_cast<std::size_t>(k >= 0 ? k : ~k));
      if (k >= 0)
        points.insert(points.end(), arc.begin(), arc.end());
      else
        points.insert(points.end(), arc.rbegin(), arc.rend());
    }
    return points;
  };
  for (const auto& layer : file.at("objects")) {
    if (!layer.contains("geometries")) continue;
    for (const json& geometry : layer["geometries"]) {
      const int at = code_of(geometry, places);
      if (at < 0 || !geometry.contains("arcs")) continue;
      all[static_cast<std::size_t>(at)] = outline_of(geometry.at("type"), geometry["arcs"], ring);
    }
  }
}

void read_geojson(const json& file, const std::map<std::string, int, std::less<>>& places,
                  std::vector<Outline>& all) {
  const RingReader ring = [](const json& positions) {
    std::vector<Metres> points;
    for (const json& position : positions) points.push_back(place_of(position));
    return points;
  };
  for (const json& feature : file.at("features")) {
    const int at = code_of(feature, places);
    if (at < 0 || !feature.contains("geometry") || !feature["geometry"].is_object()) continue;
    const json& geometry = feature["geometry"];
    all[static_cast<std::size_t>(at)] = outline_of(geometry.at("type"), geometry.at("coordinates"), ring);
  }
}

}  // namespace

std::vector<Outline> outlines_from(const std::string& path, const std::vector<std::string>& codes) {
  std::map<std::string, int, std::less<>> places;
  for (std::size_t k = 0; k < codes.size(); ++k) places.emplace(codes[k], static_cast<int>(k));
  std::vector<Outline> all(codes.size());
  std::ifstream text(path, std::ios::binary);
  if (!text) refuse(path, "cannot be read");
  try {
    const json file = json::parse(text);
    const std::string type = file.at("type");
    if (type == "Topology")
      read_topojson(file, places, all);
    else if (type == "FeatureCollection")
      read_geojson(file, places, all);
    else
      refuse(path, fmt::format("is a '{}'", type),
             {"allowed  FeatureCollection (GeoJSON) or Topology (TopoJSON)"});
  } catch (const json::exception& error) {
    refuse(path, "is not the GeoJSON or TopoJSON it should be", {error.what()});
  } catch (const std::out_of_range&) {
    refuse(path, "names an arc that it does not have");
  }
  if (std::ranges::all_of(all, [](const Outline& outline) { return outline.empty(); }))
    refuse(path, "holds an outline of none of the communes",
           {"features are found by INSEE code: their id, or a property"});
  return all;
}

}  // namespace analysis::report
