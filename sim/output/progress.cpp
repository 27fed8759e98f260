#include "sim/output/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace sim::output {

namespace {

constexpr int widest_line = 79;  // a full 80th column makes some terminals scroll
constexpr int narrowest_bar = 8;
constexpr auto redraw_pause = std::chrono::milliseconds(100);

double seconds_between(Progress::Instant begin, Progress::Instant end) {
  return std::chrono::duration<double>(end - begin).count();
}

/// "950", "12.3 k", "4.56 M": three digits say enough of a speed.
std::string short_number(double value) {
  for (const char* unit : {"", " k", " M", " G"}) {
    if (value < 999.5) return fmt::format("{:.{}f}{}", value, value >= 99.95 || *unit == '\0' ? 0 : 1, unit);
    value /= 1000;
  }
  return fmt::format("{:.0f} T", value);
}

int line_width(std::FILE* out) {
  winsize size{};
  const int descriptor = ::fileno(out);
  if (descriptor < 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return widest_line;
  return std::min(widest_line, static_cast<int>(size.ws_col) - 1);
}

}  // namespace

std::string duration_text(std::chrono::seconds duration) {
  const auto seconds = duration.count();
  if (seconds < 100) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min", seconds / 3600, seconds / 60 % 60);
}

ProgressMode progress_mode(std::FILE* out, bool quiet) {
  if (quiet) return ProgressMode::quiet;
  const char* terminal = std::getenv("TERM");
  const bool movable = terminal != nullptr && std::string_view(terminal) != "dumb";
  return ::isatty(::fileno(out)) == 1 && movable ? ProgressMode::terminal : ProgressMode::plain;
}

Progress::Progress(ProgressMode mode, std::FILE* out, int total_months, Clock clock)
    : mode_(mode), out_(out), total_months_(total_months), clock_(std::move(clock)) {
  const char* no_colour = std::getenv("NO_COLOR");  // no-color.org: any value but the empty one
  colour_ = no_colour == nullptr || *no_colour == '\0';
}

void Progress::update(Month month, int done_months, std::int64_t agents) {
  if (mode_ == ProgressMode::quiet) return;
  const Instant now = clock_();
  if (!running_) {
    started_ = shown_ = now;
    first_done_ = done_months;
    agent_months_ = 0;
    running_ = true;
    state_ = {month, done_months, agents};
    if (mode_ == ProgressMode::terminal) draw(now);
    return;
  }
  agent_months_ += static_cast<double>(agents) * (done_months - state_.done);
  state_ = {month, done_months, agents};
  if (mode_ == ProgressMode::terminal) {
    if (now - shown_ >= redraw_pause) draw(now);
  } else if (now - shown_ >= interval_) {
    print_line(now);
  }
}

void Progress::finish() {
  if (!running_) return;
  running_ = false;
  const Instant now = clock_();
  if (mode_ == ProgressMode::terminal) {
    draw(now);
    write("\n");
  } else if (printed_) {
    print_line(now);
  }
}

int Progress::percent() const {
  if (total_months_ <= 0) return 100;
  return static_cast<int>(100.0 * std::clamp(state_.done, 0, total_months_) / total_months_);
}

std::string Progress::status(Instant now) const {
  const double elapsed = seconds_between(started_, now);
  std::string text = fmt::format("{:3} %  {} agents", percent(), state_.agents);
  const int done = state_.done - first_done_;
  if (done <= 0 || elapsed <= 0) return text;
  text += fmt::format("  {} agent-months/s", short_number(agent_months_ / elapsed));
  const int left = std::max(0, total_months_ - state_.done);
  const double time = left > 0 ? elapsed / done * left : elapsed;
  return text + fmt::format("  {} {}",
                            duration_text(std::chrono::seconds(static_cast<std::int64_t>(time + 0.5))),
                            left > 0 ? "left" : "in all");
}

std::string Progress::bar(int width) const {
  const auto filled = static_cast<std::size_t>(width * percent() / 100);
  const std::string done(filled, '='), left(static_cast<std::size_t>(width) - filled, ' ');
  return colour_ ? fmt::format("[\x1b[32m{}\x1b[0m{}]", done, left) : fmt::format("[{}{}]", done, left);
}

/// A closed or full log is no reason to stop a run.
void Progress::write(const std::string& text) const {
  std::fputs(text.c_str(), out_);
  std::fflush(out_);
}

void Progress::draw(Instant now) {
  const int width = line_width(out_);
  const std::string month = to_string(state_.month), text = status(now);
  const int room = width - static_cast<int>(month.size() + text.size()) - 4;  // two blanks, two brackets
  std::string line =
      room >= narrowest_bar ? fmt::format("{} {} {}", month, bar(room), text) : month + ' ' + text;
  if (room < narrowest_bar) line.resize(std::min(line.size(), static_cast<std::size_t>(std::max(0, width))));
  write('\r' + line + "\x1b[K");
  shown_ = now;
}

void Progress::print_line(Instant now) {
  write(to_string(state_.month) + ' ' + status(now) + '\n');
  shown_ = now;
  printed_ = true;
}

}  // namespace sim::output
