#include "sim/output/attribute_storage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "sim/output/stored_names.hpp"

namespace sim::output {

namespace {

constexpr std::size_t largest_attribute_bytes = std::size_t{16} << 20;

class AttributeWriter {
 public:
  AttributeWriter(hid_t object, const Attribute& attribute, hid_t variable_type, const Hdf5Calls& calls)
      : object_(object), attribute_(attribute), calls_(calls) {
    const bool typed = variable_type >= 0 && takes_type_of_variable(attribute.name);
    if (typed) variable_type_ = variable_type;
  }

  /// Characters of fixed number: R's ncdf4 reads no other text attribute.
  void operator()(const std::string& text) const {
    const std::string padded = text.empty() ? std::string(1, '\0') : text;
    const Hdf5Handle type = calls_.datatype(H5Tcopy(H5T_C_S1), attempt());
    calls_.check(H5Tset_size(type.id(), padded.size()), attempt());
    calls_.check(H5Tset_cset(type.id(), H5T_CSET_UTF8), attempt());
    calls_.check(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), attempt());
    write(type.id(), type.id(), scalar(), padded.data());
  }
  void operator()(double value) const {
    write(variable_type_.value_or(H5T_IEEE_F64LE), H5T_NATIVE_DOUBLE, scalar(), &value);
  }
  void operator()(std::int64_t value) const {
    write(variable_type_.value_or(integer_type(value, value)), H5T_NATIVE_INT64, scalar(), &value);
  }
  void operator()(const std::vector<std::string>& texts) const {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    const Hdf5Handle type = calls_.text_type();
    write(type.id(), type.id(), list(texts.size()), pointers.data());
  }
  void operator()(const std::vector<double>& values) const {
    write(variable_type_.value_or(H5T_IEEE_F64LE), H5T_NATIVE_DOUBLE, list(values.size()), values.data());
  }
  void operator()(const std::vector<std::int64_t>& values) const {
    const auto [low, high] = std::ranges::minmax(values);
    write(variable_type_.value_or(integer_type(low, high)), H5T_NATIVE_INT64, list(values.size()),
          values.data());
  }

 private:
  /// 32 bits where they do: the older netCDF models know no more.
  static hid_t integer_type(std::int64_t low, std::int64_t high) {
    using Small = std::numeric_limits<std::int32_t>;
    return low >= Small::min() && high <= Small::max() ? H5T_STD_I32LE : H5T_STD_I64LE;
  }
  [[nodiscard]] std::string attempt() const { return fmt::format("write attribute '{}'", attribute_.name); }
  [[nodiscard]] Hdf5Handle list(hsize_t length) const {
    return calls_.dataspace(H5Screate_simple(1, &length, nullptr), attempt());
  }
  /// netCDF writes single numbers as lists of one; the fill value must be one.
  [[nodiscard]] Hdf5Handle scalar() const {
    if (std::holds_alternative<std::string>(attribute_.value)) {
      return calls_.dataspace(H5Screate(H5S_SCALAR), attempt());
    }
    return list(1);
  }
  void write(hid_t file_type, hid_t memory_type, const Hdf5Handle& space, const void* data) const {
    const Hdf5Handle stored = calls_.attribute(
        H5Acreate2(object_, attribute_.name.c_str(), file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
        attempt());
    calls_.check(H5Awrite(stored.id(), memory_type, data), attempt());
  }

  hid_t object_;
  const Attribute& attribute_;
  const Hdf5Calls& calls_;
  std::optional<hid_t> variable_type_;
};

template <class Value>
AttributeValue one_or_list(std::vector<Value> values) {
  if (values.size() == 1) return values.front();
  return values;
}

class AttributeReader {
 public:
  AttributeReader(hid_t attribute, const Hdf5Calls& calls)
      : attribute_(attribute),
        calls_(calls),
        type_(calls.datatype(H5Aget_type(attribute), what)),
        space_(calls.dataspace(H5Aget_space(attribute), what)) {}

