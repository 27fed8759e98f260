// Strong identifiers: a row of one table can never be mistaken for a row of another, nor for a uid.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace sim {

/// Identity of an actor, global over all kinds and never given twice. Draw keys and commit orders hold
/// uids, never row numbers, so that a result does not depend on where a row happens to stand.
struct Uid {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();
  friend constexpr auto operator<=>(Uid, Uid) = default;
};

/// The second half of a draw key that concerns one actor only.
inline constexpr Uid no_uid{};

/// Row of the table tagged `Tag`; valid until that table next inserts or removes rows.
template <class Tag>
struct Row {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();
  friend constexpr auto operator<=>(Row, Row) = default;
};

}  // namespace sim
