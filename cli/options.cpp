#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <system_error>

#include "sim/core/text.hpp"

namespace cli {

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::excludes(Option other) const {
  option_->excludes(other.option_);
  return *this;
}

Option Option::with_default() const {
  option_->capture_default_str();
  return *this;
}

Option Option::one_at_a_time() const {
  option_->allow_extra_args(false);
  return *this;
}

Option Option::split_at_commas() const {
  option_->delimiter(',');
  return *this;
}

Option Option::from_to_values(int fewest, int most) const {
  option_->expected(fewest, most);
  return *this;
}

Option Option::not_empty() const {
  option_->check([](const std::string& word) { return word.empty() ? "an empty word" : ""; });
  return *this;
}

Option Option::within(double low, double high) const {
  option_->check([=](const std::string& word) {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool number = error == std::errc{} && end == word.data() + word.size();
    if (number && value >= low && value <= high) return std::string();
    return fmt::format("'{}' is not a number from {} to {}", word, sim::number(low), sim::number(high));
  });
  return *this;
}

Option Option::one_of(const std::vector<std::string>& allowed) const {
  option_->check([allowed](const std::string& word) {
    std::string names;
    for (const std::string& name : allowed) {
      if (word == name) return std::string();
      names += (names.empty() ? "" : ", ") + name;
    }
    return fmt::format("'{}' is none of {}", word, names);
  });
  return *this;
}

Option Option::or_bare(const std::string& bare) const {
  option_->expected(0, 1)->default_str(bare);
  return *this;
}

bool Option::given() const { return option_->count() > 0; }

Command Command::add_subcommand(const std::string& name, const std::string& text) const {
  return Command(app_->add_subcommand(name, text));
}

template <OptionValue Value>
Option Command::add_option(const std::string& names, Value& value, const std::string& text) const {
  return Option(app_->add_option(names, value, text));
}

template Option Command::add_option(const std::string&, std::string&, const std::string&) const;
template Option Command::add_option(const std::string&, std::vector<std::string>&, const std::string&) const;
template Option Command::add_option(const std::string&, std::vector<double>&, const std::string&) const;
template Option Command::add_option(const std::string&, int&, const std::string&) const;
template Option Command::add_option(const std::string&, std::optional<int>&, const std::string&) const;
template Option Command::add_option(const std::string&, std::int64_t&, const std::string&) const;
template Option Command::add_option(const std::string&, std::uint32_t&, const std::string&) const;
template Option Command::add_option(const std::string&, std::size_t&, const std::string&) const;
template Option Command::add_option(const std::string&, double&, const std::string&) const;

void Command::alias(const std::string& name) const { app_->alias(name); }

Option Command::add_flag(const std::string& names, bool& value, const std::string& text) const {
  return Option(app_->add_flag(names, value, text));
}

void Command::callback(std::function<void()> then) const { app_->callback(std::move(then)); }

void refuse_missing(const std::string& names) { throw CLI::RequiredError(names); }

}  // namespace cli
