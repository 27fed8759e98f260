// toml++ 3.3 asserts, and in release builds assumes, what a malformed file does not grant: "[=" and "a = [,]"
// abort or are undefined behaviour. Here a failed assertion is an exception, caught below, in every build. No
// other source file may include toml++: its inline functions must not exist in two versions.
#undef NDEBUG
namespace sim {
namespace {
struct FailedAssertion {};
[[noreturn]] void fail_assertion() { throw FailedAssertion(); }
}  // namespace
}  // namespace sim
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : sim::fail_assertion())
#include "sim/parameters/scenario_text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "sim/parameters/parameter.hpp"
#include "sim/parameters/toml_caps.hpp"

namespace sim {

namespace {

namespace fs = std::filesystem;

bool is_bare(std::string_view key) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !key.empty() && key.find_first_not_of(letters) == std::string_view::npos;
}

/// Walks a parsed table and keeps its leaves, in the order of the file.
class Flattening {
 public:
  /// `lines`: whether line and column mean anything to the user (not in an option of the command line).
  Flattening(std::string file, bool lines) : file_(std::move(file)), lines_(lines) {}

  std::vector<Setting> of(const toml::table& table, const std::string& prefix) {
    add(table, prefix);
    std::stable_sort(settings_.begin(), settings_.end(), [](const Setting& a, const Setting& b) {
      return std::pair(a.key_place.line, a.key_place.column) <
             std::pair(b.key_place.line, b.key_place.column);
    });
    return std::move(settings_);
  }

 private:
  void add(const toml::table& table, const std::string& prefix) {
    for (auto&& [key, node] : table) {
      const std::string_view name = key.str();
      const std::string full = prefix + (is_bare(name) ? std::string(name) : in_quotes(name));
      const toml::table* inner = node.as_table();
      if (inner != nullptr && !inner->empty()) {
        add(*inner, full + ".");
      } else if (is_list_of_tables(node)) {
        add_list(*node.as_array(), full, place_of(key.source()));
      } else {
        settings_.push_back({full, value_of(node), place_of(key.source())});
      }
    }
  }

  /// `[[key]]`, not `key = [{...}]`.
  static bool is_list_of_tables(const toml::node& node) {
    const toml::array* list = node.as_array();
    return list != nullptr && !list->empty() && std::ranges::all_of(*list, [](const toml::node& element) {
             return element.is_table() && !element.as_table()->is_inline();
           });
  }

  /// The tables of `[[key]]` by their names, as if each were `[key.name]`. Those that cannot be told by a
  /// name stay a value of `key` that says why.
  void add_list(const toml::array& list, const std::string& key, Place key_place) {
    std::vector<Value> nameless;
    std::unordered_map<std::string, int> lines;
    for (const toml::node& node : list) {
      const toml::table& table = *node.as_table();
      const toml::node* named = table.get("name");
      const auto name = named == nullptr ? std::nullopt : named->value_exact<std::string>();
      std::string fault;
      if (named == nullptr) {
        fault = "without a name";
      } else if (!name || !is_entry_name(*name)) {
        fault = "with an unfit name: " + shown(value_of(*named));
      } else if (const auto [first, fresh] = lines.emplace(*name, place_of(named->source()).line); !fresh) {
        fault = "with the name of line " + std::to_string(first->second) + ": " + in_quotes(*name);
      }
      if (fault.empty()) {
        add(table, key + "." + *name + ".");
      } else {
        nameless.push_back({Foreign{"a table", "{...}", std::move(fault)},
                            place_of((named == nullptr ? node : *named).source())});
      }
    }
    if (!nameless.empty())
      settings_.push_back({key, {std::move(nameless), place_of(list.source())}, key_place});
  }

