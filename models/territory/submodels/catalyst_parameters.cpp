#include "models/territory/submodels/catalyst_parameters.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math/elementary.hpp"

namespace territory {

namespace {

/// Shares of time at which `introductions`, `events` and `slots` are counted: a definition.
constexpr double introductions_at = 0.4, events_at = 0.3, accompaniment_at = 0.3;
/// A score of sustainability s in [0, 1] is the factor ½ + s.
double factor_of(double score) { return 0.5 + score; }

}  // namespace

int CatalystParameters::stock(sim::Month month, double population) const {
  constexpr int survey_month = 155;
  if (month.value < 0) return 0;
  const double full = density * population / 1e6;
  const double now = month.value <= survey_month ? full * month.value / survey_month
                                                 : full * sim::pow(1.0 + growth, month.value - survey_month);
  return static_cast<int>(std::lround(now));
}

double CatalystParameters::mean_introductions(double staff, double catalysis, double legitimacy,
                                              double skill) const {
  return introductions * (time_shares[0] / introductions_at) * staff * catalysis * legitimacy * (0.5 + skill);
}

double CatalystParameters::mean_gatherings(double staff, double catalysis) const {
  return events * (time_shares[1] / events_at) * staff * catalysis;
}

int CatalystParameters::whole_slots(double staff, double catalysis) const {
  // ω is kept in single precision: a slot must not be lost to its last bit.
  constexpr double rounding = 1e-6;
  return static_cast<int>(
      std::floor(slots * (time_shares[2] / accompaniment_at) * staff * catalysis + rounding));
}

double CatalystParameters::next_legitimacy(double legitimacy, double operating, int successes,
                                           double neutrality, double refused_share) const {
  const double partial = 1.0 - std::min(1.0, neutrality * factor_of(governance));
  const double change = leg_gain * factor_of(clarity) * (1.0 - operating) * (1.0 - legitimacy) -
                        leg_loss * operating * legitimacy + leg_success * successes * (1.0 - legitimacy) -
                        leg_refusal * partial * refused_share * legitimacy;
  return std::clamp(legitimacy + change, 0.0, 1.0);
}

double CatalystParameters::balance(double organisations, double operating, double cash_cut,
                                   bool in_place) const {
  const double income =
      grants * factor_of(economic_model) + accompaniment_fee * organisations + oper_fee * operating;
  const double cost = (in_place ? 1.0 - host_saving : 1.0) / factor_of(technical_frame);
  return income * (1.0 - cash_cut) - cost;
}

double CatalystParameters::next_operating(double operating, double cash) const {
  const bool takes_it = policy == Policy::operates || (policy == Policy::adaptive && cash < adaptive_runway);
  return takes_it ? std::min(1.0, operating + operate_step) : operating;
}

void CatalystParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "catalysts", "territorial catalysts: how many, what they do, what they live on (SM10)");
  describe_stock(p);
  describe_time(p);
  describe_legitimacy(p);
  describe_money(p);
  describe_hosts(p);
}

void CatalystParameters::describe_stock(sim::ParameterVisitor& p) {
  using sim::Evidence;
  constexpr std::array<std::string_view, 2> modes{"schedule", "endogenous"};
  p.flag(
      enabled,
      {.name = "enabled",
       .meaning = "whether catalysts introduce, call and accompany; otherwise they are only met and counted",
       .evidence = Evidence::setting});
  p.choice(mode, modes,
           {.name = "mode",
            .meaning = "whether their number follows the schedule or they appear where actors are involved",
            .evidence = Evidence::setting});
  p.real(density,
         {.name = "density",
          .unit = "1/million inhabitants",
          .range = {0, 20},
          .meaning = "catalysts in December 2020, reached in a straight line from none in January 2008",
          .source = "350 catalyseurs territoriaux (S0.11); the path is assumed",
          .evidence = Evidence::seed});
  p.real(growth, {.name = "growth",
                  .unit = "1/month",
                  .range = {0, 0.02},
                  .meaning = "growth of their number after December 2020",
                  .source = "assumption"});
  p.integer(seats, {.name = "seats",
                    .range = {1, 8},
                    .meaning = "seats reserved in each EPCI",
                    .source = "definition",
                    .evidence = Evidence::setting});
  p.real(birth,
         {.name = "birth",
          .unit = "1/month",
          .range = {0, 0.01},
          .meaning = "chance that an EPCI without a catalyst gets one, were all its actors involved (mode "
                     "endogenous)",
          .source = "assumption",
          .symbol = "b_cat"});
}

