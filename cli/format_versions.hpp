// Versions of what the commands write, one constant an element; each stands in its element as
// `format_version`. A version is raised when something that was there changes its meaning or vanishes; an
// addition raises none. Those of result files, snapshots, networks and studies of hypotheses stand with the
// code that lays them out.
#pragma once

#include <cstdint>

namespace cli::format {

inline constexpr std::int64_t parameters = 1;   ///< group `parameters` of a result
inline constexpr std::int64_t run_summary = 1;  ///< lien run --json
inline constexpr std::int64_t validation = 1;   ///< lien validate --json
inline constexpr std::int64_t description = 1;  ///< lien describe --json
inline constexpr std::int64_t dyad = 1;         ///< lien dyad --json
inline constexpr std::int64_t patterns = 1;     ///< lien patterns --json
inline constexpr std::int64_t plan = 1;         ///< lien plan --json
inline constexpr std::int64_t status = 1;       ///< lien status --json
inline constexpr std::int64_t sensitivity = 1;  ///< lien analyse --json
inline constexpr std::int64_t model_choice = 1; ///< lien model-choice --json
inline constexpr std::int64_t comparison = 1;   ///< lien compare --json, and its result file

}  // namespace cli::format
