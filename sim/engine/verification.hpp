// Catches a submodel that writes what it did not declare.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/submodel.hpp"
#include "sim/state/column.hpp"

namespace sim {

/// Fingerprints every column of the world, then names the columns that changed without leave. When rows of a
/// table appear or vanish all its columns move; the table is then excused if the submodel declares its
/// identity columns (uid…), whose change is what inserting and removing is.
class WriteGuard {
 public:
  WriteGuard(std::vector<ColumnRegistry*> registries, const Declaration& declaration);

  /// Throws InvariantError if anything changed (decide must only read).
  void expect_unchanged() const;
  /// Throws InvariantError if a column outside `writes` and `amends` changed.
  void expect_declared_changes_only() const;

 private:
  [[nodiscard]] std::vector<std::string> changed() const;

  std::vector<ColumnRegistry*> registries_;
  const Declaration& declaration_;
  std::vector<std::vector<std::uint64_t>> before_;
};

}  // namespace sim
