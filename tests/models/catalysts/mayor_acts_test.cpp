// Mayors' six roles (SM14): how often, with what effect.
#include "models/territory/submodels/mayor_acts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "models/territory/submodels/elections.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::counts_follow;
using lien_test::share_agrees;
using territory::Kind;
using territory::Level;
using territory::Modality;
using territory::Profile;
using territory::Role;

constexpr int communes = 3000;

territory::MayorParameters plain() {
  territory::MayorParameters p;
  p.enabled = true;
  p.base_role = 0.02;
  p.level_factors = {0.15, 0.5, 1, 1};
  for (auto& row : p.multipliers) row.fill(1.0);
  return p;
}

/// 3 000 mayors, each with a company and an association next door.
struct Mayors {
  explicit Mayors(territory::MayorParameters p = plain(), int threads = 1, int count = communes)
      : executor(threads, 64),
        scenario(settings(p)),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(count, {1, 0, 1})), executor),
        world(model.world()),
        mayors(lien_test::rows_of(world, Kind::mayor)),
        companies(lien_test::rows_of(world, Kind::company10)),
        associations(lien_test::rows_of(world, Kind::association)) {
    set(Level::involved, Profile::gestionnaire);
  }
  static territory::Scenario settings(const territory::MayorParameters& p) {
    territory::Scenario s = lien_test::friendless_scenario();
    s.mayors = p;
    s.encounters.kernel.kernel_km = 4;
    return s;
  }
  void set(Level level, Profile profile) {
    for (const std::uint32_t m : mayors) world.actors.level[m] = level;
    std::ranges::fill(world.communes.mayor_profile.all(), profile);
  }
  void acquaint() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t k = 0; k < mayors.size(); ++k) {
      pairs.emplace_back(mayors[k], companies[k]);
      pairs.emplace_back(mayors[k], associations[k]);
    }
    lien_test::connect(world, executor, pairs);
  }
  /// Empties the plan, then one month.
  void month(int t) {
    world.plan = {};
    std::ranges::fill(world.epcis.promotion.all(), 0.0F);
    territory::MayorActs acts(scenario.mayors);
    lien_test::run_once(acts, world, t, executor, scenario);
  }
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::vector<std::uint32_t> mayors, companies, associations;
};

// L31: exp(−24·base·level factor·(.74 + .71)).
TEST(MayorActs, LeaveTwoYearsWithoutACallAsOftenAsL31Says) {
  const territory::MayorParameters p = plain();
  const std::array<std::pair<Level, double>, 3> limit{
      {{Level::none, 0.900865}, {Level::aware, 0.706099}, {Level::involved, 0.498576}}};
  Mayors m(p);
  int t = 0;
  for (const auto& [level, silent] : limit) {
    const double calls = p.rate(Role::call_event, level, Profile::gestionnaire) +
                         p.rate(Role::animate_workshop, level, Profile::gestionnaire);
    EXPECT_NEAR(std::exp(-24 * calls), silent, 5e-7);
    m.set(level, Profile::gestionnaire);
    std::ranges::fill(m.world.communes.last_gathering.all(), std::int16_t{-32768});
    for (const int end = t + 24; t < end; ++t) m.month(t);
    int never = 0;
    for (std::size_t c = 0; c < communes; ++c) never += m.world.communes.last_gathering[c] == -32768;
    EXPECT_TRUE(share_agrees(never, communes, silent)) << "false alarm 7e-6";
  }
}

TEST(MayorActs, AreTheProductOfBaseLevelShareAndProfile) {
  territory::MayorParameters p;
  p.base_role = 0.02;
  EXPECT_DOUBLE_EQ(p.rate(Role::public_partnership, Level::engaged, Profile::gestionnaire), 0.02 * 0.54 * 2);
  EXPECT_DOUBLE_EQ(p.rate(Role::animate_workshop, Level::aware, Profile::coordinateur_citoyen),
                   0.02 * 0.5 * 0.71 * 1.6);
  EXPECT_DOUBLE_EQ(p.rate(Role::promote, Level::none, Profile::idealiste), 0.02 * 0.15 * 0.64 * 1.5);
  for (const auto& row : p.multipliers) {
    double sum = 0;
    for (const double x : row) sum += x;
    EXPECT_NEAR(sum, 6, 1e-12);
  }
}

