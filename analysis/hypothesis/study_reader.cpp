#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/hypothesis/study_record.hpp"
#include "sim/core/error.hpp"
#include "sim/output/partial_file.hpp"

namespace analysis {

using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// What a file that can be parsed still lacks or has wrong; the file's name is put before it.
struct NoStudy {
  std::string what;
};

/// No effect and no test comes near; beyond it sums and axes would overflow.
constexpr double largest = 1e12;

/// NaN for null.
double number_in(const json& value) {
  if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
  const auto number = value.get<double>();
  if (!(std::abs(number) < largest)) throw NoStudy{fmt::format("{} is too large", value.dump())};
  return number;
}

double positive_in(const json& value, const char* key) {
  const double number = number_in(value.at(key));
  if (!(number > 0)) throw NoStudy{fmt::format("{} {} is not above 0", key, value.at(key).dump())};
  return number;
}

template <class Count>
void count_in(const json& value, const char* key, Count& count) {
  const json& held = value.at(key);
  if (!held.is_number_unsigned() || held.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
    throw NoStudy{
        fmt::format("{} {} is no count", key, held.dump(-1, ' ', true, json::error_handler_t::replace))};
  count = held.get<Count>();
}

template <std::size_t count>
std::size_t choice_in(const json& value, const char* key, const std::array<std::string_view, count>& names) {
  const auto text = value.at(key).get<std::string>();
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) throw NoStudy{fmt::format("{} \"{}\" is unknown", key, text)};
  return static_cast<std::size_t>(found - names.begin());
}

std::string month_in(const json& value, const char* key) {
  const auto text = value.at(key).get<std::string>();
  if (!text.empty() && !sim::parse_month(text))
    throw NoStudy{fmt::format("{} \"{}\" is no month", key, text)};
  return text;
}

ClaimTest test_in(const json& value) {
  ClaimTest test{0,
                 number_in(value.at("effect")),
                 number_in(value.at("median")),
                 {number_in(value.at("interval").at("low")), number_in(value.at("interval").at("high"))},
                 number_in(value.at("p_t")),
                 number_in(value.at("p_wilcoxon")),
                 number_in(value.at("z"))};
  count_in(value, "pairs", test.pairs);
  test.rejects = value.at("rejects").get<bool>();
  test.holds = value.at("holds").get<bool>();
  test.excluded = value.at("excluded").get<bool>();
  return test;
}

Claim claim_in(const json& value) {
  Claim claim;
  claim.name = value.at("name").get<std::string>();
  claim.measure = value.at("measure").get<std::string>();
  claim.over = value.at("over").get<std::string>();
  claim.reading = static_cast<Reading>(choice_in(value, "reading", reading_names));
  claim.from = month_in(value, "from");
  claim.month = month_in(value, "month");
  if (claim.month.empty() || (claim.reading != Reading::at && claim.from.empty()))
    throw NoStudy{"a claim has no month"};
  claim.scale = static_cast<Scale>(choice_in(value, "scale", scale_names));
  claim.weights = value.at("weights").get<std::vector<std::string>>();
  claim.direction = static_cast<Direction>(choice_in(value, "direction", direction_names));
  claim.smallest = positive_in(value, "smallest");
  claim.needs_wiring = value.at("needs_wiring").get<bool>();
  return claim;
}

/// Theories and draws stand under each claim, and must be the same under all.
void add_results(Study& study, const json& value) {
  const json &theories = value.at("theories"), &draws = value.at("draws");
  if (study.smallest.empty()) {
    study.theories.resize(theories.size());
    study.draws.resize(draws.size());
    for (std::size_t k = 0; k < theories.size(); ++k)
      theories[k].at("theory").get_to(study.theories[k].theory);
    for (std::size_t k = 0; k < draws.size(); ++k) draws[k].at("theory").get_to(study.draws[k].theory);
  }
  const auto same = [](const auto& known, const json& list) {
    return std::ranges::equal(known, list, [](const auto& a, const json& b) {
      return a.theory == b.at("theory").template get<std::string>();
    });
  };
  if (!same(study.theories, theories) || !same(study.draws, draws))
    throw NoStudy{"its claims are not of the same theories and draws"};
  for (std::size_t k = 0; k < theories.size(); ++k) {
    study.theories[k].wired.push_back(test_in(theories[k].at("wired")));
    study.theories[k].neutral.push_back(test_in(theories[k].at("neutral")));
  }
  for (std::size_t k = 0; k < draws.size(); ++k) {
    study.draws[k].wired.push_back(number_in(draws[k].at("wired")));
    study.draws[k].neutral.push_back(number_in(draws[k].at("neutral")));
  }
  study.smallest.push_back(positive_in(value, "smallest_on_scale"));
}

HypothesisVerdict verdict_in(const json& value) {
  HypothesisVerdict v;
  constexpr std::array<std::string_view, 4> findings{"emergent", "built-in", "not supported", "undecided"};
  v.finding = static_cast<Finding>(choice_in(value, "finding", findings));
  const json &theories = value.at("theories"), &draws = value.at("draws");
  count_in(theories, "voting", v.theories);
  count_in(theories, "hold_wired", v.hold_wired);
  count_in(theories, "hold_both", v.hold_both);
  count_in(theories, "lost_at_neutral", v.lost_at_neutral);
  count_in(theories, "excluded", v.excluded);
  count_in(draws, "known", v.draws);
  count_in(draws, "wired", v.draws_wired);
  count_in(draws, "both", v.draws_both);
  return v;
}

Hypothesis hypothesis_in(const json& value) {
  Hypothesis h;
  value.at("id").get_to(h.id);
  if (!sim::is_entry_name(h.id)) throw NoStudy{fmt::format("id \"{}\" is no name", h.id)};
  value.at("statement").at("en").get_to(h.statement);
  value.at("statement").at("fr").get_to(h.statement_fr);
  value.at("origin").get_to(h.origin);
  value.at("remark").get_to(h.remark);
  h.file = value.at("file").get<std::string>();
  value.at("scenario").get_to(h.scenario);
  h.alpha = positive_in(value, "alpha");
  value.at("neutral").get_to(h.neutral);
  value.at("varied").get_to(h.varied);
  for (const json& arm : value.at("arms"))
    h.arms.push_back({arm.at("name").get<std::string>(), arm.at("set").get<std::vector<std::string>>()});
  return h;
}

StudyRecord record_in(const json& value) {
  StudyRecord record{hypothesis_in(value), {}, value.at("program").get<std::string>()};
  Study& study = record.study;
  const json& frozen = value.at("frozen");
  study.freeze = {frozen.at("hash").get<std::string>(), frozen.at("now").get<std::string>(), {}};
  value.at("mode").get_to(study.mode.name);
  value.at("looks").get_to(study.mode.looks);
  count_in(value.at("draws"), "asked", study.mode.draws);
  count_in(value.at("seeds"), "first", study.mode.seed);
  for (const json& bound : value.at("bounds")) study.bounds.push_back(number_in(bound));
  for (const json& claim : value.at("claims")) {
    record.hypothesis.claims.push_back(claim_in(claim));
    add_results(study, claim);
  }
  if (study.theories.empty()) throw NoStudy{"it holds no claim that was tested"};
  study.verdict = verdict_in(value);
  count_in(value, "looks_taken", study.looks_taken);
  if (study.looks_taken > study.mode.looks.size()) throw NoStudy{"it took more looks than there are"};
  count_in(value.at("draws"), "varied", study.varied);
  count_in(value, "runs", study.runs);
  count_in(value, "failed", study.failed);
  value.at("stopped").get_to(study.stopped);
  return record;
}

[[noreturn]] void refuse(const fs::path& file, std::string what) {
  throw sim::InputError(
      sim::Fault{{file.string(), 0, 0}, std::move(what), {"expected  study.json of 'lien test'"}});
}

/// "H10" after "H2": a number counts as a number.
std::pair<std::string, long> sort_key(const fs::path& file) {
  const std::string name = file.parent_path().filename().string();
  const std::size_t digits = std::min(name.find_first_of("0123456789"), name.size());
  return {name.substr(0, digits), std::strtol(name.c_str() + digits, nullptr, 10)};
}

}  // namespace

