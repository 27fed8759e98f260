#include "analysis/experiment/run_experiment.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "analysis/experiment/simulate_run.hpp"
#include "analysis/experiment/sweep_folder.hpp"

namespace analysis {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto looking_pause = std::chrono::milliseconds(50);
constexpr auto syncing_pause = std::chrono::seconds(3);

std::string this_process() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  return fmt::format("process {} on {}", ::getpid(), host.data());
}

/// Workers that share a queue of runs, a table of what is done and a file of records.
class Session {
 public:
  Session(const Assembly& assembly, const std::filesystem::path& folder, const SweepOptions& options)
      : assembly_(assembly),
        options_(options),
        file_(records_file(folder, options.shard, options.shards)),
        lock_(file_, this_process()),
        table_(assembly, folder),
        writer_(file_, assembly.hash(), table_.end_of(file_)) {}

  SweepOutcome run();

 private:
  bool run_round();
  void work();
  /// The next run that is wanted and not done; none when the round is over.
  std::optional<std::uint64_t> next();
  void perform(std::uint64_t run, TraitTables& traits);
  void keep(const RunRecord& record, const RunOutcome& outcome);
  void watch();
  [[nodiscard]] bool is_ours(std::size_t point, std::uint64_t run) const;
  [[nodiscard]] SweepState state();
  [[nodiscard]] std::uint64_t left() const;

  const Assembly& assembly_;
  const SweepOptions& options_;
  std::filesystem::path file_;
  ShardLock lock_;
  RunTable table_;
  RecordWriter writer_;

  std::mutex mutex_;  // of all below, and of the table
  std::condition_variable ended_;
  std::uint64_t cursor_ = 0;
  std::size_t cursor_point_ = static_cast<std::size_t>(-1), cursor_wanted_ = 0;
  std::uint64_t wanted_ = 0, fresh_ = 0, tried_ = 0;
  std::vector<bool> given_up_;  ///< failed in this session: not tried again
  int working_ = 0;
  std::exception_ptr broken_;  ///< of the file of records: nobody can go on
  SweepOutcome outcome_;
  std::atomic<bool> stop_{false};
};

SweepOutcome Session::run() {
  const auto began = Clock::now();
  given_up_.assign(assembly_.runs(), false);
  while (run_round() && !stop_) {
  }
  writer_.sync();
  outcome_.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  outcome_.state = state();
  outcome_.left = left();
  if (broken_) std::rethrow_exception(broken_);
  return outcome_;
}

/// Runs what is wanted now; whether anything was. What comes out may make more replicates wanted.
bool Session::run_round() {
  {
    const std::lock_guard lock(mutex_);
    cursor_ = tried_ = 0;
    cursor_point_ = static_cast<std::size_t>(-1);
    wanted_ = table_.wanted();
  }
  std::vector<std::thread> workers;
  working_ = std::max(1, options_.jobs);
  for (int k = 0; k < std::max(1, options_.jobs); ++k) workers.emplace_back([this] { work(); });
  watch();
  for (std::thread& worker : workers) worker.join();
  options_.progress(state());
  return tried_ > 0 && assembly_.experiment().precision.has_value();
}

/// From the calling thread: signals, progress, syncing.
void Session::watch() {
  auto synced = Clock::now();
  std::unique_lock lock(mutex_);
  while (working_ > 0) {
    ended_.wait_for(lock, looking_pause);
    lock.unlock();
    if (!stop_ && options_.stop()) {
      outcome_.stopped = true;
      stop_ = true;
    }
    options_.progress(state());
    if (Clock::now() - synced >= syncing_pause) {
      try {
        writer_.sync();
      } catch (...) {
        const std::lock_guard again(mutex_);
        broken_ = std::current_exception();
        stop_ = true;
      }
      synced = Clock::now();
    }
    lock.lock();
  }
}

