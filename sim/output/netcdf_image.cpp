#include "sim/output/netcdf_image.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <type_traits>

#include "sim/output/attribute_storage.hpp"
#include "sim/output/chunk_filters.hpp"
#include "sim/output/hdf5_handle.hpp"
#include "sim/output/stored_names.hpp"

namespace sim::output {

namespace {

constexpr unsigned tracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr std::size_t smallest_deflated_bytes = 1024;
constexpr std::size_t largest_chunk_bytes = std::size_t{1} << 20;  // HDF5's default cache holds no larger one
constexpr std::size_t memory_step_bytes = std::size_t{4} << 20;
constexpr int deflate_level = 4;

/// Halves the longest axis until a chunk fits the cache.
std::vector<hsize_t> chunk_shape(std::vector<hsize_t> chunk, std::size_t bytes_per_value) {
  std::ranges::transform(chunk, chunk.begin(), [](hsize_t length) { return std::max<hsize_t>(length, 1); });
  const auto bytes = [&] {
    hsize_t product = bytes_per_value;
    for (const hsize_t length : chunk) product *= length;
    return product;
  };
  while (bytes() > largest_chunk_bytes) {
    hsize_t& longest = *std::ranges::max_element(chunk);
    longest = (longest + 1) / 2;
  }
  return chunk;
}

struct Extent {
  std::vector<hsize_t> shape;
  std::vector<hsize_t> limit;

  void add(const Dimension& dimension) {
    shape.push_back(dimension.length);
    limit.push_back(dimension.unlimited ? H5S_UNLIMITED : dimension.length);
  }
  [[nodiscard]] bool unlimited() const { return shape != limit; }
  [[nodiscard]] hsize_t count() const {
    hsize_t product = 1;
    for (const hsize_t length : shape) product *= length;
    return product;
  }
};

Extent extent_of(const Variable& variable, const Scope& scope) {
  Extent extent;
  for (const std::string& name : variable.dimensions) extent.add(*scope.find(name));
  return extent;
}

/// Bytes of a value in the file; of a text, of the reference to it.
std::size_t value_bytes(const Values& values) {
  return std::visit(
      []<class Value>(const std::vector<Value>&) -> std::size_t {
        return std::is_same_v<Value, std::string> ? 16 : sizeof(Value);
      },
      values);
}

/// Filters would see only the references of texts, not the texts.
bool deflated(const Variable& variable, const Extent& extent) {
  return variable.deflate && !std::holds_alternative<std::vector<std::string>>(variable.data) &&
         extent.count() * value_bytes(variable.data) >= smallest_deflated_bytes;
}

std::span<const std::byte> bytes_of(const Values& values) {
  return std::visit(
      []<class Value>(const std::vector<Value>& list) -> std::span<const std::byte> {
        if constexpr (std::is_same_v<Value, std::string>)
          return {};
        else
          return std::as_bytes(std::span(list));
      },
      values);
}

/// Variables whose values are deflated in one chunk, which are most, filtered side by side: most of the time
/// of writing. The others are left to HDF5.
std::map<const Variable*, std::vector<std::byte>> filtered_variables(const ResultFile& file,
                                                                     const Executor& executor) {
  std::map<const Variable*, std::vector<std::byte>> chunks;
  if constexpr (std::endian::native != std::endian::little) return chunks;
  const auto collect = [&](const auto& again, const Scope& scope) -> void {
    for (const Variable& variable : scope.group.variables) {
      const Extent extent = extent_of(variable, scope);
      if (deflated(variable, extent) && chunk_shape(extent.shape, value_bytes(variable.data)) == extent.shape)
        chunks.emplace(&variable, std::vector<std::byte>{});
    }
    for (const GroupData& subgroup : scope.group.subgroups) again(again, {subgroup, &scope});
  };
  collect(collect, {file});
  std::vector<std::pair<const Variable*, std::vector<std::byte>*>> work;
  for (auto& [variable, chunk] : chunks) work.emplace_back(variable, &chunk);
  executor.for_indices(work.size(), [&](std::size_t k) {
    const auto& [variable, chunk] = work[k];
    *chunk = filtered_chunk(bytes_of(variable->data), value_bytes(variable->data), deflate_level);
  });
  return chunks;
}

class ImageWriter {
 public:
  ImageWriter(const std::string& name, const Executor& executor)
      : calls_(name), executor_(executor), text_type_(calls_.text_type()) {}

  std::vector<std::byte> write(const ResultFile& file);

 private:
  void write_group(hid_t location, const Scope& scope);
  void write_dimension(hid_t location, const Dimension& dimension);
  void write_coordinate(hid_t location, const Variable& variable, const Scope& scope);
  void write_variable(hid_t location, const Variable& variable, const Scope& scope);
  void write_subgroup(hid_t location, const Scope& scope);
  Hdf5Handle stored(hid_t location, const Variable& variable, const Scope& scope);
  void write_values(hid_t dataset, const Variable& variable);
  void keep_scale(const Dimension& dimension, Hdf5Handle dataset, const std::string& scale_name);
  [[nodiscard]] Hdf5Handle dataset_properties(const Extent& extent, const Values& values, bool deflate) const;
  [[nodiscard]] Hdf5Handle space_of(const Extent& extent) const;
  [[nodiscard]] hid_t file_type(const Values& values) const;
  [[nodiscard]] std::vector<std::byte> image_of(hid_t file) const;

