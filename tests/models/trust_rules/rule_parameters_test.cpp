// Each parameter of `staged`, `fire`, `asymmetric` and `reinforcement`, moved alone within its declared
// range, moves what it is named for the way its meaning says, and leaves alone what it has no say in. All
// figures are of one state of one rule: exact, no draw takes part.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/models/trust_rules/every_outcome.hpp"
#include "tests/support/other_values.hpp"

namespace {

using lien_test::failure;
using lien_test::success;
using territory::AsymmetricRule;
using territory::Experience;
using territory::FireRule;
using territory::ReinforcementRule;
using territory::StagedRule;
using territory::TrustParameters;
using FigureOfTrust = std::function<double(const TrustParameters&)>;

/// What a figure is under these settings, each `key=value` below `trust.`; refused settings fail the test.
double figure_under(const FigureOfTrust& figure, const std::vector<std::string>& settings) {
  territory::Scenario scenario;
  std::vector<std::string> assignments;
  for (const std::string& setting : settings) assignments.push_back("trust." + setting);
  EXPECT_TRUE(lien_test::read_into(scenario, assignments)) << testing::PrintToString(assignments);
  return figure(scenario.trust);
}

template <class Theory>
FigureOfTrust figure_of(std::function<double(const Theory&)> figure) {
  return [figure](const TrustParameters& trust) { return figure(trust.of<Theory>()); };
}

/// Trust after these acts.
template <class Theory>
double after_acts(const Theory& rule, typename Theory::State state, const std::vector<Experience>& acts) {
  for (const Experience& act : acts) rule.experience(state, act);
  return rule.value(state);
}
/// Trust of one who hears from somebody who made `teller`.
template <class Theory>
double after_hearsay(const Theory& rule, typename Theory::State state, const typename Theory::State& teller) {
  rule.witness(state, teller, 0.5);
  return rule.value(state);
}

struct RuleMove {
  std::string key, from, to;
  FigureOfTrust figure;
  int sign;  ///< of the change from `from` to `to`; 0 = none
  std::vector<std::string> also{};
};

void expect_moves(const std::vector<RuleMove>& moves) {
  for (const RuleMove& m : moves) {
    auto before = m.also, after = m.also;
    before.push_back(m.key + "=" + m.from);
    after.push_back(m.key + "=" + m.to);
    const double change = figure_under(m.figure, after) - figure_under(m.figure, before);
    if (m.sign == 0) {
      EXPECT_NEAR(change, 0.0, 1e-14) << m.key << " has a say where it should not: " << m.to;
    } else {
      EXPECT_GT(m.sign * change, 1e-6) << m.key << " from " << m.from << " to " << m.to;
    }
  }
}

// --- staged

using RulePhase = StagedRule::Phase;

/// Long acquainted, no project carried through: acts do not lift it out of calculus at this trust.
StagedRule::State long_in(RulePhase phase, double trust = 0.5, double prior = 0.5) {
  return {trust, prior, 40, phase, 0};
}

struct PhaseParameter {
  std::string name;
  std::array<double, 3> usual, moved;
  std::function<double(const StagedRule&, RulePhase)> figure;
  int sign;
};

const std::vector<PhaseParameter>& phase_parameters() {
  static const std::vector<PhaseParameter> all{
      {"gain_rate",
       {0.05, 0.06, 0.08},
       {0.10, 0.12, 0.16},
       [](const StagedRule& rule, RulePhase phase) { return after_acts(rule, long_in(phase), {success}); },
       +1},
      {"loss_rate",
       {0.50, 0.25, 0.15},
       {0.60, 0.35, 0.25},
       [](const StagedRule& rule, RulePhase phase) { return after_acts(rule, long_in(phase), {failure}); },
       -1},
      {"drift_to_prior",
       {0.02, 0.01, 0.002},
       {0.05, 0.05, 0.05},
       [](const StagedRule& rule, RulePhase phase) {
         auto state = long_in(phase, 0.5, 0.2);
         rule.decay(state);
         return rule.value(state);
       },
       -1},
      {"drift_to_prior",
       {0.02, 0.01, 0.002},
       {0.05, 0.05, 0.05},
       [](const StagedRule& rule, RulePhase phase) {
         auto state = long_in(phase, 0.5, 0.8);
         rule.decay(state);
         return rule.value(state);
       },
       +1},
      // Hearsay of full trust and endless weight stops at the ceiling and changes no phase.
      {"ceiling",
       {0.60, 0.85, 0.90},
       {0.65, 0.90, 0.95},
       [](const StagedRule& rule, RulePhase phase) {
         auto state = long_in(phase);
         rule.witness(state, {1.0, 0.5, 40, RulePhase::identification, 1}, 1000);
         return rule.value(state);
       },
       +1},
  };
  return all;
}

TEST(StagedParameters, OfAPhaseMoveThatPhaseAlone) {
  const auto list = [](const std::array<double, 3>& x) {
    return "[" + lien_test::real_toml(x[0]) + ", " + lien_test::real_toml(x[1]) + ", " +
           lien_test::real_toml(x[2]) + "]";
  };
  std::vector<RuleMove> moves;
  for (const PhaseParameter& p : phase_parameters()) {
    for (std::size_t changed = 0; changed < 3; ++changed) {
      auto moved = p.usual;
      moved[changed] = p.moved[changed];
      for (std::size_t seen = 0; seen < 3; ++seen) {
        const auto phase = static_cast<RulePhase>(seen);
        moves.push_back(
            {"staged." + p.name, list(p.usual), list(moved),
             figure_of<StagedRule>([&p, phase](const StagedRule& rule) { return p.figure(rule, phase); }),
             seen == changed ? p.sign : 0});
      }
    }
  }
  expect_moves(moves);
}

/// Successes from a first meeting to a phase; 1000 = never.
double successes_to(RulePhase phase, const StagedRule& rule, double prior, bool project) {
  auto state = rule.initial(prior);
  if (project) rule.perpetuated(state);
  int needed = 0;
  while (state.phase != phase && needed < 1000) {
    rule.experience(state, success);
    ++needed;
  }
  return needed;
}

double after_betrayal(const StagedRule& rule, double trust) {
  Experience betrayal = failure;
  betrayal.betrayal = true;
  StagedRule::State state{trust, 0.5, 40, RulePhase::identification, 1};
  rule.experience(state, betrayal);
  EXPECT_EQ(state.phase, RulePhase::calculus);
  return rule.value(state);
}

const std::vector<RuleMove>& staged_moves() {
  static const FigureOfTrust to_knowledge = figure_of<StagedRule>(
      [](const StagedRule& rule) { return successes_to(RulePhase::knowledge, rule, 0.4, false); });
  static const FigureOfTrust to_identification = figure_of<StagedRule>(
      [](const StagedRule& rule) { return successes_to(RulePhase::identification, rule, 0.5, true); });
  static const auto hearing = [](double trust) {
    return figure_of<StagedRule>([trust](const StagedRule& rule) {
      return after_hearsay(rule, long_in(RulePhase::identification),
                           {trust, 0.5, 6, RulePhase::identification, 1});
    });
  };
  static const std::vector<RuleMove> all{
      // Trust of .60 takes eight successes from .40, so that only nine are asked for more.
      {"staged.count_knowledge", "3", "9", to_knowledge, +1},
      {"staged.count_knowledge", "3", "8", to_knowledge, 0},
      {"staged.trust_knowledge", "0.5", "0.6", to_knowledge, +1, {"staged.count_knowledge=3"}},
      {"staged.trust_knowledge", "0.6", "0.7", to_knowledge, 0},  // met at the ceiling
      {"staged.count_identification", "24", "36", to_identification, +1},
      {"staged.trust_identification",
       "0.7",
       "0.8",
       to_identification,
       +1,
       {"staged.count_identification=12"}},
      {"staged.trust_identification",
       "0.85",
       "0.9",
       to_identification,
       0,
       {"staged.count_identification=12"}},  // met at the ceiling
      {"staged.fallen_trust", "0.3", "0.5",
       figure_of<StagedRule>([](const StagedRule& rule) { return after_betrayal(rule, 0.95); }), +1},
      // Who trusted less than what is left loses by the failure alone.
      {"staged.fallen_trust", "0.3", "0.5",
       figure_of<StagedRule>([](const StagedRule& rule) { return after_betrayal(rule, 0.3); }), 0},
      {"staged.prior_strength", "0.5", "20", hearing(0.9), -1},
      {"staged.prior_strength", "0.5", "20", hearing(0.1), +1},
      {"staged.prior_strength", "0.5", "20", figure_of<StagedRule>([](const StagedRule& rule) {
         return after_acts(rule, rule.initial(0.4), {success, success, failure, success});
       }),
       0},
  };
  return all;
}

TEST(StagedParameters, MoveWhatTheirMeaningSays) { expect_moves(staged_moves()); }

// The counts and thresholds by hand, where a direction alone could hide a step too many.
TEST(StagedParameters, CountTheSuccessesTheyAskFor) {
  const auto needed = [](const std::vector<std::string>& settings, RulePhase phase, double prior) {
    return figure_under(
        figure_of<StagedRule>([=](const StagedRule& rule) { return successes_to(phase, rule, prior, true); }),
        settings);
  };
  for (const int count : {3, 6, 9})
    EXPECT_EQ(needed({"staged.count_knowledge=" + std::to_string(count)}, RulePhase::knowledge, 0.6), count);
  for (const int count : {24, 36})
    EXPECT_EQ(
        needed({"staged.count_identification=" + std::to_string(count)}, RulePhase::identification, 0.5),
        count);
  // ⌈ln(.5/.6)/ln(.95)⌉ = 4, ⌈ln(.4/.6)/ln(.95)⌉ = 8.
  EXPECT_EQ(needed({"staged.count_knowledge=3", "staged.trust_knowledge=0.5"}, RulePhase::knowledge, 0.4), 4);
  EXPECT_EQ(needed({"staged.count_knowledge=3", "staged.trust_knowledge=0.6"}, RulePhase::knowledge, 0.4), 8);
  // Six in calculus to .60, then ⌈ln(.3/.4)/ln(.94)⌉ = 5 and ⌈ln(.2/.4)/ln(.94)⌉ = 12.
  EXPECT_EQ(needed({"staged.count_identification=12", "staged.trust_identification=0.7"},
                   RulePhase::identification, 0.5),
            12);
  EXPECT_EQ(needed({"staged.count_identification=12", "staged.trust_identification=0.8"},
                   RulePhase::identification, 0.5),
            18);
}

// --- fire

enum class RatingKind { interaction, witness, role, certified };

/// One rating of a kind, all others against it (for good or bad); the role's is what it is.
double kind_against_others(const FireRule& rule, RatingKind kind, bool good) {
  const double own = good ? 1 : -1;
  const auto rating = [&](RatingKind which) { return FireRule::Ratings{1, which == kind ? own : -own}; };
  return rule.value({rating(RatingKind::interaction), rating(RatingKind::witness),
                     rating(RatingKind::certified), kind == RatingKind::role ? 1.0 : 0.0});
}
FigureOfTrust against_others(RatingKind kind, bool good) {
  return figure_of<FireRule>([=](const FireRule& rule) { return kind_against_others(rule, kind, good); });
}

/// Four alike acts, then half a year of none.
FireRule::State half_a_year_after(const FireRule& rule, const Experience& act, bool same_type) {
  auto state = rule.initial({0.5, 0.5, same_type});
  for (int n = 0; n < 4; ++n) rule.experience(state, act);
  for (int month = 0; month < 6; ++month) rule.decay(state);
  return state;
}

const std::vector<RuleMove>& fire_moves() {
  static const auto idle = [](const Experience& act, bool same_type) {
    return figure_of<FireRule>(
        [=](const FireRule& rule) { return rule.value(half_a_year_after(rule, act, same_type)); });
  };
  static const auto sure = figure_of<FireRule>(
      [](const FireRule& rule) { return rule.confidence(half_a_year_after(rule, success, false)); });
  static const auto many_alike = [](int acts, double mean) {
    return figure_of<FireRule>([=](const FireRule& rule) {
      return rule.value({{static_cast<double>(acts), acts * mean}, {}, {}, 1});
    });
  };
  static const auto stranger = [](bool same_type) {
    return figure_of<FireRule>([=](const FireRule& rule) {
      return rule.value(rule.initial({0.5, 0.5, same_type}));
    });
  };
  static const std::vector<RuleMove> all{
      // What is remembered stands against the rating of the role, which does not fade.
      {"fire.memory", "3.6", "14.4", idle(success, true), +1},
      {"fire.memory", "3.6", "14.4", idle(failure, true), -1},
      {"fire.memory", "3.6", "14.4", sure, +1},
      {"fire.memory", "3.6", "14.4", idle(success, false), 0},  // alone it is the mean, however faded
      // Many ratings become reliable soon: the slower, the more they outweigh the one of the role.
      {"fire.gamma", "0.35", "1.4", many_alike(4, 1), -1},
      {"fire.gamma", "0.35", "1.4", many_alike(4, -1), +1},
      {"fire.gamma", "0.35", "1.4", sure, +1},
      {"fire.gamma", "0.35", "1.4", many_alike(1, 1), 0},  // one against one
      {"fire.weights", "[1, 1, 2, 0.5]", "[4, 1, 2, 0.5]", against_others(RatingKind::interaction, true), +1},
      {"fire.weights", "[1, 1, 2, 0.5]", "[4, 1, 2, 0.5]", against_others(RatingKind::interaction, false),
       -1},
      {"fire.weights", "[2, 1, 2, 0.5]", "[2, 4, 2, 0.5]", against_others(RatingKind::witness, true), +1},
      {"fire.weights", "[2, 1, 2, 0.5]", "[2, 4, 2, 0.5]", against_others(RatingKind::witness, false), -1},
      {"fire.weights", "[2, 1, 1, 0.5]", "[2, 1, 4, 0.5]", against_others(RatingKind::role, true), +1},
      {"fire.weights", "[2, 1, 1, 0.5]", "[2, 1, 4, 0.5]", against_others(RatingKind::role, false), -1},
      {"fire.weights", "[2, 1, 2, 0.5]", "[2, 1, 2, 4]", against_others(RatingKind::certified, true), +1},
      {"fire.weights", "[2, 1, 2, 0.5]", "[2, 1, 2, 4]", against_others(RatingKind::certified, false), -1},
      {"fire.role_rating", "0", "0.5", stranger(true), +1},
      {"fire.role_rating", "0", "0.5", stranger(false), 0},
  };
  return all;
}

TEST(FireParameters, MoveWhatTheirMeaningSays) { expect_moves(fire_moves()); }

TEST(FireParameters, AKindWithoutWeightIsNotCounted) {
  FireRule rule;
  const FireRule::State lived{{3, 1}, {}, {}, 0};
  FireRule::State all{{3, 1}, {2, -2}, {4, 4}, 1};
  EXPECT_NE(rule.value(all), rule.value(lived));
  rule.weights = {2, 0, 0, 0};
  EXPECT_DOUBLE_EQ(rule.value(all), rule.value(lived));
  all.lived = {};
  EXPECT_EQ(rule.value(all), 0.5) << "nothing that counts is known";
}

// --- asymmetric

const std::vector<RuleMove>& asymmetric_moves() {
  static const auto after = [](const std::vector<Experience>& acts) {
    return figure_of<AsymmetricRule>(
        [=](const AsymmetricRule& rule) { return after_acts(rule, rule.initial(0.4), acts); });
  };
  static const auto idle = [](double trust) {
    return figure_of<AsymmetricRule>([=](const AsymmetricRule& rule) {
      AsymmetricRule::State state{trust, 0.5, 6};
      rule.decay(state);
      return rule.value(state);
    });
  };
  static const auto hearing = [](double trust) {
    return figure_of<AsymmetricRule>([=](const AsymmetricRule& rule) {
      return after_hearsay(rule, rule.initial(0.5), {trust, 0.5, 6});
    });
  };
  static const std::vector<RuleMove> all{
      {"asymmetric.gain_rate", "0.08", "0.3", after({success}), +1},
      {"asymmetric.gain_rate", "0.08", "0.3", after({failure}), 0},
      {"asymmetric.loss_rate", "0.24", "0.8", after({failure}), -1},
      {"asymmetric.loss_rate", "0.24", "0.8", after({success}), 0},
      {"asymmetric.drift_to_prior", "0.01", "0.1", idle(0.9), -1},
      {"asymmetric.drift_to_prior", "0.01", "0.1", idle(0.1), +1},
      {"asymmetric.prior_strength", "0.5", "20", hearing(0.9), -1},
      {"asymmetric.prior_strength", "0.5", "20", hearing(0.1), +1},
      {"asymmetric.prior_strength", "0.5", "20", after({success, failure, success}), 0},
  };
  return all;
}

TEST(AsymmetricParameters, MoveWhatTheirMeaningSays) { expect_moves(asymmetric_moves()); }

// --- reinforcement

const std::vector<RuleMove>& reinforcement_moves() {
  static const Experience together{1, 1, 1, 1}, cheated{0, 1, 1, 1}, neither{0, 0, 1, 1};
  static const auto after = [](const std::vector<Experience>& acts) {
    return figure_of<ReinforcementRule>(
        [=](const ReinforcementRule& rule) { return after_acts(rule, rule.initial(0.5), acts); });
  };
  static const auto hearing = [](double trust) {
    return figure_of<ReinforcementRule>([=](const ReinforcementRule& rule) {
      return after_hearsay(rule, rule.initial(0.5), {trust, 2, 6});
    });
  };
  static const std::vector<RuleMove> all{
      // Who asks for more is less content with the reward and less resigned to mutual defection.
      {"reinforcement.aspiration", "1.5", "2.5", after({together}), -1},
      {"reinforcement.aspiration", "1.5", "2.5", after({neither}), +1},
      {"reinforcement.learning_rate", "0.05", "0.5", after({together}), +1},
      {"reinforcement.learning_rate", "0.05", "0.5", after({cheated}), -1},
      // One gets used to what one has: the reward pleases less the second time, mutual defection hurts less.
      {"reinforcement.habituation", "0", "0.2", after({together, together}), -1},
      {"reinforcement.habituation", "0", "0.2", after({neither, neither}), -1},
      {"reinforcement.habituation", "0", "0.2", after({together}), 0},
      {"reinforcement.prior_strength", "0.5", "20", hearing(0.9), -1},
      {"reinforcement.prior_strength", "0.5", "20", hearing(0.1), +1},
      {"reinforcement.prior_strength", "0.5", "20", after({together, cheated, neither}), 0},
  };
  return all;
}

TEST(ReinforcementParameters, MoveWhatTheirMeaningSays) { expect_moves(reinforcement_moves()); }

// --- all four

TEST(RuleParameters, AreNoneWithoutADirection) {
  std::set<std::string> with, declared;
  for (const PhaseParameter& p : phase_parameters()) with.insert("trust.staged." + p.name);
  for (const auto* moves : {&staged_moves(), &fire_moves(), &asymmetric_moves(), &reinforcement_moves()})
    for (const RuleMove& m : *moves)
      if (m.sign != 0) with.insert("trust." + m.key);
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries())
    for (const char* theory : {"trust.staged.", "trust.fire.", "trust.asymmetric.", "trust.reinforcement."})
      if (entry.key.starts_with(theory)) declared.insert(entry.key);
  EXPECT_EQ(with, declared);
}

}  // namespace
