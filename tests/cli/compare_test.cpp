// `lien compare` from the outside: what it says agrees with single runs, coincidence is said, files and
// refusals.
#include <gmock/gmock.h>

#include "sim/output/read_back.hpp"
#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;

/// A year on the tiny territory, and two variants of it.
class Compare : public testing::Test {
 protected:
  Compare() {
    write_tiny_territory(folder_);
    folder_.write("base.toml", "extends = \"territory.toml\"\n[run]\nuntil = \"2008-12\"\n");
    folder_.write("more.toml", "extends = \"base.toml\"\n[encounters]\nencounter_rate = 2.4\n");
    // Nobody lives long enough to see it.
    folder_.write("later.toml",
                  "extends = \"base.toml\"\n[[intervention]]\nname = \"covid\"\nkind = \"covid\"\nstart = "
                  "\"2030-01\"\n");
  }
  [[nodiscard]] Ended compare(std::vector<std::string> words) const {
    words.insert(words.begin(), "compare");
    return run_lien(words, folder_.path());
  }
  [[nodiscard]] nlohmann::json json(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const Ended ended = compare(words);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return lien_test::json_of(ended.out);
  }
  [[nodiscard]] std::vector<double> contacts_of(const std::string& scenario, const std::string& seed,
                                                const std::string& replicate) const {
    const Ended run = run_lien(
        {"run", scenario, "-q", "--seed", seed, "--replicate", replicate, "-o", "one.nc"}, folder_.path());
    EXPECT_EQ(run.exit_code, 0) << run.err;
    const auto file = sim::output::read_result_file(folder_.path() / "one.nc");
    for (const auto& variable : file.variables) {
      if (variable.name == "contacts") return std::get<std::vector<double>>(variable.data);
    }
    return {};
  }
  TemporaryFolder folder_;
};

TEST_F(Compare, AgreesWithSingleRunsUnderTheSameKeys) {
  const auto report =
      json({"base.toml", "more.toml", "--replicates", "3", "--seed", "5", "--measures", "contacts"});
  ASSERT_EQ(report["comparisons"].size(), 1U);
  const auto& months = report["comparisons"][0]["months"];
  std::vector<std::vector<double>> base, more;
  for (const char* replicate : {"0", "1", "2"}) {
    base.push_back(contacts_of("base.toml", "5", replicate));
    more.push_back(contacts_of("more.toml", "5", replicate));
  }
  ASSERT_EQ(months.size(), base[0].size());
  for (std::size_t m = 0; m < months.size(); ++m) {
    double sum = 0;
    for (std::size_t r = 0; r < 3; ++r) sum += more[r][m] - base[r][m];
    EXPECT_NEAR(months[m]["mean"].get<double>(), sum / 3, 1e-9) << months[m]["month"];
  }
  EXPECT_EQ(report["comparisons"][0]["horizon"]["mean"], months.back()["mean"]);
  EXPECT_EQ(report["horizon"], "2008-12");
  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["comparisons"][0]["epcis"].size(), 2U);
  EXPECT_EQ(report["comparisons"][0]["regions"].size(), 2U);
}

TEST_F(Compare, GivesTheSameWithAnyNumberOfWorkersAndGoesOn) {
  const std::vector<std::string> words{"base.toml", "more.toml", "--replicates", "4", "--json", "-q"};
  auto with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = words;
    all.insert(all.end(), more.begin(), more.end());
    return compare(all).out;
  };
  const std::string one = with({"--jobs", "1", "--runs", "kept"});
  EXPECT_EQ(one, with({"--jobs", "2"}));
  EXPECT_EQ(one, with({"--jobs", "2", "--runs", "kept"}));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "kept" / "experiment.json"));
}

TEST_F(Compare, SaysThatCurvesCoincide) {
  const auto report = json({"base.toml", "later.toml", "--replicates", "2"});
  for (const auto& one : report["comparisons"]) {
    EXPECT_EQ(one["verdict"]["kind"], "coincide");
    EXPECT_FALSE(one.contains("first_month_apart"));
  }
  const Ended text = compare({"base.toml", "later.toml", "--replicates", "2", "--lang", "fr", "-q"});
  EXPECT_THAT(text.out, HasSubstr("mean_trust : les courbes de later et de base coïncident"));
}

