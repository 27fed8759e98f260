#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "sim/core/error.hpp"

namespace cli {

namespace {

constexpr const char* introduction =
    R"(Lien simulates how mayors, companies, associations and catalysts learn to act together on their
territory, month by month, on real French communes.

Examples:
  lien run scenarios/mini.toml                            a small EPCI, in a fraction of a second
  lien run scenarios/massif_central/reference.toml        the whole Massif Central, 2008 to 2020
  lien run scenarios/lab.toml --set trust.rule=asymmetric --seed 7 -o other_rule.nc
  lien dyad --rule beta --outcomes SSSFSS                 the trust of one pair over time
  lien describe parameters encounters                     every parameter with unit, range, default, source
  lien validate my_scenario.toml                          all faults of a scenario at once

Exit codes: 0 ok, 1 internal fault, 2 bad input or usage, 3 partial sweep, 4 output or system fault,
5 interrupted and resumable.)";

int report(const char* kind, const std::string& text, ExitCode code) {
  fmt::print(stderr, "{}{}\n", kind, text);
  return code;
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
  } catch (const std::exception& error) {
    return report("lien: internal fault: ", error.what(), internal_fault);
  }
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  // A file-size limit shall be an error with a sentence, not a kill.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App program(introduction, "lien");
  program.set_version_flag("--version", "lien " + build_info().version);
  program.require_subcommand(1);
  Chosen chosen;
  add_run(program, chosen);
  add_validate(program, chosen);
  add_describe(program, chosen);
  add_dyad(program, chosen);
  add_digest(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    return report(
        "lien: ",
        fmt::format("{}\nrun 'lien --help' for the commands, 'lien COMMAND --help' for the options of one",
                    error.what()),
        bad_input);
  }
  const int code = run_guarded(chosen);
  // Data that never reached a full disk or a closed pipe were not delivered.
  if (std::fflush(stdout) != 0 && code == success)
    return report("lien: ", "the standard output could not be written", storage_fault);
  return code;
}

}  // namespace cli
