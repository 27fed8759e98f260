#include "sim/output/checkpoint.hpp"

#include <gmock/gmock.h>

#include <cstring>

#include "sim/output/partial_file.hpp"
#include "sim/output/sha256.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using namespace sim::output;
using lien_test::TemporaryFolder;
using lien_test::thrown_message;
using testing::HasSubstr;
using testing::StartsWith;

using Bytes = std::vector<std::byte>;

constexpr std::size_t preamble_bytes = 64, summed_bytes = 32;

Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

template <class T>
void append(Bytes& image, const T& value) {
  const auto bytes = std::as_bytes(std::span(&value, 1));
  image.insert(image.end(), bytes.begin(), bytes.end());
}

/// Puts the right checksum behind the first bytes of an image.
void sign_preamble(Bytes& image) {
  Sha256 sha;
  sha.add(image.data(), summed_bytes);
  const Sha256Sum sum = sha.sum();
  std::memcpy(image.data() + summed_bytes, sum.data(), sum.size());
}

/// An image made by hand, as docs/checkpoints.md describes it: right in all but what the test asks for.
struct HandMade {
  std::uint32_t version = checkpoint_version, order = 0x01020304;
  std::vector<std::pair<std::string, std::string>> sections{{"one", "first"}, {"two", ""}};
  std::uint64_t sections_said = 2;
  std::string end = "LIENEND\n";

  [[nodiscard]] Bytes image() const {
    Bytes image = bytes_of("LIENCKPT");
    append(image, version);
    append(image, order);
    append(image, std::uint64_t{0});
    append(image, sections_said);
    image.resize(preamble_bytes);
    for (const auto& [name, text] : sections) {
      const std::size_t begin = image.size();
      append(image, std::uint64_t{name.size()});
      append(image, std::uint64_t{text.size()});
      for (const std::string& part : {name, text})
        for (const char letter : part) append(image, letter);
      Sha256 sha;
      sha.add(image.data() + begin, image.size() - begin);
      append(image, sha.sum());
    }
    for (const char letter : end) append(image, letter);
    const std::uint64_t size = image.size();
    std::memcpy(image.data() + 16, &size, sizeof size);
    sign_preamble(image);
    return image;
  }
};

CheckpointSections sample() {
  CheckpointSections sections;
  sections.add_text("text", "a scenario");
  sections.add_number("number", -7);
  sections.add("empty", {});
  sections.add("bytes", Bytes(300, std::byte{0xAB}));
  return sections;
}

Bytes sample_image() {
  const TemporaryFolder folder;
  write_checkpoint(sample(), folder.path() / "c");
  return whole_content(folder.path() / "c", "checkpoint");
}

std::string refusal(std::span<const std::byte> image) {
  return thrown_message<sim::InputError>([&] { (void)read_checkpoint(image, "c"); });
}

TEST(Checkpoint, GivesBackWhatWasWritten) {
  const Bytes image = sample_image();
  const CheckpointView view = read_checkpoint(image, "c");
  EXPECT_EQ(view.text("text"), "a scenario");
  EXPECT_EQ(view.number("number"), -7);
  EXPECT_EQ(view.bytes("empty").size(), 0U);
  EXPECT_EQ(Bytes(view.bytes("bytes").begin(), view.bytes("bytes").end()), Bytes(300, std::byte{0xAB}));
  EXPECT_TRUE(view.has("empty"));
  EXPECT_FALSE(view.has("absent"));
}

TEST(Checkpoint, HasTheLayoutThatIsDocumented) {
  const TemporaryFolder folder;
  CheckpointSections sections;
  sections.add_text("one", "first");
  sections.add_text("two", "");
  write_checkpoint(sections, folder.path() / "c");
  EXPECT_EQ(whole_content(folder.path() / "c", "checkpoint"), HandMade{}.image());
}

TEST(Checkpoint, IsDamagedWhateverByteChanged) {
  const Bytes image = sample_image();
  for (std::size_t at = 0; at < image.size(); ++at) {
    for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
      Bytes changed = image;
      changed[at] ^= static_cast<std::byte>(change);
      EXPECT_THROW((void)read_checkpoint(changed, "c"), DamagedCheckpoint) << "byte " << at;
    }
  }
}

TEST(Checkpoint, IsDamagedWhereverItIsCutShort) {
  const Bytes image = sample_image();
  for (std::size_t size = 0; size < image.size(); ++size)
    EXPECT_THROW((void)read_checkpoint(std::span(image).first(size), "c"), DamagedCheckpoint) << size;
}

TEST(Checkpoint, IsDamagedByBytesAfterItsEnd) {
  for (const std::size_t more : {1U, 8U, 4096U}) {
    Bytes image = sample_image();
    image.resize(image.size() + more);
    EXPECT_EQ(refusal(image),
              "c: this checkpoint is damaged: " + std::to_string(more) + " bytes follow its end");
  }
}

