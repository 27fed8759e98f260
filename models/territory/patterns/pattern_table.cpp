#include <algorithm>

#include "models/territory/patterns/pattern.hpp"
#include "models/territory/record.hpp"

namespace territory {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double open = std::numeric_limits<double>::infinity();
constexpr std::int64_t fewest_endings = 20;

/// A survey figure read off a declared measure.
constexpr Pattern figure(std::string_view id, Use use, int month, double value, double tolerance,
                         std::string_view meaning, std::string_view source, std::string_view quantity,
                         std::string_view remark) {
  return {id,       use,     {month}, value, value - tolerance, value + tolerance, meaning, source,
          quantity, nullptr, "",      remark};
}

Measured state_of_communes(const Record& record, std::string_view share) {
  if (!record.scenario().observers.enabled) return {none, "observers.enabled is false"};
  return {record.perimeter({106}, share)};
}

double reading(const Record& record, MonthReading which) { return record.patterns().readings().of(which); }

Measured catalyst_reading(const Record& record, double value) {
  if (!record.scenario().catalysts.enabled) return {none, "catalysts.enabled is false"};
  return {value};
}

Measured project_reading(const Record& record, double value) {
  if (!record.scenario().projects.enabled) return {none, "projects.enabled is false"};
  return {value};
}

Measured stage_length(const Record& record, Stage stage) {
  const double put_in = record.scenario().projects.stage_months[static_cast<std::size_t>(stage)];
  return project_reading(record, record.patterns().stages().months(stage) / put_in);
}

/// Months of a démarche until the step of carrying out begins, or ends.
Measured until_carried(const Record& record, bool ends) {
  const DemarcheTimetable due(record.scenario().demarche);
  double begun = none, ended = none;
  for (int month = 0; month < due.months(); ++month) {
    if (due.at(month)->step != DemarcheStep::carry) continue;
    if (begun != begun) begun = month;
    ended = month + 1;
  }
  if (begun != begun) return {none, "this démarche carries nothing out"};
  return {ends ? ended : begun};
}

Measured survival(const Record& record, int months) { return {record.patterns().lives().survival(months)}; }

double volunteer(const Record& r, int month) {
  return r.perimeter({month}, "volunteer_association_engaged_share");
}
double employing(const Record& r, int month) {
  return r.perimeter({month}, "employing_association_engaged_share");
}

constexpr std::string_view q4_remark =
    "our reading of the four states; mayors.base_role was set with the share without any dynamic in mind";
constexpr std::string_view c5_remark =
    "no evidence: the types of TPE were written down to meet the associations' shares";
constexpr std::string_view c5_how =
    "of associations with a company-association partnership, those with a live one of the type";
constexpr std::string_view mix_how =
    "of organisations and mayors in a partnership with somebody a catalyst had introduced them to, 2012 to "
    "2018";

const Pattern table[] = {
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
     [](const Record& r) { return until_carried(r, false); },
     "of the timetable that the scenario's steps make; nothing is simulated",
     ""},
    {"C7d",
     Use::check,
     {-1},
     36,
     24,
     48,
     "démarche, months to deployment",
     "the documents' 36 months; by its dates émergence took 60 (S1.16)",
     "",
     [](const Record& r) { return until_carried(r, true); },
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
    {"HO1a",
     Use::held_out,
     {21},
     0.46,
     0.41,
     0.51,
     "employing associations with a partnership, 2009",
     "PHARE-Associations (X3)",
     "employing_association_engaged_share",
     nullptr,
     "at the end of October 2009; the month of that survey is not known",
     "tolerance ours"},
    {"HO1b",
     Use::held_out,
     {93},
     0.53,
     0.48,
     0.58,
     "employing associations with a partnership, 2015",
     "PHARE-Associations (X3)",
     "employing_association_engaged_share",
     nullptr,
     "",
     "tolerance ours"},
    {"HO1c",
     Use::held_out,
     {93},
     0.07,
     0.03,
     0.11,
     "their rise from 2009 to 2015",
     "PHARE-Associations (X3)",
     "",
     [](const Record& r) { return Measured{employing(r, 93) - employing(r, 21)}; },
     "October 2015 less October 2009",
     "tolerance ours"},
    {"HO2",
     Use::held_out,
     {93},
     0.18,
     0.12,
     0.24,
     "employing associations ahead of the others, 2015",
     "PHARE-Associations, 53 against 35 % (X3)",
     "",
     [](const Record& r) { return Measured{employing(r, 93) - volunteer(r, 93)}; },
     "difference of the two shares",
     "tolerance ours; capacity and encounters.activity_employing separate the two, neither was tuned on it"},
    {"HO3",
     Use::held_out,
     {154},
     0.64,
     0.58,
     0.70,
     "mayors at level 1 or more, Nov 2020",
     "64 % of mayors want to act with others (X5)",
     "aware_mayor_share",
     nullptr,
     "",
     "level 1 is read as wanting co-construction"},
    {"HO4",
     Use::held_out,
     {93},
     none,
     0,
     0.5,
     "partnerships inside one EPCI, Oct 2015",
     "scope of partnerships: regional 47, local 43 % (X3)",
     "local_company_association_share",
     nullptr,
     "",
     "local against the rest; 'national' does not exist in a closed perimeter"},
    {"HO5a",
     Use::held_out,
     {131},
     0.34,
     0.24,
     0.44,
     "companies in brokered partnerships, share",
     "Labo des Partenariats d'Alsace (S1.17)",
     "",
     [](const Record& r) { return catalyst_reading(r, r.patterns().brokerage().mix()[0]); },
     mix_how,
     ""},
    {"HO5b",
     Use::held_out,
     {131},
     0.51,
     0.41,
     0.61,
     "associations in brokered partnerships, share",
     "Labo des Partenariats d'Alsace (S1.17)",
     "",
     [](const Record& r) { return catalyst_reading(r, r.patterns().brokerage().mix()[1]); },
     mix_how,
     ""},
    {"HO5c",
     Use::held_out,
     {131},
     0.15,
     0.05,
     0.25,
     "mayors in brokered partnerships, share",
     "Labo des Partenariats d'Alsace, collectivités (S1.17)",
     "",
     [](const Record& r) { return catalyst_reading(r, r.patterns().brokerage().mix()[2]); },
     mix_how,
     ""},
    {"HO6",
     Use::held_out,
     {155},
     0.36,
     0.25,
     0.50,
     "contributors among those mobilised at a launch",
     "Agir Ensemble, 50 of 140 (S1.15)",
     "",
     [](const Record& r) {
       if (!r.scenario().gatherings.enabled) return Measured{none, "gatherings.enabled is false"};
       return Measured{r.patterns().mobilisation().contributor_share(r.months().back())};
     },
     "mobilised: at an event within 12 months of the EPCI's first; contributors: of them, in a workshop or "
     "project within 36",
     "one successful example"},
    {"HO7a",
     Use::held_out,
     {95},
     2.5,
     1.5,
     3.5,
     "running projects per territory, Dec 2015",
     "émergence, 15 in 6 territories (S1.16)",
     "",
     [](const Record& r) { return project_reading(r, reading(r, MonthReading::running_projects)); },
     "projects not deployed yet, in EPCI where a catalyst is open, per such EPCI",
     "tolerance ours"},
    {"HO7b",
     Use::held_out,
     {95},
     3.3,
     2.0,
     4.6,
     "sessions per territory in 2015",
     "émergence, more than 20 in 6 territories (S1.16)",
     "",
     [](const Record& r) { return catalyst_reading(r, reading(r, MonthReading::sessions)); },
     "events and sittings of workshops called by catalysts in 2015, per EPCI with one in December",
     "tolerance ours; rests on catalysts.events, set from another source (S1.17)"},
    {"HO7c",
     Use::held_out,
     {95},
     none,
     4,
     open,
     "partners per project, top decile, Dec 2015",
     "émergence, more than 60 in 15 projects (S1.16)",
     "",
     [](const Record& r) { return project_reading(r, reading(r, MonthReading::partners_top_decile)); },
     "members of projects not deployed yet, ninth decile",
     ""},
    {"HO8a",
     Use::held_out,
     {143},
     none,
     0,
     0.3,
     "correlation of trust with duration, Dec 2019",
     "Vanneste, Puranam & Kretschmer 2014: small, positive",
     "trust_age_correlation",
     nullptr,
     "",
     "the bound .3 is ours"},
    {"HO8b",
     Use::held_out,
     {143},
     none,
     1,
     open,
     "the same varies between EPCI, Q over its bound",
     "Vanneste, Puranam & Kretschmer 2014: differs between studies",
     "",
     [](const Record& r) { return Measured{reading(r, MonthReading::heterogeneity)}; },
     "Cochran's Q of Fisher's z over EPCI with 10 partnerships or more, over the 95 % bound of its "
     "chi-square",
     "EPCI stand for studies"},
    {"HO9",
     Use::held_out,
     {92},
     none,
     1,
     open,
     "bridges lost in a year over embedded ties lost",
     "Burt 2002: sign",
     "",
     [](const Record& r) {
       const TieCohort& cohort = r.patterns().cohort();
       const double times = cohort.bridges_gone() / cohort.embedded_gone();
       if (r.scenario().endings.embedding == 0.0) return Measured{times};
       return Measured{times, "endings.embedding protects embedded ties; --set endings.embedding=0"};
     },
     "contacts without and with a common contact in Sept 2014, no partnerships; gone by Sept 2015",
     "counts where endings.embedding is 0, so that nothing but use keeps a tie"},
    {"HO10a",
     Use::held_out,
     {155},
     none,
     6,
     30,
     "age of greatest danger of partnerships, months",
     "Fichman & Levinthal 1991: a hump",
     "",
     [](const Record& r) {
       const double age = r.patterns().lives().dangerous_age(fewest_endings);
       if (r.scenario().endings.hazard_shape == EndingParameters::HazardShape::hump) return Measured{age};
       return Measured{age, "counts where endings.hazard_shape is hump"};
     },
     "middle of the band of 6 months with the highest hazard among those with 20 endings or more",
     "endings.hazard_age puts a hump in; that the hazard of survivors keeps it is what is looked at"},
    {"HO10b",
     Use::held_out,
     {155},
     none,
     0,
     1,
     "hazard at 3 to 6 years over that of the first year",
     "Stinchcombe 1965: newness",
     "",
     [](const Record& r) {
       const PartnershipLives& lives = r.patterns().lives();
       const auto young = lives.hazard(1, 12), old = lives.hazard(37, 72);
       if (young.endings < fewest_endings || old.endings < fewest_endings)
         return Measured{none, "too few endings"};
       const double ratio = old.rate / young.rate;
       if (r.scenario().endings.hazard_shape == EndingParameters::HazardShape::constant)
         return Measured{ratio};
       return Measured{ratio, "age is in the hazard; --set endings.hazard_shape=constant"};
     },
     "ages 37 to 72 over ages 1 to 12 months",
     "counts where endings.hazard_shape is constant: newness by selection alone"},
    {"HO11",
     Use::held_out,
     {106},
     none,
     0.5,
     1,
     "dense commune further in Q4 than a small one, chance",
     "survey of mayors 2024, n 302: sign (X13)",
     "",
     [](const Record& r) {
       const Measured states = state_of_communes(r, "none_share");
       return Measured{reading(r, MonthReading::dense_ahead), states.why_not};
     },
     "urban communes (density 1 to 4) against rural ones under 500 inhabitants, all pairs, ties half, Nov "
     "2016",
     ""},
    {"HO12",
     Use::held_out,
     {155},
     none,
     9,
     open,
     "years from contact to first partnership, longest 1 %",
     "dialogue since 2008, first partnership in 2017 (S0.08)",
     "",
     [](const Record& r) { return Measured{r.patterns().lives().wait_quantile(0.99)}; },
     "99th percentile, whole years, of first company-association partnerships of a contact, 2008 to 2020",
     "one anecdote of a funder"},
};

}  // namespace

std::span<const Pattern> patterns() { return table; }

const Pattern* find_pattern(std::string_view id) {
  const auto found = std::ranges::find(table, id, &Pattern::id);
  return found == std::end(table) ? nullptr : found;
}

}  // namespace territory
