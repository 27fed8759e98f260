#include "sim/state/table.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"

namespace sim {

Uid UidSource::take(std::uint32_t count) {
  if (count > std::numeric_limits<std::uint32_t>::max() - next_) {
    throw InvariantError("all 2^32 - 1 uids of a run have been given");
  }
  const Uid first{next_};
  next_ += count;
  return first;
}

std::optional<std::uint32_t> Table::find(Uid uid) const {
  const auto uids = uid_.all();
  if (uids.empty() || uid.value < uids.front()) return std::nullopt;
  // While nobody has retired, uids are consecutive and the first guess is right.
  const std::size_t guess = uid.value - uids.front();
  if (guess < uids.size() && uids[guess] == uid.value) return static_cast<std::uint32_t>(guess);
  const auto place = std::lower_bound(uids.begin(), uids.end(), uid.value);
  if (place == uids.end() || *place != uid.value) return std::nullopt;
  return static_cast<std::uint32_t>(place - uids.begin());
}

std::uint32_t Table::row_of(Uid uid) const {
  const auto row = find(uid);
  if (!row) throw InvariantError("uid " + std::to_string(uid.value) + " is not in table '" + name() + "'");
  return *row;
}

std::uint32_t Table::append(UidSource& source, std::uint32_t count) {
  const auto first_row = static_cast<std::uint32_t>(rows());
  const Uid first = source.take(count);
  columns_.resize(first_row + count);
  for (std::uint32_t k = 0; k < count; ++k) uid_[first_row + k] = first.value + k;
  return first_row;
}

void Table::retire(std::span<const std::uint32_t> rows) {
  for (std::size_t c = 0; c < columns_.column_count(); ++c) columns_.store(c).drop_rows(rows);
  columns_.set_rows(columns_.rows() - rows.size());
}

}  // namespace sim
