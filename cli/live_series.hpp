// FILE.progress.jsonl: what a run has computed so far, a line of JSON a month, to be watched while it goes
// on.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "models/territory/record.hpp"

namespace cli {

class LiveSeries {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// Begins the file anew, with the months up to `done` that a resumed run finds in its record. A file that
  /// cannot be written ends no run: a sentence on stderr says so once.
  LiveSeries(const std::filesystem::path& result, const territory::Record& record, sim::Month first,
             sim::Month last, sim::Month done, Clock clock = std::chrono::steady_clock::now);
  LiveSeries(const LiveSeries&) = delete;
  LiveSeries& operator=(const LiveSeries&) = delete;
  /// Removes the file unless the run can be gone on with (`keep`).
  ~LiveSeries();

  /// The line of a month. Lines reach the file at most four times a second.
  void add(sim::Month month);
  void flush();
  void keep() { kept_ = true; }
  void remove();

 private:
  [[nodiscard]] std::string line_of(sim::Month month) const;
  void fail(int error);

  std::filesystem::path path_;
  const territory::Record& record_;
  sim::Month first_, last_;
  Clock clock_;
  std::chrono::steady_clock::time_point flushed_;
  std::string waiting_;
  int descriptor_ = -1;
  bool kept_ = false;
};

}  // namespace cli
