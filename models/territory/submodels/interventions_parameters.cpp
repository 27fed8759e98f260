// What a scenario may say of an intervention, and the sizes of the effects.
#include <algorithm>

#include "models/territory/submodels/interventions.hpp"

namespace territory {

namespace {

using sim::Evidence;

constexpr int last_start = 1200;  // 2108-01, as for `run.until`

bool is_month(const std::string& text) {
  const auto month = sim::parse_month(text);
  return month && month->value >= 0 && month->value <= last_start;
}

bool all_of(std::string_view text, std::string_view letters) {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

/// "all", "region:84", a department ("63", "2A", "974"), an EPCI ("200069185") or a commune that is its own
/// EPCI ("29083").
bool is_territory(std::string_view code) {
  constexpr std::string_view digits = "0123456789", region = "region:";
  if (code == "all") return true;
  if (code.starts_with(region))
    return code.size() == region.size() + 2 && all_of(code.substr(region.size()), digits);
  if (code.size() != 2 && code.size() != 3 && code.size() != 5 && code.size() != 9) return false;
  const bool corsican = code.size() < 9 && (code.starts_with("2A") || code.starts_with("2B"));
  return all_of(corsican ? code.substr(2) : code, digits);
}

bool is_domain(const std::string& name) {
  return std::ranges::find(domain_names, name) != domain_names.end();
}

const std::string& domains_sentence() {
  static const std::string sentence = [] {
    std::string text = "domains takes, each in quotes, ";
    for (std::size_t d = 0; d < domain_names.size(); ++d)
      text += (d == 0 ? "" : ", ") + std::string(domain_names[d]);
    return text;
  }();
  return sentence;
}

}  // namespace

void Intervention::describe(sim::ParameterVisitor& p) {
  using Kind = InterventionKind;
  p.choice(kind, intervention_kind_names,
           {.name = "kind",
            .meaning = "what it is: a lever, a fund, a shock, or the start of a démarche",
            .source = "levers and funds S0.12-13, shocks SM16",
            .evidence = Evidence::setting,
            .required = true});
  p.text(start, {.name = "start",
                 .unit = "YYYY-MM",
                 .meaning = "first month in force",
                 .evidence = Evidence::setting,
                 .required = true});
  p.require(is_month(start), {"start"}, "start must be a month written YYYY-MM, 2008-01 to 2108-01");
  p.text(end, {.name = "end",
               .unit = "YYYY-MM",
               .meaning = "last month in force; \"\" = until the end of the run",
               .evidence = Evidence::setting});
  p.require(end.empty() || is_month(end), {"end"},
            "end must be a month written YYYY-MM, 2008-01 to 2108-01, or empty");
  p.require(!is_month(start) || !is_month(end) || first() <= *last(), {"start", "end"},
            "end must not come before start");
  p.real(intensity, {.name = "intensity",
                     .range = {0, 1},
                     .meaning = "strength; 0 switches it off",
                     .evidence = Evidence::setting,
                     .symbol = "x"});
  p.texts(territories,
          {.name = "territories",
           .meaning = "where: EPCI (SIREN), departments, \"region:84\", \"all\"; empty = everywhere",
           .evidence = Evidence::setting});
  p.require(std::ranges::all_of(territories, is_territory), {"territories"},
            "territories takes \"all\", EPCI of nine digits, departments such as \"63\", \"2A\" or \"974\", "
            "regions such as \"region:84\", and communes of five letters that belong to no EPCI");
  p.real(size, {.name = "size",
                .range = {0, 1},
                .meaning = "of mobility: share of encounters that cannot take place; of need_shock: what is "
                           "added to needs, once; of cash_shock: share off incomes",
                .evidence = Evidence::setting});
  const bool sized = kind == Kind::mobility || kind == Kind::need_shock || kind == Kind::cash_shock;
  p.require(
      (size > 0) == sized, {"kind", "size"},
      "size belongs to mobility, need_shock and cash_shock, which need one above 0, and to no other kind");
  p.real(grants_per_year,
         {.name = "grants_per_year",
          .unit = "1/year",
          .range = {0, 10000},
          .meaning = "of fonds: grants to projects of its territories, shared by inhabitants",
          .evidence = Evidence::setting});
  p.require((grants_per_year > 0) == (kind == Kind::fonds), {"kind", "grants_per_year"},
            "grants_per_year belongs to fonds, which needs some, and to no other kind");
  p.texts(domains, {.name = "domains",
                    .meaning = "of need_shock: the fragility domains whose needs jump",
                    .evidence = Evidence::setting});
  p.require(std::ranges::all_of(domains, is_domain), {"domains"}, domains_sentence());
  p.require(domains.empty() != (kind == Kind::need_shock), {"kind", "domains"},
            "domains belongs to need_shock, which needs one at least, and to no other kind");
}

void LeverParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "levers", "what levers and funds do at intensity 1 (SM15)");
  p.real(prime_tau, {.name = "prime_tau",
                     .range = {0.015, 0.06},
                     .meaning = "Prime: taken off the trust that an alliance asks for",
                     .source = "assumption"});
  p.real(prime_money, {.name = "prime_money",
                       .unit = "months",
                       .range = {1.5, 6},
                       .meaning = "Prime: money added to a new project, in months of its cost",
                       .source = "assumption"});
  p.real(droit_help, {.name = "droit_help",
                      .range = {0.015, 0.06},
                      .meaning = "Droit: help to consent, as if there were that much more trust",
                      .source = "assumption",
                      .symbol = "Δ"});
  p.real(droit_cost, {.name = "droit_cost",
                      .range = {0.1, 0.4},
                      .meaning = "Droit: share off the capacity that a partnership begun under it takes",
                      .source = "assumption"});
  p.real(ingenierie_team, {.name = "ingenierie_team",
                           .range = {0.5, 2},
                           .meaning = "Ingénierie: added to the team of each catalyst",
                           .source = "assumption"});
  p.real(ingenierie_births, {.name = "ingenierie_births",
                             .range = {0.5, 2},
                             .meaning = "Ingénierie: births of partnerships × (1 + this)",
                             .source = "assumption"});
  p.real(stakes_accuracy, {.name = "stakes_accuracy",
                           .range = {0.1, 0.4},
                           .meaning = "Enjeux & pratiques: added to listening accuracy, up to 1",
                           .source = "assumption"});
  p.real(alliance_misreading, {.name = "alliance_misreading",
                               .range = {0.15, 0.6},
                               .meaning = "Faire Alliance: share off the misreading of acts",
                               .source = "assumption"});
  p.real(learn_inflow, {.name = "learn_inflow",
                        .unit = "1/month",
                        .range = {0.005, 0.02},
                        .meaning = "Apprendre: inflow of skill and shared semantics",
                        .source = "assumption"});
  p.real(valoriser_action, {.name = "valoriser_action",
                            .range = {0.5, 2},
                            .meaning = "Valoriser: action on the stock of valorisation",
                            .source = "assumption"});
  p.real(lever_decay, {.name = "lever_decay",
                       .unit = "1/month",
                       .range = {0, 0.1},
                       .meaning = "share of what a lever built that is lost in each month after its end",
                       .source = "assumption"});
  p.real(fund_grants, {.name = "fund_grants",
                       .unit = "1/year",
                       .range = {8.5, 34},
                       .meaning = "Fonds ODD 17: grants in the whole country",
                       .source = "3 M€ over 2020-22, about 50 innovations (X11)",
                       .evidence = Evidence::derived});
  p.real(national_population, {.name = "national_population",
                               .unit = "inhabitants",
                               .range = {1e6, 1e8},
                               .meaning = "inhabitants over whom the Fonds ODD 17 is spread",
                               .source = "communes of France, reference population 2023",
                               .evidence = Evidence::derived});
}

void ShockParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "shocks", "what crises do at intensity 1 (SM16)");
  p.real(covid_open_first, {.name = "covid_open_first",
                            .range = {0, 1},
                            .meaning = "covid: share of encounters that still take place in the first months",
                            .source = "assumption",
                            .symbol = "open"});
  p.real(covid_open_after, {.name = "covid_open_after",
                            .range = {0, 1},
                            .meaning = "covid: the same in the months that follow",
                            .source = "assumption",
                            .symbol = "open"});
  p.integer(covid_first_months, {.name = "covid_first_months",
                                 .unit = "months",
                                 .range = {0, 24},
                                 .meaning = "covid: length of its first phase",
                                 .source = "first lockdown, March to May 2020"});
  p.real(covid_cash, {.name = "covid_cash",
                      .range = {0, 1},
                      .meaning = "covid: share off the income of projects, catalysts and third places",
                      .source = "assumption"});
  p.real(covid_need, {.name = "covid_need",
                      .range = {0, 0.3},
                      .meaning = "covid: jump of needs in employment, living standard, isolation and health, "
                                 "in its first month",
                      .source = "assumption"});
  p.real(pot_conversion,
         {.name = "pot_conversion",
          .unit = "1/month",
          .range = {0, 0.05},
          .meaning = "covid and envie_alliance: chance that who lacks the potential to become "
                     "involved gains it",
          .source = "assumption; opinion of June 2020 as upper bound (X6)",
          .symbol = "b_pot"});
}

}  // namespace territory
