// The parameters a model has described, and what to tell a user who set one that it has not.
#pragma once

#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace sim {

class KnownKeys {
 public:
  void add_group(std::string name) { groups_.push_back(std::move(name)); }
  void add_parameter(std::string key) { keys_.push_back(std::move(key)); }
  /// A list of tables, and the fields that each of them has.
  void add_list(std::string name) { lists_.push_back({std::move(name), {}}); }
  void add_field(std::string name) { lists_.back().fields.push_back(std::move(name)); }
  /// A table of a list.
  void add_entry(std::string name) { entries_.push_back(std::move(name)); }

  /// `[group]` of a known group with nothing in it, which is no fault.
  [[nodiscard]] bool is_empty_group(const Setting& setting) const;
  /// The fault of setting an unknown parameter. `advise` asks for the search of what was meant.
  [[nodiscard]] Fault fault(const Setting& setting, bool advise) const;

 private:
  /// What the user may have meant; either may be empty.
  struct Advice {
    std::string key;
    std::string group;
  };
  [[nodiscard]] bool has_group(const std::string& name) const;
  [[nodiscard]] bool has_parameter(const std::string& key) const;
  [[nodiscard]] std::vector<std::string> names_in(const std::string& group) const;
  [[nodiscard]] Advice meant_by(const std::string& group, const std::string& name) const;

  struct List {
    std::string name;
    std::vector<std::string> fields;
  };
  /// The list that `key` is, or of which it would be a table.
  [[nodiscard]] const List* list_of(const std::string& key) const;
  /// The list meant by the key of a field of a table of no list; empty when there is none.
  [[nodiscard]] std::string near_list(const std::string& key) const;
  [[nodiscard]] std::vector<std::string> groups_and_entries() const;

  std::vector<std::string> groups_;  ///< full names; the top level is not among them
  std::vector<std::string> entries_;
  std::vector<List> lists_;
  std::vector<std::string> keys_;
};

}  // namespace sim
