#include "models/territory/submodels/valorisation.hpp"

#include <algorithm>
#include <numeric>

#include "sim/math/elementary.hpp"

namespace territory {

void initialise_valorisation(World& world, const ValorisationParameters& parameters) {
  // Switched off, it is as if nobody had an opinion.
  const double start = parameters.enabled ? parameters.collective_start : 0.5;
  std::ranges::fill(world.epcis.collective_trust.all(), static_cast<float>(start));
}

double next_collective_trust(const ValorisationParameters& p, double collective, int successes,
                             int failures) {
  const double risen = 1.0 - (1.0 - collective) * sim::pow(1.0 - p.trust_gain, successes);
  return risen * sim::pow(1.0 - p.trust_loss, failures);
}

double next_valorisation(const ValorisationParameters& p, double stock, double action, double promotion) {
  return std::clamp(
      stock + (p.valorisation_gain * action + promotion) * (1.0 - stock) - p.valorisation_decay * stock, 0.0,
      1.0);
}

sim::Declaration Publicity::declaration() const {
  return {.name = "publicity",
          .phase = "P08",
          .meaning = "last month's visible outcomes of projects reach those who know a member",
          .reads = {"actors.uid", "actors.commune", "actors.level", "news.uid", "news.epci", "news.members",
                    "news.member_count", "news.success", "news.accompanied", "ties.state_ij", "ties.state_ji",
                    "ties.trust_ij", "ties.trust_ji"},
          .writes = {"news.uid"},
          .amends = {"ties.state_ij", "ties.state_ji", "ties.trust_ij", "ties.trust_ji"}};
}

void Publicity::decide(const World& world, const sim::Step&) {
  reports_.clear();
  if (!parameters_.enabled) return;
  const News& news = world.news;
  const bool certificates_count = std::visit(
      []<class Theory>(const TrustStates<Theory>&) { return heeds_certificates<Theory>; }, world.trust);
  for (std::size_t n = 0; n < news.table.rows(); ++n) {
    std::vector<std::uint32_t> members;
    for (std::size_t k = 0; k < news.member_count[n]; ++k)
      members.push_back(world.actors.table.row_of(sim::Uid{news.members[n][k]}));
    for (const std::uint32_t member : members) {
      for (const sim::Neighbour& other : world.ties.store.neighbours(member)) {
        // Members lived it themselves.
        if (world.actors.level[other.actor] < Level::aware ||
            world.epci_of_actor(other.actor) != news.epci[n] ||
            std::ranges::binary_search(members, other.actor)) {
          continue;
        }
        const bool vouched_for =
            certificates_count && news.accompanied[n] != 0 &&
            world.trust_toward(other.actor, world.roster.catalyst_seats()[news.accompanied[n] - 1], 0.0) >=
                trusted;
        reports_.push_back({other.pair, other.actor < member, news.success[n] != 0, vouched_for});
      }
    }
  }
}

void Publicity::commit(World& world, const sim::Step&) {
  if (world.news.table.rows() == 0) return;
  std::visit(
      [&](auto& trust) {
        for (const Report& r : reports_) {
          auto& state = r.hearer_is_low ? trust.ij[r.tie] : trust.ji[r.tie];
          trust.rule.experience(state, {r.success ? 1.0 : 0.0, 1.0, parameters_.queue_weight, 1.0});
          if constexpr (heeds_certificates<std::decay_t<decltype(trust.rule)>>) {
            if (r.certified) trust.rule.certified(state, r.success);
          }
          (r.hearer_is_low ? world.ties.trust_ij : world.ties.trust_ji)[r.tie] = trust.rule.value(state);
        }
      },
      world.trust);
  std::vector<std::uint32_t> all(world.news.table.rows());
  std::iota(all.begin(), all.end(), 0U);
  world.news.table.retire(all);
}

sim::Declaration Valorisation::declaration() const {
  return {.name = "valorisation",
          .phase = "P14",
          .meaning = "valorisation fades and grows by action; collective trust follows what was seen",
          .reads = {"epcis.valorisation", "epcis.collective_trust", "epcis.valorisation_action",
                    "epcis.promotion", "news.epci", "news.success"},
          .writes = {"epcis.valorisation", "epcis.collective_trust"},
          .amends = {"epcis.valorisation_action", "epcis.promotion"}};
}

void Valorisation::commit(World& world, const sim::Step&) {
  Epcis& epcis = world.epcis;
  if (!parameters_.enabled) {
    // Actions last their month, heard or not.
    std::ranges::fill(epcis.valorisation_action.all(), 0.0F);
    std::ranges::fill(epcis.promotion.all(), 0.0F);
    return;
  }
  std::vector<std::array<int, 2>> seen(epcis.table.rows(), {0, 0});
  for (std::size_t n = 0; n < world.news.table.rows(); ++n)
    ++seen[world.news.epci[n]][world.news.success[n] != 0 ? 1 : 0];
  for (std::size_t e = 0; e < epcis.table.rows(); ++e) {
    epcis.valorisation[e] = static_cast<float>(next_valorisation(
        parameters_, epcis.valorisation[e], epcis.valorisation_action[e], epcis.promotion[e]));
    epcis.collective_trust[e] = static_cast<float>(
        next_collective_trust(parameters_, epcis.collective_trust[e], seen[e][1], seen[e][0]));
    epcis.valorisation_action[e] = epcis.promotion[e] = 0.0F;
  }
}

}  // namespace territory
