#include "models/territory/submodels/invitations.hpp"

#include <algorithm>

#include "models/territory/streams.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

Invitations::Invitations(const GatheringParameters& parameters, const AllianceTerms& terms,
                         const Geography& geography, const sim::Executor& executor)
    : parameters_(parameters), terms_(terms), communes_of_epci_(geography.epcis.size()) {
  if (!parameters.enabled) return;
  neighbourhoods_ = Neighbourhoods(geography, parameters.invite_radius, executor);
  for (std::uint32_t c = 0; c < geography.communes.size(); ++c)
    communes_of_epci_[geography.epci_of[c]].push_back(c);
}

std::vector<std::uint32_t> Invitations::reach(const World& world, const Call& call) const {
  if (call.reach == CallReach::around) {
    const auto near = neighbourhoods_.around(call.commune);
    return {near.begin(), near.end()};
  }
  std::vector<std::uint32_t> communes = communes_of_epci_[world.geography.epci_of[call.commune]];
  sort_by_distance(world.geography, call.commune, communes);
  return communes;
}

template <class Use>
bool Invitations::for_eligible(const World& world, const Call& call, std::uint32_t commune, Level least,
                               Use&& use) const {
  const bool companies_only =
      call.companies_only || (call.modality != Modality::event &&
                              parameters_.workshops_open_to == GatheringParameters::OpenTo::companies);
  for (const Partner partner : {Partner::association, Partner::company, Partner::mayor}) {
    if (companies_only && partner != Partner::company) continue;
    for (const std::uint32_t row : world.roster.of(commune, partner)) {
      if (row == call.organiser || world.actors.level[row] < least) continue;
      if (!use(row)) return false;
    }
  }
  return true;
}

Modality Invitations::held_as(const World& world, const Call& call) const {
  using Policy = GatheringParameters::Policy;
  switch (parameters_.modality_policy) {
    case Policy::event:
      return Modality::event;
    case Policy::workshop:
      return Modality::workshop;
    case Policy::project:
      return Modality::project;
    case Policy::adaptive:
      break;
  }
  const Level least = parameters_.least_level(call.modality);
  if (call.modality == Modality::event || least == Level::none) return call.modality;
  int missing = parameters_.cap(call.modality);
  for (const std::uint32_t commune : reach(world, call)) {
    if (!for_eligible(world, call, commune, least, [&](std::uint32_t) { return --missing > 0; }))
      return call.modality;
  }
  return Modality::event;
}

std::vector<Invitations::Invitee> Invitations::invitees(const World& world, const sim::Step& step,
                                                        const Call& call) const {
  const sim::Draws draws = step.draws(streams::roster);
  const sim::Uid organiser = world.actors.table.uid(call.organiser);
  const std::uint32_t first = streams::roster_draws(call.ordinal);
  const Level least = parameters_.least_level(call.modality);
  const auto wanted = static_cast<std::size_t>(parameters_.invitations(call.modality));
  const auto before = [](const Invitee& a, const Invitee& b) {
    return a.order != b.order ? a.order < b.order : a.row < b.row;
  };
  std::vector<Invitee> asked, local;
  for (const std::uint32_t commune : reach(world, call)) {
    local.clear();
    for_eligible(world, call, commune, least, [&](std::uint32_t row) {
      sim::KeyedDraws draw = draws.of(organiser, world.actors.table.uid(row));
      local.push_back(
          {draw.uniform(first + streams::asked_in_order), draw.uniform(first + streams::comes), row});
      return true;
    });
    const std::size_t taken = std::min(wanted - asked.size(), local.size());
    std::partial_sort(local.begin(), local.begin() + static_cast<std::ptrdiff_t>(taken), local.end(), before);
    asked.insert(asked.end(), local.begin(), local.begin() + static_cast<std::ptrdiff_t>(taken));
    if (asked.size() == wanted) break;
  }
  return asked;
}

bool Invitations::ready(const World& world, const sim::Step& step, std::uint32_t row) const {
  const sim::Month january = step.month + (1 - sim::month_of_year(step.month));
  return sim::Draws(step.key, january, streams::readiness)
      .of(world.actors.table.uid(row))
      .bernoulli(parameters_.readiness, streams::is_ready);
}

double Invitations::acceptance(const World& world, const Call& call, std::uint32_t row,
                               std::int32_t due) const {
  const Actors& actors = world.actors;
  const double trust = world.trust_toward(row, call.organiser, 0.5);
  const Domains& needs = actors.weighted_need[row];
  const double need = *std::max_element(needs.begin(), needs.end());
  const double load =
      static_cast<double>(actors.used[row] + actors.committed[row] + due) / terms_.capacity_of(actors, row);
  const double citizens = static_cast<double>(world.communes.citizens[actors.commune[row]]) - 0.5;
  return sim::expit(parameters_.accept_constant +
                    parameters_.accept_preference *
                        actors.preferences[row][static_cast<std::size_t>(call.modality)] +
                    parameters_.accept_trust * trust + parameters_.accept_need * need +
                    parameters_.accept_load * load + parameters_.citizen_attendance * citizens);
}

Answers Invitations::answer(const World& world, const sim::Step& step, const Call& call,
                            std::span<const Due> due) const {
  Answers answers{};
  answers.call = call;
  answers.call.modality = held_as(world, call);
  const auto seats = static_cast<std::size_t>(parameters_.cap(answers.call.modality));
  for (const Invitee& invitee : invitees(world, step, answers.call)) {
    ++answers.asked;
    const auto promised = std::lower_bound(due.begin(), due.end(), invitee.row,
                                           [](const Due& d, std::uint32_t row) { return d.row < row; });
    const std::int32_t cost = promised != due.end() && promised->row == invitee.row ? promised->cost : 0;
    const bool comes =
        ready(world, step, invitee.row) && invitee.comes < acceptance(world, answers.call, invitee.row, cost);
    if (!comes) {
      ++answers.declined;
    } else if (answers.coming.size() < seats) {
      answers.coming.push_back(invitee.row);
    } else {
      ++answers.turned_away;
    }
  }
  return answers;
}

}  // namespace territory
