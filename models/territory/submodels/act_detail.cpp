#include "models/territory/submodels/act_detail.hpp"

#include "models/territory/streams.hpp"

namespace territory {

std::array<double, 3> ActDetail::shown(const std::array<double, 3>& shares,
                                       const std::array<double, 3>& chances, bool success,
                                       const std::array<double, 4>& u) {
  std::array<double, 3> weight{};
  double all = 0;
  for (std::size_t k = 0; k < 3; ++k)
    all += weight[k] = shares[k] * (success ? chances[k] : 1.0 - chances[k]);
  std::size_t turned_on = 0;
  for (double left = u[0] * all; turned_on < 2 && left >= weight[turned_on]; ++turned_on)
    left -= weight[turned_on];
  std::array<double, 3> seen{};
  for (std::size_t k = 0; k < 3; ++k) {
    const bool shows = k == turned_on ? success : u[1 + k] < chances[k];
    seen[k] = shows ? 1.0 : 0.0;
  }
  return seen;
}

double ActDetail::betrayal_probability(const std::array<float, 3>& qualities) {
  const double missing = 3.0 - qualities[0] - qualities[1] - qualities[2];
  return missing > 0 ? (1.0 - qualities[2]) / missing : 0.0;
}

void ActDetail::show(const World& world, const sim::Step& step, std::size_t tie, Act act, Experience& of_low,
                     Experience& of_high) const {
  const sim::PairKey key = world.ties.store.key(tie);
  show(world, world.ties.store.low_row(tie), world.ties.store.high_row(tie),
       step.draws(streams::act_detail).of(key.low, key.high), act, of_low, of_high);
}

void ActDetail::show(const World& world, std::uint32_t low, std::uint32_t high, sim::KeyedDraws draws,
                     Act act, Experience& of_low, Experience& of_high) const {
  const Actors& actors = world.actors;
  const double misread = Delivery::misread_share(world, low, high);
  const auto fill = [&](std::uint32_t trustor, std::uint32_t trustee, bool toward_high, Experience& lived) {
    const std::uint32_t at = streams::act_detail_draws(act, toward_high);
    const double ease = delivery_.chance(actors, trustor, trustee, 1.0, misread);
    const std::array<float, 3>& qualities = actors.qualities[trustee];
    std::array<double, 3> chances{};
    for (std::size_t k = 0; k < 3; ++k) chances[k] = qualities[k] * ease;
    std::array<double, 4> u{};
    for (std::uint32_t k = 0; k < 4; ++k) u[k] = draws.uniform(at + streams::quality_shown + k);
    const bool success = lived.received > 0.5;
    lived.shown = shown(shares_, chances, success, u);
    lived.betrayal = !success && draws.uniform(at + streams::betrays) < betrayal_probability(qualities);
  };
  fill(low, high, false, of_low);
  fill(high, low, true, of_high);
}

}  // namespace territory
