// Gives a model the parameters of a scenario: visits its `describe`, assigns what the settings say and
// collects every fault, so that a user mends a file in one go.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/parameters/known_keys.hpp"
#include "sim/parameters/parameter.hpp"
#include "sim/parameters/scenario_text.hpp"
#include "sim/parameters/value_checks.hpp"

namespace sim {

/// A parameter at fault keeps its default, so that `describe` goes on and the next faults are found too.
class Reader final : public ParameterVisitor {
 public:
  explicit Reader(Settings settings);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void begin_group(std::string_view name, std::string_view meaning) override;
  void end_group() override;
  void real(double& value, const Spec& spec) override;
  void integer(std::int64_t& value, const Spec& spec) override;
  void flag(bool& value, const Spec& spec) override;
  void text(std::string& value, const Spec& spec) override;
  void texts(std::vector<std::string>& value, const Spec& spec) override;
  void reals(std::span<double> value, const Spec& spec) override;
  void integers(std::vector<int>& value, const Spec& spec) override;
  void months(std::vector<Month>& value, const Spec& spec) override;
  void option(int& value, std::span<const std::string_view> names, const Spec& spec) override;
  void require(bool holds, std::vector<std::string> keys, std::string_view sentence) override;

  /// To be called once, after the model's `describe`. Throws InputError with all faults (the first 200 of
  /// them), settings of parameters that nobody described among them.
  void finish();

 protected:
  std::vector<std::string> begin_list(const ListSpec& spec, std::vector<std::string> names) override;
  void begin_fields() override { in_fields_ = true; }
  void end_fields() override { in_fields_ = false; }
  void begin_element(std::string_view name) override;
  void end_element() override {
    open_groups_.pop_back();
    new_element_ = false;
  }
  void end_list() override { list_names_.clear(); }

 private:
  /// A parameter met, for `require` and for the question whether a setting is known.
  struct Met {
    const Setting* setting = nullptr;  ///< null: the scenario leaves the default
    std::string fallback;              ///< the default, as TOML
    bool faulty = false;
    bool required = false;
  };
  /// The parameter being read.
  struct Reading {
    const Setting& setting;
    Met& met;
    std::string allowed;
  };

  [[nodiscard]] std::string full_key(std::string_view name) const;
  /// Registers the parameter; nothing when the scenario does not set it.
  std::optional<Reading> meet(const Spec& spec, const Value& fallback, std::string allowed);
  /// Whether `value`, the setting's own or an element of its list, holds a T; a fault when it does not.
  template <class T>
  const T* held(Reading& reading, const Value& value, std::string_view expected);
  std::optional<double> number_in(Reading& reading, const Value& value, const Spec& spec);
  std::optional<std::int64_t> integer_in(Reading& reading, const Value& value, const Spec& spec);
  std::optional<std::string> text_in(Reading& reading, const Value& value);
  /// Records a fault of `value` unless `complaint` is empty; whether there was none.
  bool sound(Reading& reading, const Value& value, const std::string& complaint);

  /// Records that the table of a list being read lacks a field it must have.
  void miss(const Spec& spec, const std::string& allowed);
  /// Names of the tables of the list `full`, `names` and those that the scenario sets; faults of the others.
  std::set<std::string> names_in_list(const std::string& full, const std::vector<std::string>& names);

  [[nodiscard]] const Met& met_as(const std::string& name) const;
  void report_unknown();

  Settings settings_;
  std::unordered_map<std::string, const Setting*> set_;
  std::vector<std::string> open_groups_;  ///< full names, the innermost last
  KnownKeys known_;
  std::map<std::string, Met> met_;
  std::vector<Fault> faults_;

  bool in_fields_ = false;  ///< what is described is the fields of a list, not parameters
  std::string list_;        ///< full name of the list being read
  std::set<std::string> list_names_;
  std::vector<std::string> list_defaults_;  ///< names of the tables that the program knows itself
  bool new_element_ = false;                ///< the table being read is the scenario's own
  std::set<const Setting*> reported_;       ///< settings that begin_list has dealt with
};

}  // namespace sim
