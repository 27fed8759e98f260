#include "models/territory/submodels/project_review.hpp"

#include <cmath>

namespace territory {

bool review_due(const ValorisationParameters& p, sim::Month month, int born) {
  if (!p.enabled || p.review == ValorisationParameters::Review::none) return false;
  const int age = month.value - born;
  return age >= p.review_first && (age - p.review_first) % p.review_every == 0;
}

double review_progress(const ValorisationParameters& p, sim::Month month, int born, Stage stage,
                       int stage_since, int step) {
  const bool first = month.value - born == p.review_first;
  const int interval_start = first ? born : month.value - p.review_every;
  const bool completed_a_stage = stage_since > born && stage_since > interval_start;
  const int done = static_cast<int>(stage) * stage_steps + step;
  return completed_a_stage ? 1.0
                           : static_cast<double>(done) / (static_cast<int>(working_stages) * stage_steps);
}

double mean_imbalance(const World& world, std::span<const std::uint32_t> members) {
  double sum = 0.0;
  int partnerships = 0;
  for (std::size_t a = 0; a < members.size(); ++a) {
    for (std::size_t b = a + 1; b < members.size(); ++b) {
      const std::int64_t tie = world.ties.store.find(members[a], members[b]);
      if (tie < 0 || world.ties.alliance[static_cast<std::size_t>(tie)] == Alliance::none) continue;
      sum += std::abs(static_cast<double>(world.ties.balance[static_cast<std::size_t>(tie)]));
      ++partnerships;
    }
  }
  return partnerships > 0 ? sum / partnerships : 0.0;
}

double review_output(const World& world, const ValorisationParameters& p, sim::Month month,
                     std::size_t project, std::span<const std::uint32_t> members, double academic_accuracy,
                     double z) {
  const Projects& projects = world.projects;
  const std::uint32_t seat = projects.accompanied[project];
  const bool academic = seat > 0 && world.catalysts.host[seat - 1] == Host::academic;
  const double error = p.review_error * (1.0 - world.epcis.valorisation[projects.epci[project]]) *
                       (academic ? 1.0 - academic_accuracy : 1.0);
  const double progress = review_progress(p, month, projects.born[project], projects.stage[project],
                                          projects.stage_since[project], projects.step[project]);
  return projects.quality[project] * progress * (1.0 - p.balance_review * mean_imbalance(world, members)) +
         error * z;
}

double review_threshold(const ValorisationParameters& p, Stage stage) {
  return p.review == ValorisationParameters::Review::one_grid
             ? p.review_one_grid
             : p.review_by_stage[static_cast<std::size_t>(stage)];
}

}  // namespace territory
