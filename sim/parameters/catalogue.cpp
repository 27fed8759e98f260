#include "sim/parameters/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/error.hpp"

namespace sim {

namespace {

bool is_snake_case(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
         name.find_first_not_of(letters) == std::string_view::npos;
}

/// The first thing wrong with the declaration itself; empty when nothing is.
std::string spec_complaint(const Spec& spec) {
  if (!is_snake_case(spec.name)) return "its name is not snake_case";
  if (spec.meaning.empty()) return "it has no meaning";
  if (spec.source.empty() && spec.evidence != Evidence::setting) return "it has no source";
  if (spec.unit.empty()) return "it has no unit; the unit of a dimensionless one is \"1\"";
  if (!(spec.range.low <= spec.range.high)) return "its range is empty";
  for (const std::string& text : {spec.meaning, spec.source, spec.unit, spec.symbol}) {
    if (!complaint(text).empty()) return "its description " + complaint(text);
  }
  return {};
}

/// The first complaint about an element or, when all are sound, about the list.
template <class Number>
std::string complaint_in(std::span<const Number> values, const Spec& spec) {
  for (const Number value : values) {
    std::string found;
    if constexpr (std::is_same_v<Number, Month>) {
      found = complaint(std::int64_t{value.value}, spec);
    } else if constexpr (std::is_same_v<Number, int>) {
      found = complaint(std::int64_t{value}, spec);
    } else {
      found = complaint(value, spec);
    }
    if (!found.empty()) return found;
  }
  return list_complaint(values, spec);
}

}  // namespace

std::string Catalogue::full_key(std::string_view name) const {
  return open_.empty() ? std::string(name) : open_.back().name + "." + std::string(name);
}

void Catalogue::begin_group(std::string_view name, std::string_view meaning) {
  const std::string full = full_key(name);
  if (!is_snake_case(name)) throw InvariantError("group '" + full + "': its name is not snake_case");
  if (meaning.empty()) throw InvariantError("group '" + full + "': it has no meaning");
  if (!names_.insert(full).second) throw InvariantError("group '" + full + "' is declared twice");
  groups_.push_back(full);
  open_.push_back({full, std::string(meaning)});
}

void Catalogue::end_group() { open_.pop_back(); }

void Catalogue::add(Kind kind, const Spec& spec, Value value, const std::string& complaint) {
  const std::string key = full_key(spec.name);
  const auto refuse = [&](const std::string& why) {
    throw InvariantError("parameter '" + key + "': " + why);
  };
  if (const std::string wrong = spec_complaint(spec); !wrong.empty()) refuse(wrong);
  if (!complaint.empty()) refuse("its value " + shown(value) + " " + complaint);
  const auto* list = std::get_if<std::vector<Value>>(&value.held);
  if (!spec.labels.empty() && (kind != Kind::reals || list->size() != spec.labels.size())) {
    refuse("its labels are not one for each element of an array of fixed length");
  }
  if (key == "extends") refuse("a scenario file uses its name for the file it extends");
  if (key == "parameters_from") refuse("a scenario file uses its name for its posterior");
  if (!names_.insert(key).second) refuse("it is declared twice");
  Entry entry{key, "", "", kind, spec, {}, std::move(value)};
  if (!open_.empty()) {
    entry.group = open_.back().name;
    entry.group_meaning = open_.back().meaning;
  }
  entry.list = list_.name;
  entry.element = element_;
  entries_.push_back(std::move(entry));
}

void Catalogue::real(double& value, const Spec& spec) {
  add(Kind::real, spec, {value}, complaint(value, spec));
}

void Catalogue::integer(std::int64_t& value, const Spec& spec) {
  add(Kind::integer, spec, {value}, complaint(value, spec));
}

void Catalogue::flag(bool& value, const Spec& spec) { add(Kind::flag, spec, {value}, ""); }

void Catalogue::text(std::string& value, const Spec& spec) {
  add(Kind::text, spec, {value}, complaint(value));
}

void Catalogue::texts(std::vector<std::string>& value, const Spec& spec) {
  std::string found;
  for (const std::string& text : value) found = found.empty() ? complaint(text) : found;
  add(Kind::texts, spec, list_value(value), found);
}

void Catalogue::reals(std::span<double> value, const Spec& spec) {
  add(Kind::reals, spec, list_value(value), complaint_in(std::span<const double>(value), spec));
}

void Catalogue::integers(std::vector<int>& value, const Spec& spec) {
  add(Kind::integers, spec, list_value(value), complaint_in(std::span<const int>(value), spec));
}

void Catalogue::months(std::vector<Month>& value, const Spec& spec) {
  add(Kind::months, spec, list_value(value), complaint_in(std::span<const Month>(value), spec));
}

void Catalogue::option(int& value, std::span<const std::string_view> names, const Spec& spec) {
  std::vector<std::string> choices(names.begin(), names.end());
  const bool one_of_them = value >= 0 && static_cast<std::size_t>(value) < choices.size();
  const std::set<std::string> distinct(choices.begin(), choices.end());
  std::string found = one_of_them ? "" : "is the position of none of its choices";
  if (distinct.size() != choices.size()) found = "has choices of the same name";
  const Value held =
      one_of_them ? Value{choices[static_cast<std::size_t>(value)]} : Value{std::int64_t{value}};
  add(Kind::option, spec, held, found);
  entries_.back().choices = std::move(choices);
}

std::vector<std::string> Catalogue::begin_list(const ListSpec& spec, std::vector<std::string> names) {
  const std::string full = full_key(spec.name);
  if (!is_snake_case(spec.name)) throw InvariantError("list '" + full + "': its name is not snake_case");
  if (spec.meaning.empty()) throw InvariantError("list '" + full + "': it has no meaning");
  if (!names_.insert(full).second) throw InvariantError("list '" + full + "' is declared twice");
  if (names.size() > spec.most) throw InvariantError("list '" + full + "' has too many tables");
  std::sort(names.begin(), names.end());
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (!is_entry_name(names[k]) || (k > 0 && names[k] == names[k - 1]))
      throw InvariantError("list '" + full + "': " + in_quotes(names[k]) + " is no name of its own");
  }
  list_ = spec;
  list_.name = full;
  return names;
}