  Hdf5Calls calls_;
  const Executor& executor_;
  Hdf5Handle text_type_;
  std::map<const Variable*, std::vector<std::byte>> filtered_;
  std::map<const Dimension*, Hdf5Handle> scales_;  // open until every variable is tied to them
};

std::vector<std::byte> ImageWriter::write(const ResultFile& file) {
  filtered_ = filtered_variables(file, executor_);
  const Hdf5Handle access = calls_.properties(H5Pcreate(H5P_FILE_ACCESS), "prepare the file");
  calls_.check(H5Pset_fapl_core(access.id(), memory_step_bytes, 0), "prepare the file");
  // Not V18 as the lower bound: 1.10.8 then copies out an image whose superblock fails its own checksum.
  calls_.check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "prepare the file");
  const Hdf5Handle creation = calls_.properties(H5Pcreate(H5P_FILE_CREATE), "prepare the file");
  calls_.check(H5Pset_link_creation_order(creation.id(), tracked), "prepare the file");
  calls_.check(H5Pset_attr_creation_order(creation.id(), tracked), "prepare the file");
  calls_.check(H5Pset_obj_track_times(creation.id(), false), "prepare the file");
  const Hdf5Handle stored_file = calls_.file(
      H5Fcreate("results in memory", H5F_ACC_TRUNC, creation.id(), access.id()), "lay out the file");
  {
    const Hdf5Handle root = calls_.group(H5Gopen2(stored_file.id(), "/", H5P_DEFAULT), "open the root group");
    write_group(root.id(), {file});
  }
  scales_.clear();
  return image_of(stored_file.id());
}

std::vector<std::byte> ImageWriter::image_of(hid_t file) const {
  calls_.check(H5Fflush(file, H5F_SCOPE_GLOBAL), "complete the file in memory");
  const ssize_t size = calls_.check(H5Fget_file_image(file, nullptr, 0), "measure the file in memory");
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  calls_.check(H5Fget_file_image(file, bytes.data(), bytes.size()), "copy the file in memory");
  return bytes;
}

/// Dimensions first: their order is then the one in which readers list them, and variables find their scales.
void ImageWriter::write_group(hid_t location, const Scope& scope) {
  write_attributes(location, scope.group.attributes, calls_);
  for (const Dimension& dimension : scope.group.dimensions) {
    const auto coordinate = std::ranges::find(scope.group.variables, dimension.name, &Variable::name);
    if (coordinate == scope.group.variables.end()) {
      write_dimension(location, dimension);
    } else {
      write_coordinate(location, *coordinate, scope);
    }
  }
  for (const Variable& variable : scope.group.variables) {
    if (!is_coordinate(variable, scope.group)) write_variable(location, variable, scope);
  }
  for (const GroupData& subgroup : scope.group.subgroups) write_subgroup(location, {subgroup, &scope});
}

void ImageWriter::write_subgroup(hid_t location, const Scope& scope) {
  const std::string attempt = fmt::format("create group '{}'", scope.path());
  const Hdf5Handle creation = calls_.properties(H5Pcreate(H5P_GROUP_CREATE), attempt);
  calls_.check(H5Pset_link_creation_order(creation.id(), tracked), attempt);
  calls_.check(H5Pset_attr_creation_order(creation.id(), tracked), attempt);
  calls_.check(H5Pset_obj_track_times(creation.id(), false), attempt);
  const Hdf5Handle group = calls_.group(
      H5Gcreate2(location, scope.group.name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), attempt);
  write_group(group.id(), scope);
}

void ImageWriter::write_dimension(hid_t location, const Dimension& dimension) {
  const std::string attempt = fmt::format("create dimension '{}'", dimension.name);
  Extent extent;
  extent.add(dimension);
  const Hdf5Handle space = space_of(extent);
  const Hdf5Handle properties = dataset_properties(extent, std::vector<float>{}, false);
  Hdf5Handle dataset = calls_.dataset(H5Dcreate2(location, dimension.name.c_str(), H5T_IEEE_F32BE, space.id(),
                                                 H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                                      attempt);
  keep_scale(dimension, std::move(dataset), fmt::format("{} {:10}", dimension_only, dimension.length));
}

void ImageWriter::write_coordinate(hid_t location, const Variable& variable, const Scope& scope) {
  Hdf5Handle dataset = stored(location, variable, scope);
  const hid_t id = dataset.id();
  keep_scale(*scope.find(variable.name), std::move(dataset), variable.name);
  write_attributes(id, variable.attributes, calls_, file_type(variable.data));
}

void ImageWriter::write_variable(hid_t location, const Variable& variable, const Scope& scope) {
  const Hdf5Handle dataset = stored(location, variable, scope);
  for (unsigned axis = 0; axis < variable.dimensions.size(); ++axis) {
    const Hdf5Handle& scale = scales_.at(scope.find(variable.dimensions[axis]));
    calls_.check(H5DSattach_scale(dataset.id(), scale.id(), axis),
                 fmt::format("tie '{}' to dimension '{}'", variable.name, variable.dimensions[axis]));
  }
  if (std::holds_alternative<std::vector<float>>(variable.data) ||
      std::holds_alternative<std::vector<double>>(variable.data)) {
    const Attribute missing{"_FillValue", std::numeric_limits<double>::quiet_NaN()};
    write_attributes(dataset.id(), {missing}, calls_, file_type(variable.data));
  }
  write_attributes(dataset.id(), variable.attributes, calls_, file_type(variable.data));
}

void ImageWriter::keep_scale(const Dimension& dimension, Hdf5Handle dataset, const std::string& scale_name) {
  const std::string attempt = fmt::format("make '{}' a dimension", dimension.name);
  calls_.check(H5DSset_scale(dataset.id(), scale_name.c_str()), attempt);
  const int order = static_cast<int>(scales_.size());
  const Hdf5Handle space = calls_.dataspace(H5Screate(H5S_SCALAR), attempt);
  const Hdf5Handle attribute = calls_.attribute(
      H5Acreate2(dataset.id(), "_Netcdf4Dimid", H5T_STD_I32LE, space.id(), H5P_DEFAULT, H5P_DEFAULT),
      attempt);
  calls_.check(H5Awrite(attribute.id(), H5T_NATIVE_INT, &order), attempt);
  scales_.emplace(&dimension, std::move(dataset));
}

Hdf5Handle ImageWriter::stored(hid_t location, const Variable& variable, const Scope& scope) {
  const Extent extent = extent_of(variable, scope);
  const Hdf5Handle space = space_of(extent);
  const Hdf5Handle properties = dataset_properties(extent, variable.data, deflated(variable, extent));
  Hdf5Handle dataset = calls_.dataset(H5Dcreate2(location, variable.name.c_str(), file_type(variable.data),
                                                 space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                                      fmt::format("create variable '{}'", scope.path_of(variable)));
  if (extent.count() > 0) write_values(dataset.id(), variable);
  return dataset;
}

void ImageWriter::write_values(hid_t dataset, const Variable& variable) {
  const Values& values = variable.data;
  if (const auto found = filtered_.find(&variable); found != filtered_.end() && !found->second.empty()) {
    const std::vector<std::byte> chunk = std::move(found->second);
    const std::vector<hsize_t> origin(variable.dimensions.size(), 0);
    calls_.check(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, origin.data(), chunk.size(), chunk.data()),
                 "write the values");
    return;
  }
  const auto write = [&](hid_t memory_type, const void* data) {
    calls_.check(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write the values");
  };
  if (const auto* texts = std::get_if<std::vector<std::string>>(&values)) {
    std::vector<const char*> pointers;
    pointers.reserve(texts->size());
    for (const std::string& text : *texts) pointers.push_back(text.c_str());
    write(text_type_.id(), pointers.data());
    return;
  }
  const hid_t memory_types[] = {H5T_NATIVE_FLOAT, H5T_NATIVE_DOUBLE, H5T_NATIVE_INT8, H5T_NATIVE_INT32,
                                text_type_.id()};
  std::visit([&](const auto& list) { write(memory_types[values.index()], list.data()); }, values);
}

Hdf5Handle ImageWriter::dataset_properties(const Extent& extent, const Values& values, bool deflate) const {
  const std::string attempt = "describe the storage of a variable";
  Hdf5Handle properties = calls_.properties(H5Pcreate(H5P_DATASET_CREATE), attempt);
  calls_.check(H5Pset_attr_creation_order(properties.id(), tracked), attempt);
  calls_.check(H5Pset_obj_track_times(properties.id(), false), attempt);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  if (values.index() < 2) {
    calls_.check(H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &missing), attempt);
  }
  if (!deflate && !extent.unlimited()) return properties;
  const std::vector<hsize_t> chunk = chunk_shape(extent.shape, value_bytes(values));
  calls_.check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), attempt);
  if (!deflate) return properties;
  calls_.check(H5Pset_shuffle(properties.id()), attempt);
  calls_.check(H5Pset_deflate(properties.id(), static_cast<unsigned>(deflate_level)), attempt);
  calls_.check(H5Pset_fletcher32(properties.id()), attempt);
  return properties;
}

Hdf5Handle ImageWriter::space_of(const Extent& extent) const {
  if (extent.shape.empty()) return calls_.dataspace(H5Screate(H5S_SCALAR), "describe a single value");
  return calls_.dataspace(
      H5Screate_simple(static_cast<int>(extent.shape.size()), extent.shape.data(), extent.limit.data()),
      "describe the shape of a variable");
}

hid_t ImageWriter::file_type(const Values& values) const {
  const hid_t types[] = {H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_STD_I8LE, H5T_STD_I32LE, text_type_.id()};
  return types[values.index()];
}

}  // namespace

std::vector<std::byte> netcdf_image(const ResultFile& file, const std::string& name,
                                    const Executor& executor) {
  validate(file);
  return ImageWriter(name, executor).write(file);
}

}  // namespace sim::output
