#include "analysis/core_calibration.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "models/territory/model.hpp"
#include "models/territory/record.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

/// Visits a scenario to read or write one real parameter; everything else passes by.
class OneReal final : public sim::ParameterVisitor {
 public:
  OneReal(const std::string& key, std::optional<double> value) : value_(value) {
    const std::size_t bracket = key.find('[');
    name_ = key.substr(0, bracket);
    if (bracket == std::string::npos) return;
    std::size_t index = 0;
    const char* end = key.data() + key.size() - 1;
    const auto [stop, error] = std::from_chars(key.data() + bracket + 1, end, index);
    if (error == std::errc{} && stop == end && *end == ']') index_ = index;
  }
  [[nodiscard]] std::optional<double> found() const { return found_; }

  void begin_group(std::string_view name, std::string_view) override {
    groups_.push_back(groups_.empty() ? std::string(name) : groups_.back() + "." + std::string(name));
  }
  void end_group() override { groups_.pop_back(); }
  void real(double& value, const sim::Spec& spec) override {
    if (!index_ && is_it(spec)) exchange(value, spec);
  }
  void reals(std::span<double> values, const sim::Spec& spec) override {
    if (index_ && *index_ < values.size() && is_it(spec)) exchange(values[*index_], spec);
  }
  using sim::ParameterVisitor::integer;
  void integer(std::int64_t&, const sim::Spec&) override {}
  void flag(bool&, const sim::Spec&) override {}
  void text(std::string&, const sim::Spec&) override {}
  void texts(std::vector<std::string>&, const sim::Spec&) override {}
  void integers(std::vector<int>&, const sim::Spec&) override {}
  void months(std::vector<sim::Month>&, const sim::Spec&) override {}
  void option(int&, std::span<const std::string_view>, const sim::Spec&) override {}
  void require(bool, std::vector<std::string>, std::string_view) override {}

 protected:
  std::vector<std::string> begin_list(const sim::ListSpec& spec, std::vector<std::string> names) override {
    groups_.push_back(spec.name);
    return names;
  }
  void begin_fields() override { groups_.push_back({}); }  // of no element: nothing to move
  void end_fields() override { groups_.pop_back(); }
  void begin_element(std::string_view name) override {
    groups_.push_back(groups_.back() + "." + std::string(name));
  }
  void end_element() override { groups_.pop_back(); }
  void end_list() override { groups_.pop_back(); }

 private:
  [[nodiscard]] bool is_it(const sim::Spec& spec) const { return groups_.back() + "." + spec.name == name_; }
  void exchange(double& value, const sim::Spec& spec) {
    if (value_ && (*value_ < spec.range.low || *value_ > spec.range.high)) {
      throw sim::InputError(
          sim::Fault{{},
                     name_ + " = " + sim::number(*value_) + " is out of range",
                     {"allowed  " + sim::number(spec.range.low) + " to " + sim::number(spec.range.high)}});
    }
    if (value_) value = *value_;
    found_ = value;
  }

  std::string name_;
  std::optional<std::size_t> index_;
  std::optional<double> value_, found_;
  std::vector<std::string> groups_;
};

double exchange(territory::Scenario& scenario, const std::string& key, std::optional<double> value) {
  OneReal visitor(key, value);
  scenario.describe(visitor);
  if (!visitor.found())
    throw sim::InputError(sim::Fault{{},
                                     "'" + key + "' is not a real parameter",
                                     {"example  partnerships.birth_rate, or traits.engaged_start[0]"}});
  return *visitor.found();
}

}  // namespace

FreeParameter parse_free_parameter(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':', equals == std::string::npos ? 0 : equals);
  const auto number = [&](std::size_t begin, std::size_t end, double& out) {
    const auto [stop, error] = std::from_chars(text.data() + begin, text.data() + end, out);
    return error == std::errc{} && stop == text.data() + end;
  };
  FreeParameter free{text.substr(0, equals), 0, 0};
  const bool sound = equals != std::string::npos && colon != std::string::npos &&
                     number(equals + 1, colon, free.low) && number(colon + 1, text.size(), free.high) &&
                     free.low < free.high;
  if (!sound)
    throw sim::InputError(sim::Fault{
        {}, "--free " + text + " is not KEY=LOW:HIGH", {"example  --free partnerships.birth_rate=0.2:0.4"}});
  return free;
}

double value_of(const territory::Scenario& scenario, const std::string& key) {
  territory::Scenario copy = scenario;
  return exchange(copy, key, std::nullopt);
}

void set_value(territory::Scenario& scenario, const std::string& key, double value) {
  exchange(scenario, key, value);
}

std::vector<double> simulate_targets(territory::Scenario scenario, const territory::Geography& geography,
                                     std::uint32_t seed, int threads,
                                     const std::vector<territory::Target>& targets) {
  scenario.run.seed = seed;
  scenario.output.epci_series = scenario.output.commune_series = false;
  sim::Month last{0};
  for (const territory::Target& target : targets) last = std::max(last, target.month);
  scenario.run.until = sim::to_string(last);
  const sim::Executor executor(threads);
  territory::Model model(scenario, geography, executor);
  territory::Record record(scenario, model.world(), executor);
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  model.run(simulation);
  std::vector<double> values;
  for (const territory::Target& target : targets)
    values.push_back(territory::simulated_value(target, record));
  return values;
}

std::vector<Iterate> calibrate(const CalibrationTask& task, const GaussNewtonSettings& settings,
                               const Listener& listener) {
  const auto n = static_cast<Eigen::Index>(task.free.size());
  Eigen::VectorXd start(n);
  Bounds bounds{Eigen::VectorXd(n), Eigen::VectorXd(n)};
  for (Eigen::Index k = 0; k < n; ++k) {
    const FreeParameter& free = task.free[static_cast<std::size_t>(k)];
    start[k] = value_of(task.scenario, free.key);
    bounds.low[k] = free.low;
    bounds.high[k] = free.high;
  }
  const auto& targets = task.targets;
  const Residuals residuals = [&](const Eigen::VectorXd& point) {
    territory::Scenario scenario = task.scenario;
    for (Eigen::Index k = 0; k < n; ++k)
      set_value(scenario, task.free[static_cast<std::size_t>(k)].key, point[k]);
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(targets.size()));
    for (const std::uint32_t seed : task.seeds) {
      const auto values = simulate_targets(scenario, task.geography, seed, task.threads, targets);
      for (std::size_t t = 0; t < targets.size(); ++t)
        mean[static_cast<Eigen::Index>(t)] += (values[t] - targets[t].value) / targets[t].tolerance;
    }
    mean /= static_cast<double>(task.seeds.size());
    listener(point, mean);
    return mean;
  };
  return gauss_newton(residuals, start, bounds, settings);
}

}  // namespace analysis
