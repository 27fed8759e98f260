#include "sim/engine/schedule.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/core/error.hpp"

namespace sim {

namespace {

void check_columns_exist(const Declaration& declaration, std::span<const std::string> columns) {
  for (const auto* list : {&declaration.reads, &declaration.writes, &declaration.amends}) {
    for (const std::string& column : *list) {
      if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
        throw InvariantError(fmt::format("submodel '{}' declares column '{}', which does not exist",
                                         declaration.name, column));
      }
    }
  }
}

std::string stream_list(const Declaration& declaration) {
  std::string text;
  for (const NamedStream& stream : declaration.streams) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", stream.stream.number, stream.name);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

void check_declarations(const std::vector<Declaration>& declarations, std::span<const std::string> columns) {
  std::set<std::string> names;
  std::map<int, std::string> streams;
  std::map<std::string, std::string> writers;
  for (const Declaration& declaration : declarations) {
    if (!names.insert(declaration.name).second) {
      throw InvariantError(fmt::format("two submodels are named '{}'", declaration.name));
    }
    for (const NamedStream& stream : declaration.streams) {
      const auto [known, fresh] = streams.emplace(stream.stream.number, declaration.name);
      if (!fresh) {
        throw InvariantError(fmt::format("submodels '{}' and '{}' both draw from stream {} ({})",
                                         known->second, declaration.name, stream.stream.number, stream.name));
      }
    }
    for (const std::string& column : declaration.amends) {
      if (!writers.contains(column)) {
        throw InvariantError(fmt::format("submodel '{}' amends column '{}', which no earlier submodel writes",
                                         declaration.name, column));
      }
    }
    for (const std::string& column : declaration.writes) {
      const auto [known, fresh] = writers.emplace(column, declaration.name);
      if (!fresh) {
        throw InvariantError(
            fmt::format("column '{}' is written by '{}' and again by '{}', which must declare 'amends'",
                        column, known->second, declaration.name));
      }
    }
    check_columns_exist(declaration, columns);
  }
}

std::vector<std::string> unread_columns(const std::vector<Declaration>& declarations,
                                        std::span<const std::string> columns) {
  std::set<std::string> read;
  for (const Declaration& declaration : declarations)
    read.insert(declaration.reads.begin(), declaration.reads.end());
  std::vector<std::string> unread;
  for (const std::string& column : columns) {
    if (!read.contains(column)) unread.push_back(column);
  }
  return unread;
}

std::string schedule_as_text(const std::vector<Declaration>& declarations) {
  std::string text =
      "The order of a month. Each submodel decides from the state left by the one before, then commits.\n";
  for (const Declaration& declaration : declarations) {
    text += fmt::format("\n{}  {}: {}\n", declaration.phase, declaration.name, declaration.meaning);
    text += fmt::format("     draws   {}\n", stream_list(declaration));
    if (!declaration.reads.empty())
      text += fmt::format("     reads   {}\n", fmt::join(declaration.reads, ", "));
    if (!declaration.writes.empty())
      text += fmt::format("     writes  {}\n", fmt::join(declaration.writes, ", "));
    if (!declaration.amends.empty())
      text += fmt::format("     amends  {}\n", fmt::join(declaration.amends, ", "));
  }
  return text;
}

std::string schedule_as_markdown(const std::vector<Declaration>& declarations) {
  std::string text =
      "| phase | submodel | what it does | draws | reads | writes | amends "
      "|\n|---|---|---|---|---|---|---|\n";
  for (const Declaration& d : declarations) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", d.phase, d.name, d.meaning, stream_list(d),
                        fmt::join(d.reads, ", "), fmt::join(d.writes, ", "), fmt::join(d.amends, ", "));
  }
  return text;
}

nlohmann::json schedule_as_json(const std::vector<Declaration>& declarations) {
  auto list = nlohmann::json::array();
  for (const Declaration& d : declarations) {
    auto streams = nlohmann::json::array();
    for (const NamedStream& s : d.streams) streams.push_back({{"number", s.stream.number}, {"name", s.name}});
    list.push_back({{"name", d.name},
                    {"phase", d.phase},
                    {"meaning", d.meaning},
                    {"streams", streams},
                    {"reads", d.reads},
                    {"writes", d.writes},
                    {"amends", d.amends}});
  }
  return list;
}

}  // namespace sim
