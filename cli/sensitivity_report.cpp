#include "cli/sensitivity_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/sensitivity/verdict.hpp"
#include "cli/format_versions.hpp"

namespace cli {

namespace {

using analysis::Estimate;
using analysis::MorrisEffects;
using analysis::OutputSensitivity;
using analysis::RankCorrelations;
using analysis::SensitivityAnalysis;
using analysis::SobolIndices;

/// One row of a table: a name, and its estimates.
struct Row {
  std::string name;
  std::vector<Estimate> estimates;
};

std::vector<std::string> headings(const SobolIndices&) { return {"first", "total"}; }
std::vector<std::string> headings(const MorrisEffects&) { return {"mu", "mu_star", "sigma"}; }
std::vector<std::string> headings(const RankCorrelations&) { return {"prcc"}; }

std::vector<Estimate> estimates(const SobolIndices& found, std::size_t i) {
  return {found.factors[i].first, found.factors[i].total};
}
std::vector<Estimate> estimates(const MorrisEffects& found, std::size_t i) {
  return {found.factors[i].mu, found.factors[i].mu_star, found.factors[i].sigma};
}
std::vector<Estimate> estimates(const RankCorrelations& found, std::size_t i) { return {found.factors[i]}; }

std::string table(const std::vector<std::string>& headings, const std::vector<Row>& rows,
                  const std::string& first_heading, const analysis::SensitivitySettings& settings) {
  std::size_t width = first_heading.size();
  for (const Row& row : rows) width = std::max(width, row.name.size());
  std::string text = fmt::format("{:<{}}", first_heading, width);
  for (const std::string& heading : headings)
    text += fmt::format("  {:>10}  {:>23}", heading,
                        fmt::format("{:g} % interval", 100 * settings.bootstrap.confidence));
  text += '\n';
  for (const Row& row : rows) {
    text += fmt::format("{:<{}}", row.name, width);
    for (const Estimate& e : row.estimates) {
      if (settings.method == analysis::SensitivityMethod::morris)
        text += fmt::format("  {:>10.4g}  {:>10.4g} to {:>9.4g}", e.value, e.low, e.high);
      else
        text += fmt::format("  {:>10.4f}  {:>10.4f} to {:>9.4f}", e.value, e.low, e.high);
    }
    text += '\n';
  }
  return text;
}

std::vector<Row> pairs_of(const SobolIndices& found, const std::vector<std::string>& factors) {
  std::vector<Row> rows;
  for (const SobolIndices::Pair& pair : found.pairs)
    rows.push_back({fmt::format("{}, {}", factors[pair.a], factors[pair.b]), {pair.second}});
  return rows;
}

std::string table_of(const OutputSensitivity& output, const SensitivityAnalysis& analysis) {
  return std::visit(
      [&](const auto& found) -> std::string {
        if (found.constant) return "";
        std::vector<Row> rows;
        for (std::size_t i = 0; i < analysis.factors.size(); ++i)
          rows.push_back({analysis.factors[i], estimates(found, i)});
        std::string text = table(headings(found), rows, "factor", analysis.settings);
        if constexpr (std::is_same_v<decltype(found), const SobolIndices&>) {
          if (!found.pairs.empty())
            text += "\n" + table({"second"}, pairs_of(found, analysis.factors), "pair", analysis.settings);
        }
        return text;
      },
      output.found);
}

nlohmann::json as_json(const Estimate& e) {
  return {{"estimate", e.value}, {"low", e.low}, {"high", e.high}};
}

void add_details(nlohmann::json& block, const SobolIndices& found, const std::vector<std::string>& factors) {
  block["variance"] = as_json(found.variance);
  if (found.pairs.empty()) return;
  block["pairs"] = nlohmann::json::array();
  for (const SobolIndices::Pair& pair : found.pairs)
    block["pairs"].push_back(
        {{"factors", {factors[pair.a], factors[pair.b]}}, {"second", as_json(pair.second)}});
}
void add_details(nlohmann::json& block, const MorrisEffects& found, const std::vector<std::string>&) {
  for (std::size_t i = 0; i < found.factors.size(); ++i)
    block["factors"][i]["noise"] = found.factors[i].noise;
}
void add_details(nlohmann::json&, const RankCorrelations&, const std::vector<std::string>&) {}

nlohmann::json block_of(const OutputSensitivity& output, const SensitivityAnalysis& analysis) {
  return std::visit(
      [&](const auto& found) {
        nlohmann::json block{{"name", output.name},
                             {"replicates", output.replicates},
                             {"constant", found.constant},
                             {"noise_share", found.noise_share},
                             {"factors", nlohmann::json::array()},
                             {"verdict", verdict_of(output, analysis)}};
        for (std::size_t i = 0; i < analysis.factors.size(); ++i) {
          nlohmann::json factor{{"name", analysis.factors[i]}};
          const auto names = headings(found);
          const auto values = estimates(found, i);
          for (std::size_t k = 0; k < names.size(); ++k) factor[names[k]] = as_json(values[k]);
          block["factors"].push_back(std::move(factor));
        }
        add_details(block, found, analysis.factors);
        const auto advised = advised_units(output, analysis);
        block["convergence"] = {{"converged", !found.constant && found.convergence.converged},
                                {"half_width", found.convergence.widest},
                                {"tolerated", analysis.settings.tolerated()},
                                {"ranking_settled", found.convergence.ranking_settled},
                                {"advised", nullptr},
                                {"advised_rows", nullptr}};
        if (advised) {
          block["convergence"]["advised"] = *advised;
          block["convergence"]["advised_rows"] = *advised * analysis.rows_per_unit;
        }
        return block;
      },
      output.found);
}

const char* name_of(analysis::SensitivityMethod method) {
  switch (method) {
    case analysis::SensitivityMethod::morris:
      return "morris";
    case analysis::SensitivityMethod::sobol:
      return "sobol";
    case analysis::SensitivityMethod::prcc:
      break;
  }
  return "prcc";
}

}  // namespace

std::string sensitivity_as_text(const SensitivityAnalysis& analysis) {
  std::string text = fmt::format("{} rows, {} factors: {} {}; {}\n", analysis.rows, analysis.factors.size(),
                                 analysis.units, analysis.unit, analysis.design);
  if (!analysis.month.empty()) text += fmt::format("Measures of {}\n", analysis.month);
  for (const std::string& note : analysis.notes) text += note + "\n";
  for (const OutputSensitivity& output : analysis.outputs)
    text +=
        fmt::format("\n{}\n{}{}\n", output.name, table_of(output, analysis), verdict_of(output, analysis));
  return text;
}

nlohmann::json sensitivity_as_json(const SensitivityAnalysis& analysis) {
  nlohmann::json report{{"format_version", format::sensitivity},
                        {"method", name_of(analysis.settings.method)},
                        {"design",
                         {{"rows", analysis.rows},
                          {"unit", analysis.unit},
                          {"units", analysis.units},
                          {"rows_per_unit", analysis.rows_per_unit},
                          {"order", analysis.design}}},
                        {"notes", analysis.notes},
                        {"confidence", analysis.settings.bootstrap.confidence},
                        {"resamples", analysis.settings.bootstrap.resamples},
                        {"seed", analysis.settings.bootstrap.key.seed},
                        {"outputs", nlohmann::json::array()}};
  if (!analysis.month.empty()) report["month"] = analysis.month;
  for (const OutputSensitivity& output : analysis.outputs)
    report["outputs"].push_back(block_of(output, analysis));
  if (analysis.outputs.size() == 1) report["factors"] = report["outputs"][0]["factors"];
  return report;
}

}  // namespace cli
