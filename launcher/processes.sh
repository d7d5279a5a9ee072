# Starting a process in the background, a port for it, knowing it again, and ending it.
# A record, run/NAME.pid, holds the pid and the start time of the process: a pid alone may by now belong to
# somebody else, and we end only what we started.
# shellcheck shell=bash

# process_start_time PID: clock ticks since boot; nothing when there is no such process, or only its zombie.
process_start_time() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
  local -a fields
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} == Z ]] || printf '%s' "${fields[19]}"
}

# recorded_pid NAME: the pid if that very process still runs, else nothing.
recorded_pid() {
  local pid started
  [[ -f $RUN/$1.pid ]] || return 0
  read -r pid started <"$RUN/$1.pid" || return 0
  if [[ -n $started && $(process_start_time "$pid") == "$started" ]]; then printf '%s' "$pid"; fi
}

is_running() { [[ -n $(recorded_pid "$1") ]]; }

# start_process NAME COMMAND…: the process writes its own record before it becomes COMMAND, so that none is
# ever without one. setsid keeps Ctrl-C at the launcher from reaching it.
start_process() {
  local name=$1
  shift
  rm -f "$RUN/$name.pid"
  (
    local pid=$BASHPID
    printf '%s %s\n' "$pid" "$(process_start_time "$pid")" >"$RUN/$name.pid"
    exec setsid "$@" </dev/null >>"$LOGS/$name.log" 2>&1 9>&-
  ) &
  disown
  wait_until 10 test -s "$RUN/$name.pid" || fail "$name could not be started"
}

# wait_until SECONDS COMMAND…: true as soon as COMMAND is, false when the time is over.
wait_until() {
  local deadline=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
  shift
  until "$@"; do
    ((${EPOCHREALTIME/[.,]/} < deadline)) || return 1
    sleep 0.05
  done
}

is_port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below those that the system gives out.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && is_port_taken "$port"; do :; done
  printf '%s' "$port"
}

is_stopped() { ! is_running "$1"; }

# stop_process NAME SECONDS: asks, waits that long, then insists.
stop_process() {
  local name=$1 pid
  pid=$(recorded_pid "$name")
  if [[ -n $pid ]]; then
    kill -TERM "$pid" 2>/dev/null || true
    if ! wait_until "$2" is_stopped "$name"; then
      note "$name did not stop within $2 s and was killed"
      kill -KILL "$pid" 2>/dev/null || true
      wait_until 10 is_stopped "$name" || fail "$name (pid $pid) cannot be ended" "$LOGS/$name.log"
    fi
  fi
  rm -f "$RUN/$name.pid"
}
