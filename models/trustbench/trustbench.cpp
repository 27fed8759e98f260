#include "models/trustbench/trustbench.hpp"

#include "sim/random/first_blocks.hpp"

namespace trustbench {

namespace {

using sim::Floats, sim::Integers;

constexpr sim::Stream meeting{0}, building{1};
constexpr float memory = 0.98F, good_news = 1, bad_news = 2, forms_above = 0.65F, breaks_below = 0.45F;
constexpr float units = 0x1p24F;  // of Tally::trust

/// What the people of a tile found at the contact in `slot`, then what they made of it.
template <std::size_t tile>
struct alignas(64) Encounters {
  std::array<std::int32_t, tile> slot{}, partner{};
  std::array<float, tile> alpha{}, beta{}, trust{}, reliability{};
};

/// Roulette for sixteen people: slot k with a chance proportional to trust[k].
template <std::size_t K>
Integers choose(const sim::Lanes<float, K>& trust, const Floats& uniform) {
  std::array<Floats, K> up_to;
  Floats total = 0;
  for (std::size_t k = 0; k < K; ++k) up_to[k] = total = total + Floats::load(trust[k].data());
  const Floats point = uniform * total;
  Integers passed = 0;
  for (std::size_t k = 0; k + 1 < K; ++k) passed = passed - (point >= up_to[k]);  // a mask set is -1
  return passed;
}

/// People i … i+15 learn; those of them who exist count in the gains of trust and partnerships.
void learn(auto& met, std::size_t i, sim::LaneMask exist, const Floats& uniform, Integers (&gains)[2]) {
  const sim::LaneMask cooperates = uniform < Floats::load(&met.reliability[i]);
  const Floats alpha = Floats::load(&met.alpha[i]), beta = Floats::load(&met.beta[i]);
  const Floats a = alpha * memory + select(cooperates, Floats(good_news), 0.0F);
  const Floats b = beta * memory + select(cooperates, Floats(0), bad_news);
  const Floats before = alpha / (alpha + beta), trust = a / (a + b);
  const Integers was = Integers::load(&met.partner[i]);
  const Integers is =
      select(trust > forms_above, Integers(1), select(trust < breaks_below, Integers(0), was));
  a.store(&met.alpha[i]);
  b.store(&met.beta[i]);
  trust.store(&met.trust[i]);
  is.store(&met.partner[i]);
  const auto whole = [&](Floats t) { return sim::convert<std::int32_t>(select(exist, t * units, 0.0F)); };
  gains[0] = gains[0] + whole(trust) - whole(before);
  gains[1] = gains[1] + (exist & (is - was));
}

}  // namespace

template <std::size_t K>
World<K>::World(std::uint32_t size, sim::RandomKey key, const sim::Executor& executor) {
  people.append(uids, size);
  groups.resize(sim::lane_groups(size));
  executor.for_chunks(size, [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      auto draws = sim::Draws(key, sim::Month{sim::first_drawable_month}, building).of(people.uid(i));
      reliability[i] = static_cast<float>(0.3 + 0.65 * draws.uniform(0));
      for (std::uint32_t k = 0; k < K; ++k) {
        const std::size_t ahead = 1 + sim::pick(draws.uniform(1 + k), size - 1);
        trust[i / sim::lanes][k][i % sim::lanes] = 0.5F;
        ties[i][k] = {1, 1, static_cast<std::uint32_t>((i + ahead) % size), 0};
      }
    }
  });
  history.push_back({static_cast<std::int64_t>(0.5 * units * size * K), 0});
}

template <std::size_t K>
sim::Declaration Meetings<K>::declaration() const {
  return {.name = "meetings",
          .phase = "P01",
          .meaning = "each meets a contact chosen by trust, learns, forms or ends the partnership",
          .streams = {{meeting, "meeting"}},
          .reads = {"people.uid", "people.reliability", "people.ties", "groups.trust"},
          .writes = {"people.ties", "groups.trust"}};
}

template <std::size_t K>
void Meetings<K>::advance(World<K>& world, const sim::Chunk& chunk, const sim::Passage& passage,
                          std::span<Tally> gains) const {
  const std::size_t people = chunk.end - chunk.begin;
  const auto ties = world.ties.all().subspan(chunk.begin);
  const auto trust = world.trust.all().subspan(chunk.begin / sim::lanes);
  const auto reliability = world.reliability.all();
  Encounters<tile> met;
  sim::TwoDraws<tile> draws;  // where the roulette stops; whether the contact cooperates
  for (sim::Month month = passage.first; month <= passage.last; ++month) {
    draws.turn_to(passage.key, meeting, month, world.people.uids(chunk));
    for (std::size_t i = 0; i < people; i += sim::lanes)
      choose<K>(trust[i / sim::lanes], draws.uniforms(0, i)).store(&met.slot[i]);
    for (std::size_t i = 0; i < people; ++i) {
      const Tie& tie = ties[i][static_cast<std::size_t>(met.slot[i])];
      met.alpha[i] = tie.alpha;
      met.beta[i] = tie.beta;
      met.partner[i] = tie.partner;
      met.reliability[i] = reliability[tie.contact];
    }
    Integers gained[2] = {0, 0};
    for (std::size_t i = 0; i < people; i += sim::lanes)
      learn(met, i, sim::first_lanes(people - i), draws.uniforms(1, i), gained);
    gains[static_cast<std::size_t>(month - passage.first)] += {sum(gained[0]), sum(gained[1])};
    for (std::size_t i = 0; i < people; ++i) {
      const auto k = static_cast<std::size_t>(met.slot[i]);
      ties[i][k] = {met.alpha[i], met.beta[i], ties[i][k].contact, met.partner[i]};
      trust[i / sim::lanes][k][i % sim::lanes] = met.trust[i];
    }
  }
}

template struct World<8>;
template struct World<12>;
template struct World<16>;
template struct Meetings<8>;
template struct Meetings<12>;
template struct Meetings<16>;

}  // namespace trustbench
