// The page docs/network.md does what it says: its Python runs, and finds what is in the result file.
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/output/read_back.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/result_parts.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using sim::output::GroupData;

/// The contacts of a snapshot as plain lists of neighbours, and what the page computes of them, from the
/// definitions (Newman, Networks, 2nd ed., sections 7.3 and 7.7).
struct Contacts {
  std::map<int, std::set<int>> neighbours;  ///< of every actor in action
  std::map<int, int> kind;
  std::vector<std::pair<int, int>> edges;

  explicit Contacts(const GroupData& snapshot) {
    const GroupData& actors = group(snapshot, "actors");
    const auto& uids = values<std::int32_t>(actors, "actor");
    for (std::size_t a = 0; a < uids.size(); ++a) {
      if (values<std::int8_t>(actors, "active")[a] == 0) continue;
      neighbours[uids[a]];
      kind[uids[a]] = values<std::int8_t>(actors, "kind")[a];
    }
    const GroupData& ties = group(snapshot, "ties");
    for (std::size_t t = 0; t < values<std::int32_t>(ties, "low").size(); ++t) {
      edges.emplace_back(values<std::int32_t>(ties, "low")[t], values<std::int32_t>(ties, "high")[t]);
      neighbours.at(edges.back().first).insert(edges.back().second);
      neighbours.at(edges.back().second).insert(edges.back().first);
    }
  }

  [[nodiscard]] double degree(int actor) const { return static_cast<double>(neighbours.at(actor).size()); }

  [[nodiscard]] std::vector<int> degree_counts() const {
    std::vector<int> counts;
    for (const auto& [actor, known] : neighbours) {
      if (counts.size() <= known.size()) counts.resize(known.size() + 1);
      ++counts[known.size()];
    }
    return counts;
  }

  /// Closed paths of two steps over all paths of two steps.
  [[nodiscard]] double clustering() const {
    double paths = 0, closed = 0;
    for (const auto& [actor, known] : neighbours) {
      for (const int a : known) {
        for (const int b : known) {
          if (a == b) continue;
          ++paths;
          closed += static_cast<double>(neighbours.at(a).count(b));
        }
      }
    }
    return closed / paths;
  }

  /// Correlation of the degrees at the two ends of an edge, each edge taken both ways.
  [[nodiscard]] double degree_assortativity() const {
    double sum = 0, squares = 0, products = 0;
    const double n = 2.0 * static_cast<double>(edges.size());
    for (const auto& [a, b] : edges) {
      sum += degree(a) + degree(b);
      squares += degree(a) * degree(a) + degree(b) * degree(b);
      products += 2 * degree(a) * degree(b);
    }
    const double mean = sum / n;
    return (products / n - mean * mean) / (squares / n - mean * mean);
  }

  /// (Σ e_kk − Σ a_k²) / (1 − Σ a_k²) over the kinds, e_kk = share of edges within a kind, a_k = share of
  /// ends.
  [[nodiscard]] double kind_assortativity() const {
    std::map<int, double> ends;
    double within = 0;
    const double m = static_cast<double>(edges.size());
    for (const auto& [a, b] : edges) {
      within += kind.at(a) == kind.at(b) ? 1 / m : 0;
      ends[kind.at(a)] += 0.5 / m;
      ends[kind.at(b)] += 0.5 / m;
    }
    double by_chance = 0;
    for (const auto& [of, share] : ends) by_chance += share * share;
    return (within - by_chance) / (1 - by_chance);
  }
};

TEST(NetworkExample, RunsAndFindsWhatTheResultHolds) {
  const TemporaryFolder folder;
  digest_of_run(shipped("mini.toml"), {"--set", "output.snapshots=[\"2015-09\"]"}, folder.path());
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"export", "mini.nc", "--network", "graphml"},
        std::vector<std::string>{"export", "mini.nc", "--network", "csv", "--what", "partnerships"}}) {
    ASSERT_EQ(run_lien(words, folder.path()).exit_code, 0);
  }
  const auto file = sim::output::read_result_file(folder.path() / "mini.nc");
  const GroupData& snapshot = group(group(file, "snapshots"), "2015-09");
  const Contacts contacts(snapshot);
  ASSERT_GT(contacts.edges.size(), 100U);
  const nlohmann::json expected{
      {"nodes", contacts.neighbours.size()},
      {"edges", contacts.edges.size()},
      {"partnerships", values<std::int32_t>(group(snapshot, "partnerships"), "low").size()},
      {"degree_counts", contacts.degree_counts()},
      {"clustering", contacts.clustering()},
      {"mixing", contacts.degree_assortativity()},
      {"mixing_of_kinds", contacts.kind_assortativity()}};
  folder.write("expected.json", expected.dump());
  const Ended ended =
      run_command({"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/cli/run_network_example.py",
                   LIEN_SOURCE_DIR "/docs/network.md"},
                  folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err << expected;
}

}  // namespace
}  // namespace lien_test
