
#include "cli/comparison_report.hpp"
#include "cli/format_versions.hpp"
#include "sim/math/nothing.hpp"
#include "sim/output/series.hpp"

namespace cli {

namespace {

using analysis::Comparison;
using analysis::Difference;
using analysis::MeasureComparison;
using sim::output::ResultFile;
using sim::output::Variable;
using Names = std::vector<std::string>;

using sim::nothing;

Variable numbers(std::string name, Names dimensions, std::vector<double> data, std::string meaning) {
  return {std::move(name),
          std::move(dimensions),
          std::move(data),
          {{"units", std::string("1")}, {"long_name", std::move(meaning)}}};
}
Variable labels(const std::string& name, Names data, std::string meaning) {
  return {name, {name}, std::move(data), {{"long_name", std::move(meaning)}}};
}

/// A figure of a difference, and what it is called.
struct Figure {
  const char* name;
  const char* meaning;
  double (*value)(const Difference&);
};
constexpr Figure everywhere[] = {
    {"difference", "mean of arm minus base", [](const Difference& d) { return d.mean; }},
    {"difference_low", "lower end of the t interval", [](const Difference& d) { return d.t_interval.low; }},
    {"difference_high", "upper end of the t interval", [](const Difference& d) { return d.t_interval.high; }},
    {"difference_median", "median of arm minus base", [](const Difference& d) { return d.median; }},
    {"difference_sd", "standard deviation of arm minus base",
     [](const Difference& d) { return d.deviation; }},
    {"base_mean", "mean of the base", [](const Difference& d) { return d.base_mean; }},
    {"arm_mean", "mean of the arm", [](const Difference& d) { return d.arm_mean; }},
    {"pairs", "pairs of runs that have a value",
     [](const Difference& d) { return static_cast<double>(d.pairs); }},
    {"p_t", "two-sided p of the paired t test", [](const Difference& d) { return d.p_t; }},
    {"p_wilcoxon", "two-sided p of the signed-rank test", [](const Difference& d) { return d.p_wilcoxon; }}};
constexpr Figure adjusted[] = {
    {"p_t_holm", "p of the t test after Holm", [](const Difference& d) { return d.holm_t; }},
    {"p_wilcoxon_holm", "p of the signed-rank test after Holm",
     [](const Difference& d) { return d.holm_wilcoxon; }}};
constexpr Figure of_horizon[] = {
    {"bca_low", "lower end of the BCa interval",
     [](const Difference& d) { return d.bca ? d.bca->low : nothing; }},
    {"bca_high", "upper end of the BCa interval",
     [](const Difference& d) { return d.bca ? d.bca->high : nothing; }},
    {"hedges_gz", "standardised mean difference of pairs", [](const Difference& d) { return d.hedges_gz; }},
    {"p_equivalence", "p of equivalence (TOST)",
     [](const Difference& d) { return d.equivalence ? d.equivalence->p : nothing; }},
    {"advised_replicates", "replicates advised",
     [](const Difference& d) { return static_cast<double>(d.advised); }}};

class File {
 public:
  explicit File(const Comparison& comparison)
      : comparison_(comparison),
        arms_(comparison.arms.size() - 1),
        measures_(comparison.measures.size() / arms_) {}

  ResultFile make() {
    add_axes();
    for (const Figure& figure : everywhere) add_monthly(figure);
    for (const Figure& figure : everywhere) add_horizon(figure);
    for (const Figure& figure : adjusted) add_horizon(figure);
    for (const Figure& figure : of_horizon) add_horizon(figure);
    add_areas("region", &MeasureComparison::regions);
    add_areas("epci", &MeasureComparison::epcis);
    add_verdicts();
    file_.attributes.push_back({"title", std::string("comparison of arms")});
    file_.attributes.push_back({"lien_kind", std::string("comparison")});
    file_.attributes.push_back({"comparison_format_version", std::int64_t{format::comparison}});
    file_.attributes.push_back({"base", comparison_.arms.front()});
    file_.attributes.push_back({"horizon", sim::to_string(comparison_.settings.horizon)});
    file_.attributes.push_back({"seed", std::int64_t{comparison_.seed}});
    file_.attributes.push_back({"replicates", static_cast<std::int64_t>(comparison_.replicates)});
    file_.attributes.push_back({"confidence", comparison_.settings.confidence});
    return std::move(file_);
  }

