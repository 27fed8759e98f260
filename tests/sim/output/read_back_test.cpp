// Foreign, damaged and hostile files: each is refused with a sentence, none brings the program down.
#include "sim/output/read_back.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5_hl.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "sim/core/error.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_writer.hpp"
#include "sim/output/trial.hpp"
#include "tests/sim/output/sample_result.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace sim::output;
using lien_test::numbers;
using lien_test::sample_result;
using lien_test::TemporaryFolder;
using testing::HasSubstr;

std::string input_complaint(const fs::path& path) {
  std::string text;
  try {
    static_cast<void>(read_result_file(path));
  } catch (const sim::InputError& error) {
    text = error.what();
  }
  try {
    static_cast<void>(content_digest(path));
    return "";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(text, error.what());
  }
  return text;
}

std::string bytes_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

TEST(Trial, TellsACrashFromAnEnd) {
  const std::chrono::seconds patience(1);
  EXPECT_TRUE(attempt_apart([] {}, patience).ended);
  const TrialOutcome thrown = attempt_apart([] { throw std::runtime_error("an ordinary end"); }, patience);
  EXPECT_TRUE(thrown.ended);
  EXPECT_EQ(thrown.complaint, "an ordinary end");
  EXPECT_FALSE(attempt_apart([] { std::abort(); }, patience).ended);
  const auto loop = [] {
    volatile bool forever = true;
    while (forever) continue;
  };
  EXPECT_FALSE(attempt_apart(loop, patience).ended);
}

TEST(ReadBack, RefusesWhatIsNotAResultFile) {
  const TemporaryFolder folder;
  const std::string in = folder.path().string() + "/";
  EXPECT_EQ(input_complaint(in + "absent.nc"), in + "absent.nc: there is no such file");
  folder.write("text.nc", "this is text");
  EXPECT_EQ(input_complaint(in + "text.nc"), in + "text.nc: this is not a result file (not HDF5)");
  folder.write("empty.nc", "");
  EXPECT_THAT(input_complaint(in + "empty.nc"), HasSubstr("not HDF5"));
  EXPECT_THAT(input_complaint(in), HasSubstr("not a file at all"));
  EXPECT_THAT(input_complaint("/dev/null"), HasSubstr("not a file at all"));
}

TEST(ReadBack, RefusesEveryTruncation) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "sample.nc";
  write_netcdf(sample_result(), file);
  const std::string whole = bytes_of(file);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const fs::path cut = folder.write("cut.nc", std::string_view(whole).substr(0, size));
    EXPECT_THAT(input_complaint(cut), HasSubstr("cut.nc: ")) << size;
  }
}

TEST(ReadBack, SurvivesEveryFlippedByte) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "sample.nc";
  ResultFile small;
  small.dimensions = {{"x", 300}};
  small.variables = {numbers("v", {"x"}, std::vector<float>(300, 0.5F)),
                     {"w", {}, std::vector<std::string>{"é"}, {}}};
  write_netcdf(small, file);
  const std::string whole = bytes_of(file);
  for (std::size_t at = 0; at < whole.size(); at += 13) {
    std::string changed = whole;
    changed[at] = static_cast<char>(~changed[at]);
    const fs::path spoilt = folder.write("spoilt.nc", changed);
    try {
      EXPECT_EQ(content_digest(spoilt).size(), 64U);
    } catch (const sim::InputError&) {
    }
  }
}

/// Files of other programs, made with the C library.
class ForeignFile : public testing::Test {
 protected:
  ForeignFile() : path_(folder_.path() / "foreign.nc") {
    file_ = H5Fcreate(path_.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  }
  hid_t dataset(const char* name, hid_t type, std::vector<hsize_t> shape,
                hid_t properties = H5P_DEFAULT) const {
    const hid_t space = shape.empty()
                            ? H5Screate(H5S_SCALAR)
                            : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    const hid_t created = H5Dcreate2(file_, name, type, space, H5P_DEFAULT, properties, H5P_DEFAULT);
    H5Sclose(space);
    return created;
  }
  void scale(const char* name, hsize_t length, hid_t properties = H5P_DEFAULT,
             hid_t type = H5T_IEEE_F32LE) const {
    const hid_t created = dataset(name, type, {length}, properties);
    H5DSset_scale(created, name);
    H5Dclose(created);
  }
  std::string complaint() const {
    H5Fclose(file_);
    return input_complaint(path_);
  }

  TemporaryFolder folder_;
  fs::path path_;
  hid_t file_ = -1;
};

TEST_F(ForeignFile, OfOtherType) {
  H5Dclose(dataset("x", H5T_STD_I64LE, {}));
  EXPECT_THAT(complaint(), HasSubstr("variable '/x' is of a type that result files never use"));
}

TEST_F(ForeignFile, OfFixedTexts) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, 10);
  H5Dclose(dataset("x", type, {}));
  H5Tclose(type);
  EXPECT_THAT(complaint(), HasSubstr("variable '/x' is of a type"));
}

