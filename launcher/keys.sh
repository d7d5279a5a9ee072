# Secrets of the development environment: the token issuer's key pair, the data keys of each service and the
# passwords of the database users. Made once, readable by their owner alone, never printed.
# shellcheck shell=bash

# platform/crypto/key_ring.h says how key files are named. A number, so that a newer key can be added while
# data under an older one can still be read.
readonly KEY_ID=1

# key_purposes SERVICE
key_purposes() {
  printf '%s\n' page-token request-fingerprint
  [[ $1 != population-svc ]] || printf '%s\n' nik-aead nik-index
}

# random_file FILE BYTES: that many random bytes, never half a file.
random_file() {
  [[ -f $1 ]] || { (umask 077 && openssl rand -out "$1.new" "$2") && mv "$1.new" "$1"; }
}

need_keys() {
  local schema purpose
  for schema in "${SCHEMAS[@]}"; do
    (umask 077 && mkdir -p "$KEYS/$schema-svc")
    while read -r purpose; do
      random_file "$KEYS/$schema-svc/$purpose-$KEY_ID.key" 32
    done < <(key_purposes "$schema-svc")
    [[ -f $KEYS/$schema-svc/database-password ]] ||
      (umask 077 && printf '%s' "$(openssl rand -hex 24)" >"$KEYS/$schema-svc/database-password")
  done
  if [[ ! -f $KEYS/token-issuer.pub.pem ]]; then
    private_key "$KEYS/token-issuer.pem"
    openssl pkey -in "$KEYS/token-issuer.pem" -pubout -out "$KEYS/token-issuer.pub.pem"
  fi
}
