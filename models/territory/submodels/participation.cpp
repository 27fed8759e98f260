#include "models/territory/submodels/participation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "models/territory/streams.hpp"

namespace territory {

namespace {

std::int32_t hundredths(double units) { return static_cast<std::int32_t>(std::lround(100.0 * units)); }

std::size_t ring_slot(sim::Month month) {
  constexpr int slots = 60;
  return static_cast<std::size_t>((month.value % slots + slots) % slots);
}

void meet(World& world, std::uint32_t a, std::uint32_t b, Occasion occasion) {
  const auto [low, high] = std::minmax(a, b);
  world.plan.meetings.push_back({low, high, occasion});
}

}  // namespace

Participation::Participation(const GatheringParameters& parameters, const AllianceTerms& terms,
                             double place_factor, const World& world, const sim::Executor& executor)
    : parameters_(parameters),
      place_factor_(place_factor),
      invitations_(parameters, terms, world.geography, executor) {}

sim::Declaration Participation::declaration() const {
  return {
      .name = "participation",
      .phase = "P05",
      .meaning = "those called to events and workshops come or not; workshops sit",
      .streams = {{streams::roster, "roster"}, {streams::readiness, "readiness"}},
      .reads = {"actors.uid",          "actors.kind",           "actors.large",       "actors.commune",
                "actors.active",       "actors.level",          "actors.preferences", "actors.weighted_need",
                "actors.used",         "actors.capacity_bonus", "actors.committed",   "actors.attended",
                "communes.citizens",   "places.commune",        "places.active",      "ties.uid_low",
                "ties.uid_high",       "ties.trust_ij",         "ties.trust_ji",      "workshops.uid",
                "workshops.organiser", "workshops.called",      "workshops.ordinal",  "workshops.commune",
                "workshops.sittings",  "workshops.roster",      "workshops.count"},
      .writes = {"actors.participation", "actors.attended", "communes.attendances", "catalysts.refused_share",
                 "workshops.uid", "workshops.organiser", "workshops.called", "workshops.ordinal",
                 "workshops.commune", "workshops.sittings"},
      .amends = {"communes.last_gathering", "workshops.roster", "workshops.count"}};
}

bool Participation::goes_on(const World& world, std::size_t workshop) const {
  return world.workshops.sittings[workshop] < parameters_.sittings && world.workshops.count[workshop] >= 2;
}

std::int32_t Participation::sitting_cost(std::uint32_t commune) const {
  return hundredths(parameters_.sitting_cost * (has_place_[commune] ? place_factor_ : 1.0));
}

void Participation::order_calls(const World& world) {
  calls_ = world.plan.calls;
  const auto place = [&](const Call& c) {
    return std::tuple(world.actors.table.uid(c.organiser), c.ordinal);
  };
  std::sort(calls_.begin(), calls_.end(), [&](const Call& a, const Call& b) { return place(a) < place(b); });
  for (std::size_t k = 1; k < calls_.size(); ++k) {
    if (place(calls_[k - 1]) == place(calls_[k]))
      throw sim::InvariantError("two calls of an organiser have one ordinal: their draws would be the same");
  }
}

/// What is promised to workshops under way, before anybody answers a call.
void Participation::list_sittings(const World& world) {
  has_place_.assign(world.geography.communes.size(), 0);
  for (std::size_t p = 0; p < world.places.table.rows(); ++p)
    if (world.places.active[p]) has_place_[world.places.commune[p]] = 1;
  due_.clear();
  for (std::size_t w = 0; w < world.workshops.table.rows(); ++w) {
    if (!goes_on(world, w)) continue;
    const std::int32_t cost = sitting_cost(world.workshops.commune[w]);
    for (std::size_t k = 0; k < world.workshops.count[w]; ++k)
      due_.push_back({world.actors.table.row_of(sim::Uid{world.workshops.roster[w][k]}), cost});
  }
  std::sort(due_.begin(), due_.end(),
            [](const Invitations::Due& a, const Invitations::Due& b) { return a.row < b.row; });
  std::size_t last = 0;
  for (std::size_t k = 1; k < due_.size(); ++k) {
    if (due_[k].row == due_[last].row) {
      due_[last].cost += due_[k].cost;
    } else {
      due_[++last] = due_[k];
    }
  }
  if (!due_.empty()) due_.resize(last + 1);
}

void Participation::talk(const World& world, const sim::Step& step, Gathering& gathering) const {
  const Call& call = gathering.answers.call;
  std::vector<std::uint32_t> there = gathering.answers.coming;
  there.push_back(call.organiser);
  std::sort(there.begin(), there.end());
  const sim::Draws draws = step.draws(streams::roster);
  const sim::Uid organiser = world.actors.table.uid(call.organiser);
  const auto others = static_cast<std::uint32_t>(there.size()) - 1;
  for (std::uint32_t self = 0; self < there.size(); ++self) {
    if (there[self] == call.organiser) continue;
    sim::KeyedDraws draw = draws.of(organiser, world.actors.table.uid(there[self]));
    for (int k = 0; k < parameters_.event_contacts; ++k) {
      const double u =
          draw.uniform(streams::event_contact_draws(call.ordinal) + static_cast<std::uint32_t>(k));
      const std::uint32_t other = sim::pick(u, others);
      gathering.contacts.emplace_back(there[self], there[other < self ? other : other + 1]);
    }
  }
}

void Participation::decide(const World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  order_calls(world);
  list_sittings(world);
  gatherings_.assign(calls_.size(), {});
  step.executor.for_indices(calls_.size(), [&](std::size_t k) {
    Gathering& gathering = gatherings_[k];
    gathering.answers = invitations_.answer(world, step, calls_[k], due_);
    if (gathering.answers.call.modality == Modality::event) talk(world, step, gathering);
  });
}

void Participation::begin_month(World& world, sim::Month month) const {
  std::ranges::fill(world.actors.participation.all(), std::uint8_t{0});
  std::ranges::fill(world.actors.attended.all(), 0);
  for (auto& ring : world.communes.attendances.all()) ring[ring_slot(month)] = 0;
  for (const ArrangedMeeting& meeting : world.plan.meetings) {
    if (meeting.occasion != Occasion::place) continue;
    world.actors.participation[meeting.low_row] |= participation::place;
    world.actors.participation[meeting.high_row] |= participation::place;
  }
  world.flows.events_held = world.flows.workshops_held = world.flows.participants = 0;
}

void Participation::drop_finished_workshops(World& world) const {
  std::vector<std::uint32_t> over;
  for (std::uint32_t w = 0; w < world.workshops.table.rows(); ++w)
    if (!goes_on(world, w)) over.push_back(w);
  if (!over.empty()) world.workshops.table.retire(over);
}

void Participation::attend(World& world, sim::Month month, std::uint32_t row, std::uint32_t commune,
                           std::int32_t cost, std::uint8_t bit) const {
  world.actors.attended[row] += cost;
  world.actors.participation[row] |= bit;
  ++world.flows.participants;
  const std::uint32_t home = world.actors.commune[row];
  if (home == commune) return;
  std::uint8_t& count = world.communes.attendances[home][ring_slot(month)];
  if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
}

void Participation::hold_event(World& world, sim::Month month, const Gathering& gathering) const {
  const Answers& answers = gathering.answers;
  if (answers.coming.empty()) return;
  for (const std::uint32_t row : answers.coming) {
    attend(world, month, row, answers.call.commune, hundredths(parameters_.event_cost), participation::event);
  }
  for (const auto& [a, b] : gathering.contacts) meet(world, a, b, Occasion::event);
  world.communes.last_gathering[answers.call.commune] = static_cast<std::int16_t>(month.value);
  ++world.flows.events_held;
}

void Participation::open_workshop(World& world, sim::Month month, const Answers& answers) const {
  if (answers.coming.size() < 2) return;
  Workshops& workshops = world.workshops;
  const std::uint32_t w = workshops.table.append(world.uids, 1);
  workshops.organiser[w] = world.actors.table.uid(answers.call.organiser).value;
  workshops.called[w] = static_cast<std::int16_t>(month.value);
  workshops.ordinal[w] = answers.call.ordinal;
  workshops.commune[w] = answers.call.commune;
  workshops.count[w] = static_cast<std::uint8_t>(answers.coming.size());
  for (std::size_t k = 0; k < answers.coming.size(); ++k)
    workshops.roster[w][k] = world.actors.table.uid(answers.coming[k]).value;
  std::sort(workshops.roster[w].begin(), workshops.roster[w].begin() + workshops.count[w]);
  sit(world, month, w);
}

void Participation::sit(World& world, sim::Month month, std::size_t workshop) const {
  Workshops& workshops = world.workshops;
  const std::uint32_t commune = workshops.commune[workshop];
  const std::uint32_t organiser = world.actors.table.row_of(sim::Uid{workshops.organiser[workshop]});
  const std::int32_t cost = sitting_cost(commune);
  std::vector<std::uint32_t> members;
  for (std::size_t k = 0; k < workshops.count[workshop]; ++k)
    members.push_back(world.actors.table.row_of(sim::Uid{workshops.roster[workshop][k]}));
  for (std::size_t a = 0; a < members.size(); ++a) {
    attend(world, month, members[a], commune, cost, participation::workshop);
    for (std::size_t b = a + 1; b < members.size(); ++b)
      meet(world, members[a], members[b], Occasion::workshop);
    if (world.actors.active[organiser]) meet(world, members[a], organiser, Occasion::workshop);
  }
  ++workshops.sittings[workshop];
  world.communes.last_gathering[commune] = static_cast<std::int16_t>(month.value);
  ++world.flows.workshops_held;
}

void Participation::count_refusals(World& world) const {
  MonthlyFlows& flows = world.flows;
  flows.invitations = flows.invitations_refused = flows.invitations_turned_away = 0;
  std::ranges::fill(world.catalysts.refused_share.all(), 0.0F);
  const auto seats = world.roster.catalyst_seats();
  for (std::size_t k = 0; k < gatherings_.size();) {
    const std::uint32_t organiser = gatherings_[k].answers.call.organiser;
    std::int64_t asked = 0, declined = 0;
    for (; k < gatherings_.size() && gatherings_[k].answers.call.organiser == organiser; ++k) {
      asked += gatherings_[k].answers.asked;
      declined += gatherings_[k].answers.declined;
      flows.invitations_turned_away += gatherings_[k].answers.turned_away;
    }
    flows.invitations += asked;
    flows.invitations_refused += declined;
    const auto seat = std::lower_bound(seats.begin(), seats.end(), organiser);
    if (asked == 0 || seat == seats.end() || *seat != organiser) continue;
    const auto row = static_cast<std::size_t>(seat - seats.begin());
    if (row < world.catalysts.table.rows())
      world.catalysts.refused_share[row] = static_cast<float>(declined) / static_cast<float>(asked);
  }
}

void Participation::commit(World& world, const sim::Step& step) {
  world.plan.calls.clear();
  if (!parameters_.enabled) return;
  begin_month(world, step.month);
  drop_finished_workshops(world);
  const std::size_t under_way = world.workshops.table.rows();
  for (std::size_t w = 0; w < under_way; ++w) sit(world, step.month, w);
  for (const Gathering& gathering : gatherings_) {
    const Call& call = gathering.answers.call;
    if (call.by_mayor) {  // called counts, whoever comes
      world.communes.last_gathering[world.actors.commune[call.organiser]] =
          static_cast<std::int16_t>(step.month.value);
    }
    if (call.modality == Modality::event) {
      hold_event(world, step.month, gathering);
    } else {
      open_workshop(world, step.month, gathering.answers);
    }
  }
  count_refusals(world);
}

}  // namespace territory
