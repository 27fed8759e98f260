#include "models/territory/submodels/interventions.hpp"

#include <algorithm>
#include <map>

#include "models/territory/submodels/demarche.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

constexpr double months_a_year = 12.0;
/// Domains whose needs jump in the pandemic: employment, living standard, isolation, health (SM16).
constexpr std::array<std::size_t, 4> covid_domains{0, 2, 7, 10};
constexpr std::string_view region_prefix = "region:";

/// The code, among those `code_of` its communes, under which most inhabitants of each EPCI live; of equals
/// the first.
template <class CodeOf>
std::vector<std::string> main_codes(const Geography& geography, CodeOf code_of) {
  std::vector<std::map<std::string, long>> inhabitants(geography.epcis.size());
  for (std::size_t c = 0; c < geography.communes.size(); ++c)
    inhabitants[geography.epci_of[c]][code_of(geography.communes[c])] += geography.communes[c].population;
  std::vector<std::string> codes;
  for (const auto& by_code : inhabitants) {
    const auto most =
        std::ranges::max_element(by_code, [](const auto& a, const auto& b) { return a.second < b.second; });
    codes.push_back(most == by_code.end() ? "" : most->first);
  }
  return codes;
}

}  // namespace

sim::Month Intervention::first() const { return sim::parse_month(start).value_or(sim::Month{0}); }

std::optional<sim::Month> Intervention::last() const {
  return end.empty() ? std::nullopt : sim::parse_month(end);
}

double Intervention::strength(sim::Month month, double decay) const {
  if (month < first()) return 0.0;
  const std::optional<sim::Month> until = last();
  if (!until || month <= *until) return intensity;
  if (!is_lever()) return 0.0;
  return intensity * sim::pow(1.0 - decay, month - *until);
}

std::vector<std::uint32_t> covered_epcis(const Intervention& intervention, const Geography& geography) {
  const auto& codes = intervention.territories;
  const auto named = [&](const std::string& code) { return std::ranges::find(codes, code) != codes.end(); };
  const bool everywhere = codes.empty() || named("all");
  const auto departments = main_codes(geography, [](const Commune& c) { return c.department; });
  const auto regions =
      main_codes(geography, [](const Commune& c) { return std::string(region_prefix) + c.region; });
  std::vector<std::uint32_t> rows;
  for (std::uint32_t e = 0; e < geography.epcis.size(); ++e) {
    if (everywhere || named(geography.epcis[e].code) || named(departments[e]) || named(regions[e]))
      rows.push_back(e);
  }
  return rows;
}

Interventions::Interventions(const std::vector<Intervention>& interventions, const LeverParameters& levers,
                             const ShockParameters& shocks, const Geography& geography)
    : levers_(levers), shocks_(shocks) {
  for (const Intervention& intervention : interventions) {
    Placed placed{intervention, covered_epcis(intervention, geography), {}};
    double inhabitants = 0;
    for (const std::uint32_t e : placed.epcis)
      inhabitants += static_cast<double>(geography.epcis[e].population_inside);
    for (const std::uint32_t e : placed.epcis) {
      const auto own = static_cast<double>(geography.epcis[e].population_inside);
      placed.population_shares.push_back(inhabitants > 0 ? own / inhabitants : 0.0);
    }
    placed_.push_back(std::move(placed));
  }
  for (const Epci& epci : geography.epcis)
    national_shares_.push_back(static_cast<double>(epci.population_inside) / levers.national_population);
}

sim::Declaration Interventions::declaration() const {
  return {.name = "interventions",
          .phase = "P01",
          .meaning = "levers, funds and shocks in force are turned into their effects on each EPCI",
          .writes = {"epcis.closed", "epcis.threshold_cut", "epcis.consent_help", "epcis.cost_cut",
                     "epcis.birth_boost", "epcis.team_boost", "epcis.accuracy_boost", "epcis.misreading_cut",
                     "epcis.learning_inflow", "epcis.project_money", "epcis.project_grants", "epcis.cash_cut",
                     "epcis.shock", "epcis.potential_rate", "epcis.need_shock", "epcis.valorisation_action",
                     "epcis.demarche_since"}};
}

