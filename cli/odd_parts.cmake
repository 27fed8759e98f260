# Writes odd_parts.cpp: the hand-written parts of the paper, so that the program finds them wherever it runs.
file(GLOB parts RELATIVE ${ROOT} ${ROOT}/models/territory/odd/*.md)
list(SORT parts)
set(literals "")
foreach(part ${parts})
  file(READ ${ROOT}/${part} text)
  string(APPEND literals "    // ${part}\n    R\"odd(${text})odd\",\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"cli/odd.hpp\"

namespace cli {

std::span<const std::string_view> odd_parts() {
  static constexpr std::string_view parts[] = {
${literals}  };
  return parts;
}

}  // namespace cli
")
