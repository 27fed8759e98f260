#include "models/territory/submodels/demarche.hpp"

#include <algorithm>
#include <tuple>

#include "models/territory/streams.hpp"
#include "models/territory/world/epci_neighbours.hpp"

namespace territory {

namespace {

constexpr int months_a_year = 12;

/// Under which a project is known for ever.
auto identity(const Projects& projects, std::uint32_t row) {
  return std::tuple(projects.founder[row], projects.born[row], projects.ordinal[row]);
}

}  // namespace

void begin_demarche(World& world, std::size_t epci, sim::Month month) {
  auto& since = world.epcis.demarche_since;
  if (since[epci] == Epcis::no_demarche) since[epci] = static_cast<std::int16_t>(month.value);
}

Demarche::Demarche(const DemarcheParameters& parameters, const ProjectFunding& funding,
                   const Geography& geography)
    : parameters_(parameters), funding_(funding), timetable_(parameters) {
  if (!parameters_.enabled) return;
  neighbours_ = epci_neighbours(geography);
  centre_ = largest_communes(geography);
  communes_.resize(geography.epcis.size());
  for (std::uint32_t c = 0; c < geography.communes.size(); ++c) communes_[geography.epci_of[c]].push_back(c);
}

sim::Declaration Demarche::declaration() const {
  return {.name = "demarche",
          .phase = "P04",
          .meaning = "démarches listen, call workshops, support pilots, valorise, and spread to neighbours",
          .streams = {{streams::demarche, "demarche"}},
          .reads = {"epcis.uid", "epcis.demarche_since", "actors.kind", "actors.active", "actors.commune",
                    "actors.level", "actors.participation", "actors.accuracy", "actors.weighted_need",
                    "projects.founder", "projects.born", "projects.ordinal", "projects.epci",
                    "projects.domains", "projects.stage", "projects.pilot"},
          .writes = {"projects.pilot", "projects.money", "projects.granted", "projects.visible"},
          .amends = {"epcis.demarche_since", "epcis.valorisation_action", "actors.accuracy"}};
}

void Demarche::decide(const World& world, const sim::Step& step) {
  beginning_.clear();
  begun_ = 0;
  valorising_.clear();
  released_.clear();
  pilots_.clear();
  calls_.clear();
  heard_.reset(0);
  if (!parameters_.enabled || step.spinup) return;
  spread(world, step);

  std::vector<char> listening(since_.size(), 0), carrying(since_.size(), 0);
  std::vector<int> running(since_.size(), 0);
  bool anybody_listens = false;
  for (std::uint32_t e = 0; e < since_.size(); ++e) {
    if (since_[e] == Epcis::no_demarche) continue;
    const auto due = timetable_.at(step.month.value - since_[e]);
    if (!due) continue;
    if (due->event) plan_call(world, e, Modality::event, false);
    switch (due->step) {
      case DemarcheStep::listen:
        listening[e] = 1;
        anybody_listens = true;
        break;
      case DemarcheStep::coconstruct:
        plan_call(world, e, Modality::workshop, false);
        break;
      case DemarcheStep::carry:
        carrying[e] = 1;
        plan_pilots(world, e, due->month_of_step == 0, since_[e], running[e]);
        if (running[e] > 0 && due->month_of_step % parameters_.invitation_every == 0)
          plan_call(world, e, Modality::event, true);
        break;
      case DemarcheStep::valorise:
        valorising_.push_back(e);
        break;
    }
  }
  if (anybody_listens) plan_listening(world, step, listening);
  const Projects& projects = world.projects;
  for (std::uint32_t p = 0; p < projects.size(); ++p)
    if (projects.pilot[p] && !carrying[projects.epci[p]]) released_.push_back(p);
}

/// Where neighbours begin this month; `since_` is then what `commit` will leave.
void Demarche::spread(const World& world, const sim::Step& step) {
  const auto before = world.epcis.demarche_since.all();
  since_.assign(before.begin(), before.end());
  const sim::Draws draws = step.draws(streams::demarche);
  for (std::uint32_t e = 0; e < before.size(); ++e) {
    const int age = step.month.value - before[e];
    if (before[e] == Epcis::no_demarche || age <= 0 || age % months_a_year != 0) continue;
    sim::KeyedDraws draw = draws.of(world.epcis.table.uid(e));
    if (!draw.bernoulli(parameters_.demarche_spread, streams::spreads)) continue;
    std::vector<std::uint32_t> open;
    for (const std::uint32_t neighbour : neighbours_[e])
      if (before[neighbour] == Epcis::no_demarche) open.push_back(neighbour);
    if (open.empty()) continue;
    beginning_.push_back(
        open[sim::pick(draw.uniform(streams::to_which), static_cast<std::uint32_t>(open.size()))]);
  }
  std::ranges::sort(beginning_);
  beginning_.erase(std::unique(beginning_.begin(), beginning_.end()), beginning_.end());
  for (const std::uint32_t e : beginning_) since_[e] = static_cast<std::int16_t>(step.month.value);
  begun_ = std::ranges::count(since_, step.month.value);
}

void Demarche::plan_listening(const World& world, const sim::Step& step, const std::vector<char>& listening) {
  const Actors& actors = world.actors;
  heard_.reset(step.executor.chunk_count(actors.size()));
  step.executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (!listening[world.epci_of_actor(i)] || actors.kind[i] == Kind::catalyst) continue;
      const bool takes_part =
          actors.kind[i] == Kind::mayor || actors.level[i] >= Level::aware || actors.participation[i] != 0;
      if (takes_part && actors.accuracy[i] < static_cast<float>(parameters_.listen_accuracy))
        heard_[chunk].push_back(static_cast<std::uint32_t>(i));
    }
  });
}

