#include <H5public.h>
#include <fmt/format.h>
#include <oneapi/tbb/version.h>
#include <openssl/opensslv.h>

#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "cli/build_info.hpp"

namespace cli {

std::string library_versions() {
  return fmt::format(
      "Boost {}.{}.{}, HDF5 {}.{}.{}, oneTBB {}.{}, OpenSSL {}, fmt {}.{}.{}, nlohmann-json {}.{}.{}",
      BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100, H5_VERS_MAJOR, H5_VERS_MINOR,
      H5_VERS_RELEASE, TBB_VERSION_MAJOR, TBB_VERSION_MINOR, OPENSSL_VERSION_STR, FMT_VERSION / 10000,
      FMT_VERSION / 100 % 100, FMT_VERSION % 100, NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
      NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace cli
