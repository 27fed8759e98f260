#include "sim/output/value_storage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <new>

#include "sim/core/error.hpp"
#include "sim/output/stored_names.hpp"

namespace sim::output {

namespace {

constexpr std::size_t largest_chunk_bytes = std::size_t{64} << 20;

/// Where HDF5 puts texts of unknown length while it reads them: bounded, and freed whatever happens.
class TextArena {
 public:
  explicit TextArena(std::size_t limit) : left_(limit) {}

  static void* allocate(std::size_t size, void* arena) { return static_cast<TextArena*>(arena)->take(size); }
  static void release(void*, void*) {}
  [[nodiscard]] bool exhausted() const { return exhausted_; }

 private:
  void* take(std::size_t size) {
    exhausted_ = exhausted_ || size > left_;
    if (exhausted_) return nullptr;
    left_ -= size;
    try {
      texts_.push_back(std::make_unique<char[]>(size));
    } catch (const std::bad_alloc&) {  // must not pass through a C library
      exhausted_ = true;
      return nullptr;
    }
    return texts_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> texts_;
  std::size_t left_;
  bool exhausted_ = false;
};

/// Only the storage forms the writer uses: no other file is opened, no foreign code runs, no chunk explodes.
void check_storage(hid_t dataset, const std::string& path, const Hdf5Calls& calls) {
  const Hdf5Handle properties = calls.properties(H5Dget_create_plist(dataset), "read the storage of " + path);
  const H5D_layout_t layout = H5Pget_layout(properties.id());
  if ((layout != H5D_CHUNKED && layout != H5D_CONTIGUOUS && layout != H5D_COMPACT) ||
      H5Pget_external_count(properties.id()) != 0) {
    refuse_file(fmt::format("variable '{}' keeps its values outside the file", path));
  }
  const int filters = calls.check(H5Pget_nfilters(properties.id()), "read the filters of " + path);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0, configuration = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter = H5Pget_filter2(properties.id(), static_cast<unsigned>(i), &flags, &values,
                                               nullptr, 0, nullptr, &configuration);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) {
      refuse_file(fmt::format("variable '{}' is stored with filter {}, which result files never use", path,
                              static_cast<int>(filter)));
    }
  }
  if (layout != H5D_CHUNKED) return;
  hsize_t chunk[H5S_MAX_RANK] = {};
  const int rank =
      calls.check(H5Pget_chunk(properties.id(), H5S_MAX_RANK, chunk), "read the chunks of " + path);
  std::size_t bytes = 16;
  for (int axis = 0; axis < rank; ++axis) {
    if (chunk[axis] == 0 || chunk[axis] > largest_chunk_bytes / bytes) {
      refuse_file(fmt::format("variable '{}' is stored in chunks above {} bytes", path, largest_chunk_bytes));
    }
    bytes *= chunk[axis];
  }
}

std::size_t affordable_count(const std::vector<hsize_t>& shape, std::size_t bytes_per_value,
                             const std::string& path, ReadingBudget& budget) {
  const std::size_t affordable = budget.bytes / bytes_per_value;
  std::size_t count = 1;
  for (const hsize_t length : shape) {
    if (length != 0 && count > affordable / length) {
      refuse_file(fmt::format("variable '{}' claims more values than a file of this size can hold", path));
    }
    count *= length;
  }
  budget.bytes -= count * bytes_per_value;
  return count;
}

std::vector<std::string> read_texts(hid_t dataset, hid_t stored_type, std::size_t count,
                                    const std::string& path, const Hdf5Calls& calls, ReadingBudget& budget) {
  const std::string attempt = "read variable " + path;
  TextArena arena(budget.bytes);
  const Hdf5Handle transfer = calls.properties(H5Pcreate(H5P_DATASET_XFER), attempt);
  calls.check(H5Pset_vlen_mem_manager(transfer.id(), TextArena::allocate, &arena, TextArena::release, &arena),
              attempt);
  const Hdf5Handle memory_type = calls.datatype(H5Tcopy(stored_type), attempt);
  std::vector<char*> pointers(count, nullptr);
  const herr_t read = H5Dread(dataset, memory_type.id(), H5S_ALL, H5S_ALL, transfer.id(), pointers.data());
  if (arena.exhausted()) {
    refuse_file(fmt::format("variable '{}' claims more text than a file of this size can hold", path));
  }
  calls.check(read, attempt);
  std::vector<std::string> texts;
  texts.reserve(count);
  for (const char* text : pointers) {
    texts.emplace_back(text == nullptr ? "" : text);
    budget.bytes -= std::min(budget.bytes, texts.back().size());
  }
  return texts;
}

struct NumberType {
  hid_t little;
  hid_t big;
  hid_t memory;
};

template <class Number>
NumberType number_type() {
  if constexpr (std::is_same_v<Number, float>) return {H5T_IEEE_F32LE, H5T_IEEE_F32BE, H5T_NATIVE_FLOAT};
  if constexpr (std::is_same_v<Number, double>) return {H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_NATIVE_DOUBLE};
  if constexpr (std::is_same_v<Number, std::int8_t>) return {H5T_STD_I8LE, H5T_STD_I8BE, H5T_NATIVE_INT8};
  if constexpr (std::is_same_v<Number, std::int32_t>) return {H5T_STD_I32LE, H5T_STD_I32BE, H5T_NATIVE_INT32};
}

template <class Number>
bool is_stored_as(hid_t type) {
  return H5Tequal(type, number_type<Number>().little) > 0 || H5Tequal(type, number_type<Number>().big) > 0;
}

}  // namespace

