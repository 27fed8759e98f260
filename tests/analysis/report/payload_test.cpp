// What is packed into a page comes out as it went in, and stays small.
#include "analysis/report/payload.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/page.hpp"
#include "sim/math/nothing.hpp"
#include "tests/analysis/report/synthetic_run.hpp"

namespace lien_test {
namespace {

using analysis::report::PackedSeries;
using testing::HasSubstr;

using sim::nothing;

/// As page/payload.ts reads it.
std::vector<double> unpacked(const PackedSeries& packed, const PackedSeries::Place& place, std::size_t count,
                             std::size_t steps) {
  std::vector<double> values;
  std::size_t at = place.at;
  std::int64_t now = 0;
  for (std::size_t k = 0; k < count; ++k) {
    if (k % steps == 0) now = 0;
    std::uint64_t raw = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint8_t byte = packed.bytes()[at++];
      raw |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) break;
    }
    now += static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
    values.push_back(now == 0 ? nothing : place.offset + place.quantum * static_cast<double>(now - 1));
  }
  return values;
}

TEST(PackedSeries, GiveBackEveryValueWithinHalfAStep) {
  PackedSeries packed;
  packed.add(std::vector<double>{1, 2, 3}, 3, 1.0);
  const std::vector<double> values{0.1234, nothing, -5.5, 1e6, nothing, nothing, 0.0, 0.4999};
  const auto place = packed.add(values, 4, 0.001);
  const std::vector<double> back = unpacked(packed, place, values.size(), 4);
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k]))
      EXPECT_TRUE(std::isnan(back[k])) << k;
    else
      EXPECT_NEAR(back[k], values[k], 0.0005001) << k;
  }
}

TEST(PackedSeries, OfNothingButMissingValuesAreMissing) {
  PackedSeries packed;
  const auto place = packed.add(std::vector<double>(5, nothing), 5, 0.01);
  for (const double value : unpacked(packed, place, 5, 5)) EXPECT_TRUE(std::isnan(value));
}

// RFC 4648, section 10.
TEST(Base64, IsThatOfTheStandard) {
  const auto of = [](const std::string& text) {
    return analysis::report::base64(std::vector<std::uint8_t>(text.begin(), text.end()));
  };
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("f"), "Zg==");
  EXPECT_EQ(of("fo"), "Zm8=");
  EXPECT_EQ(of("foobar"), "Zm9vYmFy");
}

TEST(Gzip, IsReadBackByTheLibrary) {
  const std::vector<std::uint8_t> bytes(100'000, 'x');
  const std::vector<std::uint8_t> zipped = analysis::report::gzip(bytes);
  EXPECT_LT(zipped.size(), 1000U);
  std::vector<std::uint8_t> out(bytes.size());
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  stream.next_in = const_cast<Bytef*>(zipped.data());
  stream.avail_in = static_cast<uInt>(zipped.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  EXPECT_EQ(out, bytes);
}

TEST(Page, OfThirtyYearsAndTheWholeMassifIsAtMostTwoAndAHalfMegabytes) {
  std::vector<analysis::report::Run> runs;
  runs.push_back(synthetic_run({361, 188, 3935}));
  const std::string page = page_of(analysis::report::RunSet(std::move(runs)), {});
  EXPECT_LE(page.size(), 2'500'000U);
  EXPECT_GT(page.size(), 800'000U);
}

TEST(Page, LetsNothingRunButItsOwnScript) {
  std::vector<analysis::report::Run> runs;
  runs.push_back(synthetic_run({}));
  for (auto& attribute : runs[0].content.attributes)
    if (attribute.name == "title")
      attribute.value = std::string("</title></script><script>harm()</script>\"{{data}}");
  const std::string page = page_of(analysis::report::RunSet(std::move(runs)), {});
  EXPECT_THAT(page, HasSubstr("default-src 'none'; script-src 'sha256-"));
  EXPECT_EQ(page.find("<script>harm"), std::string::npos);
  EXPECT_THAT(page, HasSubstr("&lt;/title&gt;&lt;/script&gt;&lt;script&gt;harm()"));
  EXPECT_THAT(page, HasSubstr("{{data}}"));  // what is inserted is not filled in again
  std::size_t scripts = 0;
  for (std::size_t at = page.find("</script"); at != std::string::npos; at = page.find("</script", at + 1))
    ++scripts;
  EXPECT_EQ(scripts, 3U);
}

}  // namespace
}  // namespace lien_test
