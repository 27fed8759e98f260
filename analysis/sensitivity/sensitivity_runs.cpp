#include "analysis/sensitivity/sensitivity_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;
using Texts = std::vector<std::string>;

constexpr std::int8_t done = 2;  // of run_status

std::string listed(const Texts& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

class Reader {
 public:
  Reader(const ResultFile& file, const std::string& name, const SensitivityChoice& choice)
      : file_(file), name_(name), choice_(choice) {
    const auto* kind = sim::output::find_attribute(file.attributes, "lien_kind");
    if (kind == nullptr || !std::holds_alternative<std::string>(*kind) ||
        std::get<std::string>(*kind) != "experiment")
      refuse("is not the gathered file of an experiment", {"expected  what `lien gather` writes"});
    choose_arm();
    choose_month();
    choose_replicates();
  }
  SensitivityRuns read() {
    runs_.design = factors();
    for (const std::string& measure : measures()) add(measure);
    if (runs_.responses.empty()) refuse("no measure has a value in every run", {});
    const auto* kind = sim::output::find_attribute(file_.attributes, "design");
    if (kind != nullptr && std::holds_alternative<std::string>(*kind))
      runs_.kind = std::get<std::string>(*kind);
    return std::move(runs_);
  }

 private:
  [[noreturn]] void refuse(std::string what, Texts notes) const {
    throw sim::InputError(sim::Fault{{name_, 0, 0}, std::move(what), std::move(notes)});
  }
  [[noreturn]] void refuse_word(std::string what, const std::string& word, const Texts& words) const {
    const std::string near = sim::nearest(word, words);
    refuse(std::move(what),
           {near.empty() ? "allowed  " + listed(words) : fmt::format("nearest  '{}'", near)});
  }
  [[nodiscard]] const Variable* find(const std::string& name) const {
    const auto at = std::find_if(file_.variables.begin(), file_.variables.end(),
                                 [&](const Variable& variable) { return variable.name == name; });
    return at == file_.variables.end() ? nullptr : &*at;
  }
  /// The values of a variable that every gathered file has.
  template <class T>
  [[nodiscard]] const std::vector<T>& values(const std::string& name) const {
    const Variable* variable = find(name);
    const auto* held = variable == nullptr ? nullptr : std::get_if<std::vector<T>>(&variable->data);
    if (held == nullptr) refuse(fmt::format("lacks '{}' in its usual form", name), {});
    return *held;
  }
  void choose_arm();
  void choose_month();
  void choose_replicates();
  [[nodiscard]] DesignRows factors() const;
  [[nodiscard]] Texts measures() const;
  void add(const std::string& measure);

  const ResultFile& file_;
  const std::string& name_;
  const SensitivityChoice& choice_;
  std::vector<std::size_t> points_;      ///< of the arm
  std::vector<std::size_t> replicates_;  ///< done at all of these points
  std::size_t all_replicates_ = 0, all_months_ = 0, month_ = 0;
  SensitivityRuns runs_;
};

void Reader::choose_arm() {
  const auto& arms = values<std::string>("arm");
  Texts names;
  for (const std::string& arm : arms)
    if (std::find(names.begin(), names.end(), arm) == names.end()) names.push_back(arm);
  if (choice_.arm.empty() && names.size() > 1)
    refuse(fmt::format("holds {} arms", names.size()), {"allowed  --arm with one of " + listed(names)});
  const std::string arm = choice_.arm.empty() && !names.empty() ? names[0] : choice_.arm;
  for (std::size_t point = 0; point < arms.size(); ++point)
    if (arms[point] == arm) points_.push_back(point);
  if (points_.empty()) refuse_word(fmt::format("there is no arm '{}'", arm), arm, names);
}

void Reader::choose_month() {
  const auto& months = values<std::int32_t>("month");
  all_months_ = months.size();
  if (months.empty()) refuse("holds no month", {});
  month_ = months.size() - 1;
  if (choice_.month) {
    const auto at = std::find(months.begin(), months.end(), choice_.month->value);
    Texts names;
    for (const std::int32_t month : months) names.push_back(sim::to_string(sim::Month{month}));
    if (at == months.end()) {
      // Of many months the first and the last say enough.
      refuse(fmt::format("does not hold {}", sim::to_string(*choice_.month)),
             {names.size() > 12
                  ? fmt::format("allowed  {} months from {} to {}", names.size(), names.front(), names.back())
                  : "allowed  " + listed(names)});
    }
    month_ = static_cast<std::size_t>(at - months.begin());
  }
  runs_.month = sim::to_string(sim::Month{months[month_]});
}

void Reader::choose_replicates() {
  const auto& status = values<std::int8_t>("run_status");
  const std::size_t all_points = values<std::string>("arm").size();
  if (all_points == 0 || status.size() % all_points != 0) refuse("lacks 'run_status' in its usual form", {});
  all_replicates_ = status.size() / all_points;
  std::size_t missing = 0;
  Texts left_out;
  for (std::size_t r = 0; r < all_replicates_; ++r) {
    const auto lacks = std::count_if(points_.begin(), points_.end(), [&](std::size_t point) {
      return status[point * all_replicates_ + r] != done;
    });
    missing += static_cast<std::size_t>(lacks);
    if (lacks == 0)
      replicates_.push_back(r);
    else
      left_out.push_back(std::to_string(r));
  }
  if (replicates_.empty())
    refuse(fmt::format("{} of {} runs are not done, and no replicate is done at every point", missing,
                       points_.size() * all_replicates_),
           {"hint  `lien sweep` goes on with what is missing"});
  if (!left_out.empty())
    runs_.notes.push_back(fmt::format("Replicate{} {} left out, not being done at every point.",
                                      left_out.size() == 1 ? "" : "s",
                                      listed(left_out) + (left_out.size() == 1 ? " is" : " are")));
}

DesignRows Reader::factors() const {
  auto columns = std::make_shared<std::vector<std::vector<double>>>();
  DesignRows design;
  design.name = name_;
  design.rows = points_.size();
  for (const Variable& variable : file_.variables) {
    constexpr std::string_view prefix = "factor_";
    if (!variable.name.starts_with(prefix)) continue;
    const std::string factor = variable.name.substr(prefix.size());
    const auto* numbers = std::get_if<std::vector<double>>(&variable.data);
    if (numbers == nullptr)
      refuse(fmt::format("factor '{}' is a text", factor),
             {"expected  factors that are numbers; use arms for choices"});
    design.factors.push_back(factor);
    std::vector<double> column;
    for (const std::size_t point : points_) {
      column.push_back(numbers->at(point));
      if (!std::isfinite(column.back()))
        refuse(fmt::format("factor '{}' has no value at point {}", factor, point), {});
    }
    if (std::all_of(column.begin(), column.end(), [&](double x) { return x == column[0]; }))
      refuse(fmt::format("factor '{}' is {} at every point", factor, sim::number(column[0])), {});
    columns->push_back(std::move(column));
  }
  if (columns->empty()) refuse("the experiment varies no factor", {});
  design.each_row = [columns](const RowVisitor& visit) {
    std::vector<double> row(columns->size());
    for (std::size_t k = 0; k < (*columns)[0].size(); ++k) {
      for (std::size_t c = 0; c < row.size(); ++c) row[c] = (*columns)[c][k];
      visit(row, 0);
    }
  };
  return design;
}

Texts Reader::measures() const {
  Texts all;
  for (const Variable& variable : file_.variables)
    if (variable.dimensions == Texts{"point", "replicate", "time"} &&
        std::holds_alternative<std::vector<double>>(variable.data))
      all.push_back(variable.name);
  for (const std::string& name : choice_.measures)
    if (std::find(all.begin(), all.end(), name) == all.end())
      refuse_word(fmt::format("there is no measure '{}' in it", name), name, all);
  return choice_.measures.empty() ? all : choice_.measures;
}

void Reader::add(const std::string& measure) {
  const auto& data = values<double>(measure);
  Response response{measure, points_.size(), replicates_.size(), {}};
  for (const std::size_t r : replicates_) {
    for (const std::size_t point : points_) {
      const double value = data.at((point * all_replicates_ + r) * all_months_ + month_);
      if (std::isfinite(value)) {
        response.values.push_back(value);
        continue;
      }
      if (!choice_.measures.empty())
        refuse(fmt::format("'{}' has no value at point {}, replicate {}", measure, point, r),
               {"expected  a measure that has one in every run"});
      runs_.notes.push_back(fmt::format("'{}' is left out, having no value at point {}.", measure, point));
      return;
    }
  }
  runs_.responses.push_back(std::move(response));
}

}  // namespace

SensitivityRuns sensitivity_runs(const ResultFile& file, const std::string& name,
                                 const SensitivityChoice& choice) {
  return Reader(file, name, choice).read();
}

}  // namespace analysis
