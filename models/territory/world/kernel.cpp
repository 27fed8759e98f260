#include "models/territory/world/kernel.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math/elementary.hpp"

namespace territory {

namespace {

struct Reach {
  double d_eff_km;
  std::uint32_t commune;
};

/// One destination of one origin, before the lists of all origins are joined.
struct Entry {
  std::uint32_t commune;
  std::array<float, 3> cumulative;
};

}  // namespace

void KernelParameters::describe(sim::ParameterVisitor& parameters) {
  using sim::Evidence;
  parameters.real(kernel_km, {.name = "kernel_km",
                              .unit = "km",
                              .range = {4, 40},
                              .meaning = "decay length of the distance kernel",
                              .source = "assumption",
                              .symbol = "d0"});
  parameters.real(kernel_cut, {.name = "kernel_cut",
                               .unit = "decay lengths",
                               .range = {4, 8},
                               .meaning = "distance beyond which an encounter is a far one",
                               .source = "assumption"});
  parameters.real(far_share, {.name = "far_share",
                              .range = {0, 0.3},
                              .meaning = "share of encounters anywhere in the perimeter",
                              .source = "assumption"});
  parameters.real(border_factor, {.name = "border_factor",
                                  .range = {0, 1},
                                  .meaning = "weight of a commune of another EPCI",
                                  .source = "assumption, held out by the scope of partnerships (X3)",
                                  .symbol = "β_x"});
  parameters.real(relief_cost, {.name = "relief_cost",
                                .unit = "km/km",
                                .range = {0, 30},
                                .meaning = "kilometres of road one kilometre of height difference is worth",
                                .source = "Naismith's rule (analogy)",
                                .symbol = "c_alt"});
  parameters.real(centrality_pull, {.name = "centrality_pull",
                                    .unit = "1/level",
                                    .range = {0, 2},
                                    .meaning = "added weight of a commune per level of centrality",
                                    .source = "assumption"});
  parameters.real(bassin_pull, {.name = "bassin_pull",
                                .range = {1, 4},
                                .meaning = "weight of a commune of the same bassin de vie (nearest centre)",
                                .source = "assumption"});
}

double effective_km(const Geography& g, const KernelParameters& p, std::size_t from, std::size_t to) {
  const double climb_km = std::abs(g.communes[from].altitude_m - g.communes[to].altitude_m) / 1000.0;
  return distance_km(g.communes[from], g.communes[to]) + p.relief_cost * climb_km;
}

double kernel_weight(const Geography& g, const KernelParameters& p, std::size_t from, std::size_t to,
                     double d_eff_km) {
  double weight = sim::exp(-d_eff_km / p.kernel_km);
  if (g.epci_of[from] != g.epci_of[to]) weight *= p.border_factor;
  if (g.bassin_of[from] >= 0 && g.bassin_of[from] == g.bassin_of[to]) weight *= p.bassin_pull;
  return weight * (1.0 + p.centrality_pull * g.communes[to].centrality);
}

DestinationKernel::DestinationKernel(const Geography& geography, const Roster& roster,
                                     const KernelParameters& parameters, const sim::Executor& executor) {
  const std::size_t n = geography.communes.size();
  const double cut_km = parameters.kernel_cut * parameters.kernel_km;
  std::vector<std::vector<Entry>> lists(n);
  far_.resize(n);
  executor.for_indices(n, [&](std::size_t from) {
    std::vector<Reach> near;
    std::array<double, 3> beyond{};
    const auto count = [&](std::size_t commune, std::size_t partner) {
      return static_cast<double>(roster.of(commune, static_cast<Partner>(partner)).size());
    };
    for (std::uint32_t to = 0; to < n; ++to) {
      const double d_eff = effective_km(geography, parameters, from, to);
      if (d_eff <= cut_km) {
        near.push_back({d_eff, to});
      } else {
        const double weight = kernel_weight(geography, parameters, from, to, d_eff);
        for (std::size_t k = 0; k < 3; ++k) beyond[k] += weight * count(to, k);
      }
    }
    std::sort(near.begin(), near.end(), [](const Reach& a, const Reach& b) {
      return a.d_eff_km != b.d_eff_km ? a.d_eff_km < b.d_eff_km : a.commune < b.commune;
    });
    std::vector<std::array<double, 3>> sums;
    std::array<double, 3> sum{};
    for (const Reach& reach : near) {
      const double weight = kernel_weight(geography, parameters, from, reach.commune, reach.d_eff_km);
      for (std::size_t k = 0; k < 3; ++k) sum[k] += weight * count(reach.commune, k);
      sums.push_back(sum);
    }
    auto& list = lists[from];
    list.reserve(near.size());
    for (std::size_t e = 0; e < near.size(); ++e) {
      Entry entry{near[e].commune, {}};
      for (std::size_t k = 0; k < 3; ++k) {
        entry.cumulative[k] = sum[k] > 0.0 ? static_cast<float>(sums[e][k] / sum[k]) : 0.0F;
      }
      list.push_back(entry);
    }
    for (std::size_t k = 0; k < 3; ++k) {
      const double whole = sum[k] + beyond[k];
      const double lost = whole > 0.0 ? beyond[k] / whole : 1.0;
      far_[from][k] = sum[k] > 0.0 ? parameters.far_share + (1.0 - parameters.far_share) * lost : 1.0;
    }
  });
  offsets_.assign(1, 0);
  for (const auto& list : lists) offsets_.push_back(offsets_.back() + list.size());
  communes_.reserve(offsets_.back());
  for (auto& column : cumulative_) column.reserve(offsets_.back());
  for (auto& list : lists) {
    for (const Entry& entry : list) {
      communes_.push_back(entry.commune);
      for (std::size_t k = 0; k < 3; ++k) cumulative_[k].push_back(entry.cumulative[k]);
    }
    std::vector<Entry>().swap(list);  // the lists and their join together would double the peak
  }
  build_guide(executor);
}

void DestinationKernel::build_guide(const sim::Executor& executor) {
  const std::size_t origins = far_.size();
  guide_.resize(origins * 3 * (guide_buckets + 1));
  executor.for_indices(origins, [&](std::size_t from) {
    const std::size_t begin = offsets_[from], end = offsets_[from + 1];
    for (std::size_t k = 0; k < 3; ++k) {
      const float* shares = cumulative_[k].data();
      std::size_t place = begin;
      for (std::size_t b = 0; b <= guide_buckets; ++b) {
        const auto share = static_cast<float>(b) / guide_buckets;
        while (place + 1 < end && shares[place] <= share) ++place;
        guide_[(from * 3 + k) * (guide_buckets + 1) + b] = static_cast<std::uint16_t>(place - begin);
      }
    }
  });
}

std::optional<std::uint32_t> DestinationKernel::destination(std::size_t from, Partner partner,
                                                            double u) const {
  const auto k = static_cast<std::size_t>(partner);
  const double far = far_[from][k];
  // The far entry takes the end of the unit interval, so that near draws stay put when its share changes
  // little.
  if (u >= 1.0 - far) return std::nullopt;
  const auto within = static_cast<float>(u / (1.0 - far));
  // First destination whose cumulative share exceeds `within` (Chen & Asau 1974): the guide narrows the
  // search to a few entries. Halving without a branch: which way to go is a coin toss, which a processor
  // cannot guess.
  const std::size_t bucket = std::min(guide_buckets - 1, static_cast<std::size_t>(within * guide_buckets));
  const std::uint16_t* guide = guide_.data() + (from * 3 + k) * (guide_buckets + 1) + bucket;
  const float* first = cumulative_[k].data() + offsets_[from] + guide[0];
  std::size_t left = std::size_t{1} + guide[1] - guide[0];
  while (left > 1) {
    const std::size_t half = left / 2;
    first += first[half - 1] <= within ? half : 0;
    left -= half;
  }
  return communes_[static_cast<std::size_t>(first - cumulative_[k].data())];
}

}  // namespace territory
