#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "analysis/hypothesis/family.hpp"
#include "analysis/hypothesis/study_record.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/hypothesis_report.hpp"
#include "cli/stop_signals.hpp"
#include "cli/sweep_progress.hpp"

namespace cli {

namespace {

struct TestCommand {
  std::vector<std::string> files;
  std::string folder = "hypotheses", language = "en";
  int jobs = 0;
  bool full = false, plan = false, json = false, markdown = false, quiet = false;

  [[nodiscard]] bool in_french() const { return language == "fr"; }
};

analysis::TestMode mode_of(const TestCommand& options) {
  return options.full ? analysis::full_mode() : analysis::quick_mode();
}

/// What it would take, without running anything.
void print_plan(const std::vector<analysis::Hypothesis>& hypotheses, const TestCommand& options) {
  const analysis::TestMode mode = mode_of(options);
  for (const analysis::Hypothesis& hypothesis : hypotheses) {
    fmt::print(
        "{}: {} arms, wired and neutral, under {} theories, at most {} pairs; {} draws of {} parameters; at "
        "most {} runs to {}\n",
        hypothesis.id, hypothesis.arms.size(), theories_of(hypothesis, mode).size(), mode.looks.back(),
        mode.draws, varied_parameters(hypothesis).size(), most_runs(hypothesis, mode),
        std::max_element(hypothesis.claims.begin(), hypothesis.claims.end(),
                         [](const auto& a, const auto& b) { return a.month < b.month; })
            ->month);
  }
}

analysis::Study run_study(const analysis::Hypothesis& hypothesis, const TestCommand& options,
                          StopSignals& signals) {
  SweepProgress progress(options.quiet, stderr);
  analysis::SweepOptions sweep;
  sweep.program = build_info().source_hash;
  sweep.jobs =
      options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  sweep.stop = [&] { return signals.poll() == Asked::stop; };
  sweep.progress = [&](const analysis::SweepState& state) { progress.update(state); };
  return analysis::study(hypothesis, mode_of(options), std::filesystem::path(options.folder) / hypothesis.id,
                         sweep);
}

void print_study(const analysis::Hypothesis& hypothesis, const analysis::Study& study,
                 const TestCommand& options) {
  if (options.json) return;
  const auto language = options.in_french() ? analysis::Language::french : analysis::Language::english;
  fmt::print("{}\n", options.markdown ? study_as_markdown(hypothesis, study)
                                      : study_as_text(hypothesis, study, language));
}

/// What only several hypotheses together have: p after Holm. As JSON everything.
void print_family(const std::vector<analysis::Hypothesis>& hypotheses,
                  const std::vector<analysis::Study>& studies, const TestCommand& options) {
  const auto adjusted = analysis::family_p(studies);
  if (options.json) {
    auto list = nlohmann::json::array();
    for (std::size_t k = 0; k < studies.size(); ++k) {
      list.push_back(analysis::study_as_json({hypotheses[k], studies[k], build_info().source_hash}));
      list.back()["p_holm"] = adjusted[k];
    }
    fmt::print("{}\n", list.dump(2));
    return;
  }
  if (studies.size() < 2) return;
  fmt::print("{}\n",
             options.in_french()
                 ? "p de chaque hypothèse (la plus grande de ses affirmations) après Holm, par théorie"
                 : "p of each hypothesis (the largest of its claims) after Holm, by theory");
  for (std::size_t k = 0; k < studies.size(); ++k) {
    std::string line = fmt::format("{}{:<6}", options.markdown ? "- " : "  ", hypotheses[k].id);
    for (const auto& [theory, p] : adjusted[k])
      line += fmt::format("  {} {}", theory, p < 0.0005 ? "<0.001" : fmt::format("{:.3f}", p));
    fmt::print("{}\n", line);
  }
}

int test(const TestCommand& options) {
  std::vector<analysis::Hypothesis> hypotheses;
  std::vector<sim::Fault> faults;
  for (const std::string& file : options.files) {
    try {
      hypotheses.push_back(analysis::read_hypothesis(file));
    } catch (const sim::InputError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  }
  for (std::size_t k = 1; k < hypotheses.size(); ++k) {
    for (std::size_t other = 0; other < k; ++other) {
      if (hypotheses[k].id == hypotheses[other].id)
        faults.push_back(
            {{hypotheses[k].file.string(), 0, 0},
             fmt::format("has the id \"{}\" of {}", hypotheses[k].id, hypotheses[other].file.string()),
             {"allowed  each id once: it names the folder of the runs"}});
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  if (options.plan) {
    print_plan(hypotheses, options);
    return success;
  }
  StopSignals signals;
  std::vector<analysis::Study> studies;
  for (const analysis::Hypothesis& hypothesis : hypotheses) {
    studies.push_back(run_study(hypothesis, options, signals));
    const analysis::Study& study = studies.back();
    if (study.stopped) {
      fmt::print(stderr, "lien: stopped by {} in {}; the same command goes on\n", signals.stopped_by(),
                 hypothesis.id);
      return interrupted;
    }
    analysis::write_study({hypothesis, study, build_info().source_hash},
                          std::filesystem::path(options.folder) / hypothesis.id);
    print_study(hypothesis, study, options);
    std::fflush(stdout);
  }
  print_family(hypotheses, studies, options);
  return success;
}

}  // namespace

void add_test(Command program, Chosen& chosen) {
  auto options = std::make_shared<TestCommand>();
  Command command = program.add_subcommand(
      "test", "Hypotheses put to the test: does an effect emerge, or was it written into the model?");
  command.add_option("hypotheses", options->files, "hypothesis files (TOML)").required();
  command
      .add_option("-o,--output", options->folder,
                  "folder that keeps what was frozen and run (default: hypotheses)")
      .not_empty();
  command.add_flag(
      "--full", options->full,
      "looks at 16, 32, 64 and 128 pairs under all theories, 200 draws (default: quick: 8 pairs, 40 "
      "draws, no verdict)");
  command.add_flag("--plan", options->plan, "only say how many runs it takes");
  command.add_option("--jobs", options->jobs, "workers, one thread each (default: all processors)")
      .within(1, 1024);
  command.add_option("--lang", options->language, "en or fr").one_of({"en", "fr"});
  auto json = command.add_flag("--json", options->json, "as JSON");
  command.add_flag("--markdown", options->markdown, "as Markdown").excludes(json);
  command.add_flag("-q,--quiet", options->quiet, "no progress");
  command.callback([options, &chosen] { chosen = [options] { return test(*options); }; });
}

}  // namespace cli
