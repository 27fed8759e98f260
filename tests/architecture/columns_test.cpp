// No dead state: every column of a world is read by a submodel, or by a measure named here.
#include <gmock/gmock.h>

#include "models/territory/model.hpp"
#include "sim/engine/schedule.hpp"

namespace lien_test {
namespace {

TEST(Columns, AreAllReadBySubmodelsOrByMeasures) {
  const sim::Executor executor(1);
  territory::Model model(territory::Scenario{}, territory::Geography{}, executor);
  EXPECT_THAT(sim::unread_columns(territory::declared_schedule(), model.world().column_names()),
              testing::UnorderedElementsAre(
                  "places.uid",        // every table carries identities; nothing draws under these yet
                  "ties.origin",       // the measure of contacts by origin
                  "catalysts.opened",  // the measure of their age
                  // The measures of states, impacts and flows by EPCI.
                  "epcis.partnerships_ended", "epcis.perpetuated", "epcis.deployed", "epcis.grants_given",
                  "epcis.cofunding"));
}

}  // namespace
}  // namespace lien_test
