#include "analysis/hypothesis/verdict_words.hpp"

#include <fmt/format.h>

#include <string_view>

namespace analysis {

namespace {

bool is_quick(const Study& study) { return study.mode.name == "quick"; }

std::string english_reasons(const HypothesisVerdict& v) {
  return fmt::format(
      "All claims hold under {} of {} theories with the wiring on, under {} at its neutral value too; the "
      "effect "
      "falls under the smallest of interest at neutral under {}, and that size is excluded under {}. Draws "
      "of what "
      "is assumed: {} of {} reach it wired, {} both ways.",
      v.hold_wired, v.theories, v.hold_both, v.lost_at_neutral, v.excluded, v.draws_wired, v.draws,
      v.draws_both);
}

std::string french_reasons(const HypothesisVerdict& v) {
  return fmt::format(
      "Toutes les affirmations tiennent sous {} théories sur {} avec le câblage, sous {} aussi à sa valeur "
      "neutre ; "
      "à la valeur neutre l'effet passe sous le plus petit effet d'intérêt sous {} théories, et cette taille "
      "est "
      "exclue sous {}. Tirages des hypothèses : {} sur {} l'atteignent avec le câblage, {} dans les deux "
      "cas.",
      v.hold_wired, v.theories, v.hold_both, v.lost_at_neutral, v.excluded, v.draws_wired, v.draws,
      v.draws_both);
}

}  // namespace

std::string finding_name(Finding finding, Language language) {
  constexpr std::string_view english[] = {"emergent", "built-in", "not supported", "undecided"};
  constexpr std::string_view french[] = {"émergent", "intégré au modèle", "non soutenu", "indécis"};
  return std::string((language == Language::english ? english : french)[static_cast<std::size_t>(finding)]);
}

std::string finding_reasons(const Study& study, Language language) {
  const bool english = language == Language::english;
  std::string text;
  if (study.verdict.theories < fewest_theories)
    text += fmt::format(fmt::runtime(english ? "Only {} theories vote, three are needed. "
                                             : "{} théories seulement ont une voix, il en faut trois. "),
                        study.verdict.theories);
  if (study.stopped) text += english ? "Stopped before the end. " : "Interrompu avant la fin. ";
  return text + (english ? english_reasons(study.verdict) : french_reasons(study.verdict));
}

std::string finding_sentence(const Study& study, Language language) {
  const std::string name = finding_name(study.verdict.finding, language);
  const char* head =
      language == Language::english
          ? (is_quick(study) ? "Indication (quick, no verdict): {}. " : "Verdict: {}. ")
          : (is_quick(study) ? "Indication (mode rapide, sans verdict) : {}. " : "Verdict : {}. ");
  return fmt::format(fmt::runtime(head), name) + finding_reasons(study, language);
}

std::string change_sentence(const Study& study, Language language) {
  if (!study.freeze.changed()) return "";
  return fmt::format(fmt::runtime(language == Language::english
                                      ? "CHANGED AFTER IT WAS FROZEN: frozen as {}, tested as {}."
                                      : "MODIFIÉE APRÈS AVOIR ÉTÉ FIGÉE : figée sous {}, testée sous {}."),
                     study.freeze.frozen.substr(0, 12), study.freeze.now.substr(0, 12));
}

bool is_verdict(const Study& study) { return !is_quick(study) && !study.stopped; }

}  // namespace analysis