void CatalystParameters::describe_time(sim::ParameterVisitor& p) {
  using sim::Evidence;
  p.reals(time_shares, {.name = "time_shares",
                        .range = {0, 1},
                        .meaning = "shares of the time left for catalysis",
                        .source = "assumption",
                        .labels = {"introductions", "events", "accompaniment"},
                        .sums_to_one = true});
  p.real(introductions,
         {.name = "introductions",
          .unit = "1/month",
          .range = {1, 20},
          .meaning = "introductions by a full team at a share of 0.4, legitimacy 1 and skill 0.5",
          .source = "order of partnerships per event (S1.17), conversion by a prototype",
          .evidence = Evidence::derived});
  p.real(events, {.name = "events",
                  .unit = "1/month",
                  .range = {0.2, 3},
                  .meaning = "events and workshops called by a full team at a share of 0.3",
                  .source = "S1.17",
                  .evidence = Evidence::seed});
  p.real(slots, {.name = "slots",
                 .range = {1, 10},
                 .meaning = "projects or partnerships accompanied at a time by a full team at a share of 0.3",
                 .source = "assumption"});
  p.real(workshop_share, {.name = "workshop_share",
                          .range = {0, 1},
                          .meaning = "share of workshops among what catalysts call",
                          .source = "assumption, near the weight of the two roles for mayors (S1.09)"});
  p.real(team, {.name = "team",
                .range = {0.25, 4},
                .meaning = "size of a catalyst's team; 1 = two staff",
                .source = "assumption"});
  p.real(intro_bonus, {.name = "intro_bonus",
                       .range = {0, 0.5},
                       .meaning = "what an introduction adds to the prior trust of two strangers whom the "
                                  "catalyst trusts fully",
                       .source = "assumption"});
  p.real(intro_min_trust, {.name = "intro_min_trust",
                           .range = {0, 1},
                           .meaning = "trust a catalyst must have in an actor to introduce it",
                           .source = "assumption"});
  p.integer(young_partnership, {.name = "young_partnership",
                                .unit = "months",
                                .range = {1, 60},
                                .meaning = "age below which a partnership can be accompanied",
                                .source = "assumption"});
}

void CatalystParameters::describe_legitimacy(sim::ParameterVisitor& p) {
  const auto leg = [&](double& value, std::string name, sim::Range range, std::string unit,
                       std::string meaning) {
    p.real(value, {.name = std::move(name),
                   .unit = std::move(unit),
                   .range = range,
                   .meaning = std::move(meaning),
                   .source = "assumption",
                   .symbol = "leg"});
  };
  leg(leg_start, "leg_start", {0, 1}, "1", "legitimacy of a catalyst that opens");
  leg(leg_gain, "leg_gain", {0.01, 0.3}, "1/month",
      "what full-time catalysis adds to the legitimacy it lacks");
  leg(leg_loss, "leg_loss", {0, 0.3}, "1/month", "share of legitimacy lost by operating full time");
  leg(leg_success, "leg_success", {0, 0.3}, "1",
      "what a visible success of an accompanied project adds to the legitimacy that lacks");
  leg(leg_refusal, "leg_refusal", {0, 0.3}, "1/month",
      "share of legitimacy a catalyst without neutrality loses when every invitation is refused");
  const auto shape = [&](double& value, std::string name, sim::Range range, std::string meaning) {
    p.real(value, {.name = std::move(name),
                   .range = range,
                   .meaning = std::move(meaning),
                   .source = "assumption (S4.06)"});
  };
  shape(skill_a, "skill_a", {1, 4}, "first shape of the Beta law of skill at opening");
  shape(skill_b, "skill_b", {2, 8}, "second shape of the Beta law of skill at opening");
  shape(neutrality_a, "neutrality_a", {2, 8}, "first shape of the Beta law of neutrality");
  shape(neutrality_b, "neutrality_b", {1, 4}, "second shape of the Beta law of neutrality");
  shape(clarity, "clarity", {0, 1}, "sustainability score of clarity: leg_gain × (0.5 + score)");
  shape(economic_model, "economic_model", {0, 1},
        "sustainability score of the economic model: grants × (0.5 + score)");
  shape(governance, "governance", {0, 1}, "sustainability score of governance: neutrality × (0.5 + score)");
  shape(technical_frame, "technical_frame", {0, 1},
        "sustainability score of the technical frame: cost / (0.5 + score)");
}

