#include "analysis/calibration/history_matching.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/analysis/calibration/toy_models.hpp"

namespace {

using analysis::Emulator;
using analysis::HistoryEnd;
using analysis::HistoryResult;
using analysis::HistorySettings;
using analysis::Matrix;
using analysis::Observed;

Matrix grid(Eigen::Index a, Eigen::Index b) {
  Matrix points(a * b, 2);
  for (Eigen::Index i = 0; i < a; ++i)
    for (Eigen::Index j = 0; j < b; ++j)
      points.row(i * b + j) << (static_cast<double>(i) + 0.5) / static_cast<double>(a),
          (static_cast<double>(j) + 0.5) / static_cast<double>(b);
  return points;
}

TEST(Emulator, AQuadraticIsItsTrend) {
  const Matrix points = grid(5, 4);
  const auto f = [](const Eigen::VectorXd& u) { return 3 - 2 * u[0] + u[1] * u[1] + 4 * u[0] * u[1]; };
  Eigen::VectorXd values(points.rows());
  for (Eigen::Index i = 0; i < points.rows(); ++i) values[i] = f(points.row(i).transpose());
  const Emulator emulator(points, values);
  for (const Eigen::Vector2d& u : {Eigen::Vector2d(0.13, 0.77), Eigen::Vector2d(0.99, 0.01)}) {
    const auto there = emulator.at(u);
    EXPECT_NEAR(there.mean, f(u), 1e-6);
    EXPECT_LT(std::sqrt(there.variance), 1e-4);
  }
}

TEST(Emulator, FollowsASmoothSurfaceBetweenItsRuns) {
  const Matrix points = grid(7, 7);
  const auto f = [](const Eigen::VectorXd& u) { return std::sin(6 * u[0]) + std::exp(-3 * u[1]) * u[0]; };
  Eigen::VectorXd values(points.rows());
  for (Eigen::Index i = 0; i < points.rows(); ++i) values[i] = f(points.row(i).transpose());
  const Emulator emulator(points, values);
  double worst = 0;
  for (const double a : {0.15, 0.4, 0.5, 0.85})
    for (const double b : {0.2, 0.55, 0.9}) {
      const Eigen::Vector2d u(a, b);
      worst = std::max(worst, std::abs(emulator.at(u).mean - f(u)));
    }
  EXPECT_LT(worst, 2e-3);
  // Far from all runs it knows that it knows less.
  EXPECT_GT(emulator.at(Eigen::Vector2d(1.6, 1.6)).variance, 10 * emulator.at(Eigen::Vector2d(0.5, 0.5)).variance);
}

TEST(Emulator, TellsNoiseFromShape) {
  const Matrix points = grid(14, 14);
  Eigen::VectorXd values(points.rows());
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    sim::KeyedDraws draws({5, 0}, static_cast<std::uint32_t>(i), 0, 0);
    values[i] = 2 * points(i, 0) + 0.3 * sim::normal_quantile(draws.uniform(0));
  }
  const Emulator emulator(points, values);
  EXPECT_NEAR(std::sqrt(emulator.noise_variance()), 0.3, 0.06);
  EXPECT_NEAR(emulator.at(Eigen::Vector2d(0.5, 0.5)).mean, 1.0, 0.12);
  const Eigen::VectorXd errors = emulator.left_out_errors();
  EXPECT_NEAR(errors.mean(), 0.0, 0.25);
  EXPECT_NEAR(std::sqrt(errors.array().square().mean()), 1.0, 0.2);
}

