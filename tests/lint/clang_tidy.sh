#!/usr/bin/env bash
# clang_tidy.sh BUILD fast|all: clang-tidy with the checks of .clang-tidy.
# `all` is every source of ours, one by one. `fast` is what the tests run, since the headers of gRPC cost ten seconds a
# file: libraries that the build compiles in units of several sources, each as one unit, which are nearly all of the
# services and of the command line; and the rules (every domain/) and parts of platform/ that it compiles alone. Of a
# source within a unit misc-unused-using-decls says nothing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
build=$(cd "$1" && pwd -P)

# Our sources, without generated ones. Those that are compiled in units of several get the flags of their neighbours.
sources() { find "$root" \( -name node_modules -o -name .dukcapil -o -path "$build" \) -prune -o -name '*.cc' -print; }

compiled() {
  sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" | grep -vE '_test\.(cc$|dir/)|/protos/'
}

# One unit for each library that the build compiles in units, beside these, so that it gets their flags; the largest
# first.
units() {
  local folder
  for folder in $(compiled | sed -n 's|/unity_[0-9]*_cxx\.cxx$||p' | sort -u); do
    compiled | grep "^$folder/unity_" | sed 's/.*/#include "&"/' >"$folder/library.cxx"
    echo "$folder/library.cxx"
  done | xargs -d '\n' ls -S
}

alone() { compiled | grep -E "^$root/(.*/domain|platform/(status|clock|crypto))/[a-z_/]*\.cc$"; }

case $2 in
  fast) mapfile -t files < <(units && alone) ;;
  all) mapfile -t files < <(sources | sort -u) ;;
esac
((${#files[@]})) || { echo "no source to check in $build" >&2; exit 1; }

# GCC's own warning options are not clang's. The analyzer follows calls into LEMON's headers, whose faults are not ours.
tidy() {
  local -a more=()
  case $2 in
    */outreach-svc/domain/min_cost_flow.cc) more=(--checks=-clang-analyzer-*) ;;
    */Unity/*) more=(--checks=-bugprone-suspicious-include --header-filter="^$3/[^.].*\.(h|cc)$") ;;
  esac
  clang-tidy --quiet --extra-arg=-Wno-unknown-warning-option -p "$1" "${more[@]}" "$2"
}
export -f tidy
printf '%s\0' "${files[@]}" | xargs -0 -I FILE -P "$(nproc)" bash -c 'tidy "$@"' tidy "$build" FILE "$root"
