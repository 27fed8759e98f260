// A record in a checkpoint: the rows gathered so far, bit by bit.
#include <algorithm>
#include <cstring>

#include "models/territory/record.hpp"

namespace territory {

namespace {

using sim::output::CheckpointSections;
using sim::output::CheckpointView;

constexpr const char* months_section = "record months";
constexpr const char* year_ends_section = "record year ends";
constexpr const char* perimeter_section = "record perimeter";
constexpr const char* epci_section = "record epci";
constexpr const char* commune_section = "record communes";
constexpr const char* surveys_section = "record surveys";
constexpr const char* snapshots_section = "record snapshots";

/// A survey, its name told by its number among `survey_name`.
struct StoredSurvey {
  std::int32_t name, month, asked, engaged;
  double population_share;
};
static_assert(sizeof(StoredSurvey) == 24);

template <class T>
std::vector<std::byte> bytes_of(const std::vector<T>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  return {bytes.begin(), bytes.end()};
}

template <class T>
std::vector<T> values_of(const CheckpointView& checkpoint, const char* section) {
  const auto bytes = checkpoint.bytes(section);
  if (bytes.size() % sizeof(T) != 0)
    checkpoint.refuse(std::string("holds half a value in section '") + section + "'");
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

}  // namespace

void Record::save(CheckpointSections& sections) const {
  sections.add(months_section, bytes_of(months_));
  sections.add(year_ends_section, bytes_of(year_ends_));
  sections.add(perimeter_section, perimeter_.saved_rows());
  sections.add(epci_section, epci_.saved_rows());
  sections.add(commune_section, commune_.saved_rows());
  std::vector<StoredSurvey> surveys;
  for (const SurveyResult& s : surveys_) {
    std::int32_t name = 0;
    while (survey_name(name) != s.name) ++name;
    surveys.push_back({name, s.month.value, s.asked, s.engaged, s.population_share});
  }
  sections.add(surveys_section, bytes_of(surveys));
  sections.add(snapshots_section, snapshot_bytes(snapshots_));
  patterns_.save(sections);
}

void Record::restore(const CheckpointView& checkpoint, sim::Month done) {
  months_ = values_of<sim::Month>(checkpoint, months_section);
  year_ends_ = values_of<sim::Month>(checkpoint, year_ends_section);
  const bool whole = perimeter_.restore_rows(checkpoint.bytes(perimeter_section)) &&
                     epci_.restore_rows(checkpoint.bytes(epci_section)) &&
                     commune_.restore_rows(checkpoint.bytes(commune_section));
  if (!whole || months_ != months_due(done) || perimeter_.rows() != months_.size() ||
      epci_.rows() != (scenario_.output.epci_series ? months_.size() : 0) ||
      commune_.rows() != year_ends_.size())
    checkpoint.refuse("holds series of other months than a run would have by " + sim::to_string(done));
  surveys_.clear();
  for (const StoredSurvey& s : values_of<StoredSurvey>(checkpoint, surveys_section)) {
    if (s.name < 0 || s.name >= survey_name_count || s.month > done.value)
      checkpoint.refuse("holds a survey that no run takes");
    surveys_.push_back({survey_name(s.name), sim::Month{s.month}, s.asked, s.engaged, s.population_share});
  }
  auto snapshots = snapshots_from(checkpoint.bytes(snapshots_section));
  std::vector<sim::Month> wanted = scenario_.output.snapshots;
  std::erase_if(wanted, [&](sim::Month month) { return month > done; });
  if (!snapshots || !std::ranges::equal(*snapshots, wanted, {}, &Snapshot::month))
    checkpoint.refuse("holds snapshots of other months than a run would have by " + sim::to_string(done));
  snapshots_ = std::move(*snapshots);
  patterns_.restore(checkpoint);
}

/// Months that have a row once `done` is over.
std::vector<sim::Month> Record::months_due(sim::Month done) const {
  std::vector<sim::Month> due;
  for (sim::Month month = scenario_.first_recorded(); month <= done; ++month) due.push_back(month);
  return due;
}

}  // namespace territory