TEST(Checkpoint, SaysWhatIsWrongInOneSentence) {
  const Bytes image = sample_image();
  const auto with = [&](auto&& change) {
    HandMade made;
    change(made);
    return refusal(made.image());
  };
  EXPECT_EQ(refusal(bytes_of("insee,name,department")), "c: this is not a checkpoint");
  EXPECT_EQ(refusal({}), "c: this checkpoint is damaged: it ends within its first lines");
  EXPECT_EQ(refusal(std::span(image).first(100)),
            "c: this checkpoint is damaged: it is cut short, 100 bytes of " + std::to_string(image.size()));
  EXPECT_EQ(with([](HandMade& m) { m.version = checkpoint_version + 1; }),
            "c: this checkpoint was written by a newer Lien (format 2, this one reads up to 1)");
  EXPECT_EQ(with([](HandMade& m) { m.version = 0; }), "c: this checkpoint has no format version");
  EXPECT_EQ(with([](HandMade& m) { m.order = 0x04030201; }),
            "c: this checkpoint was written on a machine of another byte order");
  EXPECT_EQ(with([](HandMade& m) { m.sections[1].first = "one"; }),
            "c: this checkpoint is damaged: section 'one' comes twice");
  EXPECT_EQ(with([](HandMade& m) { m.sections[0].first = ""; }),
            "c: this checkpoint is damaged: section 1 gives a size that cannot be");
  EXPECT_EQ(with([](HandMade& m) { m.sections[0].first = std::string(256, 'n'); }),
            "c: this checkpoint is damaged: section 1 gives a size that cannot be");
  EXPECT_EQ(with([](HandMade& m) { m.sections_said = 3; }),
            "c: this checkpoint is damaged: section 3 is cut short");
  EXPECT_EQ(with([](HandMade& m) { m.sections_said = 1; }),
            "c: this checkpoint is damaged: it does not end where it should");
  EXPECT_EQ(with([](HandMade& m) { m.end = "LIENENDE"; }),
            "c: this checkpoint is damaged: it does not end where it should");
}

TEST(Checkpoint, AnotherVersionOrByteOrderIsNoDamage) {
  // Or else an older copy would be taken behind the back of somebody with a newer program.
  for (const auto& [version, order] : {std::pair{2U, 0x01020304U}, {1U, 0x04030201U}}) {
    const Bytes image = HandMade{.version = version, .order = order}.image();
    try {
      (void)read_checkpoint(image, "c");
      ADD_FAILURE() << "was read";
    } catch (const DamagedCheckpoint&) {
      ADD_FAILURE() << "was taken for damage";
    } catch (const sim::InputError&) {
    }
  }
}

TEST(Checkpoint, TakesNoMemoryOnTheWordOfAFile) {
  constexpr std::uint64_t sizes[] = {1ULL << 32, 1ULL << 62, 1ULL << 63, ~0ULL, ~0ULL - 15};
  for (const std::uint64_t huge : sizes) {
    for (const std::size_t at : {0U, 8U}) {  // length of the first section's name, of its bytes
      Bytes image = sample_image();
      std::memcpy(image.data() + preamble_bytes + at, &huge, sizeof huge);
      EXPECT_EQ(refusal(image), "c: this checkpoint is damaged: section 1 gives a size that cannot be");
    }
    for (const std::size_t at : {16U, 24U}) {  // bytes of the file, number of sections
      Bytes image = sample_image();
      std::memcpy(image.data() + at, &huge, sizeof huge);
      sign_preamble(image);
      EXPECT_THAT(refusal(image), StartsWith("c: this checkpoint is damaged: it "));
    }
  }
}

TEST(Checkpoint, SurvivesRandomBytes) {
  lien_test::RandomCases random(20080101);
  const Bytes image = sample_image();
  int refused = 0;
  constexpr int cases = 20'000;
  for (int k = 0; k < cases; ++k) {
    Bytes changed = image;
    for (std::uint32_t n = 1 + random.below(8); n > 0; --n) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(changed.size()));
      changed[at] = changed[at] ^ static_cast<std::byte>(1 + random.below(255));
    }
    if (random.one_in(4)) changed.resize(random.below(static_cast<std::uint32_t>(changed.size())));
    if (random.one_in(2) && changed.size() >= preamble_bytes) sign_preamble(changed);
    try {
      (void)read_checkpoint(changed, "c");
    } catch (const sim::InputError&) {
      ++refused;
    }
  }
  // Two changes of one byte may cancel out, and signing may mend a changed preamble: hardly ever.
  EXPECT_GT(refused, cases * 99 / 100);
}

TEST(Checkpoint, NamesWhatASectionLacks) {
  const Bytes image = sample_image();
  const CheckpointView view = read_checkpoint(image, "c");
  EXPECT_EQ(thrown_message<sim::InputError>([&] { (void)view.bytes("absent"); }),
            "c: this checkpoint has no section 'absent'");
  EXPECT_EQ(thrown_message<sim::InputError>([&] { (void)view.number("text"); }),
            "c: this checkpoint holds no number in section 'text'");
}

TEST(Checkpoint, IsNotWrittenSoThatNobodyCouldReadIt) {
  const TemporaryFolder folder;
  for (const std::string& name : {std::string(), std::string(256, 'n'), std::string("text")}) {
    CheckpointSections sections = sample();
    sections.add_text(name, "x");
    EXPECT_THROW(write_checkpoint(sections, folder.path() / "c"), sim::InvariantError);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
