#include "analysis/experiment/parameter_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/core/text.hpp"
#include "sim/parameters/value_checks.hpp"

namespace analysis {

namespace {

/// Fixed by the experiment itself, or by its arms.
struct Reserved {
  std::string_view beginning, why;
};
constexpr Reserved reserved[] = {
    {"run.seed", "the experiment says it: [experiment] seed"},
    {"run.replicate", "replicates are made by [experiment] replicates"},
    {"run.until", "all runs of an experiment end in the same month"},
    {"run.title", "it changes no result"},
    {"run.question", "it changes no result"},
    {"territory.", "territories are compared as arms: [[arm]] with a scenario of their own"},
    {"output.", "what is kept is said in [experiment]: measures, months"}};

[[noreturn]] void refuse(const sim::Place& place, std::string what, std::vector<std::string> notes) {
  throw sim::InputError(sim::Fault{place, std::move(what), std::move(notes)});
}

sim::Kind element_kind(sim::Kind kind) {
  return kind == sim::Kind::integers ? sim::Kind::integer : sim::Kind::real;
}

/// What is wrong with a list: its length, an element, the whole.
std::string list_fault(const ParameterOf& parameter, const sim::Value& value) {
  const auto* list = std::get_if<std::vector<sim::Value>>(&value.held);
  if (list == nullptr) return "is " + std::string(sim::noun(value)) + ", expected a list";
  if (parameter.kind != sim::Kind::reals) return "cannot vary: only lists of fixed length can";
  const std::size_t size = std::get<std::vector<sim::Value>>(parameter.value.held).size();
  if (list->size() != size)
    return "has " + std::to_string(list->size()) + " elements, expected " + std::to_string(size);
  std::vector<double> numbers;
  for (const sim::Value& element : *list) {
    const auto* real = std::get_if<double>(&element.held);
    const auto* integer = std::get_if<std::int64_t>(&element.held);
    if (real == nullptr && integer == nullptr)
      return "holds " + std::string(sim::noun(element)) + ", expected numbers";
    numbers.push_back(real != nullptr ? *real : static_cast<double>(*integer));
    if (const std::string wrong = sim::complaint(numbers.back(), parameter.spec); !wrong.empty())
      return "holds " + sim::number(numbers.back()) + ", which " + wrong;
  }
  return sim::list_complaint(numbers, parameter.spec);
}

std::string number_fault(const ParameterOf& parameter, sim::Value& value) {
  if (parameter.kind == sim::Kind::integer) {
    if (const auto* real = std::get_if<double>(&value.held);
        real != nullptr && *real == std::floor(*real) && std::abs(*real) < 0x1p53)
      value.held = static_cast<std::int64_t>(*real);
    const auto* integer = std::get_if<std::int64_t>(&value.held);
    return integer == nullptr ? "is " + std::string(sim::noun(value)) + ", expected an integer"
                              : sim::complaint(*integer, sim::within_int(parameter.spec));
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value.held))
    value.held = static_cast<double>(*integer);
  const auto* real = std::get_if<double>(&value.held);
  return real == nullptr ? "is " + std::string(sim::noun(value)) + ", expected a number"
                         : sim::complaint(*real, parameter.spec);
}

/// Visits a scenario and exchanges a few of its values.
class Assigner final : public sim::ParameterVisitor {
 public:
  explicit Assigner(std::span<const Assigned> values) {
    for (const Assigned& one : values) {
      const std::size_t dot = one.key.key.rfind('.');
      targets_.push_back({one.key.key.substr(0, dot), one.key.key.substr(dot + 1), &one});
    }
  }
  [[nodiscard]] std::vector<sim::Fault> take_faults() { return std::move(faults_); }

