#include "models/territory/submodels/projects.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/project_review.hpp"
#include "models/territory/world/epci_neighbours.hpp"
#include "models/territory/world/project_membership.hpp"
#include "sim/math/distributions.hpp"

namespace territory {

namespace {

/// The `most` of these actors (rows, ascending) whom the others trust most; of equals the lower
/// row.
void keep_most_trusted(const World& world, std::vector<std::uint32_t>& rows, std::size_t most) {
  if (rows.size() <= most) return;
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (const std::uint32_t row : rows) ranked.emplace_back(-trust_received(world, rows, row), row);
  std::ranges::sort(ranked);
  ranked.resize(most);
  rows.clear();
  for (const auto& [trust, row] : ranked) rows.push_back(row);
  std::ranges::sort(rows);
}

/// Draws of a project under its founder, from `draw` 0 on.
std::uint32_t draws_of(const Projects& projects, std::size_t project) {
  return streams::project_draws(projects.born[project], projects.ordinal[project]);
}

}  // namespace

ProjectWork::ProjectWork(const ProjectParameters& parameters, const ValorisationParameters& valorisation,
                         const ProjectSurroundings& surroundings, const Geography& geography)
    : parameters_(parameters),
      valorisation_(valorisation),
      surroundings_(surroundings),
      maker_(parameters, surroundings.misreading) {
  if (parameters.enabled)
    neighbours_ = epci_neighbours(geography, static_cast<std::size_t>(parameters.copy_neighbours));
}

sim::Declaration ProjectWork::declaration() const {
  return {.name = "projects",
          .phase = "P11",
          .meaning = "projects begin, move through their stages, take in members, are copied, fail or end",
          .streams = {{streams::project, "project"},
                      {streams::visibility, "visibility"},
                      {streams::init_project, "init_project"}},
          .reads = {"projects.uid",          "projects.founder",     "projects.born",
                    "projects.ordinal",      "projects.lead",        "projects.members",
                    "projects.member_count", "projects.epci",        "projects.domains",
                    "projects.type",         "projects.stage",       "projects.step",
                    "projects.stage_since",  "projects.quality",     "projects.viability",
                    "projects.money",        "projects.visible",     "projects.granted",
                    "projects.accompanied",  "projects.pilot",       "actors.uid",
                    "actors.kind",           "actors.commune",       "actors.level",
                    "actors.competences",    "actors.weighted_need", "actors.trustworthiness",
                    "actors.semantics",      "actors.finance",       "actors.partnerships",
                    "ties.trust_ij",         "ties.trust_ji",        "ties.alliance",
                    "ties.balance",          "workshops.uid",        "workshops.organiser",
                    "workshops.sittings",    "workshops.roster",     "workshops.count",
                    "communes.dynamic",      "catalysts.host",       "epcis.uid",
                    "epcis.valorisation",    "epcis.project_money",  "epcis.project_grants",
                    "epcis.cash_cut",        "epcis.misreading_cut"},
          .writes = {"projects.uid", "projects.founder", "projects.born", "projects.ordinal", "projects.epci",
                     "projects.domains", "projects.type", "projects.stage", "projects.step",
                     "projects.stage_since", "projects.quality", "projects.viability", "epcis.perpetuated",
                     "epcis.deployed"},
          .amends = {"projects.money", "projects.visible", "projects.granted", "projects.accompanied",
                     "projects.pilot", "workshops.uid", "actors.finance", "projects.lead", "projects.members",
                     "projects.member_count", "actors.projects", "actors.committed", "ties.shared_projects",
                     "news.uid", "ties.state_ij", "ties.state_ji", "ties.trust_ij", "ties.trust_ji"}};
}

void ProjectWork::decide(const World& world, const sim::Step& step) {
  verdicts_.clear();
  existing_.clear();
  ideas_.clear();
  copies_.clear();
  runs_ = parameters_.enabled && !step.spinup && step.month.value >= 0;
  if (!runs_) return;
  verdicts_.resize(world.projects.size());
  constexpr std::size_t projects_a_piece = 32;
  step.executor.for_pieces(verdicts_.size(), projects_a_piece, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) verdicts_[p] = judge(world, step, p);
  });
  BirthOrdinals ordinals;
  if (step.month.value == 0) find_existing(world, step, ordinals);
  find_ideas(world, step, ordinals);
  find_copies(world, step, ordinals);
}

