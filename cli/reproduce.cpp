#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/parameter_value.hpp"
#include "analysis/experiment/simulate_run.hpp"
#include "analysis/run_identity.hpp"
#include "analysis/scenario_file.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using sim::output::ResultFile;
using sim::output::Variable;

struct ReproduceOptions {
  std::string file, run, tables;
};

[[noreturn]] void refuse(const std::string& file, std::string what, std::vector<std::string> notes = {}) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), std::move(notes)});
}

/// A gathered file, asked for one of its runs.
class GatheredRun {
 public:
  GatheredRun(const ReproduceOptions& options)
      : name_(options.file), file_(sim::output::read_result_file(options.file)) {
    const auto* kind = sim::output::find_attribute(file_.attributes, "lien_kind");
    if (kind == nullptr || *kind != sim::output::AttributeValue(std::string("experiment")))
      refuse(name_, "is not the gathered file of an experiment",
             {"expected  a file that 'lien gather' wrote"});
    replicates_ = length_of("replicate");
    find_run(options.run);
  }

  [[nodiscard]] std::size_t point() const { return point_; }
  /// Second half of the key of its draws.
  [[nodiscard]] std::int64_t drawn_replicate() const {
    const auto own = std::ranges::find(file_.variables, "run_replicate", &Variable::name);
    if (own == file_.variables.end()) return static_cast<std::int64_t>(replicate_);
    const auto* numbers = std::get_if<std::vector<std::int32_t>>(&own->data);
    if (numbers == nullptr || numbers->size() <= point_ * replicates_ + replicate_)
      refuse(name_, "holds 'run_replicate' in another shape");
    return (*numbers)[point_ * replicates_ + replicate_];
  }
  [[nodiscard]] std::string text(const std::string& attribute) const {
    const auto* value = sim::output::find_attribute(file_.attributes, attribute);
    const auto* held = value == nullptr ? nullptr : std::get_if<std::string>(value);
    if (held == nullptr) refuse(name_, "has no attribute '" + attribute + "'");
    return *held;
  }
  /// Of a list with one text an arm, that of the run's arm.
  [[nodiscard]] std::string text_of_arm(const std::string& attribute) const {
    const auto arms = list("arms"), texts = list(attribute);
    const auto& names = std::get<std::vector<std::string>>(variable("arm").data);
    const auto place = std::ranges::find(arms, names[point_]);
    const auto k = static_cast<std::size_t>(place - arms.begin());
    if (k >= texts.size()) refuse(name_, "has no " + attribute + " of arm '" + names[point_] + "'");
    return texts[k];
  }
  /// What the file holds of the factor, as its parameter takes it.
  [[nodiscard]] sim::Value factor(const std::string& factor_name,
                                  const analysis::ParameterOf& parameter) const {
    const Variable& held = variable("factor_" + factor_name);
    if (const auto* numbers = std::get_if<std::vector<double>>(&held.data)) {
      const double number = (*numbers)[point_];
      if (parameter.kind == sim::Kind::flag) return {number != 0};
      if (parameter.kind == sim::Kind::integer) return {static_cast<std::int64_t>(number)};
      return {number};
    }
    const std::string& written = std::get<std::vector<std::string>>(held.data)[point_];
    if (parameter.kind != sim::Kind::reals) return {written};
    return sim::parse_scenario("value = " + written, name_).values.at(0).value;
  }
  /// What the run took from a posterior: keys and values.
  [[nodiscard]] std::vector<std::pair<std::string, double>> drawn() const {
    std::vector<std::pair<std::string, double>> drawn;
    for (const Variable& held : file_.variables) {
      if (!held.name.starts_with("drawn_")) continue;
      const auto* key = sim::output::find_attribute(held.attributes, "parameter");
      const auto* name = key == nullptr ? nullptr : std::get_if<std::string>(key);
      const auto* values = std::get_if<std::vector<double>>(&held.data);
      const std::size_t at = point_ * replicates_ + replicate_;
      if (name == nullptr || values == nullptr || at >= values->size())
        refuse(name_, "holds '" + held.name + "' in another shape");
      if (!std::isnan((*values)[at])) drawn.emplace_back(*name, (*values)[at]);
    }
    return drawn;
  }
  /// The run's numbers, laid out as KeptValues does.
  [[nodiscard]] std::vector<double> values(const analysis::KeptValues& kept) const {
    std::vector<double> all;
    const auto append = [&](const std::string& measure, std::size_t count) {
      const auto* held = std::get_if<std::vector<double>>(&variable(measure).data);
      const std::size_t begin = (point_ * replicates_ + replicate_) * count;
      if (held == nullptr || begin + count > held->size())
        refuse(name_, "holds '" + measure + "' in another shape");
      all.insert(all.end(), held->begin() + static_cast<std::ptrdiff_t>(begin),
                 held->begin() + static_cast<std::ptrdiff_t>(begin + count));
    };
    for (const auto& measure : kept.measures()) append(measure.name, kept.months().size());
    for (const auto& measure : kept.epci_measures())
      append("epci_" + measure.name, kept.epci_months().size() * kept.epcis());
    for (const territory::Pattern* pattern : kept.patterns())
      append("pattern_" + std::string(pattern->id), 1);
    return all;
  }