  [[nodiscard]] std::optional<AttributeValue> read() const {
    const hssize_t points = calls_.check(H5Sget_simple_extent_npoints(space_.id()), what);
    const std::size_t count = static_cast<std::size_t>(points);
    const std::size_t width = std::max<std::size_t>(H5Tget_size(type_.id()), sizeof(double));
    if (count == 0 || count > largest_attribute_bytes / width) return std::nullopt;
    switch (H5Tget_class(type_.id())) {
      case H5T_FLOAT:
        return one_or_list(numbers<double>(H5T_NATIVE_DOUBLE, count));
      case H5T_INTEGER:
        return one_or_list(numbers<std::int64_t>(H5T_NATIVE_INT64, count));
      case H5T_STRING:
        if (H5Tis_variable_str(type_.id()) <= 0) return fixed_text(count);
        if (count > largest_text_list) return std::nullopt;
        return one_or_list(texts(count));
      default:
        return std::nullopt;
    }
  }

 private:
  static constexpr const char* what = "read an attribute";

  template <class Number>
  [[nodiscard]] std::vector<Number> numbers(hid_t memory_type, std::size_t count) const {
    std::vector<Number> values(count);
    calls_.check(H5Aread(attribute_, memory_type, values.data()), what);
    return values;
  }
  [[nodiscard]] std::optional<AttributeValue> fixed_text(std::size_t count) const {
    if (count != 1) return std::nullopt;
    std::string text(H5Tget_size(type_.id()), '\0');
    calls_.check(H5Aread(attribute_, type_.id(), text.data()), what);
    text.resize(std::min(text.find('\0'), text.size()));
    return text;
  }
  [[nodiscard]] std::vector<std::string> texts(std::size_t count) const {
    std::vector<char*> pointers(count, nullptr);
    const Hdf5Handle memory_type = calls_.datatype(H5Tcopy(type_.id()), what);
    calls_.check(H5Aread(attribute_, memory_type.id(), pointers.data()), what);
    std::vector<std::string> texts;
    for (const char* text : pointers) texts.emplace_back(text == nullptr ? "" : text);
    H5Dvlen_reclaim(memory_type.id(), space_.id(), H5P_DEFAULT, pointers.data());
    return texts;
  }

  hid_t attribute_;
  const Hdf5Calls& calls_;
  Hdf5Handle type_;
  Hdf5Handle space_;
};

}  // namespace

void write_attributes(hid_t object, const std::vector<Attribute>& attributes, const Hdf5Calls& calls,
                      hid_t variable_type) {
  for (const Attribute& attribute : attributes) {
    std::visit(AttributeWriter(object, attribute, variable_type, calls), attribute.value);
  }
}

std::vector<Attribute> read_attributes(hid_t object, const Hdf5Calls& calls) {
  H5O_info_t about{};
  calls.check(H5Oget_info2(object, &about, H5O_INFO_NUM_ATTRS), "count the attributes");
  const auto open = [&](H5_index_t order, hsize_t i) {
    return H5Aopen_by_idx(object, ".", order, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT);
  };
  // Files of other programs need not keep the order of creation.
  H5_index_t order = H5_INDEX_CRT_ORDER;
  if (const hid_t first = about.num_attrs > 0 ? open(order, 0) : -1; first < 0) {
    order = H5_INDEX_NAME;
  } else {
    H5Aclose(first);
  }
  std::vector<Attribute> attributes;
  for (hsize_t i = 0; i < about.num_attrs; ++i) {
    const Hdf5Handle attribute = calls.attribute(open(order, i), "open an attribute");
    const ssize_t length = calls.check(H5Aget_name(attribute.id(), 0, nullptr), "read an attribute's name");
    std::string name(static_cast<std::size_t>(length), '\0');
    calls.check(H5Aget_name(attribute.id(), name.size() + 1, name.data()), "read an attribute's name");
    if (is_reserved_attribute(name)) continue;
    if (auto value = AttributeReader(attribute.id(), calls).read()) {
      attributes.push_back({std::move(name), std::move(*value)});
    }
  }
  return attributes;
}

}  // namespace sim::output