TEST_F(Compare, WritesItsTablesWhole) {
  const Ended ended = compare({"base.toml", "more.toml", "--replicates", "3", "-o", "tables.nc", "-q"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("3 pairs of runs, seed 1; arm minus base (base); intervals of 95 %"));
  EXPECT_THAT(ended.out, HasSubstr("By region, 2008-12"));
  const auto file = sim::output::read_result_file(folder_.path() / "tables.nc");
  std::size_t found = 0;
  for (const auto& variable : file.variables) {
    if (variable.name == "difference") {
      EXPECT_EQ(std::get<std::vector<double>>(variable.data).size(), 8 * 13U);
    }
    for (const char* name :
         {"difference", "horizon_bca_low", "epci_difference", "region_p_t_holm", "verdict_fr"})
      found += variable.name == name ? 1 : 0;
  }
  EXPECT_EQ(found, 5U);
}

class BadComparison : public testing::TestWithParam<BadInput> {};
TEST_P(BadComparison, IsRefused) { expect_refused(GetParam()); }

const std::vector<std::pair<std::string, std::string>> variant{
    {"more.toml", "extends = \"territory.toml\"\n[encounters]\nencounter_rate = 2.4\n"},
    {"same.toml", "extends = \"territory.toml\"\n[run]\ntitle = \"Other\"\nseed = 9\n"},
    {"town.toml", "extends = \"territory.toml\"\n[territory]\ncodes = [\"200000029\"]\n"}};

INSTANTIATE_TEST_SUITE_P(
    Compare, BadComparison,
    testing::Values(
        BadInput{
            "equal_arms",
            variant,
            {"compare", "territory.toml", "same.toml"},
            "'territory.toml' and 'same.toml' simulate the same\n"
            "  reason   seeds, titles, outputs and what follows the horizon are no difference between arms\n"
            "1 fault; nothing was written\n"},
        BadInput{"unknown_measure",
                 variant,
                 {"compare", "territory.toml", "more.toml", "--measures", "partnerships,mean_trusts"},
                 "--measures: there is no measure 'mean_trusts'; did you mean 'mean_trust'?\n"
                 "  allowed  what 'lien describe measures' lists for the perimeter\n"
                 "1 fault; nothing was written\n"},
        BadInput{"horizon_beyond",
                 variant,
                 {"compare", "territory.toml", "more.toml", "--horizon", "2010-01"},
                 "--horizon 2010-01: 'territory.toml' is simulated to 2008-02\n"
                 "  allowed  2008-01 to 2008-02, or another run.until\n"
                 "1 fault; nothing was written\n"},
        BadInput{"negative_effect",
                 variant,
                 {"compare", "territory.toml", "more.toml", "--sesoi", "mean_trust=-0.1"},
                 "--sesoi mean_trust=-0.1: '-0.1' is no smallest effect of interest\n"
                 "  allowed  a number above 0, in the unit of the measure: effects of either sign are "
                 "compared with "
                 "it\n"
                 "1 fault; nothing was written\n"},
        BadInput{"effect_of_which_measure",
                 variant,
                 {"compare", "territory.toml", "more.toml", "--sesoi", "0.1"},
                 "--sesoi 0.1: of which of 8 measures?\n"
                 "  example  --sesoi partnerships=0.1\n"
                 "1 fault; nothing was written\n"},
        BadInput{"other_territory",
                 variant,
                 {"compare", "territory.toml", "town.toml"},
                 "'territory.toml' and 'town.toml' are of different territories\n"
                 "  reason   their runs share no actors, so that common random numbers pair nothing\n"
                 "1 fault; nothing was written\n"},
        BadInput{"month_not_compared",
                 variant,
                 {"compare", "territory.toml", "more.toml", "--months", "2009-01"},
                 "--months 2009-01: not a month of the comparison\n"
                 "  allowed  2007-12 to 2008-02, the horizon\n"
                 "1 fault; nothing was written\n"}),
    NameOfBadInput{});

}  // namespace
}  // namespace lien_test
