#include "analysis/report/experiment/gathered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "analysis/report/run_set.hpp"
#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::output::Variable;

using sim::nothing;

[[noreturn]] void refuse(const std::string& file, std::string what) {
  throw sim::InputError(
      sim::Fault{{file, 0, 0}, std::move(what), {"a gathered experiment is written by lien gather"}});
}

std::string text_of(const Variable& variable, std::string_view attribute) {
  const auto* value = sim::output::find_attribute(variable.attributes, attribute);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? std::string() : *text;
}

}  // namespace

bool is_gathered(const sim::output::ResultFile& file) {
  return text_attribute(file, "lien_kind") == "experiment";
}

Estimate estimate_of(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  std::size_t count = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  if (count == 0) return {nothing, nothing, nothing, 0};
  const double mean = sum / static_cast<double>(count);
  if (count == 1) return {mean, nothing, nothing, 1};
  for (const double value : values) squares += std::isfinite(value) ? (value - mean) * (value - mean) : 0.0;
  const double freedom = static_cast<double>(count) - 1;
  const double t = boost::math::quantile(boost::math::students_t(freedom), 0.975);
  const double half = t * std::sqrt(squares / freedom / static_cast<double>(count));
  return {mean, mean - half, mean + half, count};
}

Gathered::Gathered(const sim::output::ResultFile& file, const std::string& name) {
  if (!is_gathered(file)) refuse(name, "is no gathered experiment");
  months_ = numbers_in(file, "month", name);
  for (const std::string& arm : texts_in(file, "arm", name)) {
    const auto found = std::ranges::find(arms_, arm);
    arm_of_.push_back(static_cast<std::size_t>(found - arms_.begin()));
    if (found == arms_.end()) arms_.push_back(arm);
  }
  replicates_ = numbers_in(file, "replicate", name).size();
  if (months_.empty() || arm_of_.empty() || replicates_ == 0) refuse(name, "holds no run");
  const std::vector<double> status = numbers_in(file, "run_status", name);
  constexpr double done = 2;
  done_ = static_cast<std::size_t>(std::ranges::count(status, done));
  design_ = text_attribute(file, "design");
  common_draws_ = find_variable(file, "run_replicate") == nullptr;
  if (find_variable(file, "seed") != nullptr) {
    const std::vector<double> seeds = numbers_in(file, "seed", name);
    if (!seeds.empty()) seed_ = static_cast<std::int64_t>(seeds.front());
  }
  read_factors(file, name);
  read_measures(file, name);
  read_epcis(file, name);
}

void Gathered::read_factors(const sim::output::ResultFile& file, const std::string& name) {
  constexpr std::string_view prefix = "factor_";
  for (const Variable& variable : file.variables) {
    if (!variable.name.starts_with(prefix) || variable.dimensions != std::vector<std::string>{"point"})
      continue;
    GatheredFactor factor{variable.name.substr(prefix.size()),
                          text_of(variable, "parameter"),
                          text_of(variable, "parameter_units"),
                          text_of(variable, "long_name"),
                          {},
                          {}};
    if (const auto* texts = std::get_if<std::vector<std::string>>(&variable.data))
      factor.texts = *texts;
    else
      factor.numbers = numbers_in(file, variable.name, name);
    factors_.push_back(std::move(factor));
  }
}

void Gathered::read_measures(const sim::output::ResultFile& file, const std::string& name) {
  const std::vector<std::string> along{"point", "replicate", "time"};
  for (const Variable& variable : file.variables) {
    if (variable.dimensions != along) continue;
    measures_.push_back(
        {variable.name, text_of(variable, "long_name"), numbers_in(file, variable.name, name)});
    if (measures_.back().values.size() != points() * replicates_ * months_.size())
      refuse(name, fmt::format("'{}' is not as long as it should be", variable.name));
  }
  if (measures_.empty()) refuse(name, "holds no measure");
}

void Gathered::read_epcis(const sim::output::ResultFile& file, const std::string& name) {
  if (find_variable(file, "epci_month") == nullptr || find_variable(file, "epci") == nullptr) return;
  epcis_.codes = texts_in(file, "epci", name);
  epcis_.names =
      find_variable(file, "epci_name") == nullptr ? epcis_.codes : texts_in(file, "epci_name", name);
  epcis_.months = numbers_in(file, "epci_month", name);
  if (epcis_.names.size() != epcis_.codes.size()) refuse(name, "'epci_name' is not as long as it should be");
  const std::vector<std::string> along{"point", "replicate", "epci_time", "epci"};
  constexpr std::string_view prefix = "epci_";
  for (const Variable& variable : file.variables) {
    if (variable.dimensions != along || !variable.name.starts_with(prefix)) continue;
    epcis_.measures.push_back({variable.name.substr(prefix.size()), text_of(variable, "long_name"),
                               numbers_in(file, variable.name, name)});
    if (epcis_.measures.back().values.size() !=
        points() * replicates_ * epcis_.months.size() * epcis_.codes.size())
      refuse(name, fmt::format("'{}' is not as long as it should be", variable.name));
  }
  epcis_.placed = find_variable(file, "commune_epci") != nullptr &&
                  find_variable(file, "commune_longitude") != nullptr &&
                  find_variable(file, "commune_latitude") != nullptr;
}

template <class Value>
std::vector<double> Gathered::mean_over_arm(std::size_t arm, const Value& value) const {
  std::vector<double> means(replicates_, nothing);
  for (std::size_t r = 0; r < replicates_; ++r) {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t point = 0; point < points(); ++point) {
      if (arm_of_[point] != arm) continue;
      sum += value(point, r);
      ++count;
    }
    means[r] = count == 0 ? nothing : sum / static_cast<double>(count);
  }
  return means;
}

std::vector<double> Gathered::by_replicate(const GatheredMeasure& measure, std::size_t arm,
                                           std::size_t month) const {
  return mean_over_arm(arm,
                       [&](std::size_t point, std::size_t r) { return value(measure, point, r, month); });
}

std::vector<double> Gathered::by_replicate(const GatheredMeasure& measure, std::size_t arm, std::size_t month,
                                           std::size_t epci) const {
  return mean_over_arm(arm, [&](std::size_t point, std::size_t r) {
    return measure
        .values[((point * replicates_ + r) * epcis_.months.size() + month) * epcis_.codes.size() + epci];
  });
}

double Gathered::at_point(const GatheredMeasure& measure, std::size_t point) const {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t r = 0; r < replicates_; ++r) {
    const double one = value(measure, point, r, months_.size() - 1);
    if (!std::isfinite(one)) continue;
    sum += one;
    ++count;
  }
  return count == 0 ? nothing : sum / static_cast<double>(count);
}

}  // namespace analysis::report
