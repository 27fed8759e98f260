#include "models/territory/world/mayor_profiles.hpp"

#include "models/territory/streams.hpp"

namespace territory {

Profile profile_at(const ProfileShares& shares, double u) {
  std::size_t k = 0;
  while (k + 1 < shares.size() && u >= shares[k]) u -= shares[k++];
  return static_cast<Profile>(k);
}

void draw_profiles(World& world, const ProfileShares& shares, sim::RandomKey key) {
  const sim::Draws draws(key, streams::building, streams::init_person);
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c) {
    sim::KeyedDraws draw = draws.of(world.communes.table.uid(c));
    world.communes.mayor_profile[c] = profile_at(shares, draw.uniform(streams::first_profile));
  }
}

}  // namespace territory
