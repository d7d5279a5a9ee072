# Building the trees: release for what runs, sanitize for what is tested.
# shellcheck shell=bash

# What up and demo need; ninja knows the targets by these names.
readonly PROGRAMS=("${SERVICES[@]}" dukcapilctl)

# program NAME: where a built program lies.
program() {
  case $1 in
    dukcapilctl) printf '%s/cli/dukcapilctl' "$BUILD" ;;
    *) printf '%s/%s/%s' "$BUILD" "$1" "$1" ;;
  esac
}

# Reads ninja's "[done/all] …" lines, keeps all in LOG and shows how far it is: a moving line on a terminal,
# else a line for each tenth.
show_progress() {
  local log=$1 line tenth=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    if [[ -t 2 ]]; then
      printf '\r   %s of %s\033[K' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
    elif ((BASH_REMATCH[1] * 10 / BASH_REMATCH[2] > tenth)); then
      tenth=$((BASH_REMATCH[1] * 10 / BASH_REMATCH[2]))
      note "${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
    fi
  done
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# build_tree DIRECTORY LOG CMAKE_OPTION… -- TARGET…: configures once; ninja does so again when it must.
build_tree() {
  local directory=$1 log=$2
  local -a options=()
  shift 2
  while [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  shift
  : >"$log"
  if [[ ! -f $directory/build.ninja ]]; then
    cmake -S "$ROOT" -B "$directory" -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "${options[@]}" >>"$log" 2>&1 ||
      fail "cmake could not configure the build" "$log"
  fi
  export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
  TERM=dumb ninja -C "$directory" "$@" 2>&1 | show_progress "$log" || fail "the build failed" "$log"
}

# A build tree given by the user is taken as it is.
build_programs() {
  step "Build"
  if [[ -z ${DUKCAPIL_BUILD:-} ]]; then
    build_tree "$BUILD" "$LOGS/build.log" -DCMAKE_BUILD_TYPE=Release -- "${PROGRAMS[@]}"
  fi
  local name
  for name in "${PROGRAMS[@]}"; do
    [[ -x $(program "$name") ]] || fail "the program $name is not in $BUILD"
  done
}
