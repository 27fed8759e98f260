#include "analysis/report/snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>

#include "analysis/report/run_set.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

using sim::output::GroupData;

[[noreturn]] void refuse(const std::string& file, std::string what) {
  throw sim::InputError(sim::Fault{{file, 0, 0}, std::move(what), {}});
}

const GroupData& subgroup(const GroupData& group, const char* name, const std::string& file) {
  const auto found = std::ranges::find(group.subgroups, name, &GroupData::name);
  if (found == group.subgroups.end())
    refuse(file, fmt::format("its snapshot '{}' has no group '{}'", group.name, name));
  return *found;
}

std::vector<int> whole(const GroupData& group, const char* name, const std::string& file,
                       std::size_t length) {
  const std::vector<double> values = numbers_in(group, name, file);
  if (values.size() != length)
    refuse(file, fmt::format("'{}' of a snapshot is not as long as it should be", name));
  return {values.begin(), values.end()};
}

std::vector<std::string> flag_meanings(const GroupData& group, const char* name) {
  const auto* variable = find_variable(group, name);
  const auto* value =
      variable == nullptr ? nullptr : sim::output::find_attribute(variable->attributes, "flag_meanings");
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  std::istringstream words(text == nullptr ? "" : *text);
  std::vector<std::string> names;
  for (std::string word; words >> word;) names.push_back(word);
  return names;
}

void read_actors(Snapshot& snapshot, const GroupData& root, const GroupData& actors, const std::string& file,
                 std::unordered_map<int, std::size_t>& row_of) {
  const std::size_t length = numbers_in(actors, "actor", file).size();
  const std::vector<int> uids = whole(actors, "actor", file, length);
  for (std::size_t k = 0; k < length; ++k) row_of[uids[k]] = k;
  snapshot.kinds = flag_meanings(actors, "kind");
  snapshot.kind = whole(actors, "kind", file, length);
  for (const int kind : snapshot.kind)
    if (kind < 0 || static_cast<std::size_t>(kind) >= snapshot.kinds.size())
      refuse(file, fmt::format("an actor of its snapshot is of the kind {}, which has no name", kind));
  snapshot.commune = whole(actors, "commune_index", file, length);
  snapshot.epci = whole(actors, "epci_index", file, length);
  const auto within = [&](const std::vector<int>& places, const char* dimension) {
    const std::size_t all = texts_in(root, dimension, file).size();
    for (const int place : places)
      if (place < 0 || static_cast<std::size_t>(place) >= all)
        refuse(file, fmt::format("an actor of its snapshot is in the {} {}, which it does not hold",
                                 dimension, place));
  };
  within(snapshot.commune, "commune");
  within(snapshot.epci, "epci");
  for (const int active : whole(actors, "active", file, length)) snapshot.active.push_back(active != 0);
}

void read_ties(Snapshot& snapshot, const GroupData& ties, const std::string& file,
               const std::unordered_map<int, std::size_t>& row_of) {
  const std::size_t length = numbers_in(ties, "low", file).size();
  const auto rows = [&](const char* name) {
    std::vector<std::size_t> found;
    for (const int uid : whole(ties, name, file, length)) {
      const auto row = row_of.find(uid);
      if (row == row_of.end())
        refuse(file, fmt::format("a tie of its snapshot leads to {}, who is nobody", uid));
      found.push_back(row->second);
    }
    return found;
  };
  snapshot.low = rows("low");
  snapshot.high = rows("high");
  const std::vector<double> there = numbers_in(ties, "trust_low", file),
                            back = numbers_in(ties, "trust_high", file);
  if (there.size() != length || back.size() != length)
    refuse(file, "trust of a snapshot is not as long as it should be");
  for (std::size_t k = 0; k < length; ++k) snapshot.trust.push_back((there[k] + back[k]) / 2);
  snapshot.born = whole(ties, "born", file, length);
  for (const int type : whole(ties, "alliance", file, length)) snapshot.partners.push_back(type != 0);
}

}  // namespace

Text kind_name(const std::string& kind) {
  static const std::map<std::string, Text, std::less<>> names{
      {"mayor", {"mairie", "mayor"}},           {"company10", {"PME ou ETI", "company of 10 or more"}},
      {"tpe", {"TPE", "company of 1 to 9"}},    {"association", {"association", "association"}},
      {"catalyst", {"catalyseur", "catalyst"}},
  };
  const auto found = names.find(kind);
  return found == names.end() ? Text{kind, kind} : found->second;
}

std::vector<Snapshot> snapshots_of(const sim::output::ResultFile& file, const std::string& name) {
  std::vector<Snapshot> snapshots;
  const auto group = std::ranges::find(file.subgroups, "snapshots", &GroupData::name);
  if (group == file.subgroups.end()) return snapshots;
  for (const GroupData& month : group->subgroups) {
    const auto parsed = sim::parse_month(month.name);
    if (!parsed) refuse(name, fmt::format("its snapshot '{}' is of no month", month.name));
    Snapshot snapshot;
    snapshot.month = parsed->value;
    std::unordered_map<int, std::size_t> row_of;
    read_actors(snapshot, file, subgroup(month, "actors", name), name, row_of);
    read_ties(snapshot, subgroup(month, "ties", name), name, row_of);
    snapshots.push_back(std::move(snapshot));
  }
  std::ranges::sort(snapshots, {}, &Snapshot::month);
  return snapshots;
}

}  // namespace analysis::report
