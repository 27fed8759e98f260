#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <system_error>

#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace cli {

namespace {

constexpr const char* introduction =
    R"(Lien simulates how mayors, companies, associations and catalysts learn to act together on their
territory, month by month, on real French communes.

Examples:
  lien run scenarios/mini.toml                            a small EPCI, in a fraction of a second
  lien run scenarios/massif_central/reference.toml        the whole Massif Central, 2008 to 2020
  lien run scenarios/lab.toml --set trust.rule=asymmetric --seed 7 -o other_rule.nc
  lien resume lab.nc                                      goes on with an interrupted run
  lien dyad --rule beta --outcomes SSSFSS                 the trust of one pair over time
  lien describe parameters encounters                     every parameter with unit, range, default, source
  lien calibrate scenarios/lab.toml --confirm 5           survey targets on five fresh seeds
  lien export mini.nc --network graphml                   the contacts of a snapshot, for other programs
  lien patterns results/*.nc                              targets and held-out patterns over several seeds
  lien plan scenarios/experiments/mini_factorial.toml     what a sweep would cost
  lien sweep scenarios/experiments/mini_factorial.toml -o sweep   runs it; again: only what is missing
  lien gather sweep -o sweep.nc                           all its runs in one file
  lien analyse --design X.csv --results Y.csv --method sobol   sensitivity of any model's outputs
  lien compare scenarios/lab.toml my_lab.toml             what differs, with intervals and a verdict
  lien test scenarios/hypotheses/H9.toml -o tests         does a claim emerge, or was it built in?
  lien report mini.nc                                     one offline page to show and to print
  lien plot mini.nc --figure trust_over_time -o trust.pdf one figure for a paper
  lien watch results                                      how far the runs of a folder are
  lien validate my_scenario.toml                          all faults of a scenario at once

Exit codes: 0 ok, 1 internal fault, 2 bad input or usage, 3 partial sweep, 4 output or system fault,
5 interrupted and resumable.)";

int report(const char* kind, const std::string& text, ExitCode code) {
  fmt::print(stderr, "{}{}\n", kind, text);
  return code;
}

/// What the option parser has to say, with what was probably meant.
std::string usage_text(const CLI::App& parser, const CLI::ParseError& error, const std::string& first_word) {
  std::vector<std::string> commands;
  for (const CLI::App* command : parser.get_subcommands({})) commands.push_back(command->get_name());
  const auto chosen = parser.get_subcommands();
  if (chosen.empty() && first_word.empty()) return "no command; the commands are " + sim::joined(commands);
  if (chosen.empty() && first_word[0] != '-') {
    const std::string near = sim::nearest(first_word, commands);
    return fmt::format("unknown command '{}'{}", first_word,
                       near.empty() ? "; the commands are " + sim::joined(commands)
                                    : fmt::format("; did you mean '{}'?", near));
  }
  if (chosen.empty() || dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return error.what();
  std::vector<std::string> options;
  for (const CLI::Option* option : chosen[0]->get_options({})) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  for (const std::string& word : parser.remaining(true)) {
    if (word.size() < 2 || word[0] != '-') continue;
    const std::string name = word.substr(0, word.find('='));
    const std::string near = sim::nearest(name, options);
    return fmt::format("lien {} has no option '{}'{}", chosen[0]->get_name(), name,
                       near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
  }
  return error.what();
}

int run_guarded(const Chosen& chosen) {
  try {
    return chosen();
  } catch (const sim::InputError& error) {
    const std::size_t count = error.faults().size();
    return report(
        "", fmt::format("{}\n{} fault{}; nothing was written", error.what(), count, count == 1 ? "" : "s"),
        bad_input);
  } catch (const sim::StorageError& error) {
    return report("lien: ", error.what(), storage_fault);
  } catch (const sim::InvariantError& error) {
    return report("lien: internal fault: ", error.what(), internal_fault);
  } catch (const std::bad_alloc&) {
    return report("lien: ", "the system has no more memory to give", storage_fault);
  } catch (const std::system_error& error) {  // a full disk or a closed pipe behind the standard output
    return report("lien: ", error.what(), storage_fault);
  } catch (const std::exception& error) {
    return report("lien: internal fault: ", error.what(), internal_fault);
  }
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  // A file-size limit shall be an error with a sentence, not a kill.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App parser(introduction, "lien");
  parser.set_version_flag("--version", "lien " + build_info().version);
  parser.require_subcommand(1);
  const Command program(&parser);
  Chosen chosen;
  add_run(program, chosen);
  add_resume(program, chosen);
  add_validate(program, chosen);
  add_describe(program, chosen);
  add_dyad(program, chosen);
  add_digest(program, chosen);
  add_export(program, chosen);
  add_calibrate(program, chosen);
  add_abc_run(program, chosen);
  add_model_choice(program, chosen);
  add_patterns(program, chosen);
  add_compare(program, chosen);
  add_test(program, chosen);
  add_plan(program, chosen);
  add_sweep(program, chosen);
  add_status(program, chosen);
  add_gather(program, chosen);
  add_work(program, chosen);
  add_reproduce(program, chosen);
  add_analyse(program, chosen);
  add_sensitivity(program, chosen);
  add_report(program, chosen);
  add_plot(program, chosen);
  add_watch(program, chosen);
  try {
    parser.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // help or version
    parser.exit(asked);
    std::cout.flush();
    return std::cout ? success : report("lien: ", "the standard output could not be written", storage_fault);
  } catch (const CLI::ParseError& error) {
    return report(
        "lien: ",
        fmt::format("{}\nrun 'lien --help' for the commands, 'lien COMMAND --help' for the options of one",
                    usage_text(parser, error, argc > 1 ? argv[1] : "")),
        bad_input);
  }
  const int code = run_guarded(chosen);
  // Data that never reached a full disk or a closed pipe were not delivered.
  if (std::fflush(stdout) != 0 && code == success)
    return report("lien: ", "the standard output could not be written", storage_fault);
  return code;
}

}  // namespace cli
