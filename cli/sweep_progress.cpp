#include "cli/sweep_progress.hpp"

#include <fmt/format.h>

namespace cli {

namespace {

constexpr auto redraw_pause = std::chrono::milliseconds(200);
constexpr auto line_pause = std::chrono::seconds(10);

/// "45.1 runs/s", "12.3 runs/min", "3.1 runs/h"
std::string speed_text(double per_second) {
  if (per_second >= 1) return fmt::format("{:.1f} runs/s", per_second);
  if (per_second * 60 >= 1) return fmt::format("{:.1f} runs/min", per_second * 60);
  return fmt::format("{:.1f} runs/h", per_second * 3600);
}

}  // namespace

std::string sweep_line(const analysis::SweepState& state, double seconds) {
  std::string text = fmt::format("{}/{} runs", state.done, state.runs);
  if (state.failed > 0) text += fmt::format(", {} failed", state.failed);
  if (state.fresh == 0 || seconds <= 0) return text;
  const double speed = static_cast<double>(state.fresh) / seconds;
  text += ", " + speed_text(speed);
  const std::uint64_t over = state.done + state.failed;
  if (over >= state.runs) return text;
  const double left = static_cast<double>(state.runs - over) / speed;
  return text + ", " +
         sim::output::duration_text(std::chrono::seconds(static_cast<std::int64_t>(left + 0.5))) + " left";
}

SweepProgress::SweepProgress(bool quiet, std::FILE* out)
    : mode_(sim::output::progress_mode(out, quiet)), out_(out) {
  if (mode_ == sim::output::ProgressMode::plain) shown_ = began_;  // the first line after a while
}

void SweepProgress::update(const analysis::SweepState& state) {
  state_ = state;
  const auto now = Clock::now();
  if (mode_ == sim::output::ProgressMode::quiet) return;
  const bool terminal = mode_ == sim::output::ProgressMode::terminal;
  if (now - shown_ < (terminal ? Clock::duration(redraw_pause) : Clock::duration(line_pause))) return;
  show(now);
}

void SweepProgress::show(Clock::time_point now) {
  const std::string line = sweep_line(state_, std::chrono::duration<double>(now - began_).count());
  const bool terminal = mode_ == sim::output::ProgressMode::terminal;
  // A closed or full log is no reason to stop.
  std::fputs((terminal ? "\r" + line + "\x1b[K" : line + "\n").c_str(), out_);
  std::fflush(out_);
  shown_ = now;
  drawn_ = true;
}

void SweepProgress::finish() {
  if (!drawn_) return;
  show(Clock::now());
  if (mode_ == sim::output::ProgressMode::terminal) std::fputs("\n", out_);
  drawn_ = false;
}

}  // namespace cli
