#include "analysis/hypothesis/hypothesis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/hypothesis/theory_sets.hpp"
#include "models/territory/measures.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/reader.hpp"

namespace analysis {

namespace {

using Names = std::vector<std::string>;

struct Weight {
  std::string arm;
  double value;
};
std::optional<Weight> parse_weight(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  Weight weight{text.substr(0, equals), 0};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + equals + 1, end, weight.value);
  if (error != std::errc{} || stop != end || !std::isfinite(weight.value)) return std::nullopt;
  return weight;
}

Names perimeter_measures() {
  Names names;
  for (const auto& stock : territory::stock_measures()) {
    if ((stock.levels & territory::at_perimeter) != 0) names.emplace_back(stock.name);
  }
  for (const auto& flow : territory::flow_measures()) names.emplace_back(flow.name);
  return names;
}

class Checker {
 public:
  Checker(const sim::Settings& settings, const Hypothesis& hypothesis, std::vector<sim::Fault>& faults)
      : settings_(settings), hypothesis_(hypothesis), faults_(faults) {}

  void check() {
    for (const auto& [key, text] :
         {std::pair{"id", hypothesis_.id}, std::pair{"statement", hypothesis_.statement},
          std::pair{"statement_fr", hypothesis_.statement_fr}, std::pair{"origin", hypothesis_.origin},
          std::pair{"scenario", hypothesis_.scenario}}) {
      if (text.empty())
        fault(std::string("hypothesis.") + key, fmt::format("hypothesis.{} is not set", key),
              "expected  a text");
    }
    if (!hypothesis_.id.empty() && !sim::is_entry_name(hypothesis_.id))
      fault("hypothesis.id", fmt::format("hypothesis.id = \"{}\" is no name", hypothesis_.id),
            "allowed  1 to 64 letters, digits, '_' and '-': it names a folder");
    if (hypothesis_.neutral.empty())
      fault("hypothesis.neutral", "hypothesis.neutral is not set",
            "expected  settings that switch the wiring off: without them nothing can be called emergent");
    check_theories("theories", hypothesis_.theories);
    check_theories("quick_theories", hypothesis_.quick_theories);
    for (const std::string& theory : hypothesis_.quick_theories) {
      if (std::find(hypothesis_.theories.begin(), hypothesis_.theories.end(), theory) ==
          hypothesis_.theories.end())
        fault("hypothesis.quick_theories",
              fmt::format("hypothesis.quick_theories names \"{}\", which is not among theories", theory),
              "expected  some of hypothesis.theories");
    }
    if (hypothesis_.arms.size() < 2)
      fault("arm", "a hypothesis needs two arms or more", "expected  [[arm]] name = \"…\" set = […]");
    if (hypothesis_.claims.empty()) fault("claim", "a hypothesis needs a claim", "expected  [[claim]]");
    for (const Claim& claim : hypothesis_.claims) check_claim(claim);
    for (const HypothesisArm& arm : hypothesis_.arms) check_use(arm);
  }

 private:
  [[nodiscard]] sim::Place place_of(const std::string& key) const {
    for (const sim::Setting& setting : settings_.values) {
      if (setting.key == key) return setting.value.place;
    }
    return {settings_.file, 0, 0};
  }
  void fault(const std::string& key, std::string what, std::string note) {
    faults_.push_back({place_of(key), std::move(what), {std::move(note)}});
  }
  void check_theories(const std::string& key, const Names& names) {
    const std::string full = "hypothesis." + key;
    if (names.empty()) fault(full, full + " is empty", "expected  theories of trust, such as \"beta\"");
    for (const std::string& name : names) {
      if (is_theory(name)) continue;
      const std::string near = sim::nearest(name, theory_names());
      fault(full, fmt::format("{} names \"{}\", which is no theory of trust", full, name),
            near.empty() ? "known    see 'lien describe trust'" : "nearest  " + near);
    }
  }
  void check_measure(const std::string& key, const std::string& name) {
    const Names known = perimeter_measures();
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const std::string near = sim::nearest(name, known);
    fault(key, fmt::format("{} = \"{}\" is no measure of a perimeter", key, name),
          near.empty() ? "known    those that 'lien describe measures' lists" : "nearest  " + near);
  }
  void check_month(const std::string& key, const std::string& text) {
    const auto month = sim::parse_month(text);
    if (!month || month->value < -1 || month->value > 1200)
      fault(key, fmt::format("{} = \"{}\" is no month", key, text), "allowed  YYYY-MM, 2007-12 to 2108-01");
  }
  void check_claim(const Claim& claim) {
    const std::string key = "claim." + claim.name + ".";
    if (!claim.measure.empty()) check_measure(key + "measure", claim.measure);
    if (!claim.over.empty()) check_measure(key + "over", claim.over);
    if (claim.reading == Reading::half_time && claim.over.empty())
      fault(key + "reading", key + "over is not set",
            "expected  with half_time, the measure it must come after");
    if (!claim.month.empty()) check_month(key + "month", claim.month);
    if (claim.reading != Reading::at) {
      check_month(key + "from", claim.from);
      if (sim::parse_month(claim.from) && sim::parse_month(claim.month) &&
          *sim::parse_month(claim.from) >= *sim::parse_month(claim.month))
        fault(key + "from", key + "from is not before month", "expected  an earlier month");
    }
    if (!(claim.smallest > 0) || !std::isfinite(claim.smallest) ||
        (claim.scale == Scale::log && claim.direction == Direction::fall && claim.smallest >= 1))
      fault(
          key + "smallest",
          fmt::format("{}smallest = {} is no smallest effect of interest", key, sim::number(claim.smallest)),
          "allowed  a number above 0, whatever the direction; of a fall on the log scale, below 1");
    check_weights(claim, key + "weights");
  }
  void check_use(const HypothesisArm& arm) {
    const auto weighs = [&](const Claim& claim) {
      return std::any_of(claim.weights.begin(), claim.weights.end(), [&](const std::string& text) {
        const auto weight = parse_weight(text);
        return weight && weight->arm == arm.name;
      });
    };
    if (std::none_of(hypothesis_.claims.begin(), hypothesis_.claims.end(), weighs))
      fault("arm." + arm.name + ".name", fmt::format("arm \"{}\" is in no claim", arm.name),
            "expected  a weight in a claim: nothing is run that nothing is read of");
  }
  void check_weights(const Claim& claim, const std::string& key) {
    Names arms;
    for (const HypothesisArm& arm : hypothesis_.arms) arms.push_back(arm.name);
    double sum = 0;
    bool sound = true, any = false;
    for (const std::string& text : claim.weights) {
      const auto weight = parse_weight(text);
      if (!weight || std::find(arms.begin(), arms.end(), weight->arm) == arms.end()) {
        const std::string near = weight ? sim::nearest(weight->arm, arms) : "";
        fault(key, fmt::format("{} holds \"{}\"", key, text),
              near.empty() ? "expected  \"arm=number\", the arm one of [[arm]]" : "nearest  " + near);
        sound = false;
      } else {
        sum += weight->value;
        any = any || weight->value != 0;
      }
    }
    const bool alone = claim.scale == Scale::fisher_z && claim.weights.size() == 1 && sum == 1;
    if (sound && !alone && (std::abs(sum) > 1e-9 || !any))
      fault(key, key + " do not sum to 0",
            "expected  what is compared weighs as much as what it is compared with; of a correlation one arm "
            "alone may stand, against 0");
    const bool half = claim.reading == Reading::half_time;
    if (half && sound && claim.weights.size() != 2)
      fault(key, key + " must name two arms", "expected  half_time follows the difference of two arms");
  }

