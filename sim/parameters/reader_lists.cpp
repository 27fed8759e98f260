// Lists of tables `[[list]]`: which tables a scenario names, and what is wrong with the others.
#include <algorithm>

#include "sim/core/text.hpp"
#include "sim/parameters/reader.hpp"

namespace sim {

std::set<std::string> Reader::names_in_list(const std::string& full, const std::vector<std::string>& names) {
  std::set<std::string> all(names.begin(), names.end());
  const std::string prefix = full + ".";
  const std::string allowed =
      "allowed  [[" + full + "]] with name = \"...\" of its own: 1 to 64 letters, digits, _ and -";
  for (const Setting& setting : settings_.values) {
    if (setting.key == full) {
      const auto* tables = std::get_if<std::vector<Value>>(&setting.value.held);
      if (tables == nullptr || tables->empty()) continue;  // told by report_unknown
      reported_.insert(&setting);
      for (const Value& table : *tables) {
        const auto* foreign = std::get_if<Foreign>(&table.held);
        const bool told = foreign != nullptr && !foreign->fault.empty();
        faults_.push_back({table.place,
                           told ? "[[" + full + "]] is a table " + foreign->fault
                                : full + " holds " + std::string(noun(table)) + " in brackets",
                           {allowed}});
      }
    } else if (setting.key.starts_with(prefix)) {
      const std::string rest = setting.key.substr(prefix.size());
      const std::size_t dot = rest.find('.');
      if (dot == std::string::npos) continue;  // told by report_unknown
      const std::string name = rest.substr(0, dot);
      if (rest[0] != '"' && is_entry_name(name)) {
        all.insert(name);
      } else {
        reported_.insert(&setting);
        faults_.push_back(
            {setting.key_place, shortened(setting.key) + ": the name of the table is unfit", {allowed}});
      }
    }
  }
  return all;
}

std::vector<std::string> Reader::begin_list(const ListSpec& spec, std::vector<std::string> names) {
  list_ = full_key(spec.name);
  known_.add_list(list_);
  list_defaults_ = std::move(names);
  list_names_ = names_in_list(list_, list_defaults_);
  if (list_names_.size() <= spec.most) return {list_names_.begin(), list_names_.end()};
  const auto is_table = [&](const Setting& setting) { return setting.key.starts_with(list_ + "."); };
  const Setting* last = nullptr;
  for (const Setting& setting : settings_.values) {
    if (!is_table(setting)) continue;
    reported_.insert(&setting);
    last = &setting;
  }
  faults_.push_back({last->key_place,
                     "[[" + list_ + "]] has " + std::to_string(list_names_.size()) + " tables",
                     {"allowed  at most " + std::to_string(spec.most)}});
  list_names_.clear();
  return {};
}

void Reader::begin_element(std::string_view name) {
  open_groups_.push_back(list_ + "." + std::string(name));
  new_element_ = std::ranges::find(list_defaults_, name) == list_defaults_.end();
  known_.add_entry(open_groups_.back());
}

void Reader::miss(const Spec& spec, const std::string& allowed) {
  const std::string prefix = open_groups_.back() + ".";
  const std::string name = open_groups_.back().substr(list_.size() + 1);
  const auto of_table = [&](const Setting& setting) { return setting.key.starts_with(prefix); };
  const auto first = std::ranges::find_if(settings_.values, of_table);
  const Place place = first == settings_.values.end() ? Place{settings_.file, 0, 0} : first->key_place;
  Fault fault{
      place, "[[" + list_ + "]] " + in_quotes(name) + " has no " + spec.name, {"allowed  " + allowed}};
  std::vector<std::string> others(list_names_.begin(), list_names_.end());
  std::erase(others, name);
  const std::string near = nearest(name, others);
  if (!near.empty())
    fault.notes.push_back("nearest  [[" + list_ + "]] " + in_quotes(near) + " is another table");
  faults_.push_back(std::move(fault));
}

}  // namespace sim
