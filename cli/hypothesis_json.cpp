#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/format_versions.hpp"
#include "cli/hypothesis_report.hpp"

namespace cli {

namespace {

using analysis::ClaimTest;
using analysis::Language;
using analysis::Study;

nlohmann::json number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

nlohmann::json test_as_json(const ClaimTest& test) {
  return {{"pairs", test.pairs},
          {"effect", number(test.effect)},
          {"median", number(test.median)},
          {"interval", {{"low", number(test.interval.low)}, {"high", number(test.interval.high)}}},
          {"p_t", number(test.p_t)},
          {"p_wilcoxon", number(test.p_wilcoxon)},
          {"z", number(test.z)},
          {"rejects", test.rejects},
          {"holds", test.holds},
          {"excluded", test.excluded}};
}

nlohmann::json claims_as_json(const analysis::Hypothesis& hypothesis, const Study& study) {
  auto claims = nlohmann::json::array();
  for (std::size_t c = 0; c < hypothesis.claims.size(); ++c) {
    const analysis::Claim& claim = hypothesis.claims[c];
    auto theories = nlohmann::json::array();
    for (const auto& theory : study.theories) {
      if (theory.wired.size() > c)
        theories.push_back({{"theory", theory.theory},
                            {"wired", test_as_json(theory.wired[c])},
                            {"neutral", test_as_json(theory.neutral[c])}});
    }
    auto draws = nlohmann::json::array();
    for (const auto& draw : study.draws)
      draws.push_back(
          {{"theory", draw.theory}, {"wired", number(draw.wired[c])}, {"neutral", number(draw.neutral[c])}});
    claims.push_back({{"name", claim.name},
                      {"measure", claim.measure},
                      {"month", claim.month},
                      {"scale", analysis::scale_names[static_cast<std::size_t>(claim.scale)]},
                      {"direction", analysis::direction_names[static_cast<std::size_t>(claim.direction)]},
                      {"smallest_on_scale", study.smallest[c]},
                      {"theories", theories},
                      {"draws", draws}});
  }
  return claims;
}

}  // namespace

nlohmann::json study_as_json(const analysis::Hypothesis& hypothesis, const Study& study) {
  const analysis::HypothesisVerdict& v = study.verdict;
  return {{"format_version", format::hypothesis},
          {"id", hypothesis.id},
          {"statement", {{"en", hypothesis.statement}, {"fr", hypothesis.statement_fr}}},
          {"origin", hypothesis.origin},
          {"mode", study.mode.name},
          {"is_verdict", study.mode.name != "quick" && !study.stopped},
          {"finding", finding_name(v.finding, Language::english)},
          {"alpha", hypothesis.alpha},
          {"looks", study.mode.looks},
          {"bounds", study.bounds},
          {"looks_taken", study.looks_taken},
          {"theories",
           {{"voting", v.theories},
            {"hold_wired", v.hold_wired},
            {"hold_both", v.hold_both},
            {"lost_at_neutral", v.lost_at_neutral},
            {"excluded", v.excluded}}},
          {"draws",
           {{"known", v.draws}, {"wired", v.draws_wired}, {"both", v.draws_both}, {"varied", study.varied}}},
          {"frozen",
           {{"hash", study.freeze.frozen}, {"now", study.freeze.now}, {"changed", study.freeze.changed()}}},
          {"runs", study.runs},
          {"failed", study.failed},
          {"stopped", study.stopped},
          {"claims", claims_as_json(hypothesis, study)}};
}

}  // namespace cli
