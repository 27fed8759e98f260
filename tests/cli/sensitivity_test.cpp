// `lien sensitivity`: from an experiment file, the folder of its sweep and its gathered file to the same
// indices.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/json_run.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_territory.hpp"

namespace lien_test {
namespace {

/// Two parameters of the tiny territory; who meets more knows more.
std::string experiment(const std::string& design) {
  return "[experiment]\n"
         "scenario = \"territory.toml\"\n"
         "replicates = 3\n"
         "months = [\"2008-01\", \"2008-02\"]\n"
         "measures = [\"contacts\", \"mean_trust\"]\n"
         "[design]\n" +
         design +
         "[[factor]]\n"
         "name = \"rate\"\n"
         "parameter = \"encounters.encounter_rate\"\n"
         "range = [0.5, 3]\n"
         "[[factor]]\n"
         "name = \"closure\"\n"
         "parameter = \"encounters.closure\"\n";
}

nlohmann::json analysed(const TemporaryFolder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), "sensitivity");
  words.insert(words.end(), {"--measure", "contacts", "--json"});
  const Ended ended = run_lien(words, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  return lien_test::json_of(ended.out);
}

TEST(Sensitivity, RunsAnExperimentAndAnalysesIt) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  folder.write("screening.toml", experiment("kind = \"morris\"\ntrajectories = 6\n"));
  const auto found = analysed(folder, {"screening.toml", "-o", "sweep"});
  EXPECT_EQ(found["method"], "morris");
  EXPECT_EQ(found["month"], "2008-02");
  EXPECT_EQ(found["design"]["units"], 6);
  ASSERT_EQ(found["factors"].size(), 2U);
  EXPECT_EQ(found["factors"][0]["name"], "rate");
  EXPECT_GT(found["factors"][0]["mu"]["low"].get<double>(), 0);
  EXPECT_GT(found["factors"][0]["noise"].get<double>(), 0);
  EXPECT_EQ(found["outputs"][0]["replicates"], 3);
  // The same from what it left, and from one file.
  EXPECT_EQ(analysed(folder, {"screening.toml", "-o", "sweep"}), found);
  EXPECT_EQ(analysed(folder, {"sweep"}), found);
  EXPECT_EQ(run_lien({"gather", "sweep", "-o", "all.nc"}, folder.path()).exit_code, 0);
  EXPECT_EQ(analysed(folder, {"all.nc"}), found);
  EXPECT_EQ(analysed(folder, {"all.nc", "--month", "2008-01"})["month"], "2008-01");
}

TEST(Sensitivity, TakesSaltelliDesignsForSobolIndicesAndOthersForRankCorrelation) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  folder.write("shares.toml", experiment("kind = \"saltelli\"\npoints = 32\n"));
  const auto shares = analysed(folder, {"shares.toml", "-o", "shares"});
  EXPECT_EQ(shares["method"], "sobol");
  EXPECT_EQ(shares["design"]["order"], "A, A_B^1 … A_B^2, B of each base row");
  EXPECT_GT(shares["factors"][0]["total"]["low"].get<double>(), 0.5);
  folder.write("ranks.toml", experiment("kind = \"latin_hypercube\"\npoints = 40\n"));
  const auto ranks = analysed(folder, {"ranks.toml", "-o", "ranks"});
  EXPECT_EQ(ranks["method"], "prcc");
  EXPECT_GT(ranks["factors"][0]["prcc"]["low"].get<double>(), 0.5);
}

TEST(Sensitivity, RefusesAnExperimentWithoutAFolder) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  folder.write("screening.toml", experiment("kind = \"morris\"\n"));
  const Ended ended = run_lien({"sensitivity", "screening.toml"}, folder.path());
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err,
            "screening.toml: an experiment is run into a folder\n"
            "  expected  -o FOLDER; what it holds already is not run again\n"
            "1 fault; nothing was written\n");
}

}  // namespace
}  // namespace lien_test
