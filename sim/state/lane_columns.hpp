// Columns that hold the values of sixteen rows side by side, as Lane loads them.
//
// A plain column of arrays keeps the values of one row together, so a rule that treats all rows alike strides
// through memory. Here the rows of a table go in groups of sixteen, and value k of the sixteen fills one
// cache line. Such columns live in a registry of their own, one row a group:
//
//   sim::ColumnRegistry groups{"groups"};
//   sim::Column<sim::Lanes<float, 12>> weight = groups.add<sim::Lanes<float, 12>>("weight");
//   groups.resize(sim::lane_groups(table.rows()));
//   weight[row / sim::lanes][k][row % sim::lanes] = 1;
//
// Meant for tables whose rows neither appear nor vanish. When the rows do not fill the last group, its last
// lanes belong to nobody: they may be computed, but must not be counted.
#pragma once

#include <array>
#include <cstddef>

#include "sim/math/lane.hpp"

namespace sim {

/// `count` values of each of sixteen rows, as [value][lane].
template <class T, std::size_t count>
using Lanes = std::array<std::array<T, lanes>, count>;

/// Groups that hold `rows` rows.
constexpr std::size_t lane_groups(std::size_t rows) { return (rows + lanes - 1) / lanes; }

}  // namespace sim
