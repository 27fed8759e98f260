// The paper that describes the model by the ODD+D protocol: hand-written text around what the code declares.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace cli {

/// The hand-written parts (models/territory/odd/*.md in the order of their names), compiled in by the build.
[[nodiscard]] std::span<const std::string_view> odd_parts();

/// The parts one after the other, filled in. Two forms stand for what the program declares:
///
///   {{parameters}}         a line of its own: evidence, measures, parameters, rules, schedule, symbols,
///   targets
///   {{columns actors       a block up to a line }}: columns TABLE, streams; its lines say what the code does
///   name: meaning          not, and must fit what the code declares
///   }}
///
/// and {{value KEY}}, anywhere, for the default of a parameter. InvariantError, with the line, for a form
/// that is none, a parameter that is none, a meaning too few, too many or given twice.
[[nodiscard]] std::string odd_page(std::span<const std::string_view> parts);

/// What the lines of a block say, by name.
using Meanings = std::map<std::string, std::string, std::less<>>;

// The tables, as Markdown.

/// Table, column, type, bytes and meaning; what snapshots say of a column holds, `said` tells the rest.
[[nodiscard]] std::string columns_table(std::string_view table, const Meanings& said);
/// Number, name, the submodel that draws, and from `said` under whose uid.
[[nodiscard]] std::string streams_table(const Meanings& said);
[[nodiscard]] std::string rules_table();
[[nodiscard]] std::string targets_table();
/// Symbol and key of every parameter that has one.
[[nodiscard]] std::string symbols_table();
/// How many parameters rest on what.
[[nodiscard]] std::string evidence_table();

}  // namespace cli
