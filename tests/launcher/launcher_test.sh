#!/usr/bin/env bash
# The launcher itself, on the real private MariaDB and with stubs in place of the four services and the client.
# Each case is a function; the first that fails ends the test, and says where.
set -Eeuo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
export DUKCAPIL_STATE=$work/state DUKCAPIL_BUILD=$work/build
trap 'status=$?; "$root/dukcapil" clean >/dev/null 2>&1 || true; rm -rf "$work"; exit "$status"' EXIT

die() {
  printf 'FAILED in %s: %s\n' "${FUNCNAME[1]}" "$1" >&2
  exit 1
}
trap 'printf "FAILED in %s, line %s\n" "${FUNCNAME[0]:-main}" "$LINENO" >&2' ERR

for service in population-svc outreach-svc inventory-svc gateway; do
  mkdir -p "$DUKCAPIL_BUILD/$service"
  cp "$root/tests/launcher/stubs/service" "$DUKCAPIL_BUILD/$service/$service"
done
mkdir -p "$DUKCAPIL_BUILD/cli"
cp "$root/tests/launcher/stubs/dukcapilctl" "$DUKCAPIL_BUILD/cli/dukcapilctl"

launcher() { "$root/dukcapil" "$@" >"$work/out" 2>"$work/messages"; }
pid_of() { cut -d' ' -f1 "$DUKCAPIL_STATE/run/$1.pid"; }
is_alive() { [[ -r /proc/$1/stat ]] && ! grep -q ') Z ' "/proc/$1/stat"; }
sql_as() { # SCHEMA SQL
  mariadb --no-defaults --batch --skip-column-names --socket="$DUKCAPIL_STATE/run/database.sock" --user="$1" \
    --password="$(cat "$DUKCAPIL_STATE/keys/$1-svc/database-password")" --execute="$2" 2>&1
}