 private:
  [[nodiscard]] std::size_t length_of(const std::string& dimension) const {
    for (const auto& one : file_.dimensions) {
      if (one.name == dimension) return one.length;
    }
    refuse(name_, "has no dimension '" + dimension + "'");
  }
  [[nodiscard]] std::vector<std::string> list(const std::string& attribute) const {
    const auto* value = sim::output::find_attribute(file_.attributes, attribute);
    if (value == nullptr) refuse(name_, "has no attribute '" + attribute + "'");
    if (const auto* one = std::get_if<std::string>(value)) return {*one};
    const auto* several = std::get_if<std::vector<std::string>>(value);
    return several == nullptr ? std::vector<std::string>{} : *several;
  }
  [[nodiscard]] const Variable& variable(const std::string& wanted) const {
    const auto found = std::ranges::find(file_.variables, wanted, &Variable::name);
    if (found == file_.variables.end()) refuse(name_, "holds no '" + wanted + "'");
    return *found;
  }
  void find_run(const std::string& run) {
    const std::size_t points = length_of("point");
    const std::size_t letter = run.find('r');
    const char* const end = run.data() + run.size();
    const bool shaped = run.starts_with('p') && letter != std::string::npos;
    const bool read =
        shaped && std::from_chars(run.data() + 1, run.data() + letter, point_).ptr == run.data() + letter &&
        std::from_chars(run.data() + letter + 1, end, replicate_).ptr == end && letter > 1 &&
        letter + 1 < run.size();
    if (!read || point_ >= points || replicate_ >= replicates_)
      refuse(name_, "holds no run '" + run + "'",
             {fmt::format("allowed  p0r0 to p{}r{}: point and replicate", points - 1, replicates_ - 1)});
    const auto& status = std::get<std::vector<std::int8_t>>(variable("run_status").data);
    if (status[point_ * replicates_ + replicate_] != 2) refuse(name_, "run '" + run + "' is not done in it");
  }

  std::string name_;
  ResultFile file_;
  std::size_t replicates_ = 0, point_ = 0, replicate_ = 0;
};

/// The tables of the run's territory: in the folder given, beside the file, or where the program's own lie.
analysis::ToldScenario scenario_of(const GatheredRun& run, const ReproduceOptions& options) {
  const std::string text = run.text_of_arm("scenarios");
  analysis::ToldScenario told = analysis::tell_resolved(text, options.file + " (its scenario)", "", "");
  const fs::path communes = fs::path(told.scenario.territory.communes).filename();
  const fs::path epcis = fs::path(told.scenario.territory.epcis).filename();
  std::vector<fs::path> folders{options.tables};
  if (options.tables.empty()) folders = {fs::path(options.file).parent_path(), "scenarios/data"};
  for (const fs::path& folder : folders) {
    if (!fs::exists(folder / communes) || !fs::exists(folder / epcis)) continue;
    told.tables.communes = (folder / communes).string();
    told.tables.epcis = (folder / epcis).string();
    return told;
  }
  refuse(options.file,
         fmt::format("its territory is read from {} and {}, which are not there", communes.string(),
                     epcis.string()),
         {"expected  --tables FOLDER, that holds them"});
}

