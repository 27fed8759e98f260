#include "sim/state/pair_store.hpp"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Executor;
using sim::PairKey;
using sim::PairStore;
using sim::Table;
using sim::Uid;
using sim::UidSource;

struct TieState {
  std::uint32_t toward = 0;  // who is meant
  std::uint32_t from = 0;    // who holds it
  friend bool operator==(const TieState&, const TieState&) = default;
};

/// What a pair carries; the two directed states name both members, so that a state that changed sides, or
/// pairs, shows.
struct Load {
  double bond = 0;
  TieState ij, ji;
};

/// A store lived through by random bulk changes, beside a map of pairs that defines what it should hold.
class PairStoreLife {
 public:
  PairStoreLife(std::uint64_t seed, int threads) : cases_(seed), executor_(threads) {
    others_.append(source_, 3);  // another kind shares the source, so uids and rows differ from the start
    people_.append(source_, 20);
    pairs_.index(executor_);
  }

  void change() {
    switch (cases_.below(5)) {
      case 0:
        return bear();
      case 1:
        return retire();
      case 2:
        return remove(4 + cases_.below(9));
      default:
        return insert(cases_.below(cases_.one_in(4) ? 60 : 8));
    }
  }

  void check() const {
    ASSERT_TRUE(pairs_.indexed());
    ASSERT_EQ(pairs_.size(), model_.size());
    std::size_t pair = 0;
    for (const auto& [key, load] : model_) {
      ASSERT_EQ(pairs_.key(pair), key);
      ASSERT_EQ(pairs_.low_row(pair), people_.row_of(key.low));
      ASSERT_EQ(pairs_.high_row(pair), people_.row_of(key.high));
      ASSERT_EQ(bond_[pair], load.bond);
      ASSERT_EQ(ij_[pair], load.ij);
      ASSERT_EQ(ji_[pair], load.ji);
      ++pair;
    }
    check_neighbours();
  }

  /// What `insert` throws for these keys, and that it left everything as it was.
  std::string refusal(const std::vector<PairKey>& keys) {
    const std::string message =
        lien_test::thrown_message<sim::InvariantError>([&] { pairs_.insert(executor_, keys); });
    check();
    return message;
  }

  UidSource source_;
  Table others_{"others"}, people_{"people"};
  PairStore pairs_{"pairs", people_};

 private:
  void insert(std::uint32_t wanted) {
    std::set<PairKey> keys;
    const auto rows = static_cast<std::uint32_t>(people_.rows());
    while (wanted-- > 0 && rows > 1) {
      const std::uint32_t a = cases_.below(rows);
      const std::uint32_t b = cases_.one_in(3) ? rows - 1 : cases_.below(rows);  // somebody everybody knows
      const PairKey key = sim::pair_key(people_.uid(a), people_.uid(b));
      if (a != b && !model_.contains(key)) keys.insert(key);
    }
    const auto fresh = pairs_.insert(executor_, std::vector<PairKey>(keys.begin(), keys.end()));
    ASSERT_EQ(fresh.size(), keys.size());
    auto key = keys.begin();
    for (const std::uint32_t pair : fresh) {
      ASSERT_EQ(pairs_.key(pair), *key);
      ASSERT_EQ(bond_[pair], 0.0);
      ASSERT_EQ(ij_[pair], TieState{});
      ASSERT_EQ(pairs_.low_row(pair), people_.row_of(key->low));  // valid before the neighbours are indexed
      Load& load = model_[*key];
      load = {cases_.uniform(), {key->high.value, key->low.value}, {key->low.value, key->high.value}};
      bond_[pair] = load.bond;
      ij_[pair] = load.ij;
      ji_[pair] = load.ji;
      ++key;
    }
    pairs_.index_neighbours(executor_);
  }

