// What a snapshot says of an actor, a contact, a partnership: the one declaration of its columns.
#include "models/territory/snapshot.hpp"

namespace territory {

namespace {

using Rows = std::span<const std::uint32_t>;
using sim::output::Values;

/// The column of `get(world, row)`, kept as `Stored`.
template <class Stored, class Get>
SnapshotColumn column(std::string name, std::string unit, std::string meaning, Get get) {
  SnapshotColumn made{std::move(name), std::move(unit), std::move(meaning), {}, 0, std::vector<Stored>{}, {}};
  made.take = [get](const World& world, Rows rows) -> Values {
    std::vector<Stored> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) values.push_back(static_cast<Stored>(get(world, row)));
    return values;
  };
  return made;
}

/// The column of a category; `names` are those of the values from `first` on.
template <class Names, class Get>
SnapshotColumn category(std::string name, std::string meaning, const Names& names, int first, Get get) {
  SnapshotColumn made = column<std::int8_t>(std::move(name), "1", std::move(meaning), get);
  made.flags.assign(std::begin(names), std::end(names));
  made.first_flag = first;
  return made;
}

constexpr std::array<std::string_view, 4> level_names{"none", "aware", "involved", "engaged"};

/// The names of a ladder whose 0 says "none".
template <std::size_t Count>
std::array<std::string_view, Count + 1> or_none(const std::array<std::string_view, Count>& names) {
  std::array<std::string_view, Count + 1> all{"none"};
  std::copy(names.begin(), names.end(), all.begin() + 1);
  return all;
}

/// What ties and partnerships share: the two members and what they think of one another.
void add_members(std::vector<SnapshotColumn>& columns) {
  columns.push_back(
      column<std::int32_t>("low", "1", "uid of the member with the lower uid",
                           [](const World& w, std::uint32_t t) { return w.ties.store.key(t).low.value; }));
  columns.push_back(
      column<std::int32_t>("high", "1", "uid of the member with the higher uid",
                           [](const World& w, std::uint32_t t) { return w.ties.store.key(t).high.value; }));
  columns.push_back(column<float>("trust_low", "1", "trust of the member with the lower uid in the other",
                                  [](const World& w, std::uint32_t t) { return w.ties.trust_ij[t]; }));
  columns.push_back(column<float>("trust_high", "1", "trust of the member with the higher uid in the other",
                                  [](const World& w, std::uint32_t t) { return w.ties.trust_ji[t]; }));
}

}  // namespace

std::vector<SnapshotColumn> actor_columns() {
  using W = const World&;
  using Row = std::uint32_t;
  return {
      column<std::int32_t>("actor", "1", "uid of the seat; an organisation that leaves is replaced in it",
                           [](W w, Row a) { return w.actors.table.uid(a).value; }),
      category("kind", "kind of actor", kind_names, 0, [](W w, Row a) { return w.actors.kind[a]; }),
      column<std::int8_t>("active", "1", "0 only for a catalyst seat that is not open",
                          [](W w, Row a) { return w.actors.active[a]; }),
      column<std::int32_t>("commune_index", "1", "position of its commune along the dimension commune",
                           [](W w, Row a) { return w.actors.commune[a]; }),
      column<std::int32_t>("epci_index", "1", "position of its EPCI along the dimension epci",
                           [](W w, Row a) { return w.epci_of_actor(a); }),
      column<std::int8_t>(
          "large", "1",
          "1 for an ETI among companies of ten employees or more, and for an association that employs",
          [](W w, Row a) { return w.actors.large[a]; }),
      column<std::int32_t>("generation", "1", "how many have held the seat before",
                           [](W w, Row a) { return w.actors.generation[a]; }),
      category("level", "level of engagement", level_names, 0, [](W w, Row a) { return w.actors.level[a]; }),
      column<std::int8_t>("potential", "1", "1 when it can become involved at all",
                          [](W w, Row a) { return w.actors.potential[a]; }),
      column<std::int32_t>("idle_months", "month", "months at the level engaged without a partnership",
                           [](W w, Row a) { return w.actors.idle_months[a]; }),
      column<std::int32_t>("partnerships", "1", "live partnerships without a mayor among the two",
                           [](W w, Row a) { return w.actors.partnerships[a]; }),
      column<std::int32_t>("public_partnerships", "1", "live partnerships with a mayor among the two",
                           [](W w, Row a) { return w.actors.public_partnerships[a]; }),
      column<std::int32_t>("used", "0.01", "capacity taken by live partnerships, hundredths of a unit",
                           [](W w, Row a) { return w.actors.used[a]; }),
      column<std::int32_t>("committed", "0.01", "capacity taken by projects, hundredths of a unit",
                           [](W w, Row a) { return w.actors.committed[a]; }),
      column<std::int32_t>("projects", "1", "projects it is a member of, up to 255",
                           [](W w, Row a) { return w.actors.projects[a]; }),
      column<float>("trustworthiness", "1", "chance that it delivers when nothing hinders it",
                    [](W w, Row a) { return w.actors.trustworthiness[a]; }),
      column<float>("ability", "1", "share of its tasks that it masters",
                    [](W w, Row a) { return w.actors.qualities[a][0]; }),
      column<float>("benevolence", "1", "share of its acts that mind the other's good",
                    [](W w, Row a) { return w.actors.qualities[a][1]; }),
      column<float>("integrity", "1", "share of its promises that it keeps",
                    [](W w, Row a) { return w.actors.qualities[a][2]; }),
      column<float>("propensity", "1", "leaning to trust strangers",
                    [](W w, Row a) { return w.actors.propensity[a]; }),
      column<float>("semantics", "1", "skill in reading others' acts",
                    [](W w, Row a) { return w.actors.semantics[a]; }),
      column<float>("risk", "1", "risk appetite: added to trust when a partnership is weighed",
                    [](W w, Row a) { return w.actors.risk[a]; }),
      column<float>("heterogeneity", "1", "factor on the encounters it seeks, mean 1",
                    [](W w, Row a) { return w.actors.heterogeneity[a]; }),
      column<float>("exposure", "1", "how engaged its surroundings are, 0 to 1",
                    [](W w, Row a) { return w.actors.exposure[a]; }),
      column<std::int32_t>("involved_contacts", "1", "contacts at the level involved or above, up to 255",
                           [](W w, Row a) { return w.actors.involved_contacts[a]; }),
      column<std::int32_t>("competences", "1", "domains it masters as a sum of bits, domain d being 2^(d-1)",
                           [](W w, Row a) { return w.actors.competences[a]; }),
      category("preferred_type", "type of partnership it leans to", alliance_names, 1,
               [](W w, Row a) { return w.actors.preferred_type[a]; }),
      column<float>("accuracy", "1", "listening accuracy, 0 to 1",
                    [](W w, Row a) { return w.actors.accuracy[a]; }),
      column<float>("capacity_bonus", "1", "share of its capacity that the energy of citizens adds",
                    [](W w, Row a) { return w.actors.capacity_bonus[a]; }),
      column<float>("preference_event", "1", "preference for vision, hence events",
                    [](W w, Row a) { return w.actors.preferences[a][0]; }),
      column<float>("preference_workshop", "1", "preference for management, hence workshops",
                    [](W w, Row a) { return w.actors.preferences[a][1]; }),
      column<float>("preference_project", "1", "preference for action, hence projects",
                    [](W w, Row a) { return w.actors.preferences[a][2]; }),
      column<float>("finance_public", "1", "share of public money in the finance of an association, else 0",
                    [](W w, Row a) { return w.actors.finance[a][0]; }),
      column<float>("finance_sales", "1", "share of sales in the finance of an association, else 0",
                    [](W w, Row a) { return w.actors.finance[a][1]; }),
      column<float>("finance_private", "1", "share of private money in the finance of an association, else 0",
                    [](W w, Row a) { return w.actors.finance[a][2]; }),
      column<float>("finance_gifts", "1", "share of gifts in the finance of an association, else 0",
                    [](W w, Row a) { return w.actors.finance[a][3]; }),
  };
}

