#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace inventory = ::dukcapil::inventory::v1;
namespace population = ::dukcapil::population::v1;

absl::StatusOr<bool> IsLedgerProven(Session& session) {
  inventory::VerifyLedgerRequest request;
  request.set_parent(session.Parent());
  ASSIGN_OR_RETURN(const auto proof, session.Call<inventory::VerifyLedgerResponse>(request));
  session.out() << "ledger: " << proof.movements_checked() << " movements, " << proof.blanks_checked()
                << " blanks, " << proof.card_applications_checked() << " card applications: "
                << (proof.difference_count() == 0 ? "proven"
                                                  : absl::StrCat(proof.difference_count(), " differences"))
                << "\n";
  for (const auto& difference : proof.differences()) {
    session.out() << "  " << difference.check() << " " << difference.subject() << ": expected "
                  << difference.expected() << ", stored " << difference.stored() << "\n";
  }
  return proof.difference_count() == 0;
}

absl::StatusOr<bool> IsCoverageProven(Session& session) {
  population::VerifyCoverageRequest request;
  request.set_parent(session.Parent());
  ASSIGN_OR_RETURN(const auto proof, session.Call<population::VerifyCoverageResponse>(request));
  session.out() << "coverage: " << proof.residents_checked() << " residents, " << proof.figures_checked()
                << " figures: "
                << (proof.difference_count() == 0 ? "proven"
                                                  : absl::StrCat(proof.difference_count(), " differences"))
                << "\n";
  for (const auto& difference : proof.differences()) {
    session.out() << "  " << difference.village() << " " << difference.bucket() << " " << difference.column()
                  << ": expected " << difference.expected() << ", stored " << difference.stored() << "\n";
  }
  return proof.difference_count() == 0;
}

}  // namespace

void AddVerify(CommandLine& line) {
  AddVerb(line, &line.app, "verify", "Proves the ledger and the coverage figures; 1 where they do not agree",
          "verify", [](Session& session) -> absl::StatusOr<int> {
            ASSIGN_OR_RETURN(const bool ledger, IsLedgerProven(session));
            ASSIGN_OR_RETURN(const bool coverage, IsCoverageProven(session));
            return ledger && coverage ? kOk : kFinding;
          });
}

}  // namespace dukcapil::cli
