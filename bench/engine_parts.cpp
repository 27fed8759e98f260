// Single parts of the engine under Google Benchmark: draws, hand-over to threads, the pair store.
#include <benchmark/benchmark.h>

#include <numeric>

#include "sim/parallel/executor.hpp"
#include "sim/random/first_blocks.hpp"
#include "sim/state/pair_store.hpp"
#include "sim/state/table.hpp"

namespace {

/// First blocks of a chunk of actors, in vector registers; items are blocks of four words.
void first_blocks_of_a_chunk(benchmark::State& state) {
  std::vector<std::uint32_t> uids(static_cast<std::size_t>(state.range(0)));
  std::iota(uids.begin(), uids.end(), 0U);
  std::vector<std::uint32_t> words(4 * uids.size());
  const std::size_t n = uids.size();
  int month = 0;
  for (auto _ : state) {
    sim::first_blocks(sim::Draws({1, 0}, sim::Month{month++ & 1023}, sim::Stream{3}), uids,
                      {words.data(), words.data() + n, words.data() + 2 * n, words.data() + 3 * n});
    benchmark::DoNotOptimize(words.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(first_blocks_of_a_chunk)->Arg(128)->Arg(2048);

/// The same one by one.
void keyed_draws_one_by_one(benchmark::State& state) {
  int month = 0;
  for (auto _ : state) {
    const sim::Draws draws({1, 0}, sim::Month{month++ & 1023}, sim::Stream{3});
    for (std::uint32_t i = 0; i < state.range(0); ++i)
      benchmark::DoNotOptimize(draws.of(sim::Uid{i}).word(0));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(keyed_draws_one_by_one)->Arg(2048);

/// A loop whose body does nothing: what it costs to hand 16 chunks to `threads` threads.
void hand_over(benchmark::State& state) {
  const sim::Executor executor(static_cast<int>(state.range(0)), 1);
  for (auto _ : state)
    executor.for_chunks(16, [](const sim::Chunk& chunk) { benchmark::DoNotOptimize(chunk.index); });
}
BENCHMARK(hand_over)->Arg(1)->Arg(2)->UseRealTime();

/// A population with six ties a member, and pairs that are not in it yet.
struct Network {
  explicit Network(std::uint32_t members) {
    people.append(uids, members);
    ties.index(executor);
    for (std::uint32_t i = 0; i < members; ++i) {
      for (std::uint32_t k = 1; k <= 7; ++k) {
        const std::uint32_t j = (i + k * k * 17) % members;
        (k == 7 ? fresh : first).push_back(sim::pair_key(sim::Uid{i}, sim::Uid{j}));
      }
    }
    for (auto* list : {&first, &fresh}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    std::erase_if(
        fresh, [&](const sim::PairKey& key) { return std::binary_search(first.begin(), first.end(), key); });
    ties.insert(executor, first);
    ties.index_neighbours(executor);
  }
  sim::Executor executor{1};
  sim::UidSource uids;
  sim::Table people{"people"};
  sim::PairStore ties{"ties", people};
  sim::Column<std::array<float, 8>> belief = ties.add<std::array<float, 8>>("belief");
  std::vector<sim::PairKey> first, fresh;
};

/// A month's churn of the pair store: insert a seventh, remove it again, index the neighbours twice.
void pair_store_churn(benchmark::State& state) {
  Network network(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    const std::vector<std::uint32_t> rows = network.ties.insert(network.executor, network.fresh);
    network.ties.index_neighbours(network.executor);
    network.ties.remove(network.executor, rows);
    network.ties.index_neighbours(network.executor);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(network.fresh.size()));
}
BENCHMARK(pair_store_churn)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void pair_store_index(benchmark::State& state) {
  Network network(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) network.ties.index_neighbours(network.executor);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(network.first.size()));
}
BENCHMARK(pair_store_index)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
