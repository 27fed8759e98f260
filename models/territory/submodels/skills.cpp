#include "models/territory/submodels/skills.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"

namespace territory {

namespace {

float share(double x) { return static_cast<float>(std::clamp(x, 0.0, 1.0)); }

}  // namespace

sim::Declaration AcademicWorkshops::declaration() const {
  return {.name = "academic_workshops",
          .phase = "P05",
          .meaning = "who sits in a workshop of an academic host is noted",
          .reads = {"workshops.organiser", "workshops.roster", "workshops.count", "catalysts.host",
                    "actors.uid", "actors.participation"},
          .amends = {"actors.participation"}};
}

void AcademicWorkshops::commit(World& world, const sim::Step&) {
  if (!enabled_) return;
  const auto seats = world.roster.catalyst_seats();
  const Workshops& workshops = world.workshops;
  for (std::size_t w = 0; w < workshops.table.rows(); ++w) {
    const auto organiser = world.actors.table.find(sim::Uid{workshops.organiser[w]});
    if (!organiser) continue;
    const auto seat = std::ranges::lower_bound(seats, *organiser);
    if (seat == seats.end() || *seat != *organiser) continue;
    if (world.catalysts.host[static_cast<std::size_t>(seat - seats.begin())] != Host::academic) continue;
    for (std::size_t k = 0; k < workshops.count[w]; ++k) {
      const auto row = world.actors.table.find(sim::Uid{workshops.roster[w][k]});
      if (row && (world.actors.participation[*row] & participation::workshop))
        world.actors.participation[*row] |= participation::academic_workshop;
    }
  }
}

sim::Declaration Skills::declaration() const {
  return {
      .name = "skills",
      .phase = "P12",
      .meaning = "workshops, joint successes and trained catalysts spread semantics; disuse wears it",
      .streams = {{streams::parcours, "parcours"}},
      .reads = {"actors.uid", "actors.kind", "actors.commune", "actors.active", "actors.level",
                "actors.participation", "actors.semantics", "ties.uid_low", "ties.uid_high", "ties.outcome",
                "catalysts.skill", "catalysts.parcours_month", "catalysts.paired", "epcis.learning_inflow"},
      .writes = {"catalysts.skill", "catalysts.parcours_month", "catalysts.paired"},
      .amends = {"actors.semantics"}};
}

void Skills::decide(const World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  note_irrigators(world);
  note_ties(world, step);
}

void Skills::note_irrigators(const World& world) {
  irrigates_.clear();
  const auto seats = world.roster.catalyst_seats();
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]] || world.catalysts.parcours_month[k] < 0) continue;
    if (irrigates_.empty()) irrigates_.assign(world.actors.size(), 0.0F);
    const double factor = world.catalysts.paired[k] ? parameters_.pair_factor : 1.0;
    irrigates_[seats[k]] = static_cast<float>(factor * world.catalysts.skill[k]);
  }
}

/// Successes by actor and irrigations by pair, from one pass over the ties.
void Skills::note_ties(const World& world, const sim::Step& step) {
  const Ties& ties = world.ties;
  successes_.reset(step.executor.chunk_count(ties.size()));
  irrigations_.reset(step.executor.chunk_count(ties.size()));
  const bool anybody_irrigates = !irrigates_.empty();
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      const std::uint8_t result = ties.outcome[t];
      const bool delivered =
          (result & outcome::interacted) && (result & (outcome::from_high | outcome::from_low));
      if (!delivered && !anybody_irrigates) continue;
      const std::uint32_t low = ties.store.low_row(t), high = ties.store.high_row(t);
      if (delivered && world.family(low) != world.family(high)) {
        if (result & outcome::from_high) successes_[chunk].push_back(low);
        if (result & outcome::from_low) successes_[chunk].push_back(high);
      }
      if (!anybody_irrigates) continue;
      if (irrigates_[high] > 0.0F && world.actors.level[low] >= Level::aware)
        irrigations_[chunk].push_back({low, high});
      if (irrigates_[low] > 0.0F && world.actors.level[high] >= Level::aware)
        irrigations_[chunk].push_back({high, low});
    }
  });
  success_count_.assign(world.actors.size(), 0);
  for (const std::uint32_t actor : successes_.joined()) ++success_count_[actor];
  irrigated_.clear();
  if (!anybody_irrigates) return;
  irrigated_.assign(world.actors.size(), 0.0);
  for (const Irrigation& drop : irrigations_.joined()) irrigated_[drop.actor] += irrigates_[drop.catalyst];
}

