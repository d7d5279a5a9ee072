// The two macros of this code base, and the only ones.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the enclosing function when `expr` (an absl::Status) is not OK. `expr` may hold a lambda that
// uses these macros itself: each use has a name of its own.
#define RETURN_IF_ERROR(expr) DUKCAPIL_RETURN_IF_ERROR_(DUKCAPIL_CONCAT_(dukcapil_status_, __COUNTER__), expr)

// Declares or assigns `lhs` from `expr` (an absl::StatusOr), or returns its error.
#define ASSIGN_OR_RETURN(lhs, expr) \
  DUKCAPIL_ASSIGN_OR_RETURN_(DUKCAPIL_CONCAT_(dukcapil_result_, __COUNTER__), lhs, expr)

#define DUKCAPIL_CONCAT_INNER_(a, b) a##b
#define DUKCAPIL_CONCAT_(a, b) DUKCAPIL_CONCAT_INNER_(a, b)
#define DUKCAPIL_RETURN_IF_ERROR_(status, expr)                    \
  do {                                                             \
    if (absl::Status status = (expr); !status.ok()) return status; \
  } while (false)
#define DUKCAPIL_ASSIGN_OR_RETURN_(result, lhs, expr)  \
  auto result = (expr);                                \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)
