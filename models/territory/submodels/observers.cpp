#include "models/territory/submodels/observers.hpp"

#include <algorithm>
#include <limits>

namespace territory {

namespace {

void count_up(std::uint8_t& count) {
  if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
}

}  // namespace

void ObserverParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "observers", "states of communes and impacts (SM17, SM18)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether states of communes and impacts are observed",
                   .evidence = Evidence::setting});
  p.integer(q4_window, {.name = "q4_window",
                        .unit = "months",
                        .range = {12, 36},
                        .meaning = "how far back the state of a commune looks",
                        .source = "our reading of Q4 (S1.01)"});
  p.integer(q4_min_attendances,
            {.name = "q4_min_attendances",
             .range = {1, 10},
             .meaning = "attendances of its actors elsewhere that make a commune emerging",
             .source = "our reading of Q4 (S1.01)"});
  p.integer(q4_growing, {.name = "q4_growing",
                         .range = {1, 4},
                         .meaning = "active projects under which no commune is growing",
                         .source = "our reading of Q4 (S1.01), fitted to C3",
                         .evidence = sim::Evidence::derived});
  p.integer(q4_anchored, {.name = "q4_anchored",
                          .range = {2, 6},
                          .meaning = "lasting projects that make a commune anchored",
                          .source = "our reading of Q4 (S1.01), fitted to C3",
                          .evidence = sim::Evidence::derived});
  p.integer(q4_anchor_months, {.name = "q4_anchor_months",
                               .unit = "months",
                               .range = {24, 60},
                               .meaning = "how long they must have lasted",
                               .source = "our reading of Q4 (S1.01)"});
  p.real(rse_gain,
         {.name = "rse_gain",
          .range = {0.01, 0.04},
          .meaning = "performance a company gains by its first partnership at full trust; grows as the "
                     "square root of their number",
          .source = "assumption"});
}

Dynamic dynamic_of(const CommuneHistory& h, const ObserverParameters& p) {
  if (h.fewest_projects >= p.q4_anchored && h.past_emergence) return Dynamic::anchored;
  if (h.projects >= p.q4_growing && h.projects > h.projects_before) return Dynamic::growing;
  const bool something =
      h.months_since_gathering < p.q4_window || h.attendances >= p.q4_min_attendances || h.projects > 0;
  return something ? Dynamic::emerging : Dynamic::none;
}

sim::Declaration Observers::declaration() const {
  return {.name = "observers",
          .phase = "P14",
          .meaning = "states of communes, and what grants drew with them",
          .reads = {"actors.uid", "actors.commune", "projects.members", "projects.member_count",
                    "projects.epci", "projects.stage", "projects.granted", "projects.grant_booked",
                    "projects.viability", "communes.last_gathering", "communes.attendances",
                    "communes.project_counts", "epcis.cash_cut"},
          .writes = {"communes.project_counts", "communes.dynamic", "epcis.grants_given", "epcis.cofunding",
                     "projects.grant_booked"}};
}

void Observers::decide(const World& world, const sim::Step&) {
  if (!parameters_.enabled) return;
  active_.assign(world.communes.table.rows(), 0);
  past_emergence_.assign(world.communes.table.rows(), 0);
  const Projects& projects = world.projects;
  std::vector<std::uint32_t> seats;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    seats.clear();
    for (std::size_t m = 0; m < projects.member_count[p]; ++m) {
      const auto row = world.actors.table.find(sim::Uid{projects.members[p][m]});
      if (row) seats.push_back(world.actors.commune[*row]);
    }
    std::ranges::sort(seats);
    seats.erase(std::unique(seats.begin(), seats.end()), seats.end());
    for (const std::uint32_t commune : seats) {
      count_up(active_[commune]);
      if (projects.stage[p] != Stage::emerge) count_up(past_emergence_[commune]);
    }
  }
}

CommuneHistory Observers::history(const World& world, std::size_t commune, int month) const {
  const auto& attended = world.communes.attendances[commune];
  const auto& counts = world.communes.project_counts[commune];
  CommuneHistory h{};
  const int gathered = world.communes.last_gathering[commune];
  h.months_since_gathering =
      gathered == std::numeric_limits<std::int16_t>::min() ? never_gathered : month - gathered;
  for (int ago = 0; ago < parameters_.q4_window; ++ago) h.attendances += attended[ring_slot(month - ago)];
  h.projects = counts[ring_slot(month)];
  h.projects_before = counts[ring_slot(month - parameters_.q4_window)];
  h.fewest_projects = h.projects;
  for (int ago = 1; ago < parameters_.q4_anchor_months && h.fewest_projects > 0; ++ago)
    h.fewest_projects = std::min<int>(h.fewest_projects, counts[ring_slot(month - ago)]);
  h.past_emergence = past_emergence_[commune] > 0;
  return h;
}

void Observers::book_money(World& world) const {
  Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (!projects.granted[p]) continue;
    const std::uint32_t e = projects.epci[p];
    if (!projects.grant_booked[p]) {
      projects.grant_booked[p] = 1;
      world.epcis.grants_given[e] += funding_.grant_months;
    }
    if (projects.stage[p] == Stage::deployed) continue;
    const double own = projects.viability[p] + funding_.member_contribution * projects.member_count[p];
    world.epcis.cofunding[e] += own * (1.0 - world.epcis.cash_cut[e]);
  }
}

void Observers::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  const int month = step.month.value;
  step.executor.for_chunks(world.communes.table.rows(), [&](const sim::Chunk& chunk) {
    for (std::size_t c = chunk.begin; c < chunk.end; ++c) {
      world.communes.project_counts[c][ring_slot(month)] = active_[c];
      world.communes.dynamic[c] = dynamic_of(history(world, c, month), parameters_);
    }
  });
  book_money(world);
}

}  // namespace territory
