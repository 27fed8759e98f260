// Tables with a fault: columns, rows, fields.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

using namespace std::string_literals;

std::vector<BadInput> shapes() {
  return {
      bad_table("ColumnMissing",
                {{"communes.csv", edited(tiny_communes, "population,", "inhabitants_population,")}},
                R"(communes.csv:1:1: column 'population' is missing
1 fault; nothing was written
)"),
      bad_table("ColumnMisspelt", {{"communes.csv", edited(tiny_communes, ",altitude_m,", ",altitude,")}},
                R"(communes.csv:1:1: column 'altitude_m' is missing
  nearest  'altitude'
1 fault; nothing was written
)"),
      bad_table("ColumnsMissing",
                {{"communes.csv", edited(tiny_communes, ",n09,n11,n13\n", ",N9,n11,ndreizehn\n")}},
                R"(communes.csv:1:1: column 'n09' is missing
communes.csv:1:1: column 'n13' is missing
2 faults; nothing was written
)"),
      bad_table(
          "EpciColumnMissing",
          {{"epcis.csv", edited(tiny_epcis, "epci,name,type,population", "siren,name,type,population")}},
          R"(epcis.csv:1:1: column 'epci' is missing
1 fault; nothing was written
)"),
      bad_table("RowTooShort",
                {{"communes.csv", edited(tiny_communes, "48003,Bas,48,76,200000011,06,150",
                                         "48003,Bas,48,76,200000011,150")}},
                R"(communes.csv:4:1: row has 25 fields, the header 26
1 fault; nothing was written
)"),
      bad_table("RowTooLong", {{"communes.csv", edited(tiny_communes, "48003,Bas,", "48003,Bas,Bas,")}},
                R"(communes.csv:4:1: row has 27 fields, the header 26
1 fault; nothing was written
)"),
      bad_table("UnquotedComma", {{"communes.csv", edited(tiny_communes, "\"Ville, la\"", "Ville, la")}},
                R"(communes.csv:5:1: row has 27 fields, the header 26
1 fault; nothing was written
)"),
      bad_table("LettersBehindAQuote",
                {{"communes.csv", edited(tiny_communes, "\"Ville, la\"", "\"Ville, la\"s")}},
                R"(communes.csv:5:7: a quoted field is not closed
  expected  " before the next comma
1 fault; nothing was written
)"),
      bad_table("QuoteLeftOpen", {{"communes.csv", edited(tiny_communes, "\"Ville, la\"", "\"Ville, la")}},
                R"(communes.csv:5:7: a quoted field is not closed
  expected  " before the next comma
1 fault; nothing was written
)"),
      bad_table("EmptyLineInside", {{"communes.csv", edited(tiny_communes, "48003,Bas", "\n48003,Bas")}},
                R"(communes.csv:4:1: row has 1 fields, the header 26
1 fault; nothing was written
)"),
      bad_table("EmptyTable", {{"communes.csv", ""}},
                R"(communes.csv:1:1: the table is empty
  expected  a header line
1 fault; nothing was written
)"),
      bad_table("DuplicateColumn",
                {{"communes.csv", edited(tiny_communes, ",n09,n11,n13\n", ",n09,n13,n11,n13\n")}},
                R"(communes.csv:1:1: column 'n13' appears twice
1 fault; nothing was written
)"),
      bad_table("HeaderOnly", {{"communes.csv", communes_header()}},
                R"(communes.csv:1: the table has no rows
1 fault; nothing was written
)"),
      bad_table("HeaderWithSemicolons",
                {{"epcis.csv", "epci;name;type;population\n200000011;CC du Haut;CC;3450\n"}},
                R"(epcis.csv:1:1: the first line has a single field
  expected  column names with commas between them
1 fault; nothing was written
)"),
      bad_table("NameNotUtf8", {{"communes.csv", edited(tiny_communes, "Bourg", "Bo\373rg")}},
                R"(communes.csv:3:9: not UTF-8: save the table in that encoding
1 fault; nothing was written
)"),
      bad_table("NulInATable", {{"epcis.csv", edited(tiny_epcis, "CC du Haut", "CC du\000Haut"s)}},
                R"(epcis.csv:2:16: a NUL character: this is not a text file
1 fault; nothing was written
)"),
  };
}

