#include "cli/stop_signals.hpp"

#include <array>
#include <ctime>

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
  (void)poll();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

Asked StopSignals::poll() {
  Asked most = stopped_by_.empty() ? Asked::nothing : Asked::stop;
  const timespec at_once{0, 0};
  // None waiting: -1. Each signal waits once, however often it was sent.
  for (int number = 0; (number = ::sigtimedwait(&awaited_, nullptr, &at_once)) > 0;) {
    for (const NamedSignal& signal : signals) {
      if (signal.number != number) continue;
      if (signal.asks > most) most = signal.asks;
      if (signal.asks == Asked::stop && stopped_by_.empty()) stopped_by_ = signal.name;
    }
  }
  return most;
}

}  // namespace cli
