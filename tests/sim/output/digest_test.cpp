#include "sim/output/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/output/netcdf_writer.hpp"
#include "sim/output/read_back.hpp"
#include "tests/sim/output/sample_result.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace sim::output;
using lien_test::numbers;
using lien_test::sample_result;
using lien_test::TemporaryFolder;

std::string digest_after(const std::function<void(ResultFile&)>& change) {
  ResultFile file = sample_result();
  change(file);
  return content_digest(file);
}

TEST(Digest, IsThePublishedHashOfThePublishedBytes) {
  // SHA-256 of the length-prefixed "lien results, digest 1" alone, from an independent program.
  EXPECT_EQ(content_digest(ResultFile{}), "ba5db1f828ccf21937617dc5d9319b5f567e1e6db7af060ddc14dddd849c0861");
  ResultFile one;
  one.dimensions = {{"x", 2}};
  one.variables = {numbers("v", {"x"}, std::vector<float>{1.5F, NAN}),
                   {"w", {}, std::vector<std::string>{"é"}, {}}};
  EXPECT_EQ(content_digest(one), "b49250c2e80c27d98acb2fa61e454979a172261f102f2dc5dec1ba68d5db188f");
}

TEST(Digest, AgreesWithTheFileOnTheDisk) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "sample.nc";
  ResultFile awkward = sample_result();
  awkward.subgroups.push_back({"comm", {}, {numbers("z", {}, std::vector<double>{-0.0})}, {}, {}});
  awkward.subgroups.push_back(
      {"communes!", {{"u", 3, true}}, {numbers("a", {"u"}, std::vector<std::int8_t>{1, 2, 3})}, {}, {}});
  awkward.subgroups.push_back({"no variables", {}, {}, {}, {}});
  for (Variable& variable : awkward.variables) variable.deflate = false;
  for (const ResultFile& result : {sample_result(), awkward, ResultFile{}}) {
    write_netcdf(result, file);
    EXPECT_EQ(content_digest(file), content_digest(result));
    EXPECT_EQ(content_digest(read_result_file(file)), content_digest(result));
  }
}

TEST(Digest, BelievesWhatDeflateCanShrinkMost) {
  const TemporaryFolder folder;
  ResultFile zeros;
  zeros.dimensions = {{"x", 20'000'000}};
  zeros.variables = {numbers("v", {"x"}, std::vector<std::int8_t>(20'000'000))};
  write_netcdf(zeros, folder.path() / "zeros.nc");
  EXPECT_LT(fs::file_size(folder.path() / "zeros.nc"), 60'000U);
  EXPECT_EQ(content_digest(folder.path() / "zeros.nc"), content_digest(zeros));
}

TEST(Digest, CountsContentOnly) {
  const std::string digest = content_digest(sample_result());
  EXPECT_EQ(digest.size(), 64U);
  EXPECT_EQ(digest, digest_after([](ResultFile& f) { f.attributes.push_back({"history", "another day"}); }));
  EXPECT_EQ(digest, digest_after([](ResultFile& f) { std::swap(f.variables[0], f.variables[4]); }));
  EXPECT_EQ(digest, digest_after([](ResultFile& f) { f.variables[0].deflate = false; }));
  EXPECT_EQ(digest, digest_after([](ResultFile& f) { std::get<0>(f.variables[0].data)[1] = -NAN; }));
}

TEST(Digest, SeesEveryChange) {
  std::vector<std::string> digests = {
      content_digest(sample_result()),
      digest_after([](ResultFile& f) { std::get<0>(f.variables[0].data)[0] = 0.50000006F; }),
      digest_after([](ResultFile& f) { std::get<0>(f.variables[0].data)[0] = NAN; }),
      digest_after([](ResultFile& f) { f.variables[0].name = "confidence"; }),
      digest_after([](ResultFile& f) {
        f.variables[0].dimensions = {"epci", "time"};
      }),
      digest_after([](ResultFile& f) { f.variables[3].data = std::vector<float>(24); }),
      digest_after([](ResultFile& f) {
        f.variables[2].data = std::vector<std::string>{"ab", "c"};
      }),
      digest_after([](ResultFile& f) {
        f.variables[2].data = std::vector<std::string>{"a", "bc"};
      }),
      digest_after([](ResultFile& f) { f.subgroups[0].name = "places"; }),
      digest_after([](ResultFile& f) { f.variables.pop_back(); }),
      digest_after([](ResultFile& f) { f.subgroups[0].subgroups.clear(); })};
  std::ranges::sort(digests);
  EXPECT_EQ(std::ranges::adjacent_find(digests), digests.end());
}

}  // namespace