  void begin_group(std::string_view name, std::string_view) override {
    groups_.push_back(groups_.empty() ? std::string(name) : groups_.back() + "." + std::string(name));
  }
  void end_group() override { groups_.pop_back(); }
  void real(double& value, const sim::Spec& spec) override {
    if (const Assigned* one = found(spec)) value = std::get<double>(one->value.held);
  }
  using sim::ParameterVisitor::integer;
  void integer(std::int64_t& value, const sim::Spec& spec) override {
    if (const Assigned* one = found(spec)) value = std::get<std::int64_t>(one->value.held);
  }
  void flag(bool& value, const sim::Spec& spec) override {
    if (const Assigned* one = found(spec)) value = std::get<bool>(one->value.held);
  }
  void text(std::string& value, const sim::Spec& spec) override {
    if (const Assigned* one = found(spec)) value = std::get<std::string>(one->value.held);
  }
  void reals(std::span<double> values, const sim::Spec& spec) override {
    for (const Target& target : targets_) {
      if (!is_it(target, spec)) continue;
      const sim::Value& value = target.assigned->value;
      if (target.assigned->key.element) {
        values[*target.assigned->key.element] = std::get<double>(value.held);
        continue;
      }
      const auto& list = std::get<std::vector<sim::Value>>(value.held);
      for (std::size_t k = 0; k < values.size(); ++k) {
        const auto* integer = std::get_if<std::int64_t>(&list[k].held);
        values[k] = integer != nullptr ? static_cast<double>(*integer) : std::get<double>(list[k].held);
      }
    }
  }
  void option(int& value, std::span<const std::string_view> names, const sim::Spec& spec) override {
    const Assigned* one = found(spec);
    if (one == nullptr) return;
    const auto place = std::ranges::find(names, std::get<std::string>(one->value.held));
    value = static_cast<int>(place - names.begin());
  }
  void texts(std::vector<std::string>&, const sim::Spec&) override {}
  void integers(std::vector<int>&, const sim::Spec&) override {}
  void months(std::vector<sim::Month>&, const sim::Spec&) override {}
  void require(bool holds, std::vector<std::string>, std::string_view sentence) override {
    if (holds || in_fields_) return;
    faults_.push_back({{}, (groups_.empty() ? "" : groups_.back() + ": ") + std::string(sentence), {}});
  }

 protected:
  std::vector<std::string> begin_list(const sim::ListSpec& spec, std::vector<std::string> names) override {
    groups_.push_back(spec.name);
    std::ranges::sort(names);
    return names;
  }
  void begin_fields() override { in_fields_ = true; }
  void end_fields() override { in_fields_ = false; }
  void begin_element(std::string_view name) override {
    groups_.push_back(groups_.back() + "." + std::string(name));
  }
  void end_element() override { groups_.pop_back(); }
  void end_list() override { groups_.pop_back(); }

 private:
  struct Target {
    std::string group, name;
    const Assigned* assigned;
  };
  [[nodiscard]] bool is_it(const Target& target, const sim::Spec& spec) const {
    return !in_fields_ && target.name == spec.name && !groups_.empty() && groups_.back() == target.group;
  }
  [[nodiscard]] const Assigned* found(const sim::Spec& spec) const {
    for (const Target& target : targets_) {
      if (is_it(target, spec)) return target.assigned;
    }
    return nullptr;
  }

  std::vector<Target> targets_;
  std::vector<std::string> groups_;
  std::vector<sim::Fault> faults_;
  bool in_fields_ = false;
};

}  // namespace

ParameterKey parse_parameter_key(std::string_view text) {
  const std::size_t bracket = text.find('[');
  if (bracket == std::string_view::npos || text.back() != ']') return {std::string(text), std::nullopt};
  std::size_t element = 0;
  const char* end = text.data() + text.size() - 1;
  const auto [stop, error] = std::from_chars(text.data() + bracket + 1, end, element);
  if (error != std::errc{} || stop != end) return {std::string(text), std::nullopt};
  return {std::string(text.substr(0, bracket)), element};
}

