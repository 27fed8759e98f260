// States of communes by histories made by hand, solutions, accounts (SM17, SM18).
#include "models/territory/submodels/observers.hpp"

#include <gmock/gmock.h>

#include "models/territory/invariants.hpp"
#include "models/territory/live_partnerships.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/record.hpp"
#include "tests/support/project_rows.hpp"
#include "tests/support/stock_measure.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::CommuneHistory;
using territory::Dynamic;
using territory::never_gathered;
using territory::ObserverParameters;
using territory::ring_slot;
using territory::Stage;

ObserverParameters switched_on() {
  ObserverParameters p;
  p.enabled = true;
  p.q4_growing = 2;
  p.q4_anchored = 3;
  return p;
}

TEST(Dynamic, IsTheFirstStateThatHolds) {
  struct Case {
    const char* history;
    CommuneHistory h;
    Dynamic expected;
  };
  const Case cases[] = {
      {"nothing", {never_gathered, 0, 0, 0, 0, false}, Dynamic::none},
      {"a gathering 23 months ago", {23, 0, 0, 0, 0, false}, Dynamic::emerging},
      {"a gathering 24 months ago", {24, 0, 0, 0, 0, false}, Dynamic::none},
      {"somebody went elsewhere", {never_gathered, 1, 0, 0, 0, false}, Dynamic::emerging},
      {"a first project", {never_gathered, 0, 1, 0, 0, false}, Dynamic::emerging},
      {"a second project", {never_gathered, 0, 2, 1, 0, false}, Dynamic::growing},
      {"two projects as before", {never_gathered, 0, 2, 2, 0, true}, Dynamic::emerging},
      {"fewer projects than before", {0, 5, 2, 3, 0, true}, Dynamic::emerging},
      {"three that lasted", {never_gathered, 0, 3, 3, 3, true}, Dynamic::anchored},
      {"three that lasted, and one more", {never_gathered, 0, 4, 3, 3, true}, Dynamic::anchored},
      {"three that lasted, none past emergence", {never_gathered, 0, 3, 3, 3, false}, Dynamic::emerging},
      {"three, one of them young", {never_gathered, 0, 3, 3, 2, true}, Dynamic::emerging},
  };
  territory::ObserverParameters p;
  p.q4_growing = 2;
  p.q4_anchored = 3;
  for (const Case& c : cases) EXPECT_EQ(territory::dynamic_of(c.h, p), c.expected) << c.history;
}

TEST(Dynamic, EachThresholdDecides) {
  ObserverParameters p;
  const auto with = [](auto change) {
    ObserverParameters q;
    change(q);
    return q;
  };
  const CommuneHistory gathered{23, 0, 0, 0, 0, false}, visited{never_gathered, 2, 0, 0, 0, false},
      two{never_gathered, 0, 2, 1, 0, false}, three{never_gathered, 0, 3, 3, 3, true};
  EXPECT_EQ(dynamic_of(gathered, with([](auto& q) { q.q4_window = 12; })), Dynamic::none);
  EXPECT_EQ(dynamic_of(visited, with([](auto& q) { q.q4_min_attendances = 3; })), Dynamic::none);
  EXPECT_EQ(dynamic_of(two, with([](auto& q) { q.q4_growing = 3; })), Dynamic::emerging);
  EXPECT_EQ(dynamic_of(three, with([](auto& q) { q.q4_anchored = 4; })), Dynamic::emerging);
  EXPECT_EQ(dynamic_of(gathered, p), Dynamic::emerging);
  EXPECT_EQ(dynamic_of(three, p), Dynamic::anchored);
}

TEST(Dynamic, RingsGoRoundBeforeJanuary2008Too) {
  EXPECT_EQ(ring_slot(0), 0U);
  EXPECT_EQ(ring_slot(59), 59U);
  EXPECT_EQ(ring_slot(60), 0U);
  EXPECT_EQ(ring_slot(-1), 59U);
  EXPECT_EQ(ring_slot(-180), 0U);
}

/// Five communes: 1, 2, 3 in the first EPCI, 4 and 5 in the second. One mayor each and four organisations.
struct Watched {
  explicit Watched(const ObserverParameters& chosen = switched_on(),
                   const territory::ProjectFunding& funding = {})
      : parameters(chosen),
        scenario(lien_test::friendless_scenario()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(5, {1, 1, 2})), executor),
        world(model.world()),
        observers(parameters, funding) {
    std::ranges::fill(world.communes.last_gathering.all(), std::numeric_limits<std::int16_t>::min());
    for (std::uint32_t c = 0; c < 5; ++c) mayor[c] = world.roster.of(c, territory::Partner::mayor).front();
  }
  void months(int first, int last) {
    for (int t = first; t <= last; ++t) lien_test::run_once(observers, world, t, executor, scenario);
  }
  std::vector<Dynamic> states() const {
    return {world.communes.dynamic.all().begin(), world.communes.dynamic.all().end()};
  }
  territory::Tally whole(int month) {
    territory::Tally sum;
    for (const auto& t : epcis(month)) sum += t;
    return sum;
  }
  std::vector<territory::Tally> epcis(int month) const {
    return territory::tally(world, sim::Month{month}, territory::live_partnerships(world.ties, executor), {},
                            parameters, executor);
  }
  ObserverParameters parameters;
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Observers observers;
  std::array<std::uint32_t, 5> mayor{};
};

