#include "sim/output/trial.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>

#include "sim/core/error.hpp"

namespace sim::output {

namespace {

/// No core file, no endless loop, and no last words on the user's terminal.
void confine(std::chrono::seconds patience) {
  const auto seconds = static_cast<rlim_t>(patience.count());
  const rlimit no_core{0, 0}, time{seconds, seconds + 1};
  ::setrlimit(RLIMIT_CORE, &no_core);
  ::setrlimit(RLIMIT_CPU, &time);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
}

[[noreturn]] void run_in_child(const std::function<void()>& action, std::chrono::seconds patience, int out) {
  confine(patience);
  std::string complaint;
  try {
    action();
  } catch (const std::exception& error) {
    complaint = error.what();
  }
  const bool told =
      ::write(out, complaint.data(), complaint.size()) == static_cast<ssize_t>(complaint.size());
  ::_exit(told ? 0 : 1);
}

std::string read_to_end(int in) {
  std::string text;
  std::array<char, 1024> buffer{};
  for (;;) {
    const ssize_t size = ::read(in, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace

TrialOutcome attempt_apart(const std::function<void()>& action, std::chrono::seconds patience) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw StorageError(std::string("cannot start a process (") + std::strerror(errno) + ")");
  }
  const pid_t child = ::fork();
  if (child == 0) run_in_child(action, patience, ends[1]);
  const int error = errno;
  ::close(ends[1]);
  TrialOutcome outcome;
  if (child > 0) outcome.complaint = read_to_end(ends[0]);
  ::close(ends[0]);
  if (child < 0) throw StorageError(std::string("cannot start a process (") + std::strerror(error) + ")");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno == EINTR) continue;
    status = 0;  // someone else collects our children: nothing is known of its end
    break;
  }
  outcome.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return outcome;
}

}  // namespace sim::output
