// Needs, citizens, skills and balances in whole runs: neutral when off, the same bits on any threads,
// invariants.
#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

#include <map>
#include <set>

#include "models/territory/invariants.hpp"
#include "models/territory/record.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using Prints = std::vector<std::pair<std::string, std::uint64_t>>;

territory::Scenario three_years() {
  territory::Scenario s = lien_test::people_of(lien_test::tiny_scenario());
  s.run.spinup_months = 12;
  s.run.until = "2009-12";
  return s;
}
territory::Geography communes() { return lien_test::territory_of(lien_test::row_of_communes(12)); }

Prints people_after(const territory::Scenario& scenario, int threads = 1, std::size_t grain = 2048) {
  const sim::Executor executor(threads, grain);
  territory::Model model(scenario, communes(), executor);
  auto simulation = model.simulation();
  model.run(simulation);
  return lien_test::fingerprints(model.world());
}

/// Names of columns that differ.
std::set<std::string> differences(const Prints& a, const Prints& b) {
  std::set<std::string> names;
  for (std::size_t c = 0; c < a.size(); ++c)
    if (a[c] != b[c]) names.insert(a[c].first);
  return names;
}

void switch_off(territory::Scenario& s) {
  s.need_dynamics.enabled = s.citizens.enabled = s.skills.enabled = s.reciprocity.enabled = false;
}

TEST(People, AreTheSameOnAnyThreadsAndGrain) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  const Prints alone = people_after(three_years());
  EXPECT_EQ(people_after(three_years(), 3, 64), alone);
  EXPECT_EQ(people_after(three_years(), 2, 2048), alone);
}

TEST(People, KeepDeclarationsAndInvariants) {
  const territory::Scenario s = three_years();
  const sim::Executor executor(2, 64);
  territory::Model model(s, communes(), executor);
  auto simulation = model.simulation();
  simulation.verify(territory::invariants(s.partnerships.terms, s.citizens.most_bonus()));
  EXPECT_NO_THROW(model.run(simulation));
}

TEST(People, SwitchedOffReadNoneOfTheirParameters) {
  territory::Scenario off = three_years(), other = off;
  switch_off(off);
  switch_off(other);
  other.need_dynamics.need_recovery = 0.04;
  other.citizens.citizen_capacity = 0.8;
  other.skills.sem_success = 0.02;
  other.reciprocity.balance_memory = 0.5;
  other.needs.accuracy_decay = 0.04;
  EXPECT_THAT(differences(people_after(off), people_after(other)), testing::IsEmpty());
}

TEST(People, OfEachMechanismTouchWhatItSays) {
  territory::Scenario off = three_years();
  switch_off(off);
  const Prints base = people_after(off);
  territory::Scenario books = off, moving = off, learning = off, energetic = off;
  books.reciprocity.enabled = true;
  EXPECT_THAT(differences(people_after(books), base), testing::ElementsAre("ties.balance"))
      << "no hazard reads it yet";
  moving.need_dynamics.enabled = true;
  EXPECT_TRUE(differences(people_after(moving), base).contains("communes.need"));
  EXPECT_FALSE(differences(people_after(moving), base).contains("communes.baseline_need"));
  learning.skills.enabled = true;
  EXPECT_TRUE(differences(people_after(learning), base).contains("actors.semantics"));
  energetic.citizens.enabled = true;
  EXPECT_TRUE(differences(people_after(energetic), base).contains("actors.capacity_bonus"));
}

TEST(People, AreMeasured) {
  const territory::Scenario s = three_years();
  const sim::Executor executor(1);
  territory::Model model(s, communes(), executor);
  territory::Record record(s, model.world(), executor);
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  model.run(simulation);
  const territory::World& w = model.world();
  double need = 0, met = 0, energy = 0, inhabitants = 0, semantics = 0, organisations = 0;
  for (std::size_t c = 0; c < w.geography.communes.size(); ++c) {
    const double people = w.geography.communes[c].population;
    inhabitants += people;
    energy += people * w.communes.citizens[c];
    for (std::size_t d = 0; d < 16; ++d) {
      need += people * w.communes.need[c][d] / 16;
      met +=
          people * std::max(0.0, static_cast<double>(w.communes.baseline_need[c][d]) - w.communes.need[c][d]);
    }
  }
  for (std::size_t i = 0; i < w.actors.size(); ++i) {
    if (w.family(i) != territory::Family::company && w.family(i) != territory::Family::association) continue;
    organisations += 1;
    semantics += w.actors.semantics[i];
  }
  double imbalance = 0, partnerships = 0;
  for (std::size_t t = 0; t < w.ties.size(); ++t) {
    imbalance += std::abs(w.ties.balance[t]);
    partnerships += w.ties.alliance[t] != territory::Alliance::none;
  }
  const auto measured = [&](const char* name) { return record.perimeter(s.run.last(), name); };
  EXPECT_NEAR(measured("mean_need"), need / inhabitants, 1e-6);
  EXPECT_NEAR(measured("needs_met"), met / inhabitants, 1e-6);
  EXPECT_NEAR(measured("citizen_energy"), energy / inhabitants, 1e-6);
  EXPECT_NEAR(measured("mean_semantics"), semantics / organisations, 1e-6);
  EXPECT_GT(imbalance, 0);
  EXPECT_NEAR(measured("partnership_imbalance"), imbalance / partnerships, 1e-6);
}

}  // namespace
