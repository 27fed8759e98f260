// Other values that parameters allow, and a scenario that takes them.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"

namespace lien_test {

/// Sets `key=value` of each assignment; false when the scenario is refused.
inline bool read_into(territory::Scenario& scenario, const std::vector<std::string>& assignments) {
  sim::Settings settings;
  for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
  try {
    sim::Reader reader(settings);
    scenario.describe(reader);
    reader.finish();
  } catch (const sim::InputError&) {
    return false;
  }
  return true;
}

inline std::string real_toml(double value) { return sim::literal(sim::Value{value, {}}); }

/// Values to try instead of the present one of a number, flag or choice, the one that moves most first.
inline std::vector<std::string> other_values(const sim::Catalogue::Entry& e) {
  using sim::Kind;
  std::vector<std::string> tries;
  const auto ends = [&](double value) {
    const double low = std::max(e.spec.range.low, -1e3), high = std::min(e.spec.range.high, 1e3);
    return high - value >= value - low ? std::array{high, low} : std::array{low, high};
  };
  switch (e.kind) {
    case Kind::real: {
      const double value = std::get<double>(e.value.held);
      for (const double end : ends(value)) {
        for (const double x : {end, 0.5 * (value + end), value + 0.05 * (end - value)})
          if (x != value) tries.push_back(real_toml(x));
      }
      break;
    }
    case Kind::integer: {
      const auto value = std::get<std::int64_t>(e.value.held);
      for (const double end : ends(static_cast<double>(value))) {
        const auto x = static_cast<std::int64_t>(end);
        for (const std::int64_t y : {x, (x + value) / 2, x > value ? value + 1 : value - 1})
          if (y != value) tries.push_back(std::to_string(y));
      }
      break;
    }
    case Kind::flag:
      tries.push_back(std::get<bool>(e.value.held) ? "false" : "true");
      break;
    case Kind::option:
      for (const std::string& choice : e.choices)
        if (choice != std::get<std::string>(e.value.held)) tries.push_back('"' + choice + '"');
      break;
    case Kind::reals: {
      std::vector<double> values;
      for (const sim::Value& v : std::get<std::vector<sim::Value>>(e.value.held))
        values.push_back(std::get<double>(v.held));
      const auto list = [](const std::vector<double>& all) {
        std::string text;
        for (const double x : all) text += (text.empty() ? "" : ", ") + real_toml(x);
        return "[" + text + "]";
      };
      std::vector<double> turned = values;
      std::rotate(turned.begin(), turned.begin() + 1, turned.end());
      if (e.spec.sums_to_one) {
        if (turned != values) tries.push_back(list(turned));
        std::vector<double> first(values.size(), 0.5 / static_cast<double>(values.size()));
        first[0] += 0.5;
        tries.push_back(list(first));
        break;
      }
      for (const double share : {1.0, 0.5, 0.05}) {
        std::vector<double> up = values, down = values;
        for (double& x : up) x += share * (std::min(e.spec.range.high, 1e3) - x);
        for (double& x : down) x += share * (std::max(e.spec.range.low, -1e3) - x);
        for (const auto& moved : {up, down})
          if (moved != values) tries.push_back(list(moved));
      }
      break;
    }
    default:
      break;
  }
  return tries;
}

}  // namespace lien_test
