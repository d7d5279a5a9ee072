# The private MariaDB: its own data directory, on loopback, with one schema and one user per service.
# shellcheck shell=bash

readonly DATABASE_START_SECONDS=60 DATABASE_STOP_SECONDS=60

# A unix socket's path has at most 107 bytes. In a deep checkout it lies in a short directory that is recorded.
database_socket() {
  local socket=$RUN/database.sock
  if ((${#socket} > 107)); then
    [[ -d $(cat "$RUN/socket-directory" 2>/dev/null) ]] || mktemp -d /tmp/dukcapil.XXXXXX >"$RUN/socket-directory"
    socket=$(<"$RUN/socket-directory")/database.sock
  fi
  printf '%s' "$socket"
}

remove_socket_directory() {
  [[ ! -f $RUN/socket-directory ]] || { rm -rf "$(<"$RUN/socket-directory")" && rm -f "$RUN/socket-directory"; }
}

# as_administrator: runs the SQL on stdin as the account that owns the process, by peer credentials.
as_administrator() {
  mariadb --no-defaults --batch --skip-column-names --socket="$(database_socket)" --user="$(id -un)"
}

is_database_ready() { as_administrator <<<'SELECT 1' >/dev/null 2>&1; }

# The data directory appears under its name only when it is complete.
need_database_directory() {
  [[ ! -d $DATABASE ]] || return 0
  step "Make a private MariaDB"
  rm -rf "$DATABASE.new"
  (umask 077 && mkdir "$DATABASE.new")
  run_logged "$LOGS/database-install.log" mariadb-install-db --no-defaults --datadir="$DATABASE.new" \
    --tmpdir="$DATABASE_TEMPORARY" --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
    --skip-test-db --user="$(id -un)"
  if [[ ${DUKCAPIL_DATABASE_ENCRYPTION:-0} == 1 ]]; then
    (umask 077 && printf '1;%s\n' "$(openssl rand -hex 32)" >"$KEYS/database-encryption")
  fi
  mv "$DATABASE.new" "$DATABASE"
}

# Tablespaces, temporary files and the redo log, where the database was made so.
encryption_options() {
  [[ -f $KEYS/database-encryption ]] || return 0
  printf '%s\n' --plugin-load-add=file_key_management \
    "--file-key-management-filename=$KEYS/database-encryption" --file-key-management-encryption-algorithm=AES_CTR \
    --innodb-encrypt-tables=FORCE --innodb-encrypt-log=ON --innodb-encrypt-temporary-tables=ON \
    --encrypt-tmp-files=ON --aria-encrypt-tables=ON
}

has_database_answered() { is_database_ready || ! is_running database; }

start_database() {
  local port log=$LOGS/database.log
  local -a encryption
  mapfile -t encryption < <(encryption_options)
  port=$(free_port)
  : >"$log"
  start_process database mariadbd --no-defaults --user="$(id -un)" --datadir="$DATABASE" \
    --tmpdir="$DATABASE_TEMPORARY" --socket="$(database_socket)" --bind-address=127.0.0.1 --port="$port" \
    --pid-file="$DATABASE/mariadbd.pid" --skip-name-resolve --skip-log-bin --local-infile=OFF \
    --default-time-zone=+00:00 --character-set-server=utf8mb4 --max-connections=300 --innodb-buffer-pool-size=512M \
    --innodb-log-file-size=256M --innodb-flush-log-at-trx-commit=1 "${encryption[@]}"
  wait_until "$DATABASE_START_SECONDS" has_database_answered || return 1
  is_running database && printf '%s\n' "$port" >"$RUN/database.port"
}

# One schema and one user a service, with no right outside it. Passwords travel on stdin, not in arguments.
grant_schemas() {
  local schema password
  for schema in "${SCHEMAS[@]}"; do
    password=$(<"$KEYS/$schema-svc/database-password")
    cat <<SQL
CREATE DATABASE IF NOT EXISTS \`$schema\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '$schema'@'localhost' IDENTIFIED BY '$password';
ALTER USER '$schema'@'localhost' IDENTIFIED BY '$password';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE TEMPORARY TABLES
  ON \`$schema\`.* TO '$schema'@'localhost';
SQL
  done | as_administrator
}

need_database() {
  need_database_directory
  ! { is_running database && is_database_ready; } || return 0
  step "Start the database"
  stop_process database "$DATABASE_STOP_SECONDS"
  # The port may be taken between the choice and the start: then another is tried.
  local attempt
  for attempt in 1 2 3; do
    ! start_database || break
    stop_process database "$DATABASE_STOP_SECONDS"
    if ((attempt == 3)) || ! grep -q 'Address already in use' "$LOGS/database.log"; then
      fail "mariadbd did not become ready" "$LOGS/database.log"
    fi
  done
  grant_schemas 2>"$LOGS/database-grants.log" || fail "the schemas could not be made" "$LOGS/database-grants.log"
}

stop_database() {
  stop_process database "$DATABASE_STOP_SECONDS"
  rm -f "$RUN/database.port" "$RUN/token" "$RUN/second-token" "$RUN/ministry-token"
  remove_socket_directory
}
