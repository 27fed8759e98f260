#include "sim/engine/verification.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sim {

namespace {

std::vector<std::uint64_t> fingerprints(const ColumnRegistry& registry) {
  std::vector<std::uint64_t> prints;
  for (std::size_t c = 0; c < registry.column_count(); ++c) prints.push_back(registry.store(c).fingerprint());
  return prints;
}

bool contains(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

WriteGuard::WriteGuard(std::vector<ColumnRegistry*> registries, const Declaration& declaration)
    : registries_(std::move(registries)), declaration_(declaration) {
  for (const ColumnRegistry* registry : registries_) before_.push_back(fingerprints(*registry));
}

std::vector<std::string> WriteGuard::changed() const {
  std::vector<std::string> names;
  for (std::size_t r = 0; r < registries_.size(); ++r) {
    const auto now = fingerprints(*registries_[r]);
    const auto columns = registries_[r]->column_names();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (now[c] != before_[r][c]) names.push_back(columns[c]);
    }
  }
  return names;
}

void WriteGuard::expect_unchanged() const {
  const auto names = changed();
  if (!names.empty()) {
    throw InvariantError(
        fmt::format("submodel '{}' changed {} while deciding", declaration_.name, fmt::join(names, ", ")));
  }
}

void WriteGuard::expect_declared_changes_only() const {
  std::vector<std::string> allowed = declaration_.writes;
  allowed.insert(allowed.end(), declaration_.amends.begin(), declaration_.amends.end());
  const std::vector<std::string> columns = changed();
  std::vector<std::string> excused_tables;
  for (const std::string& column : columns) {
    const auto dot = column.find('.');
    const bool identity = column.compare(dot + 1, 3, "uid") == 0;
    if (identity && contains(allowed, column)) excused_tables.push_back(column.substr(0, dot));
  }
  for (const std::string& column : columns) {
    if (contains(allowed, column) || contains(excused_tables, column.substr(0, column.find('.')))) continue;
    throw InvariantError(
        fmt::format("submodel '{}' changed column '{}' without declaring it", declaration_.name, column));
  }
}

}  // namespace sim
