// Semantics and skill: what workshops, successes, the resource centre and the parcours teach (SM12).
#include "models/territory/submodels/skills.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using territory::Level;
using territory::SkillParameters;
namespace outcome = territory::outcome;
namespace participation = territory::participation;

SkillParameters switched_on() {
  SkillParameters p;
  p.enabled = true;
  p.resource_centre_month = 10000;
  return p;
}

/// Four EPCI with two open catalysts each, of skill 0.2; everybody else is aware, of semantics 0.4.
struct Town {
  explicit Town(SkillParameters p = switched_on(), double academic = 1.5)
      : parameters(std::move(p)),
        academic_semantics(academic),
        scenario(lien_test::friendless_scenario()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(12)), executor),
        world(model.world()),
        seats(world.roster.catalyst_seats()) {
    for (std::size_t i = 0; i < world.actors.size(); ++i) {
      world.actors.semantics[i] = 0.4F;
      world.actors.level[i] = Level::aware;
    }
    for (std::size_t k = 0; k < seats.size(); ++k) {
      world.actors.active[seats[k]] = k % 8 < 2;
      world.actors.level[seats[k]] = Level::none;
      world.catalysts.skill[k] = 0.2F;
    }
  }
  void month(int t) {
    territory::Skills skills(parameters, academic_semantics);
    lien_test::run_once(skills, world, t, executor, scenario);
  }
  float semantics(std::size_t row) const { return world.actors.semantics[row]; }
  SkillParameters parameters;
  double academic_semantics;
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::span<const std::uint32_t> seats;
};

TEST(Semantics, WearWithoutUse) {
  Town town;
  for (int t = 1; t <= 24; ++t) {
    town.month(t);
    EXPECT_NEAR(town.semantics(0), 0.4 * std::pow(0.998, t), 1e-5);
  }
}

TEST(Semantics, SettleWhereSittingsAndWearMeet) {
  Town town;
  town.world.actors.participation[1] = participation::workshop;
  town.world.actors.participation[2] = participation::workshop | participation::academic_workshop;
  town.world.actors.participation[3] = participation::event | participation::place;
  town.month(0);
  EXPECT_NEAR(town.semantics(1), 0.4 + 0.05 * 0.6 - 0.002 * 0.4, 1e-6);
  EXPECT_NEAR(town.semantics(2), 0.4 + 0.075 * 0.6 - 0.002 * 0.4, 1e-6);
  EXPECT_NEAR(town.semantics(3), 0.4 - 0.002 * 0.4, 1e-6);
  for (int t = 1; t < 400; ++t) town.month(t);
  EXPECT_NEAR(town.semantics(1), 0.05 / 0.052, 1e-5);
  EXPECT_NEAR(town.semantics(2), 0.075 / 0.077, 1e-5);
}

TEST(Semantics, GrowWithWhatAnotherFamilyDelivers) {
  Town town;
  const auto companies = lien_test::rows_of(town.world, Kind::company10);
  const auto associations = lien_test::rows_of(town.world, Kind::association);
  const auto ties = lien_test::connect(town.world, town.executor,
                                       {{companies[0], associations[0]},  // both deliver
                                        {companies[1], associations[1]},  // only the higher uid delivers
                                        {companies[2], associations[2]},  // an encounter
                                        {companies[3], companies[4]}});   // one family
  town.world.ties.outcome[ties[0]] = outcome::interacted | outcome::from_high | outcome::from_low;
  town.world.ties.outcome[ties[1]] = outcome::interacted | outcome::from_high;
  town.world.ties.outcome[ties[2]] = outcome::met | outcome::met_from_high | outcome::met_from_low;
  town.world.ties.outcome[ties[3]] = outcome::interacted | outcome::from_high | outcome::from_low;
  town.month(0);
  const double learnt = 0.4 + 0.01 * 0.6 - 0.002 * 0.4, worn = 0.4 - 0.002 * 0.4;
  EXPECT_NEAR(town.semantics(companies[0]), learnt, 1e-6);
  EXPECT_NEAR(town.semantics(associations[0]), learnt, 1e-6);
  EXPECT_LT(companies[1], associations[1]);
  EXPECT_NEAR(town.semantics(companies[1]), learnt, 1e-6);
  EXPECT_NEAR(town.semantics(associations[1]), worn, 1e-6);
  for (const std::uint32_t row : {companies[2], associations[2], companies[3], companies[4]})
    EXPECT_NEAR(town.semantics(row), worn, 1e-6);
  for (int t = 1; t < 3000; ++t) town.month(t);
  EXPECT_NEAR(town.semantics(companies[0]), 0.01 / 0.012, 1e-4) << "one success a month";
}

