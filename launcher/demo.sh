# The commands that make, use and end the embedded environment.
# shellcheck shell=bash

# Starts what is not running; what is stays as it is.
start_everything() {
  need_packages "${BUILD_PACKAGES[@]}"
  need_node_modules
  build_programs
  need_certificates
  need_keys
  need_database
  need_business_date
  need_services
}

bring_up() {
  lock_state
  start_everything
  unlock_state
  if ((STARTED_SOMETHING)); then
    note "up: the gateway listens on $(service_address gateway)"
  else
    note "already up: the gateway listens on $(service_address gateway)"
  fi
}

stop_everything() {
  ! is_anything_running || step "Stop"
  stop_services
  stop_database
}

take_down() {
  lock_state
  is_anything_running || note "nothing is running"
  stop_everything
  unlock_state
}

clean() {
  lock_state
  stop_everything
  step "Delete $STATE"
  rm -rf "$STATE"
}

# What dukcapilctl needs to reach the embedded environment.
export_client_environment() {
  [[ -x $(program dukcapilctl) ]] || fail "dukcapilctl is not built: run './dukcapil up'"
  export DUKCAPIL_CA=$CERTIFICATES/ca.pem
  if is_running gateway; then
    export DUKCAPIL_GATEWAY
    DUKCAPIL_GATEWAY=$(service_address gateway)
    export DUKCAPIL_TOKEN_FILE=$RUN/token
    write_token token
  fi
}

client() { "$(program dukcapilctl)" "$@"; }

pass_to_client() {
  CURRENT_STEP="dukcapilctl $1"
  export_client_environment
  [[ -n ${DUKCAPIL_GATEWAY:-} ]] || note "nothing is running here: './dukcapil up' starts it"
  exec "$(program dukcapilctl)" "$@"
}

# make_token [OPTION…]: signs a development token; an option that is not given has its value below.
make_token() {
  local -A defaults=([--role]=administrator [--region]=17.02 [--subject]=developer [--hours]=8)
  local option
  for option in "${!defaults[@]}"; do
    [[ " $* " == *" $option"[\ =]* ]] || set -- "$@" "$option" "${defaults[$option]}"
  done
  client token --key "$KEYS/token-issuer.pem" --issuer "$TOKEN_ISSUER" --audience "$TOKEN_AUDIENCE" "$@"
}

# write_token NAME [OPTION…]: a token into run/NAME, replaced as a whole: another command may be reading it.
write_token() {
  local name=$1 new=$RUN/$1.$$
  shift
  (umask 077 && make_token "$@" >"$new") || { rm -f "$new" && fail "the token for run/$name cannot be made"; }
  mv "$new" "$RUN/$name"
}

print_token() {
  CURRENT_STEP="token"
  [[ -x $(program dukcapilctl) && -f $KEYS/token-issuer.pem ]] || fail "nothing is built yet: run './dukcapil up'"
  make_token "$@" || exit $?
}

load_sample() {
  [[ ! -f $SAMPLE/loaded ]] || return 0
  step "Load the sample"
  local line
  client sample load 2>&1 | tee "$LOGS/sample.log" | while IFS= read -r line; do note "$line"; done ||
    fail "the sample could not be loaded" "$LOGS/sample.log"
  date --utc +%FT%TZ >"$SAMPLE/loaded"
}

# Until Ctrl-C, or the end of the terminal.
stay_up() {
  sleep infinity &
  local idle=$!
  trap 'kill "$idle"' INT TERM HUP
  wait "$idle" || true
}

# Brings everything up for as long as this process lasts; what was already up when it began stays up.
borrow_environment() {
  lock_state
  is_anything_running || trap 'trap - EXIT; lock_state; stop_everything' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  start_everything
  unlock_state
  export_client_environment
}

demo() {
  local once=0 days=0 verdict=0
  while (($# > 0)); do
    case $1 in
      --once) once=1 ;;
      --days)
        [[ ${2:-} =~ ^[1-9][0-9]{0,2}$ ]] || fail "--days takes a number of days, 1 to 999"
        days=$2
        shift
        ;;
      *) fail "demo takes --once and --days N, not '$1'" ;;
    esac
    shift
  done
  [[ -t 0 && -t 1 ]] || once=1
  borrow_environment
  load_sample
  step "Report"
  client report --reference || verdict=$?
  if ((days)); then
    live_days "$days"
    step "What came of them"
    print_days "$days"
  fi
  if ((!once)); then
    note "the gateway listens on $DUKCAPIL_GATEWAY (its CA: $DUKCAPIL_CA)"
    note "a token: ./dukcapil token      another look: ./dukcapil report      stop: Ctrl-C"
    stay_up
  fi
  exit "$verdict"
}
