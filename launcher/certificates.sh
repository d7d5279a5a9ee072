# The development CA, one certificate a program, and the keys. All are made on this machine and stay on it.
# shellcheck shell=bash

# The services recognise a development environment by this name in the certificate of the CA.
readonly DEVELOPMENT_ORGANIZATION="dukcapil development"
readonly RENEW_BEFORE_SECONDS=$((30 * 24 * 3600))

# private_key FILE: a new EC P-256 key, readable by its owner alone.
private_key() {
  (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1") 2>>"$LOGS/certificates.log"
}

is_certificate_valid() {
  [[ -f $1 ]] && openssl x509 -in "$1" -noout -checkend "$RENEW_BEFORE_SECONDS" >/dev/null 2>&1
}

make_ca() {
  private_key "$CERTIFICATES/ca.key"
  openssl req -x509 -new -key "$CERTIFICATES/ca.key" -sha256 -days 3650 -out "$CERTIFICATES/ca.pem" \
    -subj "/O=$DEVELOPMENT_ORGANIZATION/CN=dukcapil development CA" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
    2>>"$LOGS/certificates.log"
}

# make_certificate NAME: for both ends of mutual TLS, valid for NAME and for this machine.
make_certificate() {
  local base=$CERTIFICATES/$1
  private_key "$base.key"
  openssl req -new -key "$base.key" -subj "/O=$DEVELOPMENT_ORGANIZATION/CN=$1" 2>>"$LOGS/certificates.log" |
    openssl x509 -req -CA "$CERTIFICATES/ca.pem" -CAkey "$CERTIFICATES/ca.key" -sha256 -days 365 \
      -set_serial "0x$(openssl rand -hex 16)" -out "$base.pem" -extfile <(
        printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n'
        printf 'extendedKeyUsage=serverAuth,clientAuth\n'
        printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\n' "$1"
      ) 2>>"$LOGS/certificates.log"
}

need_certificates() {
  local name
  if ! is_certificate_valid "$CERTIFICATES/ca.pem"; then
    step "Make a development CA"
    rm -f "$CERTIFICATES"/*
    make_ca || fail "openssl could not make the CA" "$LOGS/certificates.log"
  fi
  for name in "${SERVICES[@]}" dukcapilctl; do
    is_certificate_valid "$CERTIFICATES/$name.pem" || make_certificate "$name" ||
      fail "openssl could not make the certificate of $name" "$LOGS/certificates.log"
  done
}
