#include "models/territory/invariants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/project_membership.hpp"

namespace territory {

namespace {

[[noreturn]] void fail(const std::string& sentence) { throw sim::InvariantError(sentence); }

void ties_are_ordered(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const sim::PairKey key = world.ties.store.key(t);
    if (!(key.low < key.high))
      fail(fmt::format("tie {} joins uid {} to itself or backwards", t, key.low.value));
    if (t > 0 && !(world.ties.store.key(t - 1) < key))
      fail(fmt::format("ties {} and {} are out of order", t - 1, t));
    if (world.actors.table.uid(world.ties.store.low_row(t)) != key.low ||
        world.actors.table.uid(world.ties.store.high_row(t)) != key.high) {
      fail(fmt::format("tie {} points at the wrong actors", t));
    }
  }
}

void trust_is_a_share(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    for (const double trust : {world.ties.trust_ij[t], world.ties.trust_ji[t]}) {
      if (!(trust >= 0.0 && trust <= 1.0)) fail(fmt::format("trust in tie {} is {}", t, trust));
    }
  }
}

void trust_is_that_of_its_state(const World& world) {
  std::visit(
      [&](const auto& trust) {
        for (std::size_t t = 0; t < world.ties.size(); ++t) {
          if (world.ties.trust_ij[t] != trust.rule.value(trust.ij[t]) ||
              world.ties.trust_ji[t] != trust.rule.value(trust.ji[t])) {
            fail(fmt::format("trust in tie {} is not the value of its state", t));
          }
        }
      },
      world.trust);
}

void partnerships_join_families(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    if (world.ties.alliance[t] == Alliance::none) continue;
    const Family a = world.family(world.ties.store.low_row(t)),
                 b = world.family(world.ties.store.high_row(t));
    if (a == b || a == Family::catalyst || b == Family::catalyst)
      fail(fmt::format("tie {} is a partnership within one family or with a catalyst", t));
    if (world.ties.since[t] < world.ties.born[t])
      fail(fmt::format("partnership {} is older than its contact", t));
  }
}

/// Money in, money out: what members have in use is what their live partnerships cost, within capacity.
void capacity_is_accounted_for(const World& world, const AllianceTerms& terms) {
  std::vector<std::int32_t> used(world.actors.size(), 0);
  std::vector<int> partnerships(world.actors.size(), 0), with_public(world.actors.size(), 0);
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const Alliance type = world.ties.alliance[t];
    const std::int32_t full = type == Alliance::none ? 0 : terms.cost(type);
    if (world.ties.cost[t] > full)
      fail(fmt::format("tie {} costs {} hundredths, its type {}", t, world.ties.cost[t], full));
    if (type == Alliance::none) continue;
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    const bool is_public =
        world.family(low) == Family::public_body || world.family(high) == Family::public_body;
    for (const std::uint32_t member : {low, high}) {
      used[member] += world.ties.cost[t];
      ++(is_public ? with_public : partnerships)[member];
    }
  }
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (used[i] != world.actors.used[i])
      fail(fmt::format("actor {} uses {} hundredths, its partnerships cost {}", i, world.actors.used[i],
                       used[i]));
    if (partnerships[i] != world.actors.partnerships[i] ||
        with_public[i] != world.actors.public_partnerships[i]) {
      fail(fmt::format("actor {} miscounts its partnerships", i));
    }
  }
}

/// Citizens may leave after a partnership was made: what it could ever carry is the bound.
void nobody_is_overcommitted(const World& world, const AllianceTerms& terms, float most_bonus) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (!(std::abs(world.actors.capacity_bonus[i]) <= most_bonus))
      fail(fmt::format("citizens add {} to the capacity of actor {}", world.actors.capacity_bonus[i], i));
    const float most = world.actors.kind[i] == Kind::association ? most_bonus : 0.0F;
    if (world.actors.used[i] > terms.capacity_with(world.actors, i, most))
      fail(fmt::format("actor {} carries more than its capacity", i));
  }
}

void traits_are_in_range(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    const auto share = [](float x) { return x >= 0.0F && x <= 1.0F; };
    if (!share(world.actors.trustworthiness[i]) || !share(world.actors.propensity[i]) ||
        !share(world.actors.semantics[i]) || !share(world.actors.exposure[i])) {
      fail(fmt::format("actor {} has a trait outside 0 to 1", i));
    }
    if (world.actors.level[i] > Level::engaged) fail(fmt::format("actor {} has no such level", i));
  }
}

