# Where things are and what the embedded environment is called.
# shellcheck shell=bash disable=SC2034

STATE=$(realpath -m "${DUKCAPIL_STATE:-$ROOT/.dukcapil}")
BUILD=$(realpath -m "${DUKCAPIL_BUILD:-$ROOT/.dukcapil/build/release}")
readonly STATE BUILD
readonly CERTIFICATES=$STATE/certs KEYS=$STATE/keys DATABASE=$STATE/database
# The database's own: a server that starts removes the temporary tables it finds there, also those of another server.
readonly DATABASE_TEMPORARY=$STATE/database-temporary
readonly RUN=$STATE/run LOGS=$STATE/log SAMPLE=$STATE/sample

# The day of the report that the sample reproduces.
readonly BUSINESS_DATE=2023-10-14

readonly TOKEN_ISSUER=dukcapil-development TOKEN_AUDIENCE=dukcapil

# In the order in which they are started: nobody calls a service that starts after it
# (population-svc follows the changes of inventory-svc, which is not calling: it does not wait for it).
readonly SERVICES=(population-svc outreach-svc inventory-svc gateway)
# Each of these has a schema and a database user of its own, both of that name.
readonly SCHEMAS=(population outreach inventory)

# The compiler cache is state like the rest, unless the user keeps one elsewhere.
export CCACHE_DIR=${CCACHE_DIR:-$ROOT/.dukcapil/ccache}

# The marker says that the folder is ours: another's is neither filled nor, later, deleted.
make_state_directories() {
  if [[ $STATE != "$ROOT/.dukcapil" && -d $STATE && ! -f $STATE/.dukcapil-state && -n $(ls -A "$STATE") ]]; then
    fail "DUKCAPIL_STATE names a folder that is not empty and not made by this launcher: $STATE"
  fi
  (umask 077 && mkdir -p "$STATE" && : >"$STATE/.dukcapil-state" &&
    mkdir -p "$CERTIFICATES" "$KEYS" "$RUN" "$LOGS" "$SAMPLE" "$DATABASE_TEMPORARY")
}

# One launcher at a time changes what runs; the lock ends with this process.
lock_state() {
  make_state_directories
  exec 9>"$STATE/lock"
  flock --wait 5 9 || fail "another ./dukcapil is starting or stopping this environment: try again when it is done"
}

unlock_state() { exec 9>&-; }
