#include "inventory-svc/rpc/watched_kinds.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "inventory-svc/domain/errors.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kWatchApplications[] = "inventory.cardApplications.watch";

// By the collection in a resource name, `regions/17.02/{collection}/…`.
v1::WatchedKind KindOf(absl::string_view resource) {
  const std::vector<absl::string_view> parts = absl::StrSplit(resource, '/');
  const absl::string_view collection = parts.size() < 3 ? absl::string_view() : parts[2];
  if (collection == "locations") return v1::WATCHED_KIND_LOCATION;
  if (collection == "movements") return v1::WATCHED_KIND_MOVEMENT;
  if (collection == "cardApplications") return v1::WATCHED_KIND_CARD_APPLICATION;
  if (collection == "stockRequests") return v1::WATCHED_KIND_STOCK_REQUEST;
  if (collection == "issuancePolicies") return v1::WATCHED_KIND_ISSUANCE_POLICY;
  if (collection == "stockMode") return v1::WATCHED_KIND_STOCK_MODE;
  return v1::WATCHED_KIND_UNSPECIFIED;
}

absl::StatusOr<std::set<v1::WatchedKind>> KindsAsked(const v1::WatchInventoryRequest& request) {
  Violations violations;
  std::set<v1::WatchedKind> kinds;
  for (int i = 0; i < request.kinds_size(); ++i) {
    const v1::WatchedKind kind = request.kinds(i);
    if (!v1::WatchedKind_IsValid(kind) || kind == v1::WATCHED_KIND_UNSPECIFIED) {
      violations.Add(absl::StrCat("kinds[", i, "]"), "UNKNOWN_VALUE", "must be a known value");
    }
    kinds.insert(kind);
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return kinds;
}

}  // namespace

absl::StatusOr<changes::Filter> FilterOf(const v1::WatchInventoryRequest& request, const AccessPolicy& policy,
                                         const Caller& caller) {
  ASSIGN_OR_RETURN(std::set<v1::WatchedKind> kinds, KindsAsked(request));
  const bool all = policy.Permits(caller, kWatchApplications);
  if (!all && kinds.count(v1::WATCHED_KIND_CARD_APPLICATION) > 0) return WatchDeniedError();
  if (!kinds.empty()) {
    return [kinds = std::move(kinds)](const mysql::Change& change) {
      return kinds.count(KindOf(change.resource)) > 0;
    };
  }
  if (all) return nullptr;
  return [](const mysql::Change& change) {
    const v1::WatchedKind kind = KindOf(change.resource);
    return kind != v1::WATCHED_KIND_UNSPECIFIED && kind != v1::WATCHED_KIND_CARD_APPLICATION;
  };
}

}  // namespace dukcapil::inventory
