#include "sim/engine/profile.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace {

using namespace std::chrono_literals;

sim::Profile some_profile() {
  sim::Profile profile(std::vector<sim::Declaration>{{.name = "meet", .phase = "P01", .meaning = "m"},
                                                     {.name = "part", .phase = "P02", .meaning = "m"}});
  profile.phases[0].decide = 2s;
  profile.phases[0].commit = 500ms;
  profile.phases[1].commit = 1500ms;
  profile.observers = 1s;
  return profile;
}

TEST(Profile, PrintsEverySubmodelAndWhatLiesOutsideTheMonths) {
  EXPECT_EQ(sim::profile_as_text(some_profile(), 10s),
            "  wall time                      decide, s   commit, s     share\n"
            "  meet                               2.000       0.500    25.0 %\n"
            "  part                               0.000       1.500    15.0 %\n"
            "  recording, progress                            1.000    10.0 %\n"
            "  building, writing                              5.000    50.0 %\n"
            "  whole run                                     10.000   100.0 %\n");
}

TEST(Profile, AsJsonAddsUpToTheWhole) {
  const nlohmann::json json = sim::profile_as_json(some_profile(), 10s);
  double sum = json["observers"].get<double>() + json["outside_months"].get<double>();
  for (const auto& submodel : json["submodels"])
    sum += submodel["decide"].get<double>() + submodel["commit"].get<double>();
  EXPECT_DOUBLE_EQ(sum, json["seconds"].get<double>());
  EXPECT_EQ(json["submodels"][1]["name"], "part");
}

TEST(Stopwatch, AddsTimeToItsTotal) {
  sim::WallTime total{};
  { const sim::Stopwatch watch(total); }
  const sim::WallTime once = total;
  EXPECT_GE(once, sim::WallTime{});
  {
    const sim::Stopwatch watch(total);
    const auto until = std::chrono::steady_clock::now() + 2ms;
    while (std::chrono::steady_clock::now() < until) {
    }
  }
  EXPECT_GE(total, once + 2ms);
}

}  // namespace
