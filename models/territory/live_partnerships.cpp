#include "models/territory/live_partnerships.hpp"

namespace territory {

std::vector<std::uint32_t> live_partnerships(const Ties& ties, const sim::Executor& executor) {
  const std::span<const Alliance> alliance = ties.alliance.all();
  sim::PerChunk<std::uint32_t> rows;
  rows.reset(executor.chunk_count(ties.size()));
  executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    // Which ties are partnerships is a coin toss that a processor cannot guess: no branch hangs on it.
    std::vector<std::uint32_t>& some = rows[chunk];
    some.resize(chunk.end - chunk.begin);
    std::uint32_t* const gathered = some.data();
    std::size_t count = 0;
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      gathered[count] = static_cast<std::uint32_t>(t);
      count += alliance[t] != Alliance::none;
    }
    some.resize(count);
  });
  return rows.joined();
}

}  // namespace territory
