#include "models/territory/patterns/declaring.hpp"

namespace territory {

namespace {

using namespace declaring;

/// A survey figure read off a declared measure.
constexpr Pattern figure(std::string_view id, Use use, int month, double value, double tolerance,
                         std::string_view meaning, std::string_view source, std::string_view quantity,
                         std::string_view remark) {
  return {id,       use,     {month}, value, value - tolerance, value + tolerance, meaning, source,
          quantity, nullptr, "",      remark};
}

Measured stage_length(const Record& record, Stage stage) {
  const double put_in = record.scenario().projects.stage_months[static_cast<std::size_t>(stage)];
  return project_reading(record, record.patterns().stages().months(stage) / put_in);
}

/// Months of a démarche before the step of carrying out, or months of that step.
Measured carrying_out(const Record& record, bool length) {
  const DemarcheTimetable due(record.scenario().demarche);
  int before = 0, during = 0;
  for (int month = 0; month < due.months(); ++month) {
    if (due.at(month)->step == DemarcheStep::carry) {
      ++during;
    } else if (during == 0) {
      ++before;
    }
  }
  if (during == 0) return {none, "this démarche carries nothing out"};
  return {static_cast<double>(length ? during : before)};
}

Measured survival(const Record& record, int months) { return {record.patterns().lives().survival(months)}; }

constexpr std::string_view q4_remark =
    "our reading of the four states; it, mayors.base_role and rates of projects were fitted to C3";
constexpr std::string_view c5_remark =
    "no evidence: partnerships.type_loyalty, association_lead and the types of TPE were fitted to these "
    "shares";
constexpr std::string_view c5_how =
    "of associations with a company-association partnership, those with a live one of the type";

const Pattern of_surveys[] = {
    figure("C1", Use::target, 92, 0.37, 0.04, "companies >=10 with a partnership, Sept 2015",
           "PHARE-Entreprises 2015 (S1.02, X1)", "company10_engaged_share", ""),
    figure("C1b", Use::target, 36, 0.285, 0.04, "companies >=10 with a partnership, Jan 2011",
           "PHARE-Entreprises, growth since 2011 (X2)", "company10_engaged_share",
           "fixes growth: contagion and the engaged share at the start were chosen with it"),
    figure("C2", Use::target, 93, 0.38, 0.04, "associations with a partnership, Oct 2015",
           "PHARE-Associations 2015 (S1.02)", "association_engaged_share", ""),
    {"C3a",
     Use::target,
     {106},
     0.17,
     0.12,
     0.22,
     "territories anchored (Q4), Nov 2016",
     "survey of all mayors, 2016 (S1.01)",
     "anchored_share",
     [](const Record& r) { return state_of_communes(r, "anchored_share"); },
     "",
     q4_remark},
    {"C3b",
     Use::target,
     {106},
     0.13,
     0.09,
     0.17,
     "territories growing (Q4), Nov 2016",
     "survey of all mayors, 2016 (S1.01)",
     "growing_share",
     [](const Record& r) { return state_of_communes(r, "growing_share"); },
     "",
     q4_remark},
    {"C3c",
     Use::target,
     {106},
     0.46,
     0.40,
     0.52,
     "territories emerging (Q4), Nov 2016",
     "survey of all mayors, 2016 (S1.01)",
     "emerging_share",
     [](const Record& r) { return state_of_communes(r, "emerging_share"); },
     "",
     q4_remark},
    {"C3d",
     Use::target,
     {106},
     0.24,
     0.19,
     0.29,
     "territories without dynamic (Q4), Nov 2016",
     "survey of all mayors, 2016 (S1.01)",
     "none_share",
     [](const Record& r) { return state_of_communes(r, "none_share"); },
     "",
     q4_remark},
    figure("C4a", Use::target, 92, 7.57, 0.2 * 7.57, "partnerships per engaged company, Sept 2015",
           "674 000 over 89 000 (X2)", "partnerships_per_engaged_company10", ""),
    figure("C4b", Use::target, 93, 4.49, 0.2 * 4.49, "partnerships per engaged association, Oct 2015",
           "1.2 million over 267 000 (X3)", "partnerships_per_engaged_association", ""),
    {"C5a",
     Use::fitted,
     {93},
     0.67,
     0.57,
     0.77,
     "engaged associations with mécénat, Oct 2015",
     "PHARE-Associations 2015 (X3)",
     "",
     [](const Record& r) { return Measured{reading(r, MonthReading::mecenat_share)}; },
     c5_how,
     c5_remark},
    {"C5b",
     Use::fitted,
     {93},
     0.29,
     0.19,
     0.39,
     "with pratiques responsables",
     "PHARE-Associations 2015 (X3)",
     "",
     [](const Record& r) { return Measured{reading(r, MonthReading::responsible_practice_share)}; },
     c5_how,
     c5_remark},
    {"C5c",
     Use::fitted,
     {93},
     0.26,
     0.16,
     0.36,
     "with coopération économique",
     "PHARE-Associations 2015 (X3)",
     "",
     [](const Record& r) { return Measured{reading(r, MonthReading::economic_cooperation_share)}; },
     c5_how,
     c5_remark},
    {"C5d",
     Use::fitted,
     {93},
     0.25,
     0.15,
     0.35,
     "with innovation sociale",
     "PHARE-Associations 2015 (X3)",
     "",
     [](const Record& r) { return Measured{reading(r, MonthReading::social_innovation_share)}; },
     c5_how,
     c5_remark},
    {"C6",
     Use::target,
     {155},
     5.2,
     4.2,
     6.2,
     "catalysts per million inhabitants, Dec 2020",
     "350 catalysts in France (S0.11)",
     "",
     [](const Record& r) {
       const double density = 1e6 * r.perimeter({155}, "catalysts") / r.inhabitants();
       if (r.scenario().catalysts.mode == CatalystParameters::Mode::endogenous) return Measured{density};
       return Measured{density, "catalysts open on schedule: it was put in"};
     },
     "",
     "a target only where catalysts.mode is endogenous"},
    {"C7a",
     Use::check,
     {155},
     1,
     0.5,
     2,
     "stage emerge, lasted over put in",
     "order of the stages (S1.16)",
     "",
     [](const Record& r) { return stage_length(r, Stage::emerge); },
     "project-months in the stage over sub-steps completed, times 4, over projects.stage_months",
     "accompaniment and trust hasten, missing members and money delay"},
    {"C7b",
     Use::check,
     {155},
     1,
     0.5,
     2,
     "stage perpetuate, lasted over put in",
     "order of the stages (S1.16)",
     "",
     [](const Record& r) { return stage_length(r, Stage::perpetuate); },
     "as C7a",
     "as C7a"},
    {"C7c",
     Use::check,
     {-1},
     24,
     12,
     36,
     "démarche, months to experiment",
     "émergence, 2012 to 2014 (S1.16)",
     "",
     [](const Record& r) { return carrying_out(r, false); },
     "of the timetable that the scenario's steps make; nothing is simulated",
     ""},
    {"C7d",
     Use::check,
     {-1},
     36,
     24,
     48,
     "démarche, months from there to deployment",
     "émergence, 2014 to 2017 (S1.16)",
     "",
     [](const Record& r) { return carrying_out(r, true); },
     "as C7c",
     ""},
    {"C8",
     Use::check,
     {131},
     1.30,
     0.90,
     1.70,
     "brokered partnerships per event, top decile",
     "Labo des Partenariats d'Alsace, 107 over 82 (S1.17)",
     "",
     [](const Record& r) { return catalyst_reading(r, r.patterns().brokerage().per_event_top_decile()); },
     "by EPCI with a catalyst for a year or more, 2012 to 2018; events at the rate the catalyst's time gives",
     "the rates of catalysts were set from the same source"},
    {"C9a",
     Use::weak_target,
     {155},
     none,
     0.25,
     0.40,
     "partnerships alive after 4 years",
     "880 alliances, second-hand (X12)",
     "",
     [](const Record& r) { return survival(r, 48); },
     "Kaplan-Meier, company-association partnerships born from Jan 2008 to Dec 2020, exits of members count, "
     "right-censored in Dec 2020",
     "the level of endings.hazard_base was set from it; another count gives a median life of 7 years"},
    {"C9b",
     Use::weak_target,
     {155},
     none,
     0.10,
     0.20,
     "partnerships alive after 10 years",
     "880 alliances, second-hand (X12)",
     "",
     [](const Record& r) { return survival(r, 120); },
     "as C9a",
     "as C9a"},
};

}  // namespace

std::span<const Pattern> survey_patterns() { return of_surveys; }

}  // namespace territory
