# What the machine must have: Debian packages, and the npm modules of package-lock.json.
# shellcheck shell=bash

# mariadb-server-core has the server's programs without the system service that mariadb-server would set up.
# libboost-dev is 1.74: libmysqlcppconn-dev depends on it, and it cannot be installed beside 1.81.
BUILD_PACKAGES=(
  g++ cmake ninja-build ccache mold pkg-config git ca-certificates openssl
  libgrpc++-dev protobuf-compiler-grpc libprotobuf-dev protobuf-compiler libabsl-dev libssl-dev
  libmysqlcppconn-dev mariadb-server-core mariadb-client-core
  libgtest-dev libgmock-dev libbenchmark-dev libspdlog-dev libboost-dev liblemon-dev coinor-libclp-dev
  libjwt-dev nlohmann-json3-dev libcli11-dev libcsv-dev libctemplate-dev libfccp-dev
)
# The key plug-in for encryption at rest comes with the full server package.
[[ ${DUKCAPIL_DATABASE_ENCRYPTION:-0} != 1 ]] || BUILD_PACKAGES+=(mariadb-server)
# libclang-rt has the sanitizer headers that clang-tidy reads in a tree with sanitizers.
readonly TEST_PACKAGES=(clang-format clang-tidy libclang-rt-14-dev nghttp2-client curl mariadb-server)
readonly BENCH_PACKAGES=(nghttp2-client nginx-light libnginx-mod-http-lua lua-cjson)

# missing_packages PACKAGE…: those of them that are not installed, one a line.
missing_packages() {
  local installed
  installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  local package
  for package in "$@"; do
    grep -qxF "$package installed" <<<"$installed" || printf '%s\n' "$package"
  done
}

# While packages are unpacked nothing may be started: a package that brings a server would start it.
without_services() {
  local policy=/usr/sbin/policy-rc.d
  if [[ -e $policy ]]; then
    "$@"
    return
  fi
  (
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 0755 "$policy"
    "$@"
  )
}

# Of the system services that our packages can bring, those that this machine does not have.
absent_units() {
  local unit
  for unit in nginx mariadb; do [[ -e /lib/systemd/system/$unit.service ]] || printf '%s\n' "$unit"; done
}

# disable_new_units UNIT…: what has come with the packages must not start at the next boot either.
disable_new_units() {
  command -v systemctl >/dev/null || return 0
  local unit
  for unit in "$@"; do
    [[ ! -e /lib/systemd/system/$unit.service ]] || run_logged "$LOGS/packages-units.log" systemctl disable "$unit.service"
  done
}

# need_packages PACKAGE…: installs those that are missing, after saying which.
need_packages() {
  command -v dpkg-query >/dev/null || fail "this is not Debian; install the equivalents of: $*"
  local -a wanted=("$@") missing
  # Node.js may come from elsewhere; any version from 18 on will do.
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  ((${#missing[@]})) || return 0

  step "Install Debian packages"
  note "missing: ${missing[*]}"
  [[ $EUID -eq 0 ]] || fail "only root can install them: apt-get install --no-install-recommends ${missing[*]}"
  local -a units
  mapfile -t units < <(absent_units)
  run_logged "$LOGS/packages-update.log" apt-get update
  export DEBIAN_FRONTEND=noninteractive
  run_logged "$LOGS/packages.log" without_services apt-get install --yes --no-install-recommends "${missing[@]}"
  disable_new_units "${units[@]}"
}

# need_node_modules: node_modules as package-lock.json says; nothing of what the modules bring is run.
need_node_modules() {
  local stamp=$ROOT/node_modules/.dukcapil-lock
  ! cmp -s "$ROOT/package-lock.json" "$stamp" || return 0
  step "Install npm modules"
  run_logged "$LOGS/npm.log" npm --prefix "$ROOT" ci --ignore-scripts --no-audit --no-fund
  cp "$ROOT/package-lock.json" "$stamp"
}