// Poisson totals over 3 000 mayors and four months; 4.5 standard errors, false alarm 7e-6 each.
TEST(MayorActs, HappenAtTheRateOfTheirRole) {
  territory::MayorParameters p = plain();
  p.base_role = 0.2;
  Mayors m(p);
  m.acquaint();
  std::array<double, 6> seen{};
  for (int t = 0; t < 4; ++t) {
    m.month(t);
    const auto& f = m.world.flows;
    seen[0] += static_cast<double>(f.mayor_events_called);
    seen[1] += static_cast<double>(f.mayor_workshops_called);
    seen[2] += static_cast<double>(f.mayor_introductions);
    seen[3] += static_cast<double>(f.mayor_promotions);
    seen[5] += static_cast<double>(f.mayor_partner_calls);
    EXPECT_EQ(m.world.plan.calls.size(),
              static_cast<std::size_t>(f.mayor_events_called + f.mayor_workshops_called));
    double action = 0, seeking = 0;
    for (const float a : m.world.epcis.promotion.all()) action += a;
    for (const auto s : m.world.communes.seeks_partners.all()) seeking += s;
    EXPECT_NEAR(action, 0.02 * static_cast<double>(f.mayor_promotions), 1e-3);
    EXPECT_GT(seeking, 0);
    EXPECT_LE(seeking, static_cast<double>(f.mayor_partner_calls));
  }
  for (const std::size_t r : {0UL, 1UL, 3UL, 5UL}) {
    const double expected = 4 * communes * 0.2 * territory::q8_shares[r];
    EXPECT_NEAR(seen[r], expected, 4.5 * std::sqrt(expected)) << r;
  }
  // An introduction needs one of two orders out of four picks: P(16 attempts fail) = 2^-16.
  const double expected = 4 * communes * 0.2 * territory::q8_shares[2];
  EXPECT_NEAR(seen[2], expected, 4.5 * std::sqrt(expected) + 1);
  EXPECT_EQ(m.world.flows.mayor_join_requests, 0) << "there is no project";
}

TEST(MayorActs, CallsSayWhoWhereAndInWhatOrder) {
  territory::MayorParameters p = plain();
  p.base_role = 3;
  Mayors m(p, 1, 50);
  m.month(7);
  std::uint32_t last = 0;
  int ordinal = -1;
  for (const territory::Call& call : m.world.plan.calls) {
    EXPECT_EQ(m.world.actors.kind[call.organiser], Kind::mayor);
    EXPECT_EQ(call.commune, m.world.actors.commune[call.organiser]);
    EXPECT_TRUE(call.by_mayor);
    EXPECT_EQ(call.reach, territory::CallReach::around);
    EXPECT_NE(call.modality, Modality::project);
    ordinal = call.organiser == last ? ordinal + 1 : 0;
    EXPECT_EQ(call.ordinal, ordinal);
    EXPECT_GE(call.organiser, last);
    last = call.organiser;
    EXPECT_EQ(m.world.communes.last_gathering[call.commune], 7);
  }
  EXPECT_GT(m.world.plan.calls.size(), 100U);
}

TEST(MayorActs, IntroduceStrangersOfDifferentFamilies) {
  territory::MayorParameters p = plain();
  p.base_role = 2;
  Mayors m(p, 1, 200);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t k = 0; k < 200; ++k) {
    pairs.emplace_back(m.mayors[k], m.companies[k]);
    pairs.emplace_back(m.mayors[k], m.associations[k]);
    pairs.emplace_back(m.mayors[k], m.associations[(k + 1) % 200]);
    if (k % 2 == 0) pairs.emplace_back(m.companies[k], m.associations[k]);  // these two know each other
  }
  lien_test::connect(m.world, m.executor, pairs);
  m.month(0);
  ASSERT_GT(m.world.plan.meetings.size(), 100U);
  for (const territory::ArrangedMeeting& meeting : m.world.plan.meetings) {
    EXPECT_LT(meeting.low_row, meeting.high_row);
    EXPECT_NE(m.world.family(meeting.low_row), m.world.family(meeting.high_row));
    EXPECT_LT(m.world.ties.store.find(meeting.low_row, meeting.high_row), 0);
    EXPECT_EQ(meeting.occasion, territory::Occasion::introduction);
    EXPECT_TRUE(meeting.by_mayor);
    EXPECT_EQ(meeting.bonus_low, 0.0F);
    EXPECT_EQ(meeting.bonus_high, 0.0F);
  }
}

