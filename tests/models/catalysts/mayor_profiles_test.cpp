// What a mayor of each profile does follows the multipliers of that profile and of no other (SM14, S1.11).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/territory/submodels/mayor_acts.hpp"
#include "tests/support/other_values.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Level;
using territory::Profile;
using territory::Role;

/// The parameters with these multipliers of a profile, set as a scenario does.
territory::MayorParameters with_multipliers(std::size_t profile,
                                            const std::array<double, territory::role_count>& multipliers) {
  std::string list;
  for (const double x : multipliers) list += (list.empty() ? "" : ", ") + lien_test::real_toml(x);
  territory::Scenario scenario;
  EXPECT_TRUE(lien_test::read_into(
      scenario, {fmt::format("mayors.multipliers_{}=[{}]", territory::profile_names[profile], list)}));
  return scenario.mayors;
}

TEST(ProfileMultipliers, MoveTheirRoleOfTheirProfileAlone) {
  const territory::MayorParameters usual;
  for (std::size_t profile = 0; profile < territory::profile_count; ++profile) {
    for (std::size_t role = 0; role < territory::role_count; ++role) {
      auto multipliers = usual.multipliers[profile];
      multipliers[role] *= 1.5;
      const auto moved = with_multipliers(profile, multipliers);
      for (std::size_t p = 0; p < territory::profile_count; ++p) {
        for (std::size_t r = 0; r < territory::role_count; ++r) {
          for (const Level level : {Level::none, Level::aware, Level::involved, Level::engaged}) {
            const double before = usual.rate(static_cast<Role>(r), level, static_cast<Profile>(p));
            const double after = moved.rate(static_cast<Role>(r), level, static_cast<Profile>(p));
            if (p == profile && r == role) {
              EXPECT_NEAR(after, 1.5 * before, 1e-15);
              EXPECT_GT(after, before);
            } else {
              EXPECT_EQ(after, before);
            }
          }
        }
      }
    }
  }
}

/// Calls of 300 mayors in half a year, by event and workshop, and by whether they are of the profile: two in
/// three are, the others are of the next one.
std::array<std::array<int, 2>, 2> calls_of(const territory::MayorParameters& parameters,
                                           std::size_t profile) {
  const sim::Executor executor(1);
  territory::Scenario scenario = lien_test::friendless_scenario();
  scenario.mayors = parameters;
  scenario.mayors.enabled = true;
  scenario.mayors.base_role = 0.2;
  territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(300, {1, 0, 1})),
                         executor);
  territory::World& world = model.world();
  for (const std::uint32_t mayor : lien_test::rows_of(world, territory::Kind::mayor))
    world.actors.level[mayor] = Level::involved;
  const auto other = static_cast<Profile>((profile + 1) % territory::profile_count);
  for (std::size_t c = 0; c < 300; ++c)
    world.communes.mayor_profile[c] = c % 3 == 0 ? other : static_cast<Profile>(profile);
  territory::MayorActs acts(scenario.mayors);
  std::array<std::array<int, 2>, 2> calls{};
  for (int month = 0; month < 6; ++month) {
    world.plan = {};
    lien_test::run_once(acts, world, month, executor, scenario);
    for (const territory::Call& call : world.plan.calls)
      ++calls[world.communes.mayor_profile[call.commune] == other ? 1 : 0]
             [call.modality == territory::Modality::workshop ? 1 : 0];
  }
  return calls;
}

// The draws are common: a higher rate can only add acts, and some 100 calls and more expected on top of those
// there are cannot all fail to come (e⁻¹⁰⁰).
TEST(ProfileMultipliers, MoveTheActsOfMayorsOfTheProfile) {
  const territory::MayorParameters usual;
  for (std::size_t profile = 0; profile < territory::profile_count; ++profile) {
    auto more_events = usual.multipliers[profile], more_workshops = more_events;
    more_events[static_cast<std::size_t>(Role::call_event)] += 2;
    more_workshops[static_cast<std::size_t>(Role::animate_workshop)] += 2;
    const auto before = calls_of(usual, profile);
    const auto events = calls_of(with_multipliers(profile, more_events), profile);
    const auto workshops = calls_of(with_multipliers(profile, more_workshops), profile);
    const auto name = territory::profile_names[profile];
    EXPECT_GT(events[0][0], before[0][0]) << name;
    EXPECT_EQ(events[0][1], before[0][1]) << name;
    EXPECT_GT(workshops[0][1], before[0][1]) << name;
    EXPECT_EQ(workshops[0][0], before[0][0]) << name;
    EXPECT_EQ(events[1], before[1]) << name << ": mayors of another profile";
    EXPECT_EQ(workshops[1], before[1]) << name << ": mayors of another profile";
    EXPECT_GT(before[1][0], 0) << name;
  }
}

}  // namespace