  void remove(std::uint32_t rarity) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t pair = 0; pair < pairs_.size(); ++pair) {
      if (!cases_.one_in(rarity)) continue;
      rows.push_back(pair);
      model_.erase(pairs_.key(pair));
    }
    pairs_.remove(executor_, rows);
    pairs_.index_neighbours(executor_);
  }

  void bear() {
    others_.append(source_, cases_.below(3));
    people_.append(source_, cases_.below(7));
    pairs_.index(executor_);
  }

  /// Pairs leave first, then people, as a submodel must do it.
  void retire() {
    std::set<std::uint32_t> leaving;
    for (std::uint32_t row = 0; row < people_.rows(); ++row) {
      if (cases_.one_in(12)) leaving.insert(row);
    }
    std::vector<std::uint32_t> lost;
    for (std::uint32_t pair = 0; pair < pairs_.size(); ++pair) {
      if (leaving.contains(pairs_.low_row(pair)) || leaving.contains(pairs_.high_row(pair))) {
        lost.push_back(pair);
        model_.erase(pairs_.key(pair));
      }
    }
    pairs_.remove(executor_, lost);
    people_.retire(std::vector<std::uint32_t>(leaving.begin(), leaving.end()));
    pairs_.index(executor_);
  }

  void check_neighbours() const {
    const auto rows = static_cast<std::uint32_t>(people_.rows());
    std::vector<std::map<std::uint32_t, std::uint32_t>> known(rows);  // neighbour's row -> pair, by the model
    std::uint32_t pair = 0;
    for (const auto& [key, load] : model_) {
      known[people_.row_of(key.low)][people_.row_of(key.high)] = pair;
      known[people_.row_of(key.high)][people_.row_of(key.low)] = pair++;
    }
    for (std::uint32_t a = 0; a < rows; ++a) {
      std::vector<std::pair<std::uint32_t, std::uint32_t>> listed;
      for (const sim::Neighbour& n : pairs_.neighbours(a)) listed.emplace_back(n.actor, n.pair);
      ASSERT_EQ(listed,
                (std::vector<std::pair<std::uint32_t, std::uint32_t>>(known[a].begin(), known[a].end())));
      for (std::uint32_t b = 0; b < rows; ++b) {
        const auto met = known[a].find(b);
        ASSERT_EQ(pairs_.find(a, b), met == known[a].end() ? -1 : std::int64_t{met->second});
        int common = 0;
        for (const auto& [c, unused] : known[a]) common += known[b].contains(c) ? 1 : 0;
        for (const int most : {0, 1, 3, 1000}) {
          ASSERT_EQ(pairs_.common_neighbours(a, b, most), std::min(common, most)) << a << " and " << b;
        }
      }
    }
  }

  lien_test::RandomCases cases_;
  Executor executor_;
  sim::Column<double> bond_ = pairs_.add<double>("bond");
  sim::Column<TieState> ij_ = pairs_.add<TieState>("ij"), ji_ = pairs_.add<TieState>("ji");
  std::map<PairKey, Load> model_;
};

class PairStoreModel : public testing::TestWithParam<int> {};

TEST_P(PairStoreModel, HoldsWhatAMapWouldThroughAnyLife) {
  const oneapi::tbb::global_control allowed(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6}) {
    PairStoreLife life(seed, GetParam());
    std::size_t most_pairs = 0;
    for (int round = 0; round < 150; ++round) {
      life.change();
      most_pairs = std::max(most_pairs, life.pairs_.size());
      life.check();
      if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << ", round " << round;
    }
    EXPECT_GT(most_pairs, 40U) << "the life was too poor to prove anything";
  }
}

INSTANTIATE_TEST_SUITE_P(OnThreads, PairStoreModel, testing::Values(1, 3));

TEST(PairStore, RefusesKeysOutOfOrderAndChangesNothing) {
  PairStoreLife life(7, 1);
  for (int round = 0; round < 20; ++round) life.change();
  const std::string disorder = "pairs to insert are not ascending and distinct";
  const std::uint32_t row = life.people_.append(life.source_, 3);  // three who know nobody yet
  life.pairs_.index(Executor(1));
  const Uid a = life.people_.uid(row), b = life.people_.uid(row + 1), c = life.people_.uid(row + 2);
  EXPECT_EQ(life.refusal({{a, c}, {a, b}}), disorder);
  EXPECT_EQ(life.refusal({{a, b}, {a, b}}), disorder);
  EXPECT_EQ(life.refusal({{b, a}}), disorder);
  EXPECT_EQ(life.refusal({{a, a}}), disorder);
}

TEST(PairStore, RefusesAPairItHasAndChangesNothing) {
  PairStoreLife life(8, 1);
  while (life.pairs_.size() == 0) life.change();
  EXPECT_EQ(life.refusal({life.pairs_.key(0)}), "a pair to insert is present already");
}

TEST(PairStore, RefusesAMemberWhoIsNotThereAndChangesNothing) {
  PairStoreLife life(9, 1);
  while (life.pairs_.size() == 0) life.change();
  EXPECT_EQ(life.refusal({{Uid{0}, life.people_.uid(0)}}), "uid 0 is not in table 'people'");
}

TEST(PairStore, IsNotIndexedWhileItsNeighboursAreStale) {
  UidSource source;
  Table people("people");
  people.append(source, 3);
  PairStore pairs("pairs", people);
  const Executor executor(1);
  EXPECT_FALSE(pairs.indexed());
  pairs.index(executor);
  EXPECT_TRUE(pairs.indexed());
  pairs.insert(executor, std::vector<PairKey>{{Uid{0}, Uid{2}}});
  EXPECT_FALSE(pairs.indexed());
  pairs.index_neighbours(executor);
  pairs.remove(executor, std::vector<std::uint32_t>{0});
  EXPECT_FALSE(pairs.indexed());
}

TEST(PairStore, RegistersItsIdentityFirst) {
  const Table people("people");
  EXPECT_EQ(PairStore("pairs", people).columns().column_names(),
            (std::vector<std::string>{"pairs.uid_low", "pairs.uid_high"}));
}

TEST(PairKey, PutsTheLowerUidFirst) {
  EXPECT_EQ(sim::pair_key(Uid{5}, Uid{2}), (PairKey{Uid{2}, Uid{5}}));
  EXPECT_EQ(sim::pair_key(Uid{2}, Uid{5}), (PairKey{Uid{2}, Uid{5}}));
}

}  // namespace
