// What the fuzzers share. A fuzzer hands any bytes to a reader, which may refuse them by InputError and by
// nothing else: another exception, a failed requirement or a sanitizer's finding ends the process, and
// libFuzzer keeps the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sim/core/error.hpp"
#include "sim/parameters/toml_value.hpp"

namespace lien_fuzz {

/// Ends the process, for libFuzzer to note, unless it holds.
inline void require(bool holds, const char* sentence) {
  if (holds) return;
  std::fprintf(stderr, "required: %s\n", sentence);
  std::abort();
}

/// Whatever the input was, its user must be able to read what is wrong with it.
inline void require_readable(const sim::InputError& error) {
  require(!error.faults().empty(), "an InputError names a fault");
  for (const sim::Fault& fault : error.faults()) {
    require(!fault.what.empty(), "a fault says what is wrong");
    require(sim::is_utf8(sim::to_string(fault)), "a fault is UTF-8");
  }
}

/// Takes what stands before the next form feed off the front of `rest`: several texts in one input.
inline std::string_view next_part(std::string_view& rest) {
  const std::size_t end = rest.find('\f');
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace lien_fuzz