std::vector<BadInput> fields() {
  return {
      bad_table("PopulationIsAText", {{"communes.csv", edited(tiny_communes, ",900,", ",\"about 900\",")}},
                R"(communes.csv:2:31: population = 'about 900' is not a number
  allowed  0 to 5000000
1 fault; nothing was written
)"),
      bad_table("PopulationHasASpace", {{"communes.csv", edited(tiny_communes, ",06,5000,", ",06,5 000,")}},
                R"(communes.csv:5:38: population = '5 000' is not a number
  allowed  0 to 5000000
1 fault; nothing was written
)"),
      bad_table("PopulationIsEmpty", {{"communes.csv", edited(tiny_communes, ",06,150,", ",06,,")}},
                R"(communes.csv:4:30: population is empty
  allowed  0 to 5000000
1 fault; nothing was written
)"),
      bad_table("PopulationIsNegative", {{"communes.csv", edited(tiny_communes, ",06,150,", ",06,-150,")}},
                R"(communes.csv:4:30: population = -150 is out of range
  allowed  0 to 5000000
1 fault; nothing was written
)"),
      bad_table("PopulationIsNotWhole", {{"communes.csv", edited(tiny_communes, ",06,150,", ",06,150.5,")}},
                R"(communes.csv:4:30: population = 150.5 is not a whole number
1 fault; nothing was written
)"),
      bad_table("PopulationBeyondAnyTown",
                {{"communes.csv", edited(tiny_communes, ",06,5000,", ",06,50000000,")}},
                R"(communes.csv:5:38: population = 50000000 is out of range
  allowed  0 to 5000000
1 fault; nothing was written
)"),
      bad_table("LongitudeIsNan", {{"communes.csv", edited(tiny_communes, ",3.4,44.8,", ",nan,44.8,")}},
                R"(communes.csv:4:34: longitude = 'nan' is not a number
  allowed  -180 to 180
1 fault; nothing was written
)"),
      bad_table("LatitudeOutOfRange", {{"communes.csv", edited(tiny_communes, ",3.4,44.8,", ",3.4,448,")}},
                R"(communes.csv:4:38: latitude = 448 is out of range
  allowed  -90 to 90
1 fault; nothing was written
)"),
      bad_table("DecimalComma",
                {{"communes.csv", edited(tiny_communes, "732,6411,600", "\"732,5\",6411,600")}},
                R"(communes.csv:4:43: x_km = '732,5' is not a number
  allowed  -500 to 2000
1 fault; nothing was written
)"),
      bad_table("RankAboveOne", {{"communes.csv", edited(tiny_communes, "0.9,0.8,0.7", "9,0.8,0.7")}},
                R"(communes.csv:4:70: n01 = 9 is out of range
  allowed  0 to 1
1 fault; nothing was written
)"),
      bad_table("DensityClassZero",
                {{"communes.csv", edited(tiny_communes, ",600,0,7,48002,", ",600,0,0,48002,")}},
                R"(communes.csv:4:58: density = 0 is out of range
  allowed  1 to 7
1 fault; nothing was written
)"),
      bad_table("DepartmentEmpty", {{"communes.csv", edited(tiny_communes, "Bas,48,", "Bas,,")}},
                R"(communes.csv:4:11: department is empty
1 fault; nothing was written
)"),
      bad_table("BadCommuneCode", {{"communes.csv", edited(tiny_communes, "48003,Bas", "4803,Bas")}},
                R"(communes.csv:4:1: insee = '4803' is not a commune code
  expected  5 characters, e.g. 63113 or 2A004
1 fault; nothing was written
)"),
      bad_table("CommuneCodeWithALetter", {{"communes.csv", edited(tiny_communes, "48003,Bas", "48O03,Bas")}},
                R"(communes.csv:4:1: insee = '48O03' is not a commune code
  expected  5 characters, e.g. 63113 or 2A004
1 fault; nothing was written
)"),
      bad_table("CommuneTwice", {{"communes.csv", edited(tiny_communes, "48003,Bas", "48001,Bas")}},
                R"(communes.csv:4:1: commune 48001 appears twice
  first    line 2
1 fault; nothing was written
)"),
      bad_table("EpciTwice", {{"epcis.csv", edited(tiny_epcis, "200000029,CA", "200000011,CA")}},
                R"(epcis.csv:3:1: EPCI 200000011 appears twice
  first    line 2
communes.csv: commune 63001 belongs to EPCI 200000029, which epcis.csv lacks
2 faults; nothing was written
)"),
      bad_table("EpciPopulationMissing", {{"epcis.csv", edited(tiny_epcis, "CC,3450", "CC,")}},
                R"(epcis.csv:2:25: population is empty
  allowed  0 to 20000000
1 fault; nothing was written
)"),
  };
}

class BadTable : public testing::TestWithParam<BadInput> {};

TEST_P(BadTable, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Shape, BadTable, testing::ValuesIn(shapes()), NameOfBadInput());
INSTANTIATE_TEST_SUITE_P(Fields, BadTable, testing::ValuesIn(fields()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
