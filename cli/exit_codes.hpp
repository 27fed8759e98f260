// How the program ends; documented in docs/command_line.md.
#pragma once

namespace cli {

enum ExitCode : int {
  success = 0,
  internal_fault = 1,
  bad_input = 2,
  partial_sweep = 3,
  storage_fault = 4,
  interrupted = 5
};

}  // namespace cli