  const sim::Settings& settings_;
  const Hypothesis& hypothesis_;
  std::vector<sim::Fault>& faults_;
};

}  // namespace

Hypothesis read_hypothesis(const std::filesystem::path& path) {
  const sim::Settings settings = sim::read_scenario(path);
  Hypothesis hypothesis;
  hypothesis.quick_theories = {"beta", "asymmetric", "fire"};
  hypothesis.theories = theory_names();
  hypothesis.varied = {"assumptions"};
  sim::Reader reader(settings);
  hypothesis.describe(reader);
  std::vector<sim::Fault> faults;
  try {
    reader.finish();
  } catch (const sim::InputError& error) {
    faults = error.faults();
  }
  const auto position = [&](const std::string& prefix) {
    return std::find_if(settings.values.begin(), settings.values.end(),
                        [&](const sim::Setting& setting) { return setting.key.starts_with(prefix); });
  };
  std::stable_sort(hypothesis.arms.begin(), hypothesis.arms.end(), [&](const auto& a, const auto& b) {
    return position("arm." + a.name + ".") < position("arm." + b.name + ".");
  });
  std::stable_sort(hypothesis.claims.begin(), hypothesis.claims.end(), [&](const auto& a, const auto& b) {
    return position("claim." + a.name + ".") < position("claim." + b.name + ".");
  });
  if (faults.empty()) Checker(settings, hypothesis, faults).check();
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  hypothesis.file = path;
  const auto beside = [&](const std::string& written) {
    return (path.parent_path() / written).lexically_normal().string();
  };
  hypothesis.scenario = beside(hypothesis.scenario);
  hypothesis.theory_sets = beside(hypothesis.theory_sets);
  return hypothesis;
}

std::vector<double> weights_of(const Claim& claim, const std::vector<HypothesisArm>& arms) {
  std::vector<double> weights(arms.size(), 0.0);
  for (const std::string& text : claim.weights) {
    const auto weight = parse_weight(text);
    for (std::size_t k = 0; weight && k < arms.size(); ++k) {
      if (arms[k].name == weight->arm) weights[k] += weight->value;
    }
  }
  return weights;
}

double smallest_on_scale(const Claim& claim) {
  if (claim.scale != Scale::log) return claim.smallest;
  return claim.direction == Direction::rise ? std::log1p(claim.smallest) : -std::log1p(-claim.smallest);
}

std::string hypothesis_text(const Hypothesis& h) {
  const auto list = [](const Names& texts) { return sim::literal(sim::list_value(texts)); };
  std::string text = fmt::format(
      "id = {}\nstatement = {}\nstatement_fr = {}\norigin = {}\nalpha = {}\ntheories = {}\nquick_theories = "
      "{}\nneutral = {}\nvaried = {}\n",
      sim::in_quotes(h.id), sim::in_quotes(h.statement), sim::in_quotes(h.statement_fr),
      sim::in_quotes(h.origin), sim::number(h.alpha), list(h.theories), list(h.quick_theories),
      list(h.neutral), list(h.varied));
  for (const HypothesisArm& arm : h.arms) text += fmt::format("arm {} = {}\n", arm.name, list(arm.set));
  for (const Claim& c : h.claims) {
    text += fmt::format("claim {} = {} {} {} {} {} {} {} {} {} {}\n", c.name, c.measure, c.over,
                        reading_names[static_cast<std::size_t>(c.reading)],
                        scale_names[static_cast<std::size_t>(c.scale)], c.from, c.month, list(c.weights),
                        direction_names[static_cast<std::size_t>(c.direction)], sim::number(c.smallest),
                        c.needs_wiring);
  }
  return text;
}

}  // namespace analysis
