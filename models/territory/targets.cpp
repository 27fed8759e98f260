#include "models/territory/targets.hpp"

#include <fmt/format.h>

#include "models/territory/patterns/verdicts.hpp"
#include "models/territory/record.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace territory {

namespace {

/// A fitted figure is no evidence, but it must still be met: it may be fitted again.
bool may_be_fitted(Use use) {
  return use == Use::target || use == Use::weak_target || use == Use::fitted;
}

std::string why_not(Use use) {
  if (use == Use::held_out) return "is held out: it is never fitted";
  return "checks what was put in: there is nothing to fit";
}

}  // namespace

const std::vector<std::string>& usual_targets() {
  static const std::vector<std::string> names{"C1", "C1b", "C2", "C4a", "C4b"};
  return names;
}

std::vector<Target> targets_named(const std::vector<std::string>& names) {
  std::vector<std::string> allowed;
  std::string list;
  for (const Pattern& p : patterns()) {
    if (!may_be_fitted(p.use)) continue;
    allowed.emplace_back(p.id);
    list += (list.empty() ? "" : ", ") + std::string(p.id);
  }
  std::vector<Target> targets;
  std::vector<sim::Fault> faults;
  for (const std::string& name : names) {
    const Pattern* p = find_pattern(name);
    if (p == nullptr) {
      std::vector<std::string> notes{"allowed  " + list};
      if (const std::string near = sim::nearest(name, allowed); !near.empty())
        notes.push_back("nearest  '" + near + "'");
      faults.push_back({{}, "there is no target '" + name + "'", std::move(notes)});
    } else if (!may_be_fitted(p->use)) {
      faults.push_back({{}, name + " " + why_not(p->use), {"allowed  " + list}});
    } else {
      const double middle = 0.5 * (p->low + p->high);
      targets.push_back(
          {p->id, p->month, p->value == p->value ? p->value : middle, 0.5 * (p->high - p->low)});
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  return targets;
}

double simulated_value(const Target& target, const Record& record) {
  const Outcome outcome = outcome_of(*find_pattern(target.id), record);
  if (outcome.verdict == Verdict::hit || outcome.verdict == Verdict::miss) return outcome.value;
  const std::string why =
      outcome.verdict == Verdict::not_reached ? "the run ends too early" : outcome.why_not;
  throw sim::InputError(
      sim::Fault{{}, fmt::format("{} cannot be fitted in this scenario: {}", target.id, why), {}});
}

}  // namespace territory
