#include "analysis/hypothesis/study_record.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/hypothesis/verdict_words.hpp"
#include "sim/output/partial_file.hpp"

namespace analysis {

using nlohmann::json;

namespace {

json number(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json numbers(const std::vector<double>& values) {
  json list = json::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

json test_as_json(const ClaimTest& test) {
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

json claim_as_json(const Claim& claim, std::size_t c, const Study& study) {
  json theories = json::array(), draws = json::array();
  for (const TheoryResult& theory : study.theories) {
    if (theory.wired.size() > c)  // else stopped before
      theories.push_back({{"theory", theory.theory},
                          {"wired", test_as_json(theory.wired[c])},
                          {"neutral", test_as_json(theory.neutral[c])}});
  }
  for (const DrawResult& draw : study.draws)
    draws.push_back(
        {{"theory", draw.theory}, {"wired", number(draw.wired[c])}, {"neutral", number(draw.neutral[c])}});
  return {{"name", claim.name},
          {"measure", claim.measure},
          {"over", claim.over},
          {"reading", reading_names[static_cast<std::size_t>(claim.reading)]},
          {"from", claim.from},
          {"month", claim.month},
          {"scale", scale_names[static_cast<std::size_t>(claim.scale)]},
          {"weights", claim.weights},
          {"direction", direction_names[static_cast<std::size_t>(claim.direction)]},
          {"smallest", claim.smallest},
          {"smallest_on_scale", study.smallest[c]},
          {"needs_wiring", claim.needs_wiring},
          {"theories", std::move(theories)},
          {"draws", std::move(draws)}};
}

json seeds_as_json(const Study& study) {
  json pairs = json::array(), draws = json::array();
  for (std::size_t look = 0; look < study.looks_taken; ++look) pairs.push_back(pairs_seed(study.mode, look));
  for (std::size_t theory = 0; theory < study.theories.size(); ++theory)
    draws.push_back(draws_seed(study.mode, theory));
  return {{"first", study.mode.seed}, {"pairs", std::move(pairs)}, {"draws", std::move(draws)}};
}

}  // namespace

json study_as_json(const StudyRecord& record) {
  const Hypothesis& hypothesis = record.hypothesis;
  const Study& study = record.study;
  const HypothesisVerdict& v = study.verdict;
  json arms = json::array(), claims = json::array();
  for (const HypothesisArm& arm : hypothesis.arms) arms.push_back({{"name", arm.name}, {"set", arm.set}});
  for (std::size_t c = 0; c < hypothesis.claims.size(); ++c)
    claims.push_back(claim_as_json(hypothesis.claims[c], c, study));
  return {{"format_version", study_format},
          {"id", hypothesis.id},
          {"statement", {{"en", hypothesis.statement}, {"fr", hypothesis.statement_fr}}},
          {"origin", hypothesis.origin},
          {"remark", hypothesis.remark},
          {"file", hypothesis.file.generic_string()},
          {"scenario", std::filesystem::path(hypothesis.scenario).generic_string()},
          {"arms", std::move(arms)},
          {"neutral", hypothesis.neutral},
          {"varied", hypothesis.varied},
          {"mode", study.mode.name},
          {"is_verdict", is_verdict(study)},
          {"finding", finding_name(v.finding, Language::english)},
          {"alpha", hypothesis.alpha},
          {"looks", study.mode.looks},
          {"bounds", numbers(study.bounds)},
          {"looks_taken", study.looks_taken},
          {"seeds", seeds_as_json(study)},
          {"theories",
           {{"voting", v.theories},
            {"hold_wired", v.hold_wired},
            {"hold_both", v.hold_both},
            {"lost_at_neutral", v.lost_at_neutral},
            {"excluded", v.excluded}}},
          {"draws",
           {{"asked", study.mode.draws},
            {"known", v.draws},
            {"wired", v.draws_wired},
            {"both", v.draws_both},
            {"varied", study.varied}}},
          {"frozen",
           {{"hash", study.freeze.frozen}, {"now", study.freeze.now}, {"changed", study.freeze.changed()}}},
          {"program", record.program},
          {"runs", study.runs},
          {"failed", study.failed},
          {"stopped", study.stopped},
          {"claims", std::move(claims)}};
}

void write_study(const StudyRecord& record, const std::filesystem::path& folder) {
  // A statement that is not UTF-8 is still worth its numbers: faulty bytes are replaced.
  const std::string text = study_as_json(record).dump(1, ' ', false, json::error_handler_t::replace) + "\n";
  sim::output::PartialFile file(folder / study_file_name, "study to");
  file.write(std::as_bytes(std::span(text)));
  file.place();
}

}  // namespace analysis
