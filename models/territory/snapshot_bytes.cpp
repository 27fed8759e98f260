// Snapshots as bytes and back: a run that is broken off between two months must not lose those it has taken.
#include <array>
#include <cstring>
#include <type_traits>

#include "models/territory/snapshot.hpp"

namespace territory {

namespace {

using sim::output::Values;

/// One head a snapshot, followed by the values of all its columns.
struct Head {
  std::int64_t month = 0;
  std::array<std::uint64_t, 3> rows{};  ///< actors, ties, partnerships
};
static_assert(std::is_trivially_copyable_v<Head> && sizeof(Head) == 32);

template <class T>
void append(std::vector<std::byte>& bytes, const T* values, std::size_t count) {
  const auto more = std::as_bytes(std::span(values, count));
  bytes.insert(bytes.end(), more.begin(), more.end());
}

void append(std::vector<std::byte>& bytes, const std::vector<Values>& table) {
  for (const Values& column : table) {
    std::visit(
        [&](const auto& list) {
          using Value = typename std::decay_t<decltype(list)>::value_type;
          if constexpr (std::is_arithmetic_v<Value>) append(bytes, list.data(), list.size());
        },
        column);
  }
}

/// Takes values off the front of the bytes; `whole` turns false for good when there are too few.
class Taker {
 public:
  explicit Taker(std::span<const std::byte> bytes) : rest_(bytes) {}

  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  template <class T>
  void take(T* values, std::size_t count) {
    whole_ = whole_ && count <= rest_.size() / sizeof(T);
    if (!whole_ || count == 0) return;
    std::memcpy(values, rest_.data(), count * sizeof(T));
    rest_ = rest_.subspan(count * sizeof(T));
  }
  std::vector<Values> table(const std::vector<SnapshotColumn>& columns, std::uint64_t rows) {
    std::vector<Values> table;
    for (const SnapshotColumn& column : columns) {
      table.push_back(column.none);
      std::visit(
          [&](auto& list) {
            using Value = typename std::decay_t<decltype(list)>::value_type;
            if constexpr (std::is_arithmetic_v<Value>) {
              whole_ = whole_ && rows <= rest_.size() / sizeof(Value);  // before memory is taken
              if (whole_) list.resize(rows);
              take(list.data(), rows);
            }
          },
          table.back());
    }
    return table;
  }

 private:
  std::span<const std::byte> rest_;
  bool whole_ = true;
};

std::uint64_t rows_of(const std::vector<Values>& table) { return sim::output::value_count(table.front()); }

}  // namespace

std::vector<std::byte> snapshot_bytes(std::span<const Snapshot> snapshots) {
  std::vector<std::byte> bytes;
  for (const Snapshot& s : snapshots) {
    const Head head{s.month.value, {rows_of(s.actors), rows_of(s.ties), rows_of(s.partnerships)}};
    append(bytes, &head, 1);
    for (const auto* table : {&s.actors, &s.ties, &s.partnerships}) append(bytes, *table);
  }
  return bytes;
}

std::optional<std::vector<Snapshot>> snapshots_from(std::span<const std::byte> bytes) {
  const auto actors = actor_columns(), ties = tie_columns(), partnerships = partnership_columns();
  std::vector<Snapshot> snapshots;
  Taker taker(bytes);
  while (taker.whole() && !taker.at_end()) {
    Head head;
    taker.take(&head, 1);
    if (head.month != static_cast<std::int16_t>(head.month)) return std::nullopt;
    Snapshot snapshot{sim::Month{static_cast<int>(head.month)}, {}, {}, {}};
    snapshot.actors = taker.table(actors, head.rows[0]);
    snapshot.ties = taker.table(ties, head.rows[1]);
    snapshot.partnerships = taker.table(partnerships, head.rows[2]);
    snapshots.push_back(std::move(snapshot));
  }
  if (!taker.whole()) return std::nullopt;
  return snapshots;
}

}  // namespace territory
