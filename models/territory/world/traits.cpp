#include "models/territory/world/traits.hpp"

#include <algorithm>
#include <numeric>

#include "models/territory/streams.hpp"
#include "sim/math/elementary.hpp"

namespace territory {

namespace {

/// Sectors of associations (INJEP, X14) and the domains each works in (1-based).
struct Sector {
  double share;
  std::array<int, 4> domains;
  int domain_total;
};
constexpr std::array<Sector, 7> sectors{{{0.25, {9, 11, 0, 0}, 2},
                                         {0.20, {9, 0, 0, 0}, 1},
                                         {0.19, {8, 9, 0, 0}, 2},
                                         {0.15, {4, 6, 15, 0}, 3},
                                         {0.10, {4, 7, 8, 11}, 4},
                                         {0.08, {10, 0, 0, 0}, 1},
                                         {0.03, {1, 2, 0, 0}, 2}}};

/// Position of u in the cumulated weights, which need not sum to one.
template <class Weights>
std::size_t choose(const Weights& weights, double u) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double rest = u * total;
  std::size_t last = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] <= 0.0) continue;
    last = k;
    rest -= weights[k];
    if (rest < 0.0) return k;
  }
  return last;
}

/// Parts of a whole.
template <std::size_t Count>
std::array<float, Count> shares_of(const std::array<double, Count>& amounts) {
  const double total = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  std::array<float, Count> shares;
  for (std::size_t k = 0; k < Count; ++k) shares[k] = static_cast<float>(amounts[k] / total);
  return shares;
}

std::uint16_t association_domain(double u_sector, double u_domain) {
  std::array<double, sectors.size()> shares{};
  for (std::size_t s = 0; s < sectors.size(); ++s) shares[s] = sectors[s].share;
  const Sector& sector = sectors[choose(shares, u_sector)];
  const auto d = sector.domains[sim::pick(u_domain, static_cast<std::uint32_t>(sector.domain_total))];
  return static_cast<std::uint16_t>(1U << (d - 1));
}

}  // namespace

std::size_t kind_slot(Kind kind) {
  switch (kind) {
    case Kind::company10:
      return 0;
    case Kind::tpe:
      return 1;
    case Kind::association:
      return 2;
    default:
      return 3;
  }
}

Alliance draw_type(const std::array<double, 4>& shares, double u) {
  return static_cast<Alliance>(choose(shares, u) + 1);
}

RoleWeights::RoleWeights() {
  company.fill(0.25);
  association.fill(0.25);
  company[0] = company[1] = 0.69;
  company[14] = 0.56;
  company[15] = 0.50;
  association[7] = 0.54;
  association[8] = 0.52;
  association[14] = 0.47;
  association[3] = 0.40;
}

double RoleWeights::of(Family family, int domain) const {
  switch (family) {
    case Family::company:
      return company[static_cast<std::size_t>(domain)];
    case Family::association:
      return association[static_cast<std::size_t>(domain)];
    default:
      return public_body;
  }
}

TraitDrawer::TraitDrawer(const TraitParameters& parameters, const RoleWeights& weights, double acc_start)
    : parameters_(parameters),
      weights_(weights),
      acc_start_(static_cast<float>(acc_start)),
      theta_(parameters.theta_shape_a, parameters.theta_shape_b),
      propensity_(parameters.propensity_a, parameters.propensity_b),
      semantics_(parameters.semantics_a, parameters.semantics_b),
      finance_(parameters.finance_mix_alpha.begin(), parameters.finance_mix_alpha.end()) {}

void TraitDrawer::draw(Actors& actors, std::size_t row, sim::RandomKey key, sim::Month month,
                       bool blank_level) const {
  const sim::Uid uid = actors.table.uid(row);
  const auto draws = [&](sim::Stream stream) { return sim::Draws(key, month, stream).of(uid); };
  const Kind kind = actors.kind[row];
  const double large_share = kind == Kind::company10     ? parameters_.eti_share
                             : kind == Kind::association ? parameters_.employing_share
                                                         : 0.0;
  actors.large[row] = draws(streams::init_class).bernoulli(large_share, streams::size_class);
  const double sd = parameters_.het_sd;
  const double z = sim::normal_quantile(draws(streams::init_activity).uniform(streams::heterogeneity));
  actors.heterogeneity[row] = static_cast<float>(sim::exp(sd * z - 0.5 * sd * sd));
  actors.competences[row] = draw_competences(kind, draws(streams::init_competence));
  const auto& types =
      kind == Kind::company10 ? parameters_.base_share_company10 : parameters_.base_share_others;
  actors.preferred_type[row] =
      draw_type(types, draws(streams::init_preference).uniform(streams::preferred_type));
  draw_person(actors, row, key, month);
  draw_finance(actors, row, draws(streams::init_person));
  draw_level(actors, row, draws(streams::init_level));
  if (blank_level) actors.level[row] = Level::none;
  actors.idle_months[row] = 0;
}

