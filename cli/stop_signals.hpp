// The signals by which a user or a batch system asks a run to save its work: TERM, INT and USR2 to stop, USR1
// to save and go on.
#pragma once

#include <signal.h>

#include <string>
#include <thread>

namespace cli {

enum class Asked { nothing, save, stop };

/// While it lives, these signals wait until `poll` asks for them; a handler, with its global flag and its
/// narrow set of allowed calls, is not needed. To be made before the threads of the program, which take the
/// mask over. A signal that was ignored from the start (a job in the background of a shell) stays ignored.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  /// What came too late to be heeded is dropped.
  ~StopSignals();

  /// The most that was asked since the last `poll`. Once it was `stop`, it stays so.
  Asked poll();
  /// Whether to stop; a wish to save waits on for `poll`.
  bool stop_asked();
  /// The signal that asked to stop: "SIGTERM".
  [[nodiscard]] const std::string& stopped_by() const { return stopped_by_; }

 private:
  void take_waiting();

  sigset_t awaited_{}, before_{};
  Asked asked_ = Asked::nothing;
  std::string stopped_by_;
};

/// While it lives, there is nothing to save yet: whoever asks to stop is obeyed at once, by a thread that
/// ends the program with status `interrupted`. A wish to save waits on. Nothing else may use `signals`
/// meanwhile.
class StopAtOnce {
 public:
  explicit StopAtOnce(StopSignals& signals);

 private:
  std::jthread watch_;
};

}  // namespace cli
