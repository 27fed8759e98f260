// Where projects come from: workshops, copies in neighbour EPCI, what was there in January 2008 (SM9, D5).
#include <gtest/gtest.h>

#include <bit>

#include "models/territory/invariants.hpp"
#include "models/territory/submodels/project_births.hpp"
#include "models/territory/world/epci_neighbours.hpp"
#include "tests/models/projects/project_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ProjectTown;
using lien_test::Rows;
using lien_test::share_agrees;
using territory::Dynamic;
using territory::Kind;
using territory::Level;
using territory::Stage;
using Driver = territory::ProjectParameters::Driver;

/// `count` finished workshops of a company and two associations that trust each other.
struct Workshops : ProjectTown {
  Workshops(const territory::Scenario& s, std::size_t count)
      : ProjectTown(s, {static_cast<int>(count), 0, static_cast<int>(2 * count)}) {
    const auto teams = lien_test::teams_of(*this, count, 3);
    befriend(teams, 0.6);
    for (const Rows& team : teams) add_workshop(team);
  }
};

// 1 500 workshops; 4.5 standard errors, false alarm 7e-6.
TEST(Ideas, ComeFromTheShareOfWorkshopsThatMethodYields) {
  for (const auto& [idea, rigour] : {std::pair{0.35, 0.8}, {0.35, 0.4}, {0.9, 0.8}}) {
    territory::Scenario s = lien_test::quiet_projects();
    s.projects.idea_prob = idea;
    s.projects.rigour = rigour;
    Workshops town(s, 1500);
    town.add_workshop({town.of(Kind::company10)[0]}, 2);
    town.world.workshops.organiser[1500] = town.world.actors.table.uid(town.of(Kind::mayor)[0]).value;
    town.month(5);
    EXPECT_TRUE(share_agrees(static_cast<double>(town.world.projects.size()), 1500, idea * rigour));
    EXPECT_EQ(town.world.flows.projects_started, static_cast<std::int64_t>(town.world.projects.size()));
    EXPECT_EQ(town.world.workshops.table.rows(), 1U) << "those that are finished are forgotten";
    for (const auto& invariant : territory::invariants(s.partnerships.terms))
      EXPECT_NO_THROW(invariant.check(town.world)) << invariant.name;
  }
}

TEST(Ideas, NeedTrustAndInvolvedPeopleOfTwoFamilies) {
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.idea_prob = s.projects.rigour = 1;
  const auto born = [&](auto change, const territory::Scenario& scenario) {
    ProjectTown town(scenario, {2, 0, 8});
    const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0],
                    town.of(Kind::association)[1]};
    town.befriend({team}, 0.5);
    Rows roster = team;
    change(town, roster);
    town.add_workshop(roster);
    town.month(5);
    return town.world.projects.size();
  };
  const auto nothing = [](ProjectTown&, Rows&) {};
  EXPECT_EQ(born(nothing, s), 1U);
  EXPECT_EQ(born([](ProjectTown& t, Rows& r) { r[0] = t.of(Kind::association)[2]; }, s), 0U)
      << "one family only";
  EXPECT_EQ(born([](ProjectTown& t, Rows& r) { t.world.actors.level[r[1]] = Level::aware; }, s), 0U);
  EXPECT_EQ(born([](ProjectTown& t, Rows&) { t.trust_in(0, 0.3); }, s), 0U);
  territory::Scenario trusting = s, many = s;
  trusting.projects.idea_trust = 0.55;
  EXPECT_EQ(born(nothing, trusting), 0U);
  many.projects.members_min = 4;
  EXPECT_EQ(born(nothing, many), 0U);
}

TEST(Ideas, AreLedByTheMostTrustedAndCapped) {
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.idea_prob = s.projects.rigour = 1;
  s.projects.members_max = 6;
  ProjectTown town(s, {1, 0, 9});
  const Rows associations = town.of(Kind::association);
  Rows team{town.of(Kind::company10)[0]};
  team.insert(team.end(), associations.begin(), associations.end());
  town.befriend({team}, 0.6);
  for (std::size_t k = 0; k + 1 < associations.size(); ++k)
    town.trust_in(
        static_cast<std::uint32_t>(town.world.ties.store.find(associations[k], associations.back())), 0.9);
  town.add_workshop(team);
  town.month(5);
  ASSERT_EQ(town.world.projects.size(), 1U);
  EXPECT_EQ(town.world.projects.lead[0], town.world.actors.table.uid(associations.back()).value);
  EXPECT_EQ(town.world.projects.member_count[0], 6);
  EXPECT_EQ(town.world.projects.money[0], 12.0F);
  EXPECT_FLOAT_EQ(town.world.projects.viability[0], 0.3F);
}

