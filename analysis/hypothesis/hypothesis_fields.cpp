#include "analysis/hypothesis/hypothesis.hpp"

namespace analysis {

namespace {

sim::Spec setting(std::string name, std::string meaning, bool required = false) {
  sim::Spec spec;
  spec.name = std::move(name);
  spec.meaning = std::move(meaning);
  spec.evidence = sim::Evidence::setting;
  spec.required = required;
  return spec;
}

}  // namespace

void HypothesisArm::describe(sim::ParameterVisitor& p) {
  p.texts(set, setting("set", "what is laid over the scenario: \"table.key=value\"", true));
}

void Claim::describe(sim::ParameterVisitor& p) {
  p.text(measure, setting("measure", "measure of the perimeter", true));
  p.text(over, setting("over", "measure it is divided by; of half_time, the measure it must come after"));
  p.choice(reading, reading_names, setting("reading", "how a series becomes one number"));
  p.choice(scale, scale_names, setting("scale", "on which arms are compared"));
  p.text(from, setting("from", "month after which sum, mean and half_time begin, YYYY-MM"));
  p.text(month, setting("month", "horizon, YYYY-MM", true));
  p.texts(weights, setting("weights", "of the arms: \"arm=1\"", true));
  p.choice(direction, direction_names, setting("direction", "of the effect claimed"));
  p.real(smallest, setting("smallest", "smallest effect of interest, on the scale; of log, a share", true));
  p.flag(needs_wiring,
         setting("needs_wiring", "whether it is about the wiring and need not hold without it"));
}

void Hypothesis::describe(sim::ParameterVisitor& p) {
  {
    sim::Group group(p, "hypothesis", "what is claimed");
    p.text(id, setting("id", "short name: H9"));
    p.text(statement, setting("statement", "the claim in English"));
    p.text(statement_fr, setting("statement_fr", "the claim in French"));
    p.text(origin, setting("origin", "where it comes from"));
    p.text(scenario, setting("scenario", "scenario of all arms, relative to this file"));
    p.text(remark, setting("remark", "what the file does not show, and why"));
    sim::Spec level = setting("alpha", "two-sided error of each claim");
    level.range = {0.0001, 0.5};
    p.real(alpha, level);
    p.texts(theories, setting("theories", "theories of trust it applies to"));
    p.texts(quick_theories, setting("quick_theories", "those of quick mode"));
    p.text(theory_sets,
           setting("theory_sets", "folder of a scenario for each theory, relative to this file"));
    p.texts(neutral, setting("neutral", "settings that switch the wiring of the claim off"));
    p.texts(varied, setting("varied", "parameters of the robustness draws; \"assumptions\" = all of them"));
  }
  p.list(arms, {.name = "arm", .meaning = "variants of the scenario", .most = 64});
  p.list(claims, {.name = "claim", .meaning = "contrasts that must hold", .most = 32});
}

}  // namespace analysis
