// Results written by earlier versions are still read, by this program and by others: tests/data/results.
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/output/digest.hpp"
#include "sim/output/read_back.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using sim::output::Scope;

const std::string folder_of_v1 = LIEN_SOURCE_DIR "/tests/data/results/v1";

nlohmann::json expected() { return lien_test::json_of(text_of(folder_of_v1 + "/expected.json")); }

/// What expected.json says of a variable: its shape, and the sum and the missing of numbers, or the bytes of
/// texts.
struct Facts {
  nlohmann::json operator()(const std::vector<std::string>& texts) const {
    std::size_t bytes = 0;
    for (const std::string& text : texts) bytes += text.size();
    return {{"shape", shape}, {"bytes", bytes}};
  }
  template <class Number>
  nlohmann::json operator()(const std::vector<Number>& numbers) const {
    double sum = 0;
    int missing = 0;
    for (const Number number : numbers) {
      const auto value = static_cast<double>(number);
      if (std::isnan(value)) {
        ++missing;
      } else {
        sum += value;
      }
    }
    return {{"shape", shape}, {"sum", sum}, {"missing", missing}};
  }
  std::vector<std::size_t> shape;
};

void collect(const Scope& scope, nlohmann::json& facts) {
  for (const auto& variable : scope.group.variables)
    facts[scope.path_of(variable)] = std::visit(Facts{shape_of(variable, scope)}, variable.data);
  for (const auto& subgroup : scope.group.subgroups) collect({subgroup, &scope}, facts);
}

class OldResult : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] std::string path() const { return folder_of_v1 + "/" + GetParam(); }
};

TEST_P(OldResult, IsReadToTheLastVariable) {
  const auto file = sim::output::read_result_file(path());
  const auto wanted = expected().at(GetParam());
  EXPECT_EQ(sim::output::content_digest(file), wanted["digest"]);
  nlohmann::json facts;
  collect({file}, facts);
  std::set<std::string> names, wanted_names;
  for (const auto& [name, fact] : facts.items()) names.insert(name);
  for (const auto& [name, fact] : wanted["variables"].items()) wanted_names.insert(name);
  ASSERT_EQ(names, wanted_names);
  for (const auto& [name, fact] : wanted["variables"].items()) {
    EXPECT_EQ(facts[name]["shape"], fact["shape"]) << name;
    if (fact.contains("bytes")) {
      EXPECT_EQ(facts[name]["bytes"], fact["bytes"]) << name;
    } else {
      EXPECT_EQ(facts[name]["missing"], fact["missing"]) << name;
      const double sum = fact["sum"];
      EXPECT_NEAR(facts[name]["sum"].get<double>(), sum, 1e-12 * std::abs(sum)) << name;
    }
  }
}

TEST_P(OldResult, PassesTheDigestItCarries) {
  const Ended ended = run_lien({"digest", path()}, folder_of_v1);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.out, expected().at(GetParam())["digest"].get<std::string>() + "\n");
}

TEST_P(OldResult, OpensInXarray) {
  const Ended ended = run_command(
      {"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/cli/open_old_results.py", folder_of_v1, GetParam()},
      folder_of_v1);
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

INSTANTIATE_TEST_SUITE_P(V1, OldResult, testing::Values("tiny.nc", "bare.nc"),
                         [](const auto& name) { return name.param.substr(0, name.param.find('.')); });

TEST(OldResults, GiveTheirNetworks) {
  const auto wanted = expected().at("tiny.nc")["networks"];
  const TemporaryFolder folder;
  for (const auto& [what, answer] : wanted.items()) {
    const Ended ended =
        run_lien({"export", folder_of_v1 + "/tiny.nc", "--network", "csv", "--what", what}, folder.path());
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_EQ(ended.out.substr(0, ended.out.find('\n')), answer.get<std::string>());
  }
}

}  // namespace
}  // namespace lien_test