TEST(Ideas, StartWithWhatTheTerritoryGives) {
  const auto first = [](auto change) {
    territory::Scenario s = lien_test::quiet_projects();
    s.projects.idea_prob = s.projects.rigour = 1;
    change(s);
    Workshops town(s, 1);
    town.world.epcis.valorisation[0] = 0.5F;
    town.world.epcis.project_money[0] = 3.0F;
    town.month(5);
    return std::array{town.world.projects.money[0], town.world.projects.viability[0],
                      town.world.projects.quality[0]};
  };
  const auto base = first([](auto&) {});
  EXPECT_FLOAT_EQ(base[0], 15.0F);
  EXPECT_FLOAT_EQ(base[1], 0.325F);
  EXPECT_FLOAT_EQ(first([](auto& s) { s.projects.project_money = 20; })[0], 23.0F);
  EXPECT_FLOAT_EQ(first([](auto& s) { s.projects.viability_start = 0.5; })[1], 0.525F);
  EXPECT_FLOAT_EQ(first([](auto& s) { s.valorisation.viability_start_gain = 0.1; })[1], 0.35F);
  EXPECT_LT(first([](auto& s) { s.projects.match_share = 0.6; })[2], base[2]) << "the match is one half";
}

TEST(Quality, IsThatOfTheFormula) {
  ProjectTown town(lien_test::quiet_projects(), {1, 0, 2});
  const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]};
  const float theta[] = {0.6F, 0.7F, 0.8F}, semantics[] = {0.2F, 0.3F, 0.4F};
  for (std::size_t k = 0; k < 3; ++k) {
    town.world.actors.trustworthiness[team[k]] = theta[k];
    town.world.actors.semantics[team[k]] = semantics[k];
    town.world.actors.weighted_need[team[k]].fill(0.1F);
    town.world.actors.weighted_need[team[k]][4] = 0.4F;
  }
  const territory::ProjectMaker maker(town.scenario.projects, 0.2);
  const territory::ProjectBirth birth = maker.conceive(town.world, team, team[0]);
  EXPECT_NEAR(birth.quality, 0.7 * (1 - 0.2 * (1 - 0.3)) * (0.7 + 0.3 * 0.4), 1e-6);
  EXPECT_TRUE(birth.domains & (1U << 4)) << "the greatest need comes first";
  EXPECT_EQ(birth.type, 2) << "its template";
  EXPECT_EQ(std::popcount(birth.domains), std::max(1, std::popcount(town.world.actors.competences[team[0]])));
}

TEST(Domains, FollowNeedOrSolutionWithinWhatTemplatesKnow) {
  const auto allowed = [](int templates) {
    territory::ProjectParameters p;
    p.project_templates = templates;
    return p.domains_allowed();
  };
  EXPECT_EQ(allowed(8), 0xFFFF);
  EXPECT_EQ(allowed(1), 0x0003);
  EXPECT_EQ(std::popcount(allowed(3)), 6);
  ProjectTown town(lien_test::quiet_projects(), {1, 0, 2});
  const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]};
  town.world.actors.competences[team[0]] = 0x0208;  // domains 4 and 10
  for (const std::uint32_t row : team) town.world.actors.weighted_need[row][15] = 0.9F;
  const auto domains = [&](Driver driver, int templates) {
    town.scenario.projects.idea_driver = driver;
    town.scenario.projects.project_templates = templates;
    return territory::ProjectMaker(town.scenario.projects, 0.2).conceive(town.world, team, team[0]).domains;
  };
  EXPECT_EQ(domains(Driver::need, 8), 0x8001) << "two domains, as its lead has two competences";
  EXPECT_EQ(domains(Driver::solution, 8), 0x0208);
  EXPECT_EQ(domains(Driver::need, 1), 0x0003);
  EXPECT_EQ(domains(Driver::solution, 1), 0x0003) << "what its lead can do is no known project: need decides";
}

TEST(Domains, AreTheOnlyOneWhereAScenarioSaysSo) {
  ProjectTown town(lien_test::quiet_projects(), {1, 0, 2});
  const Rows team{town.of(Kind::company10)[0], town.of(Kind::association)[0], town.of(Kind::association)[1]};
  town.world.actors.competences[team[0]] = 0x0208;
  for (const std::uint32_t row : team) {
    town.world.actors.weighted_need[row].fill(0.9F);
    town.world.actors.weighted_need[row][4] = 0.2F;  // the least pressing of all
  }
  town.scenario.projects.only_domain = territory::ProjectParameters::OnlyDomain{5};
  for (const Driver driver : {Driver::need, Driver::solution}) {
    town.scenario.projects.idea_driver = driver;
    const auto birth = territory::ProjectMaker(town.scenario.projects, 0.2).conceive(town.world, team, team[0]);
    EXPECT_EQ(birth.domains, 1U << 4);
    EXPECT_EQ(birth.type, 2) << "its template";
  }
  town.scenario.projects.project_templates = 1;  // serves domains 1 and 2
  EXPECT_EQ(town.scenario.projects.domains_allowed(), 0);
}

