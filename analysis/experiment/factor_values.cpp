#include "analysis/experiment/factor_values.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>

#include "sim/core/text.hpp"
#include "sim/math/elementary.hpp"

namespace analysis {

namespace {

constexpr int most_levels = 10'000;

std::string range_text(double low, double high) { return sim::number(low) + " to " + sim::number(high); }

}  // namespace

bool is_sampling(DesignKind kind) {
  return kind == DesignKind::latin_hypercube || kind == DesignKind::sobol || kind == DesignKind::saltelli ||
         kind == DesignKind::morris || kind == DesignKind::halton;
}

FactorValues::FactorValues(const Factor& factor, ParameterOf parameter, DesignKind design,
                           std::vector<sim::Fault>& faults)
    : factor_(factor), parameter_(std::move(parameter)), levels_(factor.values) {
  const std::size_t before = faults.size();
  if (design == DesignKind::csv) {
    if (!levels_.empty() || factor_.low || factor_.levels != 0)
      fault(faults, "has values or a range, but the design is a table that holds its values",
            {"allowed  name and parameter alone"});
    return;
  }
  if (!levels_.empty() && factor_.low) {
    fault(faults, "has both values and a range", {"allowed  one of the two"});
    return;
  }
  check_given_values(faults);
  if (!levels_.empty() || faults.size() > before) return;
  if (design == DesignKind::list) {
    fault(faults, "has no values", {"expected  values = [...], one for each point of the list"});
  } else if (parameter_.kind == sim::Kind::flag) {
    levels_ = {{false}, {true}};
  } else if (parameter_.kind == sim::Kind::option) {
    for (const std::string& choice : parameter_.choices) levels_.push_back({choice});
  } else if (!parameter_.is_number()) {
    fault(faults, "has no values", {"expected  values = [...]: " + parameter_.name + " is no number"});
  } else {
    take_range(faults);
    check_law(faults);
    if (faults.size() > before || is_sampling(design)) return;
    if (design == DesignKind::factorial && factor_.levels == 0)
      fault(faults, "has neither values nor levels",
            {"expected  values = [...], or levels = 2 and more over its range"});
    else
      spread_levels(factor_.levels == 0 ? 2 : factor_.levels, faults);
  }
}

void FactorValues::fault(std::vector<sim::Fault>& faults, std::string what,
                         std::vector<std::string> notes) const {
  faults.push_back(
      {factor_.place, "factor " + sim::in_quotes(factor_.name) + " " + std::move(what), std::move(notes)});
}

void FactorValues::check_given_values(std::vector<sim::Fault>& faults) {
  for (sim::Value& value : levels_) {
    if (auto wrong = fault_of(parameter_, value)) {
      if (wrong->place.file.empty()) wrong->place = factor_.place;
      faults.push_back(std::move(*wrong));
    }
  }
}

/// The declared range where the factor says none; never beyond it.
void FactorValues::take_range(std::vector<sim::Fault>& faults) {
  sim::Spec spec = parameter_.spec;
  if (parameter_.kind == sim::Kind::integer) spec = sim::within_int(spec);
  const sim::Range declared = spec.range;
  low_ = factor_.low.value_or(declared.low);
  high_ = factor_.high.value_or(declared.high);
  const std::string allowed = "allowed  " + parameter_.allowed();
  if (!factor_.low &&
      (!std::isfinite(parameter_.spec.range.low) || !std::isfinite(parameter_.spec.range.high)))
    fault(faults, "has no range, and that of " + parameter_.name + " is open", {allowed});
  else if (!(low_ < high_))
    fault(faults, "has an empty range, " + range_text(low_, high_),
          {"expected  range = [low, high], low < high"});
  else if (!(low_ >= declared.low && high_ <= declared.high))
    fault(faults, "has the range " + range_text(low_, high_) + ", beyond that of " + parameter_.name,
          {allowed});
  else if (parameter_.kind == sim::Kind::integer && (low_ != std::floor(low_) || high_ != std::floor(high_)))
    fault(faults, "has a range of fractions, but " + parameter_.name + " is an integer", {allowed});
}

void FactorValues::check_law(std::vector<sim::Fault>& faults) const {
  if (factor_.law == Law::log_uniform && !(low_ > 0))
    fault(faults, "is log_uniform over " + range_text(low_, high_), {"expected  a range above 0"});
  if (factor_.law == Law::normal && !(factor_.sd > 0))
    fault(faults, "is normal with sd = " + sim::number(factor_.sd),
          {"expected  mean = ..., sd = ... above 0"});
  if (factor_.law == Law::triangular && !(factor_.mode >= low_ && factor_.mode <= high_))
    fault(faults, "is triangular with mode = " + sim::number(factor_.mode),
          {"expected  a mode within " + range_text(low_, high_)});
}

void FactorValues::spread_levels(int count, std::vector<sim::Fault>& faults) {
  if (count < 2 || count > most_levels) {
    fault(faults, "has levels = " + std::to_string(count), {"allowed  2 to 10000"});
    return;
  }
  for (int k = 0; k < count; ++k) {
    sim::Value level = number_at(static_cast<double>(k) / (count - 1));
    if (!levels_.empty() && sim::literal(levels_.back()) == sim::literal(level))
      continue;  // few whole numbers
    levels_.push_back(std::move(level));
  }
}

/// The quantile of the law at `u`. Both ends belong to it.
sim::Value FactorValues::number_at(double u) const {
  if (parameter_.kind == sim::Kind::integer && factor_.law == Law::uniform) {
    const double whole = std::floor(low_ + u * (high_ - low_ + 1));
    return {static_cast<std::int64_t>(std::min(whole, high_))};
  }
  double x = low_ + u * (high_ - low_);
  if (factor_.law == Law::log_uniform) {
    x = low_ * sim::pow(high_ / low_, u);
  } else if (factor_.law == Law::normal) {
    const boost::math::normal law(factor_.mean, factor_.sd);
    const double below = cdf(law, low_), within = cdf(law, high_) - below;
    const double share = below + u * within;
    x = share <= 0 ? low_ : share >= 1 ? high_ : quantile(law, share);
  } else if (factor_.law == Law::triangular) {
    const boost::math::triangular law(low_, factor_.mode, high_);
    x = quantile(law, u);
  }
  x = std::clamp(x, low_, high_);
  if (parameter_.kind == sim::Kind::integer) return {static_cast<std::int64_t>(std::round(x))};
  return {x};
}

sim::Value FactorValues::at(double u) const {
  if (levels_.empty()) return number_at(u);
  const auto count = static_cast<double>(levels_.size());
  return levels_[static_cast<std::size_t>(std::min(u * count, count - 1))];
}

}  // namespace analysis
