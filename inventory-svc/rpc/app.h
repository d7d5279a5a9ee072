// What the handlers share: made once by server.cc. Thread-safe.
#pragma once

#include "inventory-svc/rpc/bulletin_cache.h"
#include "inventory-svc/rpc/sisters.h"
#include "inventory-svc/storage/store.h"
#include "platform/changes/consumer.h"
#include "platform/clock/clock.h"
#include "platform/clock/working_calendar.h"
#include "platform/crypto/page_token.h"

namespace dukcapil::inventory {

struct Inventory {
  Store store;
  Clock clock;
  WorkingCalendar calendar;
  PageTokens page_tokens;
  Sisters sisters;
  changes::Horizon register_horizon = {};  // up to which time the register's changes are followed
  BulletinCache bulletins = BulletinCache();
};

}  // namespace dukcapil::inventory
