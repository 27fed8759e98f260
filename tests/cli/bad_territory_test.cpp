// Codes and perimeters that the tables do not bear out, and faults in several places.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

std::vector<BadInput> codes() {
  return {
      bad_table("EpciLacking", {{"epcis.csv", edited(tiny_epcis, "200000029,CA", "200000028,CA")}},
                R"(communes.csv: commune 63001 belongs to EPCI 200000029, which epcis.csv lacks
1 fault; nothing was written
)"),
      bad_table("UnknownEpciWithANearCode",
                {{"territory.toml", edited(tiny_scenario, "\"200000011\"", "\"200000012\"")}},
                R"(territory.toml:10:9: territory.codes: EPCI '200000012' is not in communes.csv
  nearest  '200000011'
1 fault; nothing was written
)"),
      bad_table("UnknownEpciUnlikeAny",
                {{"territory.toml", edited(tiny_scenario, "\"200000011\"", "\"Issoire\"")}},
                R"(territory.toml:10:9: territory.codes: EPCI 'Issoire' is not in communes.csv
  known    3 EPCI codes, 200000011 to 63002
1 fault; nothing was written
)"),
      bad_table("UnknownDepartment",
                {{"territory.toml",
                  edited(tiny_scenario, "perimeter = \"epcis\"\ncodes = [\"200000011\", \"200000029\"]",
                         "perimeter = \"departments\"\ncodes = [\"64\", \"99\"]")}},
                R"(territory.toml:10:9: territory.codes: department '64' is not in communes.csv
  nearest  '63'
territory.toml:10:9: territory.codes: department '99' is not in communes.csv
  known    2 department codes, 48 to 63
2 faults; nothing was written
)"),
      bad_table("UnknownMassif",
                {{"territory.toml",
                  edited(tiny_scenario, "perimeter = \"epcis\"\ncodes = [\"200000011\", \"200000029\"]",
                         "perimeter = \"massif\"\ncodes = [\"6\"]")}},
                R"(territory.toml:10:9: territory.codes: massif '6' is not in communes.csv
  nearest  '06'
1 fault; nothing was written
)"),
      bad_table("NobodyLivesThere",
                {{"communes.csv", edited(tiny_communes, ",02,300,", ",02,0,")},
                 {"territory.toml",
                  edited(tiny_scenario, "perimeter = \"epcis\"\ncodes = [\"200000011\", \"200000029\"]",
                         "perimeter = \"massif\"\ncodes = [\"02\"]")}},
                R"(communes.csv: the perimeter holds no inhabited commune
1 fault; nothing was written
)"),
      bad_table("NoSuchTable",
                {{"territory.toml", edited(tiny_scenario, "\"communes.csv\"", "\"commune.csv\"")}},
                R"(commune.csv: no such table
1 fault; nothing was written
)"),
      bad_table("TableIsAFolder", {{"territory.toml", edited(tiny_scenario, "\"communes.csv\"", "\".\"")}},
                R"(.: is not a file
  expected  a comma-separated table
1 fault; nothing was written
)"),
      bad_table("FaultsOfBothTablesAndOfTheCodes",
                {{"communes.csv", edited(tiny_communes, ",06,150,", ",06,many,")},
                 {"epcis.csv", edited(tiny_epcis, "CA,5600", "CA,-1")},
                 {"territory.toml", edited(tiny_scenario, "\"200000011\"", "\"200000012\"")}},
                R"(communes.csv:4:30: population = 'many' is not a number
  allowed  0 to 5000000
epcis.csv:3:29: population = -1 is out of range
  allowed  0 to 20000000
territory.toml:10:9: territory.codes: EPCI '200000012' is not in communes.csv
  nearest  '200000011'
3 faults; nothing was written
)"),
      bad_table("ManyFaultsInOneRow",
                {{"communes.csv", edited(tiny_communes, "48003,Bas,48,76,200000011,06,150,3.4,44.8",
                                         "48003,Bas,,76,200000011,06,x,y,444.8")}},
                R"(communes.csv:4:11: department is empty
communes.csv:4:28: population = 'x' is not a number
  allowed  0 to 5000000
communes.csv:4:30: longitude = 'y' is not a number
  allowed  -180 to 180
communes.csv:4:32: latitude = 444.8 is out of range
  allowed  -90 to 90
4 faults; nothing was written
)"),
      bad_table("SeveralCodesUnknown",
                {{"territory.toml", edited(tiny_scenario, "codes = [\"200000011\", \"200000029\"]",
                                           "codes = [\"200000011\", \"200000092\", \"Riom\"]")}},
                R"(territory.toml:10:9: territory.codes: EPCI '200000092' is not in communes.csv
  nearest  '200000029'
territory.toml:10:9: territory.codes: EPCI 'Riom' is not in communes.csv
  known    3 EPCI codes, 200000011 to 63002
2 faults; nothing was written
)"),
      bad_table(
          "NoMassifAtAll",
          {{"communes.csv", communes_header() + "48001,Haut,48,76,200000011,,900,3.2,44.8,716,6411,950,1,6,"
                                                "48002,20,3,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9\n"},
           {"territory.toml",
            edited(tiny_scenario, "perimeter = \"epcis\"\ncodes = [\"200000011\", \"200000029\"]",
                   "perimeter = \"massif\"\ncodes = [\"06\"]")}},
          R"(territory.toml:10:9: territory.codes: massif '06' is not in communes.csv
  known    no commune carries a massif code
1 fault; nothing was written
)"),
  };
}

class BadTerritory : public testing::TestWithParam<BadInput> {};

TEST_P(BadTerritory, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadTerritory, testing::ValuesIn(codes()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
