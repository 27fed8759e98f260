// Events and workshops take place (MODEL SM3): calls of the month are answered, people meet, and what they
// attend takes of their capacity.
//
//   event      everybody there goes up to `event_contacts` of those there, the organiser among them
//   workshop   the same people sit together once a month, `sittings` times; all pairs meet, the organiser too
//
// Everybody answers every call by the state before any of them is held. Calls are held in the order of
// (organiser uid, ordinal). A workshop stays in its table in the month of its last sitting, for those whom it
// gives ideas. What is arranged here is met with the encounters of the month (SM2).
#pragma once

#include "models/territory/submodels/invitations.hpp"

namespace territory {

class Participation final : public sim::Submodel<World> {
 public:
  /// `place_factor`: on the cost of a sitting in a commune with an open third place.
  Participation(const GatheringParameters& parameters, const AllianceTerms& terms, double place_factor,
                const World& world, const sim::Executor& executor);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Gathering {
    Answers answers;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> contacts;  ///< at an event
  };
  void order_calls(const World& world);
  void list_sittings(const World& world);
  void talk(const World& world, const sim::Step& step, Gathering& gathering) const;
  [[nodiscard]] bool goes_on(const World& world, std::size_t workshop) const;
  [[nodiscard]] std::int32_t sitting_cost(std::uint32_t commune) const;

  void begin_month(World& world, sim::Month month) const;
  void drop_finished_workshops(World& world) const;
  void hold_event(World& world, sim::Month month, const Gathering& gathering) const;
  void open_workshop(World& world, sim::Month month, const Answers& answers) const;
  void sit(World& world, sim::Month month, std::size_t workshop) const;
  void attend(World& world, sim::Month month, std::uint32_t row, std::uint32_t commune, std::int32_t cost,
              std::uint8_t bit) const;
  void count_refusals(World& world) const;

  GatheringParameters parameters_;
  double place_factor_;
  Invitations invitations_;
  std::vector<Call> calls_;
  std::vector<Gathering> gatherings_;
  std::vector<Invitations::Due> due_;
  std::vector<char> has_place_;  ///< by commune
};

}  // namespace territory
