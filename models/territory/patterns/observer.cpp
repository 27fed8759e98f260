#include "models/territory/patterns/observer.hpp"

#include <cstring>

namespace territory {

namespace {

std::string section(const char* store) { return std::string("patterns ") + store; }

/// Stores as long as what they count; those of ties and projects follow the world.
bool may_change_length(std::string_view store) {
  return store == "lives allied" || store == "lives noted" || store == "cohort bridges" ||
         store == "cohort embedded" || store == "stages projects" || store == "stages progress";
}

}  // namespace

PatternObserver::PatternObserver(const Scenario& scenario, const World& world)
    : mobilisation_(world), brokerage_(world, scenario.catalysts), readings_(scenario.gatherings) {}

void PatternObserver::observe(const World& world, sim::Month month,
                              std::span<const std::uint32_t> partnerships, std::span<const Tally> epcis,
                              const sim::Executor& executor) {
  cohort_.observe(world, month, executor);
  executor.for_indices(2, [&](std::size_t part) {
    if (part == 0) lives_.observe(world, month, partnerships);
    if (part == 1) {
      mobilisation_.observe(world, month);
      brokerage_.observe(world, month, partnerships);
      stages_.observe(world, month);
      readings_.observe(world, month, epcis);
    }
  });
}

void PatternObserver::save(sim::output::CheckpointSections& sections) const {
  each_store(*this, [&](const char* store, const auto& values) {
    const auto bytes = std::as_bytes(std::span(values));
    sections.add(section(store), {bytes.begin(), bytes.end()});
  });
}

void PatternObserver::restore(const sim::output::CheckpointView& checkpoint) {
  each_store(*this, [&](const char* store, auto& values) {
    using Value = typename std::remove_reference_t<decltype(values)>::value_type;
    const auto bytes = checkpoint.bytes(section(store));
    const std::size_t count = bytes.size() / sizeof(Value);
    if (bytes.size() % sizeof(Value) != 0 || (!may_change_length(store) && count != values.size()))
      checkpoint.refuse("holds patterns of another territory in section '" + section(store) + "'");
    values.resize(count);
    if (count > 0) std::memcpy(values.data(), bytes.data(), bytes.size());
  });
  if (!lives_.sound()) checkpoint.refuse("holds patterns of partnerships that do not fit together");
  if (!stages_.sound()) checkpoint.refuse("holds patterns of projects that do not fit together");
}

}  // namespace territory
