// A calibration of seconds: waves, then generations, of the smallest territory.
#pragma once

#include <string>

#include "tests/support/run_lien.hpp"

namespace lien_test {

/// Two parameters of the smallest territory against a pattern and a measure: some 60 runs of 36 months.
inline std::string small_calibration(const std::string& more = "") {
  return "[calibration]\nscenario = \"short.toml\"\nmethod = \"both\"\n" + more +
         "[history]\nruns = 8\nwaves = 1\n"
         "[abc]\npopulation = 8\nbatch = 8\ngenerations = 3\nfinal_tolerance = 0.5\n"
         "[[parameter]]\nname = \"births\"\nparameter = \"partnerships.birth_rate\"\nlow = 0.1\nhigh = 0.5\n"
         "[[parameter]]\nname = \"start\"\nparameter = \"traits.engaged_start[0]\"\nlow = 0.05\nhigh = 0.35\n"
         "[[target]]\nname = \"C1b\"\ntolerance = 0.1\n"
         "[[target]]\nname = \"trust\"\nmeasure = \"mean_trust\"\nmonth = \"2010-06\"\nvalue = 0.53\n"
         "tolerance = 0.02\nsource = \"a test\"\n";
}

inline std::string short_scenario() {
  return "extends = \"" + shipped("mini.toml") + "\"\n[run]\nspinup_months = 24\nuntil = \"2011-01\"\n";
}

}  // namespace lien_test