  [[nodiscard]] Place place_of(const toml::source_region& source) const {
    if (!lines_) return {file_, 0, 0};
    return {file_, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
  }

  [[nodiscard]] Value value_of(const toml::node& node) const {
    Value value{Foreign{}, place_of(node.source())};
    if (const auto* flag = node.as_boolean()) value.held = flag->get();
    if (const auto* integer = node.as_integer()) value.held = integer->get();
    if (const auto* real = node.as_floating_point()) value.held = real->get();
    if (const auto* text = node.as_string()) value.held = text->get();
    if (node.is_table()) value.held = Foreign{"a table", "{...}"};
    if (const auto* day = node.as_date()) value.held = Foreign{"a date", written(*day)};
    if (const auto* time = node.as_time()) value.held = Foreign{"a time", written(*time)};
    if (const auto* moment = node.as_date_time()) value.held = Foreign{"a date and time", written(*moment)};
    if (const auto* list = node.as_array()) {
      std::vector<Value> elements;
      for (const toml::node& element : *list) elements.push_back(value_of(element));
      value.held = std::move(elements);
    }
    return value;
  }

  template <class Node>
  static std::string written(const Node& node) {
    std::ostringstream text;
    text << node;
    return text.str();
  }

  std::string file_;
  bool lines_;
  std::vector<Setting> settings_;
};

/// Lays `above` over `settings`: a key set again moves to the end, so that order stays the order of setting.
void lay_over(std::vector<Setting>& settings, std::vector<Setting> above) {
  std::unordered_map<std::string, std::size_t> below;
  for (std::size_t i = 0; i < settings.size(); ++i) below.emplace(settings[i].key, i);
  for (Setting& setting : above) {
    const auto found = below.find(setting.key);
    if (found == below.end()) continue;
    setting.replaced = settings[found->second].value.place;
    settings[found->second].key.clear();
  }
  std::erase_if(settings, [](const Setting& setting) { return setting.key.empty(); });
  settings.insert(settings.end(), std::make_move_iterator(above.begin()),
                  std::make_move_iterator(above.end()));
}

/// A file about to be read, and the `extends` that asks for it.
struct Request {
  fs::path path;
  Place asked_at{};     ///< file empty for the scenario itself
  std::string asked{};  ///< the text of `extends`

  [[noreturn]] void refuse(const std::string& why, std::vector<std::string> notes = {}) const {
    if (asked_at.file.empty()) {
      throw InputError(Fault{{path.string(), 0, 0}, "the scenario file " + why, std::move(notes)});
    }
    const std::string what =
        "extends = " + shortened(in_quotes(asked)) + ", but " + path.string() + " " + why;
    throw InputError(Fault{asked_at, what, std::move(notes)});
  }
};

std::string bytes_of(const Request& request) {
  std::error_code ignored;
  const fs::file_status status = fs::status(request.path, ignored);
  if (!fs::exists(status)) request.refuse("does not exist");
  if (fs::is_directory(status)) request.refuse("is a folder, not a file");
  std::ifstream file(request.path, std::ios::binary);
  if (!file) request.refuse("cannot be opened for reading");
  std::string bytes(largest_scenario_bytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) request.refuse("cannot be read");
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() > largest_scenario_bytes) {
    request.refuse("is larger than 1 MiB",
                   {"allowed  a text of at most 1 MiB; data belong in files of their own"});
  }
  return bytes;
}

/// The line on which the parser's own assertion fails: it is the last of the shortest text that trips it.
int line_of_assertion(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    ends.push_back(at + 1);
  }
  const auto passes = [&](std::size_t end) {
    try {
      (void)toml::parse(text.substr(0, end));
    } catch (const toml::parse_error&) {
    } catch (const FailedAssertion&) {
      return false;
    }
    return true;
  };
  return static_cast<int>(std::partition_point(ends.begin(), ends.end(), passes) - ends.begin()) + 1;
}

toml::table parse(std::string_view text, const std::string& file) {
  std::optional<Fault> fault = beyond_caps(text);
  if (!fault) fault = misplaced_letter(text);
  if (fault) {
    fault->place.file = file;
    throw InputError(*fault);
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    const Place place{file, static_cast<int>(at.line), static_cast<int>(at.column)};
    throw InputError(Fault{place, "not valid TOML: " + std::string(error.description()), {}});
  } catch (const FailedAssertion&) {
    const Place place{file, line_of_assertion(text), 0};
    throw InputError(
        Fault{place, "not valid TOML: a name or a value is missing or misplaced on this line", {}});
  }
}

/// A file that `table` names at its top, relative to itself, taken out of it; nothing when it names none.
std::optional<Request> take_file(toml::table& table, const fs::path& file, std::string_view key,
                                 std::string_view what, std::string_view example) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const toml::source_position at = node->source().begin;
  const Place place{file.string(), static_cast<int>(at.line), static_cast<int>(at.column)};
  const std::string text = node->value_exact<std::string>().value_or("");
  if (text.empty() || text.find('\0') != std::string::npos) {
    throw InputError(Fault{place,
                           std::string(key) + " takes the name of " + std::string(what),
                           {"allowed  " + std::string(key) + " = " + in_quotes(std::string(example)) +
                            ", relative to the file that says it"}});
  }
  table.erase(key);
  return Request{(file.parent_path() / text).lexically_normal(), place, text};
}

