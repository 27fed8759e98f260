// The tables of the paper that no other command prints.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/odd.hpp"
#include "models/territory/model.hpp"
#include "models/territory/patterns/verdicts.hpp"
#include "models/territory/snapshot.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/catalogue.hpp"

namespace cli {

namespace {

/// What snapshots say of the columns of a table, under the names that are the columns' own.
Meanings told_by_snapshots(std::string_view table) {
  std::vector<territory::SnapshotColumn> declared;
  if (table == "actors") declared = territory::actor_columns();
  if (table == "ties") {
    declared = territory::tie_columns();
    for (territory::SnapshotColumn& column : territory::partnership_columns())
      declared.push_back(std::move(column));
  }
  Meanings meanings;
  for (const territory::SnapshotColumn& column : declared) {
    std::string values;
    for (std::size_t k = 0; k < column.flags.size(); ++k) {
      values += fmt::format("{}{} {}", values.empty() ? ": " : ", ", column.first_flag + static_cast<int>(k),
                            column.flags[k]);
    }
    meanings.emplace(column.name, column.meaning + values);
  }
  return meanings;
}

/// "f32", "f32 ×16"; the state of a rule is as large as the rule wants.
std::string type_of(const sim::ColumnStore& column) {
  const sim::ElementType& element = column.element();
  if (element.base == "bytes") return "as the rule";
  return element.count == 1 ? element.base : fmt::format("{} ×{}", element.base, element.count);
}

std::string yes(bool holds) { return holds ? "yes" : "–"; }

}  // namespace

std::string columns_table(std::string_view table, const Meanings& said) {
  const sim::Executor executor(1);
  territory::Model model(territory::Scenario{}, territory::Geography{}, executor);
  const auto registries = model.world().registries();
  const auto found = std::find_if(registries.begin(), registries.end(),
                                  [&](const auto* registry) { return registry->table() == table; });
  if (found == registries.end()) throw sim::InvariantError("no table is called " + std::string(table));
  const Meanings told = told_by_snapshots(table);
  std::string text = fmt::format("`{}`\n\n| column | type | bytes | meaning |\n|---|---|---|---|\n", table);
  std::size_t used = 0;
  for (std::size_t k = 0; k < (*found)->column_count(); ++k) {
    const sim::ColumnStore& column = (*found)->store(k);
    const auto own = said.find(column.name());
    const auto shared = told.find(column.name());
    if (own == said.end() && shared == told.end())
      throw sim::InvariantError(fmt::format("nobody says what {}.{} means", table, column.name()));
    if (own != said.end() && shared != told.end())
      throw sim::InvariantError(fmt::format("snapshots say what {}.{} means", table, column.name()));
    used += own != said.end();
    const bool by_rule = column.element().base == "bytes";
    text += fmt::format("| `{}` | {} | {} | {} |\n", column.name(), type_of(column),
                        by_rule ? "" : std::to_string(column.bytes_per_row()),
                        own != said.end() ? own->second : shared->second);
  }
  if (used != said.size())
    throw sim::InvariantError(fmt::format("a column is explained that {} does not have", table));
  return text;
}

std::string streams_table(const Meanings& said) {
  std::map<std::string, std::string> drawn_by;
  for (const sim::Declaration& submodel : territory::declared_schedule())
    for (const sim::NamedStream& stream : submodel.streams)
      drawn_by[fmt::format("{} {}", stream.stream.number, stream.name)] = submodel.name;
  std::vector<std::pair<int, std::string>> rows;
  for (const auto& [stream, under] : said) {
    int number = -1;
    const std::size_t space = std::min(stream.find(' '), stream.size());
    const auto read = std::from_chars(stream.data(), stream.data() + space, number);
    if (space == stream.size() || read.ptr != stream.data() + space)
      throw sim::InvariantError("a stream is `number name`: " + stream);
    const auto submodel = drawn_by.find(stream);
    rows.emplace_back(number, fmt::format("| {} | {} | {} | {} |\n", number, stream.substr(space + 1),
                                          submodel == drawn_by.end() ? "–" : submodel->second, under));
    if (submodel != drawn_by.end()) drawn_by.erase(submodel);
  }
  if (!drawn_by.empty())
    throw sim::InvariantError("nobody says under whom this is drawn: " + drawn_by.begin()->first);
  std::sort(rows.begin(), rows.end());
  std::string text = "| number | stream | submodel of the month | drawn for |\n|---|---|---|---|\n";
  for (const auto& [number, row] : rows) text += row;
  return text;
}

std::string rules_table() {
  const sim::Catalogue catalogue = sim::catalogue_of(territory::Scenario{});
  std::string text =
      "| `trust.rule` | what it is | bytes of σ | first impression m | heeds A, B, I and betrayal | own "
      "conduct "
      "| hears of *perpetuate* | heeds certificates |\n|---|---|---|---|---|---|---|---|\n";
  territory::TrustRules::All rules;
  territory::TrustRules::for_each(rules, [&]<class Theory>(const Theory&) {
    std::string meaning;
    for (const auto& entry : catalogue.entries())
      if (entry.group == std::string("trust.") + Theory::name) meaning = entry.group_meaning;
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n", Theory::name, meaning,
                        sizeof(typename Theory::State), yes(territory::keeps_prior<Theory>),
                        yes(territory::heeds_detail<Theory>), yes(territory::is_endogenous<Theory>),
                        yes(territory::hears_of_perpetuation<Theory>),
                        yes(territory::heeds_certificates<Theory>));
  });
  return text;
}

std::string targets_table() {
  std::string text =
      "| id | figure | use | measure | month | tolerated | source |\n|---|---|---|---|---|---|---|\n";
  for (const territory::Pattern& pattern : territory::patterns()) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", pattern.id, pattern.meaning,
                        territory::use_names[static_cast<std::size_t>(pattern.use)],
                        pattern.quantity.empty() ? "–" : fmt::format("`{}`", pattern.quantity),
                        pattern.month.value, territory::tolerated_text(pattern), pattern.source);
  }
  return text;
}

std::string symbols_table() {
  std::string text = "| symbol | parameter | default |\n|---|---|---|\n";
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries()) {
    if (!entry.spec.symbol.empty())
      text += fmt::format("| {} | `{}` | {} |\n", entry.spec.symbol, entry.key, sim::plain(entry.value));
  }
  return text;
}

std::string evidence_table() {
  using sim::Evidence;
  constexpr std::array<std::pair<Evidence, std::string_view>, 5> tags{{
      {Evidence::seed, "a figure of the practitioners' documents the model was made from"},
      {Evidence::literature, "a published value or form"},
      {Evidence::derived, "arithmetic on the two above, or fitted to a survey"},
      {Evidence::assumption, "nobody's finding: to be varied, not believed"},
      {Evidence::setting, "no statement about the world: a choice of the run"},
  }};
  std::string text = "| evidence | meaning | parameters |\n|---|---|---|\n";
  const auto entries = sim::catalogue_of(territory::Scenario{}).entries();
  for (const auto& tag : tags) {
    const auto count = std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
      return !entry.is_field() && entry.spec.evidence == tag.first;
    });
    text += fmt::format("| {} | {} | {} |\n", sim::to_string(tag.first), tag.second, count);
  }
  return text;
}

}  // namespace cli
