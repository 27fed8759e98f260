// All runs of a sweep in one result file.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "analysis/run_identity.hpp"
#include "sim/math/nothing.hpp"
#include "sim/output/series.hpp"

namespace analysis {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;
using Texts = std::vector<std::string>;

/// Layout of a gathered file: raised when a reader of the present one would no longer find its way.
constexpr std::int64_t gathered_format = 1;
using sim::nothing;

template <class T>
Variable along(const std::string& name, std::vector<std::string> dimensions, std::vector<T> data,
               const std::string& units, const std::string& meaning) {
  Variable variable{name, std::move(dimensions), std::move(data), {{"long_name", meaning}}};
  if (!units.empty()) variable.attributes.push_back({"units", units});
  return variable;
}

std::vector<std::int32_t> counted(std::size_t n) {
  std::vector<std::int32_t> numbers(n);
  for (std::size_t k = 0; k < n; ++k) numbers[k] = static_cast<std::int32_t>(k);
  return numbers;
}

class Gathering {
 public:
  Gathering(const Assembly& assembly, const std::filesystem::path& folder)
      : assembly_(assembly), kept_(assembly.kept()) {
    const RunTable table(assembly, folder);
    replicates_ = used_replicates(table);
    for (std::size_t point = 0; point < assembly.points(); ++point) {
      for (std::size_t r = 0; r < replicates_; ++r)
        status_.push_back(static_cast<std::int8_t>(table.status(point * assembly.replicates() + r)));
    }
    failures_ = table.failures();
  }

  ResultFile file(const std::filesystem::path& folder) {
    add_axes();
    add_factors();
    add_draws();
    add_runs();
    add_measures();
    fill(folder);
    add_attributes();
    return std::move(file_);
  }

 private:
  /// Where replicates were added as needed, up to the most that any point has.
  [[nodiscard]] std::size_t used_replicates(const RunTable& table) const {
    if (!assembly_.experiment().precision) return assembly_.replicates();
    std::size_t most = 0;
    for (std::size_t point = 0; point < assembly_.points(); ++point)
      most = std::max(most, table.wanted(point));
    return most;
  }
  void add_axes();
  void add_factors();
  void add_draws();
  void add_runs();
  void add_measures();
  void add_epcis();
  void add_communes();
  void fill(const std::filesystem::path& folder);
  void add_attributes();

  const Assembly& assembly_;
  const KeptValues& kept_;
  std::size_t replicates_ = 0;
  std::vector<std::int8_t> status_;
  std::vector<RunTable::Failure> failures_;
  ResultFile file_;
  std::size_t first_measure_ = 0;  ///< among the variables; those of EPCI follow
};

void Gathering::add_axes() {
  file_.dimensions.push_back({"point", assembly_.points(), false});
  file_.variables.push_back(along("point", {"point"}, counted(assembly_.points()), "1",
                                  "number of the point: arms one after another, each with the whole design"));
  file_.dimensions.push_back({"replicate", replicates_, false});
  file_.variables.push_back(along("replicate", {"replicate"}, counted(replicates_), "1",
                                  "second half of the key of all draws, the same at every point"));
  sim::output::add_monthly_axis(file_, kept_.months());
  file_.dimensions.back().unlimited = false;
  Texts arms;
  for (std::size_t point = 0; point < assembly_.points(); ++point)
    arms.push_back(assembly_.arm_of(point).arm.name);
  file_.variables.push_back(along("arm", {"point"}, std::move(arms), "", "arm of the experiment"));
}

void Gathering::add_factors() {
  const auto& factors = assembly_.factors();
  std::vector<std::vector<sim::Value>> columns(factors.size());
  for (std::size_t point = 0; point < assembly_.points(); ++point) {
    std::vector<sim::Value> values = assembly_.values_of(point);
    for (std::size_t k = 0; k < values.size(); ++k) columns[k].push_back(std::move(values[k]));
  }
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const ParameterOf& parameter = factors[k].parameter();
    Variable variable{"factor_" + factors[k].factor().name, {"point"}, {}, {}};
    if (parameter.is_number() || parameter.kind == sim::Kind::flag) {
      std::vector<double> numbers;
      for (const sim::Value& value : columns[k]) {
        if (const auto* real = std::get_if<double>(&value.held)) numbers.push_back(*real);
        if (const auto* whole = std::get_if<std::int64_t>(&value.held))
          numbers.push_back(static_cast<double>(*whole));
        if (const auto* flag = std::get_if<bool>(&value.held)) numbers.push_back(*flag ? 1 : 0);
      }
      variable.data = std::move(numbers);
    } else {
      Texts texts;
      for (const sim::Value& value : columns[k]) {
        const auto* text = std::get_if<std::string>(&value.held);
        texts.push_back(text != nullptr ? *text : sim::literal(value));
      }
      variable.data = std::move(texts);
    }
    variable.attributes = {
        {"units", parameter.spec.unit}, {"long_name", parameter.spec.meaning}, {"parameter", parameter.name}};
    file_.variables.push_back(std::move(variable));
    columns[k].clear();
  }
}

