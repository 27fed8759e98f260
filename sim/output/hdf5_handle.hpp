// The HDF5 C library behind values that close themselves and calls that cannot fail in silence.
// HDF5 keeps global state: call it from one thread at a time.
#pragma once

#include <hdf5.h>

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace sim::output {

/// One open HDF5 object, closed with the function of its kind.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Hdf5Handle() = default;
  Hdf5Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  ~Hdf5Handle() {
    if (id_ >= 0) close_(id_);
  }

  [[nodiscard]] hid_t id() const { return id_; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// Checks the result of each call made about one file. `attempt` completes "could not …".
class Hdf5Calls {
 public:
  /// Also turns off HDF5's own printing and its loading of filter plug-ins.
  explicit Hdf5Calls(std::string file);

  /// Throws StorageError when `result` is negative, HDF5's way of reporting a failure.
  template <std::signed_integral Result>
  Result check(Result result, std::string_view attempt) const {
    if (result < 0) fail(attempt);
    return result;
  }

  [[nodiscard]] Hdf5Handle file(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle object(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle group(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle dataset(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle dataspace(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle datatype(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle properties(hid_t id, std::string_view attempt) const;
  [[nodiscard]] Hdf5Handle attribute(hid_t id, std::string_view attempt) const;

  /// Variable-length UTF-8: the one text type that every netCDF reader takes in a variable.
  [[nodiscard]] Hdf5Handle text_type() const;

  /// "FILE: could not ATTEMPT (HDF5: innermost message)".
  [[noreturn]] void fail(std::string_view attempt) const;

 private:
  std::string file_;
};

/// What HDF5 says of its last failure, from the innermost function; empty when it says nothing.
std::string last_hdf5_message();

}  // namespace sim::output
