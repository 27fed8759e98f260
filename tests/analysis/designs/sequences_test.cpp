// The low-discrepancy sequences and Latin hypercubes beside those of scipy.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analysis/designs/unit_design.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using analysis::UnitDesign;

void append_points(const UnitDesign& design, std::string& bytes) {
  std::vector<double> values(design.dimensions());
  for (std::size_t k = 0; k < design.points(); ++k) {
    design.point(k, values);
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
  }
}

TEST(Sequences, AreThoseOfScipyBitForBit) {
  const TemporaryFolder folder;
  std::string sobol, halton, latin;
  append_points(*analysis::sobol_design(1023, 40), sobol);
  append_points(*analysis::halton_design(1000, 25), halton);
  for (std::uint32_t seed = 0; seed < 60; ++seed)
    append_points(*analysis::latin_hypercube_design(50, 4, {seed, 0}, 1), latin);
  folder.write("sobol.bin", sobol);
  folder.write("halton.bin", halton);
  folder.write("latin.bin", latin);
  const nlohmann::json shapes{{"sobol", {1023, 40}}, {"halton", {1000, 25}}, {"latin", {60, 50, 4}}};
  folder.write("shapes.json", shapes.dump());
  const Ended ended =
      run_command({"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/analysis/designs/check_sequences.py"},
                  folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

TEST(Sequences, BeginBehindTheCorner) {
  std::vector<double> values(2);
  const auto sobol = analysis::sobol_design(4, 2);
  sobol->point(0, values);
  EXPECT_EQ(values, (std::vector<double>{0.5, 0.5}));
  sobol->point(2, values);  // any point at once, whatever was asked before
  EXPECT_EQ(values, (std::vector<double>{0.25, 0.75}));
  const auto halton = analysis::halton_design(4, 2);
  halton->point(3, values);
  EXPECT_EQ(values, (std::vector<double>{0.125, 1.0 / 3 + 1.0 / 9}));
}

TEST(Sequences, GoOnToTheLargestDesigns) {
  // The first 2^k - 1 elements and the corner are a grid in every coordinate: element 2^31 - 1 closes one.
  const auto design = analysis::sobol_design((std::size_t{1} << 31U) - 1, 3667);
  std::vector<double> values(3667);
  design->point(design->points() - 1, values);
  for (const double value : values) {
    EXPECT_GT(value, 0);
    EXPECT_LT(value, 1);
    EXPECT_EQ(std::ldexp(value, 31), std::floor(std::ldexp(value, 31)));
  }
}

}  // namespace
}  // namespace lien_test