constexpr auto none = Dynamic::none, emerging = Dynamic::emerging, growing = Dynamic::growing,
               anchored = Dynamic::anchored;

TEST(Observers, FollowCommunesThroughTheYears) {
  Watched w;
  w.months(-30, 9);
  EXPECT_THAT(w.states(), testing::Each(none));
  w.world.communes.last_gathering[4] = 10;
  w.world.communes.attendances[3][ring_slot(10)] = 1;
  // Two members of the first commune count once.
  const std::uint32_t neighbour = w.mayor[0] + 1;
  ASSERT_EQ(w.world.actors.commune[neighbour], 0U);
  for (int k = 0; k < 3; ++k) lien_test::add_project(w.world, 0, 1, 10, {w.mayor[0], neighbour, w.mayor[1]});
  w.months(10, 10);
  EXPECT_THAT(w.states(), testing::ElementsAre(growing, growing, none, emerging, emerging));
  EXPECT_EQ(w.world.communes.project_counts[0][ring_slot(10)], 3);
  w.months(11, 33);
  EXPECT_THAT(w.states(), testing::ElementsAre(growing, growing, none, emerging, emerging));
  w.months(34, 34);  // 24 months later
  EXPECT_THAT(w.states(), testing::ElementsAre(emerging, emerging, none, none, none));
  w.months(35, 45);
  w.world.projects.stage[1] = Stage::perpetuate;
  w.months(45, 45);
  EXPECT_THAT(w.states(), testing::ElementsAre(anchored, anchored, none, none, none)) << "36 months of three";
  EXPECT_EQ(lien_test::stock_measure("anchored_share", w.whole(45)), 0.4);
  EXPECT_EQ(lien_test::stock_measure("none_share", w.whole(45)), 0.6);
  EXPECT_EQ(lien_test::stock_measure("pioneers", w.whole(45)), 1);
  const std::uint32_t gone[] = {2};
  w.world.projects.table.retire(gone);
  w.months(46, 46);
  EXPECT_THAT(w.states(), testing::ElementsAre(emerging, emerging, none, none, none));
}

TEST(Observers, HaveAnAnchorOfTheLengthAskedFor) {
  for (const int length : {24, 60}) {
    ObserverParameters p = switched_on();
    p.q4_anchor_months = length;
    Watched w(p);
    for (int k = 0; k < 3; ++k)
      w.world.projects.stage[lien_test::add_project(w.world, 0, 1, 0, {w.mayor[0]})] = Stage::deploy;
    w.months(0, length - 2);
    EXPECT_NE(w.states()[0], anchored) << length;
    w.months(length - 1, length - 1);
    EXPECT_EQ(w.states()[0], anchored) << length;
  }
}

TEST(Measures, TellSolutionsOfTheMonthByEpci) {
  Watched w;
  w.months(5, 5);
  w.world.epcis.perpetuated[0] = w.world.epcis.deployed[1] = 1;  // as projects count them
  const auto epcis = w.epcis(5);
  // 3 communes of 4 organisations, and 2.
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("territorial_innovation", epcis[0]), 1000.0 / 12);
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("societal_innovation", epcis[1]), 1000.0 / 8);
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("societal_innovation", w.whole(5)), 1000.0 / 20);
  for (const territory::FlowMeasure& flow : territory::flow_measures()) {
    if (flow.name == "projects_perpetuated") {
      EXPECT_EQ(flow.at_epci(epcis[0]), 1);
    }
    if (flow.name == "projects_deployed") {
      EXPECT_EQ(flow.at_epci(epcis[1]), 1);
    }
  }
}

TEST(Observers, SetGrantsAgainstWhatMembersAndIncomeBring) {
  Watched w(switched_on(), {.grant_months = 10, .member_contribution = 0.2});
  const auto p = lien_test::add_project(w.world, 1, 1, 0, {w.mayor[0], w.mayor[1]});
  lien_test::add_project(w.world, 1, 1, 0, {w.mayor[2]});  // never funded
  w.world.projects.viability[p] = 0.5F;
  w.months(0, 1);
  EXPECT_TRUE(std::isnan(lien_test::stock_measure("funder_leverage", w.whole(1)))) << "no grant yet";
  w.world.projects.granted[p] = 1;
  w.months(2, 5);
  EXPECT_DOUBLE_EQ(w.world.epcis.grants_given[1], 10);
  EXPECT_DOUBLE_EQ(w.world.epcis.cofunding[1], 4 * (0.5 + 2 * 0.2));
  EXPECT_DOUBLE_EQ(lien_test::stock_measure("funder_leverage", w.whole(5)), 0.36);
  w.world.epcis.cash_cut[1] = 0.2F;
  w.months(6, 6);
  EXPECT_NEAR(w.world.epcis.cofunding[1], 4 * 0.9 + 0.8 * 0.9, 1e-6) << "a crisis cuts it";
  w.world.projects.stage[p] = Stage::deployed;
  w.months(7, 9);
  EXPECT_NEAR(w.world.epcis.cofunding[1], 4.8 * 0.9, 1e-6) << "over";
}