/// A town with two finished workshops of twelve who trust each other: ten associations and two companies in one,
/// ten companies and two TPE in the other.
struct TwoWorkshops : ProjectTown {
  explicit TwoWorkshops(const territory::Scenario& s) : ProjectTown(s, {12, 12, 24}) {
    const Rows companies = of(Kind::company10), tpe = of(Kind::tpe), associations = of(Kind::association);
    Rows mixed(companies.begin(), companies.begin() + 2), alone(companies.begin() + 2, companies.end());
    mixed.insert(mixed.end(), associations.begin(), associations.begin() + 10);
    alone.insert(alone.end(), tpe.begin(), tpe.begin() + 2);
    befriend({mixed, alone}, 0.9);
    add_workshop(mixed);
    add_workshop(alone);
  }
  /// Members of projects by whether they are companies.
  [[nodiscard]] std::array<int, 2> members() const {
    std::array<int, 2> count{};
    for (std::size_t k = 0; k < world.projects.size(); ++k)
      for (const std::uint32_t row : territory::member_rows(world, k))
        ++count[world.family(row) == territory::Family::company];
    return count;
  }
};

territory::Scenario open_to(territory::ProjectParameters::OpenTo whom) {
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.idea_prob = s.projects.rigour = 1;
  s.projects.open_to = whom;
  return s;
}

TEST(OpenTo, AsksForASecondFamilyOnlyWhereOneIsLetIn) {
  TwoWorkshops open(open_to(territory::ProjectParameters::OpenTo::everybody));
  open.month(0);
  ASSERT_EQ(open.world.projects.size(), 1U) << "the other workshop is of one family";
  EXPECT_EQ(open.members(), (std::array{10, 2}));
  TwoWorkshops closed(open_to(territory::ProjectParameters::OpenTo::companies));
  closed.month(0);
  ASSERT_EQ(closed.world.projects.size(), 1U) << "two companies are too few";
  EXPECT_EQ(closed.members(), (std::array{0, 12}));
}

TEST(OpenTo, CompaniesLetsNobodyElseExistCopyOrJoin) {
  for (const auto whom :
       {territory::ProjectParameters::OpenTo::everybody, territory::ProjectParameters::OpenTo::companies}) {
    territory::Scenario s = open_to(whom);
    s.projects.existing_projects = 2;
    s.projects.join_rate = 0.1;
    TwoWorkshops town(s);
    const auto lead = town.of(Kind::company10)[0];  // knows companies and associations, and all trust it
    const auto hub = town.add({lead, town.of(Kind::company10)[1], town.of(Kind::tpe)[0]});
    for (int month = 0; month < 24; ++month) town.month(month);
    EXPECT_GT(town.world.projects.size(), 2U);
    EXPECT_GT(town.members()[1], 0);
    const bool closed = whom == territory::ProjectParameters::OpenTo::companies;
    EXPECT_EQ(town.members()[0] == 0, closed);
    EXPECT_EQ(town.world.projects.member_count[hub] == 3, closed) << "associations join where they may";
  }
}

// 40 EPCI of 200 000 inhabitants; 4.5 standard errors of the rounding, at most 1/2 an EPCI.
TEST(Existing, AreAsManyAsInhabitantsSayAndOfTheInvolved) {
  for (const double rate : {0.33, 0.66}) {
    territory::Scenario s = lien_test::quiet_projects();
    s.projects.existing_projects = rate;
    s.projects.project_start_stage = Stage::perpetuate;
    ProjectTown town(s, {20, 0, 200}, 40);
    for (const std::uint32_t mayor : town.of(Kind::mayor)) town.world.actors.level[mayor] = Level::none;
    town.month(0);
    const auto& p = town.world.projects;
    EXPECT_NEAR(static_cast<double>(p.size()), 40 * 20 * rate, 4.5 * 0.5 * std::sqrt(40.0));
    int fewest = 99, most = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      EXPECT_EQ(p.stage[k], Stage::perpetuate);
      EXPECT_EQ(p.born[k], 0);
      const Rows members = territory::member_rows(town.world, k);
      EXPECT_GE(territory::families_of(town.world, members), 2);
      for (const std::uint32_t row : members) {
        EXPECT_TRUE(territory::can_be_member(town.scenario.projects, town.world.actors, row));
        EXPECT_EQ(town.world.epci_of_actor(row), p.epci[k]);
      }
      fewest = std::min<int>(fewest, p.member_count[k]);
      most = std::max<int>(most, p.member_count[k]);
    }
    EXPECT_EQ(fewest, 3);
    EXPECT_EQ(most, 5);
    const std::size_t before = p.size();
    town.month(1);
    EXPECT_EQ(p.size(), before) << "only the history's first month makes them";
    for (const auto& invariant : territory::invariants(s.partnerships.terms))
      EXPECT_NO_THROW(invariant.check(town.world)) << invariant.name;
  }
}

