#include <boost/random/sobol.hpp>
#include <vector>

#include "analysis/designs/checks.hpp"
#include "analysis/designs/unit_design.hpp"

namespace analysis {

namespace {

/// Element n of the sequence is the sum modulo 2 of the direction numbers v_k of the bits k set in the Gray
/// code of n. Boost computes the direction numbers and runs through the sequence; here they are read off its
/// elements 2^k, so that any element can be had at once.
class Sobol final : public UnitDesign {
 public:
  Sobol(std::size_t points, std::size_t dimensions) : points_(points), dimensions_(dimensions) {
    boost::random::sobol engine(dimensions);
    std::vector<std::uint64_t> last(dimensions, 0);
    for (std::uint64_t element = 1; element <= points; element *= 2) {
      engine.seed(element - 1);  // its first element is number 1, the zero point being left out
      for (std::uint64_t& before : last) {
        // The Gray code of 2^k has bits k and k - 1.
        before ^= engine();
        directions_.push_back(before);
      }
    }
  }
  [[nodiscard]] std::size_t points() const override { return points_; }
  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }

  void point(std::size_t index, std::span<double> values) const override {
    const std::uint64_t element = index + 1;
    const std::uint64_t gray = element ^ (element >> 1U);
    for (std::size_t d = 0; d < dimensions_; ++d) {
      std::uint64_t sum = 0;
      const std::uint64_t* direction = &directions_[d];
      for (std::uint64_t bits = gray; bits != 0; bits >>= 1U, direction += dimensions_)
        if ((bits & 1U) != 0) sum ^= *direction;
      values[d] = static_cast<double>(sum) * 0x1p-64;  // exact: at most 32 leading bits are set
    }
  }

 private:
  std::size_t points_, dimensions_;
  std::vector<std::uint64_t> directions_;  // [bit][dimension]
};

}  // namespace

std::unique_ptr<UnitDesign> sobol_design(std::size_t points, std::size_t dimensions) {
  require_within("points of a Sobol' design", points, 1, 0xFFFFFFFF);
  require_within("dimensions of a Sobol' design", dimensions, 1, 3667);
  return std::make_unique<Sobol>(points, dimensions);
}

}  // namespace analysis
