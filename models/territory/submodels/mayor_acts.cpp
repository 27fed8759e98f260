#include "models/territory/submodels/mayor_acts.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "sim/math/distributions.hpp"

namespace territory {

namespace {

constexpr std::size_t place_of(Role role) { return static_cast<std::size_t>(role); }

}  // namespace

double MayorParameters::rate(Role role, Level level, Profile profile) const {
  const std::size_t r = place_of(role);
  return base_role * level_factors[static_cast<std::size_t>(level)] * q8_shares[r] *
         multipliers[static_cast<std::size_t>(profile)][r];
}

sim::Declaration MayorActs::declaration() const {
  return {.name = "mayor_acts",
          .phase = "P04",
          .meaning = "mayors call gatherings, introduce, promote, ask to join projects, look for partners",
          .streams = {{streams::role_act, "role_act"}},
          .reads = {"actors.uid", "actors.kind", "actors.commune", "actors.level", "communes.mayor_profile",
                    "ties.uid_low", "ties.uid_high", "ties.trust_ij", "ties.trust_ji", "projects.uid",
                    "projects.lead", "projects.members", "projects.member_count", "projects.epci",
                    "projects.stage"},
          .writes = {"communes.seeks_partners", "communes.last_gathering", "epcis.promotion"}};
}

void MayorActs::decide(const World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  const auto mayors = world.roster.everywhere(Partner::mayor);
  const std::size_t chunks = step.executor.chunk_count(mayors.size());
  acts_.reset(chunks);
  introductions_.reset(chunks);
  requests_.reset(chunks);
  const sim::Draws stream = step.draws(streams::role_act);
  step.executor.for_chunks(mayors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t m = chunk.begin; m < chunk.end; ++m) {
      const std::uint32_t row = mayors[m];
      const Profile profile = world.communes.mayor_profile[world.actors.commune[row]];
      sim::KeyedDraws draws = stream.of(world.actors.table.uid(row));
      Acts acts{row, {}};
      bool any = false;
      for (std::uint32_t r = 0; r < role_count; ++r) {
        const double mean = parameters_.rate(static_cast<Role>(r), world.actors.level[row], profile);
        const double u = draws.uniform(streams::acts_first + r);
        if (u <= 1.0 - mean) continue;  // below P(no act) = e^−mean for sure
        acts.counts[r] = static_cast<std::uint8_t>(std::min(sim::poisson_quantile(mean, u), 40));
        any = any || acts.counts[r] > 0;
      }
      if (!any) continue;
      introduce(world, acts, draws, introductions_[chunk]);
      ask_to_join(world, acts, requests_[chunk]);
      acts_[chunk].push_back(acts);
    }
  });
}

void MayorActs::introduce(const World& world, const Acts& acts, sim::KeyedDraws& draws,
                          std::vector<ArrangedMeeting>& out) const {
  const auto known = world.ties.store.neighbours(acts.mayor);
  const auto size = static_cast<std::uint32_t>(known.size());
  if (size < 2) return;
  for (std::uint32_t n = 0; n < acts.of(Role::introduce); ++n) {
    for (std::uint32_t attempt = 0; attempt < streams::pair_attempts; ++attempt) {
      const std::uint32_t first = streams::mayor_pair_draws(n, attempt);
      const std::uint32_t a = known[sim::pick(draws.uniform(first), size)].actor;
      const std::uint32_t b = known[sim::pick(draws.uniform(first + 1), size)].actor;
      const Family family_a = world.family(a), family_b = world.family(b);
      if (family_a == family_b || family_a == Family::catalyst || family_b == Family::catalyst) continue;
      if (world.ties.store.find(a, b) >= 0) continue;
      out.push_back({std::min(a, b), std::max(a, b), Occasion::introduction, 0.0F, 0.0F, true});
      break;
    }
  }
}

void MayorActs::ask_to_join(const World& world, const Acts& acts, std::vector<ProjectRequest>& out) const {
  const std::size_t wishes = acts.of(Role::join_project);
  if (wishes == 0) return;
  const std::uint32_t own_uid = world.actors.table.uid(acts.mayor).value;
  const std::uint32_t epci = world.epci_of_actor(acts.mayor);
  struct Liked {
    double trust;
    std::uint32_t project;
  };
  std::vector<Liked> liked;
  const Projects& projects = world.projects;
  for (std::uint32_t p = 0; p < projects.size(); ++p) {
    if (projects.epci[p] != epci || projects.stage[p] == Stage::deployed) continue;
    const auto members = std::span(projects.members[p]).first(projects.member_count[p]);
    if (std::ranges::find(members, own_uid) != members.end()) continue;
    const std::uint32_t lead = world.actors.table.row_of(sim::Uid{projects.lead[p]});
    const std::int64_t tie = world.ties.store.find(acts.mayor, lead);
    if (tie >= 0) liked.push_back({world.trust_of(acts.mayor, static_cast<std::size_t>(tie)), p});
  }
  std::stable_sort(liked.begin(), liked.end(),
                   [](const Liked& a, const Liked& b) { return a.trust > b.trust; });
  for (std::size_t k = 0; k < std::min(wishes, liked.size()); ++k)
    out.push_back({acts.mayor, liked[k].project});
}

void MayorActs::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  MonthlyFlows& flows = world.flows;
  flows.mayor_events_called = flows.mayor_workshops_called = flows.mayor_promotions = 0;
  flows.mayor_partner_calls = 0;
  std::ranges::fill(world.communes.seeks_partners.all(), std::uint8_t{0});
  for (const Acts& acts : acts_.joined()) {
    const std::uint32_t commune = world.actors.commune[acts.mayor];
    const int events = acts.of(Role::call_event), workshops = acts.of(Role::animate_workshop);
    for (int k = 0; k < events + workshops; ++k) {
      world.plan.calls.push_back({acts.mayor, commune, k < events ? Modality::event : Modality::workshop,
                                  CallReach::around, static_cast<std::uint8_t>(k), true});
    }
    if (events + workshops > 0)
      world.communes.last_gathering[commune] = static_cast<std::int16_t>(step.month.value);
    if (acts.of(Role::public_partnership) > 0) world.communes.seeks_partners[commune] = 1;
    float& promotion = world.epcis.promotion[world.geography.epci_of[commune]];
    promotion += static_cast<float>(parameters_.promote_gain * acts.of(Role::promote));
    flows.mayor_events_called += events;
    flows.mayor_workshops_called += workshops;
    flows.mayor_promotions += acts.of(Role::promote);
    flows.mayor_partner_calls += acts.of(Role::public_partnership);
  }
  const auto introductions = introductions_.joined();
  world.plan.meetings.insert(world.plan.meetings.end(), introductions.begin(), introductions.end());
  flows.mayor_introductions = static_cast<std::int64_t>(introductions.size());
  const auto requests = requests_.joined();
  world.plan.project_requests.insert(world.plan.project_requests.end(), requests.begin(), requests.end());
  flows.mayor_join_requests = static_cast<std::int64_t>(requests.size());
}

}  // namespace territory
