// What the handlers share: made once by server.cc, immutable but for the store's connections. Thread-safe.
#pragma once

#include "platform/access/access_policy.h"
#include "platform/clock/clock.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/page_token.h"
#include "population-svc/storage/store.h"

namespace dukcapil::population {

struct Population {
  storage::Store store;
  Clock clock;
  const AccessPolicy& policy;
  Aead nik_aead;
  BlindIndex nik_index;
  PageTokens page_tokens;
};

}  // namespace dukcapil::population