std::string ParameterOf::allowed() const {
  std::string text;
  if (kind == sim::Kind::option) {
    for (const std::string& choice : choices) text += (text.empty() ? "" : ", ") + sim::in_quotes(choice);
  } else {
    const auto* list = std::get_if<std::vector<sim::Value>>(&value.held);
    text = sim::allowed_text(kind, spec, list == nullptr ? 0 : list->size());
  }
  return text + ": " + spec.meaning;
}

ParameterOf find_parameter(const sim::Catalogue& catalogue, const std::string& name,
                           const sim::Place& place) {
  const ParameterKey key = parse_parameter_key(name);
  const sim::Catalogue::Entry* entry = catalogue.find(key.key);
  if (entry == nullptr || entry->is_field()) {
    std::vector<std::string> known;
    for (const auto& other : catalogue.entries()) {
      if (!other.is_field()) known.push_back(other.key);
    }
    const std::string near = sim::nearest(key.key, known);
    refuse(place, "no parameter is called " + sim::in_quotes(sim::shortened(name)),
           {near.empty() ? "known    the parameters that 'lien describe parameters' lists"
                         : "nearest  " + near});
  }
  for (const Reserved& one : reserved) {
    if (key.key.starts_with(one.beginning))
      refuse(place, key.key + " cannot be a factor", {"because  " + std::string(one.why)});
  }
  ParameterOf found{name, key, entry->kind, entry->spec, entry->choices, entry->value};
  const bool varies = entry->kind != sim::Kind::texts && entry->kind != sim::Kind::integers &&
                      entry->kind != sim::Kind::months;
  if (!varies && !key.element)
    refuse(place, key.key + " cannot be a factor", {"because  it is a list of any length"});
  if (!key.element) return found;
  const auto* list = std::get_if<std::vector<sim::Value>>(&entry->value.held);
  if (entry->kind != sim::Kind::reals || list == nullptr || *key.element >= list->size())
    refuse(place, "no parameter is called " + sim::in_quotes(sim::shortened(name)),
           {entry->kind == sim::Kind::reals
                ? "allowed  " + key.key + "[0] to [" + std::to_string(list->size() - 1) + "]"
                : "known    " + key.key + ", which is no array of fixed length"});
  if (entry->spec.sums_to_one)
    refuse(
        place, name + " cannot be a factor",
        {"because  the elements of " + key.key + " sum to 1; vary the whole array: values = [[...], ...]"});
  found.kind = element_kind(entry->kind);
  found.value = (*list)[*key.element];
  return found;
}

std::optional<sim::Fault> fault_of(const ParameterOf& parameter, sim::Value& value) {
  std::string wrong;
  switch (parameter.kind) {
    case sim::Kind::real:
    case sim::Kind::integer:
      wrong = number_fault(parameter, value);
      break;
    case sim::Kind::flag:
      if (!std::holds_alternative<bool>(value.held))
        wrong = "is " + std::string(sim::noun(value)) + ", expected true or false";
      break;
    case sim::Kind::text:
    case sim::Kind::option: {
      const auto* text = std::get_if<std::string>(&value.held);
      if (text == nullptr) {
        wrong = "is " + std::string(sim::noun(value)) + ", expected a string";
      } else if (wrong = sim::complaint(*text);
                 wrong.empty() && parameter.kind == sim::Kind::option &&
                 std::ranges::find(parameter.choices, *text) == parameter.choices.end()) {
        const std::string near = sim::nearest(sim::shortened(*text), parameter.choices);
        wrong = "is not one of the choices" +
                (near.empty() ? "" : "; did you mean " + sim::in_quotes(near) + "?");
      }
      break;
    }
    default:
      wrong = list_fault(parameter, value);
  }
  if (wrong.empty()) return std::nullopt;
  return sim::Fault{value.place,
                    parameter.name + " = " + sim::shown(value) + " " + wrong,
                    {"allowed  " + parameter.allowed()}};
}

std::vector<sim::Fault> assign(territory::Scenario& scenario, std::span<const Assigned> values) {
  Assigner assigner(values);
  scenario.describe(assigner);
  return assigner.take_faults();
}

}  // namespace analysis
