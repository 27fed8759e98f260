// Figures of sensitivity: the very numbers of the analysis, in order of importance, with its verdict.
#include "analysis/report/experiment/sensitivity_figures.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "analysis/sensitivity/sensitivity_runs.hpp"
#include "analysis/sensitivity/verdict.hpp"
#include "tests/analysis/report/gathered_files.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Always the same numbers between 0 and 1.
class Numbers {
 public:
  double next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }

 private:
  std::uint64_t state_ = 1;
};

TestExperiment experiment_of(const std::string& design, std::vector<std::vector<double>> rows) {
  TestExperiment experiment;
  experiment.design = design;
  experiment.replicates = 1;
  experiment.arms.assign(rows.size(), "reference");
  experiment.factors = {{"weak", {}}, {"strong", {}}};
  for (const auto& row : rows)
    for (std::size_t k = 0; k < 2; ++k) experiment.factors[k].numbers.push_back(row[k]);
  experiment.measures = {
      {"mean_trust", [rows](std::size_t p, std::size_t) { return rows[p][0] + 3 * rows[p][1]; }}};
  return experiment;
}

/// Rows A, A_B^1, A_B^2, B of 2 048 base rows.
TestExperiment saltelli() {
  Numbers numbers;
  std::vector<std::vector<double>> rows;
  for (int j = 0; j < 2048; ++j) {
    const double a[] = {numbers.next(), numbers.next()}, b[] = {numbers.next(), numbers.next()};
    rows.insert(rows.end(), {{a[0], a[1]}, {b[0], a[1]}, {a[0], b[1]}, {b[0], b[1]}});
  }
  return experiment_of("saltelli", rows);
}

SensitivityFigures figures_of(const TestExperiment& experiment) {
  const auto file = gathered_file_of(experiment);
  return sensitivity_figures(file, "g.nc", Gathered(file, "g.nc"));
}

TEST(SensitivityFigures, OfSaltelliDesignsAreSobolIndices) {
  const TestExperiment experiment = saltelli();
  const auto file = gathered_file_of(experiment);
  const SensitivityFigures found = figures_of(experiment);
  EXPECT_THAT(found.notes, IsEmpty());
  ASSERT_THAT(found.figures, SizeIs(1));
  const Figure& figure = found.figures[0];
  EXPECT_EQ(figure.id, "sensitivity_mean_trust");
  EXPECT_EQ(figure.categories[0].en, "strong") << "the most important first";
  ASSERT_THAT(figure.series, SizeIs(2));
  // The variance of x + 3 y is 1/12 + 9/12: 0.9 is due to the second.
  EXPECT_NEAR(figure.series[0].values[0], 0.9, 0.05);
  EXPECT_NEAR(figure.series[0].values[1], 0.1, 0.05);
  const auto runs = analysis::sensitivity_runs(file, "g.nc", {});
  const auto analysis = analysis::analyse(runs.design, runs.responses, {});
  const auto& indices = std::get<analysis::SobolIndices>(analysis.outputs[0].found);
  EXPECT_EQ(figure.series[0].values[0], indices.factors[1].total.value);
  EXPECT_EQ(figure.series[0].low[0], indices.factors[1].total.low);
  EXPECT_EQ(figure.series[1].high[1], indices.factors[0].first.high);
  EXPECT_EQ(figure.remarks.back().en, analysis::verdict_of(analysis.outputs[0], analysis));
  EXPECT_EQ(figure.remarks.back().fr, analysis::french_verdict_of(analysis.outputs[0], analysis));
  EXPECT_THAT(figure.population.fr, HasSubstr("2048 lignes de base, 8192 lignes, 1 réplication"));
  EXPECT_THAT(figure.band.en, HasSubstr("1000 resamples of base rows, seed 1"));
}

// Four trajectories from corners of the square: effects are 1 and 3 everywhere.
TEST(SensitivityFigures, OfMorrisDesignsAreElementaryEffects) {
  const SensitivityFigures found = figures_of(experiment_of(
      "morris",
      {{0, 0}, {1, 0}, {1, 1}, {1, 1}, {0, 1}, {0, 0}, {0, 1}, {0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 1}}));
  ASSERT_THAT(found.figures, SizeIs(1));
  const Figure& figure = found.figures[0];
  EXPECT_EQ(figure.series[0].id, "mu_star");
  EXPECT_NEAR(figure.series[0].values[0], 3.0, 1e-12);
  EXPECT_NEAR(figure.series[0].values[1], 1.0, 1e-12);
  EXPECT_NEAR(figure.series[1].values[0], 0.0, 1e-12);
  EXPECT_THAT(figure.remarks.back().fr, HasSubstr("Convergé"));
}

TEST(SensitivityFigures, OfSamplesAreRankCorrelations) {
  Numbers numbers;
  std::vector<std::vector<double>> rows;
  for (int k = 0; k < 60; ++k) rows.push_back({numbers.next(), numbers.next()});
  const SensitivityFigures found = figures_of(experiment_of("latin_hypercube", rows));
  ASSERT_THAT(found.figures, SizeIs(1));
  EXPECT_EQ(found.figures[0].series[0].id, "prcc");
  EXPECT_GT(found.figures[0].series[0].values[0], 0.95);
}

TEST(SensitivityFigures, OfArmsAreToldApart) {
  TestExperiment experiment = saltelli();
  for (std::size_t p = 0; p < 512; ++p) experiment.arms[p] = "first";
  const SensitivityFigures found = figures_of(experiment);
  ASSERT_THAT(found.figures, SizeIs(2));
  EXPECT_EQ(found.figures[1].id, "sensitivity_mean_trust_reference");
  EXPECT_EQ(found.figures[1].title.en, "Trust between contacts: indices (arm “reference”)");
}

TEST(SensitivityFigures, ThatCannotBeComputedAreNotDrawn) {
  EXPECT_THAT(figures_of(experiment_of("factorial", {{0, 0}, {1, 0}, {0, 1}, {1, 1}})).figures, IsEmpty());
  const SensitivityFigures few = figures_of(experiment_of("halton", {{0.1, 0.2}, {0.3, 0.1}, {0.5, 0.7}}));
  EXPECT_THAT(few.figures, IsEmpty());
  ASSERT_THAT(few.notes, SizeIs(1));
  EXPECT_EQ(few.notes[0].en, "No indices: g.nc: rows: 3, too few for intervals");
  TestExperiment constant = saltelli();
  constant.measures[0].second = [](std::size_t, std::size_t) { return 2.0; };
  const SensitivityFigures flat = figures_of(constant);
  EXPECT_THAT(flat.figures, IsEmpty());
  ASSERT_THAT(flat.notes, SizeIs(1));
  EXPECT_THAT(flat.notes[0].fr, HasSubstr("il n’y a rien à répartir"));
}

}  // namespace
}  // namespace lien_test
