#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/figures/build.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::nothing;

/// The value below which a share of the sorted values lies, linear between neighbours (Hyndman & Fan 1996,
/// type 7).
double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

/// Median and middle four fifths of the EPCI, those apart of which less than half lives inside.
Series spread_over_epci(const RunSet& runs, std::size_t& counted) {
  const std::vector<double> trust = runs.values("epci_mean_trust"), partial = runs.values("epci_partial");
  const std::size_t rows = runs.months().size();
  Series series{"epci_mean_trust", {"EPCI médian", "median EPCI"}, blue, false, {}, {}, {}};
  counted = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<double> values;
    for (std::size_t epci = 0; epci < partial.size(); ++epci) {
      const double value = trust[row * partial.size() + epci];
      if (partial[epci] == 0 && std::isfinite(value)) values.push_back(value);
    }
    std::ranges::sort(values);
    counted = std::max(counted, values.size());
    series.values.push_back(values.empty() ? nothing : quantile(values, 0.5));
    series.low.push_back(values.empty() ? nothing : quantile(values, 0.1));
    series.high.push_back(values.empty() ? nothing : quantile(values, 0.9));
  }
  return series;
}

void add_trust_of_epci(std::vector<Figure>& figures, const RunSet& runs) {
  constexpr std::array<std::string_view, 2> by_epci{"time", "epci"};
  constexpr std::array<std::string_view, 1> epci{"epci"};
  if (!runs.has("epci_mean_trust", by_epci) || !runs.has("epci_partial", epci)) return;
  std::size_t counted = 0;
  Series series = spread_over_epci(runs, counted);
  if (counted < 5) return;  // a band over so few says nothing
  Figure figure = monthly(runs,
                          {"trust_between_territories",
                           "trust",
                           {"La confiance d’un territoire à l’autre", "Trust from one territory to another"},
                           {"La ligne est l’EPCI du milieu ; la bande contient huit EPCI sur dix.",
                            "The line is the EPCI in the middle; the band holds eight EPCI of ten."}},
                          Unit::decimal, {"confiance, de 0 à 1", "trust, 0 to 1"});
  figure.from_zero = false;
  figure.series.push_back(std::move(series));
  figure.measures = {"epci_mean_trust"};
  figure.band = {"du 1er au 9e décile des EPCI", "from the 1st to the 9th decile of EPCI"};
  figure.population = {fmt::format("{} EPCI", counted), fmt::format("{} EPCI", counted)};
  keep(figures, std::move(figure), runs);
}

}  // namespace

void add_trust_figures(std::vector<Figure>& figures, const RunSet& runs) {
  Figure trust = monthly(
      runs,
      {"trust_over_time",
       "trust",
       {"La confiance au fil du temps", "Trust over time"},
       {"0 : on n’attend rien de l’autre ; 1 : on lui confierait tout. 0,5 est la confiance de qui ne sait "
        "pas.",
        "0: nothing is expected of the other; 1: anything would be entrusted. 0.5 is the trust of who does "
        "not know."}},
      Unit::decimal, {"confiance, de 0 à 1", "trust, 0 to 1"});
  trust.from_zero = false;
  add_line(trust, runs, "mean_trust", {"entre contacts", "between contacts"}, blue);
  add_line(trust, runs, "partnership_trust", {"entre partenaires", "between partners"}, vermillion);
  add_line(trust, runs, "collective_trust", {"dans les territoires (EPCI)", "in territories (EPCI)"}, green);
  keep(figures, std::move(trust), runs);

  add_trust_of_epci(figures, runs);

  Figure age = monthly(
      runs,
      {"trust_and_age",
       "trust",
       {"Les plus anciens partenaires se font-ils davantage confiance ?",
        "Do older partners trust each other more?"},
       {"Corrélation entre la confiance de deux partenaires et l’ancienneté de leur partenariat : 0, aucun "
        "rapport ; 1, l’une suit l’autre.",
        "Correlation between the trust of two partners and the age of their partnership: 0, unrelated; 1, "
        "one "
        "follows the other."}},
      Unit::decimal, {"corrélation", "correlation"});
  add_line(age, runs, "trust_age_correlation", {"corrélation", "correlation"}, purple);
  keep(figures, std::move(age), runs);
}

}  // namespace analysis::report
