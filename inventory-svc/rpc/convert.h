// Between protos and the structs of domain/ and storage/.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "dukcapil/inventory/v1/card_application.pb.h"
#include "dukcapil/inventory/v1/forecast.pb.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/inventory/v1/issuance_policy.pb.h"
#include "dukcapil/inventory/v1/report.pb.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "inventory-svc/domain/card_application.h"
#include "inventory-svc/domain/forecast/backtest.h"
#include "inventory-svc/domain/forecast/forecast.h"
#include "inventory-svc/domain/ledger.h"
#include "inventory-svc/domain/policy_replay.h"
#include "inventory-svc/domain/promise.h"
#include "inventory-svc/domain/stock_mode.h"
#include "inventory-svc/domain/stock_request.h"
#include "inventory-svc/domain/stock_summary.h"
#include "inventory-svc/domain/usage.h"
#include "inventory-svc/storage/rows.h"
#include "inventory-svc/storage/tx.h"
#include "platform/clock/clock.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {

// Enums: nothing for UNSPECIFIED and for values unknown to this version.
std::optional<LocationKind> FromProto(v1::LocationKind kind);
std::optional<ExternalParty> FromProto(v1::ExternalParty party);
std::optional<SpoilageCause> FromProto(v1::SpoilageCause cause);
std::optional<MovementKind> FromProto(v1::MovementKind kind);
std::optional<Reason> FromProto(v1::CardApplicationReason reason);
std::optional<ApplicationState> FromProto(v1::CardApplicationState state);
std::optional<StockRequestState> FromProto(v1::StockRequestState state);
std::optional<StockLevel> FromProto(v1::StockModeLevel level);
std::optional<RuleAction> FromProto(v1::IssuanceAction action);
std::optional<InterimDocument> FromProto(v1::InterimDocument document);

google::protobuf::Timestamp ToProto(absl::Time time);
v1::LocationKind ToProto(LocationKind kind);
v1::ExternalParty ToProto(ExternalParty party);
v1::SpoilageCause ToProto(SpoilageCause cause);
v1::MovementKind ToProto(MovementKind kind);
v1::CardApplicationReason ToProto(Reason reason);
v1::CardApplicationState ToProto(ApplicationState state);
v1::CardApplicationState ToProto(Outcome outcome);
v1::InterimDocument ToProto(InterimDocument document);
v1::StockModeLevel ToProto(StockLevel level);
v1::IssuanceAction ToProto(RuleAction action);
v1::PromiseBasis ToProto(PromiseBasis basis);
v1::DemandPartKind ToProto(PartKind kind);
v1::BindingLimit ToProto(BindingLimit limit);
v1::StockRequestState ToProto(StockRequestState state);

v1::Location ToProto(const std::string& regency, const LocationWithBalance& location, absl::Time as_of);
v1::Movement ToProto(const std::string& regency, const Movement& movement);
v1::Blank ToProto(const std::string& regency, const Serial& serial, const FoundBlank& blank);
v1::VerifyLedgerResponse ToProto(const LedgerProof& proof);
v1::CardApplication ToProto(const CardApplication& application);
v1::Decision ToProto(Reason reason, const Decision& decision);
v1::IssuancePolicy ToProto(const IssuancePolicy& policy);
v1::PolicyReplay ToProto(const std::string& regency, const PolicyReplay& replay);
v1::WaitPromise ToProto(const WaitPromise& promise);
// How the Store serves the waitlist: readers of the change stream get requests as this API gives them.
WaitlistRules RulesOfWaitlist(const Clock& clock);
v1::StockMode ToProto(const std::string& regency, const StockMode& mode,
                      const std::optional<StockLevel>& override_level, const Balance& balance);
v1::StockSummary ToProto(const StockSummary& summary, const OpenRequests& open);
// Without the situation, which is the regency's now.
v1::StockRequest ToProto(const StockRequest& request);
absl::StatusOr<v1::StockSituation> SituationOf(Snapshot& snapshot, const std::string& regency);
// Appends `ranges` as they are written out.
void AddRanges(const std::vector<SerialRange>& ranges,
               google::protobuf::RepeatedPtrField<v1::SerialRange>* protos);
v1::Forecast ToProto(const std::string& regency, const ForecastInputs& inputs, const Forecast& forecast);
v1::CountQuantiles ToProto(const CountQuantiles& quantiles);
v1::PrintDebt ToProto(const PrintDebt& debt);
v1::ForecastBacktest ToProto(const std::string& regency, const Backtest& backtest);
// Cards printed in the month, beside what the ledger says of it.
v1::UsageMonth ToProto(const UsageMonth& month, std::int64_t printed);

}  // namespace dukcapil::inventory
