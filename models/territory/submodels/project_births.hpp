// How projects come about (MODEL SM9, D5): the idea of a workshop, the copy of a deployed one, what existed
// before the history begins. Members, lead, domains, template, quality:
//
//   quality = mean θ·(1 − ε0·(1 − mean sem))·((1 − share) + share·match)
//   match   = the greatest, over the project's domains, of the members' mean perceived need × role weight
//
// Members of a copy or of a project that existed are drawn among the involved of an EPCI: a founder first,
// then contacts of its own, then anybody; the last one again and again until two families are there.
//
// Templates: eight models of a project are thinkable, number k made for domains 2k+1 and 2k+2. With
// `project_templates` = n, n of them spread evenly are known, and no project takes up another domain; under
// `only_domain` none but that one. `open_to` says who may be a member; where it lets in one family only, no
// second one is asked for. A
// project has as many domains as its lead has competences (a mayor: one): the known domains its members need
// most (need-driven), or those competences themselves as far as they are known (solution-driven).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/random/draws.hpp"

namespace territory {

/// A project about to begin.
struct ProjectBirth {
  std::uint32_t founder = 0;           ///< uid of the lead
  std::uint8_t ordinal = 0;            ///< among its births of the month
  std::vector<std::uint32_t> members;  ///< rows, ascending
  std::uint16_t domains = 0;
  std::uint8_t type = 0;
  double quality = 0.0;
  std::uint32_t epci = 0;  ///< row of the lead's EPCI
};

/// Numbers the projects a founder tries to begin within a month.
class BirthOrdinals {
 public:
  /// Empty when the founder has tried as often as draws can tell apart.
  [[nodiscard]] std::optional<std::uint8_t> next(std::uint32_t founder);

 private:
  std::map<std::uint32_t, std::uint32_t> tried_;
};

/// Whether somebody can be a member: involved, let in by `open_to`, and no catalyst (they accompany).
[[nodiscard]] bool can_be_member(const ProjectParameters& parameters, const Actors& actors, std::size_t row);
/// Number of families among these actors.
[[nodiscard]] int families_of(const World& world, std::span<const std::uint32_t> rows);

/// The template made for a domain.
[[nodiscard]] inline std::uint8_t template_of(int domain) { return static_cast<std::uint8_t>(domain / 2); }

/// Mean perceived need × role weight of these actors, by domain.
[[nodiscard]] std::array<double, domain_count> needs_of(const World& world,
                                                        std::span<const std::uint32_t> rows);
[[nodiscard]] double match_of(const std::array<double, domain_count>& needs, std::uint16_t domains);

class ProjectMaker {
 public:
  /// `misreading` is ε0.
  ProjectMaker(const ProjectParameters& parameters, double misreading)
      : parameters_(parameters), misreading_(misreading) {}

  /// The project these actors (rows, ascending) would begin; founder and ordinal are the caller's.
  [[nodiscard]] ProjectBirth conceive(const World& world, std::span<const std::uint32_t> members,
                                      std::uint32_t lead) const;
  /// Founder (first) and companions drawn from `candidates` (rows, ascending, of one EPCI, all able to be
  /// members); empty if too few or of one family. Uses draws first … first + init_project_attempts.
  [[nodiscard]] std::vector<std::uint32_t> gather(const World& world,
                                                  std::span<const std::uint32_t> candidates,
                                                  sim::KeyedDraws draws, std::uint32_t first) const;

 private:
  [[nodiscard]] double quality(const World& world, std::span<const std::uint32_t> members,
                               double match) const;

  ProjectParameters parameters_;
  double misreading_;
};

}  // namespace territory
