#include "sim/output/dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "sim/core/error.hpp"
#include "tests/sim/output/sample_result.hpp"

namespace {

using namespace sim::output;
using lien_test::numbers;
using lien_test::sample_result;
using testing::ElementsAre;
using testing::HasSubstr;

std::string complaint(const std::function<void(ResultFile&)>& spoil) {
  ResultFile file = sample_result();
  spoil(file);
  try {
    validate(file);
  } catch (const sim::InvariantError& error) {
    return error.what();
  }
  return "";
}

TEST(Dataset, AcceptsTheSample) { EXPECT_NO_THROW(validate(sample_result())); }

TEST(Dataset, ResolvesDimensionsFromTheInsideOut) {
  const ResultFile file = sample_result();
  const Scope root{file};
  const Scope communes{file.subgroups[0], &root};
  const Scope detail{file.subgroups[0].subgroups[0], &communes};
  EXPECT_EQ(detail.path(), "/communes/detail");
  EXPECT_EQ(detail.path_of(detail.group.variables[0]), "/communes/detail/share");
  EXPECT_EQ(root.path_of(file.variables[0]), "/trust");
  EXPECT_EQ(detail.find("time")->length, 2U);
  EXPECT_EQ(root.find("time")->length, 24U);
  EXPECT_EQ(detail.find("epci"), root.find("epci"));
  EXPECT_EQ(root.find("commune"), nullptr);
  EXPECT_THAT(shape_of(detail.group.variables[0], detail), ElementsAre(4U, 2U));
}

TEST(Dataset, RefusesWrongLength) {
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables[0].data = std::vector<float>(47); }),
              HasSubstr("variable '/trust' has 47 values, its dimensions ask for 48"));
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables[5].data = std::vector<std::int32_t>{}; }),
              HasSubstr("has 0 values, its dimensions ask for 1"));
}

TEST(Dataset, RefusesUnknownDimension) {
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables[0].dimensions[1] = "commune"; }),
              HasSubstr("'/trust' uses dimension 'commune', which neither its group nor one around it has"));
}

TEST(Dataset, RefusesDuplicates) {
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables.push_back(f.variables[0]); }),
              HasSubstr("group / has variable 'trust' twice"));
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.dimensions.push_back({"epci", 2});
              }),
              HasSubstr("group / has dimension 'epci' twice"));
  EXPECT_THAT(complaint([](ResultFile& f) { f.subgroups[0].name = "trust"; }),
              HasSubstr("group / has two things called 'trust'"));
  EXPECT_THAT(complaint([](ResultFile& f) { f.subgroups[0].name = "quantile"; }),
              HasSubstr("two things called 'quantile'"));
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.attributes.push_back({"seed", "7"});
              }),
              HasSubstr("group / has attribute 'seed' twice"));
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.variables[0].dimensions = {"epci", "epci"};
              }),
              HasSubstr("uses dimension 'epci' twice"));
}

TEST(Dataset, AsksNumbersForUnitsAndMeaning) {
  EXPECT_THAT(
      complaint([](ResultFile& f) { f.variables[0].attributes.erase(f.variables[0].attributes.begin()); }),
      HasSubstr("variable '/trust' has no attribute 'units'"));
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables[0].attributes[1].value = ""; }),
              HasSubstr("variable '/trust' has no attribute 'long_name'"));
  EXPECT_THAT(complaint([](ResultFile& f) { f.variables[0].attributes[0].value = "days"; }),
              HasSubstr("which xarray would turn into dates"));
}

TEST(Dataset, KeepsNamesOfDimensionsForTheirLabels) {
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.subgroups[0].variables.push_back(numbers("epci", {"epci"}, std::vector<float>(2)));
              }),
              HasSubstr("'/communes/epci' has the name of a dimension"));
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.variables.push_back(numbers("quantile", {"epci", "quantile"}, std::vector<float>(6)));
              }),
              HasSubstr("'/quantile' has the name of a dimension"));
}

