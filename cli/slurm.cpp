#include "cli/slurm.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <thread>
#include <utility>

#include "analysis/experiment/sweep_folder.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/stop_signals.hpp"
#include "cli/sweep_cost.hpp"
#include "cli/sweep_progress.hpp"
#include "sim/core/error.hpp"
#include "sim/output/partial_file.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string in_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

struct Answer {
  int code = 0;
  std::string text;
};

/// Standard output and error of a command of SLURM.
Answer ask(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw sim::StorageError("the system starts no further process");
  Answer answer;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    answer.text.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  return answer;
}

std::string demand(const std::string& command) {
  Answer answer = ask(command);
  while (!answer.text.empty() && answer.text.back() == '\n') answer.text.pop_back();
  if (answer.code != 0)
    throw sim::StorageError(
        fmt::format("SLURM refuses '{}': {}", command.substr(0, command.find(' ')), answer.text));
  return answer.text;
}

enum class Queue { holds_it, let_it_go, gives_no_answer };

/// A controller that is busy or restarts gives no answer: that the job is over must be said by SLURM.
Queue queue_of(const std::string& job) {
  const Answer queue = ask("squeue --noheader --array --jobs=" + in_shell(job) + " --format=%T");
  if (queue.code == 0) return queue.text.empty() ? Queue::let_it_go : Queue::holds_it;
  return queue.text.find("Invalid job id") != std::string::npos ? Queue::let_it_go : Queue::gives_no_answer;
}

std::string this_program() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) throw sim::StorageError("cannot tell where this program lies (" + error.message() + ")");
  return self.string();
}

/// The body of a task: the worker gets the signals that SLURM sends to the script. After the warning that
/// time is nearly up, a task with work left puts itself back into the queue; after preemption SLURM does so
/// itself.
constexpr const char* task_body = R"(
again=no
asked=no
worker=
trap 'again=yes; asked=yes; kill -USR2 "$worker" 2>/dev/null' USR2
trap 'asked=yes; kill -TERM "$worker" 2>/dev/null' TERM
{} work {} --shard "$SLURM_ARRAY_TASK_ID/{}" --jobs {} --on-error {} &
worker=$!
while true; do
  asked=no
  wait "$worker"
  code=$?
  # A signal interrupts the wait, not the worker.
  [ "$code" -gt 128 ] && [ "$asked" = yes ] && continue
  break
done
if [ "$code" -eq 5 ] && [ "$again" = yes ]; then
  scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}"
fi
exit "$code"
)";

class SlurmSweep {
 public:
  SlurmSweep(const analysis::Assembly& assembly, std::string folder, const SlurmOptions& options,
             const HowToSweep& how)
      : assembly_(assembly),
        folder_(fs::absolute(folder).lexically_normal()),
        shown_(std::move(folder)),
        options_(options),
        how_(how) {}

  int run();

 private:
  [[nodiscard]] std::string queued_job() const;
  std::string submit(const analysis::RunTable& table);
  void write_script(long tasks, double task_seconds) const;
  /// Until the array has left the queue; false when told to stop looking.
  bool follow(const std::string& job, StopSignals& signals);
  [[nodiscard]] fs::path note_file() const { return folder_ / "slurm" / "job.json"; }

  const analysis::Assembly& assembly_;
  fs::path folder_;
  std::string shown_;
  const SlurmOptions& options_;
  const HowToSweep& how_;
};

void write_text(const fs::path& file, const std::string& text) {
  sim::output::PartialFile partial(file, "job to");
  partial.write(std::as_bytes(std::span(text)));
  partial.place();
}

std::uint64_t left_in(const analysis::RunTable& table) {
  const std::uint64_t wanted = table.wanted();
  return wanted > table.done() ? wanted - table.done() : 0;
}

/// The array that was submitted last, if SLURM still has it; empty else.
std::string SlurmSweep::queued_job() const {
  if (!fs::exists(note_file())) return {};
  const auto bytes = sim::output::whole_content(note_file(), "job");
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const nlohmann::json note = nlohmann::json::parse(text, nullptr, false);
  if (note.is_discarded() || !note.contains("job")) return {};
  const std::string job = note["job"].get<std::string>();
  switch (queue_of(job)) {
    case Queue::holds_it:
      return job;
    case Queue::let_it_go:
      return {};
    case Queue::gives_no_answer:
      break;
  }
  throw sim::StorageError(fmt::format(
      "SLURM does not say whether array {} is over ('squeue --jobs={}' fails): a second one would not help",
      job, job));
}

void SlurmSweep::write_script(long tasks, double task_seconds) const {
  const int jobs = std::max(1, how_.jobs);
  const int minutes = options_.time_limit > 0
                          ? options_.time_limit
                          : std::clamp(static_cast<int>(std::ceil(3 * task_seconds / 60)), 30, 1440);
  std::string script = fmt::format(
      "#!/bin/bash\n#SBATCH --job-name=lien\n#SBATCH --array=1-{}{}\n#SBATCH --ntasks=1\n"
      "#SBATCH --cpus-per-task={}\n#SBATCH --time={}\n#SBATCH --requeue\n#SBATCH --open-mode=append\n"
      "#SBATCH --signal=B:USR2@{}\n",
      tasks, options_.at_once > 0 ? fmt::format("%{}", options_.at_once) : "", jobs, minutes,
      std::min(60, 15 * minutes));
  if (!options_.partition.empty()) script += "#SBATCH --partition=" + options_.partition + "\n";
  script += fmt::format(task_body, in_shell(this_program()), in_shell(folder_.string()), tasks, jobs,
                        how_.on_error);
  write_text(folder_ / "slurm" / "array.sh", script);
}

