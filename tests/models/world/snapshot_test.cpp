// A snapshot says what the world's columns say, no more, no less, and at the month asked for.
#include "models/territory/snapshot.hpp"

#include <gmock/gmock.h>

#include <set>

#include "models/territory/record.hpp"
#include "tests/support/result_parts.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {
namespace {

using namespace territory;
using sim::output::GroupData;
using sim::output::ResultFile;

template <class To, class Column>
std::vector<To> as(const Column& column) {
  std::vector<To> list;
  for (const auto& value : column.all()) list.push_back(static_cast<To>(value));
  return list;
}

/// A year of a small territory, so that partnerships of all ages exist.
class Snapshots : public testing::Test {
 protected:
  Snapshots() : model_(scenario(), territory_of(row_of_communes(8)), executor_) {}
  static Scenario scenario() {
    Scenario s = tiny_scenario();
    s.run.until = "2008-12";
    s.output.snapshots = {sim::Month{-1}, sim::Month{6}};
    return s;
  }
  void run(Record& record, const std::function<void(sim::Month)>& also = {}) {
    auto simulation = model_.simulation();
    simulation.observe([&](const World& world, sim::Month month) {
      record.observe(world, month);
      if (also) also(month);
    });
    model_.run(simulation);
  }
  sim::Executor executor_{2};
  Model model_;
};

TEST_F(Snapshots, SayOfActorsWhatTheirColumnsSay) {
  Record record(scenario(), model_.world(), executor_);
  run(record);
  const World& w = model_.world();
  const Snapshot snapshot = take_snapshot(w, sim::Month{11});
  const GroupData all = snapshots_group({&snapshot, 1});
  const GroupData& actors = group(group(all, "2008-12"), "actors");
  ASSERT_EQ(actors.dimensions.size(), 1U);
  EXPECT_EQ(actors.dimensions[0].name, "actor");
  EXPECT_EQ(actors.dimensions[0].length, w.actors.size());
  for (std::size_t a = 0; a < w.actors.size(); ++a) {
    ASSERT_EQ(values<std::int32_t>(actors, "actor")[a],
              static_cast<std::int32_t>(w.actors.table.uid(a).value));
    ASSERT_EQ(values<std::int32_t>(actors, "epci_index")[a],
              static_cast<std::int32_t>(w.geography.epci_of[w.actors.commune[a]]));
  }
  EXPECT_EQ(values<std::int32_t>(actors, "commune_index"), as<std::int32_t>(w.actors.commune));
  EXPECT_EQ(values<std::int8_t>(actors, "kind"), as<std::int8_t>(w.actors.kind));
  EXPECT_EQ(values<std::int8_t>(actors, "active"), as<std::int8_t>(w.actors.active));
  EXPECT_EQ(values<std::int8_t>(actors, "large"), as<std::int8_t>(w.actors.large));
  EXPECT_EQ(values<std::int8_t>(actors, "level"), as<std::int8_t>(w.actors.level));
  EXPECT_EQ(values<std::int8_t>(actors, "potential"), as<std::int8_t>(w.actors.potential));
  EXPECT_EQ(values<std::int8_t>(actors, "preferred_type"), as<std::int8_t>(w.actors.preferred_type));
  EXPECT_EQ(values<std::int32_t>(actors, "generation"), as<std::int32_t>(w.actors.generation));
  EXPECT_EQ(values<std::int32_t>(actors, "idle_months"), as<std::int32_t>(w.actors.idle_months));
  EXPECT_EQ(values<std::int32_t>(actors, "partnerships"), as<std::int32_t>(w.actors.partnerships));
  EXPECT_EQ(values<std::int32_t>(actors, "public_partnerships"),
            as<std::int32_t>(w.actors.public_partnerships));
  EXPECT_EQ(values<std::int32_t>(actors, "used"), as<std::int32_t>(w.actors.used));
  EXPECT_EQ(values<std::int32_t>(actors, "involved_contacts"), as<std::int32_t>(w.actors.involved_contacts));
  EXPECT_EQ(values<std::int32_t>(actors, "competences"), as<std::int32_t>(w.actors.competences));
  EXPECT_EQ(values<float>(actors, "trustworthiness"), as<float>(w.actors.trustworthiness));
  EXPECT_EQ(values<float>(actors, "propensity"), as<float>(w.actors.propensity));
  EXPECT_EQ(values<float>(actors, "semantics"), as<float>(w.actors.semantics));
  EXPECT_EQ(values<float>(actors, "risk"), as<float>(w.actors.risk));
  EXPECT_EQ(values<float>(actors, "heterogeneity"), as<float>(w.actors.heterogeneity));
  EXPECT_EQ(values<float>(actors, "exposure"), as<float>(w.actors.exposure));
  EXPECT_EQ(values<float>(actors, "accuracy"), as<float>(w.actors.accuracy));
  EXPECT_EQ(values<float>(actors, "capacity_bonus"), as<float>(w.actors.capacity_bonus));
  for (std::size_t a = 0; a < w.actors.size(); ++a) {
    const auto& liking = w.actors.preferences[a];
    EXPECT_EQ(values<float>(actors, "preference_event")[a], liking[0]);
    EXPECT_EQ(values<float>(actors, "preference_workshop")[a], liking[1]);
    EXPECT_EQ(values<float>(actors, "preference_project")[a], liking[2]);
    const auto& money = w.actors.finance[a];
    EXPECT_EQ(values<float>(actors, "finance_public")[a], money[0]);
    EXPECT_EQ(values<float>(actors, "finance_sales")[a], money[1]);
    EXPECT_EQ(values<float>(actors, "finance_private")[a], money[2]);
    EXPECT_EQ(values<float>(actors, "finance_gifts")[a], money[3]);
  }
}

TEST_F(Snapshots, SayOfTiesAndPartnershipsWhatTheirColumnsSay) {
  Record record(scenario(), model_.world(), executor_);
  run(record);
  const World& w = model_.world();
  const Snapshot snapshot = take_snapshot(w, sim::Month{11});
  const GroupData all = snapshots_group({&snapshot, 1});
  const GroupData& ties = group(group(all, "2008-12"), "ties");
  const GroupData& partnerships = group(group(all, "2008-12"), "partnerships");
  EXPECT_EQ(ties.dimensions[0].length, w.ties.size());
  EXPECT_EQ(values<std::int32_t>(ties, "born"), as<std::int32_t>(w.ties.born));
  EXPECT_EQ(values<std::int32_t>(ties, "last_used"), as<std::int32_t>(w.ties.last_used));
  EXPECT_EQ(values<std::int8_t>(ties, "origin"), as<std::int8_t>(w.ties.origin));
  EXPECT_EQ(values<std::int8_t>(ties, "alliance"), as<std::int8_t>(w.ties.alliance));
  EXPECT_EQ(values<float>(ties, "trust_low"), as<float>(w.ties.trust_ij));
  EXPECT_EQ(values<float>(ties, "trust_high"), as<float>(w.ties.trust_ji));
  std::size_t p = 0;
  for (std::size_t t = 0; t < w.ties.size(); ++t) {
    const auto low = static_cast<std::int32_t>(w.ties.store.key(t).low.value);
    const auto high = static_cast<std::int32_t>(w.ties.store.key(t).high.value);
    ASSERT_EQ(values<std::int32_t>(ties, "low")[t], low);
    ASSERT_EQ(values<std::int32_t>(ties, "high")[t], high);
    if (w.ties.alliance[t] == Alliance::none) continue;
    ASSERT_LT(p, partnerships.dimensions[0].length);
    EXPECT_EQ(values<std::int32_t>(partnerships, "tie")[p], static_cast<std::int32_t>(t));
    EXPECT_EQ(values<std::int32_t>(partnerships, "low")[p], low);
    EXPECT_EQ(values<std::int32_t>(partnerships, "high")[p], high);
    EXPECT_EQ(values<float>(partnerships, "trust_low")[p], static_cast<float>(w.ties.trust_ij[t]));
    EXPECT_EQ(values<float>(partnerships, "trust_high")[p], static_cast<float>(w.ties.trust_ji[t]));
    EXPECT_EQ(values<std::int8_t>(partnerships, "type")[p], static_cast<std::int8_t>(w.ties.alliance[t]));
    EXPECT_EQ(values<std::int8_t>(partnerships, "domain")[p], w.ties.domain[t] + 1);
    EXPECT_EQ(values<std::int32_t>(partnerships, "since")[p], w.ties.since[t]);
    EXPECT_EQ(values<float>(partnerships, "balance")[p], w.ties.balance[t]);
    ++p;
  }
  EXPECT_EQ(p, partnerships.dimensions[0].length);
  EXPECT_GT(p, 10U);
  EXPECT_GT(w.ties.size(), p);
}

TEST_F(Snapshots, AreOfTheMonthsAskedForAndValid) {
  Record record(scenario(), model_.world(), executor_);
  std::map<int, std::vector<float>> trust;
  run(record, [&](sim::Month month) { trust[month.value] = as<float>(model_.world().ties.trust_ij); });
  const ResultFile file = record.result(model_.world());
  EXPECT_NO_THROW(sim::output::validate(file));
  const GroupData& snapshots = group(file, "snapshots");
  ASSERT_EQ(snapshots.subgroups.size(), 2U);
  EXPECT_EQ(values<float>(group(group(snapshots, "2007-12"), "ties"), "trust_low"), trust.at(-1));
  EXPECT_EQ(values<float>(group(group(snapshots, "2008-07"), "ties"), "trust_low"), trust.at(6));
  EXPECT_NE(trust.at(-1), trust.at(6));
}

TEST_F(Snapshots, AreNoneUnlessAskedFor) {
  Scenario silent = scenario();
  silent.output.snapshots.clear();
  Record record(silent, model_.world(), executor_);
  run(record);
  EXPECT_TRUE(record.result(model_.world()).subgroups.empty());
}

TEST_F(Snapshots, ComeBackFromTheirBytes) {
  Record record(scenario(), model_.world(), executor_);
  std::vector<Snapshot> taken;
  run(record, [&](sim::Month month) {
    if (month.value == -1 || month.value == 6) taken.push_back(take_snapshot(model_.world(), month));
  });
  const std::vector<std::byte> bytes = snapshot_bytes(taken);
  const auto again = snapshots_from(bytes);
  ASSERT_TRUE(again.has_value());
  ASSERT_EQ(again->size(), 2U);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_EQ((*again)[s].month, taken[s].month);
    EXPECT_EQ((*again)[s].actors, taken[s].actors);
    EXPECT_EQ((*again)[s].ties, taken[s].ties);
    EXPECT_EQ((*again)[s].partnerships, taken[s].partnerships);
  }
  EXPECT_TRUE(snapshots_from({})->empty());
  for (const std::size_t kept : {bytes.size() - 1, bytes.size() / 2 + 1, std::size_t{31}, std::size_t{1}})
    EXPECT_FALSE(snapshots_from(std::span(bytes).first(kept)).has_value()) << kept;
  std::vector<std::byte> claims = bytes;  // more rows than there is memory
  std::fill(claims.begin() + 8, claims.begin() + 16, std::byte{0xFF});
  EXPECT_FALSE(snapshots_from(claims).has_value());
}