TEST(Emulator, LeftOutErrorsAreThoseOfLeavingOut) {
  // Against emulators really made without the run, at the same length and noise: kriging with many runs hardly
  // moves them, so the standardised errors agree closely.
  const Matrix points = grid(6, 6);
  Eigen::VectorXd values(points.rows());
  for (Eigen::Index i = 0; i < points.rows(); ++i) values[i] = std::sin(5 * points(i, 0) + 2 * points(i, 1));
  const Emulator whole(points, values);
  const Eigen::VectorXd errors = whole.left_out_errors();
  for (const Eigen::Index out : {7, 14, 21}) {
    Matrix rest(points.rows() - 1, 2);
    Eigen::VectorXd others(points.rows() - 1);
    for (Eigen::Index i = 0, k = 0; i < points.rows(); ++i) {
      if (i == out) continue;
      rest.row(k) = points.row(i);
      others[k++] = values[i];
    }
    const Emulator without(rest, others);
    if (without.length() != whole.length()) continue;
    const auto there = without.at(points.row(out).transpose());
    const double error = (values[out] - there.mean) / std::sqrt(there.variance + without.noise_variance());
    EXPECT_NEAR(error, errors[out], 0.15 + 0.15 * std::abs(errors[out])) << out;
  }
}

HistorySettings small() {
  HistorySettings settings;
  settings.runs = 40;
  settings.trials = 20'000;
  return settings;
}

TEST(HistoryMatching, WhatIsLeftIsTheRegionThatMeetsTheTargets) {
  // u0 + u1 within .1 of 1: a band of area 1 − .9² = .19. The cutoff adds no more than the emulator's doubt.
  const auto simulate = lien_test::toy(
      1, 1, [](const Eigen::VectorXd& u, sim::KeyedDraws, auto s) { s[0] = u[0] + u[1]; });
  const Observed observed{Eigen::VectorXd::Constant(1, 1.0), Eigen::VectorXd::Constant(1, 0.1)};
  const HistoryResult result = analysis::history_matching(2, simulate, observed, small());
  EXPECT_EQ(result.end, HistoryEnd::shrinks_no_more);
  const auto& last = result.waves.back();
  EXPECT_NEAR(last.left, 0.19, 0.004 + 4.5 * last.left_error);
  ASSERT_EQ(result.left.rows(), 40);
  for (Eigen::Index i = 0; i < 40; ++i) EXPECT_NEAR(result.left.row(i).sum(), 1.0, 0.102);
}

TEST(HistoryMatching, TheTruthIsNotRuledOut) {
  const auto model = [](const Eigen::VectorXd& u, sim::KeyedDraws draws, auto s) {
    s[0] = std::sin(4 * u[0]) + u[2] + 0.02 * sim::normal_quantile(draws.uniform(0));
    s[1] = u[0] * u[1] + 0.02 * sim::normal_quantile(draws.uniform(1));
  };
  const Eigen::Vector3d truth(0.3, 0.6, 0.45);
  const Observed observed{Eigen::Vector2d(std::sin(1.2) + 0.45, 0.18), Eigen::Vector2d(0.06, 0.06)};
  HistorySettings settings = small();
  settings.runs = 80;
  const HistoryResult result = analysis::history_matching(3, lien_test::toy(2, 1, model), observed, settings);
  EXPECT_LT(analysis::implausibility(result.waves, observed, truth), 3.0);
  EXPECT_LT(result.waves.back().left, 0.2);
  EXPECT_LE(result.waves.back().left, result.waves.front().left);
}

TEST(HistoryMatching, SaysWhenNothingIsLeft) {
  const auto simulate =
      lien_test::toy(1, 1, [](const Eigen::VectorXd& u, sim::KeyedDraws, auto s) { s[0] = u[0] * u[1]; });
  const Observed observed{Eigen::VectorXd::Constant(1, 3.0), Eigen::VectorXd::Constant(1, 0.1)};
  const HistoryResult result = analysis::history_matching(2, simulate, observed, small());
  EXPECT_EQ(result.end, HistoryEnd::nothing_left);
  EXPECT_EQ(result.waves.size(), 1U);
  EXPECT_EQ(result.left.rows(), 0);
}

TEST(HistoryMatching, RefusesAWaveThatFailed) {
  const auto simulate = lien_test::toy(1, 1, [](const Eigen::VectorXd&, sim::KeyedDraws, auto s) {
    s[0] = std::numeric_limits<double>::quiet_NaN();
  });
  const Observed observed{Eigen::VectorXd::Constant(1, 0.0), Eigen::VectorXd::Constant(1, 0.1)};
  EXPECT_THROW((void)analysis::history_matching(2, simulate, observed, small()), sim::InputError);
}

}  // namespace
