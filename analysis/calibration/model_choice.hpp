// Theories weighed by the same evidence: how often what each may be, before any evidence, comes within one
// tolerance of the targets (ABC model choice: Grelaud et al. 2009; Toni et al. 2009).
//
// It compares theories on these statistics only, which need not be sufficient for choosing between models
// (Robert et al. 2011), and under these priors: a theory with wide ones spends probability on values that
// nobody holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/output/dataset.hpp"

namespace analysis {

/// What the last generation of a calibration says of the prior.
struct Fit {
  std::string file;              ///< as the user named it
  double tolerance = 0;          ///< distance that counts as near
  double evidence = 0;           ///< probability that the prior comes as near, in (0, 1]
  double error = 0;              ///< its standard error, of the logarithm
  std::int64_t simulations = 0;  ///< candidates of that generation
};

struct WeighedFit {
  Fit fit;
  double probability = 0;  ///< posterior, all fits equally likely before
  double log_bayes = 0;  ///< natural logarithm of the Bayes factor against the first; 0 for the first itself
  double low = 0, high = 0;  ///< its 95 % interval, by the error of both evidences
};

struct CalibrationRead {
  std::string file;
  sim::output::ResultFile content;
};

/// InputError: no calibration, no generations, other targets, tolerances, distance or number of seeds than
/// the first, a distance that is scaled anew in every fit, last tolerances that differ.
[[nodiscard]] std::vector<WeighedFit> weigh_fits(const std::vector<CalibrationRead>& calibrations);

}  // namespace analysis
