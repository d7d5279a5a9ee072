// The sites of a regency with whom each is for: as kept here while the register's changes are followed, else
// as population-svc answers now. When and how each can be visited is always what is kept here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "outreach-svc/rpc/app.h"

namespace dukcapil::outreach {

// Kept counts are trusted where the stream was heard of, and was in time, not longer ago than this.
inline constexpr absl::Duration kTrustedLag = absl::Seconds(30);

// Is what is kept of who is to be recorded as the register says now?
bool IsRegisterFollowed(const Outreach& app);

struct KnownSites {
  std::vector<Site> sites;
  bool unsaved = false;  // population-svc answered, and it is for the caller to save them
};

// Those for `date`; the past is always asked for. Errors: those of FetchSites.
absl::StatusOr<KnownSites> FindKnownSites(Outreach& app, const Call& call, const std::string& regency,
                                          absl::CivilDay date);

}  // namespace dukcapil::outreach
