#include "cli/stop_signals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <mutex>

#include "cli/exit_codes.hpp"

namespace cli {

namespace {

struct NamedSignal {
  int number;
  const char* name;
  Asked asks;
};
constexpr std::array<NamedSignal, 4> signals{{{SIGTERM, "SIGTERM", Asked::stop},
                                              {SIGINT, "SIGINT", Asked::stop},
                                              {SIGUSR2, "SIGUSR2", Asked::stop},
                                              {SIGUSR1, "SIGUSR1", Asked::save}}};

bool is_ignored(int signal) {
  struct sigaction action {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

StopSignals::StopSignals() {
  ::sigemptyset(&awaited_);
  for (const NamedSignal& signal : signals) {
    if (!is_ignored(signal.number)) ::sigaddset(&awaited_, signal.number);
  }
  ::pthread_sigmask(SIG_BLOCK, &awaited_, &before_);
}

StopSignals::~StopSignals() {
  take_waiting();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

/// None waiting: -1. Each signal waits once, however often it was sent.
void StopSignals::take_waiting() {
  const timespec at_once{0, 0};
  for (int number = 0; (number = ::sigtimedwait(&awaited_, nullptr, &at_once)) > 0;) {
    for (const NamedSignal& signal : signals) {
      if (signal.number != number) continue;
      if (signal.asks == Asked::stop && stopped_by_.empty()) stopped_by_ = signal.name;
      asked_ = std::max(asked_, signal.asks);
    }
  }
}

Asked StopSignals::poll() {
  take_waiting();
  const Asked most = asked_;
  if (most == Asked::save) asked_ = Asked::nothing;
  return most;
}

bool StopSignals::stop_asked() {
  take_waiting();
  return asked_ == Asked::stop;
}

StopAtOnce::StopAtOnce(StopSignals& signals)
    : watch_([&signals](const std::stop_token& over) {
        std::mutex mutex;
        std::condition_variable_any told;
        std::unique_lock lock(mutex);
        while (!over.stop_requested()) {
          if (signals.stop_asked()) {
            fmt::print(stderr, "lien: stopped by {} before a month was computed; nothing was written\n",
                       signals.stopped_by());
            std::_Exit(interrupted);
          }
          told.wait_for(lock, over, std::chrono::milliseconds(50), [] { return false; });
        }
      }) {}

}  // namespace cli
