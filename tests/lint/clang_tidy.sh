#!/usr/bin/env bash
# clang_tidy.sh BUILD fast|all: clang-tidy with the checks of .clang-tidy.
# `fast` is what the tests run: the rules (every domain/) and the parts of platform/ that are free of gRPC,
# whose headers cost ten seconds a file. `all` is every source of ours.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
build=$1

# Our sources, without generated ones. Those that are compiled in units of several get the flags of their neighbours.
sources() { find "$root" \( -name node_modules -o -name .dukcapil -o -path "$build" \) -prune -o -name '*.cc' -print; }

case $2 in
  fast) pattern="^$root/(.*/domain|platform/(status|clock|crypto))/[a-z_]*\.cc$" except=_test\.cc$ ;;
  all) pattern=. except="^$" ;;
esac
mapfile -t files < <(sources | grep -E "$pattern" | grep -vE "$except" | sort -u)
((${#files[@]})) || { echo "no source to check in $build" >&2; exit 1; }
# GCC's own warning options are not clang's. The analyzer follows calls into LEMON's headers, whose faults are not ours.
tidy() {
  local -a more=()
  [[ $2 != */outreach-svc/domain/min_cost_flow.cc ]] || more=(--checks=-clang-analyzer-*)
  clang-tidy --quiet --extra-arg=-Wno-unknown-warning-option -p "$1" "${more[@]}" "$2"
}
export -f tidy
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'tidy "$@"' tidy "$build"
