#include "sim/parameters/reader.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/core/text.hpp"

namespace sim {

namespace {

constexpr std::size_t most_faults = 200;

std::string default_note(const Setting& setting, const std::string& fallback) {
  const bool in_file = setting.value.place.line > 0;
  std::string note = "default  " + shortened(fallback) + "; ";
  if (!setting.replaced.file.empty()) {
    return note + (in_file ? "without this line " : "without this option ") + to_string(setting.replaced) +
           " holds";
  }
  return note + (in_file ? "remove the line to use it" : "leave the option out to use it");
}

}  // namespace

Reader::Reader(Settings settings) : settings_(std::move(settings)) {
  for (const Setting& setting : settings_.values) set_.emplace(setting.key, &setting);
}

std::string Reader::full_key(std::string_view name) const {
  const std::string text(name);
  return open_groups_.empty() ? text : open_groups_.back() + "." + text;
}

void Reader::begin_group(std::string_view name, std::string_view) {
  open_groups_.push_back(full_key(name));
  known_.add_group(open_groups_.back());
}

void Reader::end_group() { open_groups_.pop_back(); }

std::optional<Reader::Reading> Reader::meet(const Spec& spec, const Value& fallback, std::string allowed) {
  if (in_fields_) {
    known_.add_field(spec.name);
    return std::nullopt;
  }
  const std::string key = full_key(spec.name);
  const auto [entry, fresh] = met_.try_emplace(key, Met{nullptr, plain(fallback)});
  if (!fresh) throw InvariantError("parameter '" + key + "' is described twice");
  known_.add_parameter(key);
  const auto found = set_.find(key);
  if (found == set_.end()) {
    if (spec.required && new_element_) {
      entry->second.faulty = true;
      miss(spec, allowed);
    }
    return std::nullopt;
  }
  entry->second.required = spec.required;
  entry->second.setting = found->second;
  return Reading{*found->second, entry->second, std::move(allowed)};
}

bool Reader::sound(Reading& reading, const Value& value, const std::string& complaint) {
  if (complaint.empty()) return true;
  reading.met.faulty = true;
  std::string subject = reading.setting.key;
  if (&value != &reading.setting.value) {
    const auto& list = std::get<std::vector<Value>>(reading.setting.value.held);
    subject += ", element " + std::to_string(&value - list.data() + 1);
  }
  Fault fault{value.place, subject + " = " + shown(value) + " " + complaint, {"allowed  " + reading.allowed}};
  if (!reading.met.required) fault.notes.push_back(default_note(reading.setting, reading.met.fallback));
  faults_.push_back(std::move(fault));
  return false;
}

template <class T>
const T* Reader::held(Reading& reading, const Value& value, std::string_view expected) {
  const T* found = std::get_if<T>(&value.held);
  if (found == nullptr) {
    sound(reading, value, "is " + std::string(noun(value)) + ", expected " + std::string(expected));
  }
  return found;
}

std::optional<double> Reader::number_in(Reading& reading, const Value& value, const Spec& spec) {
  double number = 0;
  if (const auto* integer = std::get_if<std::int64_t>(&value.held)) {
    number = static_cast<double>(*integer);
  } else if (const auto* real = held<double>(reading, value, "a number")) {
    number = *real;
  } else {
    return std::nullopt;
  }
  if (!sound(reading, value, complaint(number, spec))) return std::nullopt;
  return number;
}

std::optional<std::int64_t> Reader::integer_in(Reading& reading, const Value& value, const Spec& spec) {
  const auto* integer = held<std::int64_t>(reading, value, "an integer");
  if (integer == nullptr || !sound(reading, value, complaint(*integer, spec))) return std::nullopt;
  return *integer;
}

std::optional<std::string> Reader::text_in(Reading& reading, const Value& value) {
  const auto* text = held<std::string>(reading, value, "a string");
  if (text == nullptr || !sound(reading, value, complaint(*text))) return std::nullopt;
  return *text;
}

void Reader::real(double& value, const Spec& spec) {
  auto reading = meet(spec, {value}, allowed_text(Kind::real, spec) + ": " + spec.meaning);
  if (!reading) return;
  if (const auto read = number_in(*reading, reading->setting.value, spec)) value = *read;
}

void Reader::integer(std::int64_t& value, const Spec& spec) {
  auto reading = meet(spec, {value}, allowed_text(Kind::integer, spec) + ": " + spec.meaning);
  if (!reading) return;
  if (const auto read = integer_in(*reading, reading->setting.value, spec)) value = *read;
}

void Reader::flag(bool& value, const Spec& spec) {
  auto reading = meet(spec, {value}, allowed_text(Kind::flag, spec) + ": " + spec.meaning);
  if (!reading) return;
  if (const auto* read = held<bool>(*reading, reading->setting.value, "true or false")) value = *read;
}

void Reader::text(std::string& value, const Spec& spec) {
  auto reading = meet(spec, {value}, allowed_text(Kind::text, spec) + ": " + spec.meaning);
  if (!reading) return;
  if (auto read = text_in(*reading, reading->setting.value)) value = std::move(*read);
}

void Reader::texts(std::vector<std::string>& value, const Spec& spec) {
  auto reading = meet(spec, list_value(value), allowed_text(Kind::texts, spec) + ": " + spec.meaning);
  if (!reading) return;
  const auto* list = held<std::vector<Value>>(*reading, reading->setting.value, "a list of strings");
  if (list == nullptr) return;
  std::vector<std::string> read;
  for (const Value& element : *list) {
    if (auto one = text_in(*reading, element)) read.push_back(std::move(*one));
  }
  if (!reading->met.faulty) value = std::move(read);
}

void Reader::reals(std::span<double> value, const Spec& spec) {
  auto reading =
      meet(spec, list_value(value), allowed_text(Kind::reals, spec, value.size()) + ": " + spec.meaning);
  if (!reading) return;
  const Value& whole = reading->setting.value;
  const std::string length = std::to_string(value.size());
  const auto* list = held<std::vector<Value>>(*reading, whole, "a list of " + length + " numbers");
  if (list == nullptr) return;
  if (list->size() != value.size()) {
    sound(*reading, whole, "has " + std::to_string(list->size()) + " elements, expected " + length);
    return;
  }
  std::vector<double> read;
  for (const Value& element : *list) {
    if (const auto one = number_in(*reading, element, spec)) read.push_back(*one);
  }
  if (reading->met.faulty || !sound(*reading, whole, list_complaint(read, spec))) return;
  std::copy(read.begin(), read.end(), value.begin());
}

void Reader::integers(std::vector<int>& value, const Spec& spec) {
  auto reading =
      meet(spec, list_value(value), allowed_text(Kind::integers, within_int(spec)) + ": " + spec.meaning);
  if (!reading) return;
  const Value& whole = reading->setting.value;
  const auto* list = held<std::vector<Value>>(*reading, whole, "a list of integers");
  if (list == nullptr) return;
  std::vector<int> read;
  for (const Value& element : *list) {
    if (const auto one = integer_in(*reading, element, within_int(spec)))
      read.push_back(static_cast<int>(*one));
  }
  if (reading->met.faulty || !sound(*reading, whole, list_complaint(read, spec))) return;
  value = std::move(read);
}

void Reader::months(std::vector<Month>& value, const Spec& spec) {
  auto reading = meet(spec, list_value(value), allowed_text(Kind::months, spec) + ": " + spec.meaning);
  if (!reading) return;
  const Value& whole = reading->setting.value;
  const auto* list = held<std::vector<Value>>(*reading, whole, "a list of months");
  if (list == nullptr) return;
  std::vector<Month> read;
  for (const Value& element : *list) {
    const auto text = text_in(*reading, element);
    if (!text) continue;
    const auto month = parse_month(*text);
    if (!month) {
      sound(*reading, element, "is not a month written YYYY-MM");
    } else if (sound(*reading, element, complaint(std::int64_t{month->value}, spec))) {
      read.push_back(*month);
    }
  }
  if (reading->met.faulty || !sound(*reading, whole, list_complaint(read, spec))) return;
  value = std::move(read);
}

void Reader::option(int& value, std::span<const std::string_view> names, const Spec& spec) {
  if (value < 0 || static_cast<std::size_t>(value) >= names.size()) {
    throw InvariantError("parameter '" + full_key(spec.name) + "': its default is none of its choices");
  }
  std::string choices;
  for (const std::string_view name : names) choices += (choices.empty() ? "" : ", ") + in_quotes(name);
  auto reading = meet(spec, {std::string(names[static_cast<std::size_t>(value)])}, choices);
  if (!reading) return;
  const auto* read = held<std::string>(*reading, reading->setting.value, "a string");
  if (read == nullptr) return;
  const auto found = std::find(names.begin(), names.end(), *read);
  if (found != names.end()) {
    value = static_cast<int>(found - names.begin());
    return;
  }
  const std::string near = nearest(shortened(*read), std::vector<std::string>(names.begin(), names.end()));
  if (!near.empty()) reading->allowed += "; did you mean " + in_quotes(near) + "?";
  sound(*reading, reading->setting.value, "is not one of the choices");
}

const Reader::Met& Reader::met_as(const std::string& name) const {
  auto found = met_.find(full_key(name));
  if (found == met_.end()) found = met_.find(name);
  if (found == met_.end()) throw InvariantError("a relation names '" + name + "', which is not described");
  return found->second;
}

void Reader::require(bool holds, std::vector<std::string> keys, std::string_view sentence) {
  if (in_fields_) return;
  const Setting* last = nullptr;
  std::string values;
  bool faulty = false;
  for (const std::string& key : keys) {
    const Met& met = met_as(key);
    faulty = faulty || met.faulty;
    // All settings live in one vector in the order in which they were set.
    if (met.setting != nullptr && (last == nullptr || met.setting > last)) last = met.setting;
    const std::string now = met.setting == nullptr ? met.fallback + " (default)" : shown(met.setting->value);
    values += (values.empty() ? "" : ", ") + key + " = " + now;
  }
  if (holds || faulty) return;
  const Place place = last == nullptr ? Place{settings_.file, 0, 0} : last->value.place;
  const std::string group = open_groups_.empty() ? "" : open_groups_.back() + ": ";
  faults_.push_back(Fault{place, group + std::string(sentence), {"values   " + values}});
}

void Reader::report_unknown() {
  std::size_t reported = 0;
  for (const Setting& setting : settings_.values) {
    if (met_.count(setting.key) > 0 || reported_.count(&setting) > 0 || known_.is_empty_group(setting))
      continue;
    faults_.push_back(known_.fault(setting, reported++ < most_faults));
  }
}

void Reader::finish() {
  report_unknown();
  if (faults_.empty()) return;
  std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  if (faults_.size() > most_faults) {
    const std::size_t more = faults_.size() - most_faults;
    faults_.resize(most_faults);
    faults_.push_back(Fault{{settings_.file, 0, 0}, "and " + std::to_string(more) + " more faults", {}});
  }
  throw InputError(std::move(faults_));
}

}  // namespace sim