TEST(Semantics, ComeFromTheResourceCentreOnceItIsOpenAndFromLevers) {
  SkillParameters p = switched_on();
  p.resource_centre_month = 106;
  Town town(p);
  town.month(105);
  EXPECT_NEAR(town.semantics(0), 0.4 * 0.998, 1e-6);
  town.month(106);
  EXPECT_NEAR(town.semantics(0), 0.4 * 0.998 * 0.998 + 0.001, 1e-6);
  for (int t = 107; t < 3000; ++t) town.month(t);
  EXPECT_NEAR(town.semantics(0), 0.5, 1e-3);
  town.world.epcis.learning_inflow[town.world.epci_of_actor(0)] = 0.01F;
  const float skill = town.world.catalysts.skill[0];
  town.month(3000);
  EXPECT_NEAR(town.semantics(0), 0.51, 1e-3);
  EXPECT_NEAR(town.world.catalysts.skill[0], skill + 0.01, 1e-6);
  EXPECT_EQ(town.world.catalysts.skill[8], 0.2F) << "in another EPCI";
  for (int t = 3001; t < 3200; ++t) town.month(t);
  EXPECT_EQ(town.world.catalysts.skill[0], 1.0F);
  EXPECT_EQ(town.semantics(0), 1.0F);
}

TEST(AcademicWorkshops, AreThoseOfACatalystWithAnAcademicHost) {
  Town town;
  auto& workshops = town.world.workshops;
  const std::uint32_t first = workshops.table.append(town.world.uids, 3);
  const std::uint32_t organisers[] = {town.seats[0], town.seats[1], 0};  // academic, economic, a mayor
  town.world.catalysts.host[0] = territory::Host::academic;
  town.world.catalysts.host[1] = territory::Host::economic;
  for (std::uint32_t w = 0; w < 3; ++w) {
    workshops.organiser[first + w] = town.world.actors.table.uid(organisers[w]).value;
    workshops.count[first + w] = 2;
    for (std::uint32_t k = 0; k < 2; ++k)
      workshops.roster[first + w][k] = town.world.actors.table.uid(10 + 2 * w + k).value;
  }
  for (std::uint32_t i = 10; i < 15; ++i) town.world.actors.participation[i] = participation::workshop;
  town.world.actors.participation[11] = participation::event;  // on the roster, did not come
  territory::AcademicWorkshops note(town.parameters);
  lien_test::run_once(note, town.world, 0, town.executor, town.scenario);
  EXPECT_EQ(town.world.actors.participation[10], participation::workshop | participation::academic_workshop);
  EXPECT_EQ(town.world.actors.participation[11], participation::event);
  for (std::uint32_t i = 12; i < 15; ++i)
    EXPECT_EQ(town.world.actors.participation[i], participation::workshop) << i;
}

SkillParameters parcours(SkillParameters::Pairs pairs = SkillParameters::Pairs::single) {
  SkillParameters p = switched_on();
  p.parcours_starts = {sim::Month{10}};
  p.parcours_pairs = pairs;
  return p;
}

