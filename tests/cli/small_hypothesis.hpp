// A hypothesis that is tested in seconds: two arms, three theories, two months of a tiny territory.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/bad_input.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {

inline constexpr std::string_view small_hypothesis =
    "[hypothesis]\n"
    "id = \"T\"\n"
    "statement = \"More encounters make more contacts.\"\n"
    "statement_fr = \"Plus de rencontres font plus de contacts.\"\n"
    "origin = \"a test\"\n"
    "scenario = \"territory.toml\"\n"
    "theory_sets = \"theories\"\n"
    "theories = [\"beta\", \"asymmetric\", \"fire\"]\n"
    "neutral = [\"encounters.closure=0\"]\n"
    "varied = [\"encounters.homophily\", \"trust.witness_weight\"]\n"
    "[[arm]]\nname = \"usual\"\nset = []\n"
    "[[arm]]\nname = \"more\"\nset = [\"encounters.encounter_rate=2.8\"]\n"
    "[[claim]]\nname = \"contacts\"\nmeasure = \"contacts\"\nscale = \"log\"\nmonth = \"2008-02\"\n"
    "weights = [\"more=1\", \"usual=-1\"]\ndirection = \"rise\"\nsmallest = 0.02\n";

/// T.toml and what it needs.
inline void write_small_hypothesis(const TemporaryFolder& folder) {
  write_tiny_territory(folder);
  for (const std::string theory : {"beta", "asymmetric", "fire"})
    folder.write("theories/" + theory + ".toml", "[trust]\nrule = \"" + theory + "\"\n");
  folder.write("T.toml", small_hypothesis);
}

}  // namespace lien_test