void Session::work() {
  TraitTables traits;
  try {
    while (!stop_) {
      const auto run = next();
      if (!run) break;
      perform(*run, traits);
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    broken_ = std::current_exception();
    stop_ = true;
  }
  const std::lock_guard lock(mutex_);
  --working_;
  ended_.notify_all();
}

/// Points are dealt to shards where replicates depend on what came out; else runs, which divides evener.
bool Session::is_ours(std::size_t point, std::uint64_t run) const {
  const std::uint64_t number = assembly_.experiment().precision ? point : run;
  return static_cast<int>(number % static_cast<std::uint64_t>(options_.shards)) == options_.shard - 1;
}

std::optional<std::uint64_t> Session::next() {
  const std::lock_guard lock(mutex_);
  for (; cursor_ < assembly_.runs(); ++cursor_) {
    const std::size_t point = cursor_ / assembly_.replicates();
    if (!is_ours(point, cursor_) || table_.status(cursor_) == RunStatus::done || given_up_[cursor_]) continue;
    if (point != cursor_point_) {
      cursor_point_ = point;
      cursor_wanted_ = table_.wanted(point);
    }
    if (cursor_ % assembly_.replicates() >= cursor_wanted_) continue;
    ++tried_;
    return cursor_++;
  }
  return std::nullopt;
}

void Session::perform(std::uint64_t run, TraitTables& traits) {
  RunRecord record{run, assembly_.identity_of(run), RunStatus::done, 0, {}};
  RunOutcome outcome;
  std::string message;
  try {
    const auto began = Clock::now();
    const std::size_t point = run / assembly_.replicates();
    territory::Scenario scenario = assembly_.scenario_of(point, run % assembly_.replicates());
    const double told = std::chrono::duration<double>(Clock::now() - began).count();
    outcome = simulate_run(std::move(scenario), *assembly_.arm_of(point).geography, assembly_.kept(), traits,
                           [this] { return stop_.load(); });
    outcome.set_up_seconds += told;
    outcome.seconds += told;
    if (!outcome.finished) return;
    record.payload = std::as_bytes(std::span(outcome.values));
  } catch (const std::exception& error) {  // the run's own fault: noted, and the others go on
    message = error.what();
    record.status = RunStatus::failed;
    record.payload = std::as_bytes(std::span(message));
  }
  record.seconds = outcome.seconds;
  keep(record, outcome);
}

void Session::keep(const RunRecord& record, const RunOutcome& outcome) {
  writer_.append(record);
  const std::lock_guard lock(mutex_);
  table_.note(record);
  ++fresh_;
  outcome_.busy_seconds += outcome.seconds - outcome.set_up_seconds;
  outcome_.set_up_seconds += outcome.set_up_seconds;
  if (record.status != RunStatus::failed) return;
  given_up_[record.run] = true;
  if (!options_.stop_on_error) return;
  outcome_.stopped_on_error = true;
  stop_ = true;
}

SweepState Session::state() {
  const std::lock_guard lock(mutex_);
  return {std::max(wanted_, table_.done() + table_.failed()), table_.done(), table_.failed(), fresh_};
}

std::uint64_t Session::left() const {
  std::uint64_t left = 0;
  for (std::size_t point = 0; point < assembly_.points(); ++point) {
    const std::size_t wanted = table_.wanted(point);
    for (std::uint64_t run = point * assembly_.replicates(), end = run + wanted; run < end; ++run)
      left += is_ours(point, run) && table_.status(run) != RunStatus::done;
  }
  return left;
}

}  // namespace

SweepOutcome run_assembly(const Assembly& assembly, const std::filesystem::path& folder,
                          const SweepOptions& options) {
  freeze_experiment(assembly, folder);
  return Session(assembly, folder, options).run();
}

SweepOutcome run_experiment(const Experiment& experiment, const std::filesystem::path& folder,
                            const SweepOptions& options) {
  return run_assembly(Assembly(experiment, options.program), folder, options);
}

}  // namespace analysis
