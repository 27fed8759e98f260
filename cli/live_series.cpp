#include "cli/live_series.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string_view>

namespace cli {

namespace {

constexpr auto pause_between_writes = std::chrono::milliseconds(250);

constexpr std::array<std::string_view, 12> live_measures{
    "company10_engaged_share", "tpe_engaged_share", "association_engaged_share",
    "involved_mayor_share",    "contacts",          "partnerships",
    "public_partnerships",     "mean_trust",        "partnership_trust",
    "trust_age_correlation",   "catalysts",         "places"};

}  // namespace

LiveSeries::LiveSeries(const std::filesystem::path& result, const territory::Record& record, sim::Month first,
                       sim::Month last, sim::Month done, Clock clock)
    : path_(result.string() + ".progress.jsonl"),
      record_(record),
      first_(first),
      last_(last),
      clock_(std::move(clock)),
      flushed_(clock_()) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666);
  if (descriptor_ < 0) fail(errno);
  for (sim::Month month = first; month <= done; ++month) waiting_ += line_of(month);
}

LiveSeries::~LiveSeries() {
  if (kept_) {
    flush();
    if (descriptor_ >= 0) ::close(descriptor_);
  } else {
    remove();
  }
}

/// Months of the spin-up that leave no row have no measures.
std::string LiveSeries::line_of(sim::Month month) const {
  nlohmann::ordered_json line{
      {"month", sim::to_string(month)}, {"done", month - first_ + 1}, {"total", last_ - first_ + 1}};
  const auto& months = record_.months();
  if (!months.empty() && month >= months.front()) {
    for (const std::string_view measure : live_measures) {
      const double value = record_.perimeter(month, measure);
      line[std::string(measure)] = value == value ? nlohmann::json(value) : nlohmann::json(nullptr);
    }
  }
  return line.dump() + '\n';
}

void LiveSeries::add(sim::Month month) {
  if (descriptor_ < 0) return;
  waiting_ += line_of(month);
  if (clock_() - flushed_ >= pause_between_writes) flush();
}

void LiveSeries::flush() {
  std::size_t at = 0;
  while (descriptor_ >= 0 && at < waiting_.size()) {
    const ssize_t written = ::write(descriptor_, waiting_.data() + at, waiting_.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail(errno);
    at += static_cast<std::size_t>(written);
  }
  waiting_.clear();
  flushed_ = clock_();
}

void LiveSeries::remove() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  descriptor_ = -1;
  ::unlink(path_.c_str());
}

/// Half a series, which looks like a whole one, is worse than none.
void LiveSeries::fail(int error) {
  fmt::print(stderr, "lien: cannot write '{}' ({}); the run goes on without it\n", path_.string(),
             std::strerror(error));
  remove();
}

}  // namespace cli