StudyRecord read_study(const fs::path& file) {
  const std::vector<std::byte> bytes = sim::output::whole_content(file, "study");
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const json value = json::parse(text, nullptr, false);
  if (!value.is_object() || !value.contains("format_version") || !value["format_version"].is_number_integer())
    refuse(file, "is no study of a hypothesis, or damaged");
  const auto version = value["format_version"].get<std::int64_t>();
  if (version > study_format)
    refuse(file, fmt::format("was written by a newer Lien (format {}, this program reads up to {})", version,
                             study_format));
  try {
    return record_in(value);
  } catch (const NoStudy& fault) {
    refuse(file, "is no study of a hypothesis, or damaged: " + fault.what);
  } catch (const json::exception& fault) {
    const std::string_view what = fault.what();  // "[json.exception.out_of_range.403] key 'x' not found"
    refuse(file, fmt::format("is no study of a hypothesis, or damaged: {}",
                             what.substr(std::min(what.find("] "), what.size() - 2) + 2)));
  }
}

std::vector<fs::path> study_files(const fs::path& given) {
  if (!fs::is_directory(given)) return {given};
  if (fs::exists(given / study_file_name)) return {given / study_file_name};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(given)) {
    if (fs::exists(entry.path() / study_file_name)) files.push_back(entry.path() / study_file_name);
  }
  if (files.empty())
    throw sim::InputError(
        sim::Fault{{given.string(), 0, 0},
                   "holds no study of a hypothesis",
                   {"expected  the folder of 'lien test --output', or of a hypothesis in it"}});
  std::ranges::sort(files, [](const fs::path& a, const fs::path& b) {
    return std::pair(sort_key(a), a.string()) < std::pair(sort_key(b), b.string());
  });
  return files;
}

}  // namespace analysis
