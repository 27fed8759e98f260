#include "cli/watch_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/output/progress.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".progress.jsonl";

std::string end_of(const fs::path& path) {
  constexpr std::streamoff enough = 8192;  // a line has some 500 bytes
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return {};
  const std::streamoff size = file.tellg();
  file.seekg(std::max<std::streamoff>(0, size - enough));
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string value_text(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

}  // namespace

std::optional<RunState> last_state(const fs::path& progress) {
  const std::string text = end_of(progress);
  const std::size_t end = text.rfind('\n');
  if (end == std::string::npos) return std::nullopt;
  const std::size_t before = end == 0 ? std::string::npos : text.rfind('\n', end - 1);
  const std::string line = text.substr(before == std::string::npos ? 0 : before + 1,
                                       end - (before == std::string::npos ? 0 : before + 1));
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("month") || !json["month"].is_string()) return std::nullopt;
  const auto whole = [&](const char* key) {
    return json.contains(key) && json[key].is_number() ? json[key].get<int>() : 0;
  };
  const auto measure = [&](const char* key) -> std::optional<double> {
    if (!json.contains(key) || !json[key].is_number()) return std::nullopt;
    return json[key].get<double>();
  };
  std::string name = progress.string();
  if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  return RunState{name,
                  json["month"],
                  whole("done"),
                  whole("total"),
                  measure("mean_trust"),
                  measure("contacts"),
                  measure("partnerships")};
}

std::vector<fs::path> progress_files(const fs::path& watched) {
  std::error_code ignored;
  std::vector<fs::path> files;
  if (fs::is_directory(watched, ignored)) {
    for (auto entry = fs::recursive_directory_iterator(watched, fs::directory_options::skip_permission_denied,
                                                       ignored);
         entry != fs::recursive_directory_iterator(); entry.increment(ignored)) {
      if (ignored) break;
      if (entry->path().string().ends_with(ending)) files.push_back(entry->path());
    }
    std::ranges::sort(files);
    return files;
  }
  const fs::path beside =
      watched.string().ends_with(ending) ? watched : fs::path(watched.string() + std::string(ending));
  if (fs::exists(beside, ignored)) files.push_back(beside);
  return files;
}

std::optional<double> WatchView::months_per_second(const Seen& seen) {
  const double seconds = std::chrono::duration<double>(seen.last - seen.first).count();
  const int months = seen.state.done - seen.first_done;
  if (months <= 0 || seconds <= 0) return std::nullopt;
  return months / seconds;
}

void WatchView::update(const std::vector<RunState>& states, Instant now) {
  std::set<std::string> present;
  for (const RunState& state : states) {
    present.insert(state.name);
    const auto [found, fresh] = running_.try_emplace(state.name, Seen{state, state.done, now, now});
    if (fresh) continue;
    if (state.done < found->second.state.done) found->second = {state, state.done, now, now};  // begun anew
    if (state.done != found->second.state.done) found->second.last = now;
    found->second.state = state;
  }
  for (auto run = running_.begin(); run != running_.end();) {
    if (present.contains(run->first)) {
      ++run;
    } else {
      run = running_.erase(run);
      ++ended_;
    }
  }
}

std::vector<std::string> WatchView::lines() const {
  std::vector<std::string> all;
  if (running_.empty()) return all;
  all.push_back(fmt::format("{:8} {:>5}  {:>7} {:>9} {:>9}  {:>8}  {:>13}  {}", "month", "done", "trust",
                            "contacts", "partners.", "months/s", "time left", "run"));
  double done = 0, total = 0;
  for (const auto& [name, seen] : running_) {
    const RunState& state = seen.state;
    const auto speed = months_per_second(seen);
    const std::string left = speed ? sim::output::duration_text(std::chrono::seconds(
                                         static_cast<long>((state.total - state.done) / *speed + 0.5)))
                                   : "-";
    all.push_back(fmt::format("{:8} {:3} %  {:>7} {:>9} {:>9}  {:>8}  {:>13}  {}", state.month,
                              state.total > 0 ? 100 * state.done / state.total : 0,
                              value_text(state.trust, 3), value_text(state.contacts, 0),
                              value_text(state.partnerships, 0), value_text(speed, 1), left, name));
    done += state.done;
    total += state.total;
  }
  if (running_.size() > 1 || ended_ > 0)
    all.push_back(fmt::format("{} running, {} ended since, {:.0f} % of the months of those running",
                              running_.size(), ended_, total > 0 ? 100 * done / total : 0.0));
  return all;
}

}  // namespace cli
