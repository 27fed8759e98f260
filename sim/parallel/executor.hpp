// Loops over rows. Two sizes, two meanings:
//   grain           how rows are dealt to threads: free, changes no result;
//   reduction_block part of the definition of every sum: fixed.
#pragma once

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "sim/parallel/plain_threads.hpp"

namespace sim {

/// Rows begin … end-1 of a table; `index` counts the chunks of one loop.
struct Chunk {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t index = 0;
};

class Executor {
 public:
  static constexpr std::size_t default_grain = 2048;

  /// `threads` >= 1. With one thread no thread is ever started.
  explicit Executor(int threads, std::size_t grain = default_grain);

  [[nodiscard]] int threads() const { return threads_; }
  [[nodiscard]] std::size_t grain() const { return grain_; }
  [[nodiscard]] std::size_t chunk_count(std::size_t rows) const {
    return rows == 0 ? 0 : (rows - 1) / grain_ + 1;
  }

  /// Calls `body(Chunk)` once for every chunk of 0 … rows-1, in any order, on any thread.
  template <class Body>
  void for_chunks(std::size_t rows, Body&& body) const {
    for_indices(chunk_count(rows), [&](std::size_t index) {
      const std::size_t begin = index * grain_;
      body(Chunk{begin, rows - begin > grain_ ? begin + grain_ : rows, index});
    });
  }

  /// Calls `body(i)` once for every i in 0 … count-1: few, large pieces of work.
  template <class Body>
  void for_indices(std::size_t count, Body&& body) const {
    if (!arena_ || count <= 1) {
      for (std::size_t i = 0; i < count; ++i) body(i);
      return;
    }
    if constexpr (under_thread_sanitizer) return for_indices_on_plain_threads(threads_, count, body);
    using Indices = oneapi::tbb::blocked_range<std::size_t>;
    arena_->execute([&] {
      oneapi::tbb::parallel_for(
          Indices(0, count, 1),
          [&](const Indices& some) {
            for (std::size_t i = some.begin(); i != some.end(); ++i) body(i);
          },
          oneapi::tbb::simple_partitioner{});
    });
  }

  /// Calls `body(begin, end)` for pieces of 0 … count-1: for loops whose every turn is worth more than a
  /// row's.
  template <class Body>
  void for_pieces(std::size_t count, std::size_t piece, Body&& body) const {
    for_indices((count + piece - 1) / piece,
                [&](std::size_t k) { body(k * piece, std::min(count, (k + 1) * piece)); });
  }

  /// Sorts by a total order: equal elements must be interchangeable, since nothing says which comes first.
  template <class T, class Less>
  void sort(std::vector<T>& elements, Less less) const {
    if (!arena_ || under_thread_sanitizer) {
      std::sort(elements.begin(), elements.end(), less);
    } else {
      arena_->execute([&] { oneapi::tbb::parallel_sort(elements.begin(), elements.end(), less); });
    }
  }

 private:
  int threads_;
  std::size_t grain_;
  std::unique_ptr<oneapi::tbb::global_control> permission_;  // lets TBB run more threads than processors
  std::unique_ptr<oneapi::tbb::task_arena> arena_;
};

/// Proposals of a parallel loop, one list a chunk; `joined` gives them in row order, whatever the grain.
template <class T>
class PerChunk {
 public:
  void reset(std::size_t chunks) {
    if (lists_.size() < chunks) lists_.resize(chunks);
    for (auto& list : lists_) list.clear();
  }
  std::vector<T>& operator[](const Chunk& chunk) { return lists_[chunk.index]; }

  void join_into(std::vector<T>& all) const {
    all.clear();
    for (const auto& list : lists_) all.insert(all.end(), list.begin(), list.end());
  }
  [[nodiscard]] std::vector<T> joined() const {
    std::vector<T> all;
    join_into(all);
    return all;
  }

 private:
  std::vector<std::vector<T>> lists_;
};

}  // namespace sim