bool is_share(float x) { return x >= 0.0F && x <= 1.0F; }

template <std::size_t Count>
bool is_mix(const std::array<float, Count>& parts) {
  const float total = std::accumulate(parts.begin(), parts.end(), 0.0F);
  return std::ranges::all_of(parts, is_share) && std::abs(total - 1.0F) < 1e-5F;
}

void people_are_in_range(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    const Actors& a = world.actors;
    if (!is_share(a.accuracy[i]) || !is_share(a.seen_accuracy[i]) ||
        !std::ranges::all_of(a.weighted_need[i], is_share)) {
      fail(fmt::format("actor {} listens or sees needs outside 0 to 1", i));
    }
    const bool has_finance = a.kind[i] == Kind::association;
    if (!is_mix(a.preferences[i]) ||
        (has_finance ? !is_mix(a.finance[i]) : a.finance[i] != std::array<float, 4>{})) {
      fail(fmt::format("actor {} has shares that are no whole", i));
    }
  }
  for (std::size_t k = 0; k < world.catalysts.table.rows(); ++k) {
    if (!is_share(world.catalysts.skill[k]) || world.catalysts.parcours_month[k] < -1 ||
        world.catalysts.paired[k] > 1) {
      fail(fmt::format("catalyst {} has learnt what nobody can", k));
    }
  }
}

void communes_are_in_range(const World& world) {
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c) {
    if (!std::ranges::all_of(world.communes.need[c], is_share) ||
        !std::ranges::all_of(world.communes.baseline_need[c], is_share)) {
      fail(fmt::format("commune {} has a need outside 0 to 1", c));
    }
    if (!is_share(world.communes.citizens[c]) || !is_share(world.communes.citizens_start[c]))
      fail(fmt::format("commune {} has citizens of an energy outside 0 to 1", c));
  }
}

void balances_belong_to_partnerships(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const float balance = world.ties.balance[t];
    if (!(std::abs(balance) <= 1.0F) || (balance != 0.0F && world.ties.alliance[t] == Alliance::none))
      fail(fmt::format("tie {} has the balance {}", t, balance));
  }
}

void demarches_are_in_order(const World& world) {
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (projects.pilot[p] && world.epcis.demarche_since[projects.epci[p]] == Epcis::no_demarche)
      fail(fmt::format("project {} is the pilot of no démarche", p));
  }
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e) {
    if (!(world.epcis.grants_given[e] >= 0.0) || !(world.epcis.cofunding[e] >= 0.0) ||
        !(world.epcis.partnerships_ended[e] >= 0.0F))
      fail(fmt::format("EPCI {} has accounts that are no sums", e));
  }
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c)
    if (world.communes.dynamic[c] > Dynamic::anchored) fail(fmt::format("commune {} has no such state", c));
}

void effects_of_policy_are_in_range(const World& world) {
  const Epcis& e = world.epcis;
  for (std::size_t row = 0; row < e.table.rows(); ++row) {
    for (const auto* share :
         {&e.closed, &e.cost_cut, &e.misreading_cut, &e.cash_cut, &e.shock, &e.potential_rate}) {
      if (!((*share)[row] >= 0.0F && (*share)[row] <= 1.0F))
        fail(fmt::format("a lever or shock takes the share {} in EPCI {}", (*share)[row], row));
    }
    for (const auto* amount :
         {&e.threshold_cut, &e.consent_help, &e.birth_boost, &e.team_boost, &e.accuracy_boost,
          &e.learning_inflow, &e.project_money, &e.project_grants, &e.valorisation_action}) {
      if (!((*amount)[row] >= 0.0F && std::isfinite((*amount)[row])))
        fail(fmt::format("a lever adds {} in EPCI {}", (*amount)[row], row));
    }
  }
}