ProjectWork::Verdict ProjectWork::judge(const World& world, const sim::Step& step,
                                        std::size_t project) const {
  const Projects& projects = world.projects;
  const std::vector<std::uint32_t> members = member_rows(world, project);
  Verdict verdict;
  verdict.viability = projects.viability[project];
  verdict.money = projects.money[project];
  sim::KeyedDraws draws = step.draws(streams::project).of(sim::Uid{projects.founder[project]});
  const std::uint32_t first = draws_of(projects, project);
  const Stage stage = projects.stage[project];
  if (static_cast<int>(members.size()) < parameters_.members_min) {
    // A deployed project whose members went away is over without having failed.
    verdict.fate = stage == Stage::deployed ? Fate::ends : Fate::fails;
    verdict.seen = verdict.fate == Fate::fails && outcome_is_seen(world, step, project);
    return verdict;
  }
  if (stage == Stage::deployed) {
    if (step.month.value - projects.stage_since[project] >= parameters_.deploy_hold)
      verdict.fate = Fate::ends;
  } else {
    const ProjectSituation s = situation_of(world, parameters_, project, members);
    if (draws.bernoulli(advance_probability(parameters_, s), first + streams::advances)) {
      verdict.fate = Fate::steps;
    } else if (draws.bernoulli(fail_probability(parameters_, s), first + streams::fails)) {
      verdict.fate = Fate::fails;
    } else if (projects.granted[project] != 0 &&
               review_due(valorisation_, step.month, projects.born[project])) {
      const double z = sim::normal_quantile(draws.uniform(first + streams::review));
      if (review_output(world, valorisation_, step.month, project, members, surroundings_.academic_accuracy,
                        z) < review_threshold(valorisation_, stage))
        verdict.fate = Fate::stopped;
    }
    const bool completes = verdict.fate == Fate::steps && projects.step[project] + 1 == stage_steps;
    verdict.seen = (completes || verdict.fate == Fate::fails) && outcome_is_seen(world, step, project);
    const std::uint32_t lead = world.actors.table.row_of(sim::Uid{projects.lead[project]});
    verdict.viability =
        static_cast<float>(next_viability(parameters_, s, finance_entropy(world.actors, lead)));
    verdict.money =
        static_cast<float>(next_money(parameters_, s, world.epcis.cash_cut[projects.epci[project]]));
    if (verdict.fate == Fate::goes_on || verdict.fate == Fate::steps)
      verdict.joiners = who_joins(world, step, project, members);
  }
  return verdict;
}

bool ProjectWork::outcome_is_seen(const World& world, const sim::Step& step, std::size_t project) const {
  const double v =
      visibility(surroundings_.visibility_base, world.epcis.valorisation[world.projects.epci[project]]);
  return step.draws(streams::visibility)
      .of(sim::Uid{world.projects.founder[project]})
      .bernoulli(v, draws_of(world.projects, project) + streams::seen);
}

bool ProjectWork::may_join(const World& world, std::size_t project, std::uint32_t row) const {
  const std::uint32_t lead = world.actors.table.row_of(sim::Uid{world.projects.lead[project]});
  return can_be_member(parameters_, world.actors, row) &&
         !std::ranges::binary_search(members_of(world.projects, project),
                                     world.actors.table.uid(row).value) &&
         world.trust_toward(row, lead, -1.0) >= parameters_.join_trust;
}

std::vector<ProjectWork::Joiner> ProjectWork::who_joins(const World& world, const sim::Step& step,
                                                        std::size_t project,
                                                        std::span<const std::uint32_t> members) const {
  std::vector<Joiner> joiners;
  if (parameters_.join_rate == 0.0 || static_cast<int>(members.size()) >= parameters_.members_max)
    return joiners;
  const Projects& projects = world.projects;
  const sim::Draws draws = step.draws(streams::project);
  const std::uint32_t lead = world.actors.table.row_of(sim::Uid{projects.lead[project]});
  // Whoever trusts the lead knows it, so the lead's own contacts are all there is to ask.
  for (const sim::Neighbour& other : world.ties.store.neighbours(lead)) {
    const double trust = world.trust_of(other.actor, other.pair);
    if (trust < parameters_.join_trust || !can_be_member(parameters_, world.actors, other.actor) ||
        std::ranges::binary_search(members, other.actor))
      continue;
    const double u = draws.of(sim::Uid{projects.founder[project]}, world.actors.table.uid(other.actor))
                         .uniform(draws_of(projects, project) + streams::joins);
    if (u < parameters_.join_rate) joiners.push_back({u, other.actor});
  }
  // Places may not do for all: the draw says who was first.
  std::ranges::sort(joiners, [](const Joiner& a, const Joiner& b) {
    return a.draw != b.draw ? a.draw < b.draw : a.row < b.row;
  });
  return joiners;
}

bool ProjectWork::finished(const World& world, std::size_t workshop) const {
  return world.workshops.sittings[workshop] >= surroundings_.sittings;
}