void Catalogue::begin_fields() {
  groups_.push_back(list_.name);
  open_.push_back({list_.name, list_.meaning});
}

void Catalogue::begin_element(std::string_view name) {
  element_ = name;
  groups_.push_back(list_.name + "." + element_);
  open_.push_back({groups_.back(), list_.meaning});
}

void Catalogue::end_element() {
  open_.pop_back();
  element_.clear();
}

void Catalogue::require(bool holds, std::vector<std::string> keys, std::string_view sentence) {
  if (!list_.name.empty() && element_.empty()) return;  // a table without values
  std::string values;
  for (const std::string& key : keys) {
    const Entry* entry = find(full_key(key));
    if (entry == nullptr) entry = find(key);
    if (entry == nullptr) throw InvariantError("a relation names '" + key + "', which is not described");
    values += (values.empty() ? "" : ", ") + key + " = " + plain(entry->value);
  }
  if (holds) return;
  const std::string group = open_.empty() ? "" : open_.back().name + ": ";
  throw InvariantError(group + std::string(sentence) + " (" + values + ")");
}

std::vector<Catalogue::Entry> Catalogue::entries() const {
  const auto rank = [&](const Entry& entry) {
    return entry.group.empty() ? 0
                               : std::find(groups_.begin(), groups_.end(), entry.group) - groups_.begin() + 1;
  };
  std::vector<Entry> sorted = entries_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Entry& a, const Entry& b) { return rank(a) < rank(b); });
  return sorted;
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  for (const Entry& entry : entries()) keys.push_back(entry.key);
  return keys;
}

const Catalogue::Entry* Catalogue::find(std::string_view key) const {
  const auto same = [&](const Entry& entry) { return entry.key == key; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), same);
  return found == entries_.end() ? nullptr : &*found;
}

}  // namespace sim
