// The order of a Saltelli design's rows, told from the design itself.
#include "analysis/sensitivity/saltelli_layout.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"
#include "tests/support/sensitivity_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::SaltelliLayout;
using analysis::SaltelliOrder;
using Rows = std::vector<std::vector<double>>;

/// The design of `layout`, from the halves of a Sobol' sequence.
Rows rows_of(const SaltelliLayout& layout) {
  const std::size_t d = layout.factors;
  const auto sequence = analysis::sobol_design(layout.base, 2 * d);
  Rows rows(layout.rows());
  std::vector<double> both(2 * d);
  for (std::size_t j = 0; j < layout.base; ++j) {
    sequence->point(j, both);
    const std::vector<double> a(both.begin(), both.begin() + static_cast<long>(d)),
        b(both.begin() + static_cast<long>(d), both.end());
    rows[layout.a(j)] = a;
    rows[layout.b(j)] = b;
    for (std::size_t i = 0; i < d; ++i) {
      auto ab = a, ba = b;
      std::swap(ab[i], ba[i]);
      rows[layout.ab(j, i)] = ab;
      if (layout.second_order) rows[layout.ba(j, i)] = ba;
    }
  }
  return rows;
}

SaltelliLayout find(const Rows& rows, std::vector<std::string> factors) {
  analysis::SaltelliLayoutFinder finder("X.csv", std::move(factors), rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) finder.row(rows[row], static_cast<int>(row) + 2);
  return finder.found();
}

TEST(SaltelliLayout, IsFoundFromTheRows) {
  for (const std::size_t base : {2U, 3U, 20U, 24U}) {
    for (const std::size_t d : {1U, 2U, 3U, 6U}) {
      std::vector<std::string> factors;
      for (std::size_t i = 0; i < d; ++i) factors.push_back("x" + std::to_string(i + 1));
      for (const auto& [order, second_order] :
           {std::pair{SaltelliOrder::blocks, false}, std::pair{SaltelliOrder::interleaved, false},
            std::pair{SaltelliOrder::blocks_ab_first, false}, std::pair{SaltelliOrder::blocks, true},
            std::pair{SaltelliOrder::interleaved, true}}) {
        const SaltelliLayout layout{order, base, d, second_order};
        const SaltelliLayout found = find(rows_of(layout), factors);
        EXPECT_EQ(to_string(found), to_string(layout)) << base;
        EXPECT_EQ(found.base, base);
      }
    }
  }
}

TEST(SaltelliLayout, IsSaidInWords) {
  EXPECT_EQ(to_string(SaltelliLayout{SaltelliOrder::blocks, 4, 3, false}), "blocks A, A_B^1 … A_B^3, B");
  EXPECT_EQ(to_string(SaltelliLayout{SaltelliOrder::interleaved, 4, 2, true}),
            "A, A_B^1 … A_B^2, B_A^1 … B_A^2, B of each base row");
  EXPECT_EQ(to_string(SaltelliLayout{SaltelliOrder::blocks_ab_first, 4, 1, false}), "blocks A, B, A_B^1");
}

TEST(SaltelliLayout, RefusesRowsThatFitNone) {
  Rows rows = rows_of({SaltelliOrder::blocks, 8, 2, false});
  std::swap(rows[20], rows[21]);  // two rows of A_B^2
  EXPECT_EQ(thrown_message<sim::InputError>([&] {
              (void)find(rows, {"depth", "slope"});
            }),
            "X.csv:22: depth = 0.9375, but the rows before have 0.1875: not A_B^2 of base row 5, which is A "
            "but for "
            "'slope', taken from B\n"
            "  nearest  blocks A, A_B^1 … A_B^2, B\n"
            "  tried    A, A_B^1 … A_B^2, B of each base row\n"
            "  tried    blocks A, B, A_B^1 … A_B^2");
  EXPECT_EQ(thrown_message<sim::InputError>([&] {
              (void)find(Rows(7, {0, 0, 0}), {"a", "b", "c"});
            }),
            "X.csv: 7 rows are no Saltelli design of 3 factors\n"
            "  allowed  multiples of 5 (first and total indices) or of 8 (second order)");
}

TEST(SaltelliLayout, SeesOneWrongDigitAnywhere) {
  const SaltelliLayout layout{SaltelliOrder::interleaved, 8, 3, false};
  const Rows sound = rows_of(layout);
  for (std::size_t row = 0; row < sound.size(); ++row) {
    for (std::size_t c = 0; c < 3; ++c) {
      Rows rows = sound;
      rows[row][c] = std::nextafter(rows[row][c], 2);
      EXPECT_THROW((void)find(rows, {"a", "b", "c"}), sim::InputError) << row << ", " << c;
    }
  }
}

}  // namespace
}  // namespace lien_test