void Interventions::commit(World& world, const sim::Step& step) {
  std::vector<Balance> balances(world.epcis.table.rows());
  for (const Placed& placed : placed_) {
    const double x = placed.intervention.strength(step.month, levers_.lever_decay);
    if (x > 0.0) add(placed, x, step.month, balances);
    if (x > 0.0 && placed.intervention.kind == InterventionKind::demarche &&
        step.month == placed.intervention.first()) {
      for (const std::uint32_t e : placed.epcis) begin_demarche(world, e, step.month);
    }
  }
  for (std::size_t e = 0; e < balances.size(); ++e) write(world.epcis, e, balances[e]);
}

void Interventions::add(const Placed& placed, double x, sim::Month month,
                        std::vector<Balance>& balances) const {
  using Kind = InterventionKind;
  const Intervention& i = placed.intervention;
  const int age = month - i.first();
  for (std::size_t k = 0; k < placed.epcis.size(); ++k) {
    Balance& b = balances[placed.epcis[k]];
    switch (i.kind) {
      case Kind::fonds_odd17:
        b.grants += x * levers_.fund_grants / months_a_year * national_shares_[placed.epcis[k]];
        break;
      case Kind::fonds:
        b.grants += x * i.grants_per_year / months_a_year * placed.population_shares[k];
        break;
      case Kind::covid: {
        const double open =
            age < shocks_.covid_first_months ? shocks_.covid_open_first : shocks_.covid_open_after;
        b.open *= 1.0 - x * (1.0 - open);
        b.cash *= 1.0 - x * shocks_.covid_cash;
        b.calm *= 1.0 - x;
        b.unconverted *= 1.0 - x * shocks_.pot_conversion;
        if (age > 0) break;
        for (const std::size_t d : covid_domains) b.need[d] += x * shocks_.covid_need;
        break;
      }
      case Kind::mobility:
        b.open *= 1.0 - x * i.size;
        break;
      case Kind::need_shock:
        if (age > 0) break;
        for (std::size_t d = 0; d < domain_count; ++d)
          if (std::ranges::find(i.domains, domain_names[d]) != i.domains.end()) b.need[d] += x * i.size;
        break;
      case Kind::cash_shock:
        b.cash *= 1.0 - x * i.size;
        break;
      case Kind::envie_alliance:
        b.unconverted *= 1.0 - x * shocks_.pot_conversion;
        break;
      case Kind::demarche:
        break;
      default:
        b.without_lever[static_cast<std::size_t>(i.kind)] *= 1.0 - x;
    }
  }
}

void Interventions::write(Epcis& epcis, std::size_t row, const Balance& balance) const {
  using Kind = InterventionKind;
  const auto lever = [&](Kind kind) { return 1.0 - balance.without_lever[static_cast<std::size_t>(kind)]; };
  const auto set = [row](sim::Column<float>& column, double value) {
    column[row] = static_cast<float>(value);
  };
  set(epcis.threshold_cut, levers_.prime_tau * lever(Kind::prime));
  set(epcis.project_money, levers_.prime_money * lever(Kind::prime));
  set(epcis.consent_help, levers_.droit_help * lever(Kind::droit));
  set(epcis.cost_cut, levers_.droit_cost * lever(Kind::droit));
  set(epcis.team_boost, levers_.ingenierie_team * lever(Kind::ingenierie));
  set(epcis.birth_boost, levers_.ingenierie_births * lever(Kind::ingenierie));
  set(epcis.accuracy_boost, levers_.stakes_accuracy * lever(Kind::enjeux_pratiques));
  set(epcis.misreading_cut, levers_.alliance_misreading * lever(Kind::faire_alliance));
  set(epcis.learning_inflow, levers_.learn_inflow * lever(Kind::apprendre));
  set(epcis.valorisation_action, levers_.valoriser_action * lever(Kind::valoriser));
  set(epcis.project_grants, balance.grants);
  set(epcis.closed, 1.0 - balance.open);
  set(epcis.cash_cut, 1.0 - balance.cash);
  set(epcis.shock, 1.0 - balance.calm);
  set(epcis.potential_rate, 1.0 - balance.unconverted);
  for (std::size_t d = 0; d < domain_count; ++d)
    epcis.need_shock[row][d] = static_cast<float>(balance.need[d]);
}

}  // namespace territory
