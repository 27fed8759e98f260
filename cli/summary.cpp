#include "cli/summary.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "cli/format_versions.hpp"
#include "models/territory/patterns/verdicts.hpp"

namespace cli {

namespace {

/// One line of the summary: the perimeter at three moments.
std::string history_line(const territory::Record& record, std::string_view measure, std::string_view label,
                         int digits) {
  std::string line = fmt::format("  {:<52}", label);
  const auto& months = record.months();
  const std::array<sim::Month, 3> moments{months.front(), months[months.size() / 2], months.back()};
  for (const sim::Month month : moments)
    line += fmt::format("{:>12}", fmt::format("{:.{}f}", record.perimeter(month, measure), digits));
  return line + "\n";
}

}  // namespace

std::string summary_as_text(const territory::Record& record, const territory::World& world,
                            const Making& making, const std::string& output, const std::string& digest) {
  const auto& g = world.geography;
  const auto& months = record.months();
  std::string text = fmt::format("{}: {} communes, {} EPCI, {} inhabitants, {} actors, {} contacts\n\n",
                                 making.scenario_name, g.communes.size(), g.epcis.size(), g.population(),
                                 world.actors.size(), world.ties.size());
  text += fmt::format("  {:<52}{:>12}{:>12}{:>12}\n", "at the end of", sim::to_string(months.front()),
                      sim::to_string(months[months.size() / 2]), sim::to_string(months.back()));
  text += history_line(record, "company10_engaged_share", "companies >=10 with a partnership, share", 3);
  text += history_line(record, "tpe_engaged_share", "TPE with a partnership, share", 3);
  text += history_line(record, "association_engaged_share", "associations with a partnership, share", 3);
  text += history_line(record, "involved_mayor_share", "mayors at level 2 or more, share", 3);
  text += history_line(record, "partnerships", "company-association partnerships", 0);
  text += history_line(record, "public_partnerships", "partnerships with a mayor", 0);
  text += history_line(record, "mean_trust", "mean trust of contacts", 3);
  text += history_line(record, "partnership_trust", "mean trust of partners", 3);
  text += history_line(record, "trust_age_correlation", "correlation of trust with age of partnership", 3);
  text += history_line(record, "catalysts", "catalysts", 0);
  text += history_line(record, "places", "third places", 0);
  text += "\n" + territory::outcomes_as_text(record);
  text += fmt::format("\n{} written in {:.1f} s on {} thread{}\ndigest {}\n", output, making.seconds,
                      making.threads, making.threads == 1 ? "" : "s", digest);
  return text;
}

nlohmann::json summary_as_json(const territory::Record& record, const territory::World& world,
                               const territory::Scenario& scenario, const Making& making,
                               const std::string& output, const std::string& digest) {
  const sim::Month last = record.months().back();
  const nlohmann::json outcomes = territory::outcomes_as_json(record);
  nlohmann::json final_measures;
  for (const auto& m : territory::stock_measures()) {
    const double value = record.perimeter(last, m.name);
    final_measures[std::string(m.name)] = value == value ? nlohmann::json(value) : nlohmann::json(nullptr);
  }
  return {{"format_version", format::run_summary},
          {"scenario", making.scenario_name},
          {"seed", scenario.run.seed},
          {"replicate", scenario.run.replicate},
          {"rule", scenario.trust.rule_name()},
          {"communes", world.geography.communes.size()},
          {"epcis", world.geography.epcis.size()},
          {"actors", world.actors.size()},
          {"contacts", world.ties.size()},
          {"last_month", sim::to_string(last)},
          {"measures", final_measures},
          {"targets", outcomes["targets"]},
          {"checks", outcomes["checks"]},
          {"held_out", outcomes["held_out"]},
          {"output", output},
          {"digest", digest},
          {"threads", making.threads},
          {"resumed_after",
           making.resumed_after.empty() ? nlohmann::json() : nlohmann::json(making.resumed_after)},
          {"seconds", making.seconds}};
}

}  // namespace cli
