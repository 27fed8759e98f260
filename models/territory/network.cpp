#include "models/territory/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "models/territory/snapshot.hpp"
#include "sim/core/error.hpp"
#include "sim/output/format_version.hpp"

namespace territory {

namespace {

using sim::output::find_attribute;
using sim::output::GroupData;
using sim::output::Network;
using sim::output::NetworkColumn;
using sim::output::ResultFile;
using sim::output::Values;
using sim::output::Variable;

[[noreturn]] void refuse(const std::string& sentence) { throw sim::InputError(sim::Fault{{}, sentence, {}}); }

const GroupData* find_group(const GroupData& group, std::string_view name) {
  const auto found = std::ranges::find(group.subgroups, name, &GroupData::name);
  return found == group.subgroups.end() ? nullptr : &*found;
}

/// A group of the file. Nothing of it is believed: its columns must all lie along `dimension` (empty: along
/// any one, as at the root).
struct Columns {
  const GroupData& group;
  std::string path;
  std::string dimension;

  [[nodiscard]] const Variable& variable(const std::string& name) const {
    const auto found = std::ranges::find(group.variables, name, &Variable::name);
    if (found == group.variables.end()) refuse(fmt::format("variable '{}/{}' is missing", path, name));
    return *found;
  }
  template <class T>
  [[nodiscard]] const std::vector<T>& list(const std::string& name) const {
    const Variable& found = variable(name);
    const auto* values = std::get_if<std::vector<T>>(&found.data);
    const bool aligned =
        found.dimensions.size() == 1 && (dimension.empty() || found.dimensions[0] == dimension);
    if (values == nullptr || !aligned)
      refuse(fmt::format("variable '{}/{}' is not of the type or shape a snapshot gives it", path, name));
    return *values;
  }
  [[nodiscard]] std::string meaning(const std::string& name) const {
    const auto* value = find_attribute(variable(name).attributes, "long_name");
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? "" : *text;
  }
};

/// Values of the kept rows; `Get` gives one of them.
template <class T, class Get>
Values chosen(std::span<const std::size_t> rows, Get get) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const std::size_t row : rows) values.push_back(get(row));
  return values;
}

/// A category by its names rather than its numbers, as `flag_values` and `flag_meanings` tell them.
NetworkColumn named(const Columns& table, const std::string& name, std::span<const std::size_t> rows) {
  const auto& numbers = table.list<std::int8_t>(name);
  const auto& attributes = table.variable(name).attributes;
  const auto* values = find_attribute(attributes, "flag_values");
  const auto* meanings = find_attribute(attributes, "flag_meanings");
  std::vector<std::string> names;
  if (meanings != nullptr && std::holds_alternative<std::string>(*meanings)) {
    std::istringstream words(std::get<std::string>(*meanings));
    for (std::string word; words >> word;) names.push_back(word);
  }
  const auto* flags = values == nullptr ? nullptr : std::get_if<std::vector<std::int64_t>>(values);
  if (flags == nullptr || flags->size() != names.size())
    refuse(fmt::format("variable '{}/{}' does not say the names of its values", table.path, name));
  const auto name_of = [&](std::size_t row) {
    const auto place = std::ranges::find(*flags, std::int64_t{numbers[row]});
    if (place == flags->end())
      refuse(fmt::format("variable '{}/{}' has a value without a name, {}", table.path, name, numbers[row]));
    return names[static_cast<std::size_t>(place - flags->begin())];
  };
  return {name, table.meaning(name), chosen<std::string>(rows, name_of)};
}

template <class T>
NetworkColumn plain(const Columns& table, const std::string& name, std::span<const std::size_t> rows) {
  const auto& list = table.list<T>(name);
  return {name, table.meaning(name), chosen<T>(rows, [&](std::size_t row) { return list[row]; })};
}

/// What the root says of the actor's commune or EPCI, whose position the actor's column `index` holds.
template <class T>
NetworkColumn looked_up(const Columns& root, const std::string& variable, const Columns& actors,
                        const std::string& index, std::span<const std::size_t> rows, std::string as) {
  const auto& list = root.list<T>(variable);
  const auto& places = actors.list<std::int32_t>(index);
  const auto at = [&](std::size_t row) {
    const auto place = static_cast<std::size_t>(places[row]);
    if (places[row] < 0 || place >= list.size())
      refuse(fmt::format("variable '{}/{}' points outside '{}'", actors.path, index, variable));
    return list[place];
  };
  return {std::move(as), root.meaning(variable), chosen<T>(rows, at)};
}

