#!/usr/bin/env bash
# Every C++ file of ours is formatted as .clang-format says. To put it right: clang-format -i FILE.
set -euo pipefail
cd "$(dirname "$0")/../.."
find . \( -name node_modules -o -name .dukcapil -o -name .git \) -prune -o \( -name '*.cc' -o -name '*.h' \) -print0 |
  xargs -0 --no-run-if-empty clang-format --dry-run --Werror
