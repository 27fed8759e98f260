// What an act shows where nothing hinders it or nothing is misread (SM5). The draws are common, so that every
// comparison is exact: act by act, both directions.
#include <gtest/gtest.h>

#include "models/territory/submodels/outcomes.hpp"
#include "tests/models/relations/many_pairs.hpp"

namespace {

namespace outcome = territory::outcome;
using territory::OutcomeParameters;

constexpr int acting_couples = 2000;
constexpr std::uint16_t all_acts = outcome::interacted | outcome::met | outcome::worked;
constexpr std::uint16_t all_deliveries = outcome::from_high | outcome::from_low | outcome::met_from_high |
                                         outcome::met_from_low | outcome::work_from_high |
                                         outcome::work_from_low;

/// Who acts: partners who also meet and work together, each with this skill and trustworthiness.
struct ActingPeople {
  float semantics = 0.3F;
  float trustworthiness = 0.75F;
  float misreading_cut = 0;
};

/// Outcomes of a month in which all couples act in all three ways.
std::vector<std::uint16_t> outcomes_of(OutcomeParameters p, const ActingPeople& people) {
  lien_test::ManyPairs pairs({acting_couples, 0, acting_couples});
  pairs.couples(pairs.companies);
  pairs.ally(0);
  p.project_pair_rate = 1;
  auto terms = pairs.scenario.partnerships.terms;
  terms.interaction_rate.fill(1.0);
  territory::World& world = pairs.world;
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    world.actors.semantics[i] = people.semantics;
    world.actors.trustworthiness[i] = people.trustworthiness;
  }
  for (float& cut : world.epcis.misreading_cut.all()) cut = people.misreading_cut;
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    world.ties.met[t] = territory::Occasion::encounter;
    world.ties.shared_projects[t] = 1;
  }
  territory::Outcomes outcomes(p, terms);
  lien_test::run_once(outcomes, world, 3, pairs.executor, pairs.scenario);
  const auto all = world.ties.outcome.all();
  std::vector<std::uint16_t> seen(all.begin(), all.end());
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(acting_couples));
  for (const std::uint16_t what : seen) EXPECT_EQ(what & all_acts, all_acts);
  return seen;
}

TEST(Misreading, OfNoneShowsWhatWasDeliveredWhateverTheSkill) {
  const OutcomeParameters clear{.misreading = 0}, murky{.misreading = 0.5};
  const auto delivered = outcomes_of(clear, {});
  for (const float semantics : {0.0F, 1.0F})
    EXPECT_EQ(outcomes_of(clear, {.semantics = semantics}), delivered);
  for (const double across : {0.0, 1.0})
    EXPECT_EQ(outcomes_of({.misreading = 0, .cross_type_semantics = across}, {}), delivered);
  // The same where all can read, and where a lever takes all misreading off.
  EXPECT_EQ(outcomes_of({.misreading = 0.5, .cross_type_semantics = 1}, {.semantics = 1}), delivered);
  EXPECT_EQ(outcomes_of(murky, {.misreading_cut = 1}), delivered);
  EXPECT_NE(outcomes_of(murky, {}), delivered);
}

TEST(Misreading, OnlyTurnsSuccessesIntoFailures) {
  auto wider = outcomes_of({.misreading = 0}, {});
  for (const double misreading : {0.1, 0.3, 0.5}) {
    const auto read = outcomes_of({.misreading = misreading}, {});
    int lost = 0;
    for (std::size_t t = 0; t < read.size(); ++t) {
      EXPECT_EQ(read[t] & ~wider[t], 0) << "a failure was read as a success";
      lost += read[t] != wider[t];
    }
    EXPECT_GT(lost, 0) << misreading;
    wider = read;
  }
}

TEST(Delivery, IsCertainOfTheTrustworthyAndNeverComesFromTheOthers) {
  for (const float semantics : {0.0F, 0.5F}) {
    for (const std::uint16_t what :
         outcomes_of({.misreading = 0}, {.semantics = semantics, .trustworthiness = 1}))
      ASSERT_EQ(what & all_deliveries, all_deliveries);
    for (const double misreading : {0.0, 0.5})
      for (const std::uint16_t what :
           outcomes_of({.misreading = misreading}, {.semantics = semantics, .trustworthiness = 0}))
        ASSERT_EQ(what & all_deliveries, 0);
  }
}

// Out of work nobody delivers less than what trustworthiness says.
TEST(Delivery, IsTheTrustworthinessOfWhoIsNotLoadedAndNotMisread) {
  lien_test::ManyPairs pairs({1, 1, 1});
  const territory::Delivery delivery(OutcomeParameters{.misreading = 0}, territory::AllianceTerms{});
  const std::uint32_t a = pairs.companies[0], b = pairs.associations[0];
  for (const double cooperation : {0.0, 0.3, 0.64, 1.0})
    EXPECT_EQ(delivery.chance(pairs.world.actors, a, b, cooperation), cooperation);
}

}  // namespace
