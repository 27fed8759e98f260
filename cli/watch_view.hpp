// What `lien watch` shows: the last line of each progress file, speed and time left from how it moves.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// The last whole line of a progress file (live_series.hpp).
struct RunState {
  std::string name;   ///< of the result: "massif.nc"
  std::string month;  ///< "2015-09"
  int done = 0, total = 0;
  std::optional<double> trust, contacts, partnerships;  ///< none while there is no value yet
};

/// Reads the end of the file only. Nothing when it holds no whole line, or none of that form.
[[nodiscard]] std::optional<RunState> last_state(const std::filesystem::path& progress);

/// The progress files meant: of a folder all below it, of a result the one beside it, or the file itself.
[[nodiscard]] std::vector<std::filesystem::path> progress_files(const std::filesystem::path& watched);

class WatchView {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  /// Takes in what the files say now.
  void update(const std::vector<RunState>& states, Instant now);
  /// One line a run, and one for all when there are several. Runs that vanished since are counted as ended.
  [[nodiscard]] std::vector<std::string> lines() const;
  [[nodiscard]] bool anything_running() const { return !running_.empty(); }
  [[nodiscard]] std::size_t ended() const { return ended_; }

 private:
  struct Seen {
    RunState state;
    int first_done = 0;
    Instant first{}, last{};
  };
  [[nodiscard]] static std::optional<double> months_per_second(const Seen& seen);

  std::map<std::string, Seen> running_;
  std::size_t ended_ = 0;
};

}  // namespace cli