/// The file that `table` extends.
std::optional<Request> take_base(toml::table& table, const fs::path& file) {
  return take_file(table, file, "extends", "one scenario file", "other.toml");
}

/// Takes `parameters_from` out of a file that `above` others extend; the one said last holds.
void take_parameters_from(Settings& settings, toml::table& table, const fs::path& file, std::size_t above) {
  const auto asked = take_file(table, file, "parameters_from", "one posterior", "posterior.nc");
  if (asked && !settings.parameters_from) settings.parameters_from = {asked->path, asked->asked_at, above};
}

/// Refuses a file that the chain already holds, and a chain that does not end.
void refuse_endless(const Request& request, const std::vector<fs::path>& known,
                    const std::vector<std::string>& files, const fs::path& canonical) {
  if (std::find(known.begin(), known.end(), canonical) != known.end()) {
    std::string chain;
    for (const std::string& file : files) chain += file + " extends ";
    throw InputError(Fault{request.asked_at,
                           "extends = " + in_quotes(request.asked) + " closes a circle",
                           {"chain    " + chain + request.path.string()}});
  }
  if (files.size() == longest_chain) {
    throw InputError(Fault{request.asked_at,
                           "extends = " + in_quotes(request.asked) + " makes a chain of more than 16 files",
                           {"allowed  at most 16 files that extend one another"}});
  }
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "value" of an assignment as a table `{value = ...}`.
toml::table assigned(std::string_view value) {
  const std::string line = "value = " + std::string(value);
  try {
    toml::table table = misplaced_letter(line) ? toml::table{} : toml::parse(line);
    if (table.size() == 1) return table;  // more than one: the text had lines of its own
  } catch (const toml::parse_error&) {    // not TOML: a bare text, below
  } catch (const FailedAssertion&) {      // the same
  }
  return toml::table{{"value", std::string(value)}};
}

/// The key of an assignment, each part trimmed; empty when it is not a key.
std::string key_of(std::string_view text) {
  std::string key;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view part = trimmed(text.substr(0, dot));
    if (!is_bare(part)) return {};
    key += part;
    if (dot == std::string_view::npos) return key;
    key += '.';
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

Settings read_scenario(const fs::path& path) {
  Settings result{path.string(), {}, {}};
  std::vector<std::vector<Setting>> layers;
  std::vector<fs::path> known;
  std::optional<Request> next = Request{path};
  while (next) {
    std::error_code ignored;
    const fs::path canonical = fs::weakly_canonical(next->path, ignored);
    refuse_endless(*next, known, result.files, canonical);
    const std::string file = next->path.string();
    toml::table table = parse(bytes_of(*next), file);
    known.push_back(canonical);
    result.files.push_back(file);
    take_parameters_from(result, table, next->path, result.files.size() - 1);
    next = take_base(table, next->path);
    layers.push_back(Flattening(file, true).of(table, ""));
  }
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    lay_over(result.values, std::move(*layer));
  return result;
}

Settings parse_scenario(std::string_view text, const std::string& name) {
  return {name, {}, Flattening(name, true).of(parse(text, name), "")};
}

void apply_override(Settings& settings, std::string_view assignment) {
  const std::string option = "--set " + shortened(is_utf8(assignment) ? assignment : in_quotes(assignment));
  const auto refuse = [&](const std::string& why) {
    throw InputError(Fault{{option, 0, 0}, why, {"allowed  --set table.key=value, as in --set run.seed=7"}});
  };
  if (!is_utf8(assignment)) refuse("not UTF-8");
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) refuse("no '=' between a key and its value");
  const std::string key = key_of(assignment.substr(0, equals));
  if (key.empty()) refuse("no key such as table.key before the '='");
  if (key == "extends") refuse("extends belongs in a scenario file");
  for (const std::string_view part : {assignment.substr(0, equals), assignment.substr(equals + 1)}) {
    if (const std::optional<Fault> fault = beyond_caps(part)) refuse(fault->what);
  }
  const toml::table table = assigned(trimmed(assignment.substr(equals + 1)));
  std::vector<Setting> above = Flattening(option, false).of(table, "");
  if (key == "parameters_from") {
    const auto* path = above.size() == 1 ? std::get_if<std::string>(&above[0].value.held) : nullptr;
    if (path == nullptr || path->empty() || path->find('\0') != std::string::npos)
      refuse("parameters_from takes the name of one posterior");
    settings.parameters_from = {*path, Place{option, 0, 0}, 0};
    return;
  }
  for (Setting& setting : above) setting.key.replace(0, std::string_view("value").size(), key);
  lay_over(settings.values, std::move(above));
}

}  // namespace sim
