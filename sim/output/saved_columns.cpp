#include "sim/output/saved_columns.hpp"

#include <fmt/format.h>

#include <cstring>
#include <sstream>

namespace sim::output {

namespace {

constexpr const char* list_section = "columns";

std::string section_of(const std::string& column) { return "column " + column; }

/// "f64 × 16 in 128 bytes"
std::string layout_of(const ColumnStore& store) {
  return fmt::format("{} × {} in {} bytes", store.element().base, store.element().count,
                     store.bytes_per_row());
}

std::string name_of(const ColumnRegistry& registry, std::size_t column) {
  return registry.table() + "." + registry.store(column).name();
}

std::map<std::string, std::string> saved_layouts(const CheckpointView& checkpoint) {
  std::map<std::string, std::string> layouts;
  std::istringstream lines(checkpoint.text(list_section));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || !layouts.emplace(line.substr(0, tab), line.substr(tab + 1)).second)
      checkpoint.refuse("does not list its columns one by one");
  }
  return layouts;
}

}  // namespace

void save_columns(const std::vector<ColumnRegistry*>& registries, CheckpointSections& sections) {
  std::string list;
  for (const ColumnRegistry* registry : registries) {
    for (std::size_t c = 0; c < registry->column_count(); ++c)
      list += fmt::format("{}\t{}\n", name_of(*registry, c), layout_of(registry->store(c)));
  }
  sections.add_text(list_section, list);
  for (const ColumnRegistry* registry : registries) {
    for (std::size_t c = 0; c < registry->column_count(); ++c) {
      const ColumnStore& store = registry->store(c);
      sections.refer(section_of(name_of(*registry, c)), {store.data(), store.rows() * store.bytes_per_row()});
    }
  }
}

void restore_columns(const CheckpointView& checkpoint, const std::vector<ColumnRegistry*>& registries) {
  std::map<std::string, std::string> saved = saved_layouts(checkpoint);
  std::vector<std::size_t> rows;
  for (const ColumnRegistry* registry : registries) {
    for (std::size_t c = 0; c < registry->column_count(); ++c) {
      const ColumnStore& store = registry->store(c);
      const std::string name = name_of(*registry, c);
      const auto found = saved.find(name);
      if (found == saved.end()) checkpoint.refuse(fmt::format("lacks column '{}'", name));
      if (found->second != layout_of(store))
        checkpoint.refuse(
            fmt::format("holds column '{}' as {}, expected {}", name, found->second, layout_of(store)));
      saved.erase(found);
      const std::size_t bytes = checkpoint.bytes(section_of(name)).size();
      if (c == 0) rows.push_back(bytes / store.bytes_per_row());
      if (bytes != rows.back() * store.bytes_per_row())
        checkpoint.refuse(
            fmt::format("holds {} bytes of column '{}', expected {} rows", bytes, name, rows.back()));
    }
    if (registry->column_count() == 0) rows.push_back(0);
  }
  if (!saved.empty())
    checkpoint.refuse(fmt::format("holds column '{}', which this model lacks", saved.begin()->first));
  for (std::size_t r = 0; r < registries.size(); ++r) {
    registries[r]->resize(rows[r]);
    for (std::size_t c = 0; c < registries[r]->column_count(); ++c) {
      const auto bytes = checkpoint.bytes(section_of(name_of(*registries[r], c)));
      if (!bytes.empty()) std::memcpy(registries[r]->store(c).data(), bytes.data(), bytes.size());
    }
  }
}

}  // namespace sim::output
