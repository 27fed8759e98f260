// A study of a hypothesis as a test would leave it, made by hand: two claims, three theories, 25 draws.
#pragma once

#include <limits>

#include "analysis/hypothesis/study_record.hpp"

namespace lien_test {

/// Theory k of claim 0: effect 0.05 + 0.01 k wired, 0.01 at neutral; of claim 1: 0.4 and 0.3. Draw d of claim
/// 0: 0.002 d wired, half of it at neutral; the last lies far off at neutral. Draw 3 failed at neutral.
inline analysis::StudyRecord synthetic_study() {
  using analysis::ClaimTest;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  analysis::StudyRecord record;
  analysis::Hypothesis& h = record.hypothesis;
  h.id = "H99";
  h.statement = "Asking more engages more.";
  h.statement_fr = "Demander plus engage plus.";
  h.origin = "a test";
  h.remark = "nothing is said of Sundays";
  h.scenario = "scenarios/lab.toml";
  h.file = "my files/H99.toml";
  h.neutral = {"engagement.engage_workshop=0.1"};
  h.varied = {"assumptions"};
  h.arms = {{"usual", {}}, {"more", {"encounters.encounter_rate=2.8", "trust.bias=0.1"}}};
  analysis::Claim share;
  share.name = "engaged";
  share.measure = "company10_engaged_share";
  share.month = "2013-01";
  share.weights = {"more=1", "usual=-1"};
  share.smallest = 0.03;
  analysis::Claim contacts;
  contacts.name = "contacts";
  contacts.measure = "contacts";
  contacts.reading = analysis::Reading::mean;
  contacts.scale = analysis::Scale::log;
  contacts.from = "2008-12";
  contacts.month = "2013-01";
  contacts.weights = {"more=0.5", "usual=-0.5"};
  contacts.direction = analysis::Direction::fall;
  contacts.smallest = 0.02;
  contacts.needs_wiring = true;
  h.claims = {share, contacts};

  analysis::Study& study = record.study;
  study.freeze = {std::string(64, 'a'), std::string(64, 'a'), {}};
  study.mode = {"full", {16, 32}, 25, 1};
  study.looks_taken = 2;
  study.bounds = {2.8, 1.98};
  for (const auto& claim : h.claims) study.smallest.push_back(analysis::smallest_on_scale(claim));
  const auto test = [](double effect, std::size_t pairs) {
    ClaimTest one{pairs, effect, effect - 0.001, {effect - 0.015, effect + 0.015}, 0.0001, 0.0002, 5.0};
    one.rejects = true;
    return one;
  };
  int k = 0;
  for (const char* theory : {"beta", "asymmetric", "fire"}) {
    ClaimTest wired = test(0.05 + 0.01 * k, k == 0 ? 16 : 32), neutral = test(0.01, 32);
    wired.holds = true;
    neutral.excluded = true;
    study.theories.push_back({theory, {wired, test(0.4, 32)}, {neutral, test(0.3, 32)}});
    ++k;
  }
  for (int d = 0; d < 25; ++d) {
    const double neutral = d == 24 ? 7.0 : d == 3 ? none : 0.001 * d;
    study.draws.push_back(
        {study.theories[static_cast<std::size_t>(d % 3)].theory, {0.002 * d, 0.1}, {neutral, 0.1}});
  }
  study.verdict = {analysis::Finding::built_in, 3, 3, 0, 3, 0, 24, 9, 1};
  study.varied = 42;
  study.runs = 1234;
  study.failed = 1;
  record.program = std::string(64, 'b');
  return record;
}

}  // namespace lien_test
