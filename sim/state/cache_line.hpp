// Storage that starts at a cache line.
#pragma once

#include <cstddef>
#include <new>

namespace sim {

inline constexpr std::size_t cache_line = 64;  ///< bytes

/// Allocator whose arrays start at a cache line, so that a vector register never straddles two of them.
template <class T>
struct CacheLineAllocator {
  using value_type = T;

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{cache_line}));
  }
  void deallocate(T* array, std::size_t) noexcept { ::operator delete (array, std::align_val_t{cache_line}); }
  template <class U>
  friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator<U>&) {
    return true;
  }
};

}  // namespace sim
