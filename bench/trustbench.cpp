// Runs TrustBench, on the engine or as a plain program, and prints what it took: one line a repetition.
#include "models/trustbench/trustbench.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>

#include "bench/plain_rows.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/output/digest.hpp"

namespace {

struct Options {
  std::string program = "engine";
  std::uint32_t agents = 10'000;
  std::size_t contacts = 12;
  int months = 120;
  std::uint32_t seed = 1;
  int threads = 1;
  std::size_t grain = sim::Executor::default_grain;
  int repeat = 1;
};

/// What a run leaves, in the same form whatever program made it. Ties by person and slot.
struct Outcome {
  double seconds = 0;        ///< of the months only
  double state_bytes = 0;    ///< per person: the columns or arrays that a run works on
  double resident_grew = 0;  ///< bytes, from before the world was built until the last month
  double peak_mib = 0;       ///< of the process until the last month
  std::vector<double> trust, partnerships;
  std::vector<float> alpha, beta;
  std::vector<std::int32_t> contact;
  std::vector<std::int8_t> partner;
};

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

template <class Body>
double seconds_of(Body&& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void take_history(Outcome& outcome, const auto& history) {
  for (const auto& month : history) {
    outcome.trust.push_back(static_cast<double>(month.trust));
    outcome.partnerships.push_back(static_cast<double>(month.partnerships));
  }
}

template <std::size_t K>
Outcome run_plain(const Options& options, const sim::Executor& executor) {
  Outcome outcome;
  const double before = resident_bytes();
  bench::PlainRows<K> rows(options.agents, {options.seed, 0});
  outcome.seconds = seconds_of([&] { rows.run(0, options.months, executor); });
  outcome.resident_grew = resident_bytes() - before;
  outcome.peak_mib = peak_mib();
  outcome.state_bytes =
      sizeof(float) + K * (2 * sizeof(float) + sizeof(std::uint32_t) + sizeof(std::uint8_t));
  take_history(outcome, rows.history);
  outcome.alpha = std::move(rows.alpha);
  outcome.beta = std::move(rows.beta);
  outcome.contact.assign(rows.contact.begin(), rows.contact.end());
  outcome.partner.assign(rows.partner.begin(), rows.partner.end());
  return outcome;
}

template <std::size_t K>
Outcome run_engine(const Options& options, const sim::Executor& executor, bool watched) {
  using World = trustbench::World<K>;
  Outcome outcome;
  const double before = resident_bytes();
  const sim::RandomKey key{options.seed, 0};
  World world(options.agents, key, executor);
  sim::Schedule<World> schedule;
  schedule.add(std::make_unique<trustbench::Meetings<K>>());
  sim::Simulation<World> simulation(world, schedule, executor, key);
  // Whoever looks at the world every month keeps the engine from taking people through many months at once.
  if (watched) simulation.observe([](const World&, sim::Month) {});
  outcome.seconds =
      seconds_of([&] { simulation.run(sim::Month{0}, sim::Month{options.months - 1}, sim::Month{0}); });
  outcome.resident_grew = resident_bytes() - before;
  outcome.peak_mib = peak_mib();
  for (const sim::ColumnRegistry* registry : world.registries())
    outcome.state_bytes += static_cast<double>(registry->bytes_per_row() * registry->rows()) / options.agents;
  take_history(outcome, world.history);
  for (const auto& ties : world.ties.all()) {
    for (const trustbench::Tie& tie : ties) {
      outcome.alpha.push_back(tie.alpha);
      outcome.beta.push_back(tie.beta);
      outcome.contact.push_back(static_cast<std::int32_t>(tie.contact));
      outcome.partner.push_back(static_cast<std::int8_t>(tie.partner));
    }
  }
  return outcome;
}

template <std::size_t K>
Outcome run_with(const Options& options, const sim::Executor& executor) {
  if (options.program == "plain") return run_plain<K>(options, executor);
  return run_engine<K>(options, executor, options.program == "monthly");
}

Outcome run(const Options& options, const sim::Executor& executor) {
  switch (options.contacts) {
    case 8:
      return run_with<8>(options, executor);
    case 12:
      return run_with<12>(options, executor);
    default:
      return run_with<16>(options, executor);
  }
}

/// SHA-256 over the record of every month and the final state of every tie.
std::string digest(const Outcome& outcome) {
  sim::output::ResultFile file;
  file.dimensions = {{"month", outcome.trust.size()}, {"tie", outcome.alpha.size()}};
  file.variables = {
      {"trust", {"month"}, outcome.trust, {}},   {"partnerships", {"month"}, outcome.partnerships, {}},
      {"alpha", {"tie"}, outcome.alpha, {}},     {"beta", {"tie"}, outcome.beta, {}},
      {"contact", {"tie"}, outcome.contact, {}}, {"partner", {"tie"}, outcome.partner, {}}};
  return sim::output::content_digest(file);
}

void report(const Options& options, const Outcome& outcome) {
  const double people = options.agents;
  const double ties = people * static_cast<double>(options.contacts);
  fmt::print(
      "{} agents={} contacts={} months={} seed={} threads={} seconds={:.6f} rate={:.4e} trust={:.6f} "
      "share={:.6f} peak_mib={:.1f} resident_bytes_per_agent={:.1f} state_bytes_per_agent={:.1f} digest={}\n",
      options.program, options.agents, options.contacts, options.months, options.seed, options.threads,
      outcome.seconds, people * options.months / outcome.seconds, outcome.trust.back() * 0x1p-24 / ties,
      outcome.partnerships.back() / ties, outcome.peak_mib, outcome.resident_grew / people,
      outcome.state_bytes, digest(outcome));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program(
      "TrustBench: agent-steps a second, memory, and a digest that no option but size and seed changes");
  Options options;
  program
      .add_option("--program", options.program,
                  "engine; monthly: the engine with somebody looking every month; plain: arrays, no engine")
      ->check(CLI::IsMember({"engine", "monthly", "plain"}))
      ->capture_default_str();
  program.add_option("--agents", options.agents)->check(CLI::Range(2, 100'000'000))->capture_default_str();
  program.add_option("--contacts", options.contacts, "of each agent")
      ->check(CLI::IsMember({8, 12, 16}))
      ->capture_default_str();
  program.add_option("--months", options.months)->check(CLI::Range(1, 10'000))->capture_default_str();
  program.add_option("--seed", options.seed)->capture_default_str();
  program.add_option("--threads", options.threads)->check(CLI::Range(1, 1024))->capture_default_str();
  program.add_option("--grain", options.grain, "rows dealt to a thread at a time")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  program.add_option("--repeat", options.repeat)->check(CLI::Range(1, 1000))->capture_default_str();
  CLI11_PARSE(program, argc, argv);
  const sim::Executor executor(options.threads, options.grain);
  for (int i = 0; i < options.repeat; ++i) report(options, run(options, executor));
  return 0;
}