void ProjectWork::find_ideas(const World& world, const sim::Step& step, BirthOrdinals& ordinals) {
  const Workshops& workshops = world.workshops;
  const sim::Draws draws = step.draws(streams::project);
  for (std::size_t w = 0; w < workshops.table.rows(); ++w) {
    if (!finished(world, w)) continue;
    std::vector<std::uint32_t> members;
    for (std::size_t k = 0; k < workshops.count[w]; ++k) {
      const std::uint32_t row = world.actors.table.row_of(sim::Uid{workshops.roster[w][k]});
      const bool fit = surroundings_.level_gate ? can_be_member(parameters_, world.actors, row)
                                                : parameters_.admits(world.actors.kind[row]);
      if (fit) members.push_back(row);
    }
    if (static_cast<int>(members.size()) < parameters_.members_min ||
        families_of(world, members) < parameters_.families_min() ||
        mean_pairwise_trust(world, members, 0.0) < parameters_.idea_trust)
      continue;
    const std::uint32_t lead = choose_lead(world, members);
    keep_most_trusted(world, members, static_cast<std::size_t>(parameters_.members_max));
    const auto ordinal = ordinals.next(world.actors.table.uid(lead).value);
    if (!ordinal) continue;
    const std::uint32_t first = streams::project_draws(step.month.value, *ordinal);
    if (!draws.of(world.actors.table.uid(lead))
             .bernoulli(parameters_.idea_prob * parameters_.rigour, first + streams::idea))
      continue;
    ideas_.push_back(maker_.conceive(world, members, lead));
    ideas_.back().ordinal = *ordinal;
  }
}

void ProjectWork::find_existing(const World& world, const sim::Step& step, BirthOrdinals& ordinals) {
  if (parameters_.existing_projects == 0.0) return;
  std::vector<std::vector<std::uint32_t>> able(world.epcis.table.rows());
  for (std::uint32_t i = 0; i < world.actors.size(); ++i)
    if (can_be_member(parameters_, world.actors, i)) able[world.epci_of_actor(i)].push_back(i);
  constexpr double inhabitants = 1e4;
  const sim::Draws draws = step.draws(streams::init_project);
  for (std::uint32_t e = 0; e < able.size(); ++e) {
    sim::KeyedDraws own = draws.of(world.epcis.table.uid(e));
    const double expected = parameters_.existing_projects *
                            static_cast<double>(world.geography.epcis[e].population_inside) / inhabitants;
    const auto count = static_cast<std::uint32_t>(expected + own.uniform(streams::existing_count));
    for (std::uint32_t k = 0; k < count; ++k) {
      std::vector<std::uint32_t> members = maker_.gather(world, able[e], own, streams::init_project_draws(k));
      if (members.empty()) continue;
      std::ranges::sort(members);
      const std::uint32_t lead = choose_lead(world, members);
      const auto ordinal = ordinals.next(world.actors.table.uid(lead).value);
      if (!ordinal) continue;
      existing_.push_back(maker_.conceive(world, members, lead));
      existing_.back().ordinal = *ordinal;
    }
  }
}

bool ProjectWork::is_anchored(const World& world, std::uint32_t epci) const {
  for (std::size_t c = 0; c < world.geography.communes.size(); ++c)
    if (world.geography.epci_of[c] == epci && world.communes.dynamic[c] >= Dynamic::growing) return true;
  return false;
}

void ProjectWork::find_copies(const World& world, const sim::Step& step, BirthOrdinals& ordinals) {
  const Projects& projects = world.projects;
  if (parameters_.copy_rate == 0.0) return;
  const sim::Draws draws = step.draws(streams::project), gathering = step.draws(streams::init_project);
  for (std::size_t p = 0; p < projects.size(); ++p) {
    const auto& around = neighbours_[projects.epci[p]];
    if (projects.stage[p] != Stage::deployed || around.empty()) continue;
    const sim::Uid founder{projects.founder[p]};
    sim::KeyedDraws own = draws.of(founder);
    const std::uint32_t first = draws_of(projects, p);
    if (!own.bernoulli(parameters_.copy_rate * world.epcis.valorisation[projects.epci[p]],
                       first + streams::copies))
      continue;
    const std::uint32_t target =
        around[sim::pick(own.uniform(first + streams::target), static_cast<std::uint32_t>(around.size()))];
    if (parameters_.anchored_copy && !is_anchored(world, target)) continue;
    std::vector<std::uint32_t> able;
    for (std::uint32_t i = 0; i < world.actors.size(); ++i)
      if (world.epci_of_actor(i) == target && can_be_member(parameters_, world.actors, i)) able.push_back(i);
    std::vector<std::uint32_t> members = maker_.gather(
        world, able, gathering.of(world.epcis.table.uid(target), founder), streams::init_project_draws(0));
    if (members.empty()) continue;
    std::ranges::sort(members);
    if (!own.bernoulli(match_of(needs_of(world, members), projects.domains[p]), first + streams::takes))
      continue;
    const std::uint32_t lead = choose_lead(world, members);
    const auto ordinal = ordinals.next(world.actors.table.uid(lead).value);
    if (!ordinal) continue;
    ProjectBirth copy = maker_.conceive(world, members, lead);
    copy.ordinal = *ordinal;
    copy.domains = projects.domains[p];
    copy.type = projects.type[p];
    copy.quality = parameters_.copy_quality * projects.quality[p];
    copies_.push_back(std::move(copy));
  }
}

}  // namespace territory
