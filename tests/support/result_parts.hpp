// Parts of a result file by name, for tests.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "sim/output/dataset.hpp"

namespace lien_test {

inline const sim::output::GroupData& group(const sim::output::GroupData& around, const std::string& name) {
  for (const sim::output::GroupData& inner : around.subgroups)
    if (inner.name == name) return inner;
  throw std::runtime_error("no group " + name);
}

template <class T>
const std::vector<T>& values(const sim::output::GroupData& group, const std::string& name) {
  for (const auto& variable : group.variables)
    if (variable.name == name) return std::get<std::vector<T>>(variable.data);
  throw std::runtime_error("no variable " + name);
}

}  // namespace lien_test
