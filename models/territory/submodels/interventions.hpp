// Levers, funds and shocks: what is done to territories, and what happens to them (MODEL SM15, SM16).
//
// An entry `[[intervention]]` of a scenario acts with strength x(t) in the EPCI of its territories:
//
//   x(t) = intensity                              from `start` through `end`
//   x(t) = intensity·(1 − decay)^{t − end}        afterwards, for the seven levers: what they built fades
//
// Entries of one kind in one EPCI saturate, x = 1 − Π(1 − x_k); so do shares closed, cut and lost. Grants
// add. At the head of each month the strengths become the effect columns of `epcis`, which the submodels
// concerned read; zero everywhere is the model without public policy. There is no state: dates say
// everything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

/// The seven levers first, then funds, shocks, and the démarche that SM19 reads.
enum class InterventionKind : std::uint8_t {
  prime,
  droit,
  ingenierie,
  enjeux_pratiques,
  faire_alliance,
  apprendre,
  valoriser,
  fonds_odd17,
  fonds,
  covid,
  mobility,
  need_shock,
  cash_shock,
  envie_alliance,
  demarche
};
inline constexpr int lever_count = 7;
inline constexpr int intervention_kind_count = 15;
inline constexpr std::array<std::string_view, intervention_kind_count> intervention_kind_names{
    "prime",          "droit",          "ingenierie", "enjeux_pratiques",
    "faire_alliance", "apprendre",      "valoriser",  "fonds_odd17",
    "fonds",          "covid",          "mobility",   "need_shock",
    "cash_shock",     "envie_alliance", "demarche"};

/// One entry of the list. Numbers that a kind does not use stay zero.
struct Intervention {
  std::string name;
  InterventionKind kind = InterventionKind::prime;
  std::string start;  ///< YYYY-MM
  std::string end;    ///< last month in force; empty = until the end of the run
  double intensity = 1;
  std::vector<std::string> territories;  ///< empty or "all" = everywhere
  double size = 0;                       ///< of the generic shocks
  double grants_per_year = 0;            ///< of a `fonds`
  std::vector<std::string> domains;      ///< of a `need_shock`

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] sim::Month first() const;
  /// Nothing when it does not end.
  [[nodiscard]] std::optional<sim::Month> last() const;
  [[nodiscard]] bool is_lever() const { return static_cast<int>(kind) < lever_count; }
  /// x(t); `decay` = share of a lever's effect lost in a month after its end.
  [[nodiscard]] double strength(sim::Month month, double decay) const;
};

struct LeverParameters {
  double prime_tau = 0.03;
  double prime_money = 3;
  double droit_help = 0.03;
  double droit_cost = 0.2;
  double ingenierie_team = 1;
  double ingenierie_births = 1;
  double stakes_accuracy = 0.2;
  double alliance_misreading = 0.3;
  double learn_inflow = 0.01;
  double valoriser_action = 1;
  double lever_decay = 0.02;
  double fund_grants = 17;
  double national_population = 68.35e6;

  void describe(sim::ParameterVisitor& parameters);
};

struct ShockParameters {
  double covid_open_first = 0.3;
  double covid_open_after = 0.6;
  int covid_first_months = 3;
  double covid_cash = 0.2;
  double covid_need = 0.1;
  double pot_conversion = 0.01;

  void describe(sim::ParameterVisitor& parameters);
};

/// Rows of the EPCI an intervention covers, ascending. A department or region covers the EPCI most of whose
/// inhabitants (within the perimeter) live in it.
[[nodiscard]] std::vector<std::uint32_t> covered_epcis(const Intervention& intervention,
                                                       const Geography& geography);

class Interventions final : public sim::Submodel<World> {
 public:
  Interventions(const std::vector<Intervention>& interventions, const LeverParameters& levers,
                const ShockParameters& shocks, const Geography& geography);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Placed {
    Intervention intervention;
    std::vector<std::uint32_t> epcis;
    std::vector<double> population_shares;  // of those EPCI; sum 1 unless nobody lives there
  };
  /// What is left of one, by kind of effect, after all interventions of the month; and what adds up.
  struct Balance {
    std::array<double, lever_count> without_lever{1, 1, 1, 1, 1, 1, 1};
    double open = 1, cash = 1, calm = 1, unconverted = 1;
    double grants = 0;
    std::array<double, domain_count> need{};
  };
  void add(const Placed& placed, double x, sim::Month month, std::vector<Balance>& balances) const;
  void write(Epcis& epcis, std::size_t row, const Balance& balance) const;

  std::vector<Placed> placed_;
  LeverParameters levers_;
  ShockParameters shocks_;
  std::vector<double> national_shares_;  // inhabitants of each EPCI over those of the country
};

}  // namespace territory
