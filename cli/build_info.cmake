# Writes build_info.cpp: what this program was made of. Run by the build whenever a hashed source changes.
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/sim/*.?pp ${ROOT}/models/territory/*.?pp)
list(SORT sources)
set(listing "")
foreach(source ${sources})
  file(SHA256 ${ROOT}/${source} hash)
  string(APPEND listing "${hash}  ${source}\n")
endforeach()
string(SHA256 source_hash "${listing}")
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
#include "cli/build_info.hpp"

namespace cli {

BuildInfo build_info() {
  return {"@VERSION@", "@source_hash@", "@COMPILER@", "@BUILD_TYPE@"};
}

}  // namespace cli
]] @ONLY)