std::vector<std::size_t> Skills::joining(const World& world, const sim::Step& step) const {
  const auto& starts = parameters_.parcours_starts;
  if (parameters_.parcours_pairs == SkillParameters::Pairs::none ||
      !std::ranges::binary_search(starts, step.month))
    return {};
  struct Candidate {
    double order;
    std::size_t seat;
    std::uint32_t epci;
  };
  std::vector<Candidate> candidates;
  const auto seats = world.roster.catalyst_seats();
  const sim::Draws draws = step.draws(streams::parcours);
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]] || world.catalysts.parcours_month[k] >= 0) continue;
    const double order = draws.of(world.actors.table.uid(seats[k])).uniform(streams::joining_order);
    candidates.push_back({order, k, world.epci_of_actor(seats[k])});
  }
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return a.order != b.order ? a.order < b.order : a.seat < b.seat;
  });
  std::vector<std::size_t> chosen;
  std::vector<char> served(world.epcis.table.rows(), 0);
  for (const Candidate& c : candidates) {
    if (chosen.size() == static_cast<std::size_t>(parameters_.parcours_territories)) break;
    if (served[c.epci]) continue;
    served[c.epci] = 1;
    chosen.push_back(c.seat);
  }
  std::ranges::sort(chosen);
  return chosen;
}

void Skills::train(World& world, const sim::Step& step) const {
  Catalysts& catalysts = world.catalysts;
  const auto seats = world.roster.catalyst_seats();
  for (const std::size_t k : joining(world, step)) {
    catalysts.parcours_month[k] = 0;
    catalysts.paired[k] = parameters_.parcours_pairs == SkillParameters::Pairs::pair;
  }
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]]) {
      catalysts.parcours_month[k] = -1;
      catalysts.paired[k] = 0;
      continue;
    }
    double skill = catalysts.skill[k];
    if (catalysts.parcours_month[k] >= 0 && catalysts.parcours_month[k] < parameters_.parcours_months) {
      const int month = ++catalysts.parcours_month[k];
      if (std::ranges::binary_search(parameters_.parcours_sessions, month))
        skill += parameters_.parcours_gain * (1.0 - skill);
    }
    skill += world.epcis.learning_inflow[world.epci_of_actor(seats[k])];
    catalysts.skill[k] = share(skill);
  }
}

double Skills::next_semantics(const World& world, std::size_t actor, double everywhere) const {
  const SkillParameters& p = parameters_;
  const double now = world.actors.semantics[actor];
  const std::uint8_t took_part = world.actors.participation[actor];
  double learns = p.sem_success * success_count_[actor];
  if (took_part & participation::workshop) {
    learns += p.sem_sitting * (took_part & participation::academic_workshop ? academic_semantics_ : 1.0);
  }
  const double inflow = world.epcis.learning_inflow[world.epci_of_actor(actor)];
  const double irrigation = irrigated_.empty() ? 0.0 : p.sem_spread * irrigated_[actor];
  return now + learns * (1.0 - now) - p.sem_decay * now + everywhere + inflow + irrigation;
}

void Skills::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  const bool centre = step.month.value >= parameters_.resource_centre_month;
  const double everywhere = centre ? parameters_.sem_resource * parameters_.resource_centre_coverage : 0.0;
  Actors& actors = world.actors;
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      actors.semantics[i] = share(next_semantics(world, i, everywhere));
  });
  train(world, step);
}

}  // namespace territory