up_starts_everything_once() {
  launcher up || die "$(cat "$work/messages")"
  local before after
  before=$(cat "$DUKCAPIL_STATE"/run/*.pid)
  launcher up
  after=$(cat "$DUKCAPIL_STATE"/run/*.pid)
  [[ $before == "$after" ]] || die "a second up restarted something"
  grep -q "already up" "$work/messages" || die "a second up does not say that it had nothing to do"
}

secrets_are_private() {
  local file count=0
  while read -r file; do
    [[ $(stat -c %a "$file") == 600 ]] || die "$file can be read by others"
    count=$((count + 1))
  done < <(find "$DUKCAPIL_STATE" -name '*.key' -o -name database-password -o -name token-issuer.pem -o -name token)
  ((count >= 14)) || die "only $count secrets were found"
}

certificates_are_for_their_service() {
  local certs=$DUKCAPIL_STATE/certs
  openssl verify -CAfile "$certs/ca.pem" -verify_hostname inventory-svc "$certs/inventory-svc.pem" >/dev/null
  openssl verify -CAfile "$certs/ca.pem" -verify_ip 127.0.0.1 "$certs/gateway.pem" >/dev/null
  ! openssl verify -CAfile "$certs/ca.pem" -verify_hostname gateway "$certs/inventory-svc.pem" >/dev/null 2>&1 ||
    die "the certificate of one service passes for another's"
}

schemas_are_apart() {
  sql_as inventory "CREATE TABLE inventory.secret (id INT PRIMARY KEY); INSERT INTO inventory.secret VALUES (1)"
  [[ $(sql_as inventory "SELECT id FROM inventory.secret") == 1 ]] || die "a user cannot use its own schema"
  ! sql_as population "SELECT id FROM inventory.secret" >"$work/refusal" || die "population reads inventory"
  grep -q denied "$work/refusal" || die "refused for another reason: $(cat "$work/refusal")"
  [[ $(sql_as population "SHOW DATABASES" | grep -v information_schema) == population ]] ||
    die "population sees other schemas"
  ! mariadb --no-defaults --socket="$DUKCAPIL_STATE/run/database.sock" --user=nobody -e "SELECT 1" 2>/dev/null ||
    die "an anonymous user gets in"
}

commits_are_durable() {
  [[ $(sql_as population "SELECT @@innodb_flush_log_at_trx_commit, @@local_infile") == $'1\t0' ]] ||
    die "the database may lose acknowledged writes, or reads local files"
}

a_dead_service_comes_back_with_those_that_call_it() {
  local population inventory gateway
  population=$(pid_of population-svc) inventory=$(pid_of inventory-svc) gateway=$(pid_of gateway)
  kill -KILL "$inventory"
  launcher up
  [[ $(pid_of inventory-svc) != "$inventory" ]] || die "inventory-svc was not started again"
  [[ $(pid_of population-svc) == "$population" ]] || die "population-svc was restarted for nothing"
  [[ $(pid_of gateway) != "$gateway" ]] || die "the gateway still calls the old port"
}

a_rebuilt_program_is_restarted() {
  # The stub is a script, whose executable is the shell: a shell of its own can be replaced under it.
  local outreach=$DUKCAPIL_BUILD/outreach-svc before
  cp /bin/bash "$outreach/shell"
  sed -i "1s|.*|#!$outreach/shell|" "$outreach/outreach-svc"
  kill -KILL "$(pid_of outreach-svc)"
  launcher up
  before=$(pid_of outreach-svc)
  cp /bin/bash "$outreach/shell.new" && mv "$outreach/shell.new" "$outreach/shell"
  launcher up
  [[ $(pid_of outreach-svc) != "$before" ]] || die "the old program still runs"
}

down_spares_a_stranger_with_our_pid() {
  sleep 1000 &
  local stranger=$! gateway
  gateway=$(pid_of gateway)
  echo "$stranger 1" >"$DUKCAPIL_STATE/run/gateway.pid"
  launcher down
  is_alive "$stranger" || die "a process that the launcher did not start was ended"
  kill "$stranger" "$gateway"
}

down_ends_everything_and_keeps_the_data() {
  launcher up
  local -a pids
  mapfile -t pids < <(cut -d' ' -f1 "$DUKCAPIL_STATE"/run/*.pid)
  ((${#pids[@]} == 5)) || die "${#pids[@]} processes are recorded"
  launcher down
  local pid
  for pid in "${pids[@]}"; do ! is_alive "$pid" || die "process $pid still runs"; done
  launcher up
  [[ $(sql_as inventory "SELECT COUNT(*) FROM inventory.secret") == 1 ]] || die "the data is gone"
  launcher down
}

a_failure_names_step_cause_and_log() {
  touch "$DUKCAPIL_BUILD/inventory-svc/refuse-to-start"
  ! launcher up || die "up succeeded"
  rm "$DUKCAPIL_BUILD/inventory-svc/refuse-to-start"
  grep -q "FAILED  Start inventory-svc" "$work/messages" || die "the step is not named"
  grep -q "inventory-svc ended while it started" "$work/messages" || die "the cause is not named"
  grep -q "log .*inventory-svc.log" "$work/messages" || die "the log is not named"
  grep -q "the stub was told to refuse" "$work/messages" || die "the log is not shown"
  launcher up || die "up does not recover from a half-started state"
  launcher down
}

a_missing_program_is_named() {
  mv "$DUKCAPIL_BUILD/gateway/gateway" "$work/gateway"
  ! launcher up || die "up succeeded without a gateway"
  mv "$work/gateway" "$DUKCAPIL_BUILD/gateway/gateway"
  grep -q "the program gateway is not in" "$work/messages" || die "$(cat "$work/messages")"
}

demo_loads_once_reports_and_stops() {
  launcher demo --once || die "$(cat "$work/messages")"
  grep -q '^gateway 127.0.0.1:[0-9]' "$work/out" || die "no report"
  launcher demo --once
  [[ $(cat "$DUKCAPIL_BUILD/cli/asked") == "sample load" ]] || die "the sample was not loaded exactly once"
  ! ls "$DUKCAPIL_STATE"/run/*.pid >/dev/null 2>&1 || die "demo --once left something running"
  echo 3 >"$DUKCAPIL_BUILD/cli/report-status"
  local status=0
  launcher demo --once || status=$?
  [[ $status == 3 ]] || die "the report ended with 3, demo with $status"
}

demo_leaves_up_what_was_up() {
  rm "$DUKCAPIL_BUILD/cli/report-status"
  launcher up
  launcher demo --once
  is_alive "$(pid_of gateway)" || die "demo took down what it had not started"
}

each_day_passes_once_with_its_proofs_and_never_backwards() {
  local days=$DUKCAPIL_BUILD/cli/days
  echo 1 >"$DUKCAPIL_BUILD/cli/verify-status"
  ! launcher demo --once --days 2 || die "the proofs do not hold and the demo goes on"
  grep -q "the proofs do not hold at the end of 2023-10-15" "$work/messages" || die "$(cat "$work/messages")"
  rm "$DUKCAPIL_BUILD/cli/verify-status" "$days"
  launcher demo --days 2 --once || die "$(cat "$work/messages")"
  [[ $(cat "$days") == $'2023-10-15 2023-10-15\n2023-10-16 2023-10-16' ]] || die "days lived: $(cat "$days")"
  grep -q '^2023-10-16  *1  *2  *3  *4  *5  NORMAL  *later$' "$work/out" || die "$(cat "$work/out")"
  launcher demo --once --days 3 || die "$(cat "$work/messages")"
  [[ $(tail -n +3 "$days") == "2023-10-17 2023-10-17" ]] || die "days were lived again: $(cat "$days")"
  sed -i /2023-10-16/d "$DUKCAPIL_STATE/sample/days.csv"
  ! launcher demo --once --days 3 || die "the date went backwards"
  grep -q "does not go back to 2023-10-16" "$work/messages" || die "$(cat "$work/messages")"
  local lock
  exec {lock}>"$DUKCAPIL_STATE/business-date.lock"
  flock "$lock"
  ! launcher demo --once --days 4 || die "two launchers let days pass"
  exec {lock}>&-
  grep -q "another ./dukcapil lets the days" "$work/messages" || die "$(cat "$work/messages")"
  ! launcher demo --once --days none || die "--days none was taken"
}

other_words_go_to_the_client() {
  launcher stock receive --dry-run
  [[ $(cat "$work/out") == "asked: stock receive --dry-run" ]] || die "$(cat "$work/out")"
  launcher token --role clerk --region=17.03
  grep -q -- "--key .*token-issuer.pem --issuer dukcapil-development" "$work/out" || die "$(cat "$work/out")"
  grep -q -- "--role clerk --region=17.03" "$work/out" || die "$(cat "$work/out")"
  [[ $(grep -o -- --region "$work/out" | wc -l) == 1 ]] || die "a given option is given again: $(cat "$work/out")"
}

# The stub makes none while the one that others read is empty.
a_token_is_replaced_as_a_whole() {
  launcher stock list || die "$(cat "$work/messages")"
  [[ $(cat "$DUKCAPIL_STATE/run/token") == token* ]] || die "no token"
  [[ $(stat -c %a "$DUKCAPIL_STATE/run/token") == 600 ]] || die "the token can be read by others"
  [[ $(echo "$DUKCAPIL_STATE"/run/token*) == "$DUKCAPIL_STATE/run/token" ]] || die "half a token is left"
}

clean_stops_and_deletes() {
  local gateway
  gateway=$(pid_of gateway)
  launcher clean
  ! is_alive "$gateway" || die "the gateway outlived clean"
  [[ ! -e $DUKCAPIL_STATE ]] || die "state is left"
}

a_deep_checkout_gets_a_short_socket() {
  local depth
  depth=$work/$(printf 'd%.0s' {1..90})
  DUKCAPIL_STATE=$depth/state launcher up || die "$(cat "$work/messages")"
  local short
  short=$(cat "$depth/state/run/socket-directory")
  [[ -S $short/database.sock ]] || die "no socket in $short"
  DUKCAPIL_STATE=$depth/state launcher clean
  [[ ! -e $short ]] || die "$short is left"
}

another_folder_is_neither_filled_nor_deleted() {
  mkdir "$work/home" && touch "$work/home/letter"
  local command
  for command in up clean; do
    ! DUKCAPIL_STATE=$work/home launcher "$command" || die "$command took it"
    grep -q "not made by this launcher" "$work/messages" || die "$(cat "$work/messages")"
    [[ $(ls -A "$work/home") == letter ]] || die "$command left $(ls -A "$work/home")"
  done
}

another_build_is_run_when_asked_for() {
  launcher up || die "$(cat "$work/messages")"
  local before
  before=$(pid_of gateway)
  cp -r "$work/build" "$work/other-build"
  DUKCAPIL_BUILD=$work/other-build launcher up || die "$(cat "$work/messages")"
  [[ $(pid_of gateway) != "$before" ]] || die "the programs of the other build still run"
  launcher clean
}

# What a thief of the disk would read: the rows of a table, unless encryption at rest was asked for.
encryption_at_rest_is_a_switch() {
  local encryption found
  for encryption in 0 1; do
    DUKCAPIL_DATABASE_ENCRYPTION=$encryption launcher up || die "$(cat "$work/messages")"
    sql_as population "CREATE TABLE population.t (v CHAR(32)); INSERT INTO population.t VALUES ('plain-to-a-thief')"
    launcher down
    found=$({ grep -rl plain-to-a-thief "$DUKCAPIL_STATE/database" || true; } | wc -l)
    launcher clean
    ((encryption ? found == 0 : found > 0)) || die "encryption $encryption: the row is in $found files"
  done
}

for case in up_starts_everything_once secrets_are_private certificates_are_for_their_service schemas_are_apart \
  commits_are_durable a_dead_service_comes_back_with_those_that_call_it a_rebuilt_program_is_restarted \
  down_spares_a_stranger_with_our_pid down_ends_everything_and_keeps_the_data \
  a_failure_names_step_cause_and_log a_missing_program_is_named demo_loads_once_reports_and_stops \
  demo_leaves_up_what_was_up each_day_passes_once_with_its_proofs_and_never_backwards other_words_go_to_the_client \
  a_token_is_replaced_as_a_whole clean_stops_and_deletes \
  a_deep_checkout_gets_a_short_socket another_folder_is_neither_filled_nor_deleted \
  another_build_is_run_when_asked_for encryption_at_rest_is_a_switch; do
  "$case"
  echo "ok  $case"
done