void Demarche::plan_pilots(const World& world, std::uint32_t epci, bool outset, std::int16_t since,
                           int& running) {
  const Projects& projects = world.projects;
  struct Candidate {
    float match;
    std::uint32_t row;
  };
  std::vector<Candidate> candidates;
  std::optional<Domains> needs;
  const bool only_new = parameters_.new_ideas || !outset;
  for (std::uint32_t p = 0; p < projects.size(); ++p) {
    if (projects.epci[p] != epci || projects.stage[p] == Stage::deployed) continue;
    if (projects.pilot[p]) {
      ++running;
      continue;
    }
    if (only_new && projects.born[p] < since) continue;
    if (!needs) needs = perceived_needs(world, epci);
    float match = 0.0F;
    for (std::size_t d = 0; d < domain_count; ++d)
      if (projects.domains[p] >> d & 1U) match = std::max(match, (*needs)[d]);
    candidates.push_back({match, p});
  }
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    return a.match != b.match ? a.match > b.match : identity(projects, a.row) < identity(projects, b.row);
  });
  const int wanted = (outset ? parameters_.pilots_max : parameters_.pilots_min) - running;
  for (int k = 0; k < std::min(wanted, static_cast<int>(candidates.size())); ++k, ++running)
    pilots_.push_back(candidates[static_cast<std::size_t>(k)].row);
}

/// Mayors weigh all domains alike, so that their weighted needs rank as the needs they perceive.
Domains Demarche::perceived_needs(const World& world, std::uint32_t epci) const {
  std::array<double, domain_count> sum{};
  for (const std::uint32_t c : communes_[epci]) {
    for (const std::uint32_t mayor : world.roster.of(c, Partner::mayor)) {
      for (std::size_t d = 0; d < domain_count; ++d)
        sum[d] += world.geography.communes[c].population * double{world.actors.weighted_need[mayor][d]};
    }
  }
  Domains needs{};
  for (std::size_t d = 0; d < domain_count; ++d) needs[d] = static_cast<float>(sum[d]);
  return needs;
}

std::optional<Demarche::Organiser> Demarche::organiser(const World& world, std::uint32_t epci) const {
  for (const std::uint32_t seat : world.roster.catalyst_seats())
    if (world.actors.active[seat] && world.epci_of_actor(seat) == epci) return Organiser{seat, false};
  const auto mayors = world.roster.of(centre_[epci], Partner::mayor);
  if (mayors.empty()) return std::nullopt;
  return Organiser{mayors.front(), true};
}

void Demarche::plan_call(const World& world, std::uint32_t epci, Modality modality, bool companies_only) {
  const auto caller = organiser(world, epci);
  if (!caller) return;
  calls_.push_back({caller->row, centre_[epci], modality, CallReach::epci, 0, caller->mayor, companies_only});
}

void Demarche::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  for (const std::uint32_t e : beginning_) begin_demarche(world, e, step.month);
  const std::vector<std::uint32_t> heard = heard_.joined();
  for (const std::uint32_t i : heard)
    world.actors.accuracy[i] = static_cast<float>(parameters_.listen_accuracy);
  Projects& projects = world.projects;
  for (const std::uint32_t p : released_) projects.pilot[p] = 0;
  for (const std::uint32_t p : pilots_) {
    projects.pilot[p] = projects.granted[p] = projects.visible[p] = 1;
    projects.money[p] += static_cast<float>(funding_.grant_months);
  }
  for (const std::uint32_t e : valorising_)
    world.epcis.valorisation_action[e] += static_cast<float>(parameters_.valorise_action);
  std::ranges::stable_sort(calls_, {},
                           [&](const Call& call) { return world.actors.table.uid(call.organiser); });
  for (Call& call : calls_) {
    call.ordinal = world.plan.next_ordinal(call.organiser);
    world.plan.calls.push_back(call);
  }
  world.flows.demarches_begun = begun_;
  world.flows.listened_to = static_cast<std::int64_t>(heard.size());
  world.flows.pilots_chosen = static_cast<std::int64_t>(pilots_.size());
}

}  // namespace territory
