// Partnerships to start from, drawn from the stationary law of the submodels' own rates (MODEL D5, D8:
// `partnerships.initial_partnerships = "stationary"`), so that a short spin-up does for a long one.
//
// Without exits a partnership born at a constant rate is of age a with probability S(a)/ΣS, and there are as many as
// births last long. Here S is not written down but lived: each pair by itself is followed through the
// `imagined_months` before the run (those who cannot ally through `contact_months`, for they lose sight soon), under the laws of encounters, outcomes, trust, births, climbs, ends and
// expiry and under the draws of those months; what it is when the run begins is the draw. So ages, trust, types,
// balances and the contacts around them fit one another. What couples pairs is put in by hand:
//
//   seats        who was there before is not asked: each has held its seat for a geometric number of months, by
//                its exit rate, and knows nobody from before
//   capacities   those who do not fit in give way in a drawn order: the law of a loss system is that of
//                independent lives cut off at the capacity (Erlang, Sevastyanov)
//   network      pairs are followed `imagined_rounds` times; the common contacts that protect them, and through
//                which people meet, are the first contacts of the world, then those that the round before left
//   semantics    n acts delivered a month by other families lead it, in T months in the seat, to
//                sem* + (sem_0 − sem*)·e^{−(g·n + d)·T},  sem* = g·n/(g·n + d)   (SM12; g sem_success, d sem_decay)
//
// Left out: what third parties say, elections, and whatever a spin-up has no share in.
#pragma once

#include <tuple>

#include "models/territory/submodels/demography.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/outcomes.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "models/territory/submodels/reciprocity.hpp"
#include "models/territory/submodels/skills.hpp"
#include "models/territory/submodels/trust_update.hpp"

namespace territory {

/// How far back lives are followed: longer ago begins fewer than one in thirty of those that are left.
inline constexpr int imagined_months = 360;
/// The same for those who cannot be partners: of their contacts, fewer than one in twenty are older.
inline constexpr int contact_months = 96;
/// How often all pairs are followed, each time in the network that the time before left.
inline constexpr int imagined_rounds = 5;

class InitialPartnerships {
 public:
  struct Laws {
    const PartnershipParameters& partnerships;
    const TraitParameters& traits;
    const NeedParameters& needs;
    const TrustParameters& trust;
    const OutcomeParameters& outcomes;
    const ReciprocityParameters& reciprocity;
    const EndingParameters& endings;
    const DemographyParameters& demography;
    const SkillParameters& skills;
    double ppp_factor;
  };
  explicit InitialPartnerships(const Laws& laws);

  /// Gives the freshly built world, first contacts made, its partnerships and the contacts around them in the
  /// place of these; the run begins with month `first`.
  void draw(World& world, Encounters& encounters, sim::Month first, sim::RandomKey key,
            const sim::Executor& executor);

 private:
  /// Two who met in a month of the past.
  struct PastMeeting {
    std::uint32_t low_row, high_row;  ///< in the order of uids, as rows are
    std::int16_t month;
    Origin origin;
    friend bool operator<(const PastMeeting& a, const PastMeeting& b) {
      return std::tie(a.low_row, a.high_row, a.month, a.origin) <
             std::tie(b.low_row, b.high_row, b.month, b.origin);
    }
  };
  /// All the meetings of one pair: [begin, end) of `meetings_`.
  struct Pair {
    std::uint32_t begin, end;
  };
  /// What a pair is when the run begins.
  template <class State>
  struct Outcome {
    sim::PairKey key;
    std::uint32_t low_row, high_row;
    State ij, ji;
    std::int16_t born, last_used, since = 0;
    Origin origin;
    Alliance alliance = Alliance::none;
    std::uint8_t domain = 0;
    float balance = 0.0F;
    double priority = 0.0;  ///< in which room is given
  };

  /// Those of one way, by pair and month.
  [[nodiscard]] std::vector<PastMeeting> imagine_meetings(const World& world, Encounters& encounters,
                                                          Encounters::Way way, sim::Month first,
                                                          sim::RandomKey key,
                                                          const sim::Executor& executor) const;
  void note_pairs();
  template <class Theory>
  void draw_with(TrustStates<Theory>& trust, World& world, Encounters& encounters, sim::Month first,
                 sim::RandomKey key, const sim::Executor& executor);
  /// Follows every pair; those that know each other at the end, by key.
  template <class Theory>
  [[nodiscard]] std::vector<Outcome<typename Theory::State>> follow_all(const Theory& rule, const World& world,
                                                                        const Encounters& encounters,
                                                                        sim::Month first, sim::RandomKey key,
                                                                        const sim::Executor& executor) const;
  /// Whether the pair know each other when the run begins, and if so what they are to each other.
  template <class Theory>
  bool follow(const Theory& rule, const World& world, const Encounters& encounters, const Pair& pair,
              sim::Month first, sim::RandomKey key, Outcome<typename Theory::State>& life) const;
  /// Chance that two act together in a month, unless they met in it.
  [[nodiscard]] double rate_of(Alliance alliance) const;
  /// Leaves contacts of those partners for whom there is no room.
  template <class Life>
  void give_room(const World& world, std::vector<Life>& lives) const;
  /// What people have learnt from what they now do with whom.
  template <class Theory>
  void learn(const Theory& rule, World& world,
             const std::vector<Outcome<typename Theory::State>>& lives) const;
  template <class Theory>
  void settle(TrustStates<Theory>& trust, World& world,
              const std::vector<Outcome<typename Theory::State>>& lives) const;

  const Laws laws_;
  Partnerships births_;
  PartnershipEnds ends_;
  Embedding embedding_;
  Delivery delivery_;
  Reciprocity reciprocity_;
  TrustUpdate trust_;
  std::vector<int> seated_;        ///< months that whoever sits in each seat has been there
  std::vector<float> semantics_;  ///< as drawn, before anything was learnt
  std::vector<PastMeeting> meetings_;
  std::vector<Pair> pairs_;
};

}  // namespace territory
