#include "sim/output/checkpoint_pair.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "sim/output/partial_file.hpp"
#include "sim/output/sha256.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

namespace fs = std::filesystem;
using namespace sim::output;
using lien_test::content_of;
using lien_test::TemporaryFolder;
using lien_test::text_of;
using lien_test::thrown_message;
using testing::ElementsAre;
using testing::HasSubstr;

CheckpointSections of(int started, int month, std::size_t bytes = 0) {
  CheckpointSections sections;
  sections.add_number(CheckpointPair::started_section, started);
  sections.add_number(CheckpointPair::month_section, month);
  sections.add("load", std::vector<std::byte>(bytes));
  return sections;
}

class Pair : public testing::Test {
 protected:
  [[nodiscard]] fs::path result() const { return folder_.path() / "r.nc"; }
  [[nodiscard]] fs::path a() const { return folder_.path() / "r.nc.ckpt-a"; }
  [[nodiscard]] fs::path b() const { return folder_.path() / "r.nc.ckpt-b"; }
  [[nodiscard]] static int month_in(const fs::path& file) {
    return static_cast<int>(load_checkpoint(file).view.number(CheckpointPair::month_section));
  }
  /// Month of the newest; -1 = there is none.
  int newest() {
    notes_.clear();
    const auto found = CheckpointPair(result()).newest(notes_);
    return found ? static_cast<int>(found->view.number(CheckpointPair::month_section)) : -1;
  }
  void damage(const fs::path& file) const {
    std::string text = text_of(file);
    text[text.size() / 2] ^= 1;
    folder_.write(file.filename().string(), text);
  }
  /// What `attempt` throws in a child that `prepare` has limited.
  static std::string complaint_of_child(const std::function<void()>& prepare,
                                        const std::function<void()>& attempt) {
    int ends[2];
    if (::pipe(ends) != 0) return "no pipe";
    const pid_t child = ::fork();
    if (child == 0) {
      prepare();
      const std::string text = thrown_message<sim::StorageError>(attempt);
      ::_exit(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    std::string text(4096, '\0');
    const ssize_t size = ::read(ends[0], text.data(), text.size());
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return text;
  }
  TemporaryFolder folder_;
  std::string notes_;
};

TEST_F(Pair, IsWrittenInTurn) {
  CheckpointPair pair(result());
  EXPECT_FALSE(pair.holds_ours());
  EXPECT_EQ(newest(), -1);
  for (int month = 0; month < 5; ++month) {
    pair.write(of(1, month));
    EXPECT_EQ(newest(), month);
    EXPECT_EQ(month_in(month % 2 == 0 ? a() : b()), month);
    if (month == 0) continue;
    EXPECT_EQ(month_in(month % 2 == 0 ? b() : a()), month - 1);
  }
  EXPECT_TRUE(pair.holds_ours());
  EXPECT_THAT(pair.present(), ElementsAre(a(), b()));
  pair.remove();
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST_F(Pair, FallsBackToTheOlderWhenTheNewerIsDamaged) {
  CheckpointPair pair(result());
  pair.write(of(1, 6));
  pair.write(of(1, 7));
  damage(b());
  EXPECT_EQ(newest(), 6);
  EXPECT_THAT(notes_, HasSubstr("r.nc.ckpt-b: this checkpoint is damaged: "));
  fs::resize_file(b(), 0);
  EXPECT_EQ(newest(), 6);
  fs::resize_file(b(), 200);  // as after a crash of a file system that keeps sizes only
  EXPECT_EQ(newest(), 6);
}

TEST_F(Pair, IsRefusedWithAFaultForEachFileWhenNoneIsWhole) {
  CheckpointPair pair(result());
  pair.write(of(1, 6));
  pair.write(of(1, 7));
  damage(a());
  damage(b());
  const std::string message = thrown_message<sim::InputError>([&] { (void)newest(); });
  EXPECT_THAT(message, HasSubstr("r.nc.ckpt-a: this checkpoint is damaged: "));
  EXPECT_THAT(message, HasSubstr("\n"));
  EXPECT_THAT(message, HasSubstr("r.nc.ckpt-b: this checkpoint is damaged: "));
}

TEST_F(Pair, IsRefusedWhenOneIsOfANewerFormat) {
  // To take the older one would throw away what a newer program has computed since.
  CheckpointPair pair(result());
  pair.write(of(1, 6));
  pair.write(of(1, 7));
  std::string text = text_of(b());
  text[8] = 2;
  Sha256 sha;
  sha.add(text.data(), 32);
  const Sha256Sum sum = sha.sum();
  text.replace(32, sum.size(), reinterpret_cast<const char*>(sum.data()), sum.size());
  folder_.write("r.nc.ckpt-b", text);
  EXPECT_THAT(thrown_message<sim::InputError>([&] { (void)newest(); }),
              HasSubstr("r.nc.ckpt-b: this checkpoint was written by a newer Lien"));
}

TEST_F(Pair, OverwritesLastWhatARunWentOnFrom) {
  CheckpointPair before(result());
  before.write(of(1, 6));
  before.write(of(1, 7));
  damage(b());
  CheckpointPair after(result());
  after.continue_from(a());
  EXPECT_TRUE(after.holds_ours());
  after.write(of(1, 8));
  EXPECT_EQ(month_in(a()), 6);
  EXPECT_EQ(month_in(b()), 8);
  after.write(of(1, 9));
  EXPECT_EQ(month_in(a()), 9);
}

TEST_F(Pair, OfAnotherRunGoesWithTheFirstOfOurs) {
  CheckpointPair other(result());
  other.write(of(1, 90));
  other.write(of(1, 91));
  CheckpointPair ours(result());
  EXPECT_FALSE(ours.holds_ours());
  EXPECT_EQ(newest(), 91) << "nothing is lost before there is something of ours";
  ours.write(of(2, 3));
  EXPECT_THAT(ours.present(), ElementsAre(a()));
  EXPECT_EQ(newest(), 3);
}

TEST_F(Pair, OfTwoRunsGivesTheOneThatBeganLater) {
  CheckpointPair(result()).write(of(2, 3));
  const std::string ours = text_of(a());
  CheckpointPair other(result());
  other.write(of(1, 90));
  other.write(of(1, 91));
  folder_.write("r.nc.ckpt-a", ours);  // as a kill between writing ours and removing theirs leaves it
  EXPECT_EQ(newest(), 3);
}

TEST_F(Pair, StaysAsItWasWhenTheDiskRefusesMore) {
  CheckpointPair pair(result());
  pair.write(of(1, 6));
  pair.write(of(1, 7));
  const auto before = content_of(folder_.path());
  const auto limit = [] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{65536, 65536};
    if (::setrlimit(RLIMIT_FSIZE, &small) != 0) ::_exit(2);
  };
  EXPECT_THAT(complaint_of_child(limit, [&] { pair.write(of(1, 8, 1 << 20)); }),
              HasSubstr("cannot write checkpoint '" + a().string() + "': writing failed (File too large)"));
  EXPECT_EQ(content_of(folder_.path()), before);
}

TEST_F(Pair, StaysAsItWasInAFolderThatBecameReadOnly) {
  const auto become_nobody = [] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
  };
  CheckpointPair pair(result());
  pair.write(of(1, 6));
  const auto before = content_of(folder_.path());
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_THAT(complaint_of_child(become_nobody, [&] { pair.write(of(1, 7)); }),
              HasSubstr("cannot write checkpoint '" + b().string() +
                        "': creating a file in its folder failed (Permission denied)"));
  fs::permissions(folder_.path(), fs::perms(0755));
  EXPECT_EQ(content_of(folder_.path()), before);
}

TEST_F(Pair, SaysThatItsFolderIsGone) {
  CheckpointPair pair(folder_.path() / "sub/r.nc");
  fs::create_directory(folder_.path() / "sub");
  pair.write(of(1, 6));
  fs::rename(folder_.path() / "sub", folder_.path() / "moved");
  EXPECT_THAT(thrown_message<sim::StorageError>([&] { pair.write(of(1, 7)); }),
              HasSubstr("sub' does not exist"));
  EXPECT_EQ(month_in(folder_.path() / "moved/r.nc.ckpt-a"), 6);
}

TEST_F(Pair, IsNotReadWhereThereIsNoFile) {
  fs::create_directory(a());
  EXPECT_THAT(thrown_message<sim::StorageError>([&] { (void)newest(); }), HasSubstr("not an ordinary file"));
}

}  // namespace