 private:
  void add_axes() {
    Names measures;
    for (std::size_t m = 0; m < measures_; ++m) measures.push_back(comparison_.measures[m].measure);
    file_.dimensions.push_back({"arm", arms_, false});
    file_.variables.push_back(
        labels("arm", {comparison_.arms.begin() + 1, comparison_.arms.end()}, "arm compared with the base"));
    file_.dimensions.push_back({"measure", measures_, false});
    file_.variables.push_back(
        labels("measure", std::move(measures), "measure, as lien describe measures has it"));
    sim::output::add_monthly_axis(file_, comparison_.months);
    file_.dimensions.back().unlimited = false;
  }
  void add_monthly(const Figure& figure) {
    std::vector<double> data;
    for (const MeasureComparison& measure : comparison_.measures) {
      for (const Difference& d : measure.months) data.push_back(figure.value(d));
    }
    file_.variables.push_back(
        numbers(figure.name, {"arm", "measure", "time"}, std::move(data), figure.meaning));
  }
  void add_horizon(const Figure& figure) {
    std::vector<double> data;
    for (const MeasureComparison& measure : comparison_.measures)
      data.push_back(figure.value(measure.horizon));
    file_.variables.push_back(numbers(std::string("horizon_") + figure.name, {"arm", "measure"},
                                      std::move(data), std::string(figure.meaning) + ", at the horizon"));
  }
  void add_areas(const std::string& level, std::vector<analysis::AreaDifference> MeasureComparison::*list) {
    Names codes, names;
    for (const MeasureComparison& measure : comparison_.measures) {
      if (!codes.empty() || (measure.*list).empty()) continue;
      for (const auto& [area, difference] : measure.*list) {
        codes.push_back(area.code);
        names.push_back(area.name);
      }
    }
    if (codes.empty()) return;
    const std::size_t areas = codes.size();
    file_.dimensions.push_back({level, areas, false});
    file_.variables.push_back(labels(level, std::move(codes), "code"));
    file_.variables.push_back(
        {level + "_name", {level}, std::move(names), {{"long_name", std::string("name")}}});
    const auto add = [&](const Figure& figure) {
      std::vector<double> data;
      for (const MeasureComparison& measure : comparison_.measures) {
        for (const auto& [area, difference] : measure.*list) data.push_back(figure.value(difference));
        if ((measure.*list).empty()) data.insert(data.end(), areas, nothing);
      }
      file_.variables.push_back(numbers(level + "_" + figure.name, {"arm", "measure", level}, std::move(data),
                                        std::string(figure.meaning) + ", at the horizon, by " + level));
    };
    for (const Figure& figure : everywhere) add(figure);
    for (const Figure& figure : adjusted) add(figure);
  }
  void add_verdicts() {
    Names kinds, english, french;
    for (const MeasureComparison& measure : comparison_.measures) {
      kinds.emplace_back(verdict_name(measure.verdict, analysis::Language::english));
      english.push_back(verdict_sentence(comparison_, measure, analysis::Language::english));
      french.push_back(verdict_sentence(comparison_, measure, analysis::Language::french));
    }
    const auto add = [&](const char* name, Names data, const char* meaning) {
      file_.variables.push_back(
          {name, {"arm", "measure"}, std::move(data), {{"long_name", std::string(meaning)}}});
    };
    add("verdict", std::move(kinds), "verdict at the horizon");
    add("verdict_en", std::move(english), "verdict as a sentence");
    add("verdict_fr", std::move(french), "verdict en une phrase");
  }

  const Comparison& comparison_;
  std::size_t arms_, measures_;
  ResultFile file_;
};

}  // namespace

ResultFile comparison_as_file(const Comparison& comparison) { return File(comparison).make(); }

}  // namespace cli
