// Values going into and coming out of SQL statements.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dukcapil::mysql {

// A bound parameter. Text and bytes alike are std::string; std::monostate is NULL. Times are stored as
// DATETIME(6) in UTC, civil dates as DATE.
class Param {
 public:
  Param(std::int64_t v) : value_(v) {}
  Param(int v) : value_(std::int64_t{v}) {}
  Param(bool v) : value_(std::int64_t{v}) {}
  Param(double v) : value_(v) {}
  Param(std::string v) : value_(std::move(v)) {}
  Param(absl::string_view v) : value_(std::string(v)) {}
  Param(const char* v) : value_(std::string(v)) {}
  Param(absl::CivilDay v);
  Param(absl::Time v);
  Param(std::nullopt_t) {}
  template <class T>
  Param(const std::optional<T>& v) : Param(v.has_value() ? Param(*v) : Param(std::nullopt)) {}

  using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
  const Value& value() const { return value_; }

 private:
  Value value_;
};

// One row of a result, columns from 0. Reading a NULL as a plain value, a column that is not there, or text
// as what it is not crashes: for a column that may be NULL ask for Optional*.
class Row {
 public:
  std::int64_t Int(int column) const;
  double Double(int column) const;
  const std::string& String(int column) const;
  absl::CivilDay Date(int column) const;
  absl::Time Time(int column) const;
  bool IsNull(int column) const;
  std::optional<std::int64_t> OptionalInt(int column) const;
  std::optional<std::string> OptionalString(int column) const;
  std::optional<absl::CivilDay> OptionalDate(int column) const;
  std::optional<absl::Time> OptionalTime(int column) const;

  // For the connection that fills it: every column as the server's text, or NULL.
  explicit Row(std::vector<std::optional<std::string>> columns) : columns_(std::move(columns)) {}

 private:
  std::vector<std::optional<std::string>> columns_;
};

using Rows = std::vector<Row>;

}  // namespace dukcapil::mysql