TEST(Observers, SwitchedOffWriteNothingAndTellNothing) {
  ObserverParameters off;
  off.enabled = false;
  Watched w(off);
  lien_test::add_project(w.world, 0, 1, 0, {w.mayor[0]});
  const auto before = lien_test::fingerprints(w.world);
  w.months(0, 5);
  EXPECT_EQ(lien_test::fingerprints(w.world), before);
  for (const char* name : {"none_share", "company_performance", "territorial_innovation", "collective_trust",
                           "public_performance", "funder_leverage"})
    EXPECT_TRUE(std::isnan(lien_test::stock_measure(name, w.whole(5)))) << name;
}

// Watching changes nobody; threads change nothing.
TEST(Observers, LeaveEverythingElseAsItIs) {
  const auto run = [](bool enabled, int threads) {
    territory::Scenario scenario = lien_test::tiny_scenario();
    scenario.run.until = "2009-12";
    scenario.observers.enabled = enabled;
    const sim::Executor executor(threads, 64);
    territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor);
    territory::Record record(scenario, model.world(), executor);
    auto simulation = model.simulation();
    simulation.observe(
        [&](const territory::World& world, sim::Month month) { record.observe(world, month); });
    model.run(simulation);
    std::vector<double> figures;
    for (const auto& m : territory::stock_measures()) figures.push_back(record.perimeter({23}, m.name));
    std::erase_if(figures, [](double x) { return x != x; });
    return std::pair(lien_test::fingerprints(model.world()), figures);
  };
  const auto off = run(false, 1), on = run(true, 1), together = run(true, 3);
  EXPECT_EQ(on, together);
  EXPECT_GT(on.second.size(), off.second.size());
  ASSERT_EQ(on.first.size(), off.first.size());
  for (std::size_t c = 0; c < on.first.size(); ++c) {
    if (on.first[c].first != "communes.dynamic") {
      EXPECT_EQ(on.first[c], off.first[c]) << on.first[c].first;
    }
  }
}

TEST(Observers, AskMayorsInTheMonthOfTheirSurvey) {
  for (const bool enabled : {false, true}) {
    territory::Scenario scenario = lien_test::tiny_scenario();
    scenario.run.until = "2008-06";
    scenario.observers.enabled = enabled;
    scenario.survey.mayor_month = 3;
    scenario.survey.mayors = 50;
    const sim::Executor executor(1);
    territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(8, {1, 1, 1})),
                           executor);
    territory::Record record(scenario, model.world(), executor);
    auto simulation = model.simulation();
    simulation.observe(
        [&](const territory::World& world, sim::Month month) { record.observe(world, month); });
    model.run(simulation);
    ASSERT_EQ(record.surveys().size(), enabled ? 4U : 0U);
    for (const territory::SurveyResult& answer : record.surveys()) {
      EXPECT_EQ(answer.month.value, 3) << answer.name;
      EXPECT_EQ(answer.asked, 8) << "there are no more";
    }
  }
}

// A démarche with projects to choose from, in the whole month: declared writes are kept, invariants hold,
// threads change nothing.
TEST(Observers, AndDemarcheKeepTheirWordInTheWholeModel) {
  const auto run = [](int threads) {
    territory::Scenario scenario = lien_test::tiny_scenario();
    scenario.run.spinup_months = 6;
    scenario.observers.enabled = scenario.demarche.enabled = true;
    scenario.interventions = {lien_test::demarche_in("E0001", "2008-03")};
    scenario.demarche.demarche_spread = 0.5;
    const sim::Executor executor(threads, 64);
    const auto prepare = [](territory::World& world, const territory::TraitDrawer&) {
      for (std::uint16_t k = 0; k < 6; ++k)
        lien_test::add_project(world, 1, static_cast<std::uint16_t>(1U << k), -1, {10U + k, 100U + k});
    };
    territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(16, {1, 3, 4})),
                           executor, prepare);
    auto simulation = model.simulation();
    simulation.verify(territory::invariants(scenario.partnerships.terms));
    std::int64_t begun = 0, pilots = 0, heard = 0;
    simulation.observe([&](const territory::World& world, sim::Month) {
      begun += world.flows.demarches_begun;
      pilots += world.flows.pilots_chosen;
      heard += world.flows.listened_to;
      // Nobody answers calls yet.
      model.world().plan.calls.clear();
    });
    EXPECT_NO_THROW(model.run(simulation));
    EXPECT_GT(begun, 1) << "it spread";
    EXPECT_EQ(pilots, 5);
    EXPECT_GT(heard, 0);
    return lien_test::fingerprints(model.world());
  };
  const auto alone = run(1), together = run(3);
  ASSERT_EQ(alone.size(), together.size());
  for (std::size_t c = 0; c < alone.size(); ++c) EXPECT_EQ(alone[c], together[c]) << alone[c].first;
}

}  // namespace