std::string SlurmSweep::submit(const analysis::RunTable& table) {
  const SlurmLimits limits = slurm_limits(demand("scontrol show config"));
  const double seconds = table.done() > 0 ? table.mean_seconds() : fly_pilot(assembly_, 2).seconds;
  const std::uint64_t left = left_in(table);
  const double all = seconds * static_cast<double>(left) / std::max(1, how_.jobs);
  const long tasks = slurm_tasks(all, 60 * options_.bundle_minutes, left, limits);
  std::error_code error;
  fs::create_directories(folder_ / "slurm", error);
  if (error)
    throw sim::StorageError(
        fmt::format("cannot make '{}' ({})", (folder_ / "slurm").string(), error.message()));
  write_script(tasks, all / static_cast<double>(tasks));
  const std::string log = (folder_ / "slurm" / "%a.log").string();
  std::string job =
      demand(fmt::format("sbatch --parsable --output={} {} {}", in_shell(log), options_.arguments,
                         in_shell((folder_ / "slurm" / "array.sh").string())));
  job = job.substr(job.rfind('\n') + 1);  // before it, a cluster may have warned
  job = job.substr(0, job.find(';'));     // "id;cluster"
  write_text(note_file(), nlohmann::json{{"job", job}, {"tasks", tasks}}.dump() + "\n");
  if (!how_.quiet)
    fmt::print(stderr, "lien: array {} of {} tasks, {} runs of {:.3g} s\n", job, tasks, left, seconds);
  return job;
}

bool SlurmSweep::follow(const std::string& job, StopSignals& signals) {
  SweepProgress progress(how_.quiet, stderr);
  std::optional<std::uint64_t> before;
  bool told = false;
  while (true) {
    const auto looked = Clock::now();
    const Queue queue = queue_of(job);
    const analysis::RunTable table(assembly_, folder_);
    if (!before) before = table.done() + table.failed();
    progress.update({table.wanted(), table.done(), table.failed(), table.done() + table.failed() - *before});
    if (queue == Queue::let_it_go) return true;
    if (queue == Queue::gives_no_answer && !std::exchange(told, true))
      fmt::print(stderr, "lien: SLURM gives no answer about array {}; it is asked again\n", job);
    const auto pause = std::max<Clock::duration>(std::chrono::seconds(1), 20 * (Clock::now() - looked));
    for (const auto until = Clock::now() + pause; Clock::now() < until;) {
      if (signals.stop_asked()) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
}

int SlurmSweep::run() {
  StopSignals signals;
  analysis::freeze_experiment(assembly_, folder_);
  std::string job = queued_job();
  std::uint64_t last_left = 0;
  for (bool first = true;; first = false) {
    const analysis::RunTable table(assembly_, folder_);
    const std::uint64_t left = left_in(table);
    if (job.empty() && left == 0) {
      if (!how_.quiet) fmt::print("{} runs done\n", table.done());
      return success;
    }
    const bool only_failures = table.failed() > 0 && left == table.failed();
    if (job.empty() && !first &&
        (left >= last_left || only_failures)) {  // an array came to its end and brought no more
      fmt::print(
          stderr,
          "lien: {} of {} runs are not done, {} failed: 'lien status {}' and the logs in {} tell why\n", left,
          table.wanted(), table.failed(), shown_, (folder_ / "slurm").string());
      return partial_sweep;
    }
    last_left = left;
    if (job.empty()) job = submit(table);
    if (!options_.follow) return success;
    if (!follow(job, signals)) {
      fmt::print(stderr,
                 "lien: stopped by {}; array {} goes on: the same command follows it, 'scancel {}' ends it\n",
                 signals.stopped_by(), job, job);
      return interrupted;
    }
    job.clear();
  }
}

}  // namespace

void add_slurm_options(Command command, SlurmOptions& options) {
  command.add_option("--partition", options.partition, "slurm: partition (default: the cluster's)");
  command
      .add_option("--bundle-minutes", options.bundle_minutes,
                  "slurm: computing time of a task, at least (default 10)")
      .within(0.001, 10'000);
  command
      .add_option("--time-limit", options.time_limit,
                  "slurm: minutes a task may take before it is put back into the queue")
      .within(1, 100'000);
  command.add_option("--at-once", options.at_once, "slurm: tasks that may run at a time").within(1, 100'000);
  command.add_option("--sbatch", options.arguments, "slurm: further options of sbatch, as one word");
  command.add_flag("--follow,!--no-follow", options.follow,
                   "slurm: wait for the array (default) or return at once");
}

SlurmLimits slurm_limits(const std::string& config) {
  SlurmLimits limits;
  const auto read = [&](const char* name, long& value) {
    std::smatch found;
    if (std::regex_search(config, found, std::regex(std::string("(?:^|\\n)") + name + "\\s*=\\s*(\\d{1,9})")))
      value = std::stol(found[1]);
  };
  read("MaxArraySize", limits.array_size);
  read("MaxJobCount", limits.jobs);
  return limits;
}

long slurm_tasks(double seconds, double bundle_seconds, std::uint64_t runs, const SlurmLimits& limits) {
  const double by_time = std::floor(seconds / bundle_seconds);
  const double most = std::min({static_cast<double>(runs), static_cast<double>(limits.array_size - 1),
                                static_cast<double>(limits.jobs) / 2});
  return std::max(1L, static_cast<long>(std::min(by_time, most)));
}

int sweep_on_slurm(const analysis::Assembly& assembly, const std::string& folder, const SlurmOptions& options,
                   const HowToSweep& how) {
  return SlurmSweep(assembly, folder, options, how).run();
}

}  // namespace cli
