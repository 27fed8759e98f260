// The actors and ties of a snapshot as plain columns, checked so that every index may be used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

struct Snapshot {
  int month = 0;                   ///< since January 2008
  std::vector<std::string> kinds;  ///< "mayor", "company", …
  /// One value an actor.
  std::vector<int> kind, commune, epci;
  std::vector<bool> active;
  /// One value a tie: rows of the two actors, their trust in each other, month of the first meeting, whether
  /// they are partners.
  std::vector<std::size_t> low, high;
  std::vector<double> trust;
  std::vector<int> born;
  std::vector<bool> partners;
};

/// The snapshots of a result in the order of the file; empty when it has none. InputError with one sentence
/// when one contradicts itself.
[[nodiscard]] std::vector<Snapshot> snapshots_of(const sim::output::ResultFile& file,
                                                 const std::string& name);

/// What the reader calls a kind of actor; the kind itself when it is not known.
[[nodiscard]] Text kind_name(const std::string& kind);

}  // namespace analysis::report
