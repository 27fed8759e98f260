// Balance of contribution and return between partners (SM21).
#include "models/territory/submodels/reciprocity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/relations/many_pairs.hpp"

namespace {

using territory::Alliance;
namespace outcome = territory::outcome;

/// One company (a PME, capacity 2) with one association (capacity 1), partners of the type mécénat (cost
/// .05).
struct Couple {
  explicit Couple(double memory = 0.9, bool enabled = true) : pairs({1, 0, 1}) {
    parameters = {enabled, memory};
    pairs.couples(pairs.companies);
    pairs.ally(0);
    auto& actors = pairs.world.actors;
    actors.large[pairs.companies[0]] = actors.large[pairs.associations[0]] = 0;
    actors.weighted_need[pairs.companies[0]].fill(0.6F);
    actors.weighted_need[pairs.associations[0]].fill(0.2F);
  }
  double after(std::uint8_t result, int months = 1) {
    territory::Reciprocity reciprocity(parameters, territory::AllianceTerms{});
    pairs.world.ties.outcome[0] = result;
    for (int month = 0; month < months; ++month)
      lien_test::run_once(reciprocity, pairs.world, month, pairs.executor, pairs.scenario);
    return pairs.world.ties.balance[0];
  }
  territory::ReciprocityParameters parameters;
  lien_test::ManyPairs pairs;
};

constexpr std::uint8_t both = outcome::interacted | outcome::from_high | outcome::from_low;
constexpr double difference = (0.6 - 0.05 / 2) - (0.2 - 0.05 / 1);

TEST(Reciprocity, NearsTheDifferenceOfNetGains) {
  Couple couple;
  for (int n = 1; n <= 30; ++n) EXPECT_NEAR(couple.after(both), difference * (1 - std::pow(0.9, n)), 1e-6);
  EXPECT_NEAR(couple.after(both, 300), difference, 1e-5);
}

TEST(Reciprocity, CountsOnlyWhatWasDelivered) {
  EXPECT_NEAR(Couple().after(outcome::interacted), 0.1 * (-0.025 + 0.05), 1e-7);
  EXPECT_NEAR(Couple().after(outcome::interacted | outcome::from_high), 0.1 * (0.575 + 0.05), 1e-7);
  EXPECT_NEAR(Couple().after(outcome::interacted | outcome::from_low), 0.1 * (-0.025 - 0.15), 1e-7);
  EXPECT_EQ(Couple().after(outcome::met | outcome::met_from_high), 0) << "an encounter is no joint act";
  EXPECT_EQ(Couple().after(0), 0);
}

TEST(Reciprocity, BelongsToThePartnership) {
  Couple couple;
  couple.after(both, 10);
  territory::end_partnership(couple.pairs.world, 0);
  EXPECT_EQ(couple.pairs.world.ties.balance[0], 0);
  EXPECT_EQ(couple.after(both), 0) << "contacts keep no books";
  couple.pairs.ally(12);
  EXPECT_EQ(couple.pairs.world.ties.balance[0], 0);
}

TEST(Reciprocity, StaysWithinOneAndForgetsByItsMemory) {
  Couple couple;
  couple.pairs.world.actors.weighted_need[couple.pairs.companies[0]].fill(1.0F);
  couple.pairs.world.actors.weighted_need[couple.pairs.associations[0]].fill(0.0F);
  EXPECT_LE(couple.after(both, 500), 1.0);
  EXPECT_NEAR(couple.after(both, 500), 1.0, 1e-5);
  EXPECT_GT(Couple(0.5).after(both), Couple(0.9).after(both) + 0.1);
}

TEST(Reciprocity, SwitchedOffKeepsNoBooks) { EXPECT_EQ(Couple(0.9, false).after(both, 20), 0); }

}  // namespace