TEST(EmptySnapshot, OfAWorldWithoutAnybodyIsValid) {
  const World nobody{Geography{}};
  const Snapshot snapshot = take_snapshot(nobody, sim::Month{0});
  ResultFile file;
  file.subgroups = {snapshots_group({&snapshot, 1})};
  EXPECT_NO_THROW(sim::output::validate(file));
}

/// A column that is added to the world must be added to snapshots, or named here with the reason.
TEST_F(Snapshots, ForgetNoColumnOfActorsAndTies) {
  const std::set<std::string> left_out{
      "actors.need_pull",      // follows from the needs of the commune and the perception
      "actors.weighted_need",  // the same
      "actors.seen_accuracy",  // the accuracy of the last look, almost always that of now
      "ties.met",
      "actors.attended",
      "actors.participation",
      "ties.outcome",  // scratch of the month
      "ties.state_ij",
      "ties.state_ji"};  // bytes that only the trust rule reads
  const std::map<std::string, std::string> renamed{{"actors.preferences", "preference_event"},
                                                   {"actors.finance", "finance_public"},
                                                   {"actors.qualities", "ability"},
                                                   {"actors.uid", "actor"},
                                                   {"actors.commune", "commune_index"},
                                                   {"ties.uid_low", "low"},
                                                   {"ties.uid_high", "high"},
                                                   {"ties.trust_ij", "trust_low"},
                                                   {"ties.trust_ji", "trust_high"}};
  std::set<std::string> actors, ties;
  for (const SnapshotColumn& column : actor_columns()) actors.insert(column.name);
  for (const SnapshotColumn& column : tie_columns()) ties.insert(column.name);
  for (const SnapshotColumn& column : partnership_columns()) ties.insert(column.name);
  std::vector<std::string> forgotten;
  for (const std::string& name : model_.world().column_names()) {
    const bool actor = name.starts_with("actors."), tie = name.starts_with("ties.");
    if ((!actor && !tie) || left_out.contains(name)) continue;
    const auto other = renamed.find(name);
    const std::string as = other == renamed.end() ? name.substr(name.find('.') + 1) : other->second;
    if (!(actor ? actors : ties).contains(as)) forgotten.push_back(name);
  }
  EXPECT_THAT(forgotten, testing::IsEmpty());
}

}  // namespace
}  // namespace lien_test
