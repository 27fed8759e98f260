#include "analysis/parameter_draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "analysis/calibration/posterior.hpp"
#include "analysis/experiment/parameter_value.hpp"
#include "analysis/experiment/point_design.hpp"
#include "analysis/keyed_draws.hpp"
#include "analysis/run_identity.hpp"
#include "sim/core/csv.hpp"
#include "sim/output/read_back.hpp"

namespace analysis {

namespace {

constexpr std::size_t most_draws = 100000, fewest_resampled = 1000;

struct Asked {
  const sim::ParametersFrom& from;

  [[noreturn]] void refuse(const std::string& why, std::vector<std::string> notes = {}) const {
    throw sim::InputError(sim::Fault{
        from.place, "parameters_from = " + sim::in_quotes(from.path.filename().string()) + ": " + why,
        std::move(notes)});
  }
};

bool is_hdf5(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(8, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file && start == "\x89HDF\r\n\x1a\n";
}

template <class T>
const std::vector<T>* data_of(const sim::output::ResultFile& file, std::string_view name) {
  for (const auto& variable : file.variables) {
    if (variable.name == name) return std::get_if<std::vector<T>>(&variable.data);
  }
  return nullptr;
}

/// The adjusted draws of a calibration have weights; as many of equal weight stand for them.
ParameterDraws of_calibration(const Asked& asked) {
  const sim::output::ResultFile file = sim::output::read_result_file(asked.from.path);
  const auto* keys = data_of<std::string>(file, "parameter_key");
  const auto* values = data_of<double>(file, "adjusted");
  const auto* weights = data_of<double>(file, "adjusted_weight");
  if (keys == nullptr || keys->empty()) asked.refuse("is no result of lien calibrate");
  if (values == nullptr || weights == nullptr)
    asked.refuse("holds no posterior",
                 {"because  history matching alone rules parameters out, and draws none"});
  if (values->size() != weights->size() * keys->size()) asked.refuse("is damaged");
  const Eigen::VectorXd weight =
      Eigen::Map<const Eigen::VectorXd>(weights->data(), static_cast<Eigen::Index>(weights->size()));
  if (!(weight.minCoeff() >= 0) || !(weight.sum() > 0)) asked.refuse("is damaged: its weights are none");
  ParameterDraws draws{asked.from.path.filename().string(), *keys, {}};
  for (const std::size_t row :
       resampled(weight / weight.sum(), std::max(fewest_resampled, weights->size()))) {
    const auto first = values->begin() + static_cast<std::ptrdiff_t>(row * keys->size());
    draws.values.insert(draws.values.end(), first, first + static_cast<std::ptrdiff_t>(keys->size()));
  }
  return draws;
}

ParameterDraws of_table(const Asked& asked) {
  ParameterDraws draws{asked.from.path.filename().string(), {}, {}};
  for (const Factor& factor : factors_of_header(asked.from.path.string(), asked.from.place))
    draws.keys.push_back(factor.parameter);
  if (draws.keys.empty()) asked.refuse("names no parameter in its first line");
  const std::vector<std::string_view> columns(draws.keys.begin(), draws.keys.end());
  sim::CsvTable table(asked.from.path, columns);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t k = 0; k < columns.size(); ++k)
      draws.values.push_back(table.number(row, k, sim::Range{}));
  }
  if (!table.faults().empty()) throw sim::InputError(table.faults());
  return draws;
}

/// Whether something said over the posterior sets the parameter; InputError when its own file does.
bool replaced(const sim::Settings& settings, const std::string& key, const Asked& asked) {
  const std::string whole = parse_parameter_key(key).key;
  for (const sim::Setting& setting : settings.values) {
    if (setting.key != whole) continue;
    const auto file = std::find(settings.files.begin(), settings.files.end(), setting.value.place.file);
    if (file == settings.files.end()) return true;  // the command line
    if (asked.from.place.line == 0) return false;   // which the posterior stands on too
    const auto above = static_cast<std::size_t>(file - settings.files.begin());
    if (above == asked.from.above)
      throw sim::InputError(sim::Fault{
          setting.key_place,
          key + " is set here and drawn from " + sim::in_quotes(asked.from.path.filename().string()),
          {"expected  one of both; a file that extends this one may set it"}});
    return above < asked.from.above;
  }
  return false;
}

/// The draws without the columns that something stands above.
ParameterDraws without(const ParameterDraws& draws, const std::vector<bool>& left_out) {
  ParameterDraws kept{draws.file, {}, {}};
  for (std::size_t k = 0; k < draws.keys.size(); ++k)
    if (!left_out[k]) kept.keys.push_back(draws.keys[k]);
  for (std::size_t draw = 0; draw < draws.draws(); ++draw) {
    for (std::size_t k = 0; k < draws.keys.size(); ++k)
      if (!left_out[k]) kept.values.push_back(draws.value(draw, k));
  }
  return kept;
}

void check_values(const ParameterDraws& draws, const territory::Scenario& scenario, const Asked& asked) {
  const sim::Catalogue catalogue = sim::catalogue_of(scenario);
  std::vector<sim::Fault> faults;
  for (std::size_t k = 0; k < draws.keys.size(); ++k) {
    try {
      const ParameterOf parameter = find_parameter(catalogue, draws.keys[k], asked.from.place);
      if (!parameter.is_number()) asked.refuse(draws.keys[k] + " is no number");
      for (std::size_t draw = 0; draw < draws.draws(); ++draw) {
        sim::Value value{draws.value(draw, k)};
        auto wrong = fault_of(parameter, value);
        if (!wrong) continue;
        wrong->place = asked.from.place;
        wrong->what = fmt::format("parameters_from: draw {} of {}: {}", draw, draws.keys[k], wrong->what);
        faults.push_back(std::move(*wrong));
        break;  // one a parameter tells enough
      }
    } catch (const sim::InputError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
}

}  // namespace

std::size_t ParameterDraws::draw_of(std::int64_t replicate) const {
  const auto n = static_cast<std::uint32_t>(draws());
  const PurposeDraws shuffling({0, 0}, Purpose::posterior_order);
  return permutation(shuffling.of(0), n)[static_cast<std::size_t>(replicate) % n];
}

ParameterDraws read_parameter_draws(const sim::Settings& settings, const territory::Scenario& scenario) {
  if (!settings.parameters_from) return {};
  const Asked asked{*settings.parameters_from};
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(asked.from.path, ignored))
    asked.refuse("there is no such file",
                 {"expected  calibration.nc or posterior.csv, as lien calibrate leaves them"});
  const ParameterDraws all = is_hdf5(asked.from.path) ? of_calibration(asked) : of_table(asked);
  if (all.draws() == 0) asked.refuse("holds no draw");
  if (all.draws() > most_draws)
    asked.refuse(fmt::format("holds {} draws", all.draws()), {"allowed  at most 100000"});
  std::vector<bool> left_out;
  for (const std::string& key : all.keys) left_out.push_back(replaced(settings, key, asked));
  ParameterDraws draws = without(all, left_out);
  check_values(draws, scenario, asked);
  return draws;
}

void take_parameters(territory::Scenario& scenario, const ParameterDraws& draws) {
  if (draws.empty()) return;
  const sim::Catalogue catalogue = sim::catalogue_of(scenario);
  const std::size_t draw = draws.draw_of(scenario.run.replicate);
  std::vector<Assigned> assigned;
  for (std::size_t k = 0; k < draws.keys.size(); ++k) {
    const ParameterOf parameter = find_parameter(catalogue, draws.keys[k], {});
    sim::Value value{draws.value(draw, k)};
    (void)fault_of(parameter, value);  // makes a whole number of one where one is asked for
    assigned.push_back({parameter.key, std::move(value)});
  }
  std::vector<sim::Fault> faults = assign(scenario, assigned);
  for (sim::Fault& fault : faults)
    fault.what = fmt::format("draw {} of {}: {}", draw, draws.file, fault.what);
  if (!faults.empty()) throw sim::InputError(std::move(faults));
}

std::string identity_of(const ParameterDraws& draws) {
  if (draws.empty()) return {};
  std::string text;
  for (const std::string& key : draws.keys) text += key + '\n';
  for (const double value : draws.values) text += fmt::format("{:a} ", value);
  return sha256_hex(text);
}

std::string draw_text(const ParameterDraws& draws, std::int64_t replicate) {
  return draws.empty() ? std::string() : fmt::format("{}, draw {}", draws.file, draws.draw_of(replicate));
}

}  // namespace analysis
