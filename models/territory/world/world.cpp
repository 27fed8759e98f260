#include "models/territory/world/world.hpp"

namespace territory {

World::World(Geography where) : geography(std::move(where)) {}

std::vector<sim::ColumnRegistry*> World::registries() {
  return {&communes.table.columns(), &epcis.table.columns(),     &actors.table.columns(),
          &places.table.columns(),   &catalysts.table.columns(), &projects.table.columns(),
          &news.table.columns(),     &workshops.table.columns(), &ties.store.columns()};
}

std::vector<std::string> World::column_names() {
  std::vector<std::string> names;
  for (const sim::ColumnRegistry* registry : registries()) {
    const auto more = registry->column_names();
    names.insert(names.end(), more.begin(), more.end());
  }
  return names;
}

bool World::has_place(std::size_t commune) const {
  const std::size_t seats = places.table.rows() / communes.table.rows();
  for (std::size_t p = commune * seats; p < (commune + 1) * seats; ++p)
    if (places.active[p]) return true;
  return false;
}

std::vector<char> World::catalyst_by_epci() const {
  std::vector<char> is_there(geography.epcis.size(), 0);
  for (const std::uint32_t row : roster.catalyst_seats())
    if (actors.active[row]) is_there[epci_of_actor(row)] = 1;
  return is_there;
}

std::vector<std::int64_t> World::place_by_epci() const {
  std::vector<std::int64_t> first(geography.epcis.size(), -1);
  for (std::size_t p = 0; p < places.table.rows(); ++p) {
    std::int64_t& mine = first[geography.epci_of[places.commune[p]]];
    if (places.active[p] && mine < 0) mine = places.commune[p];
  }
  return first;
}

void Roster::build(const Actors& actors, std::size_t communes) {
  const auto list_of = [&](std::size_t actor) -> std::size_t {
    switch (family_of(actors.kind[actor])) {
      case Family::association:
        return actors.commune[actor] * 3 + 0;
      case Family::company:
        return actors.commune[actor] * 3 + 1;
      default:
        return actors.commune[actor] * 3 + 2;
    }
  };
  offsets_.assign(communes * 3 + 2, 0);
  catalyst_seats_.clear();
  for (std::size_t actor = 0; actor < actors.size(); ++actor) {
    if (actors.kind[actor] == Kind::catalyst) {
      catalyst_seats_.push_back(static_cast<std::uint32_t>(actor));
    } else {
      ++offsets_[list_of(actor) + 2];
    }
  }
  for (std::size_t list = 2; list < offsets_.size(); ++list) offsets_[list] += offsets_[list - 1];
  rows_.resize(offsets_.back());
  for (std::size_t actor = 0; actor < actors.size(); ++actor) {
    if (actors.kind[actor] != Kind::catalyst)
      rows_[offsets_[list_of(actor) + 1]++] = static_cast<std::uint32_t>(actor);
  }
  for (std::size_t partner = 0; partner < all_.size(); ++partner) {
    all_[partner].clear();
    for (std::size_t commune = 0; commune < communes; ++commune) {
      const auto rows = of(commune, static_cast<Partner>(partner));
      all_[partner].insert(all_[partner].end(), rows.begin(), rows.end());
    }
  }
}

}  // namespace territory
