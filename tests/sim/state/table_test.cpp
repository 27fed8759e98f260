#include "sim/state/table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Table;
using sim::Uid;
using sim::UidSource;

TEST(UidSource, CountsUpFromZero) {
  UidSource source;
  EXPECT_EQ(source.take(3).value, 0U);
  EXPECT_EQ(source.take(0).value, 3U);
  EXPECT_EQ(source.take(1).value, 3U);
  EXPECT_EQ(source.given(), 4U);
}

TEST(UidSource, GivesAllButTheOneThatMeansNobody) {
  UidSource source;
  source.take(0xFFFFFFFE);
  EXPECT_LT(source.take(1), sim::no_uid);
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { source.take(1); }),
            "all 2^32 - 1 uids of a run have been given");
  EXPECT_EQ(source.given(), 0xFFFFFFFF);
}

TEST(UidSource, GivesNothingWhenTooManyAreAsked) {
  UidSource source;
  source.take(10);
  EXPECT_THROW(source.take(0xFFFFFFFF), sim::InvariantError);
  EXPECT_EQ(source.take(1).value, 10U);
}

/// Two kinds from one source through births and retirements, beside a plain map of who is there and his mark.
class TwoTables : public testing::Test {
 protected:
  struct Kind {
    explicit Kind(const char* name) : table(name), mark(table.add<double>("mark")) {}
    Table table;
    sim::Column<double> mark;
    std::map<std::uint32_t, double> model;
  };

  void bear(Kind& kind, std::uint32_t count) {
    const std::uint32_t first = kind.table.append(source_, count);
    for (std::uint32_t row = first; row < first + count; ++row) {
      const std::uint32_t uid = kind.table.uid(row).value;
      EXPECT_TRUE(ever_.insert(uid).second) << "uid " << uid << " was given before";
      EXPECT_EQ(kind.mark[row], 0.0);
      kind.model[uid] = kind.mark[row] = cases_.uniform();
    }
  }
  void retire_some(Kind& kind) {
    std::vector<std::uint32_t> rows;
    const std::uint32_t rarity = 1 + cases_.below(5);
    for (std::uint32_t row = 0; row < kind.table.rows(); ++row) {
      if (cases_.one_in(rarity)) rows.push_back(row);
    }
    for (const std::uint32_t row : rows) kind.model.erase(kind.table.uid(row).value);
    kind.table.retire(rows);
  }
  void compare(const Kind& kind) const {
    ASSERT_EQ(kind.table.rows(), kind.model.size());
    std::uint32_t row = 0;
    for (const auto& [uid, mark] : kind.model) {  // ascending, as the rows must be
      ASSERT_EQ(kind.table.uid(row).value, uid);
      ASSERT_EQ(kind.mark[row], mark);
      ASSERT_EQ(kind.table.row_of(Uid{uid}), row);
      ++row;
    }
    for (std::uint32_t uid = 0; uid < source_.given() + 2; ++uid) {
      ASSERT_EQ(kind.table.find(Uid{uid}).has_value(), kind.model.contains(uid));
    }
  }

  UidSource source_;
  lien_test::RandomCases cases_{1};
  std::set<std::uint32_t> ever_;
  Kind people_{"people"}, projects_{"projects"};
};

TEST_F(TwoTables, NeverShareOrReuseAUidAndFindWhoeverIsThere) {
  for (int round = 0; round < 300; ++round) {
    Kind& kind = cases_.one_in(2) ? people_ : projects_;
    if (cases_.one_in(3)) {
      retire_some(kind);
    } else {
      bear(kind, cases_.below(6));
    }
    compare(people_);
    compare(projects_);
    if (HasFatalFailure()) FAIL() << "in round " << round;
  }
  EXPECT_EQ(ever_.size(), source_.given());
}

TEST(Table, SaysWhomItMisses) {
  Table table("people");
  UidSource source;
  EXPECT_FALSE(table.find(Uid{0}).has_value());
  table.append(source, 2);
  table.retire(std::vector<std::uint32_t>{0});
  EXPECT_EQ(table.row_of(Uid{1}), 0U);
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { (void)table.row_of(Uid{0}); }),
            "uid 0 is not in table 'people'");
  EXPECT_FALSE(table.find(sim::no_uid).has_value());
}

TEST(Table, RegistersUidFirst) {
  EXPECT_EQ(Table("people").columns().column_names(), std::vector<std::string>{"people.uid"});
}

}  // namespace
