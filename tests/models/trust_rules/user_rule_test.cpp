// What a user writes to add a theory of trust: a plain struct that satisfies the concept.
#include <gtest/gtest.h>

#include <string>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

/// Trusts whoever delivered last; forgets nothing.
struct LastImpression {
  struct State {
    double last;
    int seen;
  };
  [[nodiscard]] State initial(const territory::FirstMeeting& met) const { return {met.prior_mean, 0}; }
  void decay(State&) const {}
  void experience(State& state, const territory::Experience& e) const {
    state.last = e.received;
    ++state.seen;
  }
  void witness(State&, const State&, double) const {}
  void inherit(State& state, double keep) const { state.last = 0.5 + keep * (state.last - 0.5); }
  [[nodiscard]] double value(const State& state) const { return state.last; }
  [[nodiscard]] double confidence(const State& state) const { return state.seen / (state.seen + 1.0); }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }
};
static_assert(territory::TrustRule<LastImpression>);

/// A rule that cannot say what hearsay does is none.
struct Deaf : LastImpression {
  void witness(State&, const State&, double) const = delete;
};
static_assert(!territory::TrustRule<Deaf>);

/// Nor is one whose state owns memory: states are moved as bytes.
struct Diarist : LastImpression {
  struct State {
    std::string diary;
  };
  [[nodiscard]] State initial(const territory::FirstMeeting&) const { return {}; }
};
static_assert(!territory::TrustRule<Diarist>);

TEST(UserRule, RunsThroughWhateverTakesARule) {
  // The mean of the last of twelve outcomes is their probability, its variance p(1 − p).
  const auto exact = lien_test::over_every_sequence(LastImpression{}, 0.5, 0.7, 12);
  EXPECT_NEAR(exact.mean, 0.7, 1e-12);
  EXPECT_NEAR(exact.variance, 0.21, 1e-12);
}

}  // namespace
