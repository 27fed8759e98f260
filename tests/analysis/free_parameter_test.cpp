// Parameters set free by name: groups, elements of arrays, tables of a list.
#include <gtest/gtest.h>

#include "analysis/core_calibration.hpp"
#include "sim/core/error.hpp"

namespace {

using analysis::set_value;
using analysis::value_of;

territory::Scenario with_two_interventions() {
  territory::Scenario s;
  for (const char* name : {"crisis", "help"}) {
    territory::Intervention& i = s.interventions.emplace_back();
    i.name = name;
    i.kind = territory::InterventionKind::prime;
    i.start = "2010-01";
    i.intensity = 0.5;
  }
  return s;
}

TEST(FreeParameter, IsReadAndSetWhereverItStands) {
  territory::Scenario s = with_two_interventions();
  EXPECT_EQ(value_of(s, "partnerships.birth_rate"), s.partnerships.birth_rate);
  set_value(s, "partnerships.birth_rate", 0.123);
  EXPECT_EQ(s.partnerships.birth_rate, 0.123);
  set_value(s, "traits.engaged_start[2]", 0.21);
  EXPECT_EQ(s.traits.engaged_start[2], 0.21);
  EXPECT_EQ(value_of(s, "intervention.help.intensity"), 0.5);
  set_value(s, "intervention.help.intensity", 0.75);
  EXPECT_EQ(s.interventions[0].intensity, 0.5);
  EXPECT_EQ(s.interventions[1].intensity, 0.75);
}

TEST(FreeParameter, IsRefusedWhenThereIsNoneOrTheValueIsOutside) {
  territory::Scenario s = with_two_interventions();
  for (const char* key :
       {"birth_rate", "partnerships.birth", "intervention.intensity", "intervention.else.intensity",
        "traits.engaged_start", "traits.engaged_start[4]", "traits.engaged_start[x]", "run.seed"})
    EXPECT_THROW((void)value_of(s, key), sim::InputError) << key;
  EXPECT_THROW(set_value(s, "partnerships.birth_rate", 7), sim::InputError);
  EXPECT_THROW(set_value(s, "intervention.help.intensity", 1.5), sim::InputError);
}

TEST(FreeParameter, IsWrittenWithItsBounds) {
  const analysis::FreeParameter free = analysis::parse_free_parameter("partnerships.birth_rate=0.2:0.4");
  EXPECT_EQ(free.key, "partnerships.birth_rate");
  EXPECT_EQ(free.low, 0.2);
  EXPECT_EQ(free.high, 0.4);
  for (const char* text : {"a", "a=1", "a=2:1", "a=1:1", "a=1:x", "a=:1", "=", ""})
    EXPECT_THROW((void)analysis::parse_free_parameter(text), sim::InputError) << text;
}

}  // namespace
