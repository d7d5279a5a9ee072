#include "cli/inventory/movement.h"

#include "cli/exit_codes.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::inventory::v1;

const std::vector<Column>& MovementColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"KIND", "kind"},
                                                        {"DOCUMENT", "document_number"},
                                                        {"OCCURRED", "occurred_date"},
                                                        {"POSTINGS", "postings"},
                                                        {"ACTOR", "actor"},
                                                        {"RECORDED", "recorded_time"},
                                                        {"NOTE", "note"}};
  return columns;
}

absl::StatusOr<int> EnterMovement(Session& session, v1::CreateMovementRequest& request) {
  request.set_parent(session.Parent());
  request.set_request_id(session.RequestId());
  ASSIGN_OR_RETURN(const auto movement, session.Call<v1::Movement>(request));
  session.Print(movement, MovementColumns());
  return kOk;
}

void AddPaper(CLI::App* verb, const MovementRequest& request) {
  v1::Movement* movement = request->mutable_movement();
  verb->add_option("--document", *movement->mutable_document_number(), "number of the handover record")
      ->required();
  AddDate(
      verb, "--date", [movement] { return movement->mutable_occurred_date(); }, "day; today unless given");
  verb->add_option("--note", *movement->mutable_note(), "free text without personal data");
}

}  // namespace dukcapil::cli
