// The option parser as the commands see it. Behind it is CLI11, whose header takes each file that includes it
// four seconds to compile; two files do.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace cli {

/// An option or positional argument; calls can be chained.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option required() const;
  Option excludes(Option other) const;
  /// Shows the value its variable has now as the default.
  Option with_default() const;
  /// One value each time it is named, so that a repeatable option eats no positional argument behind it.
  Option one_at_a_time() const;
  /// "a,b" are two values.
  Option split_at_commas() const;
  Option from_to_values(int fewest, int most) const;
  /// May be named without a value, and then means `bare`.
  Option or_bare(const std::string& bare) const;

  /// Refuses an empty word, as an unset shell variable leaves behind.
  Option not_empty() const;
  /// Refuses what is not a number in [low, high]: nan too.
  Option within(double low, double high) const;
  Option one_of(const std::vector<std::string>& allowed) const;

  bool given() const;

 private:
  CLI::Option* option_;
};

template <class Value>
concept OptionValue = std::same_as<Value, std::string> || std::same_as<Value, std::vector<std::string>> ||
    std::same_as<Value, std::vector<double>> || std::same_as<Value, int> ||
    std::same_as<Value, std::optional<int>> || std::same_as<Value, std::int64_t> ||
    std::same_as<Value, std::uint32_t> || std::same_as<Value, std::size_t> || std::same_as<Value, double>;

/// The program, or one of its commands.
class Command {
 public:
  explicit Command(CLI::App* app) : app_(app) {}

  Command add_subcommand(const std::string& name, const std::string& text) const;
  /// A second name for this command.
  void alias(const std::string& name) const;
  /// `names`: "-o,--output", or a bare word for a positional argument. `value` must outlive the parse.
  template <OptionValue Value>
  Option add_option(const std::string& names, Value& value, const std::string& text) const;
  /// "--yes,!--no" sets and clears.
  Option add_flag(const std::string& names, bool& value, const std::string& text) const;
  /// Called when the command was chosen and all its options are in their variables.
  void callback(std::function<void()> then) const;

 private:
  CLI::App* app_;
};

/// Ends the parse: `names` should have been given. For a callback.
[[noreturn]] void refuse_missing(const std::string& names);

}  // namespace cli