/// What runs took from the posterior of their scenario: a value a run.
void Gathering::add_draws() {
  std::vector<std::string> keys;
  for (const AssembledArm& arm : assembly_.arms()) {
    for (const std::string& key : arm.told.draws.keys)
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  const sim::Catalogue catalogue = sim::catalogue_of(assembly_.arms()[0].told.scenario);
  for (const std::string& key : keys) {
    std::vector<double> values;
    for (std::size_t point = 0; point < assembly_.points(); ++point) {
      const ParameterDraws& draws = assembly_.arm_of(point).told.draws;
      const auto place = std::ranges::find(draws.keys, key);
      for (std::size_t r = 0; r < replicates_; ++r) {
        const bool drawn = place != draws.keys.end();
        values.push_back(drawn ? draws.value(draws.draw_of(assembly_.drawn_replicate(point, r)),
                                             static_cast<std::size_t>(place - draws.keys.begin()))
                               : nothing);
      }
    }
    std::string name = key;
    std::ranges::replace_if(
        name, [](char letter) { return letter == '.' || letter == '[' || letter == ']'; }, '_');
    const sim::Catalogue::Entry* entry = catalogue.find(parse_parameter_key(key).key);
    Variable variable =
        along("drawn_" + name, {"point", "replicate"}, std::move(values), entry ? entry->spec.unit : "",
              "drawn from the posterior that the arm takes its parameters from" +
                  (entry ? ": " + entry->spec.meaning : std::string()));
    variable.attributes.push_back({"parameter", key});
    file_.variables.push_back(std::move(variable));
  }
}

void Gathering::add_runs() {
  const auto seed = static_cast<std::int32_t>(assembly_.experiment().seed);
  file_.variables.push_back(
      along("seed", {"replicate"}, std::vector<std::int32_t>(replicates_, seed), "1",
            "first half of the key of all draws: lien run --seed SEED --replicate REPLICATE"));
  if (!assembly_.experiment().common_draws) {
    std::vector<std::int32_t> numbers = counted(assembly_.points() * replicates_);
    for (std::size_t k = 0; k < numbers.size(); ++k)
      numbers[k] = static_cast<std::int32_t>(k / replicates_ * assembly_.replicates() + k % replicates_);
    file_.variables.push_back(along("run_replicate", {"point", "replicate"}, std::move(numbers), "1",
                                    "second half of the key of the run's draws, its own at every point"));
  }
  std::vector<std::int8_t> status = status_;
  Variable flags =
      along("run_status", {"point", "replicate"}, std::move(status), "1", "what became of the run");
  flags.attributes.push_back({"flag_values", std::vector<std::int64_t>{0, 1, 2}});
  flags.attributes.push_back({"flag_meanings", std::string("missing failed done")});
  file_.variables.push_back(std::move(flags));
}

void Gathering::add_measures() {
  if (kept_.epcis() > 0 && !kept_.epci_measures().empty()) {
    add_epcis();
    add_communes();
  }
  first_measure_ = file_.variables.size();
  const std::size_t runs = assembly_.points() * replicates_;
  for (const KeptMeasure& one : kept_.measures())
    file_.variables.push_back(along(one.name, {"point", "replicate", "time"},
                                    std::vector<double>(runs * kept_.months().size(), nothing), one.unit,
                                    one.meaning));
  for (const KeptMeasure& one : kept_.epci_measures())
    file_.variables.push_back(
        along("epci_" + one.name, {"point", "replicate", "epci_time", "epci"},
              std::vector<double>(runs * kept_.epci_months().size() * kept_.epcis(), nothing), one.unit,
              one.meaning));
  for (const territory::Pattern* pattern : kept_.patterns())
    file_.variables.push_back(along("pattern_" + std::string(pattern->id), {"point", "replicate"},
                                    std::vector<double>(runs, nothing), "1", std::string(pattern->meaning)));
}

void Gathering::add_epcis() {
  Texts codes, names;
  for (const territory::Epci& epci : assembly_.arms()[0].geography->epcis) {
    codes.push_back(epci.code);
    names.push_back(epci.name);
  }
  file_.dimensions.push_back({"epci", codes.size(), false});
  file_.variables.push_back(along("epci", {"epci"}, std::move(codes), "", "SIREN code of the EPCI"));
  file_.variables.push_back(along("epci_name", {"epci"}, std::move(names), "", "name of the EPCI"));
  std::vector<std::int32_t> days, months;
  for (const sim::Month month : kept_.epci_months()) {
    days.push_back(sim::days_at_end_of(month));
    months.push_back(month.value);
  }
  file_.dimensions.push_back({"epci_time", days.size(), false});
  Variable time =
      along("epci_time", {"epci_time"}, std::move(days), "days since 2008-01-01", "end of the month");
  time.attributes.push_back({"calendar", std::string("proleptic_gregorian")});
  file_.variables.push_back(std::move(time));
  file_.variables.push_back(
      along("epci_month", {"epci_time"}, std::move(months), "1", "months since January 2008"));
}

/// Of which EPCI each commune is and where it lies: whoever has the file can draw its EPCI.
void Gathering::add_communes() {
  const territory::Geography& geography = *assembly_.arms()[0].geography;
  Texts codes, names;
  std::vector<std::int32_t> epcis;
  std::vector<double> longitudes, latitudes;
  for (std::size_t c = 0; c < geography.communes.size(); ++c) {
    const territory::Commune& commune = geography.communes[c];
    codes.push_back(commune.insee);
    names.push_back(commune.name);
    epcis.push_back(static_cast<std::int32_t>(geography.epci_of[c]));
    longitudes.push_back(commune.longitude);
    latitudes.push_back(commune.latitude);
  }
  file_.dimensions.push_back({"commune", codes.size(), false});
  const auto add = [&](const char* name, auto values, const char* units, const char* meaning) {
    file_.variables.push_back(along(name, {"commune"}, std::move(values), units, meaning));
  };
  add("commune", std::move(codes), "", "INSEE code of the commune");
  add("commune_name", std::move(names), "", "name of the commune");
  add("commune_epci", std::move(epcis), "1", "position of its EPCI along the dimension epci");
  add("commune_longitude", std::move(longitudes), "degrees_east", "longitude of the centroid");
  add("commune_latitude", std::move(latitudes), "degrees_north", "latitude of the centroid");
}

void Gathering::fill(const std::filesystem::path& folder) {
  const std::size_t months = kept_.months().size();
  const std::size_t by_epci = kept_.epci_months().size() * kept_.epcis();
  const std::size_t measures = kept_.measures().size();
  const auto take = [&](const RunRecord& record, std::uint64_t) {
    const std::size_t point = record.run / assembly_.replicates(), r = record.run % assembly_.replicates();
    if (record.run >= assembly_.runs() || r >= replicates_ || record.status != RunStatus::done ||
        record.payload.size() != kept_.count() * sizeof(double) ||
        record.identity != assembly_.identity_of(record.run))
      return;
    const std::size_t row = point * replicates_ + r;
    const std::byte* from = record.payload.data();
    const auto copy = [&](std::size_t variable, std::size_t count) {
      auto& data = std::get<std::vector<double>>(file_.variables[first_measure_ + variable].data);
      std::memcpy(data.data() + row * count, from, count * sizeof(double));
      from += count * sizeof(double);
    };
    for (std::size_t m = 0; m < measures; ++m) copy(m, months);
    for (std::size_t m = 0; m < kept_.epci_measures().size(); ++m) copy(measures + m, by_epci);
    const std::size_t epci_measures = kept_.epci_measures().size();
    for (std::size_t k = 0; k < kept_.patterns().size(); ++k) copy(measures + epci_measures + k, 1);
  };
  for (const auto& file : all_records(folder)) scan_records(file, assembly_.hash(), take);
}

void Gathering::add_attributes() {
  const Experiment& experiment = assembly_.experiment();
  const auto add = [&](const char* name, sim::output::AttributeValue value) {
    file_.attributes.push_back({name, std::move(value)});
  };
  add("title", experiment.title.empty() ? std::string("experiment") : experiment.title);
  add("summary", experiment.question);
  add("lien_kind", std::string("experiment"));
  add("experiment_format_version", gathered_format);
  add("experiment", experiment_toml(experiment));
  add("experiment_hash", assembly_.hash());
  add("design", std::string(to_string(experiment.design.kind)));
  add("source_hash", assembly_.program());
  Texts names, scenarios, territories;
  for (const AssembledArm& arm : assembly_.arms()) {
    names.push_back(arm.arm.name);
    scenarios.push_back(arm.text);
    territories.push_back(geography_hash(*arm.geography));
  }
  add("arms", std::move(names));
  add("scenarios", std::move(scenarios));
  add("geography_hashes", std::move(territories));
  Texts failures;
  for (const RunTable::Failure& failure : failures_)
    failures.push_back(assembly_.name_of(failure.run) + ": " + failure.message);
  if (failures.size() > 1000) failures.resize(1000);
  if (!failures.empty()) add("failures", std::move(failures));
}

}  // namespace

ResultFile gather_assembly(const Assembly& assembly, const std::filesystem::path& folder) {
  return Gathering(assembly, folder).file(folder);
}

ResultFile gather_experiment(const std::filesystem::path& folder) {
  const Assembly assembly(frozen_experiment(folder), frozen_program(folder));
  return gather_assembly(assembly, folder);
}

}  // namespace analysis
