// A world small enough to be understood at a glance, for testing the engine and nothing else: gardeners come
// and go on a row of plots, meet those on their own and the neighbouring plots, think of each other, forget.
// Whoever stands three plots from everybody else can reach nobody.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/state/pair_store.hpp"
#include "sim/state/table.hpp"

namespace lien_test::toy {

/// What one gardener holds toward another.
struct Esteem {
  float warmth;
  std::uint32_t favours;
};

struct Settings {
  std::uint32_t plots = 12;
  std::uint32_t gardeners_a_plot = 8;
  sim::Month births_end{1000};      ///< from this month on nobody is born
  sim::Month policy_begins{1000};   ///< from this month on the first plot is subsidised
  std::uint32_t empty_from = 1000;  ///< plots from here on start without gardeners and bear none
};

struct World {
  explicit World(const Settings& with) : settings(with) {
    plots.append(uids, with.plots);
    for (std::uint32_t p = 0; p < with.plots && p < with.empty_from; ++p) {
      const std::uint32_t first = gardeners.append(uids, with.gardeners_a_plot);
      for (std::uint32_t row = first; row < gardeners.rows(); ++row) {
        plot[row] = p;
        skill[row] = 0.5 + 0.01 * (row % 17);
      }
    }
    ties.index(sim::Executor(1));
  }
  World(const World&) = delete;  // a pair store refers to its population

  /// A gardener on top of all others, the last born so far.
  void add_gardener(std::uint32_t on_plot) {
    const std::uint32_t row = gardeners.append(uids, 1);
    plot[row] = on_plot;
    skill[row] = 0.9;
    ties.index(sim::Executor(1));
  }

  std::vector<sim::ColumnRegistry*> registries() {
    return {&plots.columns(), &gardeners.columns(), &ties.columns()};
  }
  std::vector<std::string> column_names() {
    std::vector<std::string> names;
    for (const sim::ColumnRegistry* registry : registries()) {
      for (const std::string& name : registry->column_names()) names.push_back(name);
    }
    return names;
  }

  Settings settings;
  sim::UidSource uids;
  sim::Table plots{"plots"}, gardeners{"gardeners"};
  sim::PairStore ties{"ties", gardeners};
  sim::Column<double> harvest = plots.add<double>("harvest");
  sim::Column<std::uint32_t> plot =
      gardeners.add<std::uint32_t>("plot");  // row of `plots`, which never change
  sim::Column<double> skill = gardeners.add<double>("skill");
  sim::Column<std::uint8_t> meetings = gardeners.add<std::uint8_t>("meetings");
  sim::Column<Esteem> ij = ties.add<Esteem>("ij"), ji = ties.add<Esteem>("ji");
};

/// Every column by name with the fingerprint of its rows: a test that fails names the columns that differ.
using Digest = std::vector<std::pair<std::string, std::uint64_t>>;

inline Digest digest(World& world) {
  Digest all;
  for (sim::ColumnRegistry* registry : world.registries()) {
    for (std::size_t c = 0; c < registry->column_count(); ++c) {
      all.emplace_back(registry->column_names()[c], registry->store(c).fingerprint());
    }
  }
  return all;
}

}  // namespace lien_test::toy
