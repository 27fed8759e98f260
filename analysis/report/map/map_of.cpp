#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>

#include "analysis/report/map/boundaries.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/core/csv.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

constexpr double neighbourhood = 40'000;  // metres: cells end there anyway
constexpr double reach_with_neighbours = 14'000;

/// Communes of the table that are not of the perimeter but near to it.
std::vector<Metres> neighbours(const std::string& table_path, const std::vector<std::string>& codes,
                               std::span<const Metres> centres) {
  constexpr std::array<std::string_view, 3> columns{"insee", "longitude", "latitude"};
  sim::CsvTable table(table_path, columns);
  const auto bucket = [](Metres place) {
    return std::pair{static_cast<int>(std::floor(place.x / neighbourhood)),
                     static_cast<int>(std::floor(place.y / neighbourhood))};
  };
  std::map<std::pair<int, int>, std::vector<Metres>> near;
  for (const Metres centre : centres) near[bucket(centre)].push_back(centre);
  const auto is_near = [&](Metres place) {
    const auto [column, row] = bucket(place);
    for (int x = column - 1; x <= column + 1; ++x)
      for (int y = row - 1; y <= row + 1; ++y)
        for (const Metres centre : near[{x, y}])
          if (std::hypot(double(place.x) - centre.x, double(place.y) - centre.y) <= neighbourhood)
            return true;
    return false;
  };
  std::vector<Metres> found;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double longitude = table.number(row, 1, {-180, 180}), latitude = table.number(row, 2, {-90, 90});
    if (!is_metropolitan(longitude, latitude)) continue;
    if (std::ranges::binary_search(codes, table.text(row, 0))) continue;
    const Metres place = projected(longitude, latitude);
    if (is_near(place)) found.push_back(place);
  }
  if (!table.faults().empty()) throw sim::InputError(table.faults());
  return found;
}

/// Cells of the communes of `drawn`, in the order of all.
std::vector<Outline> cells(const sim::output::ResultFile& content, const std::string& file,
                           const MapSources& sources, const std::vector<std::string>& codes, Text& origin) {
  const std::vector<double> longitudes = numbers_in(content, "commune_longitude", file);
  const std::vector<double> latitudes = numbers_in(content, "commune_latitude", file);
  const auto in_france = [&](std::size_t k) { return is_metropolitan(longitudes[k], latitudes[k]); };
  bool any = false;
  for (std::size_t k = 0; k < codes.size(); ++k) any = any || in_france(k);
  std::vector<Metres> centres;
  std::vector<std::size_t> drawn;
  for (std::size_t k = 0; k < codes.size(); ++k) {
    if (any && !in_france(k)) continue;
    centres.push_back(projected(longitudes[k], latitudes[k]));
    drawn.push_back(k);
  }
  std::vector<std::string> sorted = codes;
  std::ranges::sort(sorted);
  std::vector<Metres> others;
  if (!sources.communes.empty()) others = neighbours(sources.communes, sorted, centres);
  const double reach = others.empty() ? usual_reach(centres, 2.2) : reach_with_neighbours;
  const std::vector<Outline> made = voronoi_cells(centres, others, reach);
  std::vector<Outline> all(codes.size());
  for (std::size_t k = 0; k < drawn.size(); ++k) all[drawn[k]] = made[k];
  origin = {
      "Contours propres à Lien : à chaque commune ce qui est plus près de son centre que d’un autre ; ce ne "
      "sont pas les limites officielles.",
      "Lien’s own outlines: to each commune what is nearer to its centre than to another; not the official "
      "boundaries."};
  if (others.empty())
    origin = origin + Text{" Faute de la table des communes voisines, le bord est coupé à distance.",
                           " Without the table of neighbouring communes the edge is cut at a distance."};
  if (drawn.size() < codes.size())
    origin = origin + Text{" L’outre-mer n’est pas dessiné.", " Overseas communes are not drawn."};
  return all;
}

std::vector<Outline> outlines_of(const sim::output::ResultFile& content, const std::string& file,
                                 const MapSources& sources, Text& origin) {
  const std::vector<std::string>& codes = texts_in(content, "commune", file);
  if (sources.boundaries.empty()) return cells(content, file, sources, codes, origin);
  const std::string name = std::filesystem::path(sources.boundaries).filename().string();
  std::vector<Outline> outlines = outlines_from(sources.boundaries, codes);
  const auto without =
      std::ranges::count_if(outlines, [](const Outline& outline) { return outline.empty(); });
  origin = {"Contours du fichier " + name + ".", "Outlines of the file " + name + "."};
  if (without > 0)
    origin = origin + Text{" Il n’en a pas pour " + std::to_string(without) + " communes.",
                           " It has none for " + std::to_string(without) + " communes."};
  return outlines;
}

}  // namespace

ReportMap map_of(const RunSet& runs, const MapSources& sources) {
  return map_of(runs.first(), runs.runs().front().file, sources);
}

ReportMap map_of(const sim::output::ResultFile& content, const std::string& file, const MapSources& sources) {
  ReportMap map;
  map.topology = topology_of(outlines_of(content, file, sources, map.origin));
  const std::vector<std::string>& codes = texts_in(content, "commune", file);
  const std::size_t epcis = texts_in(content, "epci", file).size();
  std::vector<int> epci_of, department_of;
  std::map<std::string, int> departments;
  for (const double epci : numbers_in(content, "commune_epci", file)) {
    if (!(epci >= 0 && epci < static_cast<double>(epcis)))
      throw sim::InputError(sim::Fault{{file, 0, 0}, "a commune is of an EPCI that it does not hold", {}});
    epci_of.push_back(static_cast<int>(epci));
  }
  for (const std::string& code : codes)
    department_of.push_back(
        departments
            .emplace(code.substr(0, code.starts_with("97") ? 3 : 2), static_cast<int>(departments.size()))
            .first->second);
  map.epcis = joined(map.topology, epci_of, epcis);
  map.departments = borders(map.topology, department_of);
  map.outline = outer_arcs(map.topology);
  bool first = true;
  for (const auto& arc : map.topology.arcs) {
    for (const Metres point : arc) {
      if (first) map.low = map.high = point;
      first = false;
      map.low = {std::min(map.low.x, point.x), std::min(map.low.y, point.y)};
      map.high = {std::max(map.high.x, point.x), std::max(map.high.y, point.y)};
    }
  }
  simplify(map.topology, std::max(map.high.x - map.low.x, map.high.y - map.low.y) / 2500.0);
  return map;
}

}  // namespace analysis::report
