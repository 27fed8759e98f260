#include "sim/output/sha256.hpp"

#include <openssl/evp.h>

#include "sim/core/error.hpp"

namespace sim::output {

namespace {

void require(bool done) {
  if (!done) throw InvariantError("the SHA-256 of the crypto library does not work");
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::add(const void* bytes, std::size_t size) {
  require(EVP_DigestUpdate(context_.get(), bytes, size) == 1);
}

Sha256Sum Sha256::sum() {
  Sha256Sum sum;
  unsigned size = 0;
  require(EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(sum.data()), &size) == 1 &&
          size == sum.size());
  return sum;
}

}  // namespace sim::output
