// The commands of `lien`. Each adds its options to the program and, when chosen, runs and gives the exit
// code. Data go to stdout, everything else to stderr.
#pragma once

#include <functional>
#include <string>

#include "cli/options.hpp"

namespace cli {

/// The command the user chose; set by the option parser.
using Chosen = std::function<int()>;

void add_run(Command program, Chosen& chosen);
void add_resume(Command program, Chosen& chosen);
void add_validate(Command program, Chosen& chosen);
void add_describe(Command program, Chosen& chosen);
void add_dyad(Command program, Chosen& chosen);
void add_digest(Command program, Chosen& chosen);
void add_export(Command program, Chosen& chosen);
void add_abc_run(Command program, Chosen& chosen);
void add_calibrate(Command program, Chosen& chosen);
void add_model_choice(Command program, Chosen& chosen);
void add_patterns(Command program, Chosen& chosen);
void add_compare(Command program, Chosen& chosen);
void add_test(Command program, Chosen& chosen);
void add_plan(Command program, Chosen& chosen);
void add_sweep(Command program, Chosen& chosen);
void add_status(Command program, Chosen& chosen);
void add_gather(Command program, Chosen& chosen);
void add_work(Command program, Chosen& chosen);
void add_reproduce(Command program, Chosen& chosen);
void add_analyse(Command program, Chosen& chosen);
void add_sensitivity(Command program, Chosen& chosen);
void add_report(Command program, Chosen& chosen);
void add_plot(Command program, Chosen& chosen);
void add_watch(Command program, Chosen& chosen);

/// Parses the command line, runs the command, turns exceptions into sentences on stderr and an exit code.
int run_program(int argc, const char* const* argv);

}  // namespace cli
