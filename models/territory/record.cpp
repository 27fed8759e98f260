#include "models/territory/record.hpp"

#include <algorithm>
#include <limits>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/patterns/pattern_variables.hpp"

namespace territory {

namespace {

using sim::output::Measure;
using sim::output::ResultFile;
using sim::output::Series;
using sim::output::Variable;

std::vector<Measure> measures_at(MeasureLevel level, const std::string& prefix) {
  std::vector<Measure> measures;
  for (const StockMeasure& m : stock_measures()) {
    if (m.levels & level)
      measures.push_back({prefix + std::string(m.name), std::string(m.unit), std::string(m.meaning)});
  }
  for (const FlowMeasure& m : flow_measures()) {
    if (level == at_perimeter || (level == at_epci && m.at_epci))
      measures.push_back({prefix + std::string(m.name), "1", std::string(m.meaning)});
  }
  return measures;
}

void fill(std::span<double> row, std::span<const Tally> units, MeasureLevel level) {
  std::size_t at = 0;
  for (const StockMeasure& m : stock_measures()) {
    if (!(m.levels & level)) continue;
    for (const Tally& unit : units) row[at++] = m.value(unit);
  }
  if (level != at_epci) return;
  for (const FlowMeasure& m : flow_measures()) {
    if (!m.at_epci) continue;
    for (const Tally& unit : units) row[at++] = m.at_epci(unit);
  }
}

template <class T>
Variable along(const std::string& name, const std::string& dimension, std::vector<T> data,
               const std::string& unit, const std::string& meaning) {
  Variable variable{name, {dimension}, std::move(data), {{"long_name", meaning}}};
  if (!unit.empty()) variable.attributes.push_back({"units", unit});
  return variable;
}

}  // namespace

Record::Record(const Scenario& scenario, const World& world, const sim::Executor& executor)
    : scenario_(scenario),
      executor_(executor),
      inhabitants_(static_cast<double>(world.geography.population())),
      patterns_(scenario, world),
      perimeter_("time", "", 1, measures_at(at_perimeter, ""), true),
      epci_("time", "epci", world.geography.epcis.size(), measures_at(at_epci, "epci_"), false),
      commune_("year", "commune", world.geography.communes.size(), measures_at(at_commune, "commune_"),
               false) {}

void Record::observe(const World& world, sim::Month month) {
  const SurveyParameters& survey = scenario_.survey;
  if (month.value == survey.company_month)
    surveys_.push_back(take_survey(world, Kind::company10, survey.companies, month, scenario_.run.key()));
  if (month.value == survey.association_month)
    surveys_.push_back(
        take_survey(world, Kind::association, survey.associations, month, scenario_.run.key()));
  if (month.value == survey.mayor_month && scenario_.observers.enabled) {
    for (SurveyResult& answer : take_mayor_survey(world, survey.mayors, month, scenario_.run.key()))
      surveys_.push_back(std::move(answer));
  }
  const std::vector<std::uint32_t> partnerships = live_partnerships(world.ties, executor_);
  if (month.value < -1 && !scenario_.output.spinup_rows) {
    patterns_.observe(world, month, partnerships, {}, executor_);
    return;
  }
  const auto& wanted = scenario_.output.snapshots;
  if (std::binary_search(wanted.begin(), wanted.end(), month))
    snapshots_.push_back(take_snapshot(world, month));
  const bool year_end = sim::month_of_year(month) == 12 && scenario_.output.commune_series;
  std::vector<Tally> communes(year_end ? world.geography.communes.size() : 0);
  const std::vector<Tally> epcis =
      tally(world, month, partnerships, communes, scenario_.observers, executor_);
  patterns_.observe(world, month, partnerships, epcis, executor_);
  Tally whole;
  for (const Tally& epci : epcis) whole += epci;
  months_.push_back(month);
  const std::span<double> row = perimeter_.open_row();
  fill(row, {&whole, 1}, at_perimeter);
  std::size_t at = row.size() - flow_measures().size();
  for (const FlowMeasure& m : flow_measures()) row[at++] = static_cast<double>(world.flows.*m.count);
  if (scenario_.output.epci_series) fill(epci_.open_row(), epcis, at_epci);
  if (year_end) {
    year_ends_.push_back(month);
    fill(commune_.open_row(), communes, at_commune);
  }
}

double Record::perimeter(sim::Month month, std::string_view measure) const {
  const auto place = std::find(months_.begin(), months_.end(), month);
  if (place == months_.end()) return std::numeric_limits<double>::quiet_NaN();
  return perimeter_.at(static_cast<std::size_t>(place - months_.begin()), measure);
}

ResultFile Record::result(const World& world) const {
  ResultFile file;
  sim::output::add_monthly_axis(file, months_);
  perimeter_.add_to(file);
  add_units(file, world);
  if (scenario_.output.epci_series) epci_.add_to(file);
  if (scenario_.output.commune_series && !year_ends_.empty()) {
    sim::output::add_yearly_axis(file, year_ends_);
    commune_.add_to(file);
  }
  if (!surveys_.empty()) {
    std::vector<std::string> names;
    std::vector<std::int32_t> months, asked, engaged;
    std::vector<double> share, low, high, population;
    for (const SurveyResult& s : surveys_) {
      const Interval interval = wilson(s.engaged, s.asked);
      names.push_back(s.name);
      months.push_back(s.month.value);
      asked.push_back(s.asked);
      engaged.push_back(s.engaged);
      share.push_back(s.asked ? static_cast<double>(s.engaged) / s.asked : 0.0);
      low.push_back(interval.low);
      high.push_back(interval.high);
      population.push_back(s.population_share);
    }
    file.dimensions.push_back({"survey", surveys_.size(), false});
    file.variables.push_back(
        along("survey", "survey", names, "",
              "who was asked whether they have a company-association partnership; mayor_STATE: "
              "mayors, whether that is the state of their territory"));
    file.variables.push_back(
        along("survey_month", "survey", months, "1", "month of the survey, months since January 2008"));
    file.variables.push_back(along("survey_asked", "survey", asked, "1", "how many were asked"));
    file.variables.push_back(along("survey_engaged", "survey", engaged, "1", "how many answered yes"));
    file.variables.push_back(along("survey_share", "survey", share, "1", "share of yes in the sample"));
    file.variables.push_back(
        along("survey_low", "survey", low, "1", "lower end of the 95 % Wilson interval"));
    file.variables.push_back(
        along("survey_high", "survey", high, "1", "upper end of the 95 % Wilson interval"));
    file.variables.push_back(
        along("survey_population_share", "survey", population, "1", "share of yes in the whole population"));
  }
  add_patterns(file, *this);
  if (!snapshots_.empty()) file.subgroups.push_back(snapshots_group(snapshots_));
  return file;
}

void Record::add_units(ResultFile& file, const World& world) const {
  const Geography& g = world.geography;
  std::vector<std::string> codes, names;
  std::vector<std::int32_t> population, inside;
  std::vector<std::int8_t> partial;
  for (const Epci& epci : g.epcis) {
    codes.push_back(epci.code);
    names.push_back(epci.name);
    population.push_back(static_cast<std::int32_t>(epci.population));
    inside.push_back(static_cast<std::int32_t>(epci.population_inside));
    partial.push_back(2 * epci.population_inside < epci.population);
  }
  file.dimensions.push_back({"epci", codes.size(), false});
  file.variables.push_back(along("epci", "epci", codes, "", "SIREN code of the EPCI"));
  file.variables.push_back(along("epci_name", "epci", names, "", "name of the EPCI"));
  file.variables.push_back(
      along("epci_population", "epci", population, "1", "inhabitants of the whole EPCI"));
  file.variables.push_back(along("epci_population_inside", "epci", inside, "1",
                                 "inhabitants of its communes within the perimeter"));
  file.variables.push_back(
      along("epci_partial", "epci", partial, "1",
            "1 when less than half of its inhabitants live within the perimeter: not to be ranked"));

  std::vector<std::string> insee, commune_names;
  std::vector<std::int32_t> commune_epci, commune_population;
  std::vector<double> longitude, latitude;
  for (std::size_t c = 0; c < g.communes.size(); ++c) {
    insee.push_back(g.communes[c].insee);
    commune_names.push_back(g.communes[c].name);
    commune_epci.push_back(static_cast<std::int32_t>(g.epci_of[c]));
    commune_population.push_back(g.communes[c].population);
    longitude.push_back(g.communes[c].longitude);
    latitude.push_back(g.communes[c].latitude);
  }
  file.dimensions.push_back({"commune", insee.size(), false});
  file.variables.push_back(along("commune", "commune", insee, "", "INSEE code of the commune"));
  file.variables.push_back(along("commune_name", "commune", commune_names, "", "name of the commune"));
  file.variables.push_back(
      along("commune_epci", "commune", commune_epci, "1", "position of its EPCI along the dimension epci"));
  file.variables.push_back(
      along("commune_population", "commune", commune_population, "1", "inhabitants (2023)"));
  file.variables.push_back(
      along("commune_longitude", "commune", longitude, "degrees_east", "longitude of the centroid"));
  file.variables.push_back(
      along("commune_latitude", "commune", latitude, "degrees_north", "latitude of the centroid"));
}

}  // namespace territory
