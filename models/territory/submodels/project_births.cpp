#include "models/territory/submodels/project_births.hpp"

#include <algorithm>
#include <bit>

#include "models/territory/streams.hpp"

namespace territory {

namespace {

/// The `count` domains of `among` with the greatest need; of equals the lower number.
std::uint16_t neediest(const std::array<double, domain_count>& needs, std::uint16_t among, int count) {
  std::uint16_t chosen = 0;
  for (int k = 0; k < count; ++k) {
    int best = -1;
    for (int d = 0; d < domain_count; ++d) {
      const auto bit = static_cast<std::uint16_t>(1U << d);
      if (!(among & bit) || (chosen & bit)) continue;
      if (best < 0 || needs[static_cast<std::size_t>(d)] > needs[static_cast<std::size_t>(best)]) best = d;
    }
    if (best < 0) break;
    chosen = static_cast<std::uint16_t>(chosen | (1U << best));
  }
  return chosen;
}

}  // namespace

std::optional<std::uint8_t> BirthOrdinals::next(std::uint32_t founder) {
  std::uint32_t& tried = tried_[founder];
  if (tried == streams::project_ordinals) return std::nullopt;
  return static_cast<std::uint8_t>(tried++);
}

bool can_be_member(const ProjectParameters& parameters, const Actors& actors, std::size_t row) {
  return actors.level[row] >= Level::involved && parameters.admits(actors.kind[row]);
}

int families_of(const World& world, std::span<const std::uint32_t> rows) {
  unsigned seen = 0;
  for (const std::uint32_t row : rows) seen |= 1U << static_cast<unsigned>(world.family(row));
  return std::popcount(seen);
}

std::array<double, domain_count> needs_of(const World& world, std::span<const std::uint32_t> rows) {
  std::array<double, domain_count> needs{};
  for (const std::uint32_t row : rows)
    for (std::size_t d = 0; d < domain_count; ++d) needs[d] += world.actors.weighted_need[row][d];
  for (double& need : needs) need /= static_cast<double>(rows.size());
  return needs;
}

double match_of(const std::array<double, domain_count>& needs, std::uint16_t domains) {
  double match = 0.0;
  for (std::size_t d = 0; d < domain_count; ++d)
    if (domains & (1U << d)) match = std::max(match, needs[d]);
  return match;
}

double ProjectMaker::quality(const World& world, std::span<const std::uint32_t> members, double match) const {
  double theta = 0.0, semantics = 0.0, cut = 0.0;
  for (const std::uint32_t row : members) {
    theta += world.actors.trustworthiness[row];
    semantics += world.actors.semantics[row];
    cut += world.epcis.misreading_cut[world.epci_of_actor(row)];
  }
  const auto n = static_cast<double>(members.size());
  const double misread = misreading_ * (1.0 - cut / n) * (1.0 - semantics / n);
  return theta / n * (1.0 - misread) * (1.0 - parameters_.match_share + parameters_.match_share * match);
}

ProjectBirth ProjectMaker::conceive(const World& world, std::span<const std::uint32_t> members,
                                    std::uint32_t lead) const {
  ProjectBirth birth;
  birth.founder = world.actors.table.uid(lead).value;
  birth.epci = world.epci_of_actor(lead);
  birth.members.assign(members.begin(), members.end());
  std::ranges::sort(birth.members);
  const auto needs = needs_of(world, members);
  const std::uint16_t known = parameters_.domains_allowed();
  const std::uint16_t competences = world.actors.competences[lead];
  const auto skilled = static_cast<std::uint16_t>(competences & known);
  const bool by_solution = parameters_.idea_driver == ProjectParameters::Driver::solution && skilled != 0;
  birth.domains = by_solution ? skilled : neediest(needs, known, std::max(1, std::popcount(competences)));
  birth.type = template_of(std::countr_zero(neediest(needs, birth.domains, 1)));
  birth.quality = quality(world, birth.members, match_of(needs, birth.domains));
  return birth;
}

std::vector<std::uint32_t> ProjectMaker::gather(const World& world, std::span<const std::uint32_t> candidates,
                                                sim::KeyedDraws draws, std::uint32_t first) const {
  const auto least = static_cast<std::size_t>(parameters_.members_min);
  const int families = parameters_.families_min();
  if (candidates.size() < least || families_of(world, candidates) < families) return {};
  const int spread = std::max(0, parameters_.members_full - parameters_.members_min) + 1;
  const std::size_t wanted =
      std::min(candidates.size(),
               least + sim::pick(draws.uniform(first + streams::size), static_cast<std::uint32_t>(spread)));
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t> friends;
  for (std::uint32_t attempt = streams::who; attempt < streams::init_project_attempts; ++attempt) {
    const double u = draws.uniform(first + attempt);
    const bool from_friends = !friends.empty() && members.size() + 1 < wanted;
    const std::vector<std::uint32_t>& contacts = friends;
    const std::uint32_t choice =
        from_friends ? contacts[sim::pick(u, static_cast<std::uint32_t>(contacts.size()))]
                     : candidates[sim::pick(u, static_cast<std::uint32_t>(candidates.size()))];
    if (std::ranges::find(members, choice) != members.end()) continue;
    members.push_back(choice);
    if (members.size() == 1) {
      for (const sim::Neighbour& other : world.ties.store.neighbours(choice))
        if (std::ranges::binary_search(candidates, other.actor)) friends.push_back(other.actor);
    }
    std::erase(friends, choice);
    if (members.size() < wanted) continue;
    if (families_of(world, members) >= families) return members;
    members.pop_back();
  }
  return {};
}

}  // namespace territory
