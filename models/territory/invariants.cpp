#include "models/territory/invariants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
    if (world.ties.alliance[t] == Alliance::none) continue;
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    const bool is_public =
        world.family(low) == Family::public_body || world.family(high) == Family::public_body;
    for (const std::uint32_t member : {low, high}) {
      used[member] += terms.cost(world.ties.alliance[t]);
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

void nobody_is_overcommitted(const World& world, const AllianceTerms& terms) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.used[i] > terms.capacity_of(world.actors, i))
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

}  // namespace

std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms) {
  return {
      {"ties are ordered", ties_are_ordered},
      {"trust is a share", trust_is_a_share},
      {"trust is that of its state", trust_is_that_of_its_state},
      {"partnerships join families", partnerships_join_families},
      {"capacity is accounted for", [terms](const World& world) { capacity_is_accounted_for(world, terms); }},
      {"nobody is overcommitted", [terms](const World& world) { nobody_is_overcommitted(world, terms); }},
      {"traits are in range", traits_are_in_range},
      {"seats are kept", seats_are_kept},
      {"projects are sound", projects_are_sound},
      {"members are listed", members_are_listed},
      {"memberships are counted", memberships_are_counted},
      {"territories are in range", territories_are_in_range}};
}

}  // namespace territory