/// Those who sit together are there, once each, within the room of a roster.
void workshops_have_members(const World& world) {
  const Workshops& workshops = world.workshops;
  for (std::size_t w = 0; w < workshops.table.rows(); ++w) {
    const WorkshopRoster& roster = workshops.roster[w];
    const std::size_t count = workshops.count[w];
    if (count > workshop_seats) fail(fmt::format("workshop {} has {} members", w, count));
    for (std::size_t k = 0; k < roster.size(); ++k) {
      if (k >= count ? roster[k] != 0 : k > 0 && roster[k - 1] >= roster[k])
        fail(fmt::format("the roster of workshop {} is out of order", w));
      if (k >= count) continue;
      const auto row = world.actors.table.find(sim::Uid{roster[k]});
      if (!row || world.actors.kind[*row] == Kind::catalyst || roster[k] == workshops.organiser[w])
        fail(fmt::format("workshop {} has a member who cannot be one", w));
    }
    if (!world.actors.table.find(sim::Uid{workshops.organiser[w]}) ||
        workshops.commune[w] >= world.communes.table.rows() || workshops.sittings[w] == 0 ||
        workshops.table.uid(w).value >= world.uids.given()) {
      fail(fmt::format("workshop {} is held by nobody or nowhere", w));
    }
  }
}

void attendance_is_accounted_for(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    constexpr std::uint8_t charged = participation::event | participation::workshop;
    const bool attended = world.actors.participation[i] & charged;
    if (world.actors.attended[i] < 0 || (!attended && world.actors.attended[i] != 0))
      fail(fmt::format("actor {} pays for what it did not attend", i));
  }
}

void projects_are_sound(const World& world) {
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (projects.stage[p] > Stage::deployed || projects.step[p] >= stage_steps)
      fail(fmt::format("project {} is at a step or stage that does not exist", p));
    const auto share = [](float x) { return x >= 0.0F && x <= 1.0F; };
    if (!share(projects.quality[p]) || !share(projects.viability[p]) || !std::isfinite(projects.money[p]))
      fail(fmt::format("project {} has a quality, viability or money that cannot be", p));
    if (projects.visible[p] > 1 || projects.granted[p] > 1 || projects.pilot[p] > 1 ||
        projects.domains[p] == 0)
      fail(fmt::format("project {} has a mark that cannot be, or no domain", p));
  }
}

/// Rosters of members, ascending, of actors that exist; a lead is one of them.
void members_are_listed(const World& world) {
  const auto check = [&](const ProjectMembers& members, std::size_t count, const char* table,
                         std::size_t row) {
    bool sound = count <= members.size();
    for (std::size_t k = 0; sound && k < members.size(); ++k) {
      if (k >= count) {
        sound = members[k] == 0;
      } else {
        sound = world.actors.table.find(sim::Uid{members[k]}) && (k == 0 || members[k - 1] < members[k]);
      }
    }
    if (!sound) fail(fmt::format("row {} of {} has a broken list of members", row, table));
  };
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    check(projects.members[p], projects.member_count[p], "projects", p);
    const auto members = members_of(projects, p);
    if (!members.empty() && !std::ranges::binary_search(members, projects.lead[p]))
      fail(fmt::format("project {} is led by somebody else than a member", p));
  }
  for (std::size_t n = 0; n < world.news.table.rows(); ++n)
    check(world.news.members[n], world.news.member_count[n], "news", n);
}

/// Row of the tie of two actors, or -1; found by its key, since the index is out of date once contacts
/// expired.
std::int64_t tie_of(const World& world, std::uint32_t actor_a, std::uint32_t actor_b) {
  const sim::PairKey wanted = sim::pair_key(world.actors.table.uid(actor_a), world.actors.table.uid(actor_b));
  std::size_t low = 0, high = world.ties.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (world.ties.store.key(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < world.ties.size() && world.ties.store.key(low) == wanted ? static_cast<std::int64_t>(low) : -1;
}

/// Each membership costs the same, whoever's it is.
void memberships_are_counted(const World& world) {
  std::vector<int> memberships(world.actors.size(), 0);
  std::vector<int> shared(world.ties.size(), 0);
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    const auto lead = world.actors.table.find(sim::Uid{world.projects.lead[p]});
    for (const std::uint32_t row : member_rows(world, p)) {
      ++memberships[row];
      const std::int64_t tie = lead && row != *lead ? tie_of(world, *lead, row) : -1;
      if (tie >= 0) ++shared[static_cast<std::size_t>(tie)];
    }
  }
  std::int64_t cost = -1;
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.projects[i] != std::min(memberships[i], 255))
      fail(fmt::format("actor {} miscounts its projects", i));
    if (memberships[i] == 0 && world.actors.committed[i] == 0) continue;
    const std::int64_t each = memberships[i] > 0 ? world.actors.committed[i] / memberships[i] : 0;
    if (cost < 0) cost = each;
    if (each != cost || world.actors.committed[i] != each * memberships[i])
      fail(fmt::format("actor {} does not bear the cost of its projects", i));
  }
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    // A lead and a member who meet only now are marked when projects are counted again.
    if (world.ties.shared_projects[t] != std::min(shared[t], 255) && world.ties.shared_projects[t] != 0)
      fail(fmt::format("tie {} miscounts the projects of its two members", t));
  }
}

