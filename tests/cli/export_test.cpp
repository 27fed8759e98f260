// `lien export`: the network of a snapshot, from the result file alone.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "sim/core/csv.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/read_back.hpp"
#include "tests/support/bad_input.hpp"
#include "tests/support/result_parts.hpp"

namespace lien_test {
namespace {

using sim::output::GroupData;
using sim::output::ResultFile;

/// A result of the tiny territory with two snapshots; one commune has a name that needs care.
class Export : public testing::Test {
 protected:
  Export() {
    write_tiny_territory(folder_);
    folder_.write("communes.csv",
                  edited(tiny_communes, "\"Ville, la\"", "\"Ville <la> & \"\"l'autre\"\", le\""));
    const Ended run = lien({"run", "territory.toml", "-q", "-o", "r.nc", "--set",
                            "output.snapshots=[\"2007-12\", \"2008-02\"]"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    for (const char* input : {"communes.csv", "epcis.csv", "territory.toml"})
      std::filesystem::remove(folder_.path() / input);
  }
  [[nodiscard]] Ended lien(const std::vector<std::string>& words) const {
    return run_lien(words, folder_.path());
  }
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& [name, text] : content_of(folder_.path())) names.push_back(name);
    return names;
  }
  [[nodiscard]] ResultFile result() const { return sim::output::read_result_file(folder_.path() / "r.nc"); }
  [[nodiscard]] std::string text(const std::string& name) const { return text_of(folder_.path() / name); }
  /// The result, changed, as another file.
  void write_changed(const std::string& name, const std::function<void(ResultFile&)>& change) const {
    ResultFile file = result();
    change(file);
    sim::output::write_netcdf(file, folder_.path() / name);
  }
  /// The whole of stderr of an export that must be refused without leaving a file.
  [[nodiscard]] std::string refusal(const std::vector<std::string>& words, int code = 2) const {
    const auto before = content_of(folder_.path());
    const Ended ended = lien(words);
    EXPECT_EQ(ended.exit_code, code);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(folder_.path()), before);
    return ended.err;
  }
  TemporaryFolder folder_;
};

TEST_F(Export, TablesHoldEveryActorInActionAndEveryTie) {
  const Ended ended = lien({"export", "r.nc", "--network", "csv", "-o", "net"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(files(),
            (std::vector<std::string>{"net-metadata.json", "net_edges.csv", "net_nodes.csv", "r.nc"}));
  const ResultFile file = result();
  const GroupData& snapshot = group(group(file, "snapshots"), "2008-02");
  const GroupData& actors = group(snapshot, "actors");
  const GroupData& ties = group(snapshot, "ties");
  const std::vector<std::string_view> node_names{"id", "kind", "commune", "commune_name", "partnerships"};
  const sim::CsvTable nodes(folder_.path() / "net_nodes.csv", node_names);
  const std::vector<std::string> kinds{"mayor", "company10", "tpe", "association", "catalyst"};
  std::size_t row = 0;
  for (std::size_t a = 0; a < values<std::int8_t>(actors, "active").size(); ++a) {
    if (values<std::int8_t>(actors, "active")[a] == 0) continue;
    ASSERT_LT(row, nodes.rows());
    const auto commune = static_cast<std::size_t>(values<std::int32_t>(actors, "commune_index")[a]);
    EXPECT_EQ(nodes.text(row, 0), std::to_string(values<std::int32_t>(actors, "actor")[a]));
    EXPECT_EQ(nodes.text(row, 1), kinds[static_cast<std::size_t>(values<std::int8_t>(actors, "kind")[a])]);
    EXPECT_EQ(nodes.text(row, 2), values<std::string>(file, "commune")[commune]);
    EXPECT_EQ(nodes.text(row, 3), values<std::string>(file, "commune_name")[commune]);
    EXPECT_EQ(nodes.text(row, 4), std::to_string(values<std::int32_t>(actors, "partnerships")[a]));
    ++row;
  }
  EXPECT_EQ(row, nodes.rows());
  EXPECT_NE(text("net_nodes.csv").find(",\"Ville <la> & \"\"l'autre\"\", le\","), std::string::npos);
  const std::vector<std::string_view> edge_names{"source", "target", "trust_low", "trust_high", "born"};
  const sim::CsvTable edges(folder_.path() / "net_edges.csv", edge_names);
  ASSERT_EQ(edges.rows(), values<float>(ties, "trust_low").size());
  ASSERT_GT(edges.rows(), 100U);
  for (std::size_t t = 0; t < edges.rows(); ++t) {
    EXPECT_EQ(edges.text(t, 0), std::to_string(values<std::int32_t>(ties, "low")[t]));
    EXPECT_EQ(edges.text(t, 1), std::to_string(values<std::int32_t>(ties, "high")[t]));
    EXPECT_EQ(std::stof(std::string(edges.text(t, 2))), values<float>(ties, "trust_low")[t]);
    EXPECT_EQ(std::stof(std::string(edges.text(t, 3))), values<float>(ties, "trust_high")[t]);
    EXPECT_EQ(edges.text(t, 4), std::to_string(values<std::int32_t>(ties, "born")[t]));
  }
}

TEST_F(Export, GivesTheSameBytesEachTimeAndNamesFilesByItself) {
  const Ended first = lien({"export", "r.nc", "--network", "graphml", "--month", "2007-12"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  const std::string name = "r_2007-12_ties.graphml", bytes = text(name);
  EXPECT_THAT(first.out, testing::EndsWith(", 2007-12\n" + name + "\n"));
  EXPECT_THAT(bytes, testing::HasSubstr(">Ville &lt;la&gt; &amp; &quot;l'autre&quot;, le</data>"));
  EXPECT_EQ(lien({"export", "r.nc", "--network", "graphml", "--month", "2007-12"}).exit_code, 0);
  EXPECT_EQ(text(name), bytes);
  ASSERT_EQ(lien({"export", "r.nc", "--network", "graphml", "--what", "partnerships"}).exit_code, 0);
  EXPECT_THAT(text("r_2008-02_partnerships.graphml"),
              testing::HasSubstr("<data key=\"graph_edges\">partnerships<"));
  EXPECT_EQ(files(), (std::vector<std::string>{"r.nc", name, "r_2008-02_partnerships.graphml"}));
}

TEST_F(Export, RefusesWhatItCannotRead) {
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "--month", "2008-01"}),
            "r.nc: there is no snapshot of '2008-01' in it\n  allowed  2007-12, 2008-02\n"
            "1 fault; nothing was written\n");
  write_changed("none.nc", [](ResultFile& file) { file.subgroups.clear(); });
  EXPECT_EQ(refusal({"export", "none.nc", "--network", "csv"}),
            "none.nc: there is no snapshot in it\n  a run takes them when its scenario says, for instance, "
            "[output] snapshots = [\"2015-09\"]\n1 fault; nothing was written\n");
  EXPECT_EQ(refusal({"export", "absent.nc", "--network", "csv"}),
            "absent.nc: there is no such file\n1 fault; nothing was written\n");
  folder_.write("text.nc", "this is text");
  EXPECT_EQ(refusal({"export", "text.nc", "--network", "graphml"}),
            "text.nc: this is not a result file (not HDF5)\n1 fault; nothing was written\n");
}

TEST_F(Export, RefusesSnapshotsThatContradictThemselves) {
  const auto complaint_of = [&](const std::function<void(GroupData&)>& change) {
    write_changed("changed.nc", [&](ResultFile& file) {
      for (GroupData& outer : file.subgroups)
        if (outer.name == "snapshots") change(outer.subgroups.back());
    });
    return refusal({"export", "changed.nc", "--network", "graphml"});
  };
  const auto variable = [](GroupData& group, const std::string& name) -> sim::output::Variable& {
    return *std::ranges::find(group.variables, name, &sim::output::Variable::name);
  };
  const std::string end = "\n1 fault; nothing was written\n";
  const std::string misshapen = " is not of the type or shape a snapshot gives it" + end;
  EXPECT_EQ(complaint_of([&](GroupData& s) { s.subgroups.erase(s.subgroups.begin()); }),
            "changed.nc: group '/snapshots/2008-02/actors' is missing" + end);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              std::erase_if(s.subgroups[0].variables, [](const auto& v) { return v.name == "level"; });
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/level' is missing" + end);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              auto& data = variable(s.subgroups[0], "trustworthiness").data;
              data = std::vector<std::int32_t>(sim::output::value_count(data), 0);
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/trustworthiness'" + misshapen);
  EXPECT_EQ(complaint_of([&](GroupData& s) {  // shorter than the other columns
              variable(s.subgroups[0], "active").dimensions = {"other"};
              variable(s.subgroups[0], "active").data = std::vector<std::int8_t>{1, 1};
              s.subgroups[0].dimensions.push_back({"other", 2, false});
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/active'" + misshapen);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              std::get<std::vector<std::int32_t>>(variable(s.subgroups[0], "commune_index").data)[0] = 9;
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/commune_index' points outside 'commune'" + end);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              std::get<std::vector<std::int8_t>>(variable(s.subgroups[0], "kind").data)[0] = 77;
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/kind' has a value without a name, 77" + end);
  EXPECT_EQ(
      complaint_of([&](GroupData& s) {
        std::erase_if(variable(s.subgroups[0], "kind").attributes,
                      [](const auto& a) { return a.name == "flag_meanings"; });
      }),
      "changed.nc: variable '/snapshots/2008-02/actors/kind' does not say the names of its values" + end);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              std::get<std::vector<std::int32_t>>(variable(s.subgroups[0], "actor").data)[1] = 0;
            }),
            "changed.nc: variable '/snapshots/2008-02/actors/actor' does not rise" + end);
  EXPECT_EQ(complaint_of([&](GroupData& s) {
              std::get<std::vector<std::int32_t>>(variable(s.subgroups[1], "high").data)[0] = 1'000'000;
            }),
            "changed.nc: group '/snapshots/2008-02/ties' joins actor 1000000, which is not in action" + end);
}

TEST_F(Export, RefusesNamesItMustNotOrCannotWrite) {
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "graphml", "-o", "r.nc"}),
            "--output r.nc is the result itself\n  allowed  any other name\n1 fault; nothing was written\n");
  std::filesystem::create_hard_link(folder_.path() / "r.nc", folder_.path() / "x_edges.csv");
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "-o", "x"}),
            "--output x is the result itself\n  allowed  any other name\n1 fault; nothing was written\n");
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "-o", "absent/x"}, 4),
            "lien: cannot write network to 'absent/x_nodes.csv': folder 'absent' does not exist\n");
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "graphml", "-o", "/dev/full"}, 4),
            "lien: cannot write network to '/dev/full': this is not an ordinary file\n");
  // The second table cannot be put down: the first must not appear either.
  std::filesystem::create_directory(folder_.path() / "y_edges.csv");
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "-o", "y"}, 4),
            "lien: cannot write network to 'y_edges.csv': this is a folder\n");
  const auto before = content_of(folder_.path());
  const Ended full = run_command(
      {"sh", "-c", "ulimit -f 8; exec \"$0\" export r.nc --network graphml -o out.graphml", LIEN_BINARY},
      folder_.path());
  EXPECT_EQ(full.exit_code, 4);
  EXPECT_EQ(full.err, "lien: cannot write network to 'out.graphml': writing failed (File too large)\n");
  EXPECT_EQ(content_of(folder_.path()), before);
}

