#include "cli/calibrate_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <thread>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/calibration/posterior.hpp"
#include "cli/build_info.hpp"
#include "cli/exit_codes.hpp"
#include "cli/provenance.hpp"
#include "cli/stop_signals.hpp"
#include "sim/core/error.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/partial_file.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;

nlohmann::json as_json(const analysis::CalibrationPlan& plan, const analysis::CalibrationResult& result,
                       const std::string& digest) {
  nlohmann::json json{{"simulations", result.simulations}, {"digest", digest}};
  if (result.abc.generations.empty()) return json;
  const analysis::Generation& last = result.abc.generations.back();
  const auto reading = analysis::read_posterior(last.points, last.weights);
  json["tolerance"] = last.tolerance;
  json["evidence"] = last.evidence;
  for (std::size_t d = 0; d < plan.parameters.size(); ++d) {
    const auto& range = plan.parameters[d];
    const auto& marginal = reading.marginals[d];
    json["parameters"].push_back({{"parameter", range.parameter},
                                  {"median", range.at(marginal.median)},
                                  {"low", range.at(marginal.low)},
                                  {"high", range.at(marginal.high)},
                                  {"contraction", marginal.contraction},
                                  {"identified", !marginal.unidentified()}});
  }
  for (std::size_t k = 0; k < plan.targets.size(); ++k) {
    const Eigen::VectorXd simulated = last.statistics.col(static_cast<Eigen::Index>(k));
    json["targets"].push_back({{"target", plan.targets[k].name},
                               {"value", plan.targets[k].value},
                               {"tolerance", plan.targets[k].tolerance},
                               {"mean", last.weights.dot(simulated)},
                               {"low", simulated.minCoeff()},
                               {"high", simulated.maxCoeff()}});
  }
  return json;
}

}  // namespace

int calibrate_file(const CalibrateFileOptions& options) {
  if (options.folder.empty())
    throw sim::InputError(
        sim::Fault{{}, "a calibration file needs a folder for its runs", {"expected  -o FOLDER"}});
  const analysis::CalibrationPlan plan = analysis::read_calibration(options.file);
  StopSignals signals;
  analysis::CalibrationOptions how;
  how.sweep.program = build_info().source_hash;
  how.sweep.jobs =
      options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  how.sweep.stop = [&] { return signals.poll() == Asked::stop; };
  how.tell = [&](const std::string& line) {
    if (!options.quiet) fmt::print(stderr, "{}\n", line);
  };
  analysis::CalibrationResult result;
  try {
    result = analysis::calibrate(plan, options.folder, how);
  } catch (const analysis::CalibrationStopped&) {
    fmt::print(stderr, "lien: stopped by {}; the same command goes on\n", signals.stopped_by());
    return interrupted;
  }
  sim::output::ResultFile file = analysis::calibration_file(plan, result);
  file.attributes.push_back({"source_hash", build_info().source_hash});
  add_program(file);
  const std::string digest = sim::output::content_digest(file);
  file.attributes.push_back({"content_digest", digest});
  const fs::path folder(options.folder);
  sim::output::write_netcdf(file, (folder / "calibration.nc").string());
  const std::string table = analysis::posterior_table(plan, result, options.draws);
  sim::output::PartialFile posterior(folder / "posterior.csv", "posterior to");
  posterior.write(std::as_bytes(std::span(table)));
  posterior.place();
  if (options.json)
    fmt::print("{}\n", as_json(plan, result, digest).dump(2));
  else if (!options.quiet)
    fmt::print("{}\n{}\n{}\ndigest {}\n", analysis::calibration_text(plan, result),
               (folder / "calibration.nc").string(), (folder / "posterior.csv").string(), digest);
  return success;
}

}  // namespace cli