/// Seats that are or were in a parcours.
std::vector<std::size_t> trained(const Town& town) {
  std::vector<std::size_t> seats;
  for (std::size_t k = 0; k < town.seats.size(); ++k)
    if (town.world.catalysts.parcours_month[k] >= 0) seats.push_back(k);
  return seats;
}

TEST(Parcours, TakesOneCatalystATerritoryAndTeachesInItsSessions) {
  Town town(parcours());
  EXPECT_TRUE(trained(town).empty());
  town.month(9);
  EXPECT_TRUE(trained(town).empty());
  const double after[] = {0.1, 0.1, 0.19, 0.19, 0.19, 0.271, 0.271, 0.271, 0.3439, 0.3439, 0.3439};
  for (int t = 10; t <= 20; ++t) {
    town.month(t);
    ASSERT_EQ(trained(town).size(), town.world.epcis.table.rows());
    for (const std::size_t k : trained(town))
      EXPECT_NEAR(town.world.catalysts.skill[k], 1 - 0.8 * (1 - after[t - 10]), 1e-6) << "month " << t;
  }
  for (std::size_t e = 0; e < town.world.epcis.table.rows(); ++e) {
    int here = 0;
    for (std::size_t k = 8 * e; k < 8 * e + 8; ++k) {
      here += town.world.catalysts.parcours_month[k] >= 0;
      EXPECT_EQ(town.world.catalysts.skill[k] == 0.2F, town.world.catalysts.parcours_month[k] < 0);
    }
    EXPECT_EQ(here, 1);
  }
}

TEST(Parcours, HasPlacesForSoManyTerritoriesAndForNobodyTwice) {
  SkillParameters p = parcours();
  p.parcours_territories = 2;
  p.parcours_starts = {sim::Month{10}, sim::Month{11}};
  Town town(p);
  town.month(10);
  const auto first = trained(town);
  EXPECT_EQ(first.size(), 2U);
  town.month(11);
  EXPECT_EQ(trained(town).size(), 4U) << "two more, nobody again";
  town.world.actors.active[town.seats[first[0]]] = 0;
  town.month(12);
  EXPECT_EQ(town.world.catalysts.parcours_month[first[0]], -1) << "whoever opens there is new";
}

TEST(Parcours, OfNobodyChangesNothing) {
  Town town(parcours(SkillParameters::Pairs::none));
  for (int t = 9; t < 25; ++t) town.month(t);
  EXPECT_TRUE(trained(town).empty());
}

TEST(Parcours, IrrigatesTheContactsWhoAreAware) {
  for (const auto pairs : {SkillParameters::Pairs::single, SkillParameters::Pairs::pair}) {
    Town town(parcours(pairs));
    town.month(10);
    const std::size_t seat = trained(town)[0], other = seat % 8 == 0 ? seat + 1 : seat - 1;
    const auto people = lien_test::rows_of(town.world, Kind::tpe);
    lien_test::connect(
        town.world, town.executor,
        {{people[0], town.seats[seat]}, {people[1], town.seats[seat]}, {people[2], town.seats[other]}});
    town.world.actors.level[people[1]] = Level::none;
    const double skill = town.world.catalysts.skill[seat], before = town.semantics(people[0]);
    town.month(11);
    const double factor = pairs == SkillParameters::Pairs::pair ? 2 : 1;
    EXPECT_NEAR(town.semantics(people[0]), before * 0.998 + 0.005 * skill * factor, 1e-6);
    EXPECT_NEAR(town.semantics(people[1]), before * 0.998, 1e-6) << "not aware";
    EXPECT_NEAR(town.semantics(people[2]), before * 0.998, 1e-6) << "a catalyst that was not there";
    for (int t = 12; t < 40; ++t) town.month(t);
    EXPECT_GT(town.semantics(people[0]), town.semantics(people[1]) + 0.03) << "it goes on after the end";
  }
}

