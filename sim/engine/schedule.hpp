// The order of a month as data: it can be printed, checked and timed.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/submodel.hpp"

namespace sim {

/// Refuses (InvariantError) duplicate names or streams, a column written twice without `amends`, `amends` of
/// a column nobody wrote, and, given the world's columns, names that do not exist.
void check_declarations(const std::vector<Declaration>& declarations, std::span<const std::string> columns);
/// Columns no submodel reads: dead weight.
std::vector<std::string> unread_columns(const std::vector<Declaration>& declarations,
                                        std::span<const std::string> columns);
std::string schedule_as_text(const std::vector<Declaration>& declarations);
std::string schedule_as_markdown(const std::vector<Declaration>& declarations);
nlohmann::json schedule_as_json(const std::vector<Declaration>& declarations);

template <class World>
class Schedule {
 public:
  void add(std::unique_ptr<Submodel<World>> submodel) {
    declarations_.push_back(submodel->declaration());
    submodels_.push_back(std::move(submodel));
  }
  [[nodiscard]] std::size_t size() const { return submodels_.size(); }
  [[nodiscard]] Submodel<World>& submodel(std::size_t index) { return *submodels_[index]; }
  [[nodiscard]] const std::vector<Declaration>& declarations() const { return declarations_; }

 private:
  std::vector<std::unique_ptr<Submodel<World>>> submodels_;
  std::vector<Declaration> declarations_;
};

}  // namespace sim