std::vector<SnapshotColumn> tie_columns() {
  using W = const World&;
  using Row = std::uint32_t;
  std::vector<SnapshotColumn> columns;
  add_members(columns);
  columns.push_back(column<std::int32_t>("born", "month", "month of the first meeting since January 2008",
                                         [](W w, Row t) { return w.ties.born[t]; }));
  columns.push_back(column<std::int32_t>("last_used", "month",
                                         "month of the last encounter or joint act since January 2008",
                                         [](W w, Row t) { return w.ties.last_used[t]; }));
  columns.push_back(category("origin", "how the two came to know each other", origin_names, 0,
                             [](W w, Row t) { return w.ties.origin[t]; }));
  columns.push_back(column<std::int32_t>("shared_projects", "1",
                                         "projects one of the two leads with the other as a member",
                                         [](W w, Row t) { return w.ties.shared_projects[t]; }));
  columns.push_back(category("alliance", "type of their partnership", or_none(alliance_names), 0,
                             [](W w, Row t) { return w.ties.alliance[t]; }));
  return columns;
}

std::vector<SnapshotColumn> partnership_columns() {
  using W = const World&;
  using Row = std::uint32_t;
  std::vector<SnapshotColumn> columns;
  columns.push_back(column<std::int32_t>(
      "tie", "1", "position of the pair along the dimension tie of the ties", [](W, Row t) { return t; }));
  add_members(columns);
  columns.push_back(category("type", "type of partnership", alliance_names, 1,
                             [](W w, Row t) { return w.ties.alliance[t]; }));
  columns.push_back(category("domain", "fragility domain it serves", domain_names, 1,
                             [](W w, Row t) { return w.ties.domain[t] + 1; }));
  columns.push_back(column<float>(
      "balance", "1", "balance of contribution and return, -1 to 1; above 0 the lower uid gains more",
      [](W w, Row t) { return w.ties.balance[t]; }));
  columns.push_back(column<std::int32_t>("since", "month", "first month since January 2008",
                                         [](W w, Row t) { return w.ties.since[t]; }));
  columns.push_back(column<std::int32_t>("cost", "0.01",
                                         "capacity it takes on each side, hundredths of a unit",
                                         [](W w, Row t) { return w.ties.cost[t]; }));
  columns.push_back(column<std::int8_t>("accompanied", "1", "1 where a catalyst accompanies it this month",
                                        [](W w, Row t) { return w.ties.accompanied[t]; }));
  return columns;
}

}  // namespace territory
