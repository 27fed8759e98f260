#include "sim/output/hdf5_handle.hpp"

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::output {

namespace {

herr_t keep_innermost(unsigned depth, const H5E_error2_t* error, void* message) {
  if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(message) = error->desc;
  return 0;
}

}  // namespace

std::string last_hdf5_message() {
  std::string message;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &message);
  return message;
}

Hdf5Calls::Hdf5Calls(std::string file) : file_(std::move(file)) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  // A file may name any filter; loading code for it from the user's disk is not ours to do.
  H5PLset_loading_state(0);
}

void Hdf5Calls::fail(std::string_view attempt) const {
  const std::string message = last_hdf5_message();
  throw StorageError(message.empty() ? fmt::format("{}: could not {}", file_, attempt)
                                     : fmt::format("{}: could not {} (HDF5: {})", file_, attempt, message));
}

Hdf5Handle Hdf5Calls::file(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Fclose};
}
Hdf5Handle Hdf5Calls::object(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Oclose};
}
Hdf5Handle Hdf5Calls::group(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Gclose};
}
Hdf5Handle Hdf5Calls::dataset(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Dclose};
}
Hdf5Handle Hdf5Calls::dataspace(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Sclose};
}
Hdf5Handle Hdf5Calls::datatype(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Tclose};
}
Hdf5Handle Hdf5Calls::properties(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Pclose};
}
Hdf5Handle Hdf5Calls::attribute(hid_t id, std::string_view attempt) const {
  return {check(id, attempt), H5Aclose};
}

Hdf5Handle Hdf5Calls::text_type() const {
  Hdf5Handle type = datatype(H5Tcopy(H5T_C_S1), "make the text type");
  check(H5Tset_size(type.id(), H5T_VARIABLE), "make the text type");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make the text type");
  return type;
}

}  // namespace sim::output
