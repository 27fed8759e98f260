#include "models/territory/submodels/project_stages.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/world/project_membership.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

std::size_t slot(Stage stage) { return static_cast<std::size_t>(stage); }

}  // namespace

double barrier(const ProjectParameters& p, const ProjectSituation& s) {
  switch (s.stage) {
    case Stage::emerge:
      return std::min(1.0, static_cast<double>(s.members) / p.members_full);
    case Stage::perpetuate:
      return std::min(1.0, s.viability / p.viability_needed);
    case Stage::deploy:
      return std::min(1.0, (s.visible ? 1.0 : p.hidden_factor) * s.outsiders_trust / p.deploy_needed);
    case Stage::deployed:
      break;
  }
  return 0.0;
}

double advance_probability(const ProjectParameters& p, const ProjectSituation& s) {
  if (s.stage == Stage::deployed) return 0.0;
  const double support = s.accompanied ? p.accompaniment_speed : 1.0;
  return std::min(1.0, stage_steps / p.stage_months[slot(s.stage)] * barrier(p, s) * support * 2.0 * s.trust);
}

double fail_probability(const ProjectParameters& p, const ProjectSituation& s) {
  if (s.stage == Stage::deployed) return 0.0;
  return p.fail_rate[slot(s.stage)] * (p.fail_quality - s.quality) * (s.money < 0.0 ? p.fail_broke : 1.0) *
         (s.granted ? p.grant_fail_factor : 1.0);
}

double next_viability(const ProjectParameters& p, const ProjectSituation& s, double entropy) {
  return std::clamp(s.viability + p.viability_drift * (entropy - s.viability) +
                        (s.accompanied ? p.accompaniment_viability : 0.0),
                    0.0, 1.0);
}

double next_money(const ProjectParameters& p, const ProjectSituation& s, double cut) {
  return s.money - 1.0 + (s.viability + p.member_contribution * s.members) * (1.0 - cut);
}

double mix_entropy(std::span<const float> shares) {
  double sum = 0.0, entropy = 0.0;
  for (const float share : shares) {
    sum += share;
    if (share > 0.0F) entropy -= share * sim::log(share);
  }
  return sum > 0.0 ? std::clamp(entropy / sim::log(static_cast<double>(shares.size())), 0.0, 1.0) : 1.0;
}

double finance_entropy(const Actors& actors, std::size_t row) {
  return actors.kind[row] == Kind::association ? mix_entropy(actors.finance[row]) : 1.0;
}

void shift_finance(std::array<float, 4>& finance, int partnerships, double mix_shift) {
  const double excess = finance[0] - 0.5 * (static_cast<double>(finance[1]) + finance[2]);
  if (excess <= 0.0 || partnerships == 0) return;
  // What leaves one side and lands on the other closes the gap by 3/2 of it: two thirds never overshoot.
  const double moved = 2.0 / 3.0 * excess * (1.0 - sim::pow(1.0 - mix_shift, partnerships));
  finance[0] = static_cast<float>(finance[0] - moved);
  finance[1] = static_cast<float>(finance[1] + 0.5 * moved);
  finance[2] = static_cast<float>(finance[2] + 0.5 * moved);
}

double outsiders_trust(const World& world, std::span<const std::uint32_t> members, double otherwise) {
  double sum = 0.0;
  std::int64_t count = 0;
  for (const std::uint32_t member : members) {
    for (const sim::Neighbour& other : world.ties.store.neighbours(member)) {
      if (std::ranges::binary_search(members, other.actor)) continue;
      sum += world.trust_of(other.actor, other.pair);
      ++count;
    }
  }
  return count > 0 ? sum / static_cast<double>(count) : otherwise;
}

ProjectSituation situation_of(const World& world, const ProjectParameters& p, std::size_t project,
                              std::span<const std::uint32_t> members) {
  const Projects& projects = world.projects;
  ProjectSituation s;
  s.stage = projects.stage[project];
  s.members = static_cast<int>(members.size());
  s.quality = projects.quality[project];
  s.viability = projects.viability[project];
  s.money = projects.money[project];
  s.visible = projects.visible[project] != 0;
  s.accompanied = projects.accompanied[project] != 0 || projects.pilot[project] != 0;
  s.granted = projects.granted[project] != 0;
  if (s.stage != Stage::deployed) s.trust = mean_pairwise_trust(world, members, 0.5);
  if (s.stage == Stage::deploy) s.outsiders_trust = outsiders_trust(world, members, p.outsider_prior);
  return s;
}

}  // namespace territory
