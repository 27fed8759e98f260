#include "analysis/hypothesis/family.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/holm.hpp"

namespace analysis {

std::vector<std::map<std::string, double>> family_p(const std::vector<Study>& studies) {
  struct Member {
    std::size_t study;
    double p;
  };
  std::map<std::string, std::vector<Member>> families;  // by theory
  for (std::size_t k = 0; k < studies.size(); ++k) {
    for (const TheoryResult& theory : studies[k].theories) {
      double largest = 0;
      bool known = !theory.wired.empty();
      for (const ClaimTest& test : theory.wired) {
        known = known && !std::isnan(test.p_t);
        largest = std::max(largest, test.p_t);
      }
      if (known) families[theory.theory].push_back({k, largest});
    }
  }
  std::vector<std::map<std::string, double>> adjusted(studies.size());
  for (const auto& [theory, members] : families) {
    std::vector<double> p;
    for (const Member& member : members) p.push_back(member.p);
    p = statistics::holm_adjusted(p);
    for (std::size_t k = 0; k < members.size(); ++k) adjusted[members[k].study][theory] = p[k];
  }
  return adjusted;
}

}  // namespace analysis
