// Filtered chunks beside those that HDF5 makes of the same numbers, byte for byte.
#include "sim/output/chunk_filters.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>

#include <cmath>
#include <numeric>

#include "sim/output/netcdf_image.hpp"
#include "tests/sim/output/sample_result.hpp"

namespace {

using sim::output::filtered_chunk;

/// What H5Dwrite stores of `values` in one chunk, in a file that never reaches the disk.
template <class Number>
std::vector<std::byte> stored_by_hdf5(const std::vector<Number>& values, hid_t type, unsigned level) {
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 20, false);
  const hid_t file = H5Fcreate("filters in memory", H5F_ACC_TRUNC, H5P_DEFAULT, access);
  const hsize_t length = values.size(), origin = 0;
  const hid_t space = H5Screate_simple(1, &length, nullptr), properties = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_chunk(properties, 1, &length);
  H5Pset_shuffle(properties);
  H5Pset_deflate(properties, level);
  H5Pset_fletcher32(properties);
  const hid_t dataset = H5Dcreate2(file, "values", type, space, H5P_DEFAULT, properties, H5P_DEFAULT);
  H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  H5Fflush(file, H5F_SCOPE_GLOBAL);
  hsize_t size = 0;
  H5Dget_chunk_storage_size(dataset, &origin, &size);
  std::vector<std::byte> chunk(size);
  std::uint32_t left_out = 0;
  EXPECT_GE(H5Dread_chunk(dataset, H5P_DEFAULT, &origin, &left_out, chunk.data()), 0);
  EXPECT_EQ(left_out, 0U);
  H5Dclose(dataset);
  H5Sclose(space);
  H5Fclose(file);
  H5Pclose(properties);
  H5Pclose(access);
  return chunk;
}

template <class Number>
void expect_equal(std::size_t count, hid_t type) {
  std::vector<Number> values(count);
  for (std::size_t k = 0; k < count; ++k)
    values[k] = static_cast<Number>(100.0 * std::sin(0.01 * static_cast<double>(k * k)));
  for (const int level : {1, 4, 9}) {
    EXPECT_EQ(filtered_chunk(std::as_bytes(std::span(values)), sizeof(Number), level),
              stored_by_hdf5(values, type, static_cast<unsigned>(level)))
        << count << " numbers of " << sizeof(Number) << " bytes, level " << level;
  }
}

// Lengths of stored bytes odd and even, under and far above the words that one checksum sums at a time.
TEST(ChunkFilters, MakeTheBytesOfHdf5) {
  for (const std::size_t count : {1U, 2U, 7U, 300U, 301U, 302U, 20'000U}) {
    expect_equal<float>(count, H5T_IEEE_F32LE);
    expect_equal<double>(count, H5T_IEEE_F64LE);
    expect_equal<std::int32_t>(count, H5T_STD_I32LE);
    expect_equal<std::int8_t>(count, H5T_STD_I8LE);
  }
}

// One variable in one chunk, one above a megabyte, which HDF5 filters, and one too small for filters.
TEST(ChunkFilters, ChangeNoByteOnAnyThreads) {
  sim::output::ResultFile file;
  file.dimensions = {{"time", 600, true}, {"place", 1000}, {"rank", 3}};
  const auto wave = [](std::size_t count) {
    std::vector<float> values(count);
    for (std::size_t k = 0; k < count; ++k) values[k] = std::sin(static_cast<float>(k));
    return values;
  };
  file.variables = {lien_test::numbers("large", {"time", "place"}, wave(600'000)),
                    lien_test::numbers("one", {"time"}, wave(600)),
                    lien_test::numbers("another", {"place"}, wave(1000)),
                    lien_test::numbers("small", {"rank"}, wave(3))};
  const auto image = sim::output::netcdf_image(file, "one");
  EXPECT_EQ(image, sim::output::netcdf_image(file, "three", sim::Executor(3)));
}

}  // namespace
