#include "sim/core/csv.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using lien_test::thrown_message;
using sim::CsvTable;
using sim::Range;
using Columns = std::vector<std::string_view>;

class Csv : public testing::Test {
 protected:
  CsvTable read(std::string_view text, const Columns& columns = {"name", "size"}) const {
    return {folder_.write("t.csv", text), columns};
  }
  /// The message with which a table cannot be read at all.
  std::string refusal(std::string_view text, const Columns& columns = {"name", "size"}) const {
    return folder_.without_path(thrown_message<sim::InputError>([&] { read(text, columns); }));
  }
  std::string faults(const CsvTable& table) const {
    std::string text;
    for (const sim::Fault& fault : table.faults()) text += to_string(fault) + "\n";
    return folder_.without_path(text);
  }
  static std::string fields(const CsvTable& table) {
    std::string text;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      text += "[" + std::string(table.text(row, 0)) + "|" + std::string(table.text(row, 1)) + "]";
    }
    return text;
  }
  lien_test::TemporaryFolder folder_;
};

TEST_F(Csv, FindsItsColumnsInAnyOrderAmongOthers) {
  const CsvTable table = read("note,size,name\nx,1,a\ny,2,b\n");
  EXPECT_EQ(fields(table), "[a|1][b|2]");
  EXPECT_EQ(faults(table), "");
  EXPECT_FALSE(table.lost_rows());
}

TEST_F(Csv, ReadsQuotedFieldsWithCommasAndQuotes) {
  EXPECT_EQ(fields(read("name,size\n\"a, b\",1\n\"say \"\"no\"\"\",\"2\"\n\"\",3\n\"\"\"\",4\n")),
            "[a, b|1][say \"no\"|2][|3][\"|4]");
}

TEST_F(Csv, KeepsEveryUnquotedFieldInPlaceAsMoreCome) {
  std::string text = "name,size\n";
  std::string expected;
  for (int i = 0; i < 3000; ++i) {
    text += "\"" + std::to_string(i) + "\"\"\",0\n";
    expected += "[" + std::to_string(i) + "\"|0]";
  }
  EXPECT_EQ(fields(read(text)), expected);
}

TEST_F(Csv, BearsWindowsLineEndsAndAByteOrderMark) {
  const CsvTable table = read("\xEF\xBB\xBFname,size\r\na,1\r\n\"b\",2\r\n");
  EXPECT_EQ(fields(table), "[a|1][b|2]");
  EXPECT_EQ(faults(table), "");
}

TEST_F(Csv, NeedsNoLineEndAfterTheLastRow) { EXPECT_EQ(fields(read("name,size\na,1\nb,")), "[a|1][b|]"); }

TEST_F(Csv, SaysWhichColumnsAreMissingAndTheNearest) {
  EXPECT_EQ(refusal("nmae,height\na,1\n"),
            "t.csv:1:1: column 'name' is missing\n  nearest  'nmae'\nt.csv:1:1: column 'size' is missing");
}

TEST_F(Csv, RefusesToChooseBetweenTwoColumnsOfOneName) {
  EXPECT_EQ(refusal("name,size,size\na,1,2\n"), "t.csv:1:1: column 'size' appears twice");
  EXPECT_EQ(fields(read("name,other,size,other\na,1,2,3\n")), "[a|2]");  // not asked for: no matter
}

TEST_F(Csv, RefusesAnEmptyTable) {
  const std::string empty = "t.csv:1:1: the table is empty\n  expected  a header line";
  EXPECT_EQ(refusal(""), empty);
  EXPECT_EQ(refusal("\xEF\xBB\xBF"), empty);
  EXPECT_EQ(refusal("\r\n"), empty);
}

TEST_F(Csv, RefusesWhatIsNotAFile) {
  const auto open = [&](const char* name) {
    return folder_.without_path(
        thrown_message<sim::InputError>([&] { CsvTable(folder_.path() / name, Columns{"a"}); }));
  };
  std::filesystem::create_directory(folder_.path() / "d");
  EXPECT_EQ(open("none.csv"), "none.csv: no such table");
  EXPECT_EQ(open("d"), "d: is not a file\n  expected  a comma-separated table");
  std::filesystem::resize_file(folder_.write("big.csv", ""), (256U << 20) + 1);  // sparse: takes no room
  EXPECT_EQ(open("big.csv"), "big.csv: is too large for a table\n  allowed  256 MiB");
}

TEST_F(Csv, SaysWhereForeignBytesStand) {
  EXPECT_EQ(refusal("name,size\nClermont,1\nOrl\xE9"
                    "ans,2\n"),
            "t.csv:3:4: not UTF-8: save the table in that encoding");
  EXPECT_EQ(refusal(std::string_view("n\0ame,size\n", 11)),
            "t.csv:1:2: a NUL character: this is not a text file");
}

TEST_F(Csv, GuessesThatAFirstLineWithoutCommasHasOtherSeparators) {
  EXPECT_EQ(
      refusal("name;size\na;1\n"),
      "t.csv:1:1: the first line has a single field\n  expected  column names with commas between them");
  EXPECT_EQ(read("name\na\n", {"name"}).rows(), 1U);
}

