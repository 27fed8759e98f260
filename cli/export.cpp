#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/series_tables.hpp"
#include "models/territory/network.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"
#include "sim/output/network.hpp"
#include "sim/output/partial_file.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

struct ExportOptions {
  std::string result;
  std::string csv;   ///< plain, fr; empty = a network is asked for
  std::string form;  ///< graphml, csv
  std::string month;
  std::string what = "ties";  ///< or partnerships
  std::string output;
};

/// A file to be written, and what writes it.
struct Piece {
  std::string name;
  std::function<void(const sim::output::TextSink&)> write;
};

/// The month asked for, or the last one the file has.
std::string chosen_month(const ExportOptions& options, const sim::output::ResultFile& file) {
  const std::vector<std::string> months = territory::snapshot_months(file);
  if (months.empty()) {
    throw sim::InputError(sim::Fault{
        {options.result, 0, 0},
        "there is no snapshot in it",
        {"a run takes them when its scenario says, for instance, [output] snapshots = [\"2015-09\"]"}});
  }
  if (options.month.empty()) return months.back();
  if (std::ranges::find(months, options.month) != months.end()) return options.month;
  throw sim::InputError(sim::Fault{{options.result, 0, 0},
                                   fmt::format("there is no snapshot of '{}' in it", options.month),
                                   {"allowed  " + sim::joined(months)}});
}

std::vector<Piece> pieces_of(const sim::output::Network& network, const std::string& form,
                             const std::string& output) {
  using sim::output::TextSink;
  if (form == "graphml")
    return {{output, [&](const TextSink& sink) { sim::output::write_graphml(network, sink); }}};
  const std::string nodes = output + "_nodes.csv", edges = output + "_edges.csv";
  const auto name_of = [](const std::string& path) {
    return std::filesystem::path(path).filename().string();
  };
  const std::string metadata =
      sim::output::csv_metadata(network, name_of(nodes), name_of(edges)).dump(2) + "\n";
  return {{nodes, [&](const TextSink& sink) { sim::output::write_nodes_csv(network, sink); }},
          {edges, [&](const TextSink& sink) { sim::output::write_edges_csv(network, sink); }},
          {output + "-metadata.json", [metadata](const TextSink& sink) { sink(metadata); }}};
}

/// All under their temporary names before the first gets its own: a full disk leaves none of them.
void write_all(const std::vector<Piece>& pieces, const std::string& what) {
  std::vector<std::unique_ptr<sim::output::PartialFile>> files;
  for (const Piece& piece : pieces) {
    files.push_back(std::make_unique<sim::output::PartialFile>(piece.name, what));
    piece.write([&](std::string_view text) { files.back()->write(std::as_bytes(std::span(text))); });
  }
  for (const auto& file : files) file->place();
}

int export_network(const ExportOptions& options) {
  const sim::output::ResultFile file = sim::output::read_result_file(options.result);
  const std::string month = chosen_month(options, file);
  std::string output = options.output;
  if (output.empty()) {
    output =
        fmt::format("{}_{}_{}", std::filesystem::path(options.result).stem().string(), month, options.what);
    if (options.form == "graphml") output += ".graphml";
  }
  sim::output::Network network;
  try {
    network = territory::network_of(
        file, month,
        options.what == "ties" ? territory::NetworkOf::ties : territory::NetworkOf::partnerships);
  } catch (const sim::InputError& error) {
    std::vector<sim::Fault> faults = error.faults();
    for (sim::Fault& fault : faults) fault.place.file = options.result;
    throw sim::InputError(std::move(faults));
  }
  const std::vector<Piece> pieces = pieces_of(network, options.form, output);
  for (const Piece& piece : pieces) {
    std::error_code ignored;
    if (!std::filesystem::equivalent(piece.name, options.result, ignored)) continue;
    throw sim::InputError(sim::Fault{
        {}, fmt::format("--output {} is the result itself", options.output), {"allowed  any other name"}});
  }
  write_all(pieces, "network to");
  fmt::print("{} nodes, {} edges, {}\n", network.nodes.size(), network.sources.size(), month);
  for (const Piece& piece : pieces) fmt::print("{}\n", piece.name);
  return success;
}

/// Series as tables: OUTPUT.csv, OUTPUT_epci.csv, OUTPUT_commune.csv, as far as the file has them.
int export_series(const ExportOptions& options) {
  const sim::output::ResultFile file = sim::output::read_result_file(options.result);
  const auto tables = series_tables(file, options.csv == "fr" ? CsvDialect::french : CsvDialect::plain);
  if (tables.empty())
    throw sim::InputError(sim::Fault{{options.result, 0, 0}, "there are no series in it", {}});
  std::string output =
      options.output.empty() ? std::filesystem::path(options.result).stem().string() : options.output;
  if (output.ends_with(".csv")) output.resize(output.size() - 4);
  std::vector<Piece> pieces;
  for (const SeriesTable& table : tables) pieces.push_back({output + table.ending + ".csv", table.write});
  write_all(pieces, "table to");
  for (std::size_t k = 0; k < tables.size(); ++k)
    fmt::print("{}: {} rows, {} measures\n", pieces[k].name, tables[k].rows, tables[k].columns);
  return success;
}

}  // namespace

void add_export(Command program, Chosen& chosen) {
  auto options = std::make_shared<ExportOptions>();
  Command command = program.add_subcommand(
      "export",
      "Write the network of a snapshot, or the series, of a result file for other programs (GraphML, CSV)");
  command.add_option("result", options->result, "result file").required().not_empty();
  auto network = command.add_option("--network", options->form, "graphml, or csv (two tables)");
  network.one_of({"graphml", "csv"});
  auto csv = command.add_option(
      "--csv", options->csv, "the series as tables instead: plain, or fr (; between fields, decimal comma)");
  csv.or_bare("plain").excludes(network);
  csv.one_of({"plain", "fr"});
  command.add_option("--month", options->month, "snapshot, YYYY-MM (default: the last)").not_empty();
  command.add_option("--what", options->what, "edges: ties (contacts) or partnerships")
      .with_default()
      .one_of({"ties", "partnerships"});
  command
      .add_option(
          "-o,--output", options->output,
          "GraphML file, or beginning of the names of the tables (default: RESULT_YYYY-MM_ties, RESULT)")
      .not_empty();
  command.callback([options, csv, &chosen] {
    if (csv.given() && options->csv.empty()) options->csv = "plain";
    if (options->csv.empty() && options->form.empty()) refuse_missing("--network or --csv");
    chosen = [options] { return options->csv.empty() ? export_network(*options) : export_series(*options); };
  });
}

}  // namespace cli
