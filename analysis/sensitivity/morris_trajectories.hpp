// The trajectories of a Morris design: which factor each step moves, and by how much. Found from the design
// itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace analysis {

/// Lowest and highest value of a factor.
struct FactorRange {
  double low = 0, high = 0;
};

/// Trajectories of factors + 1 rows each; every step moves one factor, and each factor moves once.
struct MorrisTrajectories {
  struct Step {
    std::uint32_t factor;
    double change;  ///< signed, as a share of the factor's range
  };
  std::size_t factors = 0;
  std::vector<Step> steps;  ///< [trajectory][step]
  [[nodiscard]] std::size_t trajectories() const { return steps.size() / factors; }
  [[nodiscard]] std::size_t rows() const { return trajectories() * (factors + 1); }
};

/// Reads trajectories from the rows of a design, handed in one after the other.
class MorrisReader {
 public:
  /// `ranges`, one a factor, are those that changes are shares of; of a factor without one, lowest to highest
  /// value in the design. InputError, about `file`, when `rows` is not a multiple of factors + 1.
  MorrisReader(std::string file, std::vector<std::string> factors, std::size_t rows,
               std::vector<std::optional<FactorRange>> ranges);
  /// The next row, which stands in this line of the file (0 = unknown). InputError when it is not one step
  /// from the row before.
  void row(std::span<const double> values, int line);
  [[nodiscard]] MorrisTrajectories found() const;

 private:
  [[noreturn]] void refuse(int line, const std::string& what) const;

  std::string file_;
  std::vector<std::string> factors_;
  std::vector<std::optional<FactorRange>> ranges_;
  std::vector<FactorRange> seen_;
  std::size_t rows_read_ = 0;
  std::vector<double> before_;
  std::vector<bool> moved_;  // in this trajectory
  MorrisTrajectories trajectories_;
};

}  // namespace analysis
