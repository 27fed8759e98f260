#include <boost/math/special_functions/prime.hpp>

#include "analysis/designs/checks.hpp"
#include "analysis/designs/unit_design.hpp"

namespace analysis {

namespace {

/// The digits of `number` in this base, mirrored behind the point (van der Corput).
double radical_inverse(std::size_t number, std::size_t base) {
  double value = 0;
  double weight = 1.0 / static_cast<double>(base);
  for (; number != 0; number /= base) {
    value += static_cast<double>(number % base) * weight;
    weight /= static_cast<double>(base);
  }
  return value;
}

class Halton final : public UnitDesign {
 public:
  Halton(std::size_t points, std::size_t dimensions) : points_(points), dimensions_(dimensions) {}
  [[nodiscard]] std::size_t points() const override { return points_; }
  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }
  void point(std::size_t index, std::span<double> values) const override {
    for (std::size_t d = 0; d < dimensions_; ++d)
      values[d] = radical_inverse(index + 1, boost::math::prime(static_cast<unsigned>(d)));
  }

 private:
  std::size_t points_, dimensions_;
};

}  // namespace

std::unique_ptr<UnitDesign> halton_design(std::size_t points, std::size_t dimensions) {
  require_within("points of a Halton design", points, 1, 0xFFFFFFFF);
  require_within("dimensions of a Halton design", dimensions, 1, 1000);
  return std::make_unique<Halton>(points, dimensions);
}

}  // namespace analysis