TEST(MayorActs, AskToJoinTheProjectOfTheirEpciWhoseLeadTheyTrustMost) {
  territory::MayorParameters p = plain();
  p.base_role = 40;  // everybody wishes, often
  Mayors m(p, 1, 3);
  m.acquaint();
  auto& projects = m.world.projects;
  projects.table.append(m.world.uids, 5);
  const auto uid = [&](std::uint32_t row) { return m.world.actors.table.uid(row).value; };
  const auto set = [&](std::size_t row, std::uint32_t lead, std::uint32_t epci, territory::Stage stage) {
    projects.lead[row] = uid(lead);
    projects.members[row][0] = uid(lead);
    projects.member_count[row] = 1;
    projects.epci[row] = epci;
    projects.stage[row] = stage;
  };
  const std::uint32_t here = m.world.epci_of_actor(m.mayors[0]);
  set(0, m.companies[0], here, territory::Stage::emerge);
  set(1, m.associations[0], here, territory::Stage::perpetuate);
  set(2, m.associations[0], here, territory::Stage::deployed);    // over
  set(3, m.associations[1], here, territory::Stage::emerge);      // a stranger to mayor 0
  set(4, m.associations[0], here + 7, territory::Stage::emerge);  // elsewhere
  const auto tie = m.world.ties.store.find(m.mayors[0], m.associations[0]);
  m.world.ties.trust_ij[static_cast<std::size_t>(tie)] = 0.9;
  m.month(0);
  std::vector<std::uint32_t> asked;
  for (const territory::ProjectRequest& r : m.world.plan.project_requests)
    if (r.actor == m.mayors[0]) asked.push_back(r.project);
  EXPECT_EQ(asked, (std::vector<std::uint32_t>{1, 0}));
  projects.members[1][1] = uid(m.mayors[0]);
  projects.member_count[1] = 2;
  m.month(1);
  asked.clear();
  for (const territory::ProjectRequest& r : m.world.plan.project_requests)
    if (r.actor == m.mayors[0]) asked.push_back(r.project);
  EXPECT_EQ(asked, (std::vector<std::uint32_t>{0})) << "a member does not ask";
}

TEST(MayorActs, DoNothingWhenOffAndTheSameOnAnyThreads) {
  territory::MayorParameters p = plain();
  p.enabled = false;
  p.base_role = 3;
  Mayors off(p, 1, 20);
  off.acquaint();
  const auto before = lien_test::fingerprints(off.world);
  off.month(0);
  EXPECT_EQ(lien_test::fingerprints(off.world), before);
  EXPECT_TRUE(off.world.plan.calls.empty() && off.world.plan.meetings.empty());

  p.enabled = true;
  p.base_role = 0.5;
  Mayors one(p, 1, 300), three(p, 3, 300);
  for (Mayors* m : {&one, &three}) {
    m->acquaint();
    m->month(5);
  }
  EXPECT_EQ(lien_test::fingerprints(one.world), lien_test::fingerprints(three.world));
  ASSERT_EQ(one.world.plan.meetings.size(), three.world.plan.meetings.size());
  for (std::size_t k = 0; k < one.world.plan.meetings.size(); ++k) {
    EXPECT_EQ(one.world.plan.meetings[k].low_row, three.world.plan.meetings[k].low_row);
    EXPECT_EQ(one.world.plan.meetings[k].high_row, three.world.plan.meetings[k].high_row);
  }
}

// Each parameter moves its quantity; the draws are common, so no noise can turn the sign.
TEST(MayorActs, FollowEveryParameter) {
  using Change = std::function<void(territory::MayorParameters&)>;
  const auto acts = [](const territory::MayorParameters& p) {
    Mayors m(p, 1, 400);
    m.set(Level::aware, Profile::idealiste);
    m.acquaint();
    auto& projects = m.world.projects;  // one a mayor, led by the company it knows
    const std::uint32_t first = projects.table.append(m.world.uids, 400);
    for (std::uint32_t k = 0; k < 400; ++k) {
      projects.lead[first + k] = m.world.actors.table.uid(m.companies[k]).value;
      projects.members[first + k][0] = projects.lead[first + k];
      projects.member_count[first + k] = 1;
      projects.epci[first + k] = m.world.epci_of_actor(m.companies[k]);
    }
    std::array<double, 7> seen{};
    for (int t = 0; t < 6; ++t) {
      m.month(t);
      const auto& f = m.world.flows;
      seen[0] += static_cast<double>(f.mayor_events_called);
      seen[1] += static_cast<double>(f.mayor_workshops_called);
      seen[2] += static_cast<double>(f.mayor_introductions);
      seen[3] += static_cast<double>(f.mayor_promotions);
      seen[4] += static_cast<double>(f.mayor_join_requests);
      seen[5] += static_cast<double>(f.mayor_partner_calls);
      for (const float a : m.world.epcis.promotion.all()) seen[6] += a;
    }
    return seen;
  };
  territory::MayorParameters base = plain();
  base.base_role = 0.1;
  const auto before = acts(base);
  const std::vector<std::pair<Change, std::vector<std::size_t>>> changes{
      {[](auto& p) { p.base_role *= 2; }, {0, 1, 2, 3, 4, 5, 6}},
      {[](auto& p) { p.level_factors[1] *= 2; }, {0, 1, 2, 3, 4, 5, 6}},
      {[](auto& p) { p.multipliers[1][0] = 2; }, {0}},
      {[](auto& p) { p.multipliers[1][1] = 2; }, {1}},
      {[](auto& p) { p.multipliers[1][2] = 2; }, {2}},
      {[](auto& p) { p.multipliers[1][3] = 2; }, {3, 6}},
      {[](auto& p) { p.multipliers[1][4] = 2; }, {4}},
      {[](auto& p) { p.multipliers[1][5] = 2; }, {5}},
      {[](auto& p) { p.promote_gain *= 2; }, {6}},
  };
  for (std::size_t c = 0; c < changes.size(); ++c) {
    territory::MayorParameters p = base;
    changes[c].first(p);
    const auto after = acts(p);
    for (std::size_t k = 0; k < before.size(); ++k) {
      if (std::ranges::find(changes[c].second, k) != changes[c].second.end()) {
        EXPECT_GT(after[k], before[k]) << "change " << c << ", quantity " << k;
      } else {
        EXPECT_NEAR(after[k], before[k], 1e-9) << "change " << c << ", quantity " << k;
      }
    }
  }
}