/// Deployed projects in the first of three EPCI; the second and third are its neighbours, in this order.
struct Copying {
  explicit Copying(const std::function<void(territory::Scenario&)>& change = [](auto&) {})
      : town(scenario(change), {300, 0, 600}, 3) {
    const Rows companies = town.of(Kind::company10), associations = town.of(Kind::association);
    std::vector<Rows> teams;
    for (std::size_t k = 0; k < 300; ++k)
      teams.push_back({companies[k], associations[2 * k], associations[2 * k + 1]});
    town.add_many(teams, Stage::deployed, 0.6);
    town.world.epcis.valorisation[0] = 1.0F;
    for (auto& dynamic : town.world.communes.dynamic.all()) dynamic = Dynamic::growing;
  }
  static territory::Scenario scenario(const std::function<void(territory::Scenario&)>& change) {
    territory::Scenario s = lien_test::quiet_projects();
    s.projects.copy_rate = 0.5;
    s.projects.deploy_hold = 10000;
    change(s);
    return s;
  }
  double copies() {
    town.month(1);
    return static_cast<double>(town.world.flows.projects_copied);
  }
  ProjectTown town;
};

// 300 deployed projects; 4.5 standard errors, false alarm 7e-6 each.
TEST(Copies, TakeWhereTheNeedIs) {
  Copying plain;
  const double copies = plain.copies();
  EXPECT_TRUE(share_agrees(copies, 300, 0.5 * 0.5)) << "the match is one half";
  const auto& p = plain.town.world.projects;
  double in_second = 0;
  for (std::size_t k = 300; k < p.size(); ++k) {
    EXPECT_EQ(p.stage[k], Stage::emerge);
    EXPECT_FLOAT_EQ(p.quality[k], 0.54F);
    EXPECT_EQ(p.domains[k], 1);
    EXPECT_NE(p.epci[k], 0U);
    in_second += p.epci[k] == 1;
  }
  EXPECT_TRUE(share_agrees(in_second, copies, 0.5));
  Copying needless;
  for (std::uint32_t i = 0; i < needless.town.world.actors.size(); ++i)
    needless.town.world.actors.weighted_need[i].fill(0.0F);
  EXPECT_EQ(needless.copies(), 0.0);
  Copying unseen;
  unseen.town.world.epcis.valorisation[0] = 0.0F;
  EXPECT_EQ(unseen.copies(), 0.0);
  EXPECT_LT(Copying([](auto& s) { s.projects.copy_rate = 0.1; }).copies(), 50.0);
}

TEST(Copies, NeedAnchoringUnlessTheArmSaysOtherwise) {
  for (const bool anchored : {true, false}) {
    Copying c([&](auto& s) { s.projects.anchored_copy = anchored; });
    for (auto& dynamic : c.town.world.communes.dynamic.all()) dynamic = Dynamic::emerging;
    EXPECT_EQ(c.copies() > 0.0, !anchored);
  }
}

TEST(Copies, GoToTheNearestAndLoseQuality) {
  Copying one([](auto& s) {
    s.projects.copy_neighbours = 1;
    s.projects.copy_quality = 0.5;
  });
  ASSERT_GT(one.copies(), 0.0);
  const auto& p = one.town.world.projects;
  for (std::size_t k = 300; k < p.size(); ++k) {
    EXPECT_EQ(p.epci[k], 1U);
    EXPECT_FLOAT_EQ(p.quality[k], 0.3F);
  }
  const auto nearest = territory::epci_neighbours(one.town.world.geography);
  EXPECT_EQ(nearest[0], (Rows{1, 2}));
  EXPECT_EQ(nearest[2], (Rows{1, 0}));
}

TEST(Projects, SwitchedOffDoNothing) {
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.enabled = false;
  s.projects.existing_projects = 2;
  Workshops town(s, 5);
  const auto before = lien_test::fingerprints(town.world);
  town.month(0);
  EXPECT_EQ(lien_test::fingerprints(town.world), before);
}

}  // namespace
