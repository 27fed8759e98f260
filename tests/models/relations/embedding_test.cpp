// Common contacts protect a tie, and trust protects a partnership.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/territory/submodels/endings.hpp"
#include "tests/models/relations/many_pairs.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ManyPairs;
using lien_test::share_agrees;

constexpr int group = 2500;
constexpr std::array<int, 4> common{0, 1, 3, 5};

/// Couples of a company and an association in four groups that share 0, 1, 3 and 5 TPE as common contacts.
struct Embedded {
  Embedded() : pairs({4 * group, 5, 4 * group}) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
    for (std::uint32_t k = 0; k < 4 * group; ++k) {
      all.emplace_back(pairs.companies[k], pairs.associations[k]);
      for (int c = 0; c < common[k / group]; ++c) {
        all.emplace_back(pairs.companies[k], pairs.tpe[static_cast<std::size_t>(c)]);
        all.emplace_back(pairs.associations[k], pairs.tpe[static_cast<std::size_t>(c)]);
      }
    }
    lien_test::connect(pairs.world, pairs.executor, all);
  }
  [[nodiscard]] std::int64_t tie(std::uint32_t k) const {
    return pairs.world.ties.store.find(pairs.companies[k], pairs.associations[k]);
  }
  ManyPairs pairs;
};

territory::EndingParameters protection() {
  territory::EndingParameters p;
  p.hazard_base = 1;
  p.hazard_floor = 1;
  p.trust_hazard = 0;
  p.expiry_rate = 0.15;
  p.embedding = 1.2;
  p.embedding_count = 3;
  return p;
}

// 2 500 couples a group; 4.5 standard errors, false alarm 7e-6 each, 4 groups.
TEST(Embedding, LowersTheHazardOfAPartnership) {
  Embedded e;
  for (std::uint32_t k = 0; k < 4 * group; ++k) {
    territory::begin_partnership(e.pairs.world, static_cast<std::size_t>(e.tie(k)),
                                 territory::Alliance::mecenat, 0, sim::Month{0},
                                 e.pairs.scenario.partnerships.terms);
  }
  territory::PartnershipEnds ends(protection());
  lien_test::run_once(ends, e.pairs.world, 1, e.pairs.executor, e.pairs.scenario);
  const std::array<double, 4> hazard{1, std::exp(-0.4), std::exp(-1.2), std::exp(-1.2)};
  for (std::uint32_t g = 0; g < 4; ++g) {
    int ended = 0;
    for (std::uint32_t k = g * group; k < (g + 1) * group; ++k)
      ended += e.pairs.world.ties.alliance[static_cast<std::size_t>(e.tie(k))] == territory::Alliance::none;
    EXPECT_TRUE(share_agrees(ended, group, 1 - std::exp(-hazard[g]))) << common[g] << " common contacts";
  }
}

// 2 500 couples a group; 4.5 standard errors, false alarm 7e-6 each, 4 groups.
TEST(Embedding, LowersTheExpiryOfUnusedContacts) {
  Embedded e;
  territory::ContactExpiry expiry(protection());
  lien_test::run_once(expiry, e.pairs.world, 0, e.pairs.executor, e.pairs.scenario);
  e.pairs.world.ties.store.index_neighbours(e.pairs.executor);
  const std::array<double, 4> rate{0.15, 0.15 * std::exp(-0.4), 0.15 * std::exp(-1.2), 0.15 * std::exp(-1.2)};
  for (std::uint32_t g = 0; g < 4; ++g) {
    int lost = 0;
    for (std::uint32_t k = g * group; k < (g + 1) * group; ++k) lost += e.tie(k) < 0;
    EXPECT_TRUE(share_agrees(lost, group, rate[g])) << common[g] << " common contacts";
  }
}

TEST(Embedding, ContactsInUseAndPartnersNeverExpire) {
  ManyPairs pairs({300, 0, 300});
  const auto ties = pairs.couples(pairs.companies);
  for (std::size_t k = 0; k < 100; ++k) pairs.world.ties.last_used[ties[k]] = 4;
  for (std::size_t k = 100; k < 200; ++k)
    territory::begin_partnership(pairs.world, ties[k], territory::Alliance::mecenat, 0, sim::Month{0},
                                 pairs.scenario.partnerships.terms);
  territory::EndingParameters p = protection();
  p.expiry_rate = 1;
  territory::ContactExpiry expiry(p);
  lien_test::run_once(expiry, pairs.world, 4, pairs.executor, pairs.scenario);
  EXPECT_EQ(pairs.world.ties.size(), 200U);
  EXPECT_EQ(pairs.world.flows.contacts_expired, 100);
  EXPECT_EQ(pairs.live(), 100);
}

// 10 000 couples each; 4.5 standard errors, false alarm 7e-6 each.
TEST(Embedding, TrustLowersTheHazardOfAPartnership) {
  for (const double trust : {0.2, 0.5, 0.9}) {
    ManyPairs pairs({10000, 0, 10000});
    const auto ties = pairs.couples(pairs.companies);
    pairs.ally(0);
    // Only the mean of the two directions counts.
    for (const std::uint32_t t : ties) {
      pairs.world.ties.trust_ij[t] = trust + 0.1;
      pairs.world.ties.trust_ji[t] = trust - 0.1;
    }
    territory::EndingParameters p = protection();
    p.hazard_base = 0.3;
    p.trust_hazard = 2;
    territory::PartnershipEnds ends(p);
    lien_test::run_once(ends, pairs.world, 1, pairs.executor, pairs.scenario);
    const double hazard = 0.3 * std::exp(-2 * (trust - 0.5));
    EXPECT_TRUE(share_agrees(10000 - pairs.live(), 10000, 1 - std::exp(-hazard))) << trust;
  }
}

}  // namespace
