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
                  "epcis.uid", "places.uid",  // every table carries identities; nothing draws under these yet
                  "catalysts.uid", "catalysts.opened",  // a seat's draws go by its actor; the measure of age
                  "ties.origin"));                      // the measure of contacts by origin
}

}  // namespace
}  // namespace lien_test