TEST_F(Export, RefusesAWrongCommandLine) {
  const std::string help =
      "\nrun 'lien --help' for the commands, 'lien COMMAND --help' for the options of one\n";
  EXPECT_EQ(refusal({"export", "r.nc"}), "lien: --network or --csv is required" + help);
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "gml"}),
            "lien: --network: 'gml' is none of graphml, csv" + help);
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "--what", "trust"}),
            "lien: --what: 'trust' is none of ties, partnerships" + help);
  EXPECT_EQ(refusal({"export", "r.nc", "--network", "csv", "--month", ""}),
            "lien: --month: an empty word" + help);
  EXPECT_EQ(refusal({"export", "--network", "csv"}), "lien: result is required" + help);
  EXPECT_EQ(refusal({"export", "r.nc", "--netwrk", "csv"}),
            "lien: lien export has no option '--netwrk'; did you mean '--network'?" + help);
}

/// What a later version writes is refused before anything in it is taken for what it seems.
TEST_F(Export, RefusesNewerFormats) {
  const auto raise = [](std::vector<sim::output::Attribute>& attributes) {
    for (auto& attribute : attributes)
      if (attribute.name == "format_version") attribute.value = std::get<std::int64_t>(attribute.value) + 1;
  };
  write_changed("newer.nc", [&](ResultFile& file) { raise(file.attributes); });
  const std::string sentence =
      "newer.nc: this file was written by a newer Lien (format 2, this program reads up to 1)\n"
      "1 fault; nothing was written\n";
  EXPECT_EQ(refusal({"digest", "newer.nc"}), sentence);
  EXPECT_EQ(refusal({"export", "newer.nc", "--network", "csv"}), sentence);
  write_changed("newer.nc", [&](ResultFile& file) {
    for (GroupData& outer : file.subgroups)
      if (outer.name == "snapshots") raise(outer.subgroups.back().subgroups[1].attributes);
  });
  EXPECT_EQ(lien({"digest", "newer.nc"}).exit_code, 0);  // a digest takes values as they are
  EXPECT_EQ(refusal({"export", "newer.nc", "--network", "csv"}),
            "newer.nc: group '/snapshots/2008-02/ties' was written by a newer Lien (format 2, this program "
            "reads up "
            "to 1)\n1 fault; nothing was written\n");
}

}  // namespace
}  // namespace lien_test
