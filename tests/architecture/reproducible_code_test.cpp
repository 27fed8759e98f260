// What would make results depend on a library, a compiler, or an order of threads is not in the code.
#include <gmock/gmock.h>

#include "tests/architecture/sources.hpp"

namespace lien_test {
namespace {

using testing::IsEmpty;

const std::vector<std::string> program{"sim", "models", "analysis", "cli"};

TEST(ReproducibleCode, DrawsByItsOwnGeneratorsAndDistributions) {
  EXPECT_THAT(lines_matching(sources_in(program),
                             "std::rand\\b|\\bs?rand\\(|#\\s*include <random>|std::[a-z_]+_distribution\\b|"
                             "std::(mt19937|minstd_rand|ranlux|knuth_b|default_random_engine|random_device)"),
              IsEmpty());
}

TEST(ReproducibleCode, TakesExpLogAndPowFromTheWrappersOnly) {
  std::vector<SourceFile> files = sources_in({"sim", "models"});
  std::erase_if(files, [](const SourceFile& file) { return file.path.starts_with("sim/math/elementary."); });
  // Inside namespace sim the bare name is the wrapper; inside namespace territory it would be the library's.
  EXPECT_THAT(
      lines_matching(files, "(std|__builtin_?)(::|_)(exp|log|pow|exp2|expm1|log1p|log2|log10)f?l?\\("),
      IsEmpty());
  EXPECT_THAT(
      lines_matching(sources_in({"models"}), "(^|[^:_A-Za-z0-9.])(exp|log|pow|exp2|expm1|log1p)f?\\("),
      IsEmpty());
}

TEST(ReproducibleCode, AsksNoClockWhereResultsAreMade) {
  std::vector<SourceFile> files = sources_in({"sim", "models"});
  // Output tells the user how long it takes; the profile measures, and nothing reads it before the end.
  std::erase_if(files, [](const SourceFile& file) {
    return file.path.starts_with("sim/output/") || file.path == "sim/engine/profile.hpp";
  });
  EXPECT_THAT(lines_matching(files, "_clock\\b|std::time\\(|\\btime\\(nullptr|\\bclock\\(\\)|std::getenv"),
              IsEmpty());
}

TEST(ReproducibleCode, KeepsNoMutableGlobals) {
  // A static or namespace-level variable that is neither constant nor a function.
  EXPECT_THAT(
      lines_matching(sources_in(program),
                     "^\\s*(inline )?(static|thread_local) (?!.*\\b(const|constexpr)\\b)[^()]*(=|;|\\{)"),
      IsEmpty());
  EXPECT_THAT(lines_matching(
                  sources_in(program),
                  "^(?!inline constexpr)(inline )?(?!using|return|typedef|namespace|extern|template|struct|"
                  "class|enum|friend|constexpr|const|static_assert|#|\\})"
                  "[A-Za-z_][A-Za-z0-9_:<>, ]* [a-z_0-9]+( = [^(]*|\\{[^(]*\\})?;$"),
              IsEmpty());
}

TEST(ReproducibleCode, AddsNothingInAnOrderOfArrival) {
  EXPECT_THAT(
      lines_matching(
          sources_in({"sim", "models"}),
          "std::atomic|std::execution::|tbb::parallel_reduce|std::reduce\\(|unordered_(map|set)<.*double"),
      IsEmpty());
}

}  // namespace
}  // namespace lien_test
