#include "sim/output/netcdf_writer.hpp"

#include "sim/output/netcdf_image.hpp"
#include "sim/output/partial_file.hpp"

namespace sim::output {

namespace {

const std::string results_to = "results to";

}  // namespace

void check_writable(const std::filesystem::path& path) { check_writable(path, results_to); }

void write_netcdf(const ResultFile& file, const std::filesystem::path& path, const Executor& executor) {
  check_target(path, results_to);  // before the work of laying it out
  const std::vector<std::byte> image = netcdf_image(file, path.string(), executor);
  PartialFile partial(path, results_to);
  partial.write(image);
  partial.place();
}

}  // namespace sim::output
