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
  profile.building = 3s;
  profile.writing = 1s;
  return profile;
}

TEST(Profile, PrintsEverySubmodelAndWhatLiesOutsideTheMonths) {
  EXPECT_EQ(sim::profile_as_text(some_profile(), 10s),
            "  wall time                      decide, s   commit, s     share\n"
            "  meet                               2.000       0.500    25.0 %\n"
            "  part                               0.000       1.500    15.0 %\n"
            "  recording, progress                            1.000    10.0 %\n"
            "  building the world                             3.000    30.0 %\n"
            "  writing the result                             1.000    10.0 %\n"
            "  whole run                                     10.000   100.0 %\n");
}

TEST(Profile, GivesSecondsAsJson) {
  const nlohmann::json expected = {{"seconds", 10.0},
                                   {"building", 3.0},
                                   {"observers", 1.0},
                                   {"writing", 1.0},
                                   {"submodels",
                                    {{{"name", "meet"}, {"decide", 2.0}, {"commit", 0.5}},
                                     {{"name", "part"}, {"decide", 0.0}, {"commit", 1.5}}}}};
  EXPECT_EQ(sim::profile_as_json(some_profile(), 10s), expected);
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
