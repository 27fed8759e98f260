#include "models/territory/submodels/place_visits.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "sim/math/elementary.hpp"
#include "sim/random/first_blocks.hpp"

namespace territory {

sim::Declaration PlaceVisits::declaration() const {
  return {.name = "place_visits",
          .phase = "P04",
          .meaning = "actors go to third places near by and meet there",
          .streams = {{streams::place_visit, "place_visit"}},
          .reads = {"actors.uid", "actors.kind", "actors.commune", "actors.active", "places.active",
                    "places.commune"},
          .writes = {"places.attendance"}};
}

void PlaceVisits::look_around(const World& world, const sim::Executor& executor) {
  const auto active = world.places.active.all();
  if (!neighbourhoods_) {
    neighbourhoods_.emplace(world.geography, parameters_.place_radius, executor);
  } else if (std::ranges::equal(open_, active)) {
    return;
  }
  open_.assign(active.begin(), active.end());
  const std::size_t communes = world.communes.table.rows();
  const std::size_t seats = active.size() / communes;
  offsets_.assign(1, 0);
  reaches_.clear();
  std::vector<std::pair<std::uint32_t, float>> near;
  for (std::size_t c = 0; c < communes; ++c) {
    double up_to = 0.0;
    const auto communes_near = neighbourhoods_->around(c);
    const auto kilometres = neighbourhoods_->kilometres(c);
    near.clear();
    for (std::size_t k = 0; k < communes_near.size(); ++k) near.emplace_back(communes_near[k], kilometres[k]);
    // In the order of rows, in which the places stand too.
    std::ranges::sort(near);
    for (const auto& [commune, km] : near) {
      const double chance = parameters_.attend_rate * sim::exp(-km / parameters_.attend_km);
      for (std::size_t p = commune * seats; p < (commune + 1) * seats; ++p) {
        if (!open_[p]) continue;
        up_to += chance;
        reaches_.push_back({static_cast<std::uint32_t>(p), up_to});
      }
    }
    offsets_.push_back(reaches_.size());
  }
}

void PlaceVisits::decide(const World& world, const sim::Step& step) {
  visits_.clear();
  meetings_.clear();
  if (!parameters_.enabled || world.places.table.rows() == 0) return;
  look_around(world, step.executor);
  if (reaches_.empty()) return;
  const Actors& actors = world.actors;
  const sim::Draws stream = step.draws(streams::place_visit);
  visits_by_chunk_.reset(step.executor.chunk_count(actors.size()));
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    const sim::FirstBlocks blocks(stream, actors.table.uids(chunk));
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto near = reach(actors.commune[i]);
      if (near.empty() || actors.kind[i] == Kind::catalyst) continue;
      const double chance = near.back().up_to;
      if (blocks.uniform(i - chunk.begin, streams::visits) >= chance) continue;
      const double u = blocks.uniform(i - chunk.begin, streams::which_place) * chance;
      const auto there = std::upper_bound(near.begin(), near.end() - 1, u,
                                          [](double wanted, const Reach& r) { return wanted < r.up_to; });
      visits_by_chunk_[chunk].push_back({there->place, static_cast<std::uint32_t>(i)});
    }
  });
  visits_by_chunk_.join_into(visits_);
  std::sort(visits_.begin(), visits_.end(), [](const Visit& a, const Visit& b) {
    return a.place != b.place ? a.place < b.place : a.actor < b.actor;
  });
  const std::vector<char> has_catalyst =
      catalysts_work_ ? world.catalyst_by_epci() : std::vector<char>(world.geography.epcis.size(), 0);
  for (std::size_t first = 0; first < visits_.size();) {
    std::size_t end = first + 1;
    while (end < visits_.size() && visits_[end].place == visits_[first].place) ++end;
    const std::uint32_t epci = world.geography.epci_of[world.places.commune[visits_[first].place]];
    meet(world, std::span(visits_).subspan(first, end - first),
         has_catalyst[epci] ? static_cast<float>(parameters_.place_bonus) : 0.0F, stream);
    first = end;
  }
}

void PlaceVisits::meet(const World& world, std::span<const Visit> visitors, float bonus,
                       const sim::Draws& stream) {
  if (visitors.size() < 2) return;
  for (std::uint32_t v = 0; v < visitors.size(); ++v) {
    const std::uint32_t actor = visitors[v].actor;
    const double u = stream.of(world.actors.table.uid(actor)).uniform(streams::meets);
    const std::uint32_t k = sim::pick(u, static_cast<std::uint32_t>(visitors.size()) - 1);
    const std::uint32_t other = visitors[k < v ? k : k + 1].actor;
    meetings_.push_back({std::min(actor, other), std::max(actor, other), Occasion::place, bonus, bonus});
  }
}

void PlaceVisits::commit(World& world, const sim::Step&) {
  if (!parameters_.enabled) return;
  std::ranges::fill(world.places.attendance.all(), std::uint16_t{0});
  for (const Visit& visit : visits_) {
    std::uint16_t& attendance = world.places.attendance[visit.place];
    if (attendance < UINT16_MAX) ++attendance;
  }
  world.plan.meetings.insert(world.plan.meetings.end(), meetings_.begin(), meetings_.end());
  world.flows.place_visits = static_cast<std::int64_t>(visits_.size());
}

}  // namespace territory
