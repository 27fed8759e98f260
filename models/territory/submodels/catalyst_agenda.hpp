// What open catalysts do with their time (MODEL SM10): introduce, call gatherings, accompany.
//
// Introductions join two of its contacts at level ≥1, of different families, whom it trusts and who do not
// know each other; pairs with a company (association) weigh `host_bonus` under an economic (ESS) host. Prior
// bonus intro_bonus·T_ci·T_cj. Gatherings are called to the whole EPCI. Slots of accompaniment go to projects
// of its EPCI, those it has first, then by its trust in the lead; what is left to partnerships younger than
// `young_partnership`, likewise by its trust in both. Rates and formulas: catalyst_parameters.hpp.
#pragma once

#include "models/territory/submodels/catalyst_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class CatalystAgendas final : public sim::Submodel<World> {
 public:
  /// `seats_in_places`: whether a catalyst hosted by a third place holds its gatherings there.
  CatalystAgendas(const CatalystParameters& parameters, bool seats_in_places)
      : parameters_(parameters), seats_in_places_(seats_in_places) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Agenda {
    std::uint32_t seat, row, epci;  ///< row of the catalysts, of the actors, of the EPCI
    double staff, catalysis;
    std::vector<Call> calls;
    std::vector<ArrangedMeeting> introductions;
    std::vector<std::uint32_t> projects, partnerships;  ///< rows it accompanies
    std::uint16_t organisations = 0;
  };
  void call(Agenda& agenda, std::uint32_t commune, sim::KeyedDraws& draws) const;
  void introduce(const World& world, Agenda& agenda, sim::KeyedDraws& draws) const;
  void accompany_projects(const World& world, Agenda& agenda);
  void find_young_partnerships(const World& world, const sim::Step& step);
  void accompany_partnerships(const World& world, Agenda& agenda);
  void count_organisations(const World& world, Agenda& agenda) const;
  [[nodiscard]] int slots(const Agenda& agenda) const {
    return parameters_.whole_slots(agenda.staff, agenda.catalysis);
  }

  CatalystParameters parameters_;
  bool seats_in_places_;
  std::vector<Agenda> agendas_;
  std::vector<char> taken_projects_;
  sim::PerChunk<std::uint32_t> young_by_chunk_;
  std::vector<std::uint32_t> young_;  ///< ties, emptied of those taken
};

}  // namespace territory
