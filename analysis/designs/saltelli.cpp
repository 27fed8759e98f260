#include <vector>

#include "analysis/designs/checks.hpp"
#include "analysis/designs/unit_design.hpp"

namespace analysis {

namespace {

class Saltelli final : public UnitDesign {
 public:
  Saltelli(std::size_t base, std::size_t dimensions, bool second_order)
      : sequence_(sobol_design(base, 2 * dimensions)),
        dimensions_(dimensions),
        rows_(2 + dimensions * (second_order ? 2 : 1)) {}
  [[nodiscard]] std::size_t points() const override { return sequence_->points() * rows_; }
  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }

  void point(std::size_t index, std::span<double> values) const override {
    std::vector<double> pair(2 * dimensions_);  // A, then B
    sequence_->point(index / rows_, pair);
    const std::size_t row = index % rows_;
    // Row 0 is A, the last is B; in between first A with one coordinate of B, then B with one of A.
    const bool mostly_b = row > dimensions_;
    const std::size_t lone = row == 0 || row == rows_ - 1 ? dimensions_ : (row - 1) % dimensions_;
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const bool from_b = mostly_b != (d == lone);
      values[d] = pair[from_b ? dimensions_ + d : d];
    }
  }

 private:
  std::unique_ptr<UnitDesign> sequence_;
  std::size_t dimensions_, rows_;
};

}  // namespace

std::unique_ptr<UnitDesign> saltelli_design(std::size_t base, std::size_t dimensions, bool second_order) {
  require_within("base points of a Saltelli design", base, 1, 0xFFFFFFFF);
  require_within("dimensions of a Saltelli design", dimensions, 1, 3667 / 2);
  return std::make_unique<Saltelli>(base, dimensions, second_order);
}

}  // namespace analysis
