// Territorial catalysts beyond what all actors share (MODEL SM10). Row k belongs to seat k of
// `Roster::catalyst_seats()`, open or not.
#pragma once

#include <cstdint>

#include "models/territory/vocabulary.hpp"
#include "sim/state/table.hpp"

namespace territory {

struct Catalysts {
  sim::Table table{"catalysts"};
  sim::Column<Host> host = table.add<Host>("host");
  sim::Column<float> operating = table.add<float>("operating");    ///< ω, share of time in [0, 1]
  sim::Column<float> legitimacy = table.add<float>("legitimacy");  ///< in [0, 1]
  sim::Column<float> skill = table.add<float>("skill");            ///< in [0, 1]
  sim::Column<float> neutrality = table.add<float>("neutrality");  ///< in [0, 1]
  sim::Column<float> cash = table.add<float>("cash");              ///< months of its own cost
  sim::Column<std::uint8_t> months_broke = table.add<std::uint8_t>("months_broke");
  sim::Column<std::int16_t> opened = table.add<std::int16_t>("opened");  ///< month
  /// Organisations in the projects and partnerships it accompanies this month.
  sim::Column<std::uint16_t> accompanied = table.add<std::uint16_t>("accompanied");
  /// Share of its invitations refused this month.
  sim::Column<float> refused_share = table.add<float>("refused_share");
  /// Months since it joined a parcours d'expérience, -1 = not in one; peers in a binôme count each other.
  sim::Column<std::int16_t> parcours_month = table.add<std::int16_t>("parcours_month");
  sim::Column<std::uint8_t> paired = table.add<std::uint8_t>("paired");
};

}  // namespace territory
