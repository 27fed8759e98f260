#include "sim/parameters/known_keys.hpp"

#include <algorithm>

#include "sim/core/text.hpp"

namespace sim {

namespace {

/// "encounters" of "encounters.kernel_km", "" of "seed".
std::string group_of(const std::string& key) {
  const std::size_t dot = key.rfind('.');
  return dot == std::string::npos ? "" : key.substr(0, dot);
}

std::string name_of(const std::string& key) { return key.substr(key.rfind('.') + 1); }

}  // namespace

bool KnownKeys::has_group(const std::string& name) const {
  return name.empty() || std::find(groups_.begin(), groups_.end(), name) != groups_.end() ||
         std::find(entries_.begin(), entries_.end(), name) != entries_.end();
}

const KnownKeys::List* KnownKeys::list_of(const std::string& key) const {
  const auto holds = [&](const List& list) { return key == list.name || group_of(key) == list.name; };
  const auto found = std::find_if(lists_.begin(), lists_.end(), holds);
  return found == lists_.end() ? nullptr : &*found;
}

std::string KnownKeys::near_list(const std::string& key) const {
  const std::string head = group_of(group_of(key));
  std::vector<std::string> lists;
  for (const List& list : lists_) lists.push_back(list.name);
  if (head.empty() || has_group(head) || std::ranges::find(lists, head) != lists.end()) return "";
  return nearest(shortened(head), lists);
}

std::vector<std::string> KnownKeys::groups_and_entries() const {
  std::vector<std::string> all = groups_;
  all.insert(all.end(), entries_.begin(), entries_.end());
  return all;
}

bool KnownKeys::has_parameter(const std::string& key) const {
  return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

std::vector<std::string> KnownKeys::names_in(const std::string& group) const {
  std::vector<std::string> names;
  for (const std::string& key : keys_) {
    if (group_of(key) == group) names.push_back(name_of(key));
  }
  return names;
}

bool KnownKeys::is_empty_group(const Setting& setting) const {
  const auto* foreign = std::get_if<Foreign>(&setting.value.held);
  return foreign != nullptr && foreign->noun == "a table" && has_group(setting.key);
}

KnownKeys::Advice KnownKeys::meant_by(const std::string& group, const std::string& name) const {
  Advice advice{"", has_group(group) ? group : nearest(group, groups_and_entries())};
  if (has_group(group) || !advice.group.empty()) {
    const std::string near = nearest(name, names_in(advice.group));
    if (!near.empty()) advice.key = advice.group.empty() ? near : advice.group + "." + near;
  }
  if (advice.key.empty()) {  // the right name in the wrong group?
    const auto same = [&](const std::string& key) { return name_of(key) == name; };
    const auto found = std::find_if(keys_.begin(), keys_.end(), same);
    if (found != keys_.end()) advice.key = *found;
  }
  return advice;
}

Fault KnownKeys::fault(const Setting& setting, bool advise) const {
  const std::string key = shortened(setting.key);
  if (const List* list = list_of(setting.key); list != nullptr && !has_group(setting.key)) {
    return {setting.key_place,
            key + " = " + shown(setting.value) + ": '" + list->name + "' is a list of tables",
            {"allowed  [[" + list->name + "]] with, below it: " + joined(list->fields)}};
  }
  if (has_group(setting.key)) {
    return {setting.key_place,
            key + " = " + shown(setting.value) + ": '" + key + "' is a group of parameters, not a parameter",
            {"allowed  [" + key + "] with, below it: " + joined(names_in(setting.key))}};
  }
  Fault fault{setting.key_place, "unknown parameter '" + key + "'", {}};
  if (!advise) return fault;
  const std::string group = group_of(setting.key);
  if (const std::string near = near_list(setting.key); !near.empty()) {
    fault.notes.push_back("there is no list [[" + group_of(group) + "]]; did you mean [[" + near + "]]?");
    return fault;
  }
  const Advice advice = meant_by(shortened(group), shortened(name_of(setting.key)));
  if (!advice.key.empty()) fault.what += "; did you mean '" + advice.key + "'?";
  if (has_parameter(group)) {
    fault.notes.push_back("'" + group + "' is a parameter, not a group");
  } else if (!has_group(group)) {
    const std::string question =
        advice.group.empty() ? "; groups: " + joined(groups_) : "; did you mean '" + advice.group + "'?";
    fault.notes.push_back("there is no group '" + shortened(group) + "'" + question);
  } else if (advice.key.empty() && group.empty() && names_in(group).empty()) {
    const std::string near = nearest(key, groups_);
    fault.notes.push_back("no parameter stands outside a group" +
                          (near.empty() ? "; groups: " + joined(groups_) : "; did you mean [" + near + "]?"));
  } else if (advice.key.empty()) {
    const std::string where = group.empty() ? "outside groups: " : "in [" + group + "]: ";
    fault.notes.push_back("allowed  " + where + joined(names_in(group)));
  }
  return fault;
}

}  // namespace sim
