#include "models/territory/saved_state.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "models/territory/invariants.hpp"
#include "models/territory/streams.hpp"
#include "sim/output/saved_columns.hpp"

namespace territory {

namespace {

using sim::output::CheckpointSections;
using sim::output::CheckpointView;

constexpr const char* uids_section = "uids given";
constexpr const char* flows_section = "flows";
static_assert(std::is_trivially_copyable_v<MonthlyFlows>, "flows are kept as bytes");

/// Who has which seat where is settled when the world is built; lists and kernels made then rest on it.
struct Seats {
  std::vector<std::uint32_t> communes, epcis, actors, actor_communes, places, place_communes;
  std::vector<Kind> kinds;
  friend bool operator==(const Seats&, const Seats&) = default;
};

template <class T>
std::vector<T> copy_of(const sim::Column<T>& column) {
  return {column.all().begin(), column.all().end()};
}

std::vector<std::uint32_t> uids_of(const sim::Table& table) {
  std::vector<std::uint32_t> uids;
  for (std::size_t row = 0; row < table.rows(); ++row) uids.push_back(table.uid(row).value);
  return uids;
}

Seats seats_of(const World& world) {
  return {uids_of(world.communes.table), uids_of(world.epcis.table),  uids_of(world.actors.table),
          copy_of(world.actors.commune), uids_of(world.places.table), copy_of(world.places.commune),
          copy_of(world.actors.kind)};
}

void check_project_codes(const World& world, sim::Month done) {
  const auto require = [](bool holds, const char* sentence) {
    if (!holds) throw sim::InvariantError(sentence);
  };
  const std::size_t epcis = world.epcis.table.rows(), seats = world.catalysts.table.rows();
  const Projects& p = world.projects;
  for (std::size_t k = 0; k < p.size(); ++k) {
    require(static_cast<int>(p.stage[k]) < stage_count, "a project is in no stage");
    require(p.type[k] < most_templates, "a project follows no template");
    require(p.epci[k] < epcis, "a project is in no EPCI");
    require(p.accompanied[k] <= seats, "a project is accompanied by nobody who exists");
    require(p.ordinal[k] < streams::project_ordinals, "a project cannot be told from another");
    require(p.born[k] <= done.value && p.stage_since[k] <= done.value, "a project is of the future");
  }
  const News& n = world.news;
  for (std::size_t k = 0; k < n.table.rows(); ++k) {
    require(n.epci[k] < epcis, "news come from no EPCI");
    require(n.accompanied[k] <= seats, "news tell of a catalyst that does not exist");
  }
}

/// What stands in a column as a number of an enumeration, or where the model looks something up by it.
void check_codes(const World& world, sim::Month done) {
  const auto require = [](bool holds, const char* sentence) {
    if (!holds) throw sim::InvariantError(sentence);
  };
  const Actors& a = world.actors;
  for (std::size_t i = 0; i < a.size(); ++i) {
    require(a.preferred_type[i] <= Alliance::social_innovation, "an actor prefers a partnership of no type");
    require(a.large[i] <= 1, "an actor is neither large nor small");
    require(a.heterogeneity[i] >= 0.0F && a.heterogeneity[i] < 1e6F, "an actor's activity is not a number");
  }
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e)
    require(world.epcis.demarche_since[e] <= done.value, "a démarche is of the future");
  for (const Profile profile : world.communes.mayor_profile.all())
    require(static_cast<int>(profile) < profile_count, "a mayor has no profile");
  for (const Host host : world.catalysts.host.all())
    require(static_cast<int>(host) < host_count, "a catalyst has no host");
  check_project_codes(world, done);
  const Ties& t = world.ties;
  for (std::size_t p = 0; p < t.size(); ++p) {
    require(t.alliance[p] <= Alliance::social_innovation, "a tie is a partnership of no type");
    require(static_cast<int>(t.origin[p]) < origin_count, "a tie has no origin");
    require(static_cast<int>(t.met[p]) < occasion_count, "a tie was met on no occasion");
    require(t.domain[p] < domain_count, "a partnership is about no domain");
    require(t.born[p] <= done.value && t.since[p] <= std::max(done.value, 0), "a tie is of the future");
  }
}

}  // namespace

void save_state(World& world, CheckpointSections& sections) {
  sections.add_number(uids_section, world.uids.given());
  const auto flows = std::as_bytes(std::span(&world.flows, 1));
  sections.add(flows_section, {flows.begin(), flows.end()});
  sim::output::save_columns(world.registries(), sections);
}

void restore_state(World& world, const Scenario& scenario, const CheckpointView& checkpoint, sim::Month done,
                   const sim::Executor& executor) {
  const Seats built = seats_of(world);
  const std::int64_t given = checkpoint.number(uids_section);
  const auto flows = checkpoint.bytes(flows_section);
  // What begins during a run takes uids too, so there may be more of them than when the world was built.
  const std::int64_t more = given - world.uids.given();
  if (more < 0 || given > std::numeric_limits<std::uint32_t>::max() || flows.size() != sizeof world.flows)
    checkpoint.refuse("holds other entities or flows than the world of its scenario");
  world.uids.take(static_cast<std::uint32_t>(more));
  std::memcpy(&world.flows, flows.data(), sizeof world.flows);
  sim::output::restore_columns(checkpoint, world.registries());
  if (seats_of(world) != built) checkpoint.refuse("holds other seats than the world of its scenario");
  try {
    check_codes(world, done);
    world.ties.store.index(executor);
    for (const auto& invariant : invariants(scenario.partnerships.terms, scenario.citizens.most_bonus()))
      invariant.check(world);
  } catch (const sim::InvariantError& error) {
    checkpoint.refuse(std::string("holds a state that no run reaches: ") + error.what());
  }
}

}  // namespace territory
