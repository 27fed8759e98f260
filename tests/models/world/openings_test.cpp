// Catalysts and third places open on schedule (D5, SM11).
#include "models/territory/submodels/openings.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "tests/support/tiny_world.hpp"

namespace {

using territory::CatalystParameters;
using territory::PlaceParameters;

constexpr double ten_million = 1e7;

TEST(Schedules, CatalystsRiseInAStraightLineToTheSurvey) {
  CatalystParameters p;
  p.density = 5.2;
  p.growth = 0;
  EXPECT_EQ(p.stock(sim::Month{-1}, ten_million), 0);
  EXPECT_EQ(p.stock(sim::Month{0}, ten_million), 0);
  EXPECT_EQ(p.stock(sim::Month{31}, ten_million), 10);  // a fifth of 52
  EXPECT_EQ(p.stock(sim::Month{155}, ten_million), 52);
  EXPECT_EQ(p.stock(sim::Month{200}, ten_million), 52);
  p.growth = 0.02;
  EXPECT_EQ(p.stock(sim::Month{155}, ten_million), 52);
  EXPECT_EQ(p.stock(sim::Month{190}, ten_million), 104);  // doubled in 35 months: 1.02^35 = 1.9999
}

TEST(Schedules, PlacesFollowTheLogisticThroughTheCensuses) {
  PlaceParameters p;
  p.start = 27;
  p.cap = 150;
  p.growth = 0.1736;
  EXPECT_EQ(p.stock(sim::Month{126}, ten_million), 270);
  EXPECT_NEAR(p.stock(sim::Month{186}, ten_million), 515, 1);
  EXPECT_EQ(p.stock(sim::Month{5000}, ten_million), 1500);
  EXPECT_GT(p.stock(sim::Month{0}, ten_million), 0) << "some were there before the history begins";
}

struct Country {
  Country(territory::Scenario s, const std::vector<int>& populations) : scenario(std::move(s)) {
    std::vector<territory::Commune> communes;
    for (std::size_t c = 0; c < populations.size(); ++c) {
      communes.push_back(lien_test::commune_at(static_cast<int>(c) + 1, "E" + std::to_string(c),
                                               5.0 * static_cast<double>(c), 0, {1, 1, 1}));
      communes.back().population = populations[c];
    }
    scenario.population.associations_per_1000 = 1e-3;
    model.emplace(scenario, lien_test::territory_of(communes), executor);
  }
  void run_to(int month) {
    territory::Openings openings(scenario.catalysts, scenario.places);
    lien_test::run_once(openings, model->world(), month, executor, scenario);
  }
  std::vector<int> catalysts() {
    std::vector<int> open(model->world().geography.epcis.size(), 0);
    for (const std::uint32_t row : lien_test::rows_of(model->world(), territory::Kind::catalyst))
      open[model->world().epci_of_actor(row)] += model->world().actors.active[row];
    return open;
  }
  std::vector<int> places() {
    std::vector<int> open(model->world().geography.communes.size(), 0);
    for (std::size_t p = 0; p < model->world().places.table.rows(); ++p)
      open[model->world().places.commune[p]] += model->world().places.active[p];
    return open;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  std::optional<territory::Model> model;
};

TEST(Openings, GoWhereInhabitantsHaveFewest) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.catalysts.density = 5;
  s.catalysts.growth = 0;
  s.catalysts.seats = 8;
  s.places = PlaceParameters{};
  Country country(s, {900000, 600000, 300000});
  country.run_to(155);  // 9 catalysts by d'Hondt over 900 : 600 : 300
  EXPECT_EQ(country.catalysts(), (std::vector<int>{5, 3, 1}));
}

TEST(Openings, StopAtTheSeatsReserved) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.catalysts.density = 20;
  s.catalysts.seats = 2;
  s.places.seats = 3;
  Country country(s, {900000, 600000, 300000});
  country.run_to(155);
  EXPECT_EQ(country.catalysts(), (std::vector<int>{2, 2, 2}));
  EXPECT_EQ(country.places(), (std::vector<int>{3, 3, 3}));
}

TEST(Openings, NeverCloseAndFollowTheScheduleMonthByMonth) {
  territory::Scenario s = lien_test::friendless_scenario();
  Country country(s, {500000, 400000, 300000, 200000});
  std::vector<int> before_catalysts(4, 0), before_places(4, 0);
  for (int month = -3; month <= 160; ++month) {
    country.run_to(month);
    const auto catalysts = country.catalysts(), places = country.places();
    int open_catalysts = 0, open_places = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      EXPECT_GE(catalysts[k], before_catalysts[k]);
      EXPECT_GE(places[k], before_places[k]);
      open_catalysts += catalysts[k];
      open_places += places[k];
    }
    EXPECT_EQ(open_catalysts, s.catalysts.stock(sim::Month{month}, 1.4e6)) << month;
    EXPECT_EQ(open_places, std::min(4 * s.places.seats, s.places.stock(sim::Month{month}, 1.4e6))) << month;
    before_catalysts = catalysts;
    before_places = places;
  }
  EXPECT_GT(before_catalysts[0], 0);
}

}  // namespace
