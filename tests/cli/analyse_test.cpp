// `lien analyse`: beside numpy, its text, and what it refuses.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/bad_input.hpp"
#include "tests/support/sensitivity_cases.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;

TEST(Analyse, GivesTheFiguresOfNumpy) {
  const TemporaryFolder folder;
  const Ended ended = run_command(
      {"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/cli/check_analyse.py", LIEN_BINARY}, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

/// The design as a table, and Ishigami over it.
void write_ishigami(const TemporaryFolder& folder, const analysis::UnitDesign& design) {
  std::string x = "x1,x2,x3\n", y = "y,flat\n";
  std::vector<double> point(3);
  for (std::size_t k = 0; k < design.points(); ++k) {
    design.point(k, point);
    x += fmt::format("{},{},{}\n", point[0], point[1], point[2]);
    y += fmt::format("{},7\n", ishigami(point));
  }
  folder.write("X.csv", x);
  folder.write("Y.csv", y);
}

TEST(Analyse, SaysWhatItFound) {
  const TemporaryFolder folder;
  write_ishigami(folder, *analysis::saltelli_design(1024, 3, false));
  const Ended ended =
      run_lien({"analyse", "--design", "X.csv", "--results", "Y.csv", "--method", "sobol"}, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(ended.out,
            "5120 rows, 3 factors: 1024 base rows; A, A_B^1 … A_B^3, B of each base row\n"
            "\n"
            "y\n"
            "factor       first            95 % interval       total            95 % interval\n"
            "x1          0.3332      0.2690 to    0.3974      0.5585      0.4871 to    0.6499\n"
            "x2          0.4421      0.3899 to    0.4962      0.4438      0.4072 to    0.4945\n"
            "x3          0.0186     -0.0367 to    0.0723      0.2423      0.2160 to    0.2708\n"
            "Not converged: the widest interval is ±0.081, asked for ±0.05 of an index. Advised: 4096 base "
            "rows, 20480 "
            "rows. The order of the factors is not settled: intervals overlap.\n"
            "\n"
            "flat\n"
            "The output is the same in every row: there is nothing to apportion.\n");
}

TEST(Analyse, TakesOneColumnAndIsReproducible) {
  const TemporaryFolder folder;
  write_ishigami(folder, *analysis::saltelli_design(64, 3, true));
  const std::vector<std::string> words{"analyse",        "--design", "X.csv", "--results",
                                       "Y.csv",          "--method", "sobol", "--json",
                                       "--second-order", "--column", "y"};
  const Ended one = run_lien(words, folder.path()), two = run_lien(words, folder.path());
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_EQ(one.out, two.out);
  EXPECT_THAT(one.out, HasSubstr("\"pairs\""));
  EXPECT_THAT(one.out, testing::Not(HasSubstr("flat")));
}

std::vector<std::string> analyse(const std::string& method, std::vector<std::string> more = {}) {
  std::vector<std::string> words{"analyse", "--design", "X.csv", "--results", "Y.csv", "--method", method};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// A Saltelli design of one factor and eight base rows, and results of as many rows.
const std::string small_design =
    "x\n1\n2\n3\n4\n5\n6\n7\n8\n11\n12\n13\n14\n15\n16\n17\n18\n11\n12\n13\n14\n15\n16\n17\n18\n";
std::string results_of(std::size_t rows, const std::string& header = "y", const std::string& row = "5") {
  std::string text = header + "\n";
  for (std::size_t k = 0; k < rows; ++k) text += row + "\n";
  return text;
}

class BadAnalysis : public testing::TestWithParam<BadInput> {};
TEST_P(BadAnalysis, IsRefused) { expect_refused(GetParam()); }

const std::string one_fault = "\n1 fault; nothing was written\n";

INSTANTIATE_TEST_SUITE_P(
    Analyse, BadAnalysis,
    testing::Values(
        BadInput{"NoDesign", {}, analyse("sobol"), "X.csv: no such table" + one_fault},
        BadInput{
            "NoResults", {{"X.csv", small_design}}, analyse("sobol"), "Y.csv: no such table" + one_fault},
        BadInput{"EmptyDesign",
                 {{"X.csv", ""}},
                 analyse("sobol"),
                 "X.csv:1:1: the table is empty\n  expected  a header line" + one_fault},
        BadInput{"NoRow", {{"X.csv", "a,b\n"}}, analyse("sobol"), "X.csv: the design has no row" + one_fault},
        BadInput{"RowNumbers",
                 {{"X.csv", "\"\",\"a\"\n\"1\",5\n"}},
                 analyse("sobol"),
                 "X.csv:1:1: a column has no name\n"
                 "  hint  write tables without row numbers: index=False in pandas, row.names=FALSE in R" +
                     one_fault},
        BadInput{"CommentSign",
                 {{"X.csv", "# a,b\n1,2\n"}},
                 analyse("sobol"),
                 "X.csv:1:1: column '# a' begins with a comment sign\n"
                 "  hint  numpy.savetxt(..., comments='') writes the names as they are" +
                     one_fault},
        BadInput{"Semicolons",
                 {{"X.csv", "a;b\n1,5;2\n"}},
                 analyse("sobol"),
                 "X.csv:1:1: the header has semicolons and no comma\n"
                 "  expected  column names with commas between them, and '.' in numbers" +
                     one_fault},
        BadInput{
            "NoHeader",
            {{"X.csv", "1,2.5\n3,4\n"}},
            analyse("sobol"),
            "X.csv:1:1: the first line holds the number 1\n  expected  a header line of names" + one_fault},
        BadInput{"ColumnTwice",
                 {{"X.csv", "a,b,a\n1,2,3\n"}},
                 analyse("sobol"),
                 "X.csv:1:5: column 'a' appears twice" + one_fault},
        BadInput{"TooFewResults",
                 {{"X.csv", small_design}, {"Y.csv", results_of(23)}},
                 analyse("sobol"),
                 "Y.csv: 23 rows of results for 24 rows of the design\n"
                 "  expected  one row for each; with several, a column 'replicate' that tells them apart" +
                     one_fault},
        BadInput{"UnequalReplicates",
                 {{"X.csv", small_design}, {"Y.csv", results_of(30, "replicate,y", "1,2")}},
                 analyse("sobol"),
                 "Y.csv: 30 rows of results for 24 rows of the design\n"
                 "  expected  the same number of replicates for every row of the design" +
                     one_fault},
        BadInput{"MixedReplicates",
                 {{"X.csv", "x\n1\n2\n"}, {"Y.csv", "replicate,y\n1,5\n2,5\n2,5\n1,5\n"}},
                 analyse("prcc"),
                 "Y.csv:4:1: replicate = 2, expected 1\n"
                 "  expected  the same replicates, in the same order, of every row of the design\n"
                 "Y.csv:5:1: replicate = 1, expected 2\n"
                 "  expected  the same replicates, in the same order, of every row of the design\n"
                 "2 faults; nothing was written\n"},
        BadInput{"ReplicateAgain",
                 {{"X.csv", "x\n1\n2\n"}, {"Y.csv", "replicate,y\n1,5\n1,5\n1,6\n1,6\n"}},
                 analyse("prcc"),
                 "Y.csv:4:1: replicate 1 comes again before all rows had it" + one_fault},
        BadInput{"FailedRun",
                 {{"X.csv", "x\n1\n2\n3\n"}, {"Y.csv", "y\n1\nnan\n\n"}},
                 analyse("prcc"),
                 "Y.csv: 2 rows of results for 3 rows of the design\n"
                 "  expected  one row for each; with several, a column 'replicate' that tells them apart" +
                     one_fault},
        BadInput{"NotANumber",
                 {{"X.csv", "x\n1\n2\n3\n"}, {"Y.csv", "y,z\n1,2\nnan,\n1e999,3\n"}},
                 analyse("prcc"),
                 "Y.csv:3:1: y = 'nan' is not a finite number\n"
                 "Y.csv:3:5: z is empty\n"
                 "Y.csv:4:1: y = '1e999' is not a finite number\n"
                 "3 faults; nothing was written\n"},
        BadInput{"RaggedRow",
                 {{"X.csv", results_of(11, "a,b", "1,2") + "3\n"}, {"Y.csv", results_of(12)}},
                 analyse("prcc"),
                 "X.csv:13:1: row has 1 field, the header 2" + one_fault},
        BadInput{"TooFewRows",
                 {{"X.csv", "a,b\n1,2\n3,4\n"}, {"Y.csv", results_of(2)}},
                 analyse("prcc"),
                 "X.csv: rows: 2, too few for intervals\n  allowed  12 or more" + one_fault},
        BadInput{"ManyFaults",
                 {{"X.csv", results_of(30, "a", "x")}, {"Y.csv", results_of(30)}},
                 analyse("prcc"),
                 [] {
                   std::string text;
                   for (int line = 2; line < 22; ++line)
                     text += fmt::format("X.csv:{}:1: a = 'x' is not a finite number\n", line);
                   return text + "X.csv: further rows were not looked at\n21 faults; nothing was written\n";
                 }()},
        BadInput{"OtherOrder",
                 {{"X.csv", "a,b\n1,2\n3,4\n"}, {"Y.csv", "y,a\n7,3\n8,1\n"}},
                 analyse("prcc"),
                 "Y.csv:2:3: a = 3, but 1 in line 2 of the design\n"
                 "  expected  results in the order of the design\n"
                 "Y.csv:3:3: a = 1, but 3 in line 3 of the design\n"
                 "  expected  results in the order of the design\n"
                 "2 faults; nothing was written\n"},
        BadInput{"NoOutput",
                 {{"X.csv", "a,b\n1,2\n3,4\n"}, {"Y.csv", "b,a\n2,1\n4,3\n"}},
                 analyse("prcc"),
                 "Y.csv:1:1: the table has no output\n  expected  columns besides those of the design" +
                     one_fault},
        BadInput{"NoSuchOutput",
                 {{"X.csv", small_design}, {"Y.csv", results_of(24, "benefit")}},
                 analyse("sobol", {"--column", "benefits"}),
                 "Y.csv:1:1: there is no output 'benefits'\n  nearest  'benefit'" + one_fault}));

INSTANTIATE_TEST_SUITE_P(
    AnalyseDesign, BadAnalysis,
    testing::Values(
        BadInput{"ConstantFactor",
                 {{"X.csv", "a,b\n1,2\n1,3\n"}, {"Y.csv", results_of(2)}},
                 analyse("morris"),
                 "X.csv: 2 rows are no Morris design of 2 factors\n"
                 "  allowed  multiples of 3: trajectories of as many rows" +
                     one_fault},
        BadInput{
            "FactorThatDoesNotVary",
            {{"X.csv", results_of(24, "a", "3")}, {"Y.csv", results_of(24)}},
            analyse("prcc"),
            "X.csv:1: factor 'a' is 3 in every row\n  expected  factors that vary; leave the column out" +
                one_fault},
        BadInput{"DesignNotANumber",
                 {{"X.csv", results_of(23, "a", "3") + "high\n"}, {"Y.csv", results_of(24)}},
                 analyse("prcc"),
                 "X.csv:25:1: a = 'high' is not a finite number" + one_fault},
        BadInput{"TooFewBaseRows",
                 {{"X.csv", "x\n1\n2\n4\n5\n4\n5\n"}, {"Y.csv", results_of(6)}},
                 analyse("sobol"),
                 "X.csv: base rows: 2, too few for intervals\n  allowed  8 or more" + one_fault},
        BadInput{"TooFewTrajectories",
                 {{"X.csv", "x\n1\n2\n"}, {"Y.csv", results_of(2)}},
                 analyse("morris"),
                 "X.csv: trajectories: 1, too few for intervals\n  allowed  4 or more" + one_fault},
        BadInput{"NoSecondOrder",
                 {{"X.csv", small_design}, {"Y.csv", results_of(24)}},
                 analyse("sobol", {"--second-order"}),
                 "X.csv: the design has no rows for indices of second order\n"
                 "  found     blocks A, A_B^1, B\n"
                 "  expected  rows B_A^1 … B_A^1 too, 4 for each base row" +
                     one_fault},
        BadInput{"RangeOfNoFactor",
                 {{"X.csv", "depth\n1\n2\n"}, {"Y.csv", results_of(2)}},
                 analyse("morris", {"--range", "dept=0:1"}),
                 "X.csv: --range dept: there is no such factor\n  nearest  'depth'" + one_fault},
        BadInput{"RangeThatIsNone",
                 {},
                 analyse("morris", {"--range", "depth=1:1"}),
                 "--range depth=1:1 is not NAME=LOW:HIGH\n  example  --range depth=0:10" + one_fault},
        BadInput{"NotASaltelliDesign",
                 {{"X.csv",
                   "x\n1\n2\n3\n4\n5\n6\n7\n8\n11\n12\n13\n14\n15\n16\n17\n18\n11\n12\n13\n14\n15\n17\n16\n"
                   "18\n"},
                  {"Y.csv", results_of(24)}},
                 analyse("sobol"),
                 "X.csv:23: x = 17, but the rows before have 16: not B of base row 6\n"
                 "  nearest  blocks A, A_B^1, B\n"
                 "  tried    A, A_B^1, B of each base row\n"
                 "  tried    blocks A, B, A_B^1\n"
                 "  tried    blocks A, A_B^1, B_A^1, B\n"
                 "  tried    A, A_B^1, B_A^1, B of each base row" +
                     one_fault}));

}  // namespace
}  // namespace lien_test
