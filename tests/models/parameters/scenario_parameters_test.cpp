// Every parameter of the model is described exactly once, and a scenario that sets it sets it and no other.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <set>

#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"

namespace {

using sim::Catalogue;
using territory::Scenario;

void read_all(Scenario& scenario, const std::vector<std::string>& assignments) {
  sim::Settings settings;
  for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
  sim::Reader reader(settings);
  scenario.describe(reader);
  reader.finish();
}

std::string number_toml(double value) { return sim::literal(sim::Value{value, {}}); }

/// A little of the way from the value to the farther end of its range: other than the default, and near
/// enough to break no relation between parameters.
double moved(double value, const sim::Range& range) {
  const double up = range.high - value, down = value - range.low;
  return up >= down ? value + 0.0123 * up : value - 0.0123 * down;
}

/// A value other than the present one, as TOML.
std::string another(const Catalogue::Entry& e) {
  using sim::Kind;
  switch (e.kind) {
    case Kind::real:
      return number_toml(moved(std::get<double>(e.value.held), e.spec.range));
    case Kind::integer: {
      const auto value = std::get<std::int64_t>(e.value.held);
      return std::to_string(static_cast<double>(value) + 1 <= e.spec.range.high ? value + 1 : value - 1);
    }
    case Kind::flag:
      return std::get<bool>(e.value.held) ? "false" : "true";
    case Kind::text:
      return e.key == "run.until" ? "\"2031-07\"" : "\"a text too long to lie within a string object\"";
    case Kind::texts:
      return "[\"63\", \"15\"]";
    case Kind::integers:
      return "[1, 5]";
    case Kind::months:
      return "[\"2007-12\", \"2015-09\"]";
    case Kind::option:
      return "\"" +
             (e.choices.back() == std::get<std::string>(e.value.held) ? e.choices.front()
                                                                      : e.choices.back()) +
             "\"";
    case Kind::reals:
      break;
  }
  std::vector<double> values;
  for (const sim::Value& v : std::get<std::vector<sim::Value>>(e.value.held))
    values.push_back(std::get<double>(v.held));
  if (e.spec.sums_to_one) {
    const auto n = static_cast<double>(values.size());
    const double squares = n * (n + 1) * (2 * n + 1) / 6;
    for (std::size_t k = 0; k < values.size(); ++k) {  // toward shares that rise with k
      const auto rank = static_cast<double>(k + 1);
      values[k] = 0.97 * values[k] + 0.03 * rank * rank / squares;
    }
  } else {
    const sim::Range& range = e.spec.range;
    for (double& value : values)
      value += 0.0123 * (value < range.high ? range.high - value : range.low - value);
  }
  std::string list;
  for (const double value : values) list += (list.empty() ? "" : ", ") + number_toml(value);
  return "[" + list + "]";
}

/// What to set to change one parameter: those that only change together are set together.
std::vector<std::string> assignments_for(const Catalogue::Entry& e) {
  if (e.is_field()) return {"intervention.some.kind=\"droit\"", "intervention.some.start=\"2020-12\""};
  if (e.key == "territory.perimeter" || e.key == "territory.codes")
    return {"territory.perimeter=\"departments\"", "territory.codes=[\"63\", \"15\"]"};
  if (e.key == "demarche.steps") return {"demarche.steps=[\"carry\", \"listen\"]"};
  return {e.key + "=" + another(e)};
}

TEST(ScenarioParameters, MakeACatalogue) {
  const Catalogue catalogue = sim::catalogue_of(Scenario{});  // throws at a key described twice
  const auto keys = catalogue.keys();
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
  EXPECT_GT(keys.size(), 90U);
}

TEST(ScenarioParameters, AreSetByTheScenarioEachAloneAndToTheValueAsked) {
  auto defaults = sim::catalogue_of(Scenario{}).entries();
  std::erase_if(defaults, [](const Catalogue::Entry& entry) { return entry.is_field(); });
  for (const Catalogue::Entry& entry : defaults) {
    Scenario scenario;
    const auto assignments = assignments_for(entry);
    ASSERT_NO_THROW(read_all(scenario, assignments)) << entry.key;
    const Catalogue now = sim::catalogue_of(scenario);
    std::set<std::string> set;
    for (const std::string& assignment : assignments) {
      const std::string key = assignment.substr(0, assignment.find('='));
      set.insert(key);
      EXPECT_EQ(sim::literal(now.find(key)->value), assignment.substr(assignment.find('=') + 1)) << key;
    }
    for (const Catalogue::Entry& other : defaults) {
      const bool same = sim::literal(now.find(other.key)->value) == sim::literal(other.value);
      EXPECT_EQ(same, !set.contains(other.key)) << "setting " << entry.key << ", looking at " << other.key;
    }
  }
}

/// A scenario in zeroed memory of its own, so that its bytes can be compared.
struct Bytes {
  Bytes() : storage(std::make_unique<Slot>()) {
    std::memset(storage.get(), 0, sizeof(Slot));
    scenario = new (storage->bytes) Scenario;
  }
  ~Bytes() { scenario->~Scenario(); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  struct Slot {
    alignas(Scenario) std::byte bytes[sizeof(Scenario)];
  };
  std::unique_ptr<Slot> storage;
  Scenario* scenario;
};

// Sets every parameter in turn and notes which eight-byte words of the struct change. A member that
// `describe` forgets is a word that no parameter reaches. (Small members that share a word are told apart by
// the test above only if described.)
TEST(ScenarioParameters, ReachEveryMemberOfTheStruct) {
  const Bytes untouched;
  constexpr std::size_t words = sizeof(Scenario) / 8;
  std::vector<bool> reached(words, false);
  for (const Catalogue::Entry& entry : sim::catalogue_of(Scenario{}).entries()) {
    const Bytes changed;
    read_all(*changed.scenario, assignments_for(entry));
    for (std::size_t w = 0; w < words; ++w) {
      if (std::memcmp(untouched.storage->bytes + 8 * w, changed.storage->bytes + 8 * w, 8) != 0)
        reached[w] = true;
    }
  }
  // The unused half of the room a string keeps for short texts says nothing of a parameter.
  const auto* base = reinterpret_cast<const char*>(untouched.scenario);
  for (const std::string* text :
       {&untouched.scenario->run.title, &untouched.scenario->run.question, &untouched.scenario->run.until,
        &untouched.scenario->territory.communes, &untouched.scenario->territory.epcis}) {
    const auto first = static_cast<std::size_t>(reinterpret_cast<const char*>(text) - base) / 8;
    for (std::size_t w = first; w < first + sizeof(std::string) / 8; ++w) reached[w] = true;
  }
  for (std::size_t w = 0; w < words; ++w) EXPECT_TRUE(reached[w]) << "bytes from " << 8 * w << " on";
}

}  // namespace
