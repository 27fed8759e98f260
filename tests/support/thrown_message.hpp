// The message with which a call fails: users read messages, so tests compare them whole.
#pragma once

#include <string>

namespace lien_test {

/// What `call` throws as an `Error`, or a sentence that no message equals when it throws nothing. Any other
/// exception passes through and fails the test.
template <class Error, class Call>
std::string thrown_message(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "(nothing was thrown)";
}

}  // namespace lien_test
