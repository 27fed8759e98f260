#include "sim/output/read_back.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <hdf5_hl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>

#include "sim/core/error.hpp"
#include "sim/output/attribute_storage.hpp"
#include "sim/output/format_version.hpp"
#include "sim/output/hdf5_handle.hpp"
#include "sim/output/stored_names.hpp"
#include "sim/output/trial.hpp"
#include "sim/output/value_storage.hpp"

namespace sim::output {

namespace {

constexpr std::size_t largest_object_count = 100'000;
constexpr std::size_t largest_name_bytes = 1024;

/// Deflate shrinks at most 1032 times. Above 4 GiB of values, a file that shrank so well is not believed.
std::size_t affordable_bytes(std::size_t file_bytes) {
  return std::min(file_bytes * 1040, std::max(std::size_t{4} << 30, file_bytes * 16));
}

/// A group being read; its dimensions are known by where their scales lie in the file.
struct OpenGroup {
  GroupData data;
  std::string path;
  std::map<haddr_t, std::string> scales;
  const OpenGroup* outer = nullptr;

  [[nodiscard]] const std::string* dimension_at(haddr_t address) const {
    if (const auto found = scales.find(address); found != scales.end()) return &found->second;
    return outer == nullptr ? nullptr : outer->dimension_at(address);
  }
  [[nodiscard]] std::string path_of(const std::string& name) const {
    return path == "/" ? path + name : path + '/' + name;
  }
};

struct Link {
  std::string name;
  Hdf5Handle object;
  haddr_t address = 0;
};

class FileReader {
 public:
  FileReader(const std::string& file, std::size_t file_bytes, Contents contents)
      : file_(file), calls_(file), contents_(contents), budget_{affordable_bytes(file_bytes)} {}

  GroupData read();

 private:
  void read_group(hid_t id, OpenGroup& group, int depth);
  void read_subgroup(const Link& link, OpenGroup& outer, int depth);
  [[nodiscard]] std::vector<Link> links(hid_t id, const OpenGroup& group);
  [[nodiscard]] Link open_link(hid_t id, H5_index_t order, hsize_t position, const OpenGroup& group);
  void read_dimension(const Link& link, OpenGroup& group);
  void read_variable(const Link& link, OpenGroup& group);
  [[nodiscard]] std::string axis_name(hid_t dataset, unsigned axis, const OpenGroup& group,
                                      const std::string& path) const;
  [[nodiscard]] bool is_dimension_only(hid_t dataset) const;