std::string attribute_text(const ResultFile& file, std::string_view name) {
  const auto* value = find_attribute(file.attributes, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

void add_nodes(Network& network, const Columns& root, const Columns& actors) {
  const auto& uids = actors.list<std::int32_t>("actor");
  const auto& active = actors.list<std::int8_t>("active");
  if (std::ranges::adjacent_find(uids, std::greater_equal<>()) != uids.end())
    refuse(fmt::format("variable '{}/actor' does not rise", actors.path));
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < uids.size(); ++row) {
    if (active[row] != 0) rows.push_back(row);
  }
  for (const std::size_t row : rows) network.nodes.push_back(uids[row]);
  network.node_columns = {
      named(actors, "kind", rows),
      named(actors, "level", rows),
      looked_up<std::string>(root, "commune", actors, "commune_index", rows, "commune"),
      looked_up<std::string>(root, "commune_name", actors, "commune_index", rows, "commune_name"),
      looked_up<std::string>(root, "epci", actors, "epci_index", rows, "epci"),
      looked_up<double>(root, "commune_longitude", actors, "commune_index", rows, "longitude"),
      looked_up<double>(root, "commune_latitude", actors, "commune_index", rows, "latitude"),
      plain<float>(actors, "trustworthiness", rows),
      plain<std::int32_t>(actors, "partnerships", rows),
      plain<std::int32_t>(actors, "public_partnerships", rows)};
}

void add_edges(Network& network, const Columns& table, NetworkOf what) {
  network.sources = table.list<std::int32_t>("low");
  network.targets = table.list<std::int32_t>("high");
  for (const auto* ends : {&network.sources, &network.targets}) {
    for (const std::int32_t uid : *ends) {
      if (!std::ranges::binary_search(network.nodes, uid))
        refuse(fmt::format("group '{}' joins actor {}, which is not in action", table.path, uid));
    }
  }
  std::vector<std::size_t> rows(network.sources.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  network.edge_columns = {plain<float>(table, "trust_low", rows), plain<float>(table, "trust_high", rows)};
  if (what == NetworkOf::ties) {
    network.edge_columns.push_back(plain<std::int32_t>(table, "born", rows));
    network.edge_columns.push_back(plain<std::int32_t>(table, "last_used", rows));
    network.edge_columns.push_back(named(table, "origin", rows));
    network.edge_columns.push_back(named(table, "alliance", rows));
  } else {
    network.edge_columns.push_back(named(table, "type", rows));
    network.edge_columns.push_back(named(table, "domain", rows));
    network.edge_columns.push_back(plain<std::int32_t>(table, "since", rows));
  }
}

}  // namespace

std::vector<std::string> snapshot_months(const ResultFile& file) {
  std::vector<std::string> months;
  if (const GroupData* snapshots = find_group(file, "snapshots")) {
    for (const GroupData& snapshot : snapshots->subgroups) months.push_back(snapshot.name);
  }
  return months;
}

Network network_of(const ResultFile& file, const std::string& month, NetworkOf what) {
  const std::string kind = what == NetworkOf::ties ? "ties" : "partnerships";
  const auto group = [&](const GroupData* around, const std::string& name, const std::string& path,
                         std::string dimension) -> Columns {
    const GroupData* found = around == nullptr ? nullptr : find_group(*around, name);
    if (found == nullptr) refuse(fmt::format("group '{}' is missing", path));
    sim::output::refuse_newer(found->attributes, fmt::format("group '{}'", path), snapshot_format);
    return {*found, path, std::move(dimension)};
  };
  const Columns snapshots = group(&file, "snapshots", "/snapshots", "");
  const std::string path = "/snapshots/" + month;
  const Columns snapshot = group(&snapshots.group, month, path, "");
  const Columns actors = group(&snapshot.group, "actors", path + "/actors", "actor");
  const Columns edges =
      group(&snapshot.group, kind, path + "/" + kind, what == NetworkOf::ties ? "tie" : "partnership");
  Network network;
  network.name = month;
  network.about = {{"month", month},
                   {"edges", kind},
                   {"title", attribute_text(file, "title")},
                   {"source", attribute_text(file, "source")},
                   {"data_attribution", attribute_text(file, "data_attribution")},
                   {"content_digest", attribute_text(file, "content_digest")}};
  add_nodes(network, {file, "", ""}, actors);
  add_edges(network, edges, what);
  return network;
}

}  // namespace territory