TEST_F(Csv, LeavesOutRowsOfTheWrongLengthAndSaysSo) {
  const CsvTable table = read("name,size\na,1\nb\nc,3,extra\n\nd,4\n");
  EXPECT_EQ(fields(table), "[a|1][d|4]");
  EXPECT_TRUE(table.lost_rows());
  EXPECT_EQ(faults(table),
            "t.csv:3:1: row has 1 fields, the header 2\n"
            "t.csv:4:1: row has 3 fields, the header 2\n"
            "t.csv:5:1: row has 1 fields, the header 2\n");
}

TEST_F(Csv, LeavesOutRowsWithAnOpenQuoteAndSaysWhere) {
  const CsvTable table = read("name,size\n\"a,1\nb,\"2\nc,\"3\"x\nd,4\n");
  EXPECT_EQ(fields(table), "[d|4]");
  EXPECT_TRUE(table.lost_rows());
  const std::string rest = ": a quoted field is not closed\n  expected  \" before the next comma\n";
  EXPECT_EQ(faults(table), "t.csv:2:1" + rest + "t.csv:3:3" + rest + "t.csv:4:3" + rest);
}

TEST_F(Csv, TreatsTheHeaderLikeAnyLine) {
  EXPECT_EQ(fields(read("\"name\",\"size\"\na,1\n")), "[a|1]");
  EXPECT_EQ(fields(read("name,\"the \"\"size\"\"\"\na,1\n", {"name", "the \"size\""})), "[a|1]");
  EXPECT_EQ(refusal("name,\"size\na,1\n"),
            "t.csv:1:6: a quoted field is not closed\n  expected  \" before the next comma");
}

TEST_F(Csv, PlacesEveryFieldByLineAndColumn) {
  const CsvTable table = read("size,name\n1,a\n\"22\",\"b\"\n");
  EXPECT_EQ(folder_.without_path(to_string(table.place(0, 0))), "t.csv:2:3");
  EXPECT_EQ(folder_.without_path(to_string(table.place(1, 0))), "t.csv:3:6");
  EXPECT_EQ(folder_.without_path(to_string(table.place(1, 1))), "t.csv:3:1");
}

TEST_F(Csv, GathersAllFaultsOfNumbersAtOnce) {
  CsvTable table = read("name,size\na,\nb,x\nc,11\nd,nan\ne,1e999\nf,5 \ng,5\n");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    EXPECT_EQ(table.number(row, 1, {2, 10}), row == 6 ? 5.0 : 2.0);
  }
  const std::string allowed = "\n  allowed  2 to 10\n";
  EXPECT_EQ(faults(table), "t.csv:2:3: size is empty" + allowed +                     //
                               "t.csv:3:3: size = 'x' is not a number" + allowed +    //
                               "t.csv:4:3: size = 11 is out of range" + allowed +     //
                               "t.csv:5:3: size = 'nan' is not a number" + allowed +  //
                               "t.csv:6:3: size = '1e999' is not a number" + allowed +
                               "t.csv:7:3: size = '5 ' is not a number" + allowed);
}

TEST_F(Csv, TakesTheEndsOfARangeAndAValueForEmpty) {
  CsvTable table = read("name,size\na,2\nb,10\nc,\nd,-1.5e1\n");
  EXPECT_EQ(table.number(0, 1, {2, 10}), 2.0);
  EXPECT_EQ(table.number(1, 1, {2, 10}), 10.0);
  EXPECT_EQ(table.number(2, 1, {2, 10}, 7.5), 7.5);
  EXPECT_EQ(table.whole(2, 1, {2, 10}, 8), 8);
  EXPECT_EQ(table.number(3, 1, Range{}), -15.0);
  EXPECT_EQ(faults(table), "");
}

TEST_F(Csv, ReadsWholeNumbersOnly) {
  CsvTable table = read("name,size\na,3\nb,3.5\nc,4e2\nd,x\n");
  EXPECT_EQ(table.whole(0, 1, {0, 1000}), 3);
  EXPECT_EQ(table.whole(1, 1, {0, 1000}), 0);
  EXPECT_EQ(table.whole(2, 1, {0, 1000}), 400);
  EXPECT_EQ(table.whole(3, 1, {0.5, 1000}), 0);
  EXPECT_EQ(faults(table),
            "t.csv:3:3: size = 3.5 is not a whole number\n"
            "t.csv:5:3: size = 'x' is not a number\n  allowed  0.5 to 1000\n");
}

// Beyond 2^53 a double no longer tells whole numbers apart, and beyond 2^63 none fits a long.
TEST_F(Csv, RefusesWholeNumbersTooLargeToBeExact) {
  CsvTable table = read("name,size\na,1e300\nb,\nc,9007199254740992\n");
  table.whole(0, 1, Range{});
  table.whole(1, 1, Range{});
  EXPECT_EQ(table.whole(2, 1, Range{}), 9007199254740992);
  const std::string allowed = "\n  allowed  -9007199254740992 to 9007199254740992\n";
  EXPECT_EQ(faults(table),
            "t.csv:2:3: size = 1e300 is out of range" + allowed + "t.csv:3:3: size is empty" + allowed);
}

TEST_F(Csv, CarriesFaultsOfTheCallerInTheSameList) {
  CsvTable table = read("name,size\na,1\n");
  table.fault(0, 0, "name 'a' is taken", {"see      line 1"});
  EXPECT_EQ(faults(table), "t.csv:2:1: name 'a' is taken\n  see      line 1\n");
}

}  // namespace
