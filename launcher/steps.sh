# Saying what happens, and what went wrong: the step, the cause and the log.
# Messages go to stderr, so that stdout carries data only.
# shellcheck shell=bash

CURRENT_STEP=Start

step() {
  CURRENT_STEP=$1
  printf '== %s\n' "$1" >&2
}

note() { printf '   %s\n' "$1" >&2; }

# fail CAUSE [LOG]: ends the launcher with status 1.
fail() {
  printf '\nFAILED  %s\ncause   %s\n' "$CURRENT_STEP" "$1" >&2
  if [[ -n ${2:-} ]]; then
    printf 'log     %s\n' "$2" >&2
    [[ ! -s $2 ]] || { printf -- '---- its last lines ----\n'; tail -n 20 "$2"; } >&2
  fi
  exit 1
}

# run_logged LOG COMMAND…: the output goes to LOG alone.
run_logged() {
  local log=$1 status=0
  shift
  "$@" >"$log" 2>&1 || status=$?
  ((status == 0)) || fail "'$*' ended with status $status" "$log"
}

on_unexpected_error() { fail "a command of the launcher failed (line $1 of $2)"; }
set -E
trap 'on_unexpected_error "$LINENO" "${BASH_SOURCE[0]##*/}"' ERR