void TraitDrawer::draw_person(Actors& actors, std::size_t row, sim::RandomKey key, sim::Month month) const {
  const sim::Uid uid = actors.table.uid(row);
  auto trust = sim::Draws(key, month, streams::init_trust).of(uid);
  const double common = theta_(trust.uniform(streams::common_trait));
  double theta = 0.0;
  for (std::uint32_t k = 0; k < 3; ++k) {
    const double z = sim::normal_quantile(trust.uniform(streams::ability + k));
    const double quality = std::clamp(common + parameters_.trait_noise * z, 0.01, 0.99);
    actors.qualities[row][k] = static_cast<float>(quality);
    theta += parameters_.ability_shares[k] * quality;
  }
  actors.trustworthiness[row] = static_cast<float>(theta);
  auto person = sim::Draws(key, month, streams::init_propensity).of(uid);
  actors.propensity[row] = static_cast<float>(propensity_(person.uniform(streams::propensity)));
  actors.semantics[row] = static_cast<float>(semantics_(person.uniform(streams::semantics)));
  actors.risk[row] =
      static_cast<float>(parameters_.risk_sd * sim::normal_quantile(person.uniform(streams::risk)));
  auto identity = sim::Draws(key, month, streams::init_person).of(uid);
  // Exponentials divided by their sum: uniform over all mixes of the three modalities.
  std::array<double, modality_count> liking{};
  for (std::uint32_t k = 0; k < modality_count; ++k)
    liking[k] = -sim::log(1.0 - identity.uniform(streams::preference_first + k));
  actors.preferences[row] = shares_of(liking);
  actors.accuracy[row] = acc_start_;
  const Kind kind = actors.kind[row];
  auto level = sim::Draws(key, month, streams::init_level).of(uid);
  actors.potential[row] = kind != Kind::catalyst &&
                          level.bernoulli(parameters_.potential_share[kind_slot(kind)], streams::potential);
}

void TraitDrawer::draw_finance(Actors& actors, std::size_t row, sim::KeyedDraws draws) const {
  actors.finance[row] = {};
  if (actors.kind[row] != Kind::association) return;
  std::array<double, 4> amounts{};
  for (std::uint32_t k = 0; k < amounts.size(); ++k)
    amounts[k] = finance_[k](draws.uniform(streams::finance_first + k));
  actors.finance[row] = shares_of(amounts);
}

void TraitDrawer::draw_level(Actors& actors, std::size_t row, sim::KeyedDraws draws) const {
  const Kind kind = actors.kind[row];
  if (kind == Kind::mayor || kind == Kind::catalyst) {
    actors.level[row] = Level::none;
    return;
  }
  const std::size_t slot = kind_slot(kind);
  const double share = parameters_.potential_share[slot] > 0.0
                           ? parameters_.engaged_start[slot] / parameters_.potential_share[slot]
                           : 0.0;
  if (actors.potential[row] && draws.bernoulli(share, streams::starts_involved)) {
    actors.level[row] = Level::involved;
  } else {
    actors.level[row] =
        draws.bernoulli(parameters_.level1_start, streams::starts_aware) ? Level::aware : Level::none;
  }
}

std::uint16_t TraitDrawer::draw_competences(Kind kind, sim::KeyedDraws draws) const {
  if (kind == Kind::mayor || kind == Kind::catalyst)
    return 0;  // generalists: the overlap term does not apply
  const std::size_t wanted =
      1 + choose(parameters_.competence_count_shares, draws.uniform(streams::how_many));
  std::uint16_t mask = 0;
  std::size_t found = 0;
  // A domain drawn twice is drawn again; after 32 draws an actor makes do with fewer (one in 10^9).
  for (std::uint32_t attempt = 0; found < wanted && attempt < 32; ++attempt) {
    const double u = draws.uniform(streams::choice_first + 2 * attempt);
    const std::uint16_t bit =
        kind == Kind::association
            ? association_domain(u, draws.uniform(streams::choice_first + 2 * attempt + 1))
            : static_cast<std::uint16_t>(1U << choose(weights_.company, u));
    if (mask & bit) continue;
    mask |= bit;
    ++found;
  }
  return mask;
}

}  // namespace territory
