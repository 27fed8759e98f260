// The gathered file opens in Python and R as it is; the commands of the documentation work with GNU parallel.
#include <gtest/gtest.h>

#include "tests/support/run_lien.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

class GatheredElsewhere : public testing::Test {
 protected:
  GatheredElsewhere() {
    std::string head(tiny_experiment_head);
    head += "epci_measures = [\"contacts\"]\n[[arm]]\nname = \"beta\"\n";
    tiny_.folder().write("experiment.toml", head + std::string(tiny_factors));
  }
  Ended run(const std::vector<std::string>& command) { return run_command(command, tiny_.path()); }
  void sweep_and_gather() {
    ASSERT_EQ(run_lien({"sweep", "experiment.toml", "-o", "sweep", "-q"}, tiny_.path()).exit_code, 0);
    ASSERT_EQ(run_lien({"gather", "sweep", "-o", "all.nc"}, tiny_.path()).exit_code, 0);
  }
  TinyExperiment tiny_;
};

TEST_F(GatheredElsewhere, GnuParallelRunsShards) {
  sweep_and_gather();
  const std::string digest = run_lien({"digest", "all.nc"}, tiny_.path()).out;
  const Ended ended =
      run({"sh", "-c",
           "rm -r sweep && \"$0\" sweep experiment.toml -o sweep --prepare && "
           "parallel --will-cite \"$0\" work sweep --shard {}/3 --jobs 1 --quiet ::: 1 2 3 && "
           "\"$0\" gather sweep -o all.nc",
           LIEN_BINARY});
  if (ended.exit_code == 127) GTEST_SKIP() << "GNU parallel is not installed (package parallel)";
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(run_lien({"digest", "all.nc"}, tiny_.path()).out, digest);
}

TEST_F(GatheredElsewhere, PythonAndRTellTheSameMeans) {
  sweep_and_gather();
  const std::string folder = LIEN_SOURCE_DIR "/analysis/";
  const Ended python =
      run({"/usr/bin/python3", folder + "python/example.py", "all.nc", "contacts", "2008-02"});
  ASSERT_EQ(python.exit_code, 0) << python.err << "(needs python3-xarray, python3-h5netcdf, python3-pandas)";
  EXPECT_EQ(python.out.substr(0, python.out.find(':')), "experiment");
  const Ended r = run({"Rscript", folder + "r/example.R", "all.nc", "contacts", "2008-02"});
  ASSERT_EQ(r.exit_code, 0) << r.err << "(needs r-cran-ncdf4)";
  // A heading or two, then a line for each of six points: arm, two factors, mean, standard error, count.
  const auto rows = [](const std::string& text) {
    std::vector<std::vector<double>> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::vector<double> numbers;
      for (std::string word; words >> word;) {
        char* end = nullptr;
        const double number = std::strtod(word.c_str(), &end);
        if (*end == '\0') numbers.push_back(number);
      }
      if (numbers.size() >= 4) found.push_back(std::vector<double>(numbers.end() - 3, numbers.end()));
    }
    return found;
  };
  const auto of_python = rows(python.out), of_r = rows(r.out);
  ASSERT_EQ(of_python.size(), 6U) << python.out;
  ASSERT_EQ(of_r.size(), 6U) << r.out;
  for (std::size_t k = 0; k < 6; ++k) {
    for (std::size_t c = 0; c < 3; ++c)
      EXPECT_NEAR(of_python[k][c], of_r[k][c], 1e-4 * (1 + std::abs(of_r[k][c]))) << python.out << r.out;
    EXPECT_EQ(of_python[k][2], 3);
  }
}

TEST_F(GatheredElsewhere, OpensInXarrayAndNcdump) {
  sweep_and_gather();
  const char* script =
      "import sys, xarray as xr\n"
      "for engine in ('h5netcdf', 'netcdf4'):\n"
      "    runs = xr.open_dataset('all.nc', engine=engine)\n"
      "    assert dict(runs.sizes) == {'point': 6, 'replicate': 3, 'time': 2, 'epci_time': 1, 'epci': 2, "
      "'commune': 4}, runs.sizes\n"
      "    assert list(runs.commune_epci.values) == [0, 0, 0, 1]\n"
      "    assert runs.contacts.dims == ('point', 'replicate', 'time')\n"
      "    assert runs.epci_contacts.dims == ('point', 'replicate', 'epci_time', 'epci')\n"
      "    assert str(runs.time.values[1])[:10] == '2008-02-29'\n"
      "    assert (runs.run_status == 2).all() and list(runs.arm.values) == ['beta'] * 6\n"
      "    assert runs.factor_rate.attrs['parameter'] == 'encounters.encounter_rate'\n"
      "    whole = runs.contacts.sel(time='2008-02').squeeze()\n"
      "    parts = runs.epci_contacts.sum('epci').squeeze()\n"
      "    assert abs(whole - parts).max() < 1e-9\n"
      "    assert runs.attrs['lien_kind'] == 'experiment'\n";
  const Ended python = run({"/usr/bin/python3", "-c", script});
  EXPECT_EQ(python.exit_code, 0) << python.err;
  const Ended dump = run({"ncdump", "-h", "all.nc"});
  EXPECT_EQ(dump.exit_code, 0) << dump.err;
  EXPECT_NE(dump.out.find("double epci_contacts(point, replicate, epci_time, epci) ;"), std::string::npos);
}

}  // namespace
}  // namespace lien_test
