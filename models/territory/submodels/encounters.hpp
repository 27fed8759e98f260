// Who meets whom (MODEL SM2).
//
// An actor has Poisson(λ_e·activity·het·(level ≥2 ? 1 : low)) encounters a month. Each goes, with probability
// `closure`, to a friend of a friend; else to a kind of partner by the mixing row, a commune by the distance
// kernel, a uniform partner there. The one approached accepts with probability
//
//   exp(−hom·(1 − sim)) · exp(−(o − o*)²/(2·width²)) · (level ≥2 ? 1 : low)
//
// sim: similarity of the communes' cultures; o: overlap of competences (1 when a generalist takes part).
// Commit order: (min uid, max uid, occasion, origin), duplicates merged; a mayor receives at most
// `mayor_meetings_max` encounters a month, in the order of a drawn priority.
//
// Meetings arranged earlier in the month (events, workshops, third places, introductions) join them here and
// take nothing of that limit: whoever invites or introduces has made room. Of several meetings of a pair the
// last in the order of `Occasion` counts, with the largest bonus to first impressions of all of them. A first
// impression also leans on what the trustor's EPCI holds of common action: reputation_effect·(C_e − ½).
#pragma once

#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/world/kernel.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct EncounterParameters {
  double encounter_rate = 1.6;
  /// company ≥10, TPE, association, employing association, mayor
  std::array<double, 5> activity{1, 0.35, 1, 1.5, 2};
  double low_level_factor = 0.2;
  KernelParameters kernel;
  std::array<double, partner_count> mixing_company{0.60, 0.25, 0.10, 0.05};
  std::array<double, partner_count> mixing_association{0.20, 0.60, 0.15, 0.05};
  std::array<double, partner_count> mixing_mayor{0.40, 0.40, 0.10, 0.10};
  double closure = 0.2;
  double homophily = 1;
  double overlap_optimum = 0.4;
  double overlap_width = 0.3;
  double same_group = 0.5;
  double prior_mean = 0.5;
  double propensity_effect = 0.3;
  double reputation_effect = 0.2;
  int mayor_meetings_max = 20;
  int initial_encounters = 5;

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] double activity_of(const Actors& actors, std::size_t row) const;
  [[nodiscard]] const std::array<double, partner_count>& mixing_of(Family family) const;
};

/// Cognitive proximity of two competence sets (bit masks): mean over both sides of each domain's best match,
/// 1 = same domain, `same_group` = same group of domains, else 0.
[[nodiscard]] double overlap(std::uint16_t a, std::uint16_t b, double same_group);

/// What decides whom one encounter goes to; each uniform in (0, 1).
struct EncounterUniforms {
  double closes, partner_kind, destination, partner;
};

struct Meeting {
  sim::PairKey key;
  std::uint32_t low_row, high_row;
  Origin origin;
  Occasion occasion;
  float bonus_low, bonus_high;  ///< added to the prior of the lower uid and of the higher
  double priority;
  std::int64_t known;  ///< row of the tie the two have already, -1 = none
};

/// Brings meetings into canonical order, one a pair.
void merge_meetings(std::vector<Meeting>& meetings, const sim::Executor& executor);

class Encounters final : public sim::Submodel<World> {
 public:
  Encounters(const EncounterParameters& parameters, const World& world, const sim::Executor& executor);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  /// The contacts of the world before its first month: `initial_encounters` gravity encounters for everybody.
  void meet_first(World& world, const sim::Step& step);

  /// Encounters by the way they come about: through a common contact, or not.
  enum class Way { any, outright, through_contact };
  /// The encounters of a month that never was, by the law of every other and under its draws: those of one way
  /// sought by those marked in `who`. In canonical order, one a pair.
  [[nodiscard]] std::vector<Meeting> imagined(const World& world, const sim::Step& step,
                                              std::span<const char> who, Way way);
  /// Nobody is certain of a stranger.
  [[nodiscard]] static double bounded_impression(double mean) { return std::clamp(mean, 0.05, 0.95); }
  /// Prior mean of `trustor` toward somebody it meets, `bonus` added.
  [[nodiscard]] double first_impression(const World& world, std::uint32_t trustor, float bonus) const;

  /// Whom an encounter would go to, before acceptance; -1 = nobody there. Public for the tests of the kernel.
  [[nodiscard]] std::int64_t propose(const World& world, std::uint32_t actor, const EncounterUniforms& u,
                                     double closure, Origin& origin) const;
  /// Probability of acceptance = readiness · affinity.
  [[nodiscard]] double readiness(const World& world, std::uint32_t approached) const;
  [[nodiscard]] double affinity(const World& world, std::uint32_t actor, std::uint32_t approached) const;

 private:
  /// What is counted of a chunk.
  enum Count : std::size_t { sought, lost, count_kinds };
  /// Encounters sought by the actors of a chunk, in order of rows.
  struct Seekers {
    std::vector<std::uint32_t> rows, uids;
    std::vector<std::uint32_t> first_blocks;  ///< number of the first of the two blocks of each encounter

    void add(std::uint32_t row, sim::Uid uid, int encounter) {
      rows.push_back(row);
      uids.push_back(uid.value);
      first_blocks.push_back(streams::encounter_draws(static_cast<std::uint32_t>(encounter)) / 4);
    }
  };
  /// `who`: marks of those who seek, empty = everybody.
  void collect(const World& world, const sim::Step& step, bool first, std::span<const char> who = {},
               Way way = Way::any);
  [[nodiscard]] double mean_encounters(const Actors& actors, std::size_t row) const;
  void seek(const World& world, const sim::Draws& stream, const Seekers& seekers, double closure, Way way,
            const sim::Chunk& chunk);
  [[nodiscard]] std::int64_t friend_of_friend(const World& world, std::uint32_t actor, double u_friend,
                                              double u_second) const;
  [[nodiscard]] std::int64_t catalyst_for(const World& world, std::uint32_t actor, double u) const;
  [[nodiscard]] bool accepts(const World& world, std::uint32_t actor, std::uint32_t approached,
                             double u) const;
  /// A uniform member of the list other than `except`, who can be in it only if `may_hold`; -1 = nobody.
  [[nodiscard]] std::int64_t member_of(std::span<const std::uint32_t> list, std::uint32_t except,
                                       bool may_hold, double u) const;
  [[nodiscard]] std::size_t respect_agendas(const World& world, std::vector<Meeting>& meetings) const;
  /// What was arranged this month, as meetings.
  [[nodiscard]] static std::vector<Meeting> arranged(const World& world);
  void make_contacts(World& world, const sim::Step& step, const std::vector<Meeting>& fresh) const;

  EncounterParameters parameters_;
  DestinationKernel kernel_;
  std::vector<std::uint32_t> open_catalysts_;
  sim::PerChunk<Meeting> meetings_;
  sim::PerChunk<std::int64_t> tallies_;
};

}  // namespace territory
