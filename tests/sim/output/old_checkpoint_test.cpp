// A checkpoint written by an earlier version is still read: tests/data/checkpoints.
#include <gtest/gtest.h>

#include <cstring>
#include <numeric>

#include "sim/output/checkpoint_pair.hpp"

namespace {

template <class T>
std::vector<T> values(const sim::output::CheckpointView& view, const char* section) {
  const auto bytes = view.bytes(section);
  std::vector<T> values(bytes.size() / sizeof(T));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

// The figures were taken from the file by a reader of a dozen lines that shares nothing with the program.
TEST(OldCheckpoint, OfFormat1IsReadWhole) {
  const auto stored =
      sim::output::load_checkpoint(LIEN_SOURCE_DIR "/tests/data/checkpoints/v1/valley.ckpt-a");
  const auto& view = stored.view;
  EXPECT_EQ(view.text("program version"), "0.1.0");
  EXPECT_EQ(view.text("scenario file"), "territory.toml");
  EXPECT_EQ(view.number("month"), -22);
  const auto uids = values<std::uint32_t>(view, "column actors.uid");
  EXPECT_EQ(uids.size(), 413U);
  EXPECT_EQ(std::accumulate(uids.begin(), uids.end(), 0ULL), 87556U);
  const auto trust = values<double>(view, "column ties.trust_ij");
  EXPECT_EQ(trust.size(), 357U);
  EXPECT_NEAR(std::accumulate(trust.begin(), trust.end(), 0.0), 180.54876183081552, 1e-9);
}

}  // namespace