TEST(Profiles, FollowTheirSharesAndChangeWithTheMayor) {
  const territory::ProfileShares shares{0.4, 0.3, 0.2, 0.1, 0.0};
  territory::MayorParameters p;
  p.profile_shares = shares;
  Mayors m(p);
  territory::draw_profiles(m.world, shares, m.scenario.run.key());
  const std::vector<Profile> first(m.world.communes.mayor_profile.all().begin(),
                                   m.world.communes.mayor_profile.all().end());
  std::vector<double> counts(5, 0);
  for (const Profile profile : first) ++counts[static_cast<std::size_t>(profile)];
  EXPECT_TRUE(counts_follow(counts, {shares.begin(), shares.end()})) << "false alarm 1e-5";

  territory::ElectionParameters e;
  e.months = {2};
  e.mayor_turnover = 0.5;
  const territory::TraitDrawer traits(m.scenario.traits, m.scenario.needs.weights);
  territory::Elections elections(e, traits, {0, 0, 0, 0, 1});
  lien_test::run_once(elections, m.world, 2, m.executor, m.scenario);
  int changed = 0;
  for (std::size_t c = 0; c < communes; ++c) {
    const Profile now = m.world.communes.mayor_profile[c];
    changed += now != first[c];
    EXPECT_TRUE(now == first[c] || now == Profile::coordinateur_citoyen);
  }
  EXPECT_EQ(changed, m.world.flows.mayors_replaced);
}

// 3 000 pairs of mayor and association; 4.5 standard errors of the difference of two Poisson-like counts.
TEST(PublicPartnerships, AreBornFasterWhereTheMayorLooksForThem) {
  Mayors m;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t k = 0; k < m.mayors.size(); ++k) pairs.emplace_back(m.mayors[k], m.associations[k]);
  const auto ties = lien_test::connect(m.world, m.executor, pairs);
  for (const std::uint32_t t : ties) m.world.ties.trust_ij[t] = m.world.ties.trust_ji[t] = 0.7;
  for (const std::uint32_t a : m.associations) m.world.actors.level[a] = Level::involved;
  for (std::size_t c = 0; c < communes; c += 2) m.world.communes.seeks_partners[c] = 1;
  m.scenario.partnerships.birth_rate = 0.1;
  const auto born = [&](double factor) {
    for (const std::uint32_t t : ties) m.world.ties.alliance[t] = territory::Alliance::none;
    std::ranges::fill(m.world.actors.used.all(), 0);
    territory::Partnerships births(m.scenario.partnerships, m.scenario.traits, m.scenario.needs,
                                   m.scenario.trust, factor);
    lien_test::run_once(births, m.world, 0, m.executor, m.scenario);
    std::array<double, 2> count{};
    for (std::size_t k = 0; k < ties.size(); ++k)
      count[m.world.communes.seeks_partners[m.world.actors.commune[m.mayors[k]]]] +=
          m.world.ties.alliance[ties[k]] != territory::Alliance::none;
    return count;
  };
  const auto neutral = born(1), twice = born(2);
  EXPECT_EQ(twice[0], neutral[0]) << "other mayors' pairs are as they were";
  EXPECT_GT(neutral[1], 30);
  EXPECT_NEAR(twice[1], 2 * neutral[1], 4.5 * std::sqrt(neutral[1] + twice[1] + 2 * neutral[1]));
  EXPECT_GT(twice[1], 1.4 * neutral[1]);
}

}  // namespace