/// Semantics of one who sits in workshops (every other one academic), of one to whom others deliver, of one
/// who does nothing and of a contact of a trained catalyst, and its skill, after two years.
struct Learnt {
  double sitter, partner, idle, irrigated, skill;
};
Learnt learnt_with(const std::function<void(SkillParameters&)>& change, double academic = 1.5) {
  SkillParameters p = parcours(SkillParameters::Pairs::pair);
  p.resource_centre_month = 20;
  change(p);
  Town town(p, academic);
  const auto tpe = lien_test::rows_of(town.world, Kind::tpe);
  const auto associations = lien_test::rows_of(town.world, Kind::association);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs{{tpe[1], associations[0]}};
  for (const std::uint32_t seat : town.seats) pairs.emplace_back(tpe[3], seat);
  const auto ties = lien_test::connect(town.world, town.executor, pairs);
  town.world.ties.outcome[ties[0]] = outcome::interacted | outcome::from_high | outcome::from_low;
  for (int t = 10; t < 34; ++t) {
    town.world.actors.participation[tpe[0]] =
        t % 2 ? participation::workshop : participation::workshop | participation::academic_workshop;
    town.month(t);
  }
  double skill = 0;
  for (std::size_t k = 0; k < town.seats.size(); ++k) skill += town.world.catalysts.skill[k];
  return {town.semantics(tpe[0]), town.semantics(tpe[1]), town.semantics(tpe[2]), town.semantics(tpe[3]),
          skill};
}

TEST(Skills, EachParameterMovesThemItsWay) {
  using P = SkillParameters;
  const Learnt base = learnt_with([](P&) {});
  EXPECT_LT(learnt_with([](P& p) { p.sem_sitting = 0.025; }).sitter, base.sitter - 0.01);
  EXPECT_GT(learnt_with([](P&) {}, 2).sitter, base.sitter + 1e-3);
  EXPECT_GT(learnt_with([](P& p) { p.sem_success = 0.02; }).partner, base.partner + 0.01);
  EXPECT_LT(learnt_with([](P& p) { p.sem_decay = 0.004; }).idle, base.idle - 0.01);
  EXPECT_GT(learnt_with([](P& p) { p.sem_resource = 0.002; }).idle, base.idle + 0.01);
  EXPECT_LT(learnt_with([](P& p) { p.resource_centre_coverage = 0.5; }).idle, base.idle - 0.005);
  EXPECT_LT(learnt_with([](P& p) { p.resource_centre_month = 30; }).idle, base.idle - 0.005);
  EXPECT_GT(learnt_with([](P& p) { p.sem_spread = 0.01; }).irrigated, base.irrigated + 0.01);
  EXPECT_GT(learnt_with([](P& p) { p.pair_factor = 3; }).irrigated, base.irrigated + 0.01);
  EXPECT_GT(learnt_with([](P& p) { p.parcours_gain = 0.3; }).skill, base.skill + 0.1);
  EXPECT_LT(learnt_with([](P& p) { p.parcours_sessions = {1, 3}; }).skill, base.skill - 0.05);
  EXPECT_LT(learnt_with([](P& p) { p.parcours_months = 5; }).skill, base.skill - 0.05);
  EXPECT_LT(learnt_with([](P& p) { p.parcours_territories = 1; }).skill, base.skill - 0.05);
  EXPECT_LT(learnt_with([](P& p) { p.parcours_starts = {sim::Month{28}}; }).skill, base.skill - 0.05);
  EXPECT_LT(learnt_with([](P& p) { p.parcours_pairs = P::Pairs::single; }).irrigated, base.irrigated - 0.01);
}

TEST(Skills, SwitchedOffChangeNothing) {
  SkillParameters p = parcours();
  p.enabled = false;
  Town town(p);
  const auto before = lien_test::fingerprints(town.world);
  for (int t = 9; t < 25; ++t) town.month(t);
  EXPECT_EQ(lien_test::fingerprints(town.world), before);
}

}  // namespace
