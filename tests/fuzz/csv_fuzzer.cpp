// Any two texts, a form feed between them, as the tables of communes and of EPCI.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <stdexcept>
#include <system_error>

#include "models/territory/world/geography.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

/// A file in memory: the reader wants a path, and a disk is too slow for a million of them.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : descriptor_(memfd_create("table", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
    if (write(descriptor_, content.data(), content.size()) != static_cast<ssize_t>(content.size()))
      throw std::runtime_error("a file in memory took less than was written");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// What the world is built on without looking again.
void require_sound(const territory::Geography& g) {
  using lien_fuzz::require;
  const std::size_t n = g.communes.size();
  require(n > 0 && g.population() > 0, "somebody lives in the perimeter");
  require(g.epci_of.size() == n && g.department_of.size() == n && g.bassin_of.size() == n,
          "every commune is indexed");
  for (std::size_t c = 0; c < n; ++c) {
    const territory::Commune& commune = g.communes[c];
    require(c == 0 || g.communes[c - 1].insee < commune.insee, "communes are sorted, each once");
    require(g.epcis.at(g.epci_of[c]).code == commune.epci, "the EPCI of a commune is its own");
    require(g.departments.at(g.department_of[c]) == commune.department, "its department too");
    require(commune.population >= 0 && commune.centrality >= 0 && commune.centrality <= 4 &&
                commune.density >= 1 && commune.density <= 7 && commune.establishments_1_9 >= 0 &&
                commune.establishments_10p >= 0 && std::isfinite(commune.longitude) &&
                std::isfinite(commune.latitude) && std::isfinite(commune.altitude_m),
            "numbers are within their ranges");
    require(std::all_of(commune.need_ranks.begin(), commune.need_ranks.end(),
                        [](double rank) { return std::isnan(rank) || (rank >= 0 && rank <= 1); }),
            "ranks are within [0, 1] or unknown");
    require(sim::is_utf8(commune.name) && sim::is_utf8(commune.department), "texts are UTF-8");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using Perimeter = territory::TerritoryParameters::Perimeter;
  std::string_view rest = lien_fuzz::text_of(data, size);
  const MemoryFile communes(lien_fuzz::next_part(rest)), epcis(rest);
  territory::TerritoryParameters where;
  where.communes = communes.path();
  where.epcis = epcis.path();
  for (const Perimeter perimeter : {Perimeter::all, Perimeter::massif}) {
    where.perimeter = perimeter;
    if (perimeter != Perimeter::all) where.codes = {"06"};
    try {
      require_sound(territory::read_geography(where));
    } catch (const sim::InputError& error) {
      lien_fuzz::require_readable(error);
    }
  }
  return 0;
}
