// SHA-256 of the crypto library, fed piece by piece.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

struct evp_md_ctx_st;

namespace sim::output {

using Sha256Sum = std::array<std::byte, 32>;

class Sha256 {
 public:
  /// InvariantError, here and below, when the library refuses to work.
  Sha256();
  void add(const void* bytes, std::size_t size);
  /// To be called once, at the end.
  [[nodiscard]] Sha256Sum sum();

 private:
  std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

}  // namespace sim::output
