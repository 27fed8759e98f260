// Any bytes as a checkpoint: read, and restored as the state and the record of a small world. What is
// restored must, saved again, be what was read. Random changes would stop at the sums, so most are made
// within a section and the sums made to fit; some start from a fresh checkpoint, which no change of the model
// outdates.
#include <algorithm>
#include <random>

#include "models/territory/model.hpp"
#include "models/territory/record.hpp"
#include "models/territory/saved_state.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/output/saved_columns.hpp"
#include "tests/fuzz/checkpoint_image.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "tests/support/tiny_world.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using lien_fuzz::Bytes;
using sim::output::CheckpointSections;
using sim::output::CheckpointView;

constexpr sim::Month done{1};

territory::Scenario scenario() {
  territory::Scenario s = lien_test::tiny_scenario();
  s.run.spinup_months = 2;
  s.run.until = "2008-03";
  s.output.snapshots = {sim::Month{0}};
  return s;
}

Bytes bytes_of(const CheckpointSections& sections) {
  lien_fuzz::CheckpointImage image;
  for (const auto& section : sections.all()) {
    const auto name = std::as_bytes(std::span(section.name));
    image.sections.push_back({{name.begin(), name.end()}, {section.bytes.begin(), section.bytes.end()}});
  }
  return lien_fuzz::put_together(image);
}

/// A run of two months in two communes, its checkpoint, and room to restore others.
class SmallRun {
 public:
  SmallRun()
      : scenario_(scenario()),
        executor_(1),
        model_(scenario_, lien_test::territory_of(lien_test::row_of_communes(2, {1, 1, 1})), executor_),
        record_(scenario_, model_.world(), executor_) {
    auto simulation = model_.simulation();
    simulation.observe(
        [&](const territory::World& world, sim::Month month) { record_.observe(world, month); });
    simulation.stop_when([](sim::Month month) { return month == done; });
    (void)model_.run(simulation);
    fresh_ = bytes_of(saved());
    // A fuzzer whose own checkpoint is refused would see nothing but refusals.
    restore(sim::output::read_checkpoint(fresh_, "fresh"));
  }

  [[nodiscard]] const Bytes& fresh() const { return fresh_; }

  /// Throws InputError when it is refused.
  void restore(const CheckpointView& checkpoint) {
    // What an earlier one left: seats are compared with those of the world as it was built.
    sim::output::restore_columns(sim::output::read_checkpoint(fresh_, "fresh"), model_.world().registries());
    territory::restore_state(model_.world(), scenario_, checkpoint, done, executor_);
    record_.restore(checkpoint, done);
    const CheckpointSections again = saved();
    for (const auto& section : again.all()) {
      lien_fuzz::require(std::ranges::equal(section.bytes, checkpoint.bytes(section.name)),
                         "what was restored is saved as it was");
    }
  }

 private:
  CheckpointSections saved() {
    CheckpointSections sections;
    territory::save_state(model_.world(), sections);
    record_.save(sections);
    return sections;
  }

  territory::Scenario scenario_;
  sim::Executor executor_;
  territory::Model model_;
  territory::Record record_;
  Bytes fresh_;
};

SmallRun& small_run() {
  static SmallRun run;
  return run;
}

/// Room for what a change inserts.
constexpr std::size_t most_growth = 256;

void change(Bytes& bytes) {
  const std::size_t size = bytes.size();
  bytes.resize(size + most_growth);
  bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), size, bytes.size()));
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  std::minstd_rand draw(seed);
  const auto one_in = [&](unsigned n) { return draw() % n == 0; };
  const auto* given = reinterpret_cast<const std::byte*>(data);
  Bytes bytes = one_in(64) ? small_run().fresh() : Bytes(given, given + size);
  auto parts = one_in(16) ? std::nullopt : lien_fuzz::taken_apart(bytes);
  if (parts && !parts->sections.empty()) {
    lien_fuzz::ImageSection& section = parts->sections[draw() % parts->sections.size()];
    if (one_in(16)) {
      change(section.name);
    } else if (one_in(16)) {
      std::swap(section.content, parts->sections[draw() % parts->sections.size()].content);
    } else if (one_in(16)) {
      std::swap(section, parts->sections.back());
      parts->sections.pop_back();
    } else {
      change(section.content);
    }
    bytes = one_in(64) ? lien_fuzz::put_together(*parts, draw() % 4) : lien_fuzz::put_together(*parts);
  } else {
    change(bytes);
  }
  const std::size_t length = std::min(bytes.size(), max_size);
  std::copy_n(reinterpret_cast<const std::uint8_t*>(bytes.data()), length, data);
  return length;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const CheckpointView view = sim::output::read_checkpoint(std::as_bytes(std::span(data, size)), "fuzzed");
    small_run().restore(view);
  } catch (const sim::InputError& error) {
    lien_fuzz::require_readable(error);
  }
  return 0;
}