void CatalystParameters::describe_money(sim::ParameterVisitor& p) {
  using sim::Evidence;
  constexpr std::array<std::string_view, 3> policies{"pure", "operator", "adaptive"};
  p.real(grants, {.name = "grants",
                  .unit = "cost of a catalyst",
                  .range = {0, 1.5},
                  .meaning = "grants a month",
                  .source = "order of 90 k€ for a cost of 120 k€ a year (X11)"});
  p.real(accompaniment_fee, {.name = "accompaniment_fee",
                             .unit = "cost of a catalyst",
                             .range = {0, 1},
                             .meaning = "fee a month of an accompanied organisation",
                             .source = "assumption"});
  p.real(oper_fee, {.name = "oper_fee",
                    .unit = "cost of a catalyst",
                    .range = {0, 1},
                    .meaning = "income a month of operating full time",
                    .source = "assumption"});
  p.real(runway_start, {.name = "runway_start",
                        .unit = "months",
                        .range = {6, 24},
                        .meaning = "months of its own cost a catalyst opens with",
                        .source = "assumption"});
  p.integer(closing_months, {.name = "closing_months",
                             .unit = "months",
                             .range = {1, 6},
                             .meaning = "months in the red after which a catalyst closes",
                             .source = "assumption"});
  p.choice(policy, policies,
           {.name = "policy",
            .meaning = "whether an accompanied project that enters perpetuate is spun off (pure), operated "
                       "(operator), or operated when cash is below adaptive_runway (adaptive)",
            .source = "the dilemma of S4.05",
            .evidence = Evidence::seed});
  p.real(operate_step, {.name = "operate_step",
                        .range = {0.125, 0.5},
                        .meaning = "share of time an operated project takes",
                        .source = "assumption",
                        .symbol = "ω"});
  p.real(operating_time,
         {.name = "operating_time",
          .range = {0, 1},
          .meaning = "share of the time of operating that catalysis loses; 0 = operating takes none",
          .source = "arm of H4"});
  p.real(adaptive_runway, {.name = "adaptive_runway",
                           .unit = "months",
                           .range = {3, 12},
                           .meaning = "cash below which an adaptive catalyst operates",
                           .source = "assumption"});
}

void CatalystParameters::describe_hosts(sim::ParameterVisitor& p) {
  const auto host = [&](double& value, std::string name, sim::Range range, std::string meaning) {
    p.real(value, {.name = std::move(name),
                   .range = range,
                   .meaning = std::move(meaning),
                   .source = "assumption; hosts of S0.06"});
  };
  host(host_bonus, "host_bonus", {1, 2},
       "factor on introductions to companies by an economic host, to associations by one of the ESS");
  host(host_saving, "host_saving", {0, 0.5}, "share of its cost saved by a catalyst seated in a third place");
  host(place_host_share, "place_host_share", {0, 1},
       "chance that a catalyst opens in a third place, where its EPCI has one");
  host(academic_accuracy, "academic_accuracy", {0, 0.5},
       "what an academic host adds to the accuracy of evaluations");
  host(academic_semantics, "academic_semantics", {1, 3},
       "factor on the semantic gain of workshops called by a catalyst with an academic host");
  host(public_leg, "public_leg", {0, 1}, "legitimacy at opening of a catalyst with a public host");
}

}  // namespace territory
