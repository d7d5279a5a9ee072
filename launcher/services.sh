# The four services over mutual TLS, each on a port that the system picks, but for the one that is followed.
# shellcheck shell=bash

readonly SERVICE_START_SECONDS=60 SERVICE_STOP_SECONDS=20

# service_address NAME: where it listens, from the file that it writes when it does.
service_address() { printf '127.0.0.1:%s' "$(<"$RUN/$1.port")"; }

# reserve_port NAME: a port that others may know before NAME starts, and that it keeps when it starts again: whoever
# follows its changes starts before it.
reserve_port() {
  local port
  port=$(cat "$RUN/$1.reserved" 2>/dev/null) || port=
  [[ -z $port ]] || ! is_running "$1" || return 0
  if [[ -z $port ]] || is_port_taken "$port"; then port=$(free_port); fi
  printf '%s' "$port" >"$RUN/$1.reserved"
}

reserved_address() { printf '127.0.0.1:%s' "$(<"$RUN/$1.reserved")"; }

# service_flags NAME: one flag a line.
service_flags() {
  local name=$1 schema=${1%-svc} listen=127.0.0.1:0
  [[ $name != inventory-svc ]] || listen=$(reserved_address inventory-svc)
  printf '%s\n' --listen="$listen" --port_file="$RUN/$name.port" \
    --tls_certificate="$CERTIFICATES/$name.pem" --tls_key="$CERTIFICATES/$name.key" \
    --tls_ca="$CERTIFICATES/ca.pem" --development --business_date_file="$BUSINESS_DATE_FILE"
  if [[ $name != gateway ]]; then
    printf '%s\n' --database_socket="$(database_socket)" --database_user="$schema" --database_schema="$schema" \
      --database_password_file="$KEYS/$name/database-password" --keys_directory="$KEYS/$name" \
      --working_calendar="$ROOT/samples/holidays.csv"
  fi
  case $name in
    population-svc)
      printf '%s\n' --region_data="$ROOT/node_modules/idn-area-data/data" \
        --inventory_address="$(reserved_address inventory-svc)"
      ;;
    outreach-svc) printf '%s\n' --population_address="$(service_address population-svc)" ;;
    inventory-svc)
      printf '%s\n' --population_address="$(service_address population-svc)" \
        --outreach_address="$(service_address outreach-svc)"
      ;;
    gateway)
      printf '%s\n' --population_address="$(service_address population-svc)" \
        --inventory_address="$(service_address inventory-svc)" \
        --outreach_address="$(service_address outreach-svc)" \
        --token_issuer_key="$KEYS/token-issuer.pub.pem" --token_issuer="$TOKEN_ISSUER" \
        --token_audience="$TOKEN_AUDIENCE"
      ;;
  esac
}

# Healthy, running the program as it is now on disk (not one that a build has replaced since), with the flags that
# it would get now. A service whose neighbour came back on another port thus counts as stale.
is_service_current() {
  local pid
  pid=$(recorded_pid "$1")
  [[ -n $pid && $(readlink "/proc/$pid/exe") != *" (deleted)" ]] &&
    [[ $(program "$1") == "$(cat "$RUN/$1.program" 2>/dev/null)" ]] &&
    [[ $(service_flags "$1") == "$(cat "$RUN/$1.flags" 2>/dev/null)" ]] && is_healthy "$1"
}

is_healthy() {
  [[ -s $RUN/$1.port ]] && "$(program dukcapilctl)" health --address "$(service_address "$1")" \
    --ca "$CERTIFICATES/ca.pem" --certificate "$CERTIFICATES/dukcapilctl.pem" \
    --key "$CERTIFICATES/dukcapilctl.key" >/dev/null 2>&1
}

is_healthy_or_gone() { is_healthy "$1" || ! is_running "$1"; }

need_service() {
  local name=$1 log=$LOGS/$1.log
  local -a flags
  ! is_service_current "$name" || return 0
  step "Start $name"
  stop_process "$name" "$SERVICE_STOP_SECONDS"
  rm -f "$RUN/$name.port"
  program "$name" >"$RUN/$name.program"
  service_flags "$name" >"$RUN/$name.flags"
  mapfile -t flags <"$RUN/$name.flags"
  : >"$log"
  start_process "$name" "$(program "$name")" "${flags[@]}"
  wait_until "$SERVICE_START_SECONDS" is_healthy_or_gone "$name" ||
    fail "$name was not healthy within $SERVICE_START_SECONDS s" "$log"
  is_running "$name" || fail "$name ended while it started" "$log"
  STARTED_SOMETHING=1
}

need_services() {
  local name
  STARTED_SOMETHING=0
  reserve_port inventory-svc
  for name in "${SERVICES[@]}"; do need_service "$name"; done
}

stop_services() {
  local index
  for ((index = ${#SERVICES[@]} - 1; index >= 0; index--)); do
    stop_process "${SERVICES[index]}" "$SERVICE_STOP_SECONDS"
    rm -f "$RUN/${SERVICES[index]}.port"
  done
}

is_anything_running() {
  local name
  for name in "${SERVICES[@]}" database; do ! is_running "$name" || return 0; done
  return 1
}
