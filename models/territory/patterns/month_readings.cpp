#include "models/territory/patterns/month_readings.hpp"

#include <cmath>

#include "models/territory/measures.hpp"
#include "models/territory/patterns/quantile.hpp"
#include "models/territory/submodels/partnership_record.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/nothing.hpp"

namespace territory {

namespace {

using sim::nothing;

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : nothing; }

double epcis_with_catalyst(const World& world) {
  double count = 0.0;
  for (const char has : world.catalyst_by_epci()) count += has;
  return count;
}

const StockMeasure& measure_named(std::string_view name) {
  return *std::ranges::find(stock_measures(), name, &StockMeasure::name);
}

}  // namespace

double heterogeneity(std::span<const double> r, std::span<const double> n) {
  if (r.size() < 2) return nothing;
  double weights = 0.0, sum = 0.0, squares = 0.0;
  for (std::size_t k = 0; k < r.size(); ++k) {
    const double z = 0.5 * sim::log((1.0 + r[k]) / (1.0 - r[k]));
    const double weight = n[k] - 3.0;
    weights += weight;
    sum += weight * z;
    squares += weight * z * z;
  }
  const double q = squares - sum * sum / weights;
  const double freedom = static_cast<double>(r.size()) - 1.0;
  constexpr double z95 = 1.6448536269514722;
  const double spread = 2.0 / (9.0 * freedom);
  const double root = 1.0 - spread + z95 * std::sqrt(spread);
  return q / (freedom * root * root * root);
}

void MonthReadings::observe(const World& world, sim::Month month, std::span<const Tally> epcis) {
  if (month.value > year_end - 12 && month.value <= year_end)
    sessions_[0] += world.flows.catalyst_events_called + sittings_ * world.flows.catalyst_workshops_called;
  if (month.value == association_month) read_types(world);
  if (month.value == year_end) read_projects(world);
  if (month.value == q4_month) read_dynamics(world);
  if (month.value == calm_month) read_correlations(world, epcis);
}

void MonthReadings::read_types(const World& world) {
  std::vector<std::uint8_t> types(world.actors.size(), 0);  // bits by type
  const Ties& ties = world.ties;
  for (std::size_t t = 0; t < ties.size(); ++t) {
    if (ties.alliance[t] == Alliance::none || has_public_member(world, t)) continue;
    const auto bit = static_cast<std::uint8_t>(1U << (static_cast<unsigned>(ties.alliance[t]) - 1U));
    for (const std::uint32_t member : {ties.store.low_row(t), ties.store.high_row(t)}) types[member] |= bit;
  }
  double engaged = 0.0;
  std::array<double, alliance_count> with{};
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (world.actors.kind[i] != Kind::association || types[i] == 0) continue;
    ++engaged;
    for (std::size_t k = 0; k < with.size(); ++k) with[k] += (types[i] >> k) & 1U;
  }
  for (std::size_t k = 0; k < with.size(); ++k)
    set(static_cast<MonthReading>(static_cast<std::size_t>(MonthReading::mecenat_share) + k),
        ratio(with[k], engaged));
}

void MonthReadings::read_projects(const World& world) {
  const double with_catalyst = epcis_with_catalyst(world);
  const std::vector<char> has_catalyst = world.catalyst_by_epci();
  double running = 0.0;
  std::vector<double> members;
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    if (world.projects.stage[p] == Stage::deployed) continue;
    members.push_back(world.projects.member_count[p]);
    running += has_catalyst[world.projects.epci[p]];
  }
  set(MonthReading::running_projects, ratio(running, with_catalyst));
  set(MonthReading::sessions, ratio(static_cast<double>(sessions_[0]), with_catalyst));
  set(MonthReading::partners_top_decile, quantile(std::move(members), 0.9));
}

void MonthReadings::read_dynamics(const World& world) {
  std::array<double, dynamic_count> dense{}, small{};
  for (const std::uint32_t mayor : world.roster.everywhere(Partner::mayor)) {
    const std::uint32_t c = world.actors.commune[mayor];
    const Commune& commune = world.geography.communes[c];
    const auto state = static_cast<std::size_t>(world.communes.dynamic[c]);
    if (commune.density <= last_urban_class) {
      ++dense[state];
    } else if (commune.population < small_commune_bound) {
      ++small[state];
    }
  }
  double ahead = 0.0, pairs = 0.0;
  for (std::size_t d = 0; d < dense.size(); ++d) {
    for (std::size_t s = 0; s < small.size(); ++s) {
      pairs += dense[d] * small[s];
      ahead += dense[d] * small[s] * (d > s ? 1.0 : d == s ? 0.5 : 0.0);
    }
  }
  set(MonthReading::dense_ahead, ratio(ahead, pairs));
}

void MonthReadings::read_correlations(const World& world, std::span<const Tally> epcis) {
  const StockMeasure& correlation = measure_named("trust_age_correlation");
  std::vector<double> r, n;
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    const Epci& epci = world.geography.epcis[e];
    const double pairs = epcis[e].alliances + epcis[e].public_alliances;
    const double here = correlation.value(epcis[e]);
    // Little of it inside the perimeter: its partners are mostly missing.
    if (2 * epci.population_inside < epci.population) continue;
    if (pairs < fewest_partnerships_of_epci || !(std::abs(here) < 1.0)) continue;
    r.push_back(here);
    n.push_back(pairs);
  }
  set(MonthReading::heterogeneity, heterogeneity(r, n));
}

}  // namespace territory
