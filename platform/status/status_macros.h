// The two macros of this code base, and the only ones.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the enclosing function when `expr` (an absl::Status) is not OK.
#define RETURN_IF_ERROR(expr)                                                                 \
  do {                                                                                        \
    if (absl::Status dukcapil_status = (expr); !dukcapil_status.ok()) return dukcapil_status; \
  } while (false)

// Declares or assigns `lhs` from `expr` (an absl::StatusOr), or returns its error.
#define ASSIGN_OR_RETURN(lhs, expr) \
  DUKCAPIL_ASSIGN_OR_RETURN_(DUKCAPIL_CONCAT_(dukcapil_result_, __LINE__), lhs, expr)

#define DUKCAPIL_CONCAT_INNER_(a, b) a##b
#define DUKCAPIL_CONCAT_(a, b) DUKCAPIL_CONCAT_INNER_(a, b)
#define DUKCAPIL_ASSIGN_OR_RETURN_(result, lhs, expr)  \
  auto result = (expr);                                \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)