void refuse_file(const std::string& sentence) { throw InputError(Fault{{}, sentence, {}}); }

std::vector<hsize_t> read_shape(hid_t dataset, const std::string& path, const Hdf5Calls& calls) {
  const Hdf5Handle space = calls.dataspace(H5Dget_space(dataset), "read the shape of " + path);
  const H5S_class_t form = H5Sget_simple_extent_type(space.id());
  const int rank = form == H5S_SIMPLE ? H5Sget_simple_extent_ndims(space.id()) : 0;
  if ((form != H5S_SIMPLE && form != H5S_SCALAR) || rank < 0 || rank > largest_rank) {
    refuse_file(
        fmt::format("variable '{}' has neither a single value nor 1 to {} dimensions", path, largest_rank));
  }
  std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
  if (rank > 0) {
    calls.check(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "read the shape of " + path);
  }
  return shape;
}

Values read_values(hid_t dataset, const std::string& path, const Hdf5Calls& calls, ReadingBudget& budget) {
  check_storage(dataset, path, calls);
  const Hdf5Handle type = calls.datatype(H5Dget_type(dataset), "read the type of " + path);
  const std::vector<hsize_t> shape = read_shape(dataset, path, calls);
  const auto numbers = [&]<class Number>(Number) -> Values {
    std::vector<Number> values(affordable_count(shape, sizeof(Number), path, budget));
    calls.check(H5Dread(dataset, number_type<Number>().memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                "read variable " + path);
    return values;
  };
  if (is_stored_as<float>(type.id())) return numbers(float{});
  if (is_stored_as<double>(type.id())) return numbers(double{});
  if (is_stored_as<std::int8_t>(type.id())) return numbers(std::int8_t{});
  if (is_stored_as<std::int32_t>(type.id())) return numbers(std::int32_t{});
  if (H5Tget_class(type.id()) == H5T_STRING && H5Tis_variable_str(type.id()) > 0) {
    const std::size_t count = affordable_count(shape, sizeof(char*), path, budget);
    return read_texts(dataset, type.id(), count, path, calls, budget);
  }
  refuse_file(
      fmt::format("variable '{}' is of a type that result files never use (they use float32, float64, int8, "
                  "int32, string)",
                  path));
}

}  // namespace sim::output