TEST_F(ForeignFile, WithoutDimensions) {
  H5Dclose(dataset("x", H5T_IEEE_F32LE, {3}));
  EXPECT_THAT(complaint(), HasSubstr("axis 1 of variable '/x' has no dimension"));
}

TEST_F(ForeignFile, ClaimingMoreThanItHolds) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk = 1024;
  H5Pset_chunk(properties, 1, &chunk);
  scale("x", hsize_t{1} << 40, properties);
  H5Pclose(properties);
  EXPECT_THAT(complaint(), HasSubstr("variable '/x' claims more values than a file of this size can hold"));
}

TEST_F(ForeignFile, ClaimingMoreThanFits64Bits) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk[] = {16, 16};
  H5Pset_chunk(properties, 2, chunk);
  const hid_t x = dataset("x", H5T_IEEE_F64LE, {hsize_t{1} << 33, hsize_t{1} << 34}, properties);
  H5Pclose(properties);
  H5Dclose(x);
  EXPECT_THAT(complaint(), testing::Not(testing::IsEmpty()));
}

TEST_F(ForeignFile, RepeatingOneLongTextWithoutEnd) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  const std::string text(100'000, 'x');
  scale("x", 4000, H5P_DEFAULT, type);
  const hid_t x = H5Dopen2(file_, "x", H5P_DEFAULT);
  const char* pointer = text.c_str();
  const hsize_t one = 1;
  const hid_t memory = H5Screate_simple(1, &one, nullptr), chosen = H5Dget_space(x);
  const hsize_t first = 0;
  H5Sselect_hyperslab(chosen, H5S_SELECT_SET, &first, nullptr, &one, nullptr);
  H5Dwrite(x, type, memory, chosen, H5P_DEFAULT, &pointer);
  const haddr_t offset = H5Dget_offset(x);
  for (const hid_t space : {memory, chosen}) H5Sclose(space);
  H5Dclose(x);
  H5Tclose(type);
  H5Fclose(file_);
  std::fstream raw(path_, std::ios::in | std::ios::out | std::ios::binary);
  std::vector<char> reference(16);
  raw.seekg(static_cast<std::streamoff>(offset));
  raw.read(reference.data(), 16);
  raw.seekp(static_cast<std::streamoff>(offset));
  for (int i = 0; i < 4000; ++i) raw.write(reference.data(), 16);
  raw.close();
  EXPECT_THAT(input_complaint(path_), HasSubstr("claims more text than a file of this size can hold"));
}

TEST_F(ForeignFile, WithValuesElsewhere) {
  folder_.write("secret", std::string(64, 's'));
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(properties, (folder_.path() / "secret").c_str(), 0, 64);
  scale("x", 16, properties);
  H5Pclose(properties);
  EXPECT_THAT(complaint(), HasSubstr("variable '/x' keeps its values outside the file"));
}

TEST_F(ForeignFile, WithOtherFilters) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk = 4;
  H5Pset_chunk(properties, 1, &chunk);
  H5Pset_scaleoffset(properties, H5Z_SO_INT, 0);
  scale("x", 4, properties, H5T_STD_I32LE);
  H5Pclose(properties);
  EXPECT_THAT(complaint(), HasSubstr("is stored with filter 6, which result files never use"));
}

TEST_F(ForeignFile, WithLinksElsewhere) {
  H5Lcreate_external("/etc/passwd", "/", file_, "x", H5P_DEFAULT, H5P_DEFAULT);
  EXPECT_THAT(complaint(), HasSubstr("'/x' is a link to elsewhere"));
}

TEST_F(ForeignFile, WithACircleOfGroups) {
  const hid_t group = H5Gcreate2(file_, "g", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_hard(file_, "/", group, "up", H5P_DEFAULT, H5P_DEFAULT);
  H5Gclose(group);
  EXPECT_THAT(complaint(), HasSubstr("'/g/up' has more than one name"));
}

TEST_F(ForeignFile, OfRunawayDepth) {
  const hid_t links = H5Pcreate(H5P_LINK_CREATE);
  H5Pset_create_intermediate_group(links, 1);
  H5Gclose(H5Gcreate2(file_, "a/b/c/d/e/f/g/h/i/j/k", links, H5P_DEFAULT, H5P_DEFAULT));
  H5Pclose(links);
  EXPECT_THAT(complaint(), HasSubstr("groups are nested deeper than 8"));
}

TEST_F(ForeignFile, WithANamedType) {
  const hid_t type = H5Tcopy(H5T_STD_I32LE);
  H5Tcommit2(file_, "t", type, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Tclose(type);
  EXPECT_THAT(complaint(), HasSubstr("'/t' is neither a variable nor a group"));
}

TEST_F(ForeignFile, ThatIsStillAResultFile) {
  scale("x", 3);
  scale("time", 2, H5P_DEFAULT, H5T_STD_I32BE);
  EXPECT_EQ(complaint(), "");
}

}  // namespace
