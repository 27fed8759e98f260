#include "sim/state/column.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using lien_test::RandomCases;
using sim::Column;
using sim::ColumnRegistry;
using sim::ColumnStore;
using sim::element_type;

enum class Kind : std::uint8_t { one };
struct State {
  float warmth;
  std::uint32_t favours;
};

template <class T>
std::string type_text() {
  const auto type = element_type<T>();
  return type.base + "x" + std::to_string(type.count);
}

TEST(ElementType, NamesFamilyWidthAndCount) {
  EXPECT_EQ(type_text<double>(), "f64x1");
  EXPECT_EQ(type_text<float>(), "f32x1");
  EXPECT_EQ(type_text<std::uint8_t>(), "u8x1");
  EXPECT_EQ(type_text<std::int32_t>(), "i32x1");
  EXPECT_EQ(type_text<std::uint64_t>(), "u64x1");
  EXPECT_EQ(type_text<Kind>(), "u8x1");
  EXPECT_EQ((type_text<std::array<double, 3>>()), "f64x3");
  EXPECT_EQ((type_text<std::array<Kind, 4>>()), "u8x4");
  EXPECT_EQ(type_text<State>(), "bytesx8");
  EXPECT_EQ((type_text<std::array<std::array<float, 16>, 12>>()), "f32x192");
  EXPECT_EQ((type_text<std::array<State, 3>>()), "bytesx24");
}

TEST(ColumnStore, StartsAtACacheLine) {
  ColumnRegistry registry("t");
  Column<std::uint8_t> column = registry.add<std::uint8_t>("c");
  for (const std::size_t rows : {1U, 63U, 1000U, 300'000U}) {
    registry.resize(rows);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&column[0]) % 64, 0U) << rows << " rows";
  }
}

// Rows of three bytes, so that an offset forgotten anywhere misplaces something.
using Row = std::array<std::uint8_t, 3>;

struct Case {
  ColumnStore store{"c", element_type<Row>(), sizeof(Row), std::type_index(typeid(Row))};
  Column<Row> column{store};
  std::vector<Row> model;

  explicit Case(RandomCases& cases, std::size_t rows) {
    store.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      for (auto& byte : column[row]) byte = static_cast<std::uint8_t>(1 + cases.below(255));
      model.push_back(column[row]);
    }
  }
  void expect_equal() const {
    ASSERT_EQ(store.rows(), model.size());
    ASSERT_TRUE(std::ranges::equal(column.all(), model));
  }
};

TEST(ColumnStore, OpensZeroedRowsWhereTold) {
  RandomCases cases(1);
  for (int round = 0; round < 500; ++round) {
    Case c(cases, cases.below(12));
    std::vector<std::uint32_t> before;
    for (std::uint32_t k = cases.below(8); k > 0; --k) {
      before.push_back(cases.below(static_cast<std::uint32_t>(c.model.size()) + 1));
    }
    std::ranges::sort(before);  // repeats stay: several new rows before the same one
    c.store.open_rows(before);
    for (std::size_t k = before.size(); k-- > 0;) c.model.insert(c.model.begin() + before[k], Row{});
    c.expect_equal();
  }
}

TEST(ColumnStore, DropsRowsAndKeepsTheOrderOfTheOthers) {
  RandomCases cases(2);
  for (int round = 0; round < 500; ++round) {
    Case c(cases, cases.below(12));
    std::vector<std::uint32_t> rows;
    const std::uint32_t rarity = 1 + cases.below(4);  // 1: drop all
    for (std::uint32_t row = 0; row < c.model.size(); ++row) {
      if (cases.one_in(rarity)) rows.push_back(row);
    }
    c.store.drop_rows(rows);
    for (std::size_t k = rows.size(); k-- > 0;) c.model.erase(c.model.begin() + rows[k]);
    c.expect_equal();
  }
}

TEST(ColumnStore, GrowsWithZeroedRowsEvenWhereOthersStood) {
  RandomCases cases(3);
  Case c(cases, 5);
  c.store.drop_rows(std::vector<std::uint32_t>{3, 4});
  c.store.resize(6);
  c.model.resize(3);
  c.model.resize(6, Row{});
  c.expect_equal();
}

TEST(ColumnStore, FingerprintSeesEveryByteAndTheLength) {
  RandomCases cases(4);
  Case c(cases, 7);  // 21 bytes: two whole words and a part of one
  const std::uint64_t still = c.store.fingerprint();
  EXPECT_EQ(c.store.fingerprint(), still);
  for (std::size_t row = 0; row < 7; ++row) {
    for (auto& byte : c.column[row]) {
      byte ^= 1;
      EXPECT_NE(c.store.fingerprint(), still);
      byte ^= 1;
    }
  }
  EXPECT_EQ(c.store.fingerprint(), still);
  c.store.resize(8);
  EXPECT_NE(c.store.fingerprint(), still);
}

TEST(Column, CopiesReferToTheSameRows) {
  ColumnRegistry registry("people");
  auto age = registry.add<int>("age");
  registry.resize(2);
  Column<int> copy = age;
  copy[1] = 40;
  EXPECT_EQ(age[1], 40);
  EXPECT_EQ(age.size(), 2U);
}

TEST(ColumnRegistry, NamesItsColumnsInOrderOfRegistration) {
  ColumnRegistry registry("people");
  registry.add<std::uint32_t>("uid");
  registry.add<std::array<double, 2>>("place");
  registry.add<State>("state");
  EXPECT_EQ(registry.column_names(),
            (std::vector<std::string>{"people.uid", "people.place", "people.state"}));
  EXPECT_EQ(registry.bytes_per_row(), 28U);
  EXPECT_EQ(registry.store(1).element().count, 2U);
}

TEST(ColumnRegistry, RefusesANameTwice) {
  ColumnRegistry registry("people");
  registry.add<int>("age");
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { registry.add<double>("age"); }),
            "column 'people.age' is registered twice");
  EXPECT_EQ(registry.column_count(), 1U);
}

TEST(ColumnRegistry, GivesAColumnAddedLateItsRows) {
  ColumnRegistry registry("people");
  registry.add<int>("age");
  registry.resize(3);
  const auto late = registry.add<double>("income");
  EXPECT_EQ(late.size(), 3U);
  EXPECT_EQ(late[2], 0.0);
}

}  // namespace