/// "associations, 2015-09-30 …": what number `k` of a run is.
std::string place_text(const analysis::KeptValues& kept, std::size_t k) {
  if (k < kept.epci_begin()) {
    const std::size_t months = kept.months().size();
    return kept.measures()[k / months].name + ", " + sim::to_string(kept.months()[k % months]);
  }
  if (k >= kept.pattern_begin()) return std::string(kept.patterns()[k - kept.pattern_begin()]->id);
  const std::size_t inside = k - kept.epci_begin(), row = kept.epci_months().size() * kept.epcis();
  return fmt::format("epci_{}, {}, EPCI {}", kept.epci_measures()[inside / row].name,
                     sim::to_string(kept.epci_months()[inside % row / kept.epcis()]), inside % kept.epcis());
}

int reproduce(const ReproduceOptions& options) {
  const GatheredRun run(options);
  const analysis::Experiment experiment = analysis::parse_experiment(run.text("experiment"), options.file);
  analysis::ToldScenario told = scenario_of(run, options);
  const territory::Geography geography = analysis::geography_of(told);
  if (analysis::geography_hash(geography) != run.text_of_arm("geography_hashes"))
    refuse(told.tables.communes, "is not the table that the experiment was run on",
           {"expected  --tables FOLDER"});
  std::vector<analysis::Assigned> assigned;
  const sim::Catalogue catalogue = sim::catalogue_of(told.scenario);
  for (const auto& [key, number] : run.drawn()) {
    const auto parameter = analysis::find_parameter(catalogue, key, {});
    sim::Value value{number};
    if (const auto wrong = analysis::fault_of(parameter, value)) throw sim::InputError(*wrong);
    assigned.push_back({parameter.key, std::move(value)});
  }
  for (const analysis::Factor& factor : experiment.factors) {
    const auto parameter = analysis::find_parameter(catalogue, factor.parameter, {});
    assigned.push_back({parameter.key, run.factor(factor.name, parameter)});
  }
  std::vector<sim::Fault> faults = analysis::assign(told.scenario, assigned);
  told.scenario.run.replicate = run.drawn_replicate();
  const analysis::KeptValues kept(experiment, told.scenario, geography.epcis.size(), faults);
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  if (run.text("source_hash") != build_info().source_hash)
    fmt::print(stderr, "lien: the experiment was run by another version of the model\n");
  const std::vector<double> before = run.values(kept);
  analysis::TraitTables traits;
  const analysis::RunOutcome now =
      analysis::simulate_run(told.scenario, geography, kept, traits, [] { return false; });
  std::size_t differing = 0, first = 0;
  for (std::size_t k = before.size(); k-- > 0;) {
    const bool both_missing = std::isnan(before[k]) && std::isnan(now.values[k]);
    if (both_missing ||
        std::bit_cast<std::uint64_t>(before[k]) == std::bit_cast<std::uint64_t>(now.values[k]))
      continue;
    ++differing;
    first = k;
  }
  if (differing == 0) {
    fmt::print("{}: all {} values come out again, to the last bit\n", options.run, before.size());
    return success;
  }
  fmt::print("{}: {} of {} values differ; the first: {}: {} in the file, {} now\n", options.run, differing,
             before.size(), place_text(kept, first), before[first], now.values[first]);
  return internal_fault;
}

}  // namespace

void add_reproduce(Command program, Chosen& chosen) {
  auto options = std::make_shared<ReproduceOptions>();
  Command command =
      program.add_subcommand("reproduce", "Run one run of a gathered file again and compare every value");
  command.add_option("file", options->file, "file that lien gather wrote").required().not_empty();
  command.add_option("--run", options->run, "point and replicate: p17r3").required().not_empty();
  command
      .add_option("--tables", options->tables,
                  "folder of the territory's tables (default: beside FILE, or scenarios/data)")
      .not_empty();
  command.callback([options, &chosen] { chosen = [options] { return reproduce(*options); }; });
}

}  // namespace cli
