// A process of rows that do not wait for each other, taken through many months while they are in cache.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "sim/engine/submodel.hpp"
#include "sim/parallel/reduce.hpp"

namespace sim {

/// Months first … last, all of them spin-up or none, that a row passes through in one go.
struct Passage {
  Month first;
  Month last;
  bool spinup = false;
  RandomKey key;

  [[nodiscard]] std::size_t months() const { return static_cast<std::size_t>(last - first) + 1; }
};

/// A process in which each row writes only its own values and reads, of other rows, only what no submodel
/// ever writes. Nobody can then tell which month the others have reached: if the process is the whole
/// schedule and no observer looks in between, the simulation takes a few rows through all months before it
/// turns to the next, so the state crosses the memory bus once a run instead of once a month. Otherwise it
/// goes month by month. State and records are the same bits either way.
///
/// `Record` is what a month shows of some rows: zero when value-initialised, added by +=. Records are added
/// in fixed blocks of rows (see reduce.hpp), so they depend neither on threads nor on grain.
template <class World, class Record>
class RowProcess : public Submodel<World> {
 public:
  /// Rows there are to advance; must not change during a run.
  [[nodiscard]] virtual std::size_t rows(const World& world) const = 0;
  /// Rows taken through all months together: few enough for their state to stay in the first cache, enough to
  /// keep the vector units busy. Divides reduction_block.
  [[nodiscard]] virtual std::size_t tile_rows() const { return reduction_block; }
  /// Takes the rows of `tile` from the first to the last month; adds to `records[i]` what they show after
  /// month `first + i`. Called for different tiles at once.
  virtual void advance(World& world, const Chunk& tile, const Passage& passage,
                       std::span<Record> records) const = 0;
  /// Hears the records of all rows, month after month.
  virtual void record(World& world, Month month, const Record& all) const = 0;

  void decide(const World&, const Step&) final {}
  void commit(World& world, const Step& step) final { pass(world, step, step.month); }

  bool pass(World& world, const Step& step, Month last) final {
    if (tile_rows() == 0 || reduction_block % tile_rows() != 0)
      throw InvariantError("the rows of a tile must divide the " + std::to_string(reduction_block) +
                           " rows of a block of sums");
    const Passage passage{step.month, last, step.spinup, step.key};
    const std::size_t rows = this->rows(world);
    const std::size_t months = passage.months();
    const std::size_t blocks = (rows + reduction_block - 1) / reduction_block;
    records_.assign(blocks * months, Record{});
    step.executor.for_indices(blocks, [&](std::size_t block) {
      const std::span<Record> records(records_.data() + block * months, months);
      const std::size_t end = std::min(rows, (block + 1) * reduction_block);
      for (std::size_t begin = block * reduction_block; begin < end; begin += tile_rows())
        advance(world, {begin, std::min(end, begin + tile_rows()), begin / tile_rows()}, passage, records);
    });
    for (std::size_t month = 0; month < months; ++month) {
      Record all{};
      for (std::size_t block = 0; block < blocks; ++block) all += records_[block * months + month];
      record(world, passage.first + static_cast<int>(month), all);
    }
    return true;
  }

 private:
  std::vector<Record> records_;  // block-major
};

}  // namespace sim
