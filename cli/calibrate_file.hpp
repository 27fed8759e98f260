// `lien calibrate` of a file that says what is free and what it must come near.
#pragma once

#include <cstddef>
#include <string>

namespace cli {

struct CalibrateFileOptions {
  std::string file, folder;
  int jobs = 0;             ///< 0 = as many as processors
  std::size_t draws = 100;  ///< of the posterior table
  bool quiet = false, json = false;
};

/// Runs what the folder lacks; writes calibration.nc and posterior.csv into it. Gives the exit code.
[[nodiscard]] int calibrate_file(const CalibrateFileOptions& options);

}  // namespace cli
