// Where the rows A, A_B^i, B_A^i, B of a Saltelli design stand, found from the design itself: analysed in a
// wrong order its outputs give indices that mean nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace analysis {

/// The order of rows.
enum class SaltelliOrder {
  blocks,       ///< all of A, all of A_B^1, …, all of A_B^d, (B_A^1 … B_A^d,) all of B
  interleaved,  ///< A, A_B^1 … A_B^d, (B_A^1 … B_A^d,) B of the first base row, then of the second (SALib)
  blocks_ab_first  ///< all of A, all of B, all of A_B^1, …, A_B^d (R's package sensitivity)
};

/// Which row of a design is what.
struct SaltelliLayout {
  SaltelliOrder order = SaltelliOrder::blocks;
  std::size_t base = 0;  ///< pairs of points A, B
  std::size_t factors = 0;
  bool second_order = false;  ///< whether there are rows B_A^i

  [[nodiscard]] std::size_t rows_per_base() const { return 2 + factors * (second_order ? 2 : 1); }
  [[nodiscard]] std::size_t rows() const { return base * rows_per_base(); }
  [[nodiscard]] std::size_t a(std::size_t j) const { return row(j, 0); }
  [[nodiscard]] std::size_t b(std::size_t j) const;
  /// A with coordinate i of B.
  [[nodiscard]] std::size_t ab(std::size_t j, std::size_t i) const;
  /// B with coordinate i of A.
  [[nodiscard]] std::size_t ba(std::size_t j, std::size_t i) const { return row(j, 1 + factors + i); }

 private:
  /// Row of the k-th kind, in the order of the design.
  [[nodiscard]] std::size_t row(std::size_t j, std::size_t k) const {
    return order == SaltelliOrder::interleaved ? j * rows_per_base() + k : k * base + j;
  }
};

/// In words: "blocks A, A_B^1 … A_B^3, B".
[[nodiscard]] std::string to_string(const SaltelliLayout& layout);

/// Finds the layout of a design whose rows are handed in one after the other; holds two numbers a base row
/// and factor. Every coordinate of every row is compared, and must be the very same number.
class SaltelliLayoutFinder {
 public:
  /// InputError, about `file`, when `rows` is not a multiple of factors + 2 nor of 2·factors + 2.
  SaltelliLayoutFinder(std::string file, std::vector<std::string> factors, std::size_t rows);
  /// The next row, which stands in this line of the file (0 = unknown).
  void row(std::span<const double> values, int line);
  /// After the last row. InputError with the first row that fits no layout.
  [[nodiscard]] SaltelliLayout found() const;

 private:
  /// One layout that the rows so far fit, and what they say of A and B.
  struct Candidate {
    SaltelliLayout layout;
    std::vector<double> a,
        b;  // [base row][factor]; one base row at a time when interleaved; NaN = not seen yet
    bool fits = true;
    std::size_t fitted = 0;  // rows
    int line = 0;            // of the first row that does not fit
    std::string misfit;
  };
  void follow(Candidate& candidate, std::span<const double> values, int line) const;

  std::string file_;
  std::vector<std::string> factors_;
  std::size_t seen_ = 0;
  std::vector<Candidate> candidates_;
};

}  // namespace analysis
