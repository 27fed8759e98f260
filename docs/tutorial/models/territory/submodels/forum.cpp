#include "models/territory/submodels/forum.hpp"

#include "models/territory/streams.hpp"
#include "sim/state/gathered_pairs.hpp"

namespace territory {

void ForumParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "forum", "forum des associations (tutorial)");
  p.real(attendance, {.name = "attendance",
                      .range = {0, 1},
                      .meaning = "chance that two contacts of a commune meet at its forum",
                      .source = "assumption"});
  p.integer(month, {.name = "month",
                    .unit = "month of the year",
                    .range = {1, 12},
                    .meaning = "when forums are held, 9 = September",
                    .source = "assumption"});
}

sim::Declaration Forum::declaration() const {
  return {.name = "forum",
          .phase = "P06",
          .meaning = "once a year, organisations of a commune who know an association meet it again",
          .streams = {{streams::forum, "forum"}},
          .reads = {"actors.commune", "actors.kind", "ties.uid_low", "ties.uid_high", "ties.met"},
          .amends = {"ties.met"}};
}

bool Forum::invited(const World& world, std::size_t tie) {
  const std::uint32_t low = world.ties.store.low_row(tie), high = world.ties.store.high_row(tie);
  const auto organisation = [&](std::uint32_t row) {
    return world.actors.kind[row] != Kind::mayor && world.actors.kind[row] != Kind::catalyst;
  };
  return world.actors.commune[low] == world.actors.commune[high] && organisation(low) && organisation(high) &&
         (world.actors.kind[low] == Kind::association || world.actors.kind[high] == Kind::association);
}

void Forum::decide(const World& world, const sim::Step& step) {
  const Ties& ties = world.ties;
  meeting_.reset(step.executor.chunk_count(ties.size()));
  if (parameters_.attendance == 0.0 || sim::month_of_year(step.month) != parameters_.month) return;
  const sim::Draws draws = step.draws(streams::forum);
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    const sim::GatheredPairs asked(
        ties.store, chunk, [&](std::size_t t) { return ties.met[t] == Occasion::none && invited(world, t); });
    asked.for_each(draws, [&](std::size_t t, sim::KeyedDraws draw) {
      if (draw.bernoulli(parameters_.attendance, streams::comes_to_forum))
        meeting_[chunk].push_back(static_cast<std::uint32_t>(t));
    });
  });
}

void Forum::commit(World& world, const sim::Step&) {
  for (const std::uint32_t t : meeting_.joined()) world.ties.met[t] = Occasion::event;
}

}  // namespace territory
