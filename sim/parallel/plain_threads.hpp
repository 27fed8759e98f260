// Loops under ThreadSanitizer. The packaged TBB is not built for it, so every value handed to a loop or back
// would be reported as a race, and what excuses those reports excuses real races in the same loops. There,
// and only there, threads of the standard library run the bodies: it follows these exactly.
#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace sim {

#if defined(__SANITIZE_THREAD__)
inline constexpr bool under_thread_sanitizer = true;
#elif defined(__has_feature)
inline constexpr bool under_thread_sanitizer = __has_feature(thread_sanitizer);
#else
inline constexpr bool under_thread_sanitizer = false;
#endif

/// Calls `body(i)` once for every i in 0 … count-1 on `threads` new threads; thread t takes t, t + threads
/// and so on. An exception ends its own thread's share and, once all threads are done, is thrown here.
template <class Body>
void for_indices_on_plain_threads(int threads, std::size_t count, Body&& body) {
  const auto stride = static_cast<std::size_t>(threads);
  std::vector<std::exception_ptr> thrown(stride);
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 0; t < stride && t < count; ++t) {
      workers.emplace_back([&, t] {
        try {
          for (std::size_t i = t; i < count; i += stride) body(i);
        } catch (...) {
          thrown[t] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& exception : thrown)
    if (exception) std::rethrow_exception(exception);
}

}  // namespace sim
