// Page's (1963) test that treatments stand in a stated order: within each subject (a replicate) values are
// ranked over the treatments; L weighs the rank sums by the predicted places 1 … n.
//
// One-sided: p is of the predicted rising order. Without ties and up to `most_counted` sums p is exact, the
// distribution of L being counted out; else it is normal, with mid-ranks and without correction for ties
// (conservative), as in scipy.
#pragma once

#include <Eigen/Dense>

namespace analysis::statistics {

struct PageTest {
  double statistic;  ///< L
  bool exact;
  double z;  ///< of the normal approximation, always
  double p;
};
/// Rows are subjects, columns treatments in the order predicted to rise; at least one row and three columns
/// without NaN (InvariantError else).
[[nodiscard]] PageTest page_trend_test(const Eigen::MatrixXd& values, bool allow_exact = true);

}  // namespace analysis::statistics
