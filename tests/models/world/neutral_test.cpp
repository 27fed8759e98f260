// A mechanism that is off, or whose numbers are neutral, leaves everything else as if it did not exist. In
// the territory of whole_scenario.hpp, where all others are on, each mechanism is held against three meanings
// of "as without it":
//
//   removed    switched off = its submodels taken out of the month, but for the sweeping up of what others
//              left for it: every column and flow alike
//   at rest    switched off, the columns that only its submodels change stay as the builder made them
//   unread     switched off, no other parameter of its group changes anything but what is named here
//   neutral    on, with numbers that make its effects nothing = off, but for the columns that are its own
//
// and each time against the run with the mechanism at work, which must differ: there was something to leave
// out.
#include <gmock/gmock.h>

#include <map>
#include <numeric>
#include <set>

#include "tests/support/other_values.hpp"
#include "tests/support/whole_scenario.hpp"

namespace {

using lien_test::WholeRun;
using territory::Scenario;
using territory::World;
using Names = std::set<std::string>;

/// A group of parameters with its submodels.
struct Mechanism {
  std::string group;
  Names submodels;
  bool& (*enabled)(Scenario&);
  /// Columns that parameters of the group set when the world is built, or that say something to nobody.
  Names still_set{};
  /// Parameters that others use too.
  Names shared{};
};

void PrintTo(const Mechanism& mechanism, std::ostream* out) { *out << mechanism.group; }

const std::vector<Mechanism> mechanisms{
    {"need_dynamics", {"need_dynamics"}, [](Scenario& s) -> bool& { return s.need_dynamics.enabled; }},
    {"citizens", {"citizens"}, [](Scenario& s) -> bool& { return s.citizens.enabled; }},
    {"gatherings", {"participation"}, [](Scenario& s) -> bool& { return s.gatherings.enabled; }},
    {"reciprocity", {"reciprocity"}, [](Scenario& s) -> bool& { return s.reciprocity.enabled; }},
    {"skills", {"academic_workshops", "skills"}, [](Scenario& s) -> bool& { return s.skills.enabled; }},
    {"demography", {"demography"}, [](Scenario& s) -> bool& { return s.demography.enabled; }},
    {"mayors",
     {"mayor_acts"},
     [](Scenario& s) -> bool& { return s.mayors.enabled; },
     {},
     {"mayors.profile_shares"}},  // mayors are what they are, and citizens follow some of them
    {"catalysts",
     {"catalyst_agendas", "catalyst_accounts"},
     [](Scenario& s) -> bool& { return s.catalysts.enabled; },
     {},
     // How many there are to meet is so whether they act or not.
     {"catalysts.density", "catalysts.growth", "catalysts.seats"}},
    {"places",
     {"place_visits", "place_accounts"},
     [](Scenario& s) -> bool& { return s.places.enabled; },
     {"places.active", "flow places_opened"},  // they are there, and nobody goes
     {"places.seats"}},                        // rows of the table
    {"demarche", {"demarche"}, [](Scenario& s) -> bool& { return s.demarche.enabled; }},
    {"observers", {"observers"}, [](Scenario& s) -> bool& { return s.observers.enabled; }},
    {"projects", {"projects"}, [](Scenario& s) -> bool& { return s.projects.enabled; }},
    {"valorisation",
     {"publicity", "valorisation"},
     [](Scenario& s) -> bool& { return s.valorisation.enabled; }},
};

/// In the place of submodels that were taken out: what they also clear up, whether on or off.
using Emptying = void (*)(World&, const sim::Executor&);
const std::map<std::string, Emptying> sweeps{
    {"demography",
     [](World& world, const sim::Executor& executor) {
       if (!world.ties.store.indexed()) world.ties.store.index_neighbours(executor);
     }},
    {"publicity",
     [](World& world, const sim::Executor&) {
       std::vector<std::uint32_t> all(world.news.table.rows());
       std::iota(all.begin(), all.end(), 0U);
       world.news.table.retire(all);
     }},
    {"valorisation",
     [](World& world, const sim::Executor&) {
       std::ranges::fill(world.epcis.valorisation_action.all(), 0.0F);
       std::ranges::fill(world.epcis.promotion.all(), 0.0F);
     }},
};

class Sweep final : public sim::Submodel<World> {
 public:
  Sweep(sim::Declaration declaration, Emptying sweep) : declaration_(std::move(declaration)), sweep_(sweep) {}
  [[nodiscard]] sim::Declaration declaration() const override { return declaration_; }
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override { sweep_(world, step.executor); }

