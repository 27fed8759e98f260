// A snapshot: every actor, contact and partnership as they are at the end of one month, for the result file.
//
// The columns are declared once, in snapshot_columns.cpp, and read by whoever takes, stores, writes or
// explains a snapshot. Left out is what means nothing outside the program (scratch of the month, the bytes of
// a rule's state) or follows from the rest; a test names it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"
#include "sim/output/dataset.hpp"

namespace territory {

/// Version of the groups below `snapshots`: raised when a column changes its meaning or vanishes.
inline constexpr std::int64_t snapshot_format = 1;

/// A column along the actors, ties or partnerships of a snapshot.
struct SnapshotColumn {
  std::string name;
  std::string unit;
  std::string meaning;
  /// Names of the values `first_flag`, `first_flag` + 1, … ; empty when the values are no categories.
  std::vector<std::string_view> flags;
  int first_flag = 0;
  /// No value, of the type the column is kept as.
  sim::output::Values none;
  /// Values of the given rows of the population (actors) or of the pairs (ties, partnerships).
  std::function<sim::output::Values(const World&, std::span<const std::uint32_t> rows)> take;
};

[[nodiscard]] std::vector<SnapshotColumn> actor_columns();
[[nodiscard]] std::vector<SnapshotColumn> tie_columns();
[[nodiscard]] std::vector<SnapshotColumn> partnership_columns();

/// Plain values: one vector a column, in the order of the columns declared above.
struct Snapshot {
  sim::Month month;
  std::vector<sim::output::Values> actors, ties, partnerships;
};

/// All rows of the actors and of the ties; the ties that are partnerships once more, by themselves.
[[nodiscard]] Snapshot take_snapshot(const World& world, sim::Month month);

/// All values of the snapshots, in the machine's byte order, for a checkpoint.
[[nodiscard]] std::vector<std::byte> snapshot_bytes(std::span<const Snapshot> snapshots);
/// The same snapshots; nothing when the bytes are not those of whole snapshots with the present columns.
[[nodiscard]] std::optional<std::vector<Snapshot>> snapshots_from(std::span<const std::byte> bytes);

/// The group `snapshots`, with one group a month ("2015-09") and in each `actors`, `ties`, `partnerships`.
/// There must be at least one snapshot.
[[nodiscard]] sim::output::GroupData snapshots_group(std::span<const Snapshot> snapshots);

}  // namespace territory
