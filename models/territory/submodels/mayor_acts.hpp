// What mayors do beyond meeting people: the six roles of collectivités (MODEL SM14, Q8: S1.09-10).
//
//   acts of role r a month ~ Poisson(base_role · level factor · Q8 share_r · multiplier_{profile, r})
//
// call an event, animate a workshop   a call answered by participation (P05)
// introduce                           two of its contacts, of different families, who do not know each other
// promote                             V_e += promote_gain · (1 − V_e), through `promotion`
// join a project                      asks; the rule of joining decides (P11)
// public partnership                  births of pairs with this mayor × ppp_factor this month (P09)
#pragma once

#include "models/territory/world/mayor_profiles.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

/// Shares of mayors who gave each role the first priority, in the order of `Role`. A definition.
inline constexpr std::array<double, role_count> q8_shares{0.74, 0.71, 0.68, 0.64, 0.56, 0.54};

struct MayorParameters {
  bool enabled = true;
  double base_role = 0.014;
  std::array<double, 4> level_factors{0.15, 0.5, 1, 1};
  /// By profile, then by role; each row sums to six.
  std::array<std::array<double, role_count>, profile_count> multipliers{{{0.6, 0.8, 1.2, 0.6, 0.8, 2.0},
                                                                         {1.3, 1.5, 0.7, 1.5, 0.6, 0.4},
                                                                         {0.7, 0.6, 0.9, 1.3, 1.7, 0.8},
                                                                         {0.8, 0.7, 1.1, 0.8, 1.2, 1.4},
                                                                         {1.5, 1.6, 1.1, 0.8, 0.6, 0.4}}};
  ProfileShares profile_shares = even_profiles;
  double promote_gain = 0.02;
  double ppp_factor = 2;

  void describe(sim::ParameterVisitor& parameters);
  /// Mean acts a month.
  [[nodiscard]] double rate(Role role, Level level, Profile profile) const;
};

class MayorActs final : public sim::Submodel<World> {
 public:
  explicit MayorActs(const MayorParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Acts {
    std::uint32_t mayor;  ///< row
    std::array<std::uint8_t, role_count> counts;
    [[nodiscard]] std::uint8_t of(Role role) const { return counts[static_cast<std::size_t>(role)]; }
  };
  void introduce(const World& world, const Acts& acts, sim::KeyedDraws& draws,
                 std::vector<ArrangedMeeting>& out) const;
  /// Projects of its EPCI whose lead it trusts most, at most one a wish.
  void ask_to_join(const World& world, const Acts& acts, std::vector<ProjectRequest>& out) const;

  MayorParameters parameters_;
  sim::PerChunk<Acts> acts_;
  sim::PerChunk<ArrangedMeeting> introductions_;
  sim::PerChunk<ProjectRequest> requests_;
};

}  // namespace territory