  const std::string& file_;
  Hdf5Calls calls_;
  Contents contents_;
  ReadingBudget budget_;
  std::size_t objects_ = 0;
};

GroupData FileReader::read() {
  if (H5Fis_hdf5(file_.c_str()) <= 0) refuse_file("this is not a result file (not HDF5)");
  const Hdf5Handle file =
      calls_.file(H5Fopen(file_.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open this as a result file");
  const Hdf5Handle root = calls_.group(H5Gopen2(file.id(), "/", H5P_DEFAULT), "open the root group");
  // Before all else: of a newer file nothing can be taken for what it seems.
  refuse_newer(read_attributes(root.id(), calls_), "this file", result_format);
  OpenGroup group;
  group.path = "/";
  read_group(root.id(), group, 0);
  return std::move(group.data);
}

/// Dimensions of a group are read before its variables, so that these can name them.
void FileReader::read_group(hid_t id, OpenGroup& group, int depth) {
  if (depth > deepest_group) refuse_file(fmt::format("groups are nested deeper than {}", deepest_group));
  if (contents_ == Contents::everything) group.data.attributes = read_attributes(id, calls_);
  const std::vector<Link> found = links(id, group);
  const auto is = [](const Link& link, H5I_type_t kind) { return H5Iget_type(link.object.id()) == kind; };
  for (const Link& link : found) {
    if (is(link, H5I_DATASET) && H5DSis_scale(link.object.id()) > 0) read_dimension(link, group);
  }
  for (const Link& link : found) {
    if (is(link, H5I_DATASET) && !is_dimension_only(link.object.id())) read_variable(link, group);
  }
  for (const Link& link : found) {
    if (is(link, H5I_GROUP)) read_subgroup(link, group, depth);
  }
}

void FileReader::read_subgroup(const Link& link, OpenGroup& outer, int depth) {
  OpenGroup group;
  group.data.name = link.name;
  group.path = outer.path_of(link.name);
  group.outer = &outer;
  read_group(link.object.id(), group, depth + 1);
  outer.data.subgroups.push_back(std::move(group.data));
}

std::vector<Link> FileReader::links(hid_t id, const OpenGroup& group) {
  const Hdf5Handle properties = calls_.properties(H5Gget_create_plist(id), "read group " + group.path);
  unsigned creation_order = 0;
  calls_.check(H5Pget_link_creation_order(properties.id(), &creation_order), "read group " + group.path);
  const H5_index_t order = (creation_order & H5P_CRT_ORDER_INDEXED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  H5G_info_t about{};
  calls_.check(H5Gget_info(id, &about), "read group " + group.path);
  objects_ += std::min<std::size_t>(about.nlinks, largest_object_count + 1);
  if (objects_ > largest_object_count)
    refuse_file(fmt::format("it holds more than {} objects", largest_object_count));
  std::vector<Link> links;
  for (hsize_t i = 0; i < about.nlinks; ++i) links.push_back(open_link(id, order, i, group));
  return links;
}

Link FileReader::open_link(hid_t id, H5_index_t order, hsize_t position, const OpenGroup& group) {
  const std::string attempt = "read the names in group " + group.path;
  const ssize_t length = calls_.check(
      H5Lget_name_by_idx(id, ".", order, H5_ITER_INC, position, nullptr, 0, H5P_DEFAULT), attempt);
  if (static_cast<std::size_t>(length) > largest_name_bytes) refuse_file("a name in it is too long");
  std::string name(static_cast<std::size_t>(length), '\0');
  calls_.check(
      H5Lget_name_by_idx(id, ".", order, H5_ITER_INC, position, name.data(), name.size() + 1, H5P_DEFAULT),
      attempt);
  const std::string path = group.path_of(name);
  H5L_info_t link{};
  calls_.check(H5Lget_info(id, name.c_str(), &link, H5P_DEFAULT), attempt);
  if (link.type != H5L_TYPE_HARD) refuse_file(fmt::format("'{}' is a link to elsewhere", path));
  Hdf5Handle object = calls_.object(H5Oopen(id, name.c_str(), H5P_DEFAULT), "open " + path);
  H5O_info_t about{};
  calls_.check(H5Oget_info2(object.id(), &about, H5O_INFO_BASIC), "open " + path);
  if (about.rc != 1) refuse_file(fmt::format("'{}' has more than one name", path));
  if (about.type != H5O_TYPE_DATASET && about.type != H5O_TYPE_GROUP) {
    refuse_file(fmt::format("'{}' is neither a variable nor a group", path));
  }
  return {std::move(name), std::move(object), about.addr};
}

void FileReader::read_dimension(const Link& link, OpenGroup& group) {
  const std::string path = group.path_of(link.name);
  const std::vector<hsize_t> shape = read_shape(link.object.id(), path, calls_);
  if (shape.size() != 1) refuse_file(fmt::format("dimension '{}' is not a list", path));
  const Hdf5Handle space = calls_.dataspace(H5Dget_space(link.object.id()), "read the shape of " + path);
  hsize_t limit = 0;
  calls_.check(H5Sget_simple_extent_dims(space.id(), nullptr, &limit), "read the shape of " + path);
  group.data.dimensions.push_back({link.name, shape[0], limit == H5S_UNLIMITED});
  group.scales.emplace(link.address, link.name);
}

void FileReader::read_variable(const Link& link, OpenGroup& group) {
  const std::string path = group.path_of(link.name);
  const hid_t dataset = link.object.id();
  const std::vector<hsize_t> shape = read_shape(dataset, path, calls_);
  Variable variable;
  variable.name = link.name;
  if (H5DSis_scale(dataset) > 0) {
    variable.dimensions = {link.name};
  } else {
    for (unsigned axis = 0; axis < shape.size(); ++axis) {
      variable.dimensions.push_back(axis_name(dataset, axis, group, path));
    }
  }
  variable.data = read_values(dataset, path, calls_, budget_);
  if (contents_ == Contents::everything) {
    variable.attributes = read_attributes(dataset, calls_);
    if (variable.data.index() < 2) {  // the fill value of numbers with a fraction is the writer's own
      std::erase_if(variable.attributes, [](const Attribute& a) { return a.name == "_FillValue"; });
    }
  }
  group.data.variables.push_back(std::move(variable));
}

std::string FileReader::axis_name(hid_t dataset, unsigned axis, const OpenGroup& group,
                                  const std::string& path) const {
  const auto take_address = [](hid_t, unsigned, hid_t scale, void* address) -> herr_t {
    H5O_info_t about{};
    if (H5Oget_info2(scale, &about, H5O_INFO_BASIC) < 0) return -1;
    *static_cast<haddr_t*>(address) = about.addr;
    return 1;
  };
  haddr_t address = HADDR_UNDEF;
  if (H5DSget_num_scales(dataset, axis) > 0) {
    calls_.check(H5DSiterate_scales(dataset, axis, nullptr, take_address, &address),
                 "find the dimensions of " + path);
  }
  const std::string* name = group.dimension_at(address);
  if (name == nullptr) refuse_file(fmt::format("axis {} of variable '{}' has no dimension", axis + 1, path));
  return *name;
}

bool FileReader::is_dimension_only(hid_t dataset) const {
  if (H5DSis_scale(dataset) <= 0) return false;
  std::string name(dimension_only.size(), '\0');
  if (H5DSget_scale_name(dataset, name.data(), name.size() + 1) < 0) return false;
  return name == dimension_only;
}

/// A dimension may have grown without its variables, in files of other programs.
void check_lengths(const Scope& scope) {
  for (const Variable& variable : scope.group.variables) {
    std::size_t count = 1;
    for (const std::size_t length : shape_of(variable, scope)) count *= length;
    if (count != value_count(variable.data)) {
      refuse_file(fmt::format("variable '{}' does not fill its dimensions", scope.path_of(variable)));
    }
  }
  for (const GroupData& subgroup : scope.group.subgroups) check_lengths({subgroup, &scope});
}

/// Several times what a whole file of that size takes.
std::chrono::seconds patience(std::size_t bytes) {
  return std::chrono::seconds(5 + bytes / (std::size_t{4} << 20));
}

/// Opened once by ourselves to tell a refusal of the system from a fault of the content.
std::size_t size_of_readable(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    throw InputError(Fault{{path.string()}, "there is no such file", {}});
  }
  if (descriptor < 0) {
    throw StorageError(fmt::format("{}: cannot open the file ({})", path.string(), std::strerror(errno)));
  }
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0;
  ::close(descriptor);
  if (!known || !S_ISREG(about.st_mode)) {
    throw InputError(Fault{{path.string()}, "this is not a result file (not a file at all)", {}});
  }
  return static_cast<std::size_t>(about.st_size);
}

}  // namespace

ResultFile read_result_file(const std::filesystem::path& path, Contents contents) {
  const std::size_t bytes = size_of_readable(path);
  const std::string name = path.string();
  const auto read = [&] {
    ResultFile file = FileReader(name, bytes, contents).read();
    check_lengths({file});
    return file;
  };
  const auto refuse = [&](std::string_view reason) {
    const std::string prefix = name + ": ";  // the calls of HDF5 name the file themselves
    if (reason.starts_with(prefix)) reason.remove_prefix(prefix.size());
    throw InputError(Fault{{name}, std::string(reason), {}});
  };
  const TrialOutcome trial = attempt_apart([&] { static_cast<void>(read()); }, patience(bytes));
  if (!trial.ended) refuse("this file is damaged beyond reading");
  if (!trial.complaint.empty()) refuse(trial.complaint);
  return read();
}

}  // namespace sim::output
