// The tutorial does what it says, in both languages: see run_tutorial.py.
#include <gtest/gtest.h>

#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

TEST(Tutorial, RunsAndShowsWhatItSays) {
  const TemporaryFolder folder;
  const std::string root = LIEN_SOURCE_DIR;
  const Ended ended =
      run_command({"/usr/bin/python3", "-B", root + "/tests/tutorial/run_tutorial.py", root, LIEN_BINARY,
                   TUTORIAL_BINARY, LIEN_OVERLAY, root + "/docs/tutorial.md", root + "/docs/tutorial.fr.md"},
                  folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

}  // namespace
}  // namespace lien_test
