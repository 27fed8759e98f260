#include "sim/output/saved_columns.hpp"

#include <gmock/gmock.h>

#include "sim/core/calendar.hpp"
#include "sim/output/partial_file.hpp"
#include "tests/sim/engine/toy_world.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using namespace sim::output;
using lien_test::TemporaryFolder;
using lien_test::thrown_message;
namespace toy = lien_test::toy;

/// Through the disk and back; `change` may alter what is written.
std::vector<std::byte> saved(const std::vector<sim::ColumnRegistry*>& registries) {
  const TemporaryFolder folder;
  CheckpointSections sections;
  save_columns(registries, sections);
  write_checkpoint(sections, folder.path() / "c");
  return whole_content(folder.path() / "c", "checkpoint");
}

void restore(std::span<const std::byte> content, const std::vector<sim::ColumnRegistry*>& registries) {
  restore_columns(read_checkpoint(content, "c"), registries);
}

std::string refusal(std::span<const std::byte> content, const std::vector<sim::ColumnRegistry*>& registries) {
  return thrown_message<sim::InputError>([&] { restore(content, registries); });
}

TEST(SavedColumns, MakeAnotherWorldEqualWithMoreOrFewerRows) {
  toy::World origin({.plots = 5, .gardeners_a_plot = 3});
  const sim::Executor executor(1);
  (void)origin.ties.insert(
      executor, std::vector{sim::PairKey{sim::Uid{5}, sim::Uid{7}}, sim::PairKey{sim::Uid{6}, sim::Uid{9}}});
  origin.ij[1] = {0.25F, 3};
  for (const std::uint32_t plots : {2U, 5U, 9U}) {
    toy::World copy({.plots = plots, .gardeners_a_plot = 4});
    ASSERT_NE(toy::digest(copy), toy::digest(origin));
    restore(saved(origin.registries()), copy.registries());
    EXPECT_EQ(toy::digest(copy), toy::digest(origin));
    copy.ties.index(executor);
    EXPECT_EQ(copy.ties.size(), 2U);
    EXPECT_EQ(copy.ties.find(1, 4), 1);
  }
}

TEST(SavedColumns, OfEmptyTablesAreEmpty) {
  toy::World nobody({.plots = 3, .gardeners_a_plot = 0}), somebody({.plots = 3, .gardeners_a_plot = 2});
  restore(saved(nobody.registries()), somebody.registries());
  EXPECT_EQ(somebody.gardeners.rows(), 0U);
  EXPECT_EQ(toy::digest(somebody), toy::digest(nobody));
}

TEST(SavedColumns, AreRefusedWhenTheModelHasOthers) {
  sim::ColumnRegistry here("plots"), there("plots"), wider("plots"), typed("plots");
  here.add<double>("harvest");
  there.add<double>("harvest");
  there.add<float>("shade");
  wider.add<std::array<double, 2>>("harvest");
  typed.add<std::int64_t>("harvest");
  for (auto* registry : {&here, &there, &wider, &typed}) registry->resize(4);
  EXPECT_EQ(refusal(saved({&here}), {&there}), "c: this checkpoint lacks column 'plots.shade'");
  EXPECT_EQ(refusal(saved({&there}), {&here}),
            "c: this checkpoint holds column 'plots.shade', which this model lacks");
  EXPECT_EQ(
      refusal(saved({&here}), {&wider}),
      "c: this checkpoint holds column 'plots.harvest' as f64 × 1 in 8 bytes, expected f64 × 2 in 16 bytes");
  EXPECT_EQ(
      refusal(saved({&here}), {&typed}),
      "c: this checkpoint holds column 'plots.harvest' as f64 × 1 in 8 bytes, expected i64 × 1 in 8 bytes");
}

TEST(SavedColumns, AreRefusedWhenTheirTableHasTwoLengths) {
  sim::ColumnRegistry torn("plots"), here("plots");
  torn.add<double>("harvest");
  torn.add<float>("shade");
  here.add<double>("harvest");
  here.add<float>("shade");
  torn.resize(4);
  here.resize(2);
  torn.store(1).resize(3);
  EXPECT_EQ(refusal(saved({&torn}), {&here}),
            "c: this checkpoint holds 12 bytes of column 'plots.shade', expected 4 rows");
  EXPECT_EQ(here.rows(), 2U) << "what is refused changes nothing";
}

}  // namespace
