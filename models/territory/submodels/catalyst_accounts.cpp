#include "models/territory/submodels/catalyst_accounts.hpp"

#include <algorithm>

namespace territory {

sim::Declaration CatalystAccounts::declaration() const {
  return {.name = "catalyst_accounts",
          .phase = "P13",
          .meaning = "catalysts win or lose legitimacy, earn and spend, operate or not; the broke close",
          .reads = {"actors.active",
                    "actors.commune",
                    "actors.generation",
                    "catalysts.host",
                    "catalysts.operating",
                    "catalysts.legitimacy",
                    "catalysts.neutrality",
                    "catalysts.cash",
                    "catalysts.months_broke",
                    "catalysts.accompanied",
                    "catalysts.refused_share",
                    "epcis.cash_cut",
                    "places.active",
                    "places.commune",
                    "projects.accompanied",
                    "projects.stage",
                    "projects.stage_since",
                    "news.accompanied",
                    "news.success",
                    "ties.uid_low",
                    "ties.uid_high"},
          .writes = {"catalysts.legitimacy", "catalysts.cash", "catalysts.operating",
                     "catalysts.months_broke", "actors.active"},
          .amends = {"actors.generation", "actors.trustworthiness", "actors.qualities", "actors.propensity",
                     "actors.semantics", "actors.risk", "actors.potential", "actors.preferences",
                     "actors.accuracy", "catalysts.accompanied", "ties.uid_low", "ties.uid_high"}};
}

void CatalystAccounts::decide(const World& world, const sim::Step& step) {
  balances_.clear();
  if (!parameters_.enabled) return;
  const auto seats = world.roster.catalyst_seats();
  const Catalysts& c = world.catalysts;
  std::vector<int> successes(seats.size(), 0), perpetuated(seats.size(), 0);
  for (std::size_t n = 0; n < world.news.table.rows(); ++n)
    if (world.news.accompanied[n] != 0 && world.news.success[n]) ++successes[world.news.accompanied[n] - 1];
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    if (world.projects.accompanied[p] != 0 && world.projects.stage[p] == Stage::perpetuate &&
        world.projects.stage_since[p] == step.month.value)
      ++perpetuated[world.projects.accompanied[p] - 1];
  }
  const auto place = world.place_by_epci();
  for (std::uint32_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]]) continue;
    const std::uint32_t epci = world.epci_of_actor(seats[k]);
    const bool in_place = seats_in_places_ && c.host[k] == Host::place && place[epci] >= 0;
    const double legitimacy = parameters_.next_legitimacy(c.legitimacy[k], c.operating[k], successes[k],
                                                          c.neutrality[k], c.refused_share[k]);
    const double cash = c.cash[k] + parameters_.balance(c.accompanied[k], c.operating[k],
                                                        world.epcis.cash_cut[epci], in_place);
    double operating = c.operating[k];
    for (int n = 0; n < perpetuated[k]; ++n) operating = parameters_.next_operating(operating, cash);
    const auto broke = static_cast<std::uint8_t>(cash < 0.0 ? c.months_broke[k] + 1 : 0);
    balances_.push_back({k, seats[k], static_cast<float>(legitimacy), static_cast<float>(cash),
                         static_cast<float>(operating), broke, broke >= parameters_.closing_months});
  }
}

void CatalystAccounts::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  world.flows.catalysts_closed = 0;
  for (const Balance& b : balances_) {
    Catalysts& c = world.catalysts;
    c.legitimacy[b.seat] = b.closes ? 0.0F : b.legitimacy;
    c.cash[b.seat] = b.closes ? 0.0F : b.cash;
    c.operating[b.seat] = b.closes ? 0.0F : b.operating;
    c.months_broke[b.seat] = b.closes ? std::uint8_t{0} : b.months_broke;
    if (!b.closes) continue;
    ++world.flows.catalysts_closed;
    c.accompanied[b.seat] = 0;
    world.actors.active[b.row] = 0;
    ++world.actors.generation[b.row];
    traits_.draw_person(world.actors, b.row, step.key, step.month);
  }
  if (world.flows.catalysts_closed > 0) forget_contacts(world, step);
}

void CatalystAccounts::forget_contacts(World& world, const sim::Step& step) {
  std::vector<char> closes(world.actors.size(), 0);
  for (const Balance& b : balances_) closes[b.row] = b.closes;
  const Ties& ties = world.ties;
  lost_.reset(step.executor.chunk_count(ties.size()));
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      if (closes[ties.store.low_row(t)] || closes[ties.store.high_row(t)])
        lost_[chunk].push_back(static_cast<std::uint32_t>(t));
    }
  });
  world.ties.store.remove(step.executor, lost_.joined());
}

}  // namespace territory
