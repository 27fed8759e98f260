// A declared parameter of a scenario, named by its key: what may be assigned to it, and assigning it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/territory/scenario.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis {

/// "traits.engaged_start[0]" is element 0 of the array traits.engaged_start.
struct ParameterKey {
  std::string key;  ///< without the brackets
  std::optional<std::size_t> element;
};
/// What is no key with an element is a key of its own.
[[nodiscard]] ParameterKey parse_parameter_key(std::string_view text);

/// A parameter of a scenario, or an element of an array: a number then.
struct ParameterOf {
  std::string name;  ///< as asked for
  ParameterKey key;
  sim::Kind kind = sim::Kind::real;  ///< of the element where there is one
  sim::Spec spec;
  std::vector<std::string> choices;  ///< of an option
  sim::Value value;                  ///< the scenario's

  [[nodiscard]] bool is_number() const { return kind == sim::Kind::real || kind == sim::Kind::integer; }
  /// "0.1 to 1: what it means"
  [[nodiscard]] std::string allowed() const;
};
/// InputError, at `place`: there is no such parameter, with the nearest name; or it is none that may vary.
[[nodiscard]] ParameterOf find_parameter(const sim::Catalogue& catalogue, const std::string& name,
                                         const sim::Place& place);

/// `value` as the parameter holds it (a whole real becomes an integer where one is asked for), or what is
/// wrong with it.
[[nodiscard]] std::optional<sim::Fault> fault_of(const ParameterOf& parameter, sim::Value& value);

struct Assigned {
  ParameterKey key;
  sim::Value value;  ///< found sound by `fault_of`
};
/// Gives the scenario these values. The faults are relations between parameters that no longer hold.
[[nodiscard]] std::vector<sim::Fault> assign(territory::Scenario& scenario, std::span<const Assigned> values);

}  // namespace analysis
