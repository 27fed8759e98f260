// The commands of `lien`. Each adds its options to the program and, when chosen, runs and gives the exit
// code. Data go to stdout, everything else to stderr.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace cli {

/// The command the user chose; set by the option parser.
using Chosen = std::function<int()>;

void add_run(CLI::App& program, Chosen& chosen);
void add_resume(CLI::App& program, Chosen& chosen);
void add_validate(CLI::App& program, Chosen& chosen);
void add_describe(CLI::App& program, Chosen& chosen);
void add_dyad(CLI::App& program, Chosen& chosen);
void add_digest(CLI::App& program, Chosen& chosen);
void add_export(CLI::App& program, Chosen& chosen);
void add_abc_run(CLI::App& program, Chosen& chosen);
void add_calibrate(CLI::App& program, Chosen& chosen);
void add_patterns(CLI::App& program, Chosen& chosen);
void add_compare(CLI::App& program, Chosen& chosen);
void add_test(CLI::App& program, Chosen& chosen);
void add_plan(CLI::App& program, Chosen& chosen);
void add_sweep(CLI::App& program, Chosen& chosen);
void add_status(CLI::App& program, Chosen& chosen);
void add_gather(CLI::App& program, Chosen& chosen);
void add_work(CLI::App& program, Chosen& chosen);
void add_reproduce(CLI::App& program, Chosen& chosen);
void add_analyse(CLI::App& program, Chosen& chosen);
void add_sensitivity(CLI::App& program, Chosen& chosen);
void add_report(CLI::App& program, Chosen& chosen);
void add_plot(CLI::App& program, Chosen& chosen);
void add_watch(CLI::App& program, Chosen& chosen);

/// Refuses an empty word, as an unset shell variable leaves behind.
void refuse_empty(CLI::Option* option);
/// Refuses what is not a number in [low, high]: nan too.
void refuse_outside(CLI::Option* option, double low, double high);

/// Parses the command line, runs the command, turns exceptions into sentences on stderr and an exit code.
int run_program(int argc, const char* const* argv);

}  // namespace cli
