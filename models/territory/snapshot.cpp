#include "models/territory/snapshot.hpp"

#include <fmt/format.h>

#include <numeric>

namespace territory {

namespace {

using sim::output::GroupData;
using sim::output::Values;
using sim::output::Variable;

std::vector<Values> take(const std::vector<SnapshotColumn>& columns, const World& world,
                         std::span<const std::uint32_t> rows) {
  std::vector<Values> values;
  for (const SnapshotColumn& column : columns) values.push_back(column.take(world, rows));
  return values;
}

std::vector<std::uint32_t> all_rows(std::size_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

Variable variable_of(const SnapshotColumn& column, const std::string& dimension, const Values& values) {
  Variable variable{
      column.name, {dimension}, values, {{"units", column.unit}, {"long_name", column.meaning}}};
  if (column.flags.empty()) return variable;
  std::vector<std::int64_t> flags;
  std::string meanings;
  for (const std::string_view name : column.flags) {
    flags.push_back(column.first_flag + static_cast<std::int64_t>(flags.size()));
    meanings += fmt::format("{}{}", meanings.empty() ? "" : " ", name);
  }
  variable.attributes.push_back({"flag_values", std::move(flags)});
  variable.attributes.push_back({"flag_meanings", std::move(meanings)});
  return variable;
}

GroupData table_group(const std::string& name, const std::string& dimension, sim::Month month,
                      const std::vector<SnapshotColumn>& columns, const std::vector<Values>& values) {
  GroupData group;
  group.name = name;
  const std::size_t rows = sim::output::value_count(values.front());
  group.dimensions.push_back({dimension, rows, rows == 0});  // only an unlimited one may be empty
  for (std::size_t c = 0; c < columns.size(); ++c)
    group.variables.push_back(variable_of(columns[c], dimension, values[c]));
  group.attributes = {
      {"month", sim::to_string(month)}, {"date", sim::end_date(month)}, {"format_version", snapshot_format}};
  return group;
}

}  // namespace

Snapshot take_snapshot(const World& world, sim::Month month) {
  const std::vector<std::uint32_t> ties = all_rows(world.ties.size());
  std::vector<std::uint32_t> partnerships;
  for (const std::uint32_t tie : ties) {
    if (world.ties.alliance[tie] != Alliance::none) partnerships.push_back(tie);
  }
  return {month, take(actor_columns(), world, all_rows(world.actors.size())),
          take(tie_columns(), world, ties), take(partnership_columns(), world, partnerships)};
}

GroupData snapshots_group(std::span<const Snapshot> snapshots) {
  GroupData all;
  all.name = "snapshots";
  all.attributes = {{"format_version", snapshot_format}};
  const auto actors = actor_columns(), ties = tie_columns(), partnerships = partnership_columns();
  for (const Snapshot& snapshot : snapshots) {
    GroupData group;
    group.name = sim::to_string(snapshot.month);
    group.subgroups = {
        table_group("actors", "actor", snapshot.month, actors, snapshot.actors),
        table_group("ties", "tie", snapshot.month, ties, snapshot.ties),
        table_group("partnerships", "partnership", snapshot.month, partnerships, snapshot.partnerships)};
    all.subgroups.push_back(std::move(group));
  }
  return all;
}

}  // namespace territory
