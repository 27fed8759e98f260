#include "analysis/report/experiment/sweep_texts.hpp"

#include <fmt/format.h>

#include "analysis/report/numbers.hpp"

namespace analysis::report {

namespace {

Text last_month(const Gathered& gathered) { return month_name(static_cast<int>(gathered.months().back())); }

Text over_arms(const Gathered& gathered) {
  if (gathered.arms().size() < 2) return {};
  return {fmt::format(" Moyenne des {} bras.", gathered.arms().size()),
          fmt::format(" Mean of the {} arms.", gathered.arms().size())};
}

}  // namespace

FigureTexts heat_texts(const Gathered& gathered, const HeatMaps& maps) {
  FigureTexts texts;
  texts.reading = Text{"Moyenne de chaque case, en ", "Mean of each cell, in "} + last_month(gathered) +
                  Text{", sur les réplications et tout ce que le plan fait varier d’autre.",
                       ", over replicates and whatever else the design varies."} +
                  over_arms(gathered);
  texts.population = {"n = simulations de la case", "n = runs of the cell"};
  texts.band =
      gathered.replicates() < 2
          ? Text{"aucune (une seule réplication)", "none (a single replicate)"}
          : Text{
                "intervalle de Student à 95 % de la moyenne de la case, sur les réplications : sous le "
                "pointeur et au tableau",
                "95 % Student interval of the cell’s mean, over replicates: under the pointer and in "
                "the table"};
  const std::size_t shown = std::min(maps.pairs, most_heat_pairs);
  texts.remarks.push_back(
      {fmt::format("{} des {} paires de facteurs par mesure, d’abord celles dont les cases diffèrent le plus "
                   "(part de la variance des points qui est entre les cases).",
                   shown, maps.pairs),
       fmt::format(
           "{} of the {} pairs of factors for each measure, first those whose cells differ most (share of "
           "the points’ variance that lies between cells).",
           shown, maps.pairs)});
  if (std::ranges::any_of(maps.axes, &HeatAxis::classes))
    texts.remarks.push_back({"Facteurs en classes d’à peu près autant de points chacune.",
                             "Factors in classes of about as many points each."});
  return texts;
}

FigureTexts parallel_texts(const Gathered& gathered, const ParallelPoints& lines) {
  FigureTexts texts;
  texts.reading = {
      "Une ligne par point du plan, de facteur en facteur jusqu’à la mesure ; la couleur est celle du "
      "cinquième "
      "où elle finit.",
      "A line for each point of the design, from factor to factor to the measure; its colour is that of the "
      "fifth "
      "where it ends."};
  texts.population = {fmt::format("{} lignes, moyenne de {} réplication{} en ", lines.points.size(),
                                  gathered.replicates(), gathered.replicates() > 1 ? "s" : ""),
                      fmt::format("{} lines, mean of {} replicate{} in ", lines.points.size(),
                                  gathered.replicates(), gathered.replicates() > 1 ? "s" : "")};
  texts.population = texts.population + last_month(gathered);
  texts.band = {"aucune ; chaque ligne est une moyenne", "none; each line is a mean"};
  if (lines.points.size() < lines.of)
    texts.remarks.push_back(
        {fmt::format("{} points sur {}, pris à pas égaux.", lines.points.size(), lines.of),
         fmt::format("{} of {} points, evenly taken.", lines.points.size(), lines.of)});
  if (lines.axes_left_out > 0)
    texts.remarks.push_back({fmt::format("{} facteurs de plus ne sont pas montrés.", lines.axes_left_out),
                             fmt::format("{} more factors are not shown.", lines.axes_left_out)});
  return texts;
}

FigureTexts difference_texts(const Gathered& gathered, const DifferenceMaps& maps) {
  const std::string& first = gathered.arms().front();
  const std::size_t epcis = gathered.epcis().codes.size();
  FigureTexts texts;
  texts.reading = {
      fmt::format("Écart moyen à « {} », réplication par réplication. Violet : plus ; orange : moins ; "
                  "hachuré : l’intervalle à 95 % contient 0.",
                  first),
      fmt::format("Mean difference to “{}”, replicate by replicate. Purple: more; orange: less; "
                  "hatched: the 95 % interval holds 0.",
                  first)};
  texts.population = {
      fmt::format("{} EPCI ; {} paires de simulations par bras", epcis, gathered.replicates()),
      fmt::format("{} EPCI; {} pairs of runs an arm", epcis, gathered.replicates())};
  texts.band = gathered.replicates() < 2
                   ? Text{"aucun intervalle : une seule réplication, tout est hachuré",
                          "no interval: a single replicate, all is hatched"}
                   : Text{"intervalle de Student à 95 % de l’écart apparié, EPCI par EPCI",
                          "95 % Student interval of the paired difference, EPCI by EPCI"};
  if (!gathered.common_draws())
    texts.remarks.push_back({"Les simulations ont chacune leurs tirages : les paires n’ont rien en commun.",
                             "Each run has draws of its own: pairs have nothing in common."});
  if (gathered.replicates() > 1 && epcis >= 20)
    texts.remarks.push_back(
        {fmt::format(
             "Un intervalle sur vingt manque la vraie valeur : sans aucun écart, {} des {} EPCI seraient "
             "pourtant sans hachures, à peu près.",
             std::lround(0.05 * static_cast<double>(epcis)), epcis),
         fmt::format(
             "One interval in twenty misses the true value: were there no difference at all, about {} of "
             "the {} EPCI would still not be hatched.",
             std::lround(0.05 * static_cast<double>(epcis)), epcis)});
  if (maps.months_left_out > 0)
    texts.remarks.push_back({fmt::format("Les {} premiers mois ne sont pas montrés.", maps.months_left_out),
                             fmt::format("The first {} months are not shown.", maps.months_left_out)});
  if (maps.measures_left_out > 0)
    texts.remarks.push_back({fmt::format("{} mesures de plus ne sont pas montrées.", maps.measures_left_out),
                             fmt::format("{} more measures are not shown.", maps.measures_left_out)});
  return texts;
}

std::string factor_label(const std::string& name, const std::string& units) {
  return units.empty() || units == "1" ? name : fmt::format("{} ({})", name, units);
}

Text axis_label(const ParallelAxis& axis) {
  if (axis.name.empty()) return {"bras", "arm"};
  const std::string label = factor_label(axis.name, axis.units);
  return {label, label};
}

}  // namespace analysis::report
