// The commit of a month of projects: see projects.hpp for its order.
#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/projects.hpp"
#include "models/territory/world/project_membership.hpp"
#include "sim/math/distributions.hpp"

namespace territory {

void ProjectWork::commit(World& world, const sim::Step& step) {
  if (!runs_) {
    world.plan.project_requests.clear();
    return;
  }
  MonthlyFlows& flows = world.flows;
  flows.projects_perpetuated = flows.projects_deployed = flows.projects_failed = 0;
  for (auto* count : {&world.epcis.perpetuated, &world.epcis.deployed})
    std::ranges::fill(count->all(), std::uint16_t{0});
  flows.projects_stopped = flows.projects_ended = flows.project_joins = 0;
  flows.projects_started = static_cast<std::int64_t>(existing_.size() + ideas_.size());
  flows.projects_copied = static_cast<std::int64_t>(copies_.size());
  apply_verdicts(world, step.month);
  answer_requests(world);
  give_grants(world, step);
  for (const ProjectBirth& birth : existing_)
    begin(world, step.month, birth, parameters_.project_start_stage);
  for (const ProjectBirth& birth : ideas_) begin(world, step.month, birth, Stage::emerge);
  for (const ProjectBirth& birth : copies_) begin(world, step.month, birth, Stage::emerge);
  world.projects.table.retire(over_);
  shift_finances(world, step.executor);
  retire_workshops(world);
  recount_projects(world, parameters_.membership_cost());
}

void ProjectWork::apply_verdicts(World& world, sim::Month month) {
  Projects& projects = world.projects;
  over_.clear();
  for (std::uint32_t p = 0; p < verdicts_.size(); ++p) {
    const Verdict& verdict = verdicts_[p];
    projects.viability[p] = verdict.viability;
    projects.money[p] = verdict.money;
    switch (verdict.fate) {
      case Fate::goes_on:
        break;
      case Fate::steps:
        advance(world, month, p, verdict.seen);
        break;
      case Fate::fails:
        ++world.flows.projects_failed;
        if (verdict.seen) report(world, p, false);
        over_.push_back(p);
        break;
      case Fate::stopped:
        ++world.flows.projects_stopped;
        over_.push_back(p);
        break;
      case Fate::ends:
        ++world.flows.projects_ended;
        over_.push_back(p);
        break;
    }
    for (const Joiner& joiner : verdict.joiners) admit(world, p, joiner.row);
  }
}

void ProjectWork::advance(World& world, sim::Month month, std::size_t project, bool seen) {
  Projects& projects = world.projects;
  if (projects.step[project] + 1 < stage_steps) {
    ++projects.step[project];
    return;
  }
  projects.step[project] = 0;
  projects.stage[project] = static_cast<Stage>(static_cast<int>(projects.stage[project]) + 1);
  projects.stage_since[project] = static_cast<std::int16_t>(month.value);
  const std::uint32_t epci = projects.epci[project];
  if (projects.stage[project] == Stage::perpetuate) {
    ++world.flows.projects_perpetuated;
    ++world.epcis.perpetuated[epci];
    tell_members(world, project);
  }
  if (projects.stage[project] == Stage::deployed) {
    ++world.flows.projects_deployed;
    ++world.epcis.deployed[epci];
  }
  if (!seen) return;
  projects.visible[project] = 1;
  report(world, project, true);
}

/// Lead and members who know each other have carried something through; some theories make much of it.
void ProjectWork::tell_members(World& world, std::size_t project) {
  const std::uint32_t lead = world.actors.table.row_of(sim::Uid{world.projects.lead[project]});
  std::visit(
      [&]<class Theory>(TrustStates<Theory>& trust) {
        if constexpr (hears_of_perpetuation<Theory>) {
          for (const std::uint32_t uid : members_of(world.projects, project)) {
            const std::uint32_t row = world.actors.table.row_of(sim::Uid{uid});
            const std::int64_t tie = row == lead ? -1 : world.ties.store.find(lead, row);
            if (tie < 0) continue;
            const auto t = static_cast<std::size_t>(tie);
            trust.rule.perpetuated(trust.ij[t]);
            trust.rule.perpetuated(trust.ji[t]);
            world.ties.trust_ij[t] = trust.rule.value(trust.ij[t]);
            world.ties.trust_ji[t] = trust.rule.value(trust.ji[t]);
          }
        }
      },
      world.trust);
}

void ProjectWork::report(World& world, std::size_t project, bool success) {
  News& news = world.news;
  const std::uint32_t row = news.table.append(world.uids, 1);
  news.epci[row] = world.projects.epci[project];
  news.members[row] = world.projects.members[project];
  news.member_count[row] = world.projects.member_count[project];
  news.success[row] = success ? 1 : 0;
  news.accompanied[row] = world.projects.accompanied[project];
}

void ProjectWork::admit(World& world, std::size_t project, std::uint32_t row) const {
  const auto members = members_of(world.projects, project);
  if (static_cast<int>(members.size()) >= parameters_.members_max) return;
  std::vector<std::uint32_t> uids(members.begin(), members.end());
  uids.push_back(world.actors.table.uid(row).value);
  set_members(world.projects, project, uids);
  ++world.flows.project_joins;
}

void ProjectWork::answer_requests(World& world) const {
  for (const ProjectRequest& request : world.plan.project_requests) {
    if (request.project >= world.projects.size() || std::ranges::binary_search(over_, request.project))
      continue;
    if (may_join(world, request.project, request.actor)) admit(world, request.project, request.actor);
  }
  world.plan.project_requests.clear();
}

void ProjectWork::give_grants(World& world, const sim::Step& step) const {
  world.flows.project_grants = 0;
  Projects& projects = world.projects;
  const sim::Draws draws = step.draws(streams::project);
  for (std::uint32_t e = 0; e < world.epcis.table.rows(); ++e) {
    const double expected = world.epcis.project_grants[e];
    if (expected <= 0.0) continue;
    int left = sim::poisson_quantile(expected, draws.of(world.epcis.table.uid(e)).uniform(streams::grants));
    // Rows are in the order in which projects were born: who has waited longest comes first.
    for (std::uint32_t p = 0; p < projects.size() && left > 0; ++p) {
      if (projects.epci[p] != e || projects.granted[p] != 0 || projects.stage[p] == Stage::deployed ||
          std::ranges::binary_search(over_, p))
        continue;
      projects.granted[p] = 1;
      projects.money[p] = static_cast<float>(projects.money[p] + parameters_.grant_months);
      ++world.flows.project_grants;
      --left;
    }
  }
}

void ProjectWork::begin(World& world, sim::Month month, const ProjectBirth& birth, Stage stage) const {
  Projects& projects = world.projects;
  const std::uint32_t p = projects.table.append(world.uids, 1);
  std::vector<std::uint32_t> uids;
  for (const std::uint32_t row : birth.members) uids.push_back(world.actors.table.uid(row).value);
  set_members(projects, p, uids);
  projects.founder[p] = projects.lead[p] = birth.founder;
  projects.born[p] = projects.stage_since[p] = static_cast<std::int16_t>(month.value);
  projects.ordinal[p] = birth.ordinal;
  projects.epci[p] = birth.epci;
  projects.domains[p] = birth.domains;
  projects.type[p] = birth.type;
  projects.stage[p] = stage;
  projects.quality[p] = static_cast<float>(birth.quality);
  projects.viability[p] = static_cast<float>(
      std::min(1.0, parameters_.viability_start +
                        valorisation_.viability_start_gain * world.epcis.valorisation[birth.epci]));
  projects.money[p] = static_cast<float>(parameters_.project_money + world.epcis.project_money[birth.epci]);
}

void ProjectWork::shift_finances(World& world, const sim::Executor& executor) const {
  Actors& actors = world.actors;
  executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (actors.kind[i] == Kind::association && actors.partnerships[i] > 0)
        shift_finance(actors.finance[i], actors.partnerships[i], parameters_.mix_shift);
    }
  });
}

void ProjectWork::retire_workshops(World& world) const {
  std::vector<std::uint32_t> done;
  for (std::uint32_t w = 0; w < world.workshops.table.rows(); ++w)
    if (finished(world, w)) done.push_back(w);
  world.workshops.table.retire(done);
}

}  // namespace territory
