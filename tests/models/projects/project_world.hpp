// A town of people who can run projects, and projects made by hand.
#pragma once

#include <algorithm>

#include "models/territory/submodels/projects.hpp"
#include "models/territory/world/project_membership.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {

using Rows = std::vector<std::uint32_t>;

/// Projects on, nothing that begins, joins, fails, is copied or stopped by itself.
inline territory::Scenario quiet_projects() {
  territory::Scenario s = friendless_scenario();
  s.projects.enabled = true;
  s.projects.existing_projects = 0;
  s.projects.join_rate = 0;
  s.projects.fail_rate = {0, 0, 0};
  s.projects.copy_rate = 0;
  s.valorisation.enabled = true;
  s.valorisation.review = territory::ValorisationParameters::Review::none;
  return s;
}

/// `communes` communes of their own EPCI each, 20 km apart on a line; everybody but the catalysts is involved
/// and needs every domain alike.
struct ProjectTown {
  ProjectTown(territory::Scenario s, const People& people, int communes = 1)
      : scenario(std::move(s)), model(scenario, made_of(communes, people), executor), world(model.world()) {
    for (std::uint32_t i = 0; i < world.actors.size(); ++i) {
      if (world.actors.kind[i] != territory::Kind::catalyst)
        world.actors.level[i] = territory::Level::involved;
      world.actors.weighted_need[i].fill(0.5F);
    }
    rebuild();
  }
  static territory::Geography made_of(int communes, const People& people) {
    std::vector<territory::Commune> list;
    for (int k = 0; k < communes; ++k)
      list.push_back(commune_at(k + 1, fmt::format("E{:03}", k), 20.0 * k, 0, people));
    return territory_of(list);
  }
  /// Takes up changes of `scenario`.
  void rebuild(territory::ProjectSurroundings surroundings = {}) {
    work = std::make_unique<territory::ProjectWork>(scenario.projects, scenario.valorisation, surroundings,
                                                    world.geography);
    valorisation = std::make_unique<territory::Valorisation>(scenario.valorisation);
    publicity = std::make_unique<territory::Publicity>(scenario.valorisation);
  }
  void month(int t) { run_once(*work, world, t, executor, scenario); }
  void end_of_month(int t) { run_once(*valorisation, world, t, executor, scenario); }
  void announce(int t) { run_once(*publicity, world, t, executor, scenario); }

  /// A project of these members (rows), led by the first; viable and rich unless told otherwise.
  std::uint32_t add(const Rows& members, territory::Stage stage = territory::Stage::emerge,
                    double quality = 0.65, int born = 0) {
    territory::Projects& p = world.projects;
    const std::uint32_t row = p.table.append(world.uids, 1);
    Rows uids;
    for (const std::uint32_t member : members) uids.push_back(world.actors.table.uid(member).value);
    territory::set_members(p, row, uids);
    p.founder[row] = p.lead[row] = uids.front();
    p.born[row] = p.stage_since[row] = static_cast<std::int16_t>(born);
    p.epci[row] = world.epci_of_actor(members.front());
    p.domains[row] = 1;
    p.stage[row] = stage;
    p.quality[row] = static_cast<float>(quality);
    p.viability[row] = 1.0F;
    p.money[row] = 12.0F;
    territory::recount_projects(world, scenario.projects.membership_cost());
    return row;
  }
  /// The same as `add` for many at once.
  void add_many(const std::vector<Rows>& teams, territory::Stage stage, double quality) {
    territory::Projects& p = world.projects;
    const std::uint32_t first = p.table.append(world.uids, static_cast<std::uint32_t>(teams.size()));
    for (std::uint32_t k = 0; k < teams.size(); ++k) {
      Rows uids;
      for (const std::uint32_t member : teams[k]) uids.push_back(world.actors.table.uid(member).value);
      territory::set_members(p, first + k, uids);
      p.founder[first + k] = p.lead[first + k] = uids.front();
      p.domains[first + k] = 1;
      p.stage[first + k] = stage;
      p.quality[first + k] = static_cast<float>(quality);
      p.viability[first + k] = 1.0F;
      p.money[first + k] = 12.0F;
    }
    territory::recount_projects(world, scenario.projects.membership_cost());
  }
  /// Everybody of a team knows everybody; all trust each other alike. Teams must not overlap.
  void befriend(const std::vector<Rows>& teams, double trust) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const Rows& team : teams)
      for (std::size_t a = 0; a < team.size(); ++a)
        for (std::size_t b = a + 1; b < team.size(); ++b) pairs.emplace_back(team[a], team[b]);
    for (const std::uint32_t t : connect(world, executor, pairs)) trust_in(t, trust);
  }
  void trust_in(std::uint32_t tie, double trust) {
    std::visit(
        [&](auto& states) {
          states.ij[tie] = states.ji[tie] = states.rule.initial(trust);
          world.ties.trust_ij[tie] = world.ties.trust_ji[tie] = states.rule.value(states.ij[tie]);
        },
        world.trust);
  }
  /// A workshop that has had its sittings.
  void add_workshop(const Rows& members, int sittings = 3) {
    const std::uint32_t row = world.workshops.table.append(world.uids, 1);
    world.workshops.organiser[row] = world.actors.table.uid(members.front()).value;
    world.workshops.sittings[row] = static_cast<std::uint8_t>(sittings);
    for (std::size_t k = 0; k < members.size(); ++k)
      world.workshops.roster[row][k] = world.actors.table.uid(members[k]).value;
    std::sort(world.workshops.roster[row].begin(),
              world.workshops.roster[row].begin() + static_cast<std::ptrdiff_t>(members.size()));
    world.workshops.count[row] = static_cast<std::uint8_t>(members.size());
  }
  [[nodiscard]] Rows of(territory::Kind kind) const { return rows_of(world, kind); }

  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::unique_ptr<territory::ProjectWork> work;
  std::unique_ptr<territory::Valorisation> valorisation;
  std::unique_ptr<territory::Publicity> publicity;
};

/// `count` teams of `size`, each of associations and one company, none sharing a member.
inline std::vector<Rows> teams_of(const ProjectTown& town, std::size_t count, std::size_t size) {
  const Rows companies = town.of(territory::Kind::company10);
  const Rows associations = town.of(territory::Kind::association);
  std::vector<Rows> teams(count);
  for (std::size_t k = 0; k < count; ++k) {
    teams[k].push_back(companies[k]);
    for (std::size_t m = 0; m + 1 < size; ++m) teams[k].push_back(associations[k * (size - 1) + m]);
  }
  return teams;
}

}  // namespace lien_test