 private:
  sim::Declaration declaration_;
  Emptying sweep_;
};

/// A submodel of another schedule.
class Borrowed final : public sim::Submodel<World> {
 public:
  explicit Borrowed(sim::Submodel<World>& lender) : lender_(lender) {}
  [[nodiscard]] sim::Declaration declaration() const override { return lender_.declaration(); }
  void decide(const World& world, const sim::Step& step) override { lender_.decide(world, step); }
  void commit(World& world, const sim::Step& step) override { lender_.commit(world, step); }

 private:
  sim::Submodel<World>& lender_;
};

WholeRun run_without(const Scenario& scenario, const Names& submodels) {
  const sim::Executor executor(1);
  territory::Model model(scenario, lien_test::whole_territory(), executor);
  sim::Schedule<World> kept;
  std::size_t left_out = 0;
  for (std::size_t k = 0; k < model.schedule().size(); ++k) {
    const sim::Declaration& declaration = model.schedule().declarations()[k];
    if (submodels.contains(declaration.name)) {
      ++left_out;
      if (const auto sweep = sweeps.find(declaration.name); sweep != sweeps.end())
        kept.add(std::make_unique<Sweep>(declaration, sweep->second));
    } else {
      kept.add(std::make_unique<Borrowed>(model.schedule().submodel(k)));
    }
  }
  EXPECT_EQ(left_out, submodels.size());
  return lien_test::whole_run(scenario, model, kept, executor);
}

/// Names of the columns in which two runs differ, and of the flows.
Names differences(const WholeRun& a, const WholeRun& b) {
  Names names;
  EXPECT_EQ(a.columns.size(), b.columns.size());
  for (std::size_t c = 0; c < a.columns.size(); ++c)
    if (a.columns[c] != b.columns[c]) names.insert(a.columns[c].first);
  const auto measures = territory::flow_measures();
  for (std::size_t f = 0; f < measures.size(); ++f)
    if (a.flows[f] != b.flows[f]) names.insert("flow " + std::string(measures[f].name));
  return names;
}

/// Columns that only these submodels change.
Names owned_by(const Names& submodels, const std::vector<sim::Declaration>& declarations) {
  Names owned, others;
  for (const sim::Declaration& d : declarations)
    for (const auto* columns : {&d.writes, &d.amends})
      (submodels.contains(d.name) ? owned : others).insert(columns->begin(), columns->end());
  std::erase_if(owned, [&](const std::string& column) { return others.contains(column); });
  return owned;
}

const WholeRun& everything_on() {
  static const WholeRun run = lien_test::whole_run(lien_test::whole_scenario());
  return run;
}

class SwitchedOff : public testing::TestWithParam<Mechanism> {
 protected:
  SwitchedOff() : off_(lien_test::whole_scenario()) { GetParam().enabled(off_) = false; }
  Scenario off_;
};

TEST_P(SwitchedOff, IsRemoved) {
  const WholeRun run = lien_test::whole_run(off_);
  EXPECT_THAT(differences(run, run_without(off_, GetParam().submodels)), testing::IsEmpty());
  EXPECT_THAT(differences(run, everything_on()), testing::Not(testing::IsEmpty()));
}

/// Tables that others add rows to: theirs are as they begin, all zero.
bool grows(const std::string& column) {
  return column.starts_with("ties.") || column.starts_with("projects.");
}

TEST_P(SwitchedOff, LeavesWhatIsItsOwnAtRest) {
  const sim::Executor executor(1);
  territory::Model model(off_, lien_test::whole_territory(), executor);
  const auto built = lien_test::fingerprints(model.world());
  const Names owned = owned_by(GetParam().submodels, model.schedule().declarations());
  (void)lien_test::whole_run(off_, model, model.schedule(), executor);
  std::size_t at = 0;
  for (sim::ColumnRegistry* registry : model.world().registries()) {
    for (std::size_t c = 0; c < registry->column_names().size(); ++c, ++at) {
      const sim::ColumnStore& column = registry->store(c);
      const std::string& name = built[at].first;
      if (!owned.contains(name)) continue;
      if (grows(name)) {
        const std::byte* end = column.data() + column.rows() * column.bytes_per_row();
        EXPECT_TRUE(std::all_of(column.data(), end, [](std::byte b) { return b == std::byte{0}; })) << name;
      } else {
        EXPECT_EQ(column.fingerprint(), built[at].second) << name;
      }
    }
  }
}

TEST_P(SwitchedOff, HasNoOtherParameterThatMatters) {
  const WholeRun run = lien_test::whole_run(off_);
  const std::string group = GetParam().group + ".";
  for (const auto& entry : lien_test::whole_catalogue().entries()) {
    if (!entry.key.starts_with(group) || entry.key == group + "enabled") continue;
    if (GetParam().shared.contains(entry.key)) continue;
    for (const std::string& value : lien_test::other_values(entry)) {
      Scenario moved = off_;
      if (!lien_test::read_into(moved, {entry.key + "=" + value})) continue;
      Names found = differences(run, lien_test::whole_run(moved));
      std::erase_if(found, [&](const auto& name) { return GetParam().still_set.contains(name); });
      EXPECT_THAT(found, testing::IsEmpty()) << entry.key << " = " << value;
      break;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, SwitchedOff, testing::ValuesIn(mechanisms),
                         [](const auto& mechanism) { return mechanism.param.group; });

/// Numbers that make a mechanism's effects nothing, what it is then equal to, and the columns that it keeps
/// for itself.
struct Neutral {
  std::string name;
  void (*quiet)(Scenario&);
  void (*without)(Scenario&);
  Names own{};
};

void PrintTo(const Neutral& neutral, std::ostream* out) { *out << neutral.name; }

const std::vector<Neutral> neutrals{
    {"citizens_without_effects",
     [](Scenario& s) { s.citizens.citizen_capacity = s.gatherings.citizen_attendance = 0; },
     [](Scenario& s) {
       s.gatherings.citizen_attendance = 0;
       s.citizens.enabled = false;
     },
     {"communes.citizens", "communes.citizens_start"}},
    {"balances_nobody_minds",
     [](Scenario& s) { s.endings.balance_hazard = s.valorisation.balance_review = 0; },
     [](Scenario& s) {
       s.endings.balance_hazard = s.valorisation.balance_review = 0;
       s.reciprocity.enabled = false;
     },
     {"ties.balance"}},
    {"collective_trust_nobody_minds",
     [](Scenario& s) { s.encounters.reputation_effect = 0; },
     [](Scenario& s) {
       s.encounters.reputation_effect = 0;
       s.valorisation.collective_start = 0.9;
       s.valorisation.trust_gain = 0.1;
     },
     {"epcis.collective_trust"}},
    {"needs_at_rest",
     [](Scenario& s) {
       s.need_dynamics.need_recovery = s.need_dynamics.need_relief = s.need_dynamics.need_noise = 0;
       s.shocks.covid_need = 0;
       std::erase_if(s.interventions,
                     [](const auto& i) { return i.kind == territory::InterventionKind::need_shock; });
     },
     [](Scenario& s) {
       s.need_dynamics.enabled = false;
       s.shocks.covid_need = 0;
       std::erase_if(s.interventions,
                     [](const auto& i) { return i.kind == territory::InterventionKind::need_shock; });
     }},
    {"interventions_of_no_intensity",
     [](Scenario& s) {
       for (territory::Intervention& i : s.interventions) i.intensity = 0;
     },
     [](Scenario& s) { s.interventions.clear(); }},
    {"mayors_without_acts", [](Scenario& s) { s.mayors.base_role = 0; },
     [](Scenario& s) { s.mayors.enabled = false; }},
    {"nobody_learns",
     [](Scenario& s) {
       s.skills.sem_sitting = s.skills.sem_success = s.skills.sem_decay = s.skills.sem_resource =
           s.skills.sem_spread = s.skills.parcours_gain = s.levers.learn_inflow = 0;
       s.skills.parcours_starts.clear();
     },
     [](Scenario& s) {
       s.skills.enabled = false;
       s.levers.learn_inflow = 0;
     },
     {"actors.participation", "epcis.learning_inflow"}},
    {"demarches_that_never_begin",
     [](Scenario& s) {
       std::erase_if(s.interventions,
                     [](const auto& i) { return i.kind == territory::InterventionKind::demarche; });
     },
     [](Scenario& s) {
       s.demarche.enabled = false;
       std::erase_if(s.interventions,
                     [](const auto& i) { return i.kind == territory::InterventionKind::demarche; });
     }},
    {"nobody_leaves",
     [](Scenario& s) {
       s.demography.exit_association = s.demography.exit_tpe = s.demography.exit_company10 = 0;
     },
     [](Scenario& s) { s.demography.enabled = false; }},
    {"elections_that_change_nobody", [](Scenario& s) { s.elections.mayor_turnover = 0; },
     [](Scenario& s) { s.elections.months.clear(); }},
    {"places_without_visitors_or_help",
     [](Scenario& s) {
       s.places.attend_rate = 0;
       s.places.workshop_discount = 1;
       s.catalysts.place_host_share = s.catalysts.host_saving = 0;
     },
     [](Scenario& s) {
       s.places.enabled = false;
       s.catalysts.place_host_share = s.catalysts.host_saving = 0;
     },
     {"places.active", "places.cash", "places.months_broke", "places.attendance", "flow places_opened",
      "flow places_closed"}},
    {"witnesses_without_weight", [](Scenario& s) { s.trust.witness_weight = 0; },
     [](Scenario& s) {
       s.trust.witness_weight = 0;
       s.trust.witness_contacts = 5;
       s.trust.witness_min_trust = 0.9;
     }},
    {"observers",
     [](Scenario&) {},
     [](Scenario& s) { s.observers.enabled = false; },
     {"communes.project_counts", "communes.dynamic", "epcis.perpetuated", "epcis.deployed",
      "epcis.grants_given", "epcis.cofunding", "projects.grant_booked", "flow solutions_perpetuated",
      "flow solutions_deployed"}},
};

class NeutralNumbers : public testing::TestWithParam<Neutral> {};

TEST_P(NeutralNumbers, AreAsWithout) {
  Scenario quiet = lien_test::whole_scenario(), without = quiet;
  GetParam().quiet(quiet);
  GetParam().without(without);
  const WholeRun run = lien_test::whole_run(quiet);
  Names found = differences(run, lien_test::whole_run(without));
  std::erase_if(found, [&](const auto& name) { return GetParam().own.contains(name); });
  EXPECT_THAT(found, testing::IsEmpty());
  if (GetParam().own.empty()) {
    EXPECT_THAT(differences(run, everything_on()), testing::Not(testing::IsEmpty()));
  }
}
INSTANTIATE_TEST_SUITE_P(All, NeutralNumbers, testing::ValuesIn(neutrals),
                         [](const auto& neutral) { return neutral.param.name; });

}  // namespace
