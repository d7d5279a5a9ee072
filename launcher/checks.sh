# Tests, slow checks and measurements.
# shellcheck shell=bash

readonly SANITIZE_BUILD=$ROOT/.dukcapil/build/sanitize

build_everything() {
  make_state_directories
  need_packages "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
  need_node_modules
  build_programs
  step "Build with sanitizers"
  build_tree "$SANITIZE_BUILD" "$LOGS/build-sanitize.log" \
    -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g1" -DDUKCAPIL_SANITIZE=ON -- all
}

# ctest's summary is the last thing said.
run_tests() {
  build_everything
  step "Test"
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:abort_on_error=0
  export LSAN_OPTIONS=suppressions=$ROOT/tests/sanitizers/leaks.supp:print_suppressions=0
  export UBSAN_OPTIONS=print_stacktrace=1
  exec ctest --test-dir "$SANITIZE_BUILD" --output-on-failure --parallel "$(nproc)"
}

run_checks() {
  build_everything
  step "clang-tidy over everything"
  "$ROOT/tests/lint/clang_tidy.sh" "$SANITIZE_BUILD" all
}

# run_bench [ROW…]: on the running environment with the sample in it.
run_bench() {
  make_state_directories
  need_packages "${BENCH_PACKAGES[@]}"
  borrow_environment
  step "Build the measuring programs"
  build_tree "$BUILD" "$LOGS/build-bench.log" -DCMAKE_BUILD_TYPE=Release -- tests/bench/all
  load_sample
  export DUKCAPIL_BUILD=$BUILD DUKCAPIL_CERTIFICATES=$CERTIFICATES DUKCAPIL_KEYS=$KEYS
  export DUKCAPIL_TOKEN_ISSUER_KEY=$KEYS/token-issuer.pub.pem
  export DUKCAPIL_TOKEN_ISSUER=$TOKEN_ISSUER DUKCAPIL_TOKEN_AUDIENCE=$TOKEN_AUDIENCE
  export DUKCAPIL_DATABASE_SOCKET
  DUKCAPIL_DATABASE_SOCKET=$(database_socket)
  step "Measure"
  local status=0
  "$ROOT/tests/bench/run" "$@" || status=$?
  exit "$status"
}
