// A world of company–association contacts and nothing else, for tests of what happens to ties.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {

/// One commune. Everybody is at level 2, of average risk, and can carry any number of partnerships.
struct ManyPairs {
  explicit ManyPairs(const People& people, territory::Scenario s = friendless_scenario())
      : scenario(unlimited(std::move(s))),
        model(scenario, territory_of({commune_at(1, "E", 0, 0, people)}), executor),
        world(model.world()),
        companies(rows_of(world, territory::Kind::company10)),
        tpe(rows_of(world, territory::Kind::tpe)),
        associations(rows_of(world, territory::Kind::association)),
        mayors(rows_of(world, territory::Kind::mayor)) {
    for (std::size_t i = 0; i < world.actors.size(); ++i) {
      world.actors.level[i] = territory::Level::involved;
      world.actors.risk[i] = 0;
      world.actors.need_pull[i].fill(1.0F);
    }
  }

  static territory::Scenario unlimited(territory::Scenario s) {
    s.partnerships.terms.capacity.fill(1e6);
    return s;
  }

  /// The k-th company with the k-th association.
  std::vector<std::uint32_t> couples(const std::vector<std::uint32_t>& some) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t k = 0; k < some.size(); ++k) pairs.emplace_back(some[k], associations[k]);
    return connect(world, executor, pairs);
  }
  void trust(double value) {
    for (std::size_t t = 0; t < world.ties.size(); ++t)
      world.ties.trust_ij[t] = world.ties.trust_ji[t] = value;
  }
  /// Makes a partnership of every tie.
  void ally(int month, territory::Alliance type = territory::Alliance::mecenat) {
    for (std::size_t t = 0; t < world.ties.size(); ++t)
      territory::begin_partnership(world, t, type, 0, sim::Month{month}, scenario.partnerships.terms);
  }
  [[nodiscard]] int live() const {
    int count = 0;
    for (std::size_t t = 0; t < world.ties.size(); ++t)
      count += world.ties.alliance[t] != territory::Alliance::none;
    return count;
  }

  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::vector<std::uint32_t> companies, tpe, associations, mayors;
};

}  // namespace lien_test
