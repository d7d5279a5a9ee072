# Days that pass: the business date is a file that the services read at every look.
# shellcheck shell=bash disable=SC2153

readonly BUSINESS_DATE_FILE=$STATE/business-date DAYS=$SAMPLE/days.csv

business_date() { printf '%s' "$(<"$BUSINESS_DATE_FILE")"; }

# Replaced as a whole: who reads it sees the day before or this one.
write_business_date() {
  printf '%s\n' "$1" >"$BUSINESS_DATE_FILE.new"
  mv "$BUSINESS_DATE_FILE.new" "$BUSINESS_DATE_FILE"
}

need_business_date() { [[ -s $BUSINESS_DATE_FILE ]] || write_business_date "$BUSINESS_DATE"; }

is_day_lived() { grep -q "^$1," "$DAYS" 2>/dev/null; }

# live_day DAY: the day goes into the table when its proofs hold.
live_day() {
  local row
  [[ ! $1 < $(business_date) ]] || fail "the business date is $(business_date) and does not go back to $1"
  write_business_date "$1"
  row=$(client --timeout 600 --output csv sample day --date "$1" --second-token-file "$RUN/second-token" \
    --ministry-token-file "$RUN/ministry-token" 2>"$LOGS/day.log") ||
    fail "$1 could not be lived" "$LOGS/day.log"
  client --timeout 600 verify >"$LOGS/verify.log" 2>&1 || fail "the proofs do not hold at the end of $1" "$LOGS/verify.log"
  printf '%s\n' "${row##*$'\n'}" | tr -d '\r' >>"$DAYS"
}

# live_days N: lives what is not lived yet of the N days after the reference day. The lock is held until all are, so
# that two launchers do not move the date against each other.
live_days() {
  local number day
  exec 8>"$STATE/business-date.lock"
  flock --nonblock 8 || fail "another ./dukcapil lets the days of this environment pass"
  step "Let $1 days pass"
  write_token second-token --subject second-person
  write_token ministry-token --subject ministry --role ministry --region -
  for ((number = 1; number <= $1; number++)); do
    day=$(date --utc --date="$BUSINESS_DATE + $number days" +%F)
    is_day_lived "$day" || live_day "$day"
  done
  exec 8>&-
}

# print_days N: a line a day.
print_days() {
  local last
  last=$(date --utc --date="$BUSINESS_DATE + $1 days" +%F)
  awk -F, -v last="$last" '
    BEGIN { printf "%-10s %8s %7s %7s %7s %8s  %-11s  %s\n",
                   "DATE", "RECORDED", "PRINTED", "SPOILED", "ON HAND", "WAITING", "MODE", "RUNS OUT (p50)" }
    $1 <= last { printf "%-10s %8d %7d %7d %7d %8d  %-11s  %s\n", $1, $2, $3, $4, $5, $6, $7, $8 }' "$DAYS"
}
