#include "sim/output/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <span>

#include "sim/output/read_back.hpp"
#include "sim/output/sha256.hpp"

namespace sim::output {

namespace {

constexpr std::size_t piece = 8192;  // values turned into bytes at a time

template <class Bits>
void append_little_endian(std::vector<unsigned char>& bytes, Bits bits) {
  for (std::size_t i = 0; i < sizeof(Bits); ++i) bytes.push_back(static_cast<unsigned char>(bits >> (8 * i)));
}

std::uint32_t bits_of(float value) {
  return std::bit_cast<std::uint32_t>(std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value);
}
std::uint64_t bits_of(double value) {
  return std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
}
std::uint8_t bits_of(std::int8_t value) { return static_cast<std::uint8_t>(value); }
std::uint32_t bits_of(std::int32_t value) { return static_cast<std::uint32_t>(value); }

class ContentDigest {
 public:
  ContentDigest() { add_text("lien results, digest 1"); }

  void add_count(std::uint64_t count) {
    bytes_.clear();
    append_little_endian(bytes_, count);
    sha_.add(bytes_.data(), bytes_.size());
  }
  void add_text(std::string_view text) {
    add_count(text.size());
    sha_.add(text.data(), text.size());
  }
  void add_values(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add_text(text);
  }
  template <class Number>
  void add_values(const std::vector<Number>& values) {
    for (std::size_t begin = 0; begin < values.size(); begin += piece) {
      const std::size_t end = std::min(values.size(), begin + piece);
      bytes_.clear();
      for (std::size_t i = begin; i < end; ++i) append_little_endian(bytes_, bits_of(values[i]));
      sha_.add(bytes_.data(), bytes_.size());
    }
  }
  void add_variable(const Variable& variable, const Scope& scope) {
    add_text(scope.path_of(variable));
    add_text(type_name(variable.data));
    const std::vector<std::size_t> shape = shape_of(variable, scope);
    add_count(shape.size());
    for (const std::size_t length : shape) add_count(length);
    std::visit([this](const auto& values) { add_values(values); }, variable.data);
  }
  [[nodiscard]] std::string hex() {
    std::string text;
    for (const std::byte byte : sha_.sum()) text += fmt::format("{:02x}", byte);
    return text;
  }

 private:
  Sha256 sha_;
  std::vector<unsigned char> bytes_;
};

/// Each scope on its own in memory: inner ones point to outer ones.
void collect(const Scope& scope, std::vector<std::unique_ptr<Scope>>& scopes) {
  for (const GroupData& subgroup : scope.group.subgroups) {
    scopes.push_back(std::make_unique<Scope>(Scope{subgroup, &scope}));
    collect(*scopes.back(), scopes);
  }
}

}  // namespace

std::string content_digest(const ResultFile& file) {
  std::vector<std::unique_ptr<Scope>> scopes;
  scopes.push_back(std::make_unique<Scope>(Scope{file}));
  collect(*scopes.front(), scopes);
  std::ranges::sort(scopes, {}, [](const std::unique_ptr<Scope>& scope) { return scope->path(); });
  ContentDigest digest;
  for (const std::unique_ptr<Scope>& scope : scopes) {
    std::vector<const Variable*> variables;
    for (const Variable& variable : scope->group.variables) variables.push_back(&variable);
    std::ranges::sort(variables, {}, &Variable::name);
    for (const Variable* variable : variables) digest.add_variable(*variable, *scope);
  }
  return digest.hex();
}

std::string content_digest(const std::filesystem::path& path) {
  return content_digest(read_result_file(path, Contents::without_attributes));
}

}  // namespace sim::output
