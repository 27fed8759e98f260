#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "analysis/experiment/sweep_folder.hpp"

namespace analysis {

namespace {

/// Half of the 95 % interval of the mean (Student).
double half_width_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / n;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t law(n - 1);
  return quantile(law, 0.975) * std::sqrt(squares / (n - 1) / n);
}

}  // namespace

RunTable::RunTable(const Assembly& assembly, const std::filesystem::path& folder)
    : assembly_(assembly), states_(assembly.runs(), 0) {
  if (const auto& precision = assembly.experiment().precision) {
    watched_at_ = assembly.kept().position(precision->measure, precision->month);
    watched_.assign(assembly.runs(), std::numeric_limits<double>::quiet_NaN());
  }
  for (const auto& file : all_records(folder)) {
    const RecordScan scan = scan_records(file, assembly.hash(), [&](const RunRecord& record, std::uint64_t) {
      if (record.run < states_.size() && record.identity == assembly_.identity_of(record.run)) note(record);
    });
    damaged_ += scan.damaged;
    ends_.emplace_back(file.filename().string(), scan.end);
    if (scan.foreign)
      throw sim::InputError(sim::Fault{{file.string(), 0, 0}, "holds runs of another experiment", {}});
  }
}

void RunTable::note(const RunRecord& record) {
  const RunStatus before = status(record.run);
  if (before == RunStatus::done) return;  // run twice, to the same end
  if (record.status == RunStatus::done) {
    if (record.payload.size() != assembly_.kept().count() * sizeof(double)) return;
    ++done_;
    seconds_ += record.seconds;
    if (before == RunStatus::failed) {
      --failed_;
      std::erase_if(failures_, [&](const Failure& one) { return one.run == record.run; });
    }
    if (watched_at_)
      std::memcpy(&watched_[record.run], record.payload.data() + *watched_at_ * sizeof(double),
                  sizeof(double));
  } else {
    if (before == RunStatus::missing) ++failed_;
    const auto known = std::ranges::find(failures_, record.run, &Failure::run);
    if (known != failures_.end()) {
      known->message = record.message();
    } else if (failures_.size() < most_told_failures) {
      failures_.push_back({record.run, record.message()});
    }
  }
  states_[record.run] = static_cast<std::uint8_t>(record.status);
}

std::vector<RunTable::Failure> RunTable::failures() const {
  std::vector<Failure> sorted = failures_;
  std::ranges::sort(sorted, {}, &Failure::run);
  return sorted;
}

std::uint64_t RunTable::end_of(const std::filesystem::path& records) const {
  const std::string name = records.filename().string();
  const auto found = std::ranges::find(ends_, name, &std::pair<std::string, std::uint64_t>::first);
  return found == ends_.end() ? 0 : found->second;
}

/// Looks at the first n replicates only, so that the answer does not depend on what else happens to be done.
std::size_t RunTable::wanted(std::size_t point) const {
  const auto first = static_cast<std::size_t>(assembly_.experiment().replicates);
  if (!watched_at_) return first;
  const std::size_t most = assembly_.replicates();
  const std::uint64_t begin = std::uint64_t{point} * most;
  std::size_t n = first;
  while (n < most) {
    std::vector<double> values;
    for (std::size_t r = 0; r < n; ++r) {
      if (status(begin + r) != RunStatus::done) return n;
      values.push_back(watched_[begin + r]);
    }
    const double half = half_width_of(values);
    if (half <= assembly_.experiment().precision->half_width || std::isnan(half)) return n;
    n = std::min(most, n + first);
  }
  return n;
}

std::uint64_t RunTable::wanted() const {
  if (!watched_at_) return assembly_.runs();
  std::uint64_t sum = 0;
  for (std::size_t point = 0; point < assembly_.points(); ++point) sum += wanted(point);
  return sum;
}

}  // namespace analysis
