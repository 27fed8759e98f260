// Each hypothesis has a number through which it was written into the model, and a value at which that writing
// says nothing. Both exist, can be set from a scenario, and stand in docs/hypotheses_wiring.md.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"

namespace {

struct Wiring {
  const char* hypothesis;
  const char* key;
  std::string neutral;
};

std::string sixteen_halves() {
  std::string list;
  for (int k = 0; k < 16; ++k) list += k == 0 ? "0.5" : ", 0.5";
  return "[" + list + "]";
}

const std::vector<Wiring>& wirings() {
  static const std::vector<Wiring> all{
      {"H1", "trust.bias", "0.25"},
      {"H1", "trust.value_drift", "0"},
      {"H1", "trust.id_bonus", "0"},
      {"H1", "endings.trust_hazard", "0"},
      {"H2", "trust.beta.negativity", "1"},
      {"H2", "trust.asymmetric.loss_rate", "0.08"},
      {"H2", "trust.staged.loss_rate", "[0.05, 0.06, 0.08]"},
      {"H2", "trust.abi.negativity", "[1, 1, 1]"},
      {"H2", "trust.subjective.negativity", "1"},
      {"H2", "trust.stake_loss", "0"},
      {"H3", "projects.stage_months", "[12, 18, 12]"},
      {"H3", "trust.beta.forgetting", "0.95"},
      {"H3", "trust.abi.forgetting", "0.95"},
      {"H3", "trust.subjective.forgetting", "0.95"},
      {"H4", "catalysts.leg_loss", "0"},
      {"H4", "catalysts.operating_time", "0"},
      {"H5", "places.place_bonus", "0"},
      {"H5", "places.workshop_discount", "1"},
      {"H6", "need_dynamics.niche_exponent", "0"},
      {"H7", "needs.role_weights_company", sixteen_halves()},
      {"H7", "needs.role_weights_association", sixteen_halves()},
      {"H7", "needs.role_weight_mayor", "0.5"},
      {"H7", "need_dynamics.niche_exponent", "0"},
      {"H7", "need_dynamics.effect_sharing", "1"},
      {"H8", "outcomes.misreading", "0"},
      {"H9", "trust.visibility_base", "1"},
      {"H9", "encounters.reputation_effect", "0"},
      {"H10", "demarche.listen_accuracy", "0.5"},
      {"H10", "projects.match_share", "0"},
      {"H11", "gatherings.level_gate", "false"},
      {"H11", "engagement.engage_workshop", "0.1"},
      {"H12", "valorisation.review_by_stage", "[0.5, 0.5, 0.5]"},
      {"H12b", "skills.pair_factor", "1"},
      {"H12b", "skills.parcours_gain", "0"},
      {"H13", "shocks.pot_conversion", "0"},
      {"H13", "endings.trust_hazard", "0"},
      {"H14", "projects.copy_rate", "0"},
      {"H14", "projects.anchored_copy", "false"},
      {"H15", "levers.lever_decay", "0"},
      {"H15", "levers.lever_decay", "0.1"},
  };
  return all;
}

/// Whole numbers without their ".0".
std::string in_short(const std::string& literal) {
  return std::regex_replace(literal, std::regex("\\.0\\b"), "");
}

territory::Scenario neutral(const Wiring& w) {
  territory::Scenario scenario;
  sim::Settings settings;
  sim::apply_override(settings, std::string(w.key) + "=" + w.neutral);
  sim::Reader reader(settings);
  scenario.describe(reader);
  reader.finish();
  return scenario;
}

TEST(Wiring, EveryHypothesisHasANeutralValueThatAScenarioCanSet) {
  std::set<std::string> hypotheses;
  for (const Wiring& w : wirings()) {
    hypotheses.insert(w.hypothesis);
    ASSERT_TRUE(sim::catalogue_of(territory::Scenario{}).find(w.key)) << w.key;
    ASSERT_NO_THROW(neutral(w)) << w.hypothesis << " " << w.key;
    const auto catalogue = sim::catalogue_of(neutral(w));
    EXPECT_EQ(in_short(sim::literal(catalogue.find(w.key)->value)), w.neutral) << w.key;
  }
  std::set<std::string> all{"H12b"};
  for (int h = 1; h <= 15; ++h) all.insert("H" + std::to_string(h));
  EXPECT_EQ(hypotheses, all);
}

TEST(Wiring, TheTableOfTheDocumentationSaysTheSame) {
  std::ifstream file(LIEN_SOURCE_DIR "/docs/hypotheses_wiring.md");
  std::vector<std::string> rows, expected;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("| H")) rows.push_back(line);
  for (const Wiring& w : wirings()) {
    expected.push_back(std::string("| ") + w.hypothesis + " | `" + w.key + "` | `" + w.neutral + "`");
  }
  // What follows the value in a row is prose.
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t r = 0; r < rows.size(); ++r) EXPECT_THAT(rows[r], testing::StartsWith(expected[r]));
}

// Values that are neutral only beside others: they follow those if these are ever changed.
TEST(Wiring, NeutralValuesFitTheDefaultsTheyAreMeasuredBy) {
  const territory::Scenario d;
  const double mean_theta = d.traits.theta_shape_a / (d.traits.theta_shape_a + d.traits.theta_shape_b);
  EXPECT_DOUBLE_EQ(d.encounters.prior_mean + 0.25, mean_theta) << "H1: m = E θ";
  EXPECT_DOUBLE_EQ(d.trust.of<territory::AsymmetricRule>().gain_rate, 0.08) << "H2: η⁻ = η⁺";
  EXPECT_EQ(d.trust.of<territory::StagedRule>().gain_rate, (std::array<double, 3>{0.05, 0.06, 0.08})) << "H2";
  EXPECT_DOUBLE_EQ(d.projects.stage_months[0], 2 * 12);
  EXPECT_DOUBLE_EQ(d.projects.stage_months[1], 2 * 18);
  EXPECT_DOUBLE_EQ(d.projects.stage_months[2], 2 * 12);
  EXPECT_DOUBLE_EQ(d.needs.acc_start, 0.5) << "H10: listening teaches nothing";
  EXPECT_DOUBLE_EQ(d.engagement.awareness_event, 0.1) << "H11: b1 = b2";
  EXPECT_DOUBLE_EQ(d.valorisation.review_one_grid, 0.5) << "H12";
}

}  // namespace