TEST(Dataset, RefusesEmptyFixedDimension) {
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.dimensions.push_back({"none", 0});
              }),
              HasSubstr("dimension 'none' of group / has length 0; only an unlimited one may be empty"));
  EXPECT_EQ(complaint([](ResultFile& f) { f.dimensions.push_back({"none", 0, true}); }), "");
}

TEST(Dataset, RefusesMoreAxesAndDepthThanAReaderTakes) {
  EXPECT_THAT(complaint([](ResultFile& f) {
                for (const std::string axis : {"a", "b", "c", "d", "e", "f", "g", "h", "i"}) {
                  f.dimensions.push_back({axis, 1});
                  f.variables[5].dimensions.push_back(axis);
                }
              }),
              HasSubstr("'/actors' has more than 8 dimensions"));
  EXPECT_THAT(complaint([](ResultFile& f) {
                for (int depth = 0; depth < 9; ++depth) {
                  ResultFile around;
                  f.name = "inner";
                  around.subgroups = {f};
                  f = around;
                }
              }),
              HasSubstr("is nested deeper than 8"));
}

TEST(Dataset, RefusesNamesThatReadersMisunderstand) {
  for (const std::string name : {"", "a/b", ".", "..", " a", "a ", "a\nb", "caf\xe9"}) {
    EXPECT_THAT(complaint([&](ResultFile& f) { f.variables[0].name = name; }),
                HasSubstr("cannot name a variable"))
        << name;
  }
  EXPECT_EQ(complaint([](ResultFile& f) { f.variables[0].name = "été"; }), "");
}

TEST(Dataset, RefusesTextThatCannotBeStored) {
  const auto with = [](std::string text) {
    return complaint([&](ResultFile& f) { f.variables[6].data = std::vector<std::string>{text}; });
  };
  for (const std::string text :
       {"\xe9t\xe9", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xe0\x80\x80"}) {
    EXPECT_THAT(with(text), HasSubstr("'/scenario' is not valid UTF-8 or holds a NUL"));
  }
  EXPECT_THAT(with(std::string("a\0b", 3)), HasSubstr("holds a NUL"));
  EXPECT_EQ(with("é œ € 𝄞"), "");
  EXPECT_THAT(complaint([](ResultFile& f) { f.attributes[1].value = "\xff"; }),
              HasSubstr("attribute 'title' of group /"));
}

TEST(Dataset, RefusesAttributesOfTheFormat) {
  for (const std::string name :
       {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_Netcdf4Dimid", "_NCProperties"}) {
    EXPECT_THAT(complaint([&](ResultFile& f) {
                  f.attributes.push_back({name, "x"});
                }),
                HasSubstr("which the file format keeps for itself"));
  }
  EXPECT_THAT(complaint([](ResultFile& f) { f.attributes[5].value = std::vector<std::int64_t>{}; }),
              HasSubstr("attribute 'years' of group / is an empty list"));
}

TEST(Dataset, ChecksAttributesThatTakeTheTypeOfTheVariable) {
  const auto with = [](Attribute attribute) {
    return complaint([&](ResultFile& f) { f.subgroups[0].variables[4].attributes[2] = attribute; });
  };
  EXPECT_THAT(with({"_FillValue", std::int64_t{128}}),
              HasSubstr("'_FillValue' of variable '/communes/level' does not fit int8"));
  EXPECT_THAT(with({"valid_min", 0.5}), HasSubstr("must be an integer like its variable"));
  EXPECT_THAT(with({"_FillValue", std::vector<std::int64_t>{1, 2}}), HasSubstr("must be one value"));
  EXPECT_EQ(with({"valid_min", std::int64_t{-128}}), "");
  EXPECT_THAT(complaint([](ResultFile& f) {
                f.variables[0].attributes.push_back({"_FillValue", -1.0});
              }),
              HasSubstr("missing numbers are NaN"));
}

}  // namespace
