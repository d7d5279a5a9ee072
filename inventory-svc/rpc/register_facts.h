// What the register (population-svc) says of a resident, seen before a write: kept facts where its changes
// are followed, else its answer now. No other service is waited for inside a transaction.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/resident_facts.h"
#include "inventory-svc/rpc/app.h"
#include "platform/access/call.h"

namespace dukcapil::inventory {

// Facts kept are trusted where the stream was heard of, and was in time, not longer ago than this.
inline constexpr absl::Duration kTrustedLag = absl::Seconds(30);

// NOT_FOUND, UNAVAILABLE and what else Sisters::get_resident may answer.
absl::StatusOr<ResidentFacts> AskRegister(Inventory& app, const Call& call, const std::string& regency,
                                          const std::string& resident);
// Nothing asked where the register is followed: what is kept holds, and is looked at in the write, which ends
// with FactsNotKeptError() where there is nothing.
absl::StatusOr<std::optional<ResidentFacts>> AskUnlessFollowed(Inventory& app, const Call& call,
                                                               const std::string& regency,
                                                               const std::string& resident);
absl::Status FactsNotKeptError();
bool IsFactsNotKept(const absl::Status& status);

// For an answer without a write.
absl::StatusOr<ResidentFacts> SeeFacts(Inventory& app, const Call& call, const std::string& regency,
                                       const std::string& resident);

// For a card that was promised already: it is printed also while the register is away.
struct FactsToPrintBy {
  std::optional<ResidentFacts> asked;  // nothing: what is kept holds
  std::string warning;                 // where it holds though the register could not be asked
};

// Of the resident of a card request; nothing asked where there is no such request.
absl::StatusOr<FactsToPrintBy> SeeFactsToPrintBy(Inventory& app, const Call& call, const std::string& regency,
                                                 const std::string& application);

}  // namespace dukcapil::inventory