void territories_are_in_range(const World& world) {
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e) {
    for (const float stock : {world.epcis.valorisation[e], world.epcis.collective_trust[e]})
      if (!(stock >= 0.0F && stock <= 1.0F))
        fail(fmt::format("EPCI {} has a valorisation or collective trust outside 0 to 1", e));
  }
}

void seats_are_kept(const World& world) {
  for (std::size_t i = 1; i < world.actors.size(); ++i) {
    if (!(world.actors.table.uid(i - 1) < world.actors.table.uid(i)))
      fail(fmt::format("actors {} and {} are out of order", i - 1, i));
  }
}

/// A closed seat knows nobody, hosts nothing, has no money.
void catalysts_are_in_order(const World& world) {
  const Catalysts& c = world.catalysts;
  const auto seats = world.roster.catalyst_seats();
  if (seats.size() != c.table.rows()) fail("catalyst seats and their rows differ in number");
  for (std::size_t k = 0; k < seats.size(); ++k) {
    for (const float share : {c.operating[k], c.legitimacy[k], c.skill[k], c.neutrality[k]})
      if (!(share >= 0.0F && share <= 1.0F)) fail(fmt::format("catalyst {} has a share of {}", k, share));
    if (!std::isfinite(c.cash[k])) fail(fmt::format("catalyst {} has no finite cash", k));
    const bool open = world.actors.active[seats[k]] != 0;
    if (!open && (c.cash[k] != 0.0F || c.accompanied[k] != 0 || c.operating[k] != 0.0F))
      fail(fmt::format("catalyst {} is closed and has cash {}, organisations {}, operating share {}", k,
                       c.cash[k], c.accompanied[k], c.operating[k]));
  }
  for (std::size_t p = 0; p < world.projects.size(); ++p)
    if (world.projects.accompanied[p] > seats.size())
      fail(fmt::format("project {} is accompanied by no seat", p));
}

void places_are_in_order(const World& world) {
  for (std::size_t p = 0; p < world.places.table.rows(); ++p) {
    if (world.places.active[p] > 1) fail(fmt::format("place {} is neither open nor closed", p));
    if (!std::isfinite(world.places.cash[p])) fail(fmt::format("place {} has no finite cash", p));
    if (!world.places.active[p] && world.places.cash[p] != 0.0F)
      fail(fmt::format("place {} is closed and has money", p));
  }
}

}  // namespace

std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms, float most_bonus) {
  return {
      {"ties are ordered", ties_are_ordered},
      {"trust is a share", trust_is_a_share},
      {"trust is that of its state", trust_is_that_of_its_state},
      {"partnerships join families", partnerships_join_families},
      {"capacity is accounted for", [terms](const World& world) { capacity_is_accounted_for(world, terms); }},
      {"nobody is overcommitted",
       [terms, most_bonus](const World& world) { nobody_is_overcommitted(world, terms, most_bonus); }},
      {"traits are in range", traits_are_in_range},
      {"people are in range", people_are_in_range},
      {"communes are in range", communes_are_in_range},
      {"balances belong to partnerships", balances_belong_to_partnerships},
      {"démarches are in order", demarches_are_in_order},
      {"effects of policy are in range", effects_of_policy_are_in_range},
      {"workshops have members", workshops_have_members},
      {"attendance is accounted for", attendance_is_accounted_for},
      {"seats are kept", seats_are_kept},
      {"catalysts are in order", catalysts_are_in_order},
      {"places are in order", places_are_in_order},
      {"projects are sound", projects_are_sound},
      {"members are listed", members_are_listed},
      {"memberships are counted", memberships_are_counted},
      {"territories are in range", territories_are_in_range}};
}

}  // namespace territory
