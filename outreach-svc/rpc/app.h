// What the handlers share: made once by server.cc, immutable but for the store's connections. Thread-safe.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/rpc/residents.h"
#include "outreach-svc/storage/store.h"
#include "platform/access/call.h"
#include "platform/changes/consumer.h"
#include "platform/clock/clock.h"
#include "platform/clock/working_calendar.h"
#include "platform/crypto/page_token.h"

namespace dukcapil::outreach {

// The sites of a regency as population-svc knows them now, with whom each is for on `date`: a village for its
// unrecorded less the pupils among them, a school for its unrecorded pupils. NOT_FOUND where there is no such
// regency; UNAVAILABLE; DEADLINE_EXCEEDED.
using FetchSites = std::function<absl::StatusOr<std::vector<Site>>(
    const Call& call, absl::string_view regency, absl::CivilDay date)>;

struct Outreach {
  storage::Store store;
  Clock clock;
  WorkingCalendar calendar;
  PageTokens page_tokens;
  FetchSites fetch_sites;
  Residents residents;
  changes::Horizon register_horizon = {};  // up to which time the register's changes are followed
};

}  // namespace dukcapil::outreach
